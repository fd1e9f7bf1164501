// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statusline.h"

#include "domain/wording.h"
#include "widgets/labels.h"
#include "widgets/readinessmark.h"
#include "widgets/toneshape.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr qsizetype mostChips = 4; // with more of them, those that are well share one
constexpr double countsFactor = 1.1;
constexpr int widestChip = 34; // in average letters: a reason is not cut short in its tool tip

QString chipText(const SourceStatus &source, TimePoint now)
{
    const QString age = source.lastSuccess ? ageText(std::max(now - *source.lastSuccess, Duration(0))) : QString();
    switch (source.state) {
    case SourceState::Starting:
        return StatusLine::tr("%1 …").arg(source.name);
    case SourceState::Fresh:
        return StatusLine::tr("%1 %2").arg(source.name, age);
    case SourceState::Stale:
        return StatusLine::tr("%1 stale %2").arg(source.name, age);
    case SourceState::Failed:
        break;
    }
    return StatusLine::tr("%1 failed: %2").arg(source.name, source.error ? errorText(*source.error) : QString());
}

} // namespace

SourceChip::SourceChip(QWidget *parent) : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

void SourceChip::show(Tone tone, const QString &text, const QString &description)
{
    const bool isOther = tone != m_tone || text != this->text();
    m_tone = tone;
    if (isOther) {
        setText(text);
        updateGeometry();
        update();
    }
    setAccessibleName(text);
    setToolTip(description);
}

QSize SourceChip::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    const int width = std::min(metrics.horizontalAdvance(text()), metrics.averageCharWidth() * widestChip);
    return {width + metrics.ascent() + 20, metrics.height() + 8};
}

void SourceChip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(hasFocus() ? QPen(accent(palette()), 2) : QPen(Qt::NoPen));
    painter.setBrush(underMouse() ? QBrush(raised(palette())) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(area, 6, 6);
    const double side = fontMetrics().ascent() * 0.8;
    drawTone(painter, QRectF(7, (height() - side) / 2, side, side), m_tone, palette());
    // Green words would be a claim about more than the source.
    const bool isQuiet = m_tone == Tone::Resolved || m_tone == Tone::Neutral;
    painter.setPen(isQuiet ? mutedText(palette()) : toneColor(m_tone, palette()));
    const QRect words = rect().adjusted(fontMetrics().ascent() + 11, 0, -6, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

StatusText::StatusText(QWidget *parent) : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Show the incidents"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StatusText::show(Tone tone, const QString &text)
{
    if (tone == m_tone && text == this->text())
        return;
    m_tone = tone;
    setText(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize StatusText::sizeHint() const
{
    const QFontMetrics metrics(scaled(font(), countsFactor, QFont::DemiBold));
    return {metrics.horizontalAdvance(text()) + 2 * metrics.ascent(), metrics.height() + 8};
}

QSize StatusText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, sizeHint().height()};
}

void StatusText::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(scaled(font(), countsFactor, QFont::DemiBold));
    const QFontMetrics metrics = painter.fontMetrics();
    const double side = metrics.ascent();
    drawTone(painter, QRectF(2, (height() - side) / 2, side, side), m_tone, palette());
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect words = rect().adjusted(metrics.ascent() + 12, 0, 0, 0);
    const QString shown = metrics.elidedText(text(), Qt::ElideRight, words.width());
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, shown);
    if (hasFocus()) {
        painter.setPen(QPen(accent(palette()), 2));
        painter.drawRoundedRect(
            QRectF(words.left() - 6, 1, std::min(metrics.horizontalAdvance(shown) + 12, words.width() + 5), height() - 2), 6, 6);
    }
}

DutyText::DutyText(QWidget *parent) : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Show who is on call"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void DutyText::show(const QString &line, bool isOnCall)
{
    if (line == text() && isOnCall == m_isOnCall)
        return;
    m_isOnCall = isOnCall;
    setText(line);
    setAccessibleName(line);
    updateGeometry();
    update();
}

QSize DutyText::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 3 * fontMetrics().ascent(), fontMetrics().height() + 6};
}

QSize DutyText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, sizeHint().height()};
}

void DutyText::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics metrics = fontMetrics();
    const QColor color = m_isOnCall ? accent(palette()) : mutedText(palette());
    const int side = metrics.ascent() + 2;
    nightbell::icon(u"oncall"_s, color).paint(&painter, QRect(1, (height() - side) / 2, side, side));
    painter.setPen(m_isOnCall ? palette().color(QPalette::WindowText) : mutedText(palette()));
    const QRect words = rect().adjusted(side + 11, 0, 0, 0);
    const QString shown = metrics.elidedText(text(), Qt::ElideRight, words.width());
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, shown);
    if (hasFocus()) {
        painter.setPen(QPen(accent(palette()), 2));
        painter.drawRoundedRect(
            QRectF(words.left() - 6, 1, std::min(metrics.horizontalAdvance(shown) + 12, words.width() + 5), height() - 2), 6, 6);
    }
}

StatusLine::StatusLine(QWidget *parent) : QWidget(parent)
{
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(16, 8, 12, 9);
    lines->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    lines->addLayout(row);
    m_duty = new DutyText(this);
    connect(m_duty, &QAbstractButton::clicked, this, &StatusLine::dutyClicked);
    m_duty->hide();
    m_readiness = new ReadinessMark(this);
    connect(m_readiness, &QAbstractButton::clicked, this, &StatusLine::readinessClicked);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->setContentsMargins(0, 0, 8, 0); // as far in as the words of the sources above
    second->addWidget(m_duty, 1);
    second->addStretch();
    second->addWidget(m_readiness);
    lines->addLayout(second);
    m_counts = new StatusText(this);
    connect(m_counts, &QAbstractButton::clicked, this, &StatusLine::countsClicked);
    row->addWidget(m_counts, 1);
    m_demo = new QLabel(tr("Demo"), this);
    m_demo->setAccessibleName(tr("This is the demonstration: nothing of it is real"));
    m_demo->setToolTip(m_demo->accessibleName());
    m_demo->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_demo->setObjectName(u"demoLabel"_s);
    m_demo->setStyleSheet(u"QLabel { border: 1px solid palette(link); border-radius: 6px; color: palette(link); padding: 2px 8px; }"_s);
    m_demo->hide();
    row->addWidget(m_demo);
    m_chipRow = new QHBoxLayout;
    m_chipRow->setSpacing(4);
    row->addLayout(m_chipRow);
}

void StatusLine::setDemo(bool isDemo)
{
    m_demo->setVisible(isDemo);
}

void StatusLine::show(const WatchSummary &summary, TimePoint now)
{
    // Quiet is a claim too: the tick stands only where every source answered in time.
    Tone tone = Tone::Triggered;
    if (summary.needPerson == 0)
        tone = !summary.isTrustworthy() ? Tone::Stale : summary.open > 0 ? Tone::Acknowledged : Tone::Resolved;
    QString text = countsText(summary);
    if (summary.needPerson == 0 && !summary.isTrustworthy())
        text = summary.isStarting() || summary.waitingChecks > 0 ? tr("Looking …") : tr("%1, as far as is known").arg(text);
    m_counts->show(tone, text);
    showChips(summary.sources, now);
}

void StatusLine::showDuty(const QString &line, bool isOnCall)
{
    m_duty->show(line, isOnCall);
    m_duty->setVisible(!line.isEmpty());
}

void StatusLine::showReadiness(std::optional<ReadinessLevel> level, const QString &why)
{
    m_readiness->show(level, why);
}

void StatusLine::showChips(const QList<SourceStatus> &sources, TimePoint now)
{
    QList<SourceStatus> alone = sources;
    const qsizetype fresh = std::ranges::count(sources, SourceState::Fresh, &SourceStatus::state);
    const bool areTooMany = sources.size() > mostChips && fresh > 1;
    if (areTooMany)
        alone.removeIf([](const SourceStatus &source) { return source.state == SourceState::Fresh; });
    m_shown.clear();
    for (const SourceStatus &source : std::as_const(alone)) {
        chipAt(m_shown.size())->show(toneOf(source.state), chipText(source, now), tr("%1: %2").arg(source.name, stateText(source, now)));
        m_shown.append(source.id);
    }
    if (areTooMany) {
        const QString text = tr("%n source(s) fresh", nullptr, static_cast<int>(fresh));
        chipAt(m_shown.size())->show(Tone::Resolved, text, text);
        m_shown.append(SourceId());
    }
    for (qsizetype index = 0; index < m_chips.size(); ++index)
        m_chips[index]->setVisible(index < m_shown.size());
}

SourceChip *StatusLine::chipAt(qsizetype index)
{
    while (m_chips.size() <= index) {
        auto *chip = new SourceChip(this);
        const qsizetype place = m_chips.size();
        connect(chip, &SourceChip::clicked, this, [this, place] { Q_EMIT sourceClicked(m_shown.value(place)); });
        m_chips.append(chip);
        m_chipRow->addWidget(chip);
    }
    return m_chips[index];
}

void StatusLine::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), hairline(palette()));
}

} // namespace nightbell
