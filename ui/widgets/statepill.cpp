// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statepill.h"

#include "widgets/toneshape.h"

#include <QPainter>

namespace nightbell {
namespace {

constexpr int gap = 8;

} // namespace

StatePill::StatePill(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatePill::setState(Tone tone, const QString &word)
{
    if (tone == m_tone && word == m_word)
        return;
    m_tone = tone;
    m_word = word;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize StatePill::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    const int shape = metrics.ascent() * 3 / 4;
    return {shape + metrics.horizontalAdvance(m_word) + 3 * gap + gap / 2, metrics.height() + gap};
}

void StatePill::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = toneColor(m_tone, palette());
    painter.setPen(ground);
    ground.setAlphaF(isDark(palette()) ? 0.10F : 0.06F); // the word stays above 4.5 : 1
    painter.setBrush(ground);
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);

    const double shape = fontMetrics().ascent() * 0.75;
    drawTone(painter, QRectF(gap + gap / 2.0, (height() - shape) / 2, shape, shape), m_tone, palette());
    painter.setPen(toneColor(m_tone, palette()));
    painter.drawText(QRectF(2.0 * gap + gap / 2.0 + shape, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, m_word);
}

} // namespace nightbell
