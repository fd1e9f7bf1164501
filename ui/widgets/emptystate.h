// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace nightbell {

class ToneShape;

// What stands where a list would be: shape, headline, what that means, and what can be done.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    void setContent(Tone tone, const QString &headline, const QString &text, const QString &button = {});
    QString headline() const;

Q_SIGNALS:
    void buttonClicked();

private:
    ToneShape *m_shape;
    QLabel *m_headline;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace nightbell
