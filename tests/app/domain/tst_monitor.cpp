// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/monitor.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

MonitorGroup groupOf(const QString &name, const MonitorStanding &standing, bool isMuted = false)
{
    MonitorGroup group;
    group.name = name;
    group.standing = standing;
    group.isMuted = isMuted;
    return group;
}

const MonitorStanding ok{MonitorState::Ok, u"OK"_s};
const MonitorStanding alert{MonitorState::Alert, u"Alert"_s};
const MonitorStanding warn{MonitorState::Warn, u"Warn"_s};
const MonitorStanding over{MonitorState::Over, u"Alert"_s};
const MonitorStanding foreign{std::nullopt, u"Snoring"_s};

} // namespace

class TestMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsOfStatesLeadBack()
    {
        for (const MonitorState state : {MonitorState::Ok, MonitorState::Warn, MonitorState::Alert, MonitorState::NoData,
                 MonitorState::Unknown, MonitorState::Skipped, MonitorState::Ignored, MonitorState::Over})
            QCOMPARE(monitorStateFromWord(toWord(state)), state);
        QVERIFY(!monitorStateFromWord(u"Snoring"));
        QVERIFY(!monitorStateFromWord({}));
    }

    void wordsOfTheSourceAreShownAsTheyAre()
    {
        QCOMPARE(standingText(foreign), u"Snoring"_s);
        QCOMPARE(standingText({MonitorState::NoData, u"No Data"_s}), u"No Data"_s);
        QCOMPARE(standingText({std::nullopt, QString()}), u"no state"_s);
    }

    void whatIsOverIsNotCalledOk()
    {
        QCOMPARE(standingText(over), u"no longer alerting"_s);
        QCOMPARE(standingText({MonitorState::Over, u"Warn"_s}), u"no longer warning"_s);
        QCOMPARE(standingText({MonitorState::Over, u"No Data"_s}), u"no longer “No Data”"_s);
        QVERIFY(rankOf(over) < rankOf(ok));
        QVERIFY(rankOf(over) > rankOf(warn));
    }

    void groupsAreCountedTheWorstFirst()
    {
        Monitor monitor;
        monitor.standing = alert;
        QCOMPARE(countsOf(monitor), (QList<MonitorCount>{{alert, 1}}));
        monitor.groups = {groupOf(u"a"_s, ok), groupOf(u"b"_s, foreign), groupOf(u"c"_s, ok, true), groupOf(u"d"_s, alert)};
        QCOMPARE(countsOf(monitor), (QList<MonitorCount>{{alert, 1}, {foreign, 1}, {ok, 2}}));
        QCOMPARE(countsText(monitor), u"1 Alert, 1 Snoring, 2 OK"_s);
        QCOMPARE(mutedGroups(monitor), 1);
    }

    void theWorstComesFirstAndMutedAfterWhatIsAsBad()
    {
        QList<MonitorGroup> groups{
            groupOf(u"a"_s, ok), groupOf(u"b"_s, alert, true), groupOf(u"d"_s, alert), groupOf(u"c"_s, alert), groupOf(u"e"_s, warn)};
        std::ranges::sort(groups, isWorse);
        QStringList names;
        for (const MonitorGroup &group : groups)
            names.append(group.name);
        QCOMPARE(names.join(u' '), u"c d b e a"_s);
    }

    void anIncidentIsOfTheMonitorWhoseGroupItIs()
    {
        Monitor monitor;
        monitor.key = u"datadog/12"_s;
        QCOMPARE(incidentKeyOf(monitor, u"host:a/b"_s), u"datadog/12/host:a/b"_s);
        QVERIFY(isOf(u"datadog/12/host:a/b"_s, monitor));
        QVERIFY(!isOf(u"datadog/123/host:a"_s, monitor));
        QVERIFY(!isOf(u"datadog/12"_s, monitor));
        QVERIFY(!isOf(u"/x"_s, Monitor{}));
    }
};

QTEST_GUILESS_MAIN(TestMonitor)
#include "tst_monitor.moc"
