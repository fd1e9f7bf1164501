// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QStringList>
#include <QUrlQuery>

#include <functional>
#include <optional>
#include <utility>

// An organisation at Datadog, with as much of its state as Nightbell can see and change.
namespace nightbell::dd {

constexpr const char *apiKey = "0123456789abcdef0123456789abcdef";
constexpr const char *appKey = "0123456789abcdef0123456789abcdef01234567"; // has every scope
constexpr const char *readOnlyKey = "0123456789abcdef0123456789abcdef0readonl"; // without monitors_downtime, teams_read, on_call_read

struct Group
{
    QString status = QStringLiteral("OK"); // Datadog's word
    TimePoint triggered{};
    TimePoint noData{};
    TimePoint resolved{};
};

struct Monitor
{
    qint64 id = 0;
    QString name;
    QString query;
    QString message;
    QStringList tags;
    std::optional<int> priority;
    bool notifiesNoData = false;
    QMap<QString, Group> groups; // by name: "host:web-1", "*"
};

struct Machine
{
    QString name;
    QStringList tags;
    bool isUp = true;
    double cpu = 20; // percent busy
    double memory = 40; // percent used
    double load = 0.5;
    double disk = 0.3; // fraction
    int restarts = 0; // of nginx.service, in the last minute
};

struct Silence // a downtime
{
    QString id;
    QString scope;
    std::optional<qint64> monitor;
    QStringList monitorTags;
    QString message;
    TimePoint start{};
    std::optional<TimePoint> end;
    std::optional<TimePoint> canceled;
};

struct Told // an event of a monitor
{
    QString id;
    TimePoint at{};
    qint64 monitor = 0;
    QString group;
    QString status; // of the group then
};

struct User
{
    QString id;
    QString name;
    QString email;
};

// A schedule: its people take turns of `every`, beginning at `from`, and are on call for `length` of each.
struct Rotation
{
    QString id;
    QString name;
    QStringList users; // ids
    TimePoint from{};
    Duration every = std::chrono::hours(12);
    Duration length = every;
};

struct Step
{
    QString id;
    Duration after{0};
    QList<std::pair<QString, QString>> targets; // type and id: users, schedules, teams, schedule_target ("ID_next")
};

struct Chain // an escalation policy
{
    QString id;
    QString name;
    int retries = 0;
    QList<Step> steps;
};

struct Crew // a team
{
    QString id;
    QString handle;
    QString name;
    QStringList members; // ids
    QString chain; // empty: it has no On-Call
};

struct Call
{
    QByteArray method;
    QString path;
    QUrlQuery query;
    QByteArray body;
    QByteArray api; // keys
    QByteArray app;
};

struct Reply
{
    int status = 200;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
};

struct Limit
{
    int limit = 0;
    int period = 0; // seconds; calendar aligned
    int used = 0;
    qint64 window = 0;
};

class World
{
public:
    using Now = std::function<TimePoint()>;
    explicit World(Now now);

    void fill(); // two monitors, three hosts, of which one is in trouble
    Reply answer(const Call &call);

    Monitor &monitor(qint64 id) { return monitors[id]; }
    void set(qint64 monitor, const QString &group, const QString &status); // as if it were found out now
    QString statusOf(const Silence &silence) const;

    Now now;
    bool sendsUndocumented = true; // fields that the real service has and its document does not
    QMap<qint64, Monitor> monitors;
    QList<Machine> machines;
    QList<Silence> downtimes;
    QList<Told> events; // oldest first
    QHash<QString, Limit> limits; // by endpoint: "GET /api/v1/query"
    QHash<QByteArray, QStringList> scopes; // by application key
    QHash<QByteArray, QString> owners; // of the application keys
    QList<User> users;
    QList<Rotation> rotations;
    QList<Chain> chains;
    QList<Crew> teams;

private:
    Reply route(const Call &call);
    Reply groups(const Call &call) const;
    Reply list(const Call &call) const;
    Reply hosts(const Call &call) const;
    Reply metrics(const Call &call) const;
    Reply downtimePage(const Call &call) const;
    Reply createDowntime(const Call &call);
    Reply searchEvents(const Call &call) const;
    Reply changeDowntime(const Call &call, Silence &silence);
    void fillDuty();
    Reply duty(const Call &call) const; // everything about people, teams and who is on call
    Reply listTeams(const Call &call) const;
    Reply teamDuty(const Call &call, const Crew &team) const;
    Reply routing(const Call &call, const Crew &team) const;
    Reply chainOf(const Call &call, const Chain &chain) const;
    Reply turn(const Call &call, const Rotation &rotation) const;
    QStringList usersOf(const std::pair<QString, QString> &target) const; // on call now, ids
    QJsonObject userJson(const QString &id) const;
    QJsonObject monitorJson(const Monitor &monitor, const QStringList &groupStates) const;
    QJsonObject downtimeJson(const Silence &silence) const;
    bool isMuted(const Monitor &monitor, const QString &group) const;

    int m_lastDowntime = 0;
};

} // namespace nightbell::dd
