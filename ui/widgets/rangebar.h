// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QWidget>

class QButtonGroup;

namespace nightbell {

// How far back charts reach: 1 h, 6 h, 24 h, 7 d.
class RangeBar : public QWidget
{
    Q_OBJECT

public:
    explicit RangeBar(QWidget *parent = nullptr);

    Duration range() const;
    void setRange(Duration range); // ignored unless it is one of them

Q_SIGNALS:
    void rangeChanged();

private:
    QButtonGroup *m_buttons;
};

} // namespace nightbell
