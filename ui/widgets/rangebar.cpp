// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rangebar.h"

#include "domain/wording.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace nightbell {

RangeBar::RangeBar(QWidget *parent) : QWidget(parent), m_buttons(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (const int hours : {1, 6, 24, 7 * 24}) {
        const QString span = hours < 48 ? tr("%1 h").arg(hours) : tr("%1 d").arg(hours / 24);
        auto *button = new QPushButton(span, this);
        button->setCheckable(true);
        button->setChecked(hours == 1);
        button->setAccessibleName(tr("Show the last %1").arg(span));
        button->setToolTip(button->accessibleName());
        m_buttons->addButton(button, hours);
        row->addWidget(button);
    }
    connect(m_buttons, &QButtonGroup::idClicked, this, &RangeBar::rangeChanged);
}

Duration RangeBar::range() const
{
    return std::chrono::hours(m_buttons->checkedId());
}

void RangeBar::setRange(Duration range)
{
    auto *button = m_buttons->button(static_cast<int>(range / std::chrono::hours(1)));
    if (button == nullptr || button->isChecked())
        return;
    button->setChecked(true);
    Q_EMIT rangeChanged();
}

} // namespace nightbell
