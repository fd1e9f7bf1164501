// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/readinessmark.h"

#include "widgets/labels.h"

#include <QCoreApplication>
#include <QPainter>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Readiness)
};

constexpr int gap = 6;
constexpr int margin = 8;

} // namespace

Tone toneOf(ReadinessLevel level)
{
    switch (level) {
    case ReadinessLevel::Good:
        return Tone::Resolved;
    case ReadinessLevel::Doubtful:
        return Tone::Acknowledged;
    case ReadinessLevel::Bad:
        return Tone::Triggered;
    }
    return Tone::Neutral;
}

QString signOf(ReadinessLevel level)
{
    switch (level) {
    case ReadinessLevel::Good:
        return u"✔"_s;
    case ReadinessLevel::Doubtful:
        return u"!"_s;
    case ReadinessLevel::Bad:
        return u"✖"_s;
    }
    return {};
}

QString levelText(ReadinessLevel level)
{
    switch (level) {
    case ReadinessLevel::Good:
        return Words::tr("In order");
    case ReadinessLevel::Doubtful:
        return Words::tr("Look at this");
    case ReadinessLevel::Bad:
        return Words::tr("Not in order");
    }
    return {};
}

ReadinessMark::ReadinessMark(QWidget *parent) : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setText(tr("Can I be woken?"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    show(std::nullopt, {});
}

void ReadinessMark::show(std::optional<ReadinessLevel> level, const QString &why)
{
    if (level != m_level) {
        m_level = level;
        updateGeometry();
        update();
    }
    setAccessibleName(level ? tr("Can I be woken? %1").arg(levelText(*level)) : tr("Can I be woken? Looking …"));
    setToolTip(why.isEmpty() ? accessibleName() : why);
}

QString ReadinessMark::sign() const
{
    return m_level ? signOf(*m_level) : u"…"_s;
}

QSize ReadinessMark::sizeHint() const
{
    const int words = fontMetrics().horizontalAdvance(text());
    return {
        words + gap + QFontMetrics(scaled(font(), 1.1, QFont::Bold)).horizontalAdvance(sign()) + 2 * margin, fontMetrics().height() + 6};
}

void ReadinessMark::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(accent(palette()), 2) : QPen(hairline(palette())));
    painter.setBrush(underMouse() ? QBrush(raised(palette())) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    const QRect inner = rect().adjusted(margin, 0, -margin, 0);
    const bool isBad = m_level == ReadinessLevel::Bad;
    painter.setPen(isBad ? palette().color(QPalette::WindowText) : mutedText(palette()));
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, text());
    painter.setPen(m_level ? toneColor(toneOf(*m_level), palette()) : mutedText(palette()));
    painter.setFont(scaled(font(), 1.1, QFont::Bold));
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignRight, sign());
}

} // namespace nightbell
