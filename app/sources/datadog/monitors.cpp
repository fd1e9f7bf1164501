// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/monitors.h"

#include "domain/mark.h"
#include "domain/wording.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <algorithm>
#include <iterator>

namespace nightbell::datadog {

using namespace Qt::StringLiterals;

namespace {

struct Datadog
{
    Q_DECLARE_TR_FUNCTIONS(Datadog)
};

constexpr qsizetype longestTitle = 400;
constexpr qsizetype longestText = 16'000;
constexpr qsizetype mostTold = 20'000; // groups
constexpr qsizetype mostEventsKept = 20; // of a group

QString valueOf(const QStringList &tags, QStringView name)
{
    for (const QString &tag : tags) {
        if (tag.size() > name.size() && tag.at(name.size()) == u':' && tag.startsWith(name))
            return tag.sliced(name.size() + 1);
    }
    return {};
}

// {{host.name}} and {{host}} in a monitor's name stand for the group.
QString filledIn(const QString &text, const QStringList &tags)
{
    qsizetype open = text.indexOf("{{"_L1);
    if (open < 0)
        return text;
    QString filled;
    filled.reserve(text.size() + 64);
    qsizetype done = 0;
    for (; open >= 0; open = text.indexOf("{{"_L1, done)) {
        const qsizetype close = text.indexOf("}}"_L1, open);
        if (close < 0)
            break;
        QStringView name = QStringView(text).sliced(open + 2, close - open - 2).trimmed();
        if (name.endsWith(".name"_L1))
            name.chop(5);
        const QString value = name.isEmpty() ? QString() : valueOf(tags, name);
        filled += QStringView(text).sliced(done, open - done);
        if (value.isEmpty())
            filled += QStringView(text).sliced(open, close + 2 - open);
        else
            filled += value;
        done = close + 2;
    }
    filled += QStringView(text).sliced(done);
    filled.squeeze(); // there can be tens of thousands
    return filled;
}

// A monitor of the figure that a built-in rule watches says the same about its hosts.
std::optional<RuleKind> coveredBy(const QString &query)
{
    if (query.contains("system.cpu."_L1))
        return RuleKind::Cpu;
    if (query.contains("system.mem."_L1))
        return RuleKind::Memory;
    return query.contains("restart"_L1) ? std::optional(RuleKind::Restarts) : std::nullopt;
}

QString coversOf(RuleKind rule, const HostId &host)
{
    if (host.isEmpty())
        return {};
    RuleFinding finding;
    finding.rule = rule;
    finding.host = host;
    return finding.dedupKey();
}

bool isBefore(const Label &a, const Label &b)
{
    return a.name != b.name ? a.name < b.name : a.value < b.value;
}

Label labelOf(const QString &tag)
{
    const qsizetype colon = tag.indexOf(u':');
    return colon < 0 ? Label{u"tag"_s, tag} : Label{tag.first(colon), tag.sliced(colon + 1)};
}

template<typename ToLabel>
QList<Label> labelsOf(const QStringList &tags, const ToLabel &toLabel)
{
    QList<Label> labels;
    labels.reserve(tags.size());
    for (const QString &tag : tags)
        labels.append(toLabel(tag));
    std::ranges::sort(labels, isBefore);
    return labels;
}

// Both sorted; each label once.
QList<Label> merged(const QList<Label> &a, const QList<Label> &b)
{
    QList<Label> both;
    both.reserve(a.size() + b.size());
    std::ranges::merge(a, b, std::back_inserter(both), isBefore);
    both.erase(std::unique(both.begin(), both.end()), both.end());
    return both;
}

// Of 1 to 5: one text for tens of thousands of groups.
QString priorityWord(int priority)
{
    static const QStringList words{u"P1"_s, u"P2"_s, u"P3"_s, u"P4"_s, u"P5"_s};
    return words.value(priority - 1);
}

std::optional<Urgency> urgencyFor(Attention attention, bool notifies)
{
    switch (attention) {
    case Attention::Ignored:
        return std::nullopt;
    case Attention::Low:
        return Urgency::Low;
    case Attention::High:
        return Urgency::High;
    case Attention::AsMonitored:
        return notifies ? std::optional(Urgency::High) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

QString titleOf(const GroupFacts &group)
{
    const QString named = filledIn(group.monitorName, group.tags);
    const bool namesGroup = named != group.monitorName || group.tags.isEmpty();
    const QString filled = named.simplified();
    const QString title = namesGroup ? filled : Datadog::tr("%1 (%2)").arg(filled, group.tags.join(u", "_s));
    const auto condition = stateFromWord(group.state);
    if (!condition || *condition == MonitorState::Unknown)
        return u"%1: %2"_s.arg(group.state, title).left(longestTitle);
    if (*condition == MonitorState::NoData)
        return Datadog::tr("No data: %1").arg(title).left(longestTitle);
    return (*condition == MonitorState::Warn ? Datadog::tr("Warning: %1").arg(title) : title).left(longestTitle);
}

Severity severityOf(const GroupFacts &group)
{
    const auto condition = stateFromWord(group.state);
    if (!condition)
        return Severity::Unknown;
    switch (*condition) {
    case MonitorState::Alert:
        return Severity::Critical;
    case MonitorState::Warn:
        return Severity::Warning;
    case MonitorState::NoData:
        return Severity::Error;
    case MonitorState::Ok:
    case MonitorState::Unknown:
    case MonitorState::Skipped:
    case MonitorState::Ignored:
    case MonitorState::Over:
        break;
    }
    return Severity::Unknown;
}

QString GroupFacts::key() const
{
    return QString::number(monitor) % u'/' % group;
}

MonitorBook::MonitorBook(Settings settings) : m_settings(std::move(settings)), m_site(siteOf(m_settings.web))
{ }

MonitorBook::Knowledge MonitorBook::knowledgeOf(const QList<MonitorFacts> &monitors) const
{
    Knowledge all;
    all.reserve(monitors.size());
    Labels labels;
    for (const MonitorFacts &monitor : monitors)
        all.insert(monitor.id, knownOf(monitor, labels));
    return all;
}

void MonitorBook::take(Knowledge monitors)
{
    m_hasLearnt = true;
    m_monitors = std::move(monitors);
}

bool MonitorBook::knowsAllOf(const QList<GroupFacts> &groups) const
{
    return std::ranges::all_of(groups, [this](const GroupFacts &group) { return m_monitors.contains(group.monitor); });
}

const MonitorFacts *MonitorBook::monitor(qint64 id) const
{
    const auto found = m_monitors.constFind(id);
    return found == m_monitors.cend() ? nullptr : &found->facts;
}

MonitorBook::Known MonitorBook::knownOf(const MonitorFacts &facts, Labels &labels) const
{
    Known known;
    known.facts = facts;
    known.message = facts.message;
    if (known.message.contains(u'%')) // cheaper to find than three of them
        known.message.remove(u"%%%"_s);
    known.message = known.message.trimmed();
    known.recipients = recipientsOf(facts.message);
    if (!known.recipients.isEmpty())
        known.notifies = Datadog::tr("Notifies: %1").arg(known.recipients.join(u' '));
    known.labels = labelsOf(facts.tags, [&labels](const QString &tag) {
        const auto label = labels.constFind(tag);
        return label != labels.cend() ? *label : *labels.insert(tag, labelOf(tag));
    });
    known.service = valueOf(facts.tags, m_settings.serviceTag);
    if (const QString team = valueOf(facts.tags, u"team"); !team.isEmpty())
        known.teams = {team};
    known.covers = coveredBy(facts.query);
    known.number = QString::number(facts.id);
    known.url = m_settings.web;
    if (known.url.isValid())
        known.url.setPath(u"/monitors/" % known.number);
    return known;
}

// The key stands in the id: see incidentOf().
const MonitorBook::Entry *MonitorBook::find(const IncidentId &incident) const
{
    const QString prefix = m_settings.source.text() % u':';
    const qsizetype end = incident.text().lastIndexOf(u'-');
    if (end < prefix.size() || !incident.text().startsWith(prefix))
        return nullptr;
    const auto entry = m_open.constFind(incident.text().sliced(prefix.size(), end - prefix.size()));
    return entry != m_open.cend() && (*entry)->incident->id == incident ? entry->get() : nullptr;
}

std::optional<Urgency> MonitorBook::urgencyOf(const GroupFacts &group) const
{
    const MonitorFacts *facts = monitor(group.monitor);
    const auto condition = stateFromWord(group.state);
    std::optional<Urgency> urgency = Urgency::Low; // of a word that is not known: shown, and nobody is woken
    if (condition) {
        switch (*condition) {
        case MonitorState::Alert:
            urgency = Urgency::High;
            break;
        case MonitorState::Warn:
            urgency = urgencyFor(m_settings.warn, true);
            break;
        case MonitorState::NoData:
            urgency = urgencyFor(m_settings.noData, !facts || facts->notifiesNoData);
            break;
        case MonitorState::Unknown:
            break;
        case MonitorState::Ok:
        case MonitorState::Skipped:
        case MonitorState::Ignored:
        case MonitorState::Over:
            return std::nullopt;
        }
    }
    const auto priority = group.priority ? group.priority : facts ? facts->priority : std::nullopt;
    if (urgency && priority && m_settings.lowPriorities.contains(priorityWord(*priority)))
        return Urgency::Low;
    return urgency;
}

QString MonitorBook::textOf(const GroupFacts &group, const Known *known) const
{
    QString text;
    const auto add = [&text](const QString &line) {
        if (!line.isEmpty() && !text.isEmpty())
            text += u'\n';
        text += line;
    };
    if (known) {
        text.reserve(known->message.size() + known->notifies.size() + known->facts.query.size() + 128);
        add(filledIn(known->message, group.tags));
        add(known->notifies);
        add(known->facts.query);
    }
    if (group.isMuted)
        add(group.mutedUntil ? Datadog::tr("Muted until %1").arg(localDateTime(*group.mutedUntil)) : Datadog::tr("Muted"));
    text.truncate(longestText);
    text.squeeze();
    return text;
}

Incident MonitorBook::incidentOf(const GroupFacts &group, TimePoint since, Urgency urgency) const
{
    const auto found = m_monitors.constFind(group.monitor);
    const Known *known = found == m_monitors.cend() ? nullptr : &*found;
    Incident incident;
    const QString key = group.key();
    incident.id = IncidentId(m_settings.source.text() % u':' % key % u'-' % QString::number(toMilliseconds(since) / 1000, 36));
    incident.source = m_settings.source;
    incident.dedupKey = u"datadog/" % key;
    incident.title = titleOf(group);
    incident.text = textOf(group, known);
    const QString service = valueOf(group.tags, m_settings.serviceTag);
    incident.service = ServiceId(service.isEmpty() && known ? known->service : service);
    if (const QString host = valueOf(group.tags, u"host"); !host.isEmpty())
        incident.host = HostId(m_settings.source.text() % u':' % host);
    incident.urgency = urgency;
    incident.severity = severityOf(group);
    incident.created = incident.changed = since;
    incident.number = known ? known->number : QString::number(group.monitor);
    if (const auto priority = group.priority ? group.priority : known ? known->facts.priority : std::nullopt)
        incident.priority = priorityWord(*priority);
    if (const QString team = valueOf(group.tags, u"team"); !team.isEmpty())
        incident.teams = {team};
    else if (known)
        incident.teams = known->teams;
    if (known && known->covers)
        incident.covers = coversOf(*known->covers, incident.host);
    incident.url = urlOf(group, known);
    incident.marks = marksOf(group);
    const QList<Label> own = labelsOf(group.tags, labelOf);
    incident.labels = known ? merged(own, known->labels) : own;
    return incident;
}

QStringList MonitorBook::marksOf(const GroupFacts &group) const
{
    const QString own = monitorMarkAt(m_site, QString::number(group.monitor), group.group);
    if (own.isEmpty())
        return {};
    return QStringList{own} + m_told.value(own);
}

// A key that several groups have is of none of them: what it was forwarded as could hide another.
void MonitorBook::learnKey(const QString &group, const QString &key)
{
    const auto owner = m_keyOwners.constFind(key);
    if (owner == m_keyOwners.cend()) {
        m_keyOwners.insert(key, group);
        m_told[group].append(key);
    } else if (*owner == group) {
        if (QStringList &told = m_told[group]; !told.contains(key)) // it made room for events
            told.append(key);
    } else {
        m_told[*owner].removeAll(key);
        m_keyOwners.insert(key, QString());
    }
}

void MonitorBook::learn(const QList<MonitorEvent> &events)
{
    m_hasLearnt = m_hasLearnt || !events.isEmpty();
    if (m_told.size() > mostTold) {
        m_told.clear();
        m_keyOwners.clear();
    }
    for (const MonitorEvent &event : events) {
        if (event.groups.size() > 1) // of whom of them, nobody says
            continue;
        const QString group = monitorMarkAt(m_site, QString::number(event.monitor), event.groups.value(0));
        if (group.isEmpty())
            continue;
        const QString mark = eventMark(m_settings.web, event.id);
        if (QStringList &told = m_told[group]; !mark.isEmpty() && !told.contains(mark)) {
            told.append(mark);
            if (told.size() > mostEventsKept)
                told.removeFirst();
        }
        if (const QString key = keyMark(event.key); !key.isEmpty())
            learnKey(group, key);
    }
}

QUrl MonitorBook::urlOf(const GroupFacts &group, const Known *known) const
{
    QUrl url = known ? known->url : m_settings.web;
    if (!url.isValid())
        return {};
    if (!known)
        url.setPath(u"/monitors/"_s + QString::number(group.monitor));
    if (!group.tags.isEmpty())
        url.setQuery(u"group="_s + QString::fromLatin1(QUrl::toPercentEncoding(group.group)));
    return url;
}

QList<Downtime> MonitorBook::downtimesOf(const GroupFacts &group, const QList<Downtime> &downtimes) const
{
    const MonitorFacts *facts = monitor(group.monitor);
    const QStringList monitorTags = facts ? facts->tags : QStringList();
    QList<Downtime> found;
    for (const Downtime &downtime : downtimes) {
        if (downtime.status != "active"_L1)
            continue;
        const bool isOfMonitor = downtime.monitor ? *downtime.monitor == group.monitor
                                                  : std::ranges::all_of(downtime.monitorTags, [&monitorTags](const QString &tag) {
                                                        return tag == "*"_L1 || monitorTags.contains(tag);
                                                    });
        if (isOfMonitor && scopeReaches(downtime.scope, group.tags))
            found.append(downtime);
    }
    return found;
}

QList<IncidentId> MonitorBook::reachedBy(const Downtime &downtime) const
{
    QList<IncidentId> reached;
    for (const auto &entry : m_open) {
        if (!downtimesOf(entry->group, {downtime}).isEmpty())
            reached.append(entry->incident->id);
    }
    return reached;
}

// What it says with mutes and downtimes.
Shared<Incident> MonitorBook::quieted(const Entry &entry, const QList<Downtime> &downtimes) const
{
    const GroupFacts &group = entry.group;
    const QList<Downtime> reaching = downtimesOf(group, downtimes);
    if (!group.isMuted && reaching.isEmpty())
        return entry.bare;
    Incident incident = entry.bare;
    const auto own = std::ranges::find(reaching, Purpose::Acknowledged, &Downtime::purpose);
    if (own != reaching.end()) {
        incident.state = IncidentState::Acknowledged;
        incident.acknowledgedBy = own->who;
        incident.acknowledgedAt = own->start.value_or(incident.created);
        incident.snoozedUntil = own->end;
    } else {
        incident.quiet = Quiet::Silenced;
        incident.snoozedUntil = group.mutedUntil;
        const bool isForEver = std::ranges::any_of(reaching, [](const Downtime &downtime) { return !downtime.end; });
        if (!isForEver && !reaching.isEmpty())
            incident.snoozedUntil = std::ranges::max_element(reaching, {}, &Downtime::end)->end;
        else if (isForEver)
            incident.snoozedUntil.reset();
    }
    return entry.incident == incident ? entry.incident : Shared<Incident>(incident);
}

// nullptr: it is no incident. What tells the same as before stays what it was: there can be tens of thousands.
std::shared_ptr<const MonitorBook::Entry> MonitorBook::entryOf(
    const GroupFacts &group, const std::shared_ptr<const Entry> &before, TimePoint at) const
{
    if (before && !m_hasLearnt && before->group == group)
        return before;
    const std::optional<Urgency> urgency = urgencyOf(group);
    if (!urgency)
        return nullptr;
    TimePoint since = group.triggered.value_or(at);
    if (before) {
        since = before->since;
    } else if (!group.triggered) {
        // A monitor that never triggered has no data since its state changed.
        const MonitorFacts *facts = monitor(group.monitor);
        since = facts && facts->stateSince ? *facts->stateSince : at;
    }
    const Shared<Incident> bare = incidentOf(group, since, *urgency);
    if (before && before->bare == bare) // the very same, that is: nobody has to compare it again
        return std::make_shared<const Entry>(Entry{group, since, before->bare, before->incident});
    return std::make_shared<const Entry>(Entry{group, since, bare, bare});
}

SharedIncidents MonitorBook::update(const QList<GroupFacts> &groups, const QList<Downtime> &downtimes, TimePoint at, bool isWhole)
{
    QHash<QString, std::shared_ptr<const Entry>> open;
    open.reserve(groups.size());
    for (const GroupFacts &group : groups) {
        const QString key = group.key();
        if (auto entry = entryOf(group, m_open.value(key), at))
            open.insert(key, std::move(entry));
    }
    if (!isWhole) {
        for (auto before = m_open.cbegin(); before != m_open.cend(); ++before) {
            if (open.contains(before.key()))
                continue;
            const auto entry = entryOf((*before)->group, *before, at);
            open.insert(before.key(), entry ? entry : *before);
        }
    }
    m_open = std::move(open);
    m_hasLearnt = false;
    m_newest.reset();
    SharedIncidents incidents;
    incidents.reserve(m_open.size());
    for (auto &entry : m_open) {
        m_newest = m_newest ? std::max(*m_newest, entry->since) : entry->since;
        if (const Shared<Incident> incident = quieted(*entry, downtimes); !incident.isSameAs(entry->incident))
            entry = std::make_shared<const Entry>(Entry{entry->group, entry->since, entry->bare, incident});
        incidents.append(entry->incident);
    }
    return incidents;
}

} // namespace nightbell::datadog
