// SPDX-License-Identifier: GPL-3.0-or-later
// Monitors that a source lists, from outside; the built-in rules are in tst_control.
#include "engine/control.h"
#include "support/uibench.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SourceId dd(u"dd"_s);

struct Bench
{
    Bench()
    {
        control = std::make_unique<Control>(*ui.session, Control::Patience{});
        QSignalSpy started(ui.session.get(), &Session::started);
        ui.session->start();
        QVERIFY(started.wait());
        SourceStatus status;
        status.id = dd;
        status.name = u"Datadog"_s;
        status.interval = 1h;
        ui.session->poller().add(status, std::make_unique<FakeSource>(dd));
        QTRY_COMPARE(ui.session->poller().statuses().constFirst().state, SourceState::Fresh);
    }

    QJsonObject ask(const QStringList &states = {})
    {
        QList<QJsonObject> answers;
        control->answer({{u"command"_s, u"monitors"_s}, {u"states"_s, QJsonArray::fromStringList(states)}},
            [&answers](const QJsonObject &answer) { answers.append(answer); });
        return QTest::qWaitFor([&answers] { return !answers.isEmpty(); }) ? answers.constFirst() : QJsonObject();
    }
    // One without data, and one of which a host alerts, with its incident.
    Snapshot two() const
    {
        Incident incident = makeIncident(u"dd:7/host:a-1"_s, IncidentState::Triggered, u"dd"_s);
        incident.dedupKey = u"datadog/7/host:a"_s;
        Snapshot snapshot = makeSnapshot({incident}, ui.clock.now(), u"dd"_s);
        const MonitorStanding alert{MonitorState::Alert, u"Alert"_s};
        Monitor silent{.id = MonitorId(u"dd:6"_s), .source = dd, .name = u"Silent"_s, .standing = {MonitorState::NoData, u"No Data"_s}};
        Monitor red{.id = MonitorId(u"dd:7"_s), .source = dd, .name = u"Red"_s, .standing = alert, .key = u"datadog/7"_s};
        red.groups = {MonitorGroup{.name = u"host:a"_s, .standing = alert}};
        snapshot.monitors = MonitorList{.monitors = {silent, red}, .listedAt = ui.clock.now()};
        return snapshot;
    }

    UiBench ui;
    std::unique_ptr<Control> control;
};

} // namespace

class TestControlMonitors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWorstComesFirstWithItsIncident()
    {
        Bench bench;
        QVERIFY(bench.ask()["result"_L1].toArray().isEmpty());
        bench.ui.session->store().replace(bench.two());
        const QJsonObject answer = bench.ask();
        const QJsonArray all = answer["result"_L1].toArray();
        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0]["name"_L1], QJsonValue(u"Red"_s));
        QVERIFY(all[0]["rule"_L1].isNull());
        QCOMPARE(all[0]["groups"_L1][0]["incident"_L1], QJsonValue(u"dd:7/host:a-1"_s));
        QVERIFY(answer["silent"_L1].toArray().isEmpty());
    }

    void someStatesAreAskedFor()
    {
        Bench bench;
        bench.ui.session->store().replace(bench.two());
        QCOMPARE(bench.ask({u"No Data"_s})["result"_L1].toArray().size(), 1);
        QCOMPARE(bench.ask({u"no-data"_s, u"alert"_s})["result"_L1].toArray().size(), 2);
        QCOMPARE(bench.ask({u"ok"_s})["result"_L1].toArray().size(), 0);
    }

    void anOldListIsSaidToBeOld()
    {
        Bench bench;
        Snapshot snapshot = bench.two();
        snapshot.monitors->error = Error{ErrorKind::Forbidden, u"monitors_read"_s};
        bench.ui.session->store().replace(snapshot);
        const QJsonObject answer = bench.ask();
        QCOMPARE(answer["result"_L1].toArray().size(), 2);
        const QJsonArray silent = answer["silent"_L1].toArray();
        QCOMPARE(silent.size(), 1);
        QCOMPARE(silent[0]["id"_L1], QJsonValue(u"dd"_s));
        QVERIFY(silent[0]["error"_L1].isString());
        QCOMPARE(silent[0]["lastSuccess"_L1], QJsonValue(toIso(*snapshot.monitors->listedAt)));
    }
};

QTEST_GUILESS_MAIN(TestControlMonitors)
#include "tst_controlmonitors.moc"
