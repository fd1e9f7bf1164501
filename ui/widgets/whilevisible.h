// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QObject>
#include <QTimer>

class QWidget;

namespace nightbell {

// Ticks while a widget can be seen, also at once when it comes into sight; a hidden window costs nothing.
class WhileVisible : public QObject
{
    Q_OBJECT

public:
    WhileVisible(QWidget *watched, Duration interval);

Q_SIGNALS:
    void tick();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTimer m_timer;
};

} // namespace nightbell
