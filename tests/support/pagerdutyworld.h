// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

// A PagerDuty account without a network: what is in it, and the rules by which it changes. Ids, words and codes are
// PagerDuty's own, as on the wire.
//
//     FakeClock clock;
//     pd::World world([&clock] { return clock.now(); });      // or pd::fillStartWorld(world): 12 incidents, see below
//     const QString id = world.trigger({.title = u"Database is down"_s, .service = service.id});
//     clock.advance(5min);
//     world.settle();                                          // escalates, wakes snoozed ones, … the server does this for each request
//     QCOMPARE(world.incident(id)->status, u"triggered"_s);
//
// "Done by somebody else": world.change(id, {.status = u"acknowledged"_s}, pd::backup). Anything else: edit(id) and set it.
namespace nightbell::pd {

// Why a request is refused: the HTTP status, PagerDuty's code, and its words.
struct Refusal
{
    int status = 400;
    int code = 2001;
    QString message;
    QStringList errors;
    bool operator==(const Refusal &) const = default;
};
Refusal invalid(const QString &what); // 400, 2001
Refusal notFound(); // 404, 2100
using Refused = std::optional<Refusal>; // nothing: it was done

struct User
{
    QString id;
    QString name;
    QString email;
    QString timeZone = QStringLiteral("Etc/UTC");
    QString role = QStringLiteral("user");
};

struct Team
{
    QString id;
    QString name;
    QStringList members; // user ids
};

struct Target
{
    QString id;
    bool isSchedule = false; // otherwise a user
};

struct Level
{
    QString id;
    std::chrono::minutes delay{5}; // until the next level
    QList<Target> targets;
};

struct Policy
{
    QString id;
    QString name;
    QList<Level> levels;
    int loops = 0; // how often it begins again
    QString team;
};

struct Shift
{
    TimePoint start;
    TimePoint end;
    QString user;
    bool operator==(const Shift &) const = default;
};

struct Override
{
    QString id;
    Shift shift;
};

// Users take turns of one length; overrides lie on top.
struct Schedule
{
    QString id;
    QString name;
    QString timeZone = QStringLiteral("Etc/UTC");
    QStringList rotation; // user ids
    TimePoint begins;
    Duration turn = std::chrono::hours(24 * 7);
    QList<Override> overrides;
    QString team;
};

struct Service
{
    QString id;
    QString name;
    QString policy;
    QString team;
    QString integration; // of the Events API
    QString routingKey; // 32 characters
    QString urgency = QStringLiteral("high"); // of its new incidents
    std::optional<std::chrono::seconds> acknowledgementTimeout; // then triggered again
    std::optional<std::chrono::seconds> autoResolveTimeout;
    bool isDisabled = false;
};

struct Priority
{
    QString id;
    QString name;
    QString description;
};

struct LogEntry
{
    QString id;
    QString type; // "acknowledge_log_entry", …; any word
    QString summary;
    TimePoint at;
    QJsonObject agent; // a reference: user or service
    QString channel = QStringLiteral("api"); // web_trigger, api, mobile, auto, timeout, note, …
    QString note;
    QJsonObject more; // further members as they are sent: assignees, …
};

struct Alert
{
    QString id;
    QString key;
    QString summary;
    QString severity = QStringLiteral("critical");
    QString status = QStringLiteral("triggered");
    TimePoint created;
    QString source;
    QString component;
    QString group;
    QString kind; // "class" on the wire
    QString client;
    QString clientUrl;
    QJsonObject details; // custom_details
    QJsonArray links; // {href, text}
    QJsonArray images; // {src, href, alt}
    bool isSuppressed = false;
};

struct Note
{
    QString id;
    QString user;
    QString content;
    TimePoint created;
    TimePoint updated;
};

struct Responder
{
    QString user;
    QString requester;
    QString state = QStringLiteral("pending"); // pending, joined, declined, user_cancelled
    QString message;
    TimePoint requested;
};

struct StatusUpdate
{
    QString id;
    QString message;
    QString subject;
    QString html;
    QString sender;
    TimePoint at;
};

struct Assignment
{
    QString user;
    TimePoint at;
};

struct Incident
{
    QString id;
    int number = 0;
    QString key;
    QString title;
    QString body;
    QString service;
    QString status = QStringLiteral("triggered"); // triggered, acknowledged, resolved; any word for a bad day
    QString urgency = QStringLiteral("high");
    QString priority; // its id
    QString policy;
    int level = 1; // of the policy, from 1
    int loop = 0; // how often the policy has begun again
    bool isExhausted = false; // no level is left
    bool isDirect = false; // assigned to users, not by the policy
    TimePoint levelSince;
    QList<Assignment> assignments;
    QList<Assignment> acknowledgements;
    QStringList teams;
    TimePoint created;
    TimePoint updated;
    TimePoint statusSince;
    QString statusBy; // user id; empty: the service
    std::optional<TimePoint> resolved;
    std::optional<TimePoint> snoozedUntil;
    QString mergedInto; // resolve_reason
    QString bridgeNumber;
    QString bridgeUrl;
    QList<Alert> alerts;
    QList<LogEntry> log; // oldest first
    QList<Note> notes;
    QList<Responder> responders;
    QList<StatusUpdate> statusUpdates;
    QStringList subscribers; // user ids
    QJsonObject customFields; // name: value
    QList<QPair<QString, double>> past; // incident id, score
    QStringList related; // incident ids
    QStringList changeEvents; // ids
    bool isHidden = false; // of another team: 404, and in no list
};

struct ChangeEvent
{
    QString id;
    QString service;
    QString summary;
    QString source;
    TimePoint at;
    QJsonObject details;
    QJsonArray links;
};

struct MaintenanceWindow
{
    QString id;
    int number = 0;
    TimePoint start;
    TimePoint end;
    QString description;
    QStringList services;
    QString createdBy;
};

struct Workflow
{
    QString id;
    QString name;
    QString description;
    QString trigger; // id of its trigger
    QString triggerType = QStringLiteral("manual");
    QStringList services; // empty: all
    QStringList startedFor; // incident ids, in order
};

// A key of the REST API. Without a user it is an account key: GET /users/me is refused.
struct Key
{
    QString user;
    bool isReadOnly = false; // 403 for what changes
};

struct NewIncident
{
    QString title;
    QString service;
    QString urgency; // empty: the service's
    QString key; // empty: made
    QString policy; // empty: the service's
    QStringList assignees; // instead of a policy
    QString priority;
    QString body;
    QString bridgeNumber;
    QString bridgeUrl;
    QString by; // user; empty: the service itself (monitoring)
    std::optional<TimePoint> at; // empty: now
    std::optional<Alert> alert; // id, key and times are filled in
};

// What PUT may change; what is empty stays.
struct Change
{
    std::optional<QString> status;
    std::optional<QString> resolution;
    std::optional<QString> title;
    std::optional<QString> urgency;
    std::optional<QString> priority; // id or name; empty takes it away
    std::optional<int> level;
    std::optional<QStringList> assignees;
    std::optional<QString> policy;
    std::optional<QString> service;
    std::optional<QString> bridgeNumber;
    std::optional<QString> bridgeUrl;
};

struct Event // of the Events API v2
{
    QString routingKey;
    QString action; // trigger, acknowledge, resolve
    QString key;
    Alert alert; // of a trigger
};

class World
{
public:
    using Now = std::function<TimePoint()>;
    explicit World(Now now);

    // What is in the account. Set up freely; fillStartWorld() does.
    QList<User> users;
    QList<Team> teams;
    QList<Policy> policies;
    QList<Schedule> schedules;
    QList<Service> services;
    QList<Priority> priorities;
    QList<MaintenanceWindow> windows;
    QList<Workflow> workflows;
    QList<ChangeEvent> changeEvents;
    QStringList abilities; // what the plan has; "coordinated_responding", "teams", "urgencies", "event_intelligence", …
    QHash<QByteArray, Key> keys;
    Duration writeDelay{0}; // until a change of an incident is seen by reading
    bool hasLongIds = false; // new ids have 14 characters
    bool sendsUndocumented = true; // what the real one sends beyond the document: other log entries, cef_details

    TimePoint now() const { return m_now(); }
    QString newId(); // "PXXXXXX", or "QXXXXXXXXXXXXX"

    const User *user(const QString &idOrEmail) const;
    const Team *team(const QString &id) const;
    const Policy *policy(const QString &id) const;
    const Schedule *schedule(const QString &id) const;
    const Service *service(const QString &id) const;
    const Priority *priority(const QString &idOrName) const;
    Service *editService(const QString &id);
    Schedule *editSchedule(const QString &id);

    // Incidents as they are. A pointer lasts until the next one is created.
    const Incident *incident(const QString &idOrNumber) const;
    Incident *edit(const QString &idOrNumber); // readers see it after writeDelay
    QList<const Incident *> incidents() const; // in the order of their numbers
    // As they are read: what was written less than writeDelay ago isn't seen yet.
    const Incident *readable(const QString &idOrNumber) const;
    QList<const Incident *> readableIncidents() const;

    // Time has passed: escalates, lets snoozes and acknowledgements end, resolves what is to resolve itself.
    void settle();

    QString trigger(const NewIncident &incident); // its id. Precondition: the service exists
    Refused change(const QString &id, const Change &change, const QString &by);
    Refused wouldRefuse(const QString &id, const Change &change) const; // and changes nothing
    Refused snooze(const QString &id, qint64 seconds, const QString &by);
    Refused merge(const QString &into, const QStringList &sources, const QString &by);
    Note addNote(const QString &id, const QString &content, const QString &by);
    void addLog(Incident &incident, LogEntry entry) const; // id, time and agent are filled in where empty
    void escalate(const QString &id); // as if the delay of its level had passed
    bool take(const Event &event); // false: dropped, as PagerDuty does without a word

    QList<Shift> shifts(const Schedule &schedule, TimePoint since, TimePoint until) const; // the final schedule
    QStringList onCall(const Target &target, TimePoint at) const; // user ids
    std::optional<TimePoint> lastIncident(const Service &service) const; // when it was triggered
    QString serviceStatus(const Service &service) const; // active, warning, critical, maintenance, disabled
    std::optional<TimePoint> escalatesAt(const Incident &incident) const;
    std::optional<TimePoint> unacknowledgesAt(const Incident &incident) const;

    QJsonObject reference(const QString &type, const QString &id) const; // "user" → {"id", "type": "user_reference", …}

private:
    struct Kept
    {
        Incident now;
        TimePoint hiddenUntil;
        QList<QPair<TimePoint, Incident>> before; // until when each is what readers see
    };
    Kept *kept(const QString &idOrNumber);
    static const Incident *readable(const Kept &kept, TimePoint at);
    void assignByLevel(Incident &incident, TimePoint at) const;
    bool step(Incident &incident, TimePoint now);
    void nextLevel(Incident &incident, TimePoint at) const;
    void apply(Incident &incident, const Change &change, const QString &by);
    void applyStatus(Incident &incident, const Change &change, const QString &by);
    void applyAssignment(Incident &incident, const Change &change, const QString &by);

    Now m_now;
    std::vector<Kept> m_incidents;
    QHash<QString, qsizetype> m_places;
    mutable quint64 m_made = 0; // ids until now
};

// The account the tests start from: four services, three users, two policies, two schedules, twelve open and resolved
// incidents, relative to world.now(). The names below are its ids.
void fillStartWorld(World &world);
inline const QString you = QStringLiteral("PYOU001"); // you@example.com
inline const QString backup = QStringLiteral("PBACK01"); // backup@example.com
inline const QString lead = QStringLiteral("PLEAD01"); // lead@example.com
inline const QByteArray yourKey = "u+NightbellYou000001"; // user keys
inline const QByteArray backupKey = "u+NightbellBackup001";
inline const QByteArray accountKey = "a+NightbellAccount01";
inline const QByteArray readOnlyKey = "r+NightbellReadOnly1"; // an account key
inline const QString mainSite = QStringLiteral("PSITE01"); // services
inline const QString audioServers = QStringLiteral("PAUDIO1");
inline const QString slothRacing = QStringLiteral("PSLOTH1");
inline const QString postgres = QStringLiteral("PPGSQL1");
inline const QString sitePolicy = QStringLiteral("PEPSITE"); // policies: 5 min, 5 min, 10 min
inline const QString backOffice = QStringLiteral("PEPBACK"); // 30 min, 30 min
inline const QString primarySchedule = QStringLiteral("PSCHED1"); // you, backup: a week each
inline const QString officeSchedule = QStringLiteral("PSCHED2"); // backup, lead: a day each
inline const QString operations = QStringLiteral("PTEAM01"); // the team
inline const QString mainSiteRoutingKey = QStringLiteral("5173b0d0a11ce0000000000000000001");
inline const QString postgresRoutingKey = QStringLiteral("5173b0d0a11ce0000000000000000004");

} // namespace nightbell::pd
