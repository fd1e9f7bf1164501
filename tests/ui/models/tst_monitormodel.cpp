// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitormodel.h"

#include "models/monitorgroupmodel.h"
#include "models/tableroles.h"
#include "support/fakeclock.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SourceId dd(u"dd"_s);
const MonitorStanding ok{MonitorState::Ok, u"OK"_s};
const MonitorStanding alert{MonitorState::Alert, u"Alert"_s};
const MonitorStanding warn{MonitorState::Warn, u"Warn"_s};
const MonitorStanding noData{MonitorState::NoData, u"No Data"_s};
const MonitorStanding foreign{std::nullopt, u"Snoring"_s};

Monitor monitorOf(const QString &name, const MonitorStanding &standing)
{
    Monitor monitor;
    monitor.id = MonitorId(u"dd:"_s + name);
    monitor.source = dd;
    monitor.name = name;
    monitor.standing = standing;
    monitor.groups = {MonitorGroup{.name = u"host:"_s + name, .standing = standing}};
    return monitor;
}

QString namesIn(const QAbstractItemModel &model, int column)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, column).data().toString());
    return names.join(u' ');
}

struct Bench
{
    FakeClock clock;
    MonitorModel model{clock};
    MonitorFilter proxy{model};
    QAbstractItemModelTester tester{&model};
    QAbstractItemModelTester proxyTester{&proxy};

    QString shown() const { return namesIn(proxy, MonitorModel::Name); }
};

} // namespace

class TestMonitorModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesAreSaidInWordsAndShapes_data()
    {
        QTest::addColumn<MonitorStanding>("standing");
        QTest::addColumn<bool>("isMuted");
        QTest::addColumn<bool>("isOld");
        QTest::addColumn<Tone>("tone");
        QTest::newRow("alert") << alert << false << false << Tone::Triggered;
        QTest::newRow("an alert that is muted") << alert << true << false << Tone::Maintenance;
        QTest::newRow("warn") << warn << false << false << Tone::Acknowledged;
        QTest::newRow("no data") << noData << false << false << Tone::Stale;
        QTest::newRow("ok") << ok << false << false << Tone::Resolved;
        QTest::newRow("ok when it was listed") << ok << false << true << Tone::Stale;
        QTest::newRow("no longer alerting is not green")
            << MonitorStanding{MonitorState::Over, u"Alert"_s} << false << false << Tone::Neutral;
        QTest::newRow("a word nobody knows") << foreign << false << false << Tone::Neutral;
    }

    void statesAreSaidInWordsAndShapes()
    {
        QFETCH(MonitorStanding, standing);
        QFETCH(bool, isMuted);
        QFETCH(bool, isOld);
        QFETCH(Tone, tone);
        Bench bench;
        Monitor monitor = monitorOf(u"a"_s, standing);
        monitor.isMuted = isMuted;
        bench.model.setMonitors({monitor});
        if (isOld)
            bench.model.setSources({}, {dd});
        const QModelIndex state = bench.model.index(0, MonitorModel::State);
        QCOMPARE(state.data().toString(), standingText(standing));
        QCOMPARE(static_cast<Tone>(state.data(ToneRole).toInt()), tone);
        QVERIFY(state.data(Qt::AccessibleTextRole).toString().startsWith(standingText(standing)));
        QCOMPARE(state.data(LoudRole).toBool(), standing == alert && !isMuted);
        QCOMPARE(state.data(FaintRole).toBool(), isOld);
    }

    void factsAreInTheirColumns()
    {
        Bench bench;
        Monitor monitor = monitorOf(u"a"_s, alert);
        monitor.priority = 2;
        monitor.since = bench.clock.now() - 4min;
        monitor.tags = {u"team:web"_s, u"env:prod"_s};
        monitor.groups.append(MonitorGroup{.name = u"x"_s, .standing = ok, .isMuted = true});
        bench.model.setMonitors({monitor});
        bench.model.setSources({{dd, u"Datadog"_s}}, {});
        const auto text = [&bench](int column) { return bench.model.index(0, column).data().toString(); };
        QCOMPARE(text(MonitorModel::Groups), u"1 Alert, 1 OK"_s);
        QCOMPARE(text(MonitorModel::Priority), u"P2"_s);
        QCOMPARE(text(MonitorModel::Since), u"4 min"_s);
        QCOMPARE(text(MonitorModel::Tags), u"team:web, env:prod"_s);
        QCOMPARE(text(MonitorModel::From), u"Datadog"_s);
        QVERIFY2(text(MonitorModel::Muted).startsWith("1 of 2"_L1), qPrintable(text(MonitorModel::Muted)));
        monitor.isMuted = true;
        monitor.mutedUntil = bench.clock.now() + 1h;
        bench.model.setMonitors({monitor});
        QVERIFY(text(MonitorModel::Muted).startsWith("until "_L1));
        bench.clock.advance(3min);
        bench.model.refreshAges(0, 0);
        QCOMPARE(text(MonitorModel::Since), u"7 min"_s);
    }

    void theWorstComesFirst()
    {
        Bench bench;
        Monitor quiet = monitorOf(u"quiet"_s, alert);
        quiet.groups[0].isMuted = true;
        bench.model.setMonitors({monitorOf(u"fine"_s, ok), quiet, monitorOf(u"odd"_s, foreign), monitorOf(u"gone"_s, noData),
            monitorOf(u"warm"_s, warn), monitorOf(u"over"_s, {MonitorState::Over, u"Alert"_s}), monitorOf(u"red"_s, alert)});
        bench.proxy.sort(MonitorModel::State);
        QCOMPARE(bench.shown(), u"red quiet gone warm odd over fine"_s);
        bench.proxy.sort(MonitorModel::Name);
        QCOMPARE(bench.shown(), u"fine gone odd over quiet red warm"_s);
    }

    void everyColumnSorts()
    {
        Bench bench;
        Monitor one = monitorOf(u"one"_s, ok);
        one.priority = 1;
        one.since = bench.clock.now() - 1h;
        one.isMuted = true;
        one.tags = {u"b"_s};
        Monitor two = monitorOf(u"two"_s, alert);
        two.since = bench.clock.now();
        two.tags = {u"a"_s};
        bench.model.setMonitors({one, two});
        const auto sorted = [&bench](int column) {
            bench.proxy.sort(column);
            return bench.shown();
        };
        QCOMPARE(sorted(MonitorModel::Priority), u"one two"_s);
        QCOMPARE(sorted(MonitorModel::Since), u"two one"_s); // the newest first
        QCOMPARE(sorted(MonitorModel::Muted), u"one two"_s);
        QCOMPARE(sorted(MonitorModel::Tags), u"two one"_s);
        QCOMPARE(sorted(MonitorModel::Groups), u"one two"_s);
        QCOMPARE(sorted(MonitorModel::From), u"one two"_s);
    }

    void wordsAreFoundInFactsAndGroups()
    {
        Bench bench;
        Monitor monitor = monitorOf(u"CPU"_s, ok);
        monitor.number = u"42"_s;
        monitor.query = u"avg:system.cpu"_s;
        monitor.tags = {u"team:web"_s};
        monitor.recipients = {u"@pagerduty"_s};
        bench.model.setMonitors({monitor, monitorOf(u"memory"_s, alert)});
        for (const QString &text : {u"cpu"_s, u"SYSTEM.CPU"_s, u"team:web"_s, u"@pager"_s, u"42"_s, u"host:cpu"_s, u"cpu team"_s}) {
            bench.proxy.setText(text);
            QCOMPARE(bench.shown(), u"CPU"_s);
        }
        bench.proxy.setText(u"4"_s); // a number is meant as a whole
        QCOMPARE(bench.shown(), QString());
        bench.proxy.setText(u"alert"_s);
        QCOMPARE(bench.shown(), u"memory"_s);
        bench.proxy.setText({});
        QCOMPARE(bench.proxy.rowCount(), 2);
    }

    void statesAreChosen()
    {
        Bench bench;
        Monitor quiet = monitorOf(u"quiet"_s, ok);
        quiet.groups[0].isMuted = true;
        bench.model.setMonitors({monitorOf(u"red"_s, alert), quiet, monitorOf(u"odd"_s, foreign)});
        bench.proxy.setWish({MonitorWish::Kind::NotOk, {}});
        QCOMPARE(bench.shown(), u"red odd"_s);
        bench.proxy.setWish({MonitorWish::Kind::Muted, {}});
        QCOMPARE(bench.shown(), u"quiet"_s);
        bench.proxy.setWish({MonitorWish::Kind::State, u"Snoring"_s});
        QCOMPARE(bench.shown(), u"odd"_s);
        Monitor calm = monitorOf(u"odd"_s, ok);
        bench.model.setMonitors({monitorOf(u"red"_s, alert), quiet, calm});
        QCOMPARE(bench.shown(), QString());
    }

    void manyChangesKeepTheModelInOrder()
    {
        Bench bench;
        bench.proxy.sort(MonitorModel::State);
        QRandomGenerator random(7);
        const QList<MonitorStanding> standings{ok, alert, warn, noData, foreign};
        for (int round = 0; round < 40; ++round) {
            QList<Monitor> monitors;
            for (int i = 0; i < 30; ++i) {
                if (random.bounded(4) > 0)
                    monitors.append(monitorOf(QString::number(i), standings[random.bounded(5)]));
            }
            bench.model.setMonitors(monitors);
            QCOMPARE(bench.proxy.rowCount(), monitors.size());
            for (int row = 1; row < bench.proxy.rowCount(); ++row) {
                const auto rank
                    = [&bench](int at) { return rankOf(bench.model.at(bench.proxy.mapToSource(bench.proxy.index(at, 0)).row()).standing); };
                QVERIFY(rank(row - 1) <= rank(row));
            }
        }
    }

    void groupsAreFilteredAndSorted()
    {
        FakeClock clock;
        MonitorGroupModel model(clock);
        MonitorGroupFilter proxy(model);
        const QAbstractItemModelTester tester(&model);
        const QAbstractItemModelTester proxyTester(&proxy);
        model.setGroups({MonitorGroup{.name = u"host:b"_s, .standing = alert, .since = clock.now() - 4min},
                            MonitorGroup{.name = u"host:a"_s, .standing = alert, .isMuted = true, .mutedUntil = clock.now() + 1h},
                            MonitorGroup{.name = u"*"_s, .standing = ok}},
            false);
        proxy.sort(MonitorGroupModel::State);
        QCOMPARE(namesIn(proxy, MonitorGroupModel::Name), u"host:b host:a everything (*)"_s);
        proxy.sort(MonitorGroupModel::Name, Qt::DescendingOrder);
        QCOMPARE(namesIn(proxy, MonitorGroupModel::Name), u"host:b host:a everything (*)"_s);
        proxy.sort(MonitorGroupModel::Muted);
        QCOMPARE(proxy.index(0, MonitorGroupModel::Name).data().toString(), u"host:a"_s);
        QCOMPARE(model.index(0, MonitorGroupModel::Since).data().toString(), u"4 min"_s);
        QVERIFY(model.index(1, MonitorGroupModel::Muted).data().toString().startsWith("until "_L1));
        QCOMPARE(static_cast<Tone>(model.index(2, MonitorGroupModel::State).data(ToneRole).toInt()), Tone::Resolved);
        proxy.setText(u"HOST alert"_s);
        QCOMPARE(proxy.rowCount(), 2);
        proxy.setText(u"host:a"_s);
        QCOMPARE(proxy.rowCount(), 1);
        model.setGroups({MonitorGroup{.name = u"*"_s, .standing = ok}}, true);
        proxy.setText({});
        QCOMPARE(proxy.rowCount(), 1);
        QCOMPARE(static_cast<Tone>(model.index(0, MonitorGroupModel::State).data(ToneRole).toInt()), Tone::Stale);
    }
};

QTEST_MAIN(TestMonitorModel)
#include "tst_monitormodel.moc"
