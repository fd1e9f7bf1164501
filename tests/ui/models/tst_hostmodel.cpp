// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hostmodel.h"
#include "models/tableroles.h"
#include "support/fakeclock.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Host makeHost(const QString &name, TimePoint at)
{
    Host host;
    host.id = HostId(name);
    host.source = SourceId(u"local"_s);
    host.name = name;
    host.state = HostState::Up;
    host.sampledAt = at;
    host.cpu = 20;
    host.memory = 91;
    host.restartsUnknown = RestartsUnknown::Known;
    return host;
}

SourceStatus makeSource(SourceState state = SourceState::Fresh)
{
    SourceStatus status;
    status.id = SourceId(u"local"_s);
    status.name = u"This machine"_s;
    status.state = state;
    status.interval = 5s;
    return status;
}

} // namespace

class TestHostModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_model.reset(); }
    void saysWhatIsKnown();
    void whatIsNotKnownIsNotZero();
    void restartsAreThoseOfTheLastHour();
    void aboveItsThresholdAFigureIsLoud();
    void oldFiguresAreStale();
    void hostsThatAreLookedAtRarelyStayFresh();
    void aFailedSourceMakesItsHostsStale();
    void incidentsComeFirst();
    void keepsTheLastHour();
    void randomUpdatesKeepTheModelValid();

private:
    QString text(int column, int row = 0) const { return m_model->index(row, column).data().toString().simplified(); }

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<HostModel> m_model;
};

void TestHostModel::init()
{
    m_clock = std::make_unique<FakeClock>();
    m_model = std::make_unique<HostModel>(*m_clock);
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
    m_model->setSources({makeSource()});
}

void TestHostModel::saysWhatIsKnown()
{
    Host host = makeHost(u"web-1"_s, m_clock->now());
    host.load1 = 0.5;
    host.mounts = {Mount{u"/"_s, 40, 1}, Mount{u"/var"_s, 80, 1}};
    m_model->setHosts({host});
    QCOMPARE(text(HostModel::State), u"up"_s);
    QCOMPARE(text(HostModel::From), u"This machine"_s);
    QCOMPARE(text(HostModel::Cpu), u"20 %"_s);
    QCOMPARE(text(HostModel::Load), u"0.50"_s);
    QCOMPARE(text(HostModel::Disk), u"80 % /var"_s);
    QVERIFY(m_model->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"web-1"_s));
}

void TestHostModel::whatIsNotKnownIsNotZero()
{
    Host host = makeHost(u"web-1"_s, m_clock->now());
    host.cpu.reset();
    host.restartsUnknown = RestartsUnknown::NoServiceManager;
    m_model->setHosts({host});
    for (const int column : {HostModel::Cpu, HostModel::Restarts, HostModel::Load, HostModel::Disk}) {
        QCOMPARE(text(column), u"–"_s);
        QVERIFY(m_model->index(0, column).data(SortRole).toDouble() < 0);
        QVERIFY(m_model->index(0, column).data(FaintRole).toBool());
    }
    QVERIFY(m_model->index(0, HostModel::Restarts).data(Qt::ToolTipRole).toString().size() > 5); // why
}

void TestHostModel::restartsAreThoseOfTheLastHour()
{
    Host host = makeHost(u"web-1"_s, m_clock->now());
    host.units
        = {ServiceUnit{.name = u"nginx.service"_s, .failedRestarts = {m_clock->now() - 2h, m_clock->now() - 10min, m_clock->now() - 5min}}};
    m_model->setHosts({host});
    QCOMPARE(text(HostModel::Restarts), u"2"_s);
}

void TestHostModel::aboveItsThresholdAFigureIsLoud()
{
    m_model->setHosts({makeHost(u"web-1"_s, m_clock->now())});
    QVERIFY(!m_model->index(0, HostModel::Cpu).data(LoudRole).toBool());
    QVERIFY(m_model->index(0, HostModel::Memory).data(LoudRole).toBool());
    RuleSettings rules;
    rules.cpuAbove = 10;
    m_model->setRules(rules);
    QVERIFY(m_model->index(0, HostModel::Cpu).data(LoudRole).toBool());
    QCOMPARE(m_model->index(0, HostModel::Cpu).data(ThresholdRole).toDouble(), 10.0);
}

void TestHostModel::oldFiguresAreStale()
{
    m_model->setHosts({makeHost(u"web-1"_s, m_clock->now())});
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_clock->advance(15s);
    m_model->refreshAges(0, 0);
    QCOMPARE(text(HostModel::State), u"up"_s);
    QCOMPARE(text(HostModel::Age), u"15 s"_s);
    m_clock->advance(1s);
    m_model->refreshAges(0, 0);
    QCOMPARE(text(HostModel::State), u"stale"_s);
    QCOMPARE(m_model->index(0, HostModel::State).data(ToneRole).toInt(), static_cast<int>(Tone::Stale));
    QVERIFY(m_model->index(0, HostModel::Cpu).data(FaintRole).toBool());
    QCOMPARE(changed.size(), 2);
}

void TestHostModel::hostsThatAreLookedAtRarelyStayFresh()
{
    SourceStatus source = makeSource();
    source.hostsEvery = 60s;
    m_model->setSources({source});
    m_model->setHosts({makeHost(u"web-1"_s, m_clock->now())});
    m_clock->advance(2min);
    m_model->refreshAges(0, 0);
    QCOMPARE(text(HostModel::State), u"up"_s);
    m_clock->advance(6s);
    m_model->refreshAges(0, 0);
    QCOMPARE(text(HostModel::State), u"stale"_s);
}

void TestHostModel::aFailedSourceMakesItsHostsStale()
{
    m_model->setHosts({makeHost(u"web-1"_s, m_clock->now())});
    m_model->setSources({makeSource(SourceState::Failed)});
    QCOMPARE(text(HostModel::State), u"stale"_s);
}

void TestHostModel::incidentsComeFirst()
{
    m_model->setHosts({makeHost(u"web-1"_s, m_clock->now()), makeHost(u"web-2"_s, m_clock->now())});
    Incident incident;
    incident.host = HostId(u"web-2"_s);
    incident.state = IncidentState::Acknowledged;
    m_model->setIncidents({incident});
    QCOMPARE(m_model->index(1, 0).data(ToneRole).toInt(), static_cast<int>(Tone::Acknowledged));
    Incident worse = incident;
    worse.state = IncidentState::Triggered;
    m_model->setIncidents({worse, incident});
    QCOMPARE(m_model->index(1, 0).data(ToneRole).toInt(), static_cast<int>(Tone::Triggered));
    QVERIFY(m_model->index(1, 0).data(SortRole).toInt() < m_model->index(0, 0).data(SortRole).toInt());
    worse.state = IncidentState::Resolved;
    m_model->setIncidents({worse});
    QCOMPARE(text(HostModel::State, 1), u"up"_s);
}

void TestHostModel::keepsTheLastHour()
{
    for (int i = 0; i < 3; ++i) {
        m_clock->advance(5s);
        m_model->setHosts({makeHost(u"web-1"_s, m_clock->now())});
    }
    const auto samples = [this] { return m_model->index(0, HostModel::Cpu).data(SeriesRole).value<Series>().samples; };
    QCOMPARE(samples().size(), 3);
    m_model->setRecorded(HostId(u"web-1"_s), Metric::Cpu, Series{Metric::Cpu, {{m_clock->now() - 20s, 50}}, 15s});
    QCOMPARE(samples().size(), 4);
    QVERIFY(!m_model->index(0, HostModel::Load).data(SeriesRole).isValid());
}

void TestHostModel::randomUpdatesKeepTheModelValid()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 100; ++round) {
        QList<Host> hosts;
        for (int i = 0; i < 30; ++i) {
            if (random.bounded(3) > 0)
                hosts.append(makeHost(QString::number(i), m_clock->now() - std::chrono::seconds(random.bounded(30))));
        }
        m_model->setHosts(hosts);
        QCOMPARE(m_model->rowCount(), hosts.size());
        m_clock->advance(5s);
    }
}

QTEST_MAIN(TestHostModel)
#include "tst_hostmodel.moc"
