// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/navrail.h"

#include "widgets/labels.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr int padding = 8;
constexpr int leastPadding = 5;

} // namespace

NavButton::NavButton(const QString &iconName, const QString &label, QWidget *parent) : QToolButton(parent), m_label(label)
{
    setIcon(nightbell::icon(iconName, palette()));
    setText(label);
    setAccessibleName(label);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Maximum);
}

void NavButton::setBadge(int count, Tone tone, const QString &meaning)
{
    m_count = count;
    m_tone = tone;
    setAccessibleName(count > 0 ? tr("%1, %2").arg(m_label, meaning) : m_label);
    update();
}

QSize NavButton::sizeHint() const
{
    const QFontMetrics metrics(scaled(font(), 0.92));
    const int side = fontMetrics().height() * 3 / 2;
    return {std::max(metrics.horizontalAdvance(m_label) + 2 * padding, side * 3), side + metrics.height() + 4 + 2 * padding};
}

// With large letters in a low window the space around gives way first, and then the pictures.
QSize NavButton::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return sizeHint() - QSize(0, line * 3 / 2 - line * 2 / 3 + 2 * (padding - leastPadding));
}

void NavButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QToolButton::changeEvent(event);
}

void NavButton::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(2, 2, -2, -2);
    if (isChecked() || underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? palette().color(QPalette::Highlight) : raised(palette()));
        painter.drawRoundedRect(area, 8, 8);
    }
    if (hasFocus()) {
        painter.setPen(QPen(accent(palette()), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 7, 7);
    }
    const QFont labelFont = scaled(font(), 0.92, isChecked() ? QFont::DemiBold : QFont::Normal);
    const int missing = std::max(0, sizeHint().height() - height());
    const int above = std::max(leastPadding, padding - missing / 2);
    const int side = fontMetrics().height() * 3 / 2 - std::max(0, missing - 2 * (padding - above));
    const QRect picture((width() - side) / 2, above, side, side);
    icon().paint(&painter, picture);
    painter.setFont(labelFont);
    painter.setPen(isChecked() ? palette().color(QPalette::WindowText) : mutedText(palette()));
    painter.drawText(
        QRect(0, picture.bottom() + 4, width(), height() - picture.bottom() - above), Qt::AlignHCenter | Qt::AlignTop, m_label);

    if (m_count <= 0)
        return;
    const QString number = m_count > 99 ? u"99+"_s : QString::number(m_count);
    const QFont badgeFont = scaled(font(), 0.8, QFont::Bold);
    const QFontMetrics metrics(badgeFont);
    const int height = metrics.height() + 2;
    const QRectF badge(picture.right() - side / 4.0, padding / 2.0, std::max(height, metrics.horizontalAdvance(number) + 8), height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColor(m_tone, palette()));
    painter.drawRoundedRect(badge, height / 2.0, height / 2.0);
    painter.setFont(badgeFont);
    painter.setPen(palette().color(QPalette::Base));
    painter.drawText(badge, Qt::AlignCenter, number);
}

NavRail::NavRail(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 8, 5, 8);
    m_above = new QVBoxLayout;
    m_below = new QVBoxLayout;
    for (QVBoxLayout *part : {m_above, m_below})
        part->setSpacing(4);
    column->addLayout(m_above);
    column->addStretch(1);
    column->addLayout(m_below);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

NavButton *NavRail::addPlace(const QString &iconName, const QString &label, const QString &toolTip)
{
    auto *button = new NavButton(iconName, label, this);
    button->setToolTip(toolTip);
    button->setCheckable(true);
    const int place = static_cast<int>(m_places.size());
    // A click never unchecks: setCurrent() says where we are.
    connect(button, &NavButton::clicked, this, [this, place, button] {
        button->setChecked(true);
        Q_EMIT chosen(place);
    });
    m_places.append(button);
    m_above->addWidget(button);
    return button;
}

NavButton *NavRail::addBelow(const QString &iconName, const QString &label, const QString &toolTip)
{
    auto *button = new NavButton(iconName, label, this);
    button->setToolTip(toolTip);
    m_below->addWidget(button);
    return button;
}

void NavRail::setCurrent(int place)
{
    for (int index = 0; index < m_places.size(); ++index)
        m_places[index]->setChecked(index == place);
}

void NavRail::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), hairline(palette()));
}

} // namespace nightbell
