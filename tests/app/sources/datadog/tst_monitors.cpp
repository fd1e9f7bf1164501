// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/monitors.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace nightbell::datadog;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint now = TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 1 / 5)) + 3h;

Settings settingsWith(const FieldValues &values = {})
{
    return readSettings(SourceId(u"dd"_s), values, 15s);
}

GroupFacts group(const QString &state, const QStringList &tags = {u"host:web-1"_s})
{
    GroupFacts facts;
    facts.monitor = 42;
    facts.monitorName = u"CPU is high"_s;
    facts.group = tags.isEmpty() ? u"*"_s : tags.join(u',');
    facts.tags = tags;
    facts.state = state;
    facts.triggered = now - 10min;
    return facts;
}

MonitorFacts monitorNamed(const QString &query)
{
    MonitorFacts facts;
    facts.id = 42;
    facts.name = u"CPU is high"_s;
    facts.query = query;
    facts.message = u"%%%\nLook at {{host.name}} @pagerduty-web @ann@example.com.\n%%%"_s;
    facts.tags = {u"team:web"_s, u"service:shop"_s};
    return facts;
}

Downtime downtimeOf(const QString &scope, const QString &message)
{
    Downtime downtime;
    downtime.id = u"a"_s;
    downtime.scope = scope;
    downtime.monitor = 42;
    downtime.message = message;
    downtime.status = u"active"_s;
    downtime.start = now - 1min;
    downtime.end = now + 1h;
    return downtime;
}

} // namespace

class TestMonitors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesAreIncidentsAsConfigured_data();
    void statesAreIncidentsAsConfigured();
    void noDataPagesWhereTheMonitorNotifiesOfIt();
    void priorityMakesItWait();
    void everythingIsShown();
    void groupsAreNamedInTitles_data();
    void groupsAreNamedInTitles();
    void recipientsAreFound();
    void theSameAlertKeepsItsId();
    void anAlertThatComesBackIsAnother();
    void whatIsMissingInHalfAListStays();
    void downtimesQuieten_data();
    void downtimesQuieten();
    void nullsAndBrokenElements();
    void groupsOfTheListAreRead();
    void anAnswerWithoutGroupsIsNoClaim();
    void largeIdsStayWhole();
    void searchAnswersWithNumbers();
    void aGroupSaysWhichAlertItIs();
    void whatMonitorsToldIsOfTheirGroups();
    void aKeyOfSeveralGroupsIsOfNone();
};

void TestMonitors::statesAreIncidentsAsConfigured_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<FieldValues>("values");
    QTest::addColumn<QString>("urgency"); // empty: no incident
    const FieldValues ignoring{{u"warn"_s, u"ignore"_s}, {u"no-data"_s, u"ignore"_s}};
    QTest::newRow("Alert pages") << u"Alert"_s << FieldValues() << u"high"_s;
    QTest::newRow("Alert pages whatever is ignored") << u"Alert"_s << ignoring << u"high"_s;
    QTest::newRow("Warn can wait") << u"Warn"_s << FieldValues() << u"low"_s;
    QTest::newRow("Warn pages if wanted") << u"Warn"_s << FieldValues{{u"warn"_s, u"high"_s}} << u"high"_s;
    QTest::newRow("Warn is ignored if wanted") << u"Warn"_s << ignoring << QString();
    QTest::newRow("No Data can wait if wanted") << u"No Data"_s << FieldValues{{u"no-data"_s, u"low"_s}} << u"low"_s;
    QTest::newRow("No Data is ignored if wanted") << u"No Data"_s << ignoring << QString();
    QTest::newRow("No Data of a monitor that is not known pages") << u"No Data"_s << FieldValues() << u"high"_s;
    QTest::newRow("OK is none") << u"OK"_s << FieldValues() << QString();
    QTest::newRow("Skipped is none") << u"Skipped"_s << FieldValues() << QString();
    QTest::newRow("Ignored is none") << u"Ignored"_s << FieldValues() << QString();
    QTest::newRow("Unknown is shown") << u"Unknown"_s << FieldValues() << u"low"_s;
    QTest::newRow("a word that is not known is shown") << u"Paused"_s << FieldValues() << u"low"_s;
}

void TestMonitors::statesAreIncidentsAsConfigured()
{
    QFETCH(QString, state);
    QFETCH(FieldValues, values);
    QFETCH(QString, urgency);
    MonitorBook book(settingsWith(values));
    const auto incidents = book.update({group(state)}, {}, now, true);
    QCOMPARE(incidents.size(), urgency.isEmpty() ? 0 : 1);
    if (!incidents.isEmpty())
        QCOMPARE(toWord(incidents[0]->urgency), urgency);
    if (state == u"Paused")
        QVERIFY(incidents[0]->title.startsWith(u"Paused: "));
}

void TestMonitors::noDataPagesWhereTheMonitorNotifiesOfIt()
{
    MonitorBook book(settingsWith());
    MonitorFacts facts = monitorNamed(u"x"_s);
    book.setMonitors({facts});
    QVERIFY(book.update({group(u"No Data"_s)}, {}, now, true).isEmpty());
    facts.notifiesNoData = true;
    book.setMonitors({facts});
    QVERIFY(book.update({group(u"No Data"_s)}, {}, now, true)[0]->isPageworthy());
}

void TestMonitors::priorityMakesItWait()
{
    MonitorBook book(settingsWith());
    MonitorFacts facts = monitorNamed(u"x"_s);
    facts.priority = 4;
    book.setMonitors({facts});
    const auto incidents = book.update({group(u"Alert"_s)}, {}, now, true);
    QCOMPARE(incidents[0]->urgency, Urgency::Low);
    QCOMPARE(incidents[0]->priority, u"P4"_s);
    GroupFacts urgent = group(u"Alert"_s);
    urgent.priority = 1;
    QCOMPARE(book.update({urgent}, {}, now, true)[0]->urgency, Urgency::High);
}

void TestMonitors::everythingIsShown()
{
    MonitorBook book(settingsWith());
    book.setMonitors({monitorNamed(u"avg(last_5m):avg:system.cpu.user{*} by {host} > 90"_s)});
    const Incident incident = book.update({group(u"Alert"_s)}, {}, now, true).constFirst();
    QCOMPARE(incident.title, u"CPU is high (host:web-1)"_s);
    QCOMPARE(incident.service, ServiceId(u"shop"_s));
    QCOMPARE(incident.teams, QStringList{u"web"_s});
    QCOMPARE(incident.host, HostId(u"dd:web-1"_s));
    QCOMPARE(incident.covers, u"rule/cpu/dd:web-1"_s);
    QCOMPARE(incident.created, now - 10min);
    QCOMPARE(incident.url.toString(QUrl::FullyEncoded), u"https://app.datadoghq.com/monitors/42?group=host%3Aweb-1"_s);
    QVERIFY(incident.text.startsWith(u"Look at web-1 @pagerduty-web"));
    QVERIFY(incident.text.contains(u"@ann@example.com\n"));
    QVERIFY(incident.text.endsWith(u"> 90"));
    QVERIFY(incident.labels.contains(Label{u"team"_s, u"web"_s}));
}

void TestMonitors::groupsAreNamedInTitles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("tags");
    QTest::addColumn<QString>("title");
    QTest::newRow("no group") << u"Site is down"_s << QStringList() << u"Site is down"_s;
    QTest::newRow("a group") << u"Disk"_s << QStringList{u"host:a"_s, u"device:sda"_s} << u"Disk (host:a, device:sda)"_s;
    QTest::newRow("a variable") << u"Disk of {{host.name}}"_s << QStringList{u"host:a"_s} << u"Disk of a"_s;
    QTest::newRow("a variable that is not there")
        << u"Disk of {{pod.name}}"_s << QStringList{u"host:a"_s} << u"Disk of {{pod.name}} (host:a)"_s;
    QTest::newRow("a value that looks like a variable")
        << u"{{host.name}}!"_s << QStringList{u"host:{{host.name}}"_s} << u"{{host.name}}! (host:{{host.name}})"_s;
}

void TestMonitors::groupsAreNamedInTitles()
{
    QFETCH(QString, name);
    QFETCH(QStringList, tags);
    GroupFacts facts = group(u"Alert"_s, tags);
    facts.monitorName = name;
    MonitorBook book(settingsWith());
    const auto incidents = book.update({facts}, {}, now, true);
    QTEST(incidents[0]->title, "title");
}

void TestMonitors::recipientsAreFound()
{
    QCOMPARE(recipientsOf(u"Tell @slack-ops, @ann@example.com and bob@example.com. @slack-ops again"_s),
        QStringList({u"@slack-ops"_s, u"@ann@example.com"_s}));
}

void TestMonitors::theSameAlertKeepsItsId()
{
    MonitorBook book(settingsWith());
    const auto first = book.update({group(u"Warn"_s)}, {}, now, true);
    GroupFacts worse = group(u"Alert"_s);
    worse.triggered = now + 1min;
    const auto second = book.update({worse}, {}, now + 1min, true);
    QCOMPARE(second[0]->id, first[0]->id);
    QVERIFY(book.find(first[0]->id));
    MonitorBook afterRestart(settingsWith());
    QCOMPARE(afterRestart.update({group(u"Warn"_s)}, {}, now + 1h, true)[0]->id, first[0]->id);
}

void TestMonitors::anAlertThatComesBackIsAnother()
{
    MonitorBook book(settingsWith());
    const auto first = book.update({group(u"Alert"_s)}, {}, now, true);
    QVERIFY(book.update({}, {}, now + 1min, true).isEmpty());
    QVERIFY(!book.find(first[0]->id));
    GroupFacts again = group(u"Alert"_s);
    again.triggered = now + 2min;
    const auto second = book.update({again}, {}, now + 3min, true);
    QVERIFY(second[0]->id != first[0]->id);
    QCOMPARE(second[0]->dedupKey, first[0]->dedupKey);
}

void TestMonitors::whatIsMissingInHalfAListStays()
{
    MonitorBook book(settingsWith());
    (void)book.update({group(u"Alert"_s), group(u"Alert"_s, {u"host:web-2"_s})}, {}, now, true);
    QCOMPARE(book.update({group(u"Alert"_s)}, {}, now + 1min, false).size(), 2);
    QCOMPARE(book.update({group(u"Alert"_s)}, {}, now + 2min, true).size(), 1);
}

void TestMonitors::downtimesQuieten_data()
{
    QTest::addColumn<Downtime>("downtime");
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("needsPerson");
    Downtime other = downtimeOf(u"host:web-1"_s, {});
    other.monitor = 43;
    Downtime ended = downtimeOf(u"*"_s, {});
    ended.status = u"ended"_s;
    Downtime byTag = downtimeOf(u"*"_s, {});
    byTag.monitor.reset();
    byTag.monitorTags = {u"team:web"_s};
    Downtime byOtherTag = byTag;
    byOtherTag.monitorTags = {u"team:db"_s};
    Downtime acknowledged = downtimeOf(u"host:web-1"_s, messageOf(Purpose::Acknowledged, u"Ann"_s, {}));
    acknowledged.purpose = Purpose::Acknowledged;
    acknowledged.who = u"Ann"_s;
    QTest::newRow("of another monitor") << other << u"triggered"_s << true;
    QTest::newRow("of another group") << downtimeOf(u"host:web-2"_s, {}) << u"triggered"_s << true;
    QTest::newRow("that has ended") << ended << u"triggered"_s << true;
    QTest::newRow("of the whole monitor") << downtimeOf(u"*"_s, {}) << u"triggered"_s << false;
    QTest::newRow("of the group") << downtimeOf(u"host:web-1"_s, {}) << u"triggered"_s << false;
    QTest::newRow("of all monitors with a tag of it") << byTag << u"triggered"_s << false;
    QTest::newRow("of all monitors with another tag") << byOtherTag << u"triggered"_s << true;
    QTest::newRow("that acknowledges") << acknowledged << u"acknowledged"_s << false;
}

void TestMonitors::downtimesQuieten()
{
    QFETCH(Downtime, downtime);
    MonitorBook book(settingsWith());
    book.setMonitors({monitorNamed(u"x"_s)});
    const Incident incident = book.update({group(u"Alert"_s)}, {downtime}, now, true).constFirst();
    QTEST(toWord(incident.state), "state");
    QTEST(incident.needsPerson(), "needsPerson");
    if (incident.state == IncidentState::Acknowledged) {
        QCOMPARE(incident.acknowledgedBy, u"Ann"_s);
        QCOMPARE(incident.snoozedUntil, now + 1h);
    }
}

void TestMonitors::nullsAndBrokenElements()
{
    const auto groups = readGroups(
        R"({"groups":[null,{"monitor_id":"x","status":"Alert"},{"monitor_id":1,"status":null},{"monitor_id":2,"status":"Alert","group":null,"group_tags":null,"monitor_name":null,"last_triggered_ts":null,"muted":null,"priority":null}],"metadata":null})");
    QVERIFY(groups);
    QCOMPARE(groups->skipped, 3);
    QCOMPARE(groups->groups.size(), 1);
    QCOMPARE(groups->groups[0].group, u"*"_s);
    QVERIFY(!groups->groups[0].triggered);
    MonitorBook book(settingsWith());
    QCOMPARE(book.update(groups->groups, {}, now, true)[0]->created, now);
    const auto monitors = readMonitors(
        R"([{"id":1,"name":null,"type":null,"query":null,"message":null,"overall_state":null,"overall_state_modified":null,"options":null,"tags":null,"priority":null,"state":null},
            {"id":2,"state":{"groups":null}},{"id":3,"state":{"groups":{"host:a":null,"host:b":{"status":null,"last_triggered_ts":null},"host:c":{"status":7}}}},
            {"id":null},"x"])");
    QVERIFY(monitors);
    QCOMPARE(monitors->monitors.size(), 3);
    QCOMPARE(monitors->skipped, 2);
    QVERIFY(monitors->monitors[0].groups.isEmpty() && monitors->monitors[1].groups.isEmpty());
    QCOMPARE(monitors->monitors[2].groups.size(), 2); // what is no group is none
    for (const MonitorGroup &read : monitors->monitors[2].groups)
        QCOMPARE(read.standing, MonitorStanding{});
}

void TestMonitors::groupsOfTheListAreRead()
{
    const auto monitors = readMonitors(R"([{"id":1,"type":"service check","overall_state":"Alert","state":{"groups":{
        "host:ok":{"status":"OK","last_triggered_ts":1767580000,"last_resolved_ts":1767580060,"last_nodata_ts":0},
        "host:red":{"status":"Alert","last_triggered_ts":1767580200,"last_resolved_ts":5},
        "host:gone":{"status":"No Data","last_triggered_ts":1,"last_nodata_ts":1767580300},
        "host:odd":{"status":"Snoring","last_triggered_ts":1767580400},
        "host:skip":{"status":"Skipped"}}}},{"id":2,"overall_state":"OK","state":{"groups":{"host:ok":{"status":"OK"}}}}])");
    QVERIFY(monitors);
    const QList<MonitorGroup> &groups = monitors->monitors[0].groups;
    QCOMPARE(monitors->monitors[0].kind, u"service check"_s);
    QCOMPARE(groups.size(), 5);
    QCOMPARE(groups[0].name, u"host:red"_s);
    QCOMPARE(groups[0].since, fromMilliseconds(1'767'580'200'000));
    QCOMPARE(groups[1].name, u"host:gone"_s);
    QCOMPARE(groups[1].standing, (MonitorStanding{MonitorState::NoData, u"No Data"_s}));
    QCOMPARE(groups[1].since, fromMilliseconds(1'767'580'300'000));
    QCOMPARE(groups[2].standing, (MonitorStanding{std::nullopt, u"Snoring"_s})); // shown as it is
    QVERIFY(!groups[2].since);
    QCOMPARE(groups[3].standing.state, MonitorState::Skipped);
    QCOMPARE(groups[4].since, fromMilliseconds(1'767'580'060'000));
    // There are tens of thousands: what is the same is there once.
    const MonitorGroup &other = monitors->monitors[1].groups[0];
    QCOMPARE(other.name.constData(), groups[4].name.constData());
    QCOMPARE(other.standing.word.constData(), groups[4].standing.word.constData());
}

void TestMonitors::anAnswerWithoutGroupsIsNoClaim()
{
    QVERIFY(!readGroups("{}"));
    QVERIFY(!readGroups(R"({"groups":null})"));
    QVERIFY(!readGroups(R"({"groups":[)"));
    QVERIFY(!readGroups("<html>"));
    QVERIFY(readGroups(R"({"groups":[]})"));
    QVERIFY(!readMonitors("{}"));
}

void TestMonitors::largeIdsStayWhole()
{
    const auto groups = readGroups(R"({"groups":[{"monitor_id":9007199254740993,"status":"Alert"}]})");
    QVERIFY(groups);
    QCOMPARE(groups->groups[0].monitor, 9'007'199'254'740'993);
}

void TestMonitors::searchAnswersWithNumbers()
{
    const auto groups = readGroups(
        R"({"groups":[{"monitor_id":1,"status":"Alert","group":"host:a,env:b","last_triggered_ts":1767581000,"muted":true,"muted_until_ts":1767585000}],"metadata":{"total_count":7,"page_count":3}})");
    QVERIFY(groups);
    QCOMPARE(groups->total, 7);
    QCOMPARE(groups->pages, 3);
    QCOMPARE(groups->groups[0].tags, QStringList({u"host:a"_s, u"env:b"_s}));
    QCOMPARE(groups->groups[0].triggered, fromMilliseconds(1767581000'000));
    MonitorBook book(settingsWith());
    QCOMPARE(book.update(groups->groups, {}, now, true)[0]->quiet, Quiet::Silenced);
}

void TestMonitors::aGroupSaysWhichAlertItIs()
{
    MonitorBook book(settingsWith());
    const auto incidents = book.update({group(u"Alert"_s, {u"host:web-1"_s, u"env:prod"_s})}, {}, now, true);
    QCOMPARE(incidents[0]->marks, QStringList{u"monitor datadoghq.com/42 env:prod,host:web-1"_s});
    MonitorBook proxied(settingsWith({{u"url"_s, u"https://proxy.example.com"_s}})); // whose monitors these are is not known
    QVERIFY(proxied.update({group(u"Alert"_s)}, {}, now, true)[0]->marks.isEmpty());
    MonitorBook named(settingsWith({{u"url"_s, u"https://proxy.example.com"_s}, {u"web"_s, u"https://acme.datadoghq.com"_s}}));
    QCOMPARE(named.update({group(u"Alert"_s)}, {}, now, true)[0]->marks, QStringList{u"monitor datadoghq.com/42 host:web-1"_s});
}

void TestMonitors::whatMonitorsToldIsOfTheirGroups()
{
    MonitorBook book(settingsWith());
    book.learn({MonitorEvent{u"4858216653438624769"_s, now, 42, {u"host:web-1"_s}, {}, u"error"_s, {}},
        MonitorEvent{u"4858216653438624770"_s, now, 42, {u"host:web-1"_s, u"host:web-2"_s}, {}, u"error"_s, {}}, // of which of them?
        MonitorEvent{u"4858216653438624771"_s, now, 43, {u"host:web-1"_s}, {}, u"error"_s, {}}});
    const auto incidents = book.update({group(u"Alert"_s)}, {}, now, true);
    QCOMPARE(incidents[0]->marks, (QStringList{u"monitor datadoghq.com/42 host:web-1"_s, u"event datadoghq.com/4858216653438624769"_s}));
    QCOMPARE(book.newest(), std::optional(now - 10min));
}

void TestMonitors::aKeyOfSeveralGroupsIsOfNone()
{
    const QString key = u"518bc812f69e4f0cbe3369c8bb809639"_s;
    MonitorBook book(settingsWith());
    book.learn({MonitorEvent{u"1"_s, now, 42, {u"host:web-1"_s}, key, {}, {}}});
    QVERIFY(book.update({group(u"Alert"_s)}, {}, now, true)[0]->marks.contains(u"key "_s + key));
    book.learn({MonitorEvent{u"2"_s, now, 42, {u"host:web-2"_s}, key, {}, {}}});
    const auto both = book.update({group(u"Alert"_s), group(u"Alert"_s, {u"host:web-2"_s})}, {}, now, true);
    for (const Incident &incident : both)
        QVERIFY(!incident.marks.contains(u"key "_s + key));
}

QTEST_GUILESS_MAIN(TestMonitors)
#include "tst_monitors.moc"
