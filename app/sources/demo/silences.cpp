// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/demo/silences.h"

#include "sources/prometheus/labels.h"

#include <algorithm>
#include <array>

namespace nightbell::demo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using prometheus::Labels;
using prometheus::Matchers;

namespace {

// One that comes back every `period`, and is known `ahead` before it begins.
struct Habit
{
    const char *key;
    const char *reach;
    const char *creator;
    const char *comment;
    Duration period;
    Duration shift;
    Duration length;
    Duration ahead;
};

// One begins as the one before ends, or is known by then: there is always something to see.
constexpr std::array habits{
    Habit{"disk", "alertname=\"disk-var\", host=\"ws-2.demo\"", "platform engineer (demo)", "A larger disk is ordered, it comes on Tuesday",
        36h, 5h, 36h, 0s},
    Habit{"gateway", "alertname=\"gateway\", service=\"payments\"", "payments engineer (demo)", "The gateway's own people are on it", 10h,
        3h, 6h, 4h},
    Habit{"deploy", "host=~\"web-.*\"", "web engineer (demo)", "Deploy of the shop", 24h, 4h, 1h, 23h},
};

// What matchers see of an incident.
Labels labelsOf(const Incident &incident)
{
    Labels labels{
        {u"alertname"_s, incident.dedupKey.section(u'/', 1, 1)},
        {u"host"_s, incident.host.text().section(u':', 1)},
        {u"service"_s, incident.service.text()},
        {u"severity"_s, toWord(incident.severity)},
    };
    prometheus::sortByName(labels);
    return labels;
}

bool isInForce(const Silence &silence, TimePoint now)
{
    return silence.starts <= now;
}

QList<IncidentId> reachedBy(const Matchers &matchers, const SharedIncidents &incidents)
{
    QList<IncidentId> reached;
    for (const Incident &incident : incidents) {
        if (incident.isOpen() && matchers.matches(labelsOf(incident)))
            reached.append(incident.id);
    }
    return reached;
}

Silence turnOf(const Habit &habit, const SourceId &source, TimePoint now)
{
    const qint64 turn = (now.time_since_epoch() - habit.shift + habit.ahead) / habit.period;
    Silence silence;
    silence.id = SilenceId(u"%1-%2"_s.arg(QLatin1StringView(habit.key)).arg(turn));
    silence.source = source;
    silence.reach = QString::fromLatin1(habit.reach);
    silence.creator = QString::fromLatin1(habit.creator);
    silence.comment = QString::fromLatin1(habit.comment);
    silence.starts = TimePoint(turn * habit.period + habit.shift);
    silence.ends = silence.starts + habit.length;
    return silence;
}

} // namespace

Silences::Silences(Clock &clock, SourceId source, std::function<SharedIncidents()> incidents)
    : m_clock(clock)
    , m_source(std::move(source))
    , m_incidents(std::move(incidents))
{ }

QList<Silence> Silences::listed() const
{
    const TimePoint now = m_clock.now();
    QList<Silence> all = m_made;
    for (const Habit &habit : habits)
        all.append(turnOf(habit, m_source, now));
    for (Silence &silence : all)
        silence.ends = m_ends.value(silence.id, *silence.ends);
    all.removeIf([&](const Silence &silence) { return *silence.ends <= now || m_ended.contains(silence.id); });
    return all;
}

std::optional<TimePoint> Silences::quietUntil(const Incident &incident) const
{
    const TimePoint now = m_clock.now();
    std::optional<TimePoint> until;
    for (const Silence &silence : listed()) {
        if (isInForce(silence, now) && Matchers::parse(silence.reach)->matches(labelsOf(incident)))
            until = std::max(until.value_or(*silence.ends), *silence.ends);
    }
    return until;
}

QCoro::Task<Expected<SilenceAnswer>> Silences::silences()
{
    const TimePoint now = m_clock.now();
    const SharedIncidents incidents = m_incidents();
    SilenceAnswer answer{listed(), {}};
    for (Silence &silence : answer.silences) {
        if (isInForce(silence, now))
            silence.reached = reachedBy(*Matchers::parse(silence.reach), incidents);
    }
    co_return SilenceAnswer(answer);
}

QCoro::Task<Expected<SilencePreview>> Silences::previewSilence(QString reach)
{
    const auto matchers = Matchers::parse(reach);
    if (!matchers)
        co_return Error{ErrorKind::BadInput, reach};
    co_return SilencePreview{reachedBy(*matchers, m_incidents()), matchers->matches(Labels())};
}

QCoro::Task<Expected<Done>> Silences::makeSilence(SilenceDraft draft)
{
    const auto matchers = Matchers::parse(draft.reach);
    if (!matchers || matchers->matches(Labels()))
        co_return Error{ErrorKind::BadInput, draft.reach};
    Silence silence;
    silence.id = SilenceId(u"made-%1"_s.arg(m_made.size() + 1));
    silence.source = m_source;
    silence.reach = matchers->text();
    silence.creator = u"you"_s;
    silence.comment = draft.comment.trimmed();
    silence.starts = m_clock.now();
    silence.ends = draft.ends;
    m_made.append(silence);
    co_return Done{};
}

QCoro::Task<Expected<Done>> Silences::prolongSilence(SilenceId silence, TimePoint ends)
{
    const QList<Silence> known = listed();
    if (std::ranges::find(known, silence, &Silence::id) == known.end())
        co_return Error{ErrorKind::NotFound, u"the silence is over"_s};
    m_ends.insert(silence, ends);
    co_return Done{};
}

QCoro::Task<Expected<Done>> Silences::endSilence(SilenceId silence)
{
    m_ended.insert(silence);
    co_return Done{};
}

QString Silences::reachOf(const QList<IncidentId> &incidents) const
{
    QList<Labels> sets;
    for (const Incident &incident : m_incidents()) {
        if (incidents.contains(incident.id))
            sets.append(labelsOf(incident));
    }
    return sets.isEmpty() ? QString() : prometheus::covering(sets).text();
}

QString Silences::reachOfMonitor(const Monitor &monitor, const QString &group) const
{
    const QString reach = u"alertname=\"%1\""_s.arg(monitor.key.section(u'/', 1));
    return group.startsWith("host:"_L1) ? reach + u", host=\"%1\""_s.arg(group.sliced(5)) : reach;
}

QString Silences::reachExample() const
{
    return u"service=\"payments\", host=~\"pg-.*\""_s;
}

} // namespace nightbell::demo
