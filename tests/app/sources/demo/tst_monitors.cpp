// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/demo/monitors.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint noon = fromMilliseconds(1'767'614'400'000);
const SourceId source(u"demo"_s);

Monitor named(const MonitorList &list, const QString &name)
{
    return *std::ranges::find(list.monitors, name, &Monitor::name);
}

} // namespace

class TestDemoMonitors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutIncidentsAllIsWellButForWhatIsNot()
    {
        const MonitorList list = demo::monitorsAt(source, noon, {});
        QSet<MonitorId> ids;
        for (const Monitor &monitor : list.monitors) {
            ids.insert(monitor.id);
            QVERIFY2(monitor.standing.state != MonitorState::Alert, qPrintable(monitor.name));
            QVERIFY2(!monitor.groups.isEmpty() && !monitor.recipients.isEmpty(), qPrintable(monitor.name));
            QVERIFY2(monitor.since && *monitor.since < noon, qPrintable(monitor.name));
        }
        QCOMPARE(ids.size(), list.monitors.size());
        QCOMPARE(named(list, u"Nightly invoices did not run"_s).standing.state, MonitorState::NoData);
        QCOMPARE(list.listedAt, noon);
    }

    void anIncidentIsAGroupThatAlerts()
    {
        Incident incident;
        incident.dedupKey = u"demo/replication/host:pg-2.demo"_s;
        incident.severity = Severity::Error;
        incident.created = noon - 5min;
        incident.quiet = Quiet::Silenced;
        incident.snoozedUntil = noon + 1h;
        const Monitor monitor = named(demo::monitorsAt(source, noon, {incident}), u"Replication is behind"_s);
        QCOMPARE(monitor.standing.state, MonitorState::Alert);
        QCOMPARE(monitor.since, noon - 5min);
        QCOMPARE(monitor.groups[0].name, u"host:pg-2.demo"_s);
        QVERIFY(monitor.groups[0].isMuted);
        QCOMPARE(monitor.groups[0].mutedUntil, noon + 1h);
        QCOMPARE(countsText(monitor), u"1 Alert, 1 OK"_s);
    }

    void whatIsLessSeriousWarns()
    {
        Incident incident;
        incident.dedupKey = u"demo/disk-var/host:ws-2.demo"_s;
        incident.severity = Severity::Warning;
        QCOMPARE(named(demo::monitorsAt(source, noon, {incident}), u"/var is nearly full"_s).standing.state, MonitorState::Warn);
    }
};

QTEST_GUILESS_MAIN(TestDemoMonitors)
#include "tst_monitors.moc"
