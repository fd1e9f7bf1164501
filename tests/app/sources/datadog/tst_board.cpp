// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown of monitors between two lists.
#include "sources/datadog/board.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace nightbell::datadog;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint now = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5)) + 3h;
const SourceId dd(u"dd"_s);

Settings settingsWith(const FieldValues &values = {})
{
    return readSettings(dd, values, 15s);
}

// Two monitors: CPU of three hosts, of which web-1 alerts; and a job that is well.
const QByteArray body = R"([
    {"id":42,"name":"CPU is high","type":"query alert","query":"avg:x > 1","message":"%%%\nLook @pagerduty-web\n%%%","priority":2,
     "tags":["team:web","env:prod"],"overall_state":"Alert","overall_state_modified":"2026-01-05T02:00:00+00:00",
     "state":{"groups":{
        "host:web-1":{"status":"Alert","last_triggered_ts":1767580200,"last_nodata_ts":null,"last_resolved_ts":1},
        "host:web-2":{"status":"OK","last_triggered_ts":5,"last_resolved_ts":1767570000},
        "host:db-1":{"status":"Warn","last_triggered_ts":1767580300}}}},
    {"id":9007199254740993,"name":"A job","type":"event-v2 alert","query":"sum:jobs < 1","message":null,"tags":null,
     "overall_state":"OK","state":{"groups":{"*":{"status":"OK"}}}}])";

GroupFacts found(const QString &state, const QString &name, qint64 monitor = 42)
{
    GroupFacts facts;
    facts.monitor = monitor;
    facts.monitorName = u"CPU is high"_s;
    facts.group = name;
    facts.tags = name.split(u',');
    facts.state = state;
    facts.triggered = now - 5min;
    return facts;
}

Downtime downtimeOf(const QString &scope, std::optional<TimePoint> end = now + 1h)
{
    Downtime downtime;
    downtime.id = scope;
    downtime.scope = scope;
    downtime.status = u"active"_s;
    downtime.monitor = 42;
    downtime.end = end;
    return downtime;
}

struct Bench
{
    Settings settings = settingsWith();
    MonitorBoard board{settings};
    Duration elapsed{0};

    void list(const QByteArray &json = body)
    {
        const MonitorBook book(settings);
        const auto answer = readMonitors(json);
        Listing listing;
        listing.knowledge = book.knowledgeOf(answer->monitors);
        listing.monitors = monitorsOf(answer->monitors, listing.knowledge, dd, board.listed());
        listing.at = now + elapsed;
        listing.elapsed = elapsed;
        board.setListing(listing);
    }
    Sight sight(const QList<GroupFacts> &groups, const QList<Downtime> &downtimes = {}, bool isWhole = true)
    {
        elapsed += 15s;
        return Sight{groups, isWhole, downtimes, true, now + elapsed, elapsed};
    }
    void see(const QList<GroupFacts> &groups, const QList<Downtime> &downtimes = {}, bool isWhole = true)
    {
        board.see(sight(groups, downtimes, isWhole));
    }
    Monitor monitor(const QString &id = u"dd:42"_s) const
    {
        const auto found = std::ranges::find(board.list().monitors, MonitorId(id), &Monitor::id);
        return found == board.list().monitors.end() ? Monitor{} : *found;
    }
    MonitorGroup group(const QString &name, const QString &id = u"dd:42"_s) const
    {
        const Monitor of = monitor(id);
        const auto found = std::ranges::find(of.groups, name, &MonitorGroup::name);
        return found == of.groups.end() ? MonitorGroup{} : *found;
    }
};

const GroupFacts web1 = found(u"Alert"_s, u"host:web-1"_s);
const GroupFacts db1 = found(u"Warn"_s, u"host:db-1"_s);

} // namespace

class TestBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingThatTheListSaysIsShown();
    void anAlertSinceTheListIsShown();
    void whatAlertsNoLongerIsNotCalledOk();
    void theNextListSaysHowItIs();
    void aListThatIsNewerThanTheSearchIsBelieved();
    void aSearchThatIsNotWholeEndsNothing();
    void whatNoSearchEverHadIsNotOver();
    void whatIsNotAskedForIsNotOver();
    void aGroupAndAMonitorThatTheListLacks();
    void downtimesReachMonitorsAndGroups();
    void theLongestDowntimeCounts();
    void aFailedListKeepsTheOldOne();
    void withoutAListThereIsWhatAlerts();
    void nothingNewIsTheVerySame();
    void anUnknownWordStays();
};

void TestBoard::everythingThatTheListSaysIsShown()
{
    Bench bench;
    bench.settings.web = QUrl(u"https://app.example.com"_s);
    bench.board = MonitorBoard(bench.settings);
    bench.list();
    bench.see({web1, db1});
    QCOMPARE(bench.board.list().monitors.size(), 2);
    QCOMPARE(bench.board.list().listedAt, now);
    QCOMPARE(bench.board.list().monitors[0].name, u"A job"_s); // by name
    const Monitor cpu = bench.monitor();
    QCOMPARE(cpu.source, dd);
    QCOMPARE(cpu.number, u"42"_s);
    QCOMPARE(cpu.kind, u"query alert"_s);
    QCOMPARE(cpu.query, u"avg:x > 1"_s);
    QCOMPARE(cpu.message, u"Look @pagerduty-web"_s);
    QCOMPARE(cpu.recipients, QStringList{u"@pagerduty-web"_s});
    QCOMPARE(cpu.tags, (QStringList{u"team:web"_s, u"env:prod"_s}));
    QCOMPARE(cpu.priority, 2);
    QCOMPARE(cpu.standing.state, MonitorState::Alert);
    QCOMPARE(cpu.since, now - 1h);
    QCOMPARE(cpu.url, QUrl(u"https://app.example.com/monitors/42"_s));
    QCOMPARE(cpu.key, u"datadog/42"_s);
    QVERIFY(!cpu.isMuted);
    QCOMPARE(countsText(cpu), u"1 Alert, 1 Warn, 1 OK"_s);
    QCOMPARE(bench.group(u"host:web-2"_s).since, fromMilliseconds(1'767'570'000'000));
    const Monitor job = bench.monitor(u"dd:9007199254740993"_s);
    QCOMPARE(job.standing.state, MonitorState::Ok);
    QVERIFY(!job.priority && !job.since && job.tags.isEmpty() && job.message.isEmpty());
}

void TestBoard::anAlertSinceTheListIsShown()
{
    Bench bench;
    bench.list();
    bench.see({web1, db1, found(u"Alert"_s, u"host:web-2"_s), found(u"Alert"_s, u"*"_s, 9'007'199'254'740'993)});
    QCOMPARE(bench.group(u"host:web-2"_s).standing.state, MonitorState::Alert);
    QCOMPARE(bench.group(u"host:web-2"_s).since, now - 5min);
    const Monitor job = bench.monitor(u"dd:9007199254740993"_s);
    QCOMPARE(job.standing.state, MonitorState::Alert);
    QCOMPARE(job.since, now - 5min);
    QCOMPARE(bench.board.list().listedAt, now); // it is no fresher for that
}

void TestBoard::whatAlertsNoLongerIsNotCalledOk()
{
    Bench bench;
    bench.list();
    bench.see({web1, db1});
    bench.see({db1});
    QCOMPARE(standingText(bench.group(u"host:web-1"_s).standing), u"no longer alerting"_s);
    QCOMPARE(bench.group(u"host:web-1"_s).since, now + 30s); // when that was seen
    QCOMPARE(bench.monitor().standing.state, MonitorState::Warn);
    bench.see({});
    QCOMPARE(bench.monitor().standing.state, MonitorState::Over);
    QCOMPARE(bench.group(u"host:web-1"_s).since, now + 30s);
    bench.see({web1});
    QCOMPARE(bench.group(u"host:web-1"_s).standing.state, MonitorState::Alert);
    QCOMPARE(bench.group(u"host:web-1"_s).since, now - 5min);
}

void TestBoard::theNextListSaysHowItIs()
{
    Bench bench;
    bench.list();
    bench.see({web1, db1});
    bench.see({db1});
    QByteArray later = body;
    later.replace(R"("status":"Alert")", R"("status":"OK")").replace(R"("overall_state":"Alert")", R"("overall_state":"Warn")");
    bench.list(later);
    bench.see({db1});
    QCOMPARE(bench.group(u"host:web-1"_s).standing.state, MonitorState::Ok);
    QCOMPARE(bench.monitor().standing.state, MonitorState::Warn);
}

void TestBoard::aListThatIsNewerThanTheSearchIsBelieved()
{
    Bench bench;
    bench.list();
    bench.see({web1, db1});
    const Sight before = bench.sight({web1, db1, found(u"Alert"_s, u"host:web-2"_s)});
    bench.elapsed += 1s;
    bench.list();
    bench.board.see(before);
    QCOMPARE(bench.group(u"host:web-2"_s).standing.state, MonitorState::Ok);
    bench.see({web1, db1, found(u"Alert"_s, u"host:web-2"_s)});
    QCOMPARE(bench.group(u"host:web-2"_s).standing.state, MonitorState::Alert);
}

void TestBoard::aSearchThatIsNotWholeEndsNothing()
{
    Bench bench;
    bench.list();
    bench.see({web1, db1});
    bench.see({}, {}, false);
    QCOMPARE(bench.group(u"host:web-1"_s).standing.state, MonitorState::Alert);
    bench.see({});
    bench.see({}, {}, false);
    QCOMPARE(bench.group(u"host:web-1"_s).standing.state, MonitorState::Over); // what was known stays
}

// A search has a scope, which the list does not have.
void TestBoard::whatNoSearchEverHadIsNotOver()
{
    Bench bench;
    bench.list();
    bench.see({db1});
    bench.see({db1});
    QCOMPARE(bench.group(u"host:web-1"_s).standing.state, MonitorState::Alert);
}

void TestBoard::whatIsNotAskedForIsNotOver()
{
    Bench bench;
    bench.settings = settingsWith({{u"warn"_s, u"ignore"_s}});
    QCOMPARE(bench.settings.warn, Attention::Ignored);
    bench.board = MonitorBoard(bench.settings);
    QByteArray earlier = body;
    bench.list(earlier.replace(R"("status":"Warn")", R"("status":"Alert")"));
    bench.see({web1, found(u"Alert"_s, u"host:db-1"_s)});
    bench.list();
    bench.see({web1});
    QCOMPARE(bench.group(u"host:db-1"_s).standing.state, MonitorState::Warn);
}

void TestBoard::aGroupAndAMonitorThatTheListLacks()
{
    Bench bench;
    bench.list();
    bench.see({web1, db1, found(u"Alert"_s, u"host:new"_s), found(u"Alert"_s, u"host:a"_s, 77)});
    QCOMPARE(bench.group(u"host:new"_s).standing.state, MonitorState::Alert);
    QCOMPARE(bench.monitor(u"dd:77"_s).name, u"CPU is high"_s);
    QCOMPARE(bench.monitor(u"dd:77"_s).key, u"datadog/77"_s);
    bench.see({web1, db1});
    QVERIFY(bench.group(u"host:new"_s).name.isEmpty()); // nobody knows it now
    QVERIFY(bench.monitor(u"dd:77"_s).id.isEmpty());
}

void TestBoard::downtimesReachMonitorsAndGroups()
{
    Bench bench;
    bench.list();
    bench.see({web1, db1}, {downtimeOf(u"host:web-1"_s)});
    QVERIFY(bench.group(u"host:web-1"_s).isMuted);
    QCOMPARE(bench.group(u"host:web-1"_s).mutedUntil, now + 1h);
    QVERIFY(!bench.group(u"host:web-2"_s).isMuted);
    QVERIFY(!bench.monitor().isMuted);
    bench.see({web1, db1}, {downtimeOf(u"*"_s)});
    QVERIFY(bench.monitor().isMuted);
    QVERIFY(bench.group(u"host:web-2"_s).isMuted);
    QVERIFY(!bench.monitor(u"dd:9007199254740993"_s).isMuted);
    Downtime byTag = downtimeOf(u"host:web-2"_s);
    byTag.monitor.reset();
    byTag.monitorTags = {u"team:web"_s};
    Downtime foreign = byTag;
    foreign.scope = u"host:web-1"_s;
    foreign.monitorTags = {u"team:data"_s};
    Downtime notUnderstood = downtimeOf(u"NOT host:web-1"_s);
    Downtime toCome = downtimeOf(u"host:db-1"_s);
    toCome.status = u"scheduled"_s;
    bench.see({web1, db1}, {byTag, foreign, notUnderstood, toCome});
    QVERIFY(bench.group(u"host:web-2"_s).isMuted);
    QVERIFY(!bench.group(u"host:web-1"_s).isMuted);
    QVERIFY(!bench.group(u"host:db-1"_s).isMuted);
    bench.see({web1, db1});
    QCOMPARE(mutedGroups(bench.monitor()), 0);
}

void TestBoard::theLongestDowntimeCounts()
{
    Bench bench;
    bench.list();
    bench.see({web1}, {downtimeOf(u"host:web-1"_s, now + 1h), downtimeOf(u"host:web-1"_s, now + 2h)});
    QCOMPARE(bench.group(u"host:web-1"_s).mutedUntil, now + 2h);
    bench.see({web1}, {downtimeOf(u"host:web-1"_s, std::nullopt), downtimeOf(u"host:web-1"_s, now + 2h)});
    QVERIFY(bench.group(u"host:web-1"_s).isMuted);
    QVERIFY(!bench.group(u"host:web-1"_s).mutedUntil);
}

void TestBoard::aFailedListKeepsTheOldOne()
{
    Bench bench;
    bench.list();
    bench.see({web1, db1});
    bench.board.setFailure(Error{ErrorKind::Forbidden, u"monitors_read"_s});
    bench.see({web1, db1});
    QCOMPARE(bench.board.list().monitors.size(), 2);
    QCOMPARE(bench.board.list().listedAt, now);
    QCOMPARE(bench.board.list().error->kind, ErrorKind::Forbidden);
    bench.list();
    QVERIFY(!bench.board.list().error);
}

void TestBoard::withoutAListThereIsWhatAlerts()
{
    Bench bench;
    bench.board.setFailure(Error{ErrorKind::Timeout, {}});
    bench.see({web1});
    QCOMPARE(bench.board.list().monitors.size(), 1);
    QVERIFY(!bench.board.list().listedAt);
    QCOMPARE(bench.monitor().standing.state, MonitorState::Alert);
    QCOMPARE(bench.monitor().groups.size(), 1);
    bench.see({});
    QVERIFY(bench.board.list().monitors.isEmpty());
}

// Thousands are compared by the window otherwise, each few seconds.
void TestBoard::nothingNewIsTheVerySame()
{
    Bench bench;
    bench.list();
    bench.see({web1, db1}, {downtimeOf(u"host:web-1"_s)});
    const auto *shown = bench.board.list().monitors.constData();
    QVERIFY(bench.board.isSeen(bench.sight({web1, db1}, {downtimeOf(u"host:web-1"_s)})));
    QVERIFY(!bench.board.isSeen(bench.sight({web1}, {downtimeOf(u"host:web-1"_s)})));
    QVERIFY(!bench.board.isSeen(bench.sight({web1, db1})));
    QVERIFY(!bench.board.isSeen(bench.sight({web1, db1}, {downtimeOf(u"host:web-1"_s)}, false)));
    const QList<Monitor> before = bench.board.listed();
    bench.list();
    QCOMPARE(bench.board.listed().constData(), before.constData());
    QVERIFY(!bench.board.isSeen(bench.sight({web1, db1}, {downtimeOf(u"host:web-1"_s)})));
    bench.see({web1, db1}, {downtimeOf(u"host:web-1"_s)});
    QCOMPARE(bench.board.list().monitors.constData(), shown);
    QCOMPARE(bench.board.list().listedAt, now + 75s);
    QByteArray other = body;
    bench.list(other.replace("A job", "Another job"));
    const auto same = std::ranges::find(bench.board.listed(), MonitorId(u"dd:42"_s), &Monitor::id);
    QCOMPARE(same->groups.constData(), before[1].groups.constData()); // one changed, the other is shared
}

void TestBoard::anUnknownWordStays()
{
    Bench bench;
    QByteArray odd = body;
    bench.list(odd.replace(R"("status":"OK","last_triggered_ts":5)", R"("status":"Snoring")"));
    bench.see({web1, db1});
    QVERIFY(!bench.group(u"host:web-2"_s).standing.state);
    QCOMPARE(standingText(bench.group(u"host:web-2"_s).standing), u"Snoring"_s);
    bench.see({web1, db1, found(u"Groaning"_s, u"host:web-2"_s)});
    QCOMPARE(standingText(bench.group(u"host:web-2"_s).standing), u"Groaning"_s);
}

QTEST_GUILESS_MAIN(TestBoard)
#include "tst_board.moc"
