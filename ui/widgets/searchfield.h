// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace nightbell {

// A line edit that says what it is for: a glass before the text, a button behind it that clears.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    SearchField(const QString &name, const QString &placeholder, QWidget *parent = nullptr); // name: for screen readers

    // Where the keys go from here: Return goes on with what was found, Esc with all of it.
    void leadTo(QWidget *found);
};

} // namespace nightbell
