// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline.h"

#include "domain/wording.h"
#include "widgets/labels.h"

#include <QEvent>

#include <algorithm>
#include <ranges>
#include <vector>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr qsizetype mostShown = 200;

Tone toneOf(IncidentEventKind kind)
{
    switch (kind) {
    case IncidentEventKind::Opened:
    case IncidentEventKind::ActionRefused:
    case IncidentEventKind::BackupMissed:
        return Tone::Triggered;
    case IncidentEventKind::Acknowledged:
        return Tone::Acknowledged;
    case IncidentEventKind::Resolved:
        return Tone::Resolved;
    case IncidentEventKind::ActionQueued:
        return Tone::Stale;
    case IncidentEventKind::Seen:
    case IncidentEventKind::Updated:
    case IncidentEventKind::Paged:
    case IncidentEventKind::Shown:
    case IncidentEventKind::Sounded:
    case IncidentEventKind::PageCleared:
    case IncidentEventKind::BackupTold:
    case IncidentEventKind::ActionRequested:
    case IncidentEventKind::ActionSent:
    case IncidentEventKind::ActionConfirmed:
    case IncidentEventKind::Note:
    case IncidentEventKind::OnCall:
        return Tone::Neutral;
    }
    return Tone::Neutral;
}

bool isSame(const IncidentEvent &one, IncidentEvent other)
{
    other.row = one.row; // what has just happened has no row yet
    return one == other;
}

} // namespace

Timeline::Timeline(Clock &clock, QWidget *parent) : MeasuredLabel(parent), m_clock(clock)
{
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("Timeline"));
    m_rendering.setSingleShot(true);
    m_rendering.setInterval(renderedAfter);
    connect(&m_rendering, &QTimer::timeout, this, &Timeline::render);
    render();
}

void Timeline::setEvents(const QList<IncidentEvent> &events)
{
    // What came in live while the answer was on its way may be missing from it.
    const QList<IncidentEvent> live = m_events;
    m_events = events;
    m_failure.clear();
    for (const IncidentEvent &event : live) {
        if (std::ranges::none_of(events, [&event](const IncidentEvent &known) { return isSame(known, event); }))
            m_events.append(event);
    }
    render();
}

void Timeline::add(const IncidentEvent &event)
{
    if (std::ranges::any_of(m_events, [&event](const IncidentEvent &known) { return isSame(known, event); }))
        return;
    m_events.append(event);
    // Of a key that was pressed several events follow, and its request is to go out before they are laid out.
    if (!m_rendering.isActive())
        m_rendering.start();
}

void Timeline::setSourceEvents(const QList<SourceEvent> &events)
{
    if (events == m_sourceEvents)
        return;
    m_sourceEvents = events;
    render();
}

void Timeline::setFailure(const QString &why)
{
    m_failure = why;
    render();
}

void Timeline::clear()
{
    m_events.clear();
    m_sourceEvents.clear();
    m_failure.clear();
    render();
}

void Timeline::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        render(); // its colours are in the text
    MeasuredLabel::changeEvent(event);
}

QString Timeline::rowOf(const IncidentEvent &event) const
{
    QString words = eventText(event.kind);
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    if (!event.actor.isEmpty())
        words = tr("%1 by %2").arg(words, event.actor);
    const bool repeatsEvidence = event.kind == IncidentEventKind::Opened; // that stands above in full
    const QString details = repeatsEvidence ? event.text.section(u'\n', 0, 0) : event.text;
    return row(event.at, toneOf(event.kind), words, details);
}

// A word that only the source knows is shown as it is.
QString Timeline::rowOf(const SourceEvent &event) const
{
    QString words = event.text.isEmpty() ? event.kind : event.text;
    if (!event.actor.isEmpty() && !words.contains(event.actor))
        words = tr("%1 by %2").arg(words, event.actor);
    return row(event.at, Tone::Neutral, words.section(u'\n', 0, 0), words.section(u'\n', 1));
}

QString Timeline::row(TimePoint at, Tone tone, const QString &words, const QString &details) const
{
    const QString muted = mutedText(palette()).name();
    QString html = u"<b>%1</b>"_s.arg(escaped(words));
    if (!details.isEmpty())
        html += u"<br><span style='color:%1'>%2</span>"_s.arg(muted, escaped(details));
    return u"<tr><td style='color:%1; white-space:nowrap; padding:0 12px 8px 0'>%2</td>"
           "<td style='color:%3; padding:0 8px 8px 0'>%4</td><td style='padding:0 0 8px 0'>%5</td></tr>"_s.arg(
               muted, escaped(localTime(at, m_clock.now())), toneColor(tone, palette()).name(), toneGlyph(tone), html);
}

void Timeline::render()
{
    m_rendering.stop();
    QString html;
    if (!m_failure.isEmpty())
        html += u"<p>%1</p>"_s.arg(escaped(tr("The timeline cannot be read: %1.").arg(m_failure)));
    std::vector<std::pair<TimePoint, QString>> rows;
    for (const SourceEvent &event : std::as_const(m_sourceEvents))
        rows.emplace_back(event.at, rowOf(event));
    for (const IncidentEvent &event : std::as_const(m_events))
        rows.emplace_back(event.at, rowOf(event));
    std::ranges::stable_sort(rows, {}, &std::pair<TimePoint, QString>::first);
    const qsizetype first = std::max(static_cast<qsizetype>(rows.size()) - mostShown, qsizetype(0));
    if (first > 0)
        html += u"<p>%1</p>"_s.arg(escaped(tr("%n earlier event(s) are in the history.", nullptr, static_cast<int>(first))));
    html += u"<table cellspacing='0' cellpadding='0'>"_s;
    for (const auto &[at, line] : rows | std::views::drop(first))
        html += line;
    setText(html + u"</table>"_s);
}

} // namespace nightbell
