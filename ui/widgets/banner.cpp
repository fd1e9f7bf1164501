// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/banner.h"

#include "widgets/labels.h"
#include "widgets/toneshape.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {

Banner::Banner(Tone tone, QWidget *parent) : QFrame(parent), m_tone(tone)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    row->setSpacing(12);
    m_shape = new ToneShape(tone, 1.0, this);
    row->addWidget(m_shape, 0, Qt::AlignVCenter);

    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    m_headline = makeText({}, this);
    m_headline->setFont(scaled(m_headline->font(), 1.0, QFont::DemiBold));
    m_details = makeMuted({}, this);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->hide();
    words->addWidget(m_headline);
    words->addWidget(m_details);
    row->addLayout(words, 1);

    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(8);
    row->addLayout(m_buttons);

    m_close = new QToolButton(this);
    m_close->setIcon(icon(u"close"_s, palette()));
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss this message"));
    m_close->hide();
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
    row->addWidget(m_close, 0, Qt::AlignTop);
}

void Banner::setTone(Tone tone)
{
    m_tone = tone;
    m_shape->setTone(tone);
    update();
}

void Banner::setText(const QString &headline, const QString &details)
{
    m_headline->setText(headline);
    m_details->setText(details);
    m_details->setVisible(!details.isEmpty());
    setAccessibleName(headline);
    setAccessibleDescription(details);
}

void Banner::addAction(const QString &label, const std::function<void()> &act)
{
    auto *button = new QPushButton(label, this);
    connect(button, &QPushButton::clicked, this, act);
    m_buttons->addWidget(button);
}

void Banner::setDismissible(bool isDismissible)
{
    m_close->setVisible(isDismissible);
}

void Banner::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const QColor tone = toneColor(m_tone, palette());
    QColor ground = tone;
    ground.setAlphaF(isDark(palette()) ? 0.10F : 0.06F);
    painter.fillRect(rect(), ground);
    painter.fillRect(QRect(0, 0, 4, height()), tone);
    painter.fillRect(QRect(0, height() - 1, width(), 1), hairline(palette()));
}

} // namespace nightbell
