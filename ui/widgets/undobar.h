// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace nightbell {

// "Acknowledged: 3 incidents  [Undo  Ctrl+Z]  5 s": what was just done, and for how long it can still be taken back.
class UndoBar : public QFrame
{
    Q_OBJECT

public:
    explicit UndoBar(Clock &clock, QWidget *parent = nullptr);

    void offer(const QString &text, Duration until); // `until`: on Clock::elapsed()
    void tell(const QString &text); // nothing to take back: a word that goes by itself
    void withdraw();

Q_SIGNALS:
    void undone();

private:
    void tick();

    Clock &m_clock;
    Duration m_until{0};
    QLabel *m_text;
    QPushButton *m_undo;
    QLabel *m_left;
};

} // namespace nightbell
