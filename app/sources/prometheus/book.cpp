// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/book.h"

#include <algorithm>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

// An acknowledgement of several alerts is one silence that others may run into later. Nobody has seen those: they are not
// acknowledged, whatever the silence does elsewhere. Of the time before `watchedSince` only the alert itself can tell.
bool isForOthers(const Silence &silence, const AlertBook::Entry &entry, Duration ahead, TimePoint watchedSince)
{
    const bool isOfSeveral = std::ranges::any_of(silence.matchers.all(), &Matcher::isRegex);
    if (!isAcknowledgement(silence) || !isOfSeveral || entry.madeFor.contains(silence.id))
        return false;
    const TimePoint made = silence.startsAt - ahead;
    return entry.firstSeen > made && (entry.created > made || watchedSince < made);
}

// What the silences of an alert make of it.
AlertBook::Standing standingOf(const AlertBook::Entry &entry, bool isInhibited, const QHash<QString, const Silence *> &silences)
{
    AlertBook::Standing standing;
    const Silence *acknowledgement = nullptr;
    std::optional<TimePoint> until;
    bool isQuiet = false;
    for (const QString &id : entry.silencedBy) {
        if (entry.notFor.contains(id))
            continue;
        isQuiet = true;
        const Silence *silence = silences.value(id);
        if (!silence)
            continue;
        if (isAcknowledgement(*silence) && (!acknowledgement || silence->startsAt < acknowledgement->startsAt))
            acknowledgement = silence;
        until = std::max(until.value_or(silence->endsAt), silence->endsAt);
    }
    if (acknowledgement) {
        standing.state = IncidentState::Acknowledged;
        standing.acknowledgedBy = acknowledgement->createdBy;
        standing.acknowledgedAt = acknowledgement->startsAt;
        if (!goesOnUntilResolved(*acknowledgement))
            standing.silencedUntil = acknowledgement->endsAt;
    } else if (isQuiet) {
        standing.quiet = Quiet::Silenced;
        standing.silencedUntil = until;
    } else if (isInhibited) {
        standing.quiet = Quiet::Inhibited;
    }
    return standing;
}

// What is pending before it fires is one incident throughout, also to a console that is started later: it begins when Prometheus
// says that it began.
const Incident &beginningOf(const SeenAlert &alert, const Witness &witness)
{
    const auto said = witness.alerts.constFind(alert.fingerprint);
    const bool isSaid = said != witness.alerts.cend() && said->isFiring && said->incident->created != TimePoint();
    return isSaid ? *said->incident : *alert.incident;
}

bool isAnswered(const ClusterAnswer &cluster)
{
    return !cluster.lists.isEmpty();
}

} // namespace

// What the entry says is made anew only where it is something else: a large list stays the same but for what changed.
void AlertBook::conclude(Entry &entry, const Shared<Incident> &alert, const Standing &standing)
{
    if (entry.alert.isSameAs(alert) && entry.standing == standing)
        return;
    entry.alert = alert;
    entry.standing = standing;
    if (standing == Standing{} && alert->id == entry.id && alert->created == entry.created) {
        entry.incident = alert;
        return;
    }
    Incident incident = *alert;
    incident.id = entry.id;
    incident.dedupKey = entry.suffix.isEmpty() ? entry.fingerprint : entry.fingerprint + entry.suffix;
    incident.created = incident.changed = entry.created;
    incident.state = standing.state;
    incident.quiet = standing.quiet;
    incident.acknowledgedBy = standing.acknowledgedBy;
    incident.acknowledgedAt = standing.acknowledgedAt;
    incident.snoozedUntil = standing.silencedUntil;
    entry.incident = incident;
}

// `isAgain`: it is in the list of this look already.
void AlertBook::show(Entry &entry, bool isAgain)
{
    if (isAgain) {
        m_incidents[entry.place] = entry.incident;
        return;
    }
    entry.place = m_incidents.size();
    m_incidents.append(entry.incident);
}

void AlertBook::take(Entry &entry, const QString &key, const Incident &alert, TimePoint at)
{
    entry.round = m_round;
    if (!entry.id.isEmpty())
        return;
    entry.created = alert.created == TimePoint() ? at : alert.created;
    entry.firstSeen = at;
    const bool isNamed = alert.dedupKey == key && alert.created == entry.created;
    entry.id = isNamed ? alert.id : incidentIdOf(m_source, key, entry.created);
    m_keys.insert(entry.id, key);
}

void AlertBook::see(const SeenAlert &alert, const ClusterAnswer &cluster, const QHash<QString, const Silence *> &silences, const Look &look)
{
    const QString key = cluster.suffix.isEmpty() ? alert.fingerprint : alert.fingerprint + cluster.suffix;
    Entry &entry = m_entries[key];
    const bool isAgain = entry.round == m_round; // another server of the cluster told of it already
    // A silence reaches the other servers of a cluster a moment later; what one of them knows is so.
    if (isAgain && (alert.silencedBy.isEmpty() || !entry.silencedBy.isEmpty()))
        return;
    take(entry, key, entry.id.isEmpty() ? beginningOf(alert, look.witness) : *alert.incident, look.at);
    // Nearly all of a long list say what they said before, and nothing keeps them quiet.
    const bool isQuiet = alert.isInhibited || !alert.silencedBy.isEmpty() || !entry.silencedBy.isEmpty();
    if (entry.isManaged && !isQuiet && entry.alert.isSameAs(alert.incident) && entry.standing == Standing{}) {
        show(entry, isAgain);
        return;
    }
    entry.fingerprint = alert.fingerprint;
    entry.suffix = cluster.suffix;
    entry.silencedBy = alert.silencedBy;
    // A silence that is not known in this look is what it was in the last one.
    const QStringList before = std::exchange(entry.notFor, {});
    for (const QString &id : alert.silencedBy) {
        const Silence *silence = silences.value(id);
        if (silence ? isForOthers(*silence, entry, cluster.ahead, m_watchedSince) : before.contains(id))
            entry.notFor.append(id);
    }
    conclude(entry, alert.incident, standingOf(entry, alert.isInhibited, silences));
    entry.isManaged = true;
    entry.rule.reset();
    show(entry, isAgain);
}

bool AlertBook::isWithManager(const QString &print, const Look &look) const
{
    return std::ranges::any_of(look.clusters, [&](const ClusterAnswer &cluster) {
        const auto entry = m_entries.constFind(print + cluster.suffix);
        return entry != m_entries.cend() && entry->isManaged && entry->round == m_round;
    });
}

void AlertBook::seeRule(const QString &print, const RuleAlert &alert, const Look &look)
{
    const auto known = m_entries.find(print);
    if (known != m_entries.end() && known->round == m_round) {
        known->isWitnessed = known->isWitnessed || alert.isFiring;
        return;
    }
    if (alert.isWatchdog)
        return;
    if (alert.isFiring && std::ranges::any_of(look.clusters, isAnswered)) {
        // Whether it counts is for an Alertmanager to say. What is in sight stays there until that has it.
        if (known == m_entries.end() || known->isManaged || isWithManager(print, look))
            return;
        known->round = m_round;
        show(*known, false);
        return;
    }
    if (known != m_entries.end() && known->isManaged)
        return;
    Entry &entry = m_entries[print];
    take(entry, print, *alert.incident, look.at);
    entry.fingerprint = print;
    entry.rule = std::make_shared<const AlertFacts>(alert.facts);
    entry.isWitnessed = true;
    conclude(entry, alert.incident, Standing{.quiet = alert.isFiring ? Quiet::No : Quiet::Pending});
    show(entry, false);
}

bool AlertBook::isHeld(const Entry &entry, const Look &look) const
{
    const auto cluster
        = std::ranges::find_if(look.clusters, [&entry](const ClusterAnswer &answer) { return answer.suffix == entry.suffix; });
    const bool isMissedByPrometheus = look.witness.isConfigured && !look.witness.hasAnswered;
    if (!entry.isManaged)
        return isMissedByPrometheus || look.witness.isSettling;
    if (cluster == look.clusters.end())
        return false;
    if (cluster->lists.isEmpty())
        return true;
    if (!cluster->isSettling)
        return entry.isWitnessed && isMissedByPrometheus;
    if (!entry.isWitnessed || !look.witness.hasAnswered || look.witness.isSettling)
        return true;
    const auto said = look.witness.alerts.constFind(entry.fingerprint);
    return said != look.witness.alerts.cend() && said->isFiring;
}

void AlertBook::read(const Look &look)
{
    ++m_round;
    m_incidents = {};
    m_incidents.reserve(m_entries.size());
    m_watchedSince = std::min(m_watchedSince, look.at);
    for (const ClusterAnswer &cluster : look.clusters) {
        QHash<QString, const Silence *> silences;
        for (const Silence &silence : cluster.silences)
            silences.insert(silence.id, &silence);
        for (const auto &list : cluster.lists) {
            m_entries.reserve(static_cast<qsizetype>(list->alerts.size()));
            m_keys.reserve(static_cast<qsizetype>(list->alerts.size()));
            m_incidents.reserve(static_cast<qsizetype>(list->alerts.size()));
            for (const SeenAlert &alert : list->alerts) {
                if (!alert.isWatchdog)
                    see(alert, cluster, silences, look);
            }
        }
    }
    for (auto alert = look.witness.alerts.begin(); alert != look.witness.alerts.end(); ++alert)
        seeRule(alert.key(), alert.value(), look);

    m_held = 0;
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (entry->round == m_round) {
            ++entry;
        } else if (isHeld(*entry, look)) {
            ++m_held;
            show(*entry, false);
            ++entry;
        } else {
            m_keys.remove(entry->id);
            entry = m_entries.erase(entry);
        }
    }
}

QSet<QString> AlertBook::silencesInUse() const
{
    QSet<QString> used;
    for (const Entry &entry : m_entries) {
        for (const QString &id : entry.silencedBy) {
            if (!entry.notFor.contains(id))
                used.insert(id);
        }
    }
    return used;
}

QHash<QString, QList<IncidentId>> AlertBook::reachedBySilence() const
{
    QHash<QString, QList<IncidentId>> reached;
    for (const Entry &entry : m_entries) {
        for (const QString &id : entry.silencedBy)
            reached[id + entry.suffix].append(entry.id);
    }
    return reached;
}

void AlertBook::noteMade(const QString &silence, const QList<IncidentId> &incidents)
{
    for (const IncidentId &id : incidents) {
        const auto entry = m_entries.find(m_keys.value(id));
        if (entry != m_entries.end())
            entry->madeFor.append(silence);
    }
}

const AlertBook::Entry *AlertBook::find(const IncidentId &incident) const
{
    const auto key = m_keys.constFind(incident);
    if (key == m_keys.cend())
        return nullptr;
    const auto entry = m_entries.constFind(*key);
    return entry == m_entries.cend() ? nullptr : &*entry;
}

QList<IncidentId> AlertBook::reachedBy(const Matchers &matchers, const QString &suffix) const
{
    QList<IncidentId> reached;
    for (const Entry &entry : m_entries) {
        if (entry.isManaged && entry.suffix == suffix && matchers.matches(entry.alert->labels))
            reached.append(entry.id);
    }
    return reached;
}

} // namespace nightbell::prometheus
