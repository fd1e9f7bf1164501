// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hostrules.h"
#include "domain/incident.h"
#include "domain/monitor.h"
#include "sources/datadog/downtimes.h"
#include "sources/datadog/events.h"
#include "sources/datadog/settings.h"

#include <QByteArrayView>
#include <QHash>

#include <cstdint>
#include <memory>
#include <optional>

namespace nightbell::datadog {

// Datadog's words for the state of a monitor and of its groups. nullopt: one that is not known here.
std::optional<MonitorState> stateFromWord(QStringView word);

// A monitor, as the full list tells it.
struct MonitorFacts
{
    qint64 id = 0;
    QString name;
    QString kind; // "query alert"
    QString query;
    QString message;
    QString state; // Datadog's word
    QStringList tags;
    std::optional<int> priority; // 1 to 5
    bool notifiesNoData = false;
    std::optional<TimePoint> stateSince;
    QList<MonitorGroup> groups; // where they were asked for; worst first

    bool operator==(const MonitorFacts &) const = default;
};

struct MonitorAnswer
{
    QList<MonitorFacts> monitors;
    int skipped = 0; // elements that could not be read
};
Expected<MonitorAnswer> readMonitors(QByteArrayView body); // a list, or a single one

// A group of a monitor, as the search tells it.
struct GroupFacts
{
    qint64 monitor = 0;
    QString monitorName;
    QString group; // "host:web-1,env:prod", "*"
    QStringList tags;
    QString state; // Datadog's word
    std::optional<TimePoint> triggered;
    bool isMuted = false;
    std::optional<TimePoint> mutedUntil;
    std::optional<int> priority;

    QString key() const; // "123/host:web-1"
    bool operator==(const GroupFacts &) const = default;
};

struct GroupAnswer
{
    QList<GroupFacts> groups;
    int skipped = 0;
    qint64 total = 0; // of all pages
    int pages = 1;
};
Expected<GroupAnswer> readGroups(QByteArrayView body);

QString titleOf(const GroupFacts &group); // one line
Severity severityOf(const GroupFacts &group);

// The names in a monitor's message that it notifies: "@pagerduty-web", "@ann@example.com".
QStringList recipientsOf(const QString &message);

// What is known of the monitors from one look to the next, and which of their groups are incidents.
class MonitorBook
{
public:
    explicit MonitorBook(Settings settings);

    // What all groups of a monitor have in common, made once.
    struct Known
    {
        MonitorFacts facts;
        QString number;
        QString message; // without its fences
        QStringList recipients;
        QString notifies; // them as a sentence; empty: nobody
        QList<Label> labels; // sorted
        QString service;
        QStringList teams; // one or none
        std::optional<RuleKind> covers;
        QUrl url;
    };
    using Knowledge = QHash<qint64, Known>;

    Knowledge knowledgeOf(const QList<MonitorFacts> &monitors) const; // may be made on any thread
    void take(Knowledge monitors);
    void setMonitors(const QList<MonitorFacts> &monitors) { take(knowledgeOf(monitors)); }
    bool knowsAllOf(const QList<GroupFacts> &groups) const; // their monitors, that is
    qsizetype monitorCount() const { return m_monitors.size(); }

    // All incidents that are open, from all groups that are not well. `isWhole`: nothing is missing in the list; otherwise what
    // is not in it stays as it was.
    SharedIncidents update(const QList<GroupFacts> &groups, const QList<Downtime> &downtimes, TimePoint at, bool isWhole);

    // What monitors told of late: by the event or its key, what was forwarded can be told as well. From the next update on.
    void learn(const QList<MonitorEvent> &events);
    std::optional<TimePoint> newest() const { return m_newest; } // when the last of those that are open began

    struct Entry
    {
        GroupFacts group;
        TimePoint since{};
        Shared<Incident> bare; // but for mutes and downtimes
        Shared<Incident> incident; // with them; the same as long as nothing changes
    };
    const Entry *find(const IncidentId &incident) const; // nullptr: it is not open
    const MonitorFacts *monitor(qint64 id) const;
    // The downtimes that keep the group quiet.
    QList<Downtime> downtimesOf(const GroupFacts &group, const QList<Downtime> &downtimes) const;
    QList<IncidentId> reachedBy(const Downtime &downtime) const; // those of the last update

private:
    using Labels = QHash<QString, Label>; // by the tag: there are few, in thousands of places
    Known knownOf(const MonitorFacts &facts, Labels &labels) const;
    std::optional<Urgency> urgencyOf(const GroupFacts &group) const; // nullopt: it is no incident
    QUrl urlOf(const GroupFacts &group, const Known *known) const;
    Incident incidentOf(const GroupFacts &group, TimePoint since, Urgency urgency) const;
    std::shared_ptr<const Entry> entryOf(const GroupFacts &group, const std::shared_ptr<const Entry> &before, TimePoint at) const;
    Shared<Incident> quieted(const Entry &entry, const QList<Downtime> &downtimes) const;
    QString textOf(const GroupFacts &group, const Known *known) const;
    QStringList marksOf(const GroupFacts &group) const;
    void learnKey(const QString &group, const QString &key);

    Settings m_settings;
    Knowledge m_monitors;
    QString m_site; // of marks
    QHash<QString, std::shared_ptr<const Entry>> m_open; // by key
    bool m_hasLearnt = false; // since the last update, so that each incident has to be made anew
    std::optional<TimePoint> m_newest;
    QHash<QString, QStringList> m_told; // marks of what was told of it, by the mark of the group
    QHash<QString, QString> m_keyOwners; // mark of the group, by mark of the key; empty: several have that key
};

} // namespace nightbell::datadog
