// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QLabel>
#include <QString>

namespace nightbell {

// A label that remembers how high it is at a width. Layouts within layouts ask that dozens of times for each change, and QLabel
// lays its text out anew each time: a timeline, which is a table, takes long enough to be felt.
class MeasuredLabel : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;

    int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;

private:
    mutable QHash<int, int> m_heights; // by width, of this text
    mutable QString m_text;
    mutable bool m_isWrapped = false;
};

} // namespace nightbell
