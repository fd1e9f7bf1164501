// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/oncall.h"

#include <QFrame>

class QVBoxLayout;

namespace nightbell {

// The number of a level in a disc, and the line down to the one that is told after it.
class LevelMark : public QWidget
{
    Q_OBJECT

public:
    LevelMark(int level, bool isMine, bool isLast, QWidget *parent);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_level;
    bool m_isMine;
    bool m_isLast;
};

// Whom an escalation policy tells, in which order and after how long: who stands there now, and who comes next.
class PolicyCard : public QFrame
{
    Q_OBJECT

public:
    PolicyCard(const EscalationPolicy &policy, TimePoint now, QWidget *parent = nullptr);

private:
    void addHead(const EscalationPolicy &policy);
    void addLevel(const EscalationPolicy &policy, const EscalationLevel &level, TimePoint now);

    QVBoxLayout *m_column;
};

// "you until Mon 09:00, Doug": who is on call on that level; empty: nobody.
QString onLevelNow(const EscalationPolicy &policy, int level, TimePoint now);
// "Doug from Mon 09:00"; empty: not known, or nobody else comes.
QString onLevelNext(const EscalationPolicy &policy, int level, TimePoint now);
// "Mon 09:00 – 17:00", "always", "until Mon 09:00"
QString stretchText(const Shift &shift, TimePoint now);

} // namespace nightbell
