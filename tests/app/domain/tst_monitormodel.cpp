// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rulebench.h"

#include <QRandomGenerator>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The built-in rules over long and many lives.
class TestMonitorModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallForManyHosts();
    void agreesWithASimpleModel_data();
    void agreesWithASimpleModel();
};

void TestMonitorModel::smallForManyHosts()
{
    // 2,000 hosts for a quarter of an hour: what is kept of each does not grow.
    FakeClock clock;
    HostRules rules{RuleSettings{}};
    Host host;
    host.cpu = 91;
    host.memory = 20;
    qsizetype kept = 0;
    for (int round = 0; round < 60; ++round) {
        clock.advance(15s);
        host.sampledAt = clock.now();
        for (int i = 0; i < 2000; ++i) {
            host.id = HostId(QString::number(i));
            const auto findings = rules.judge(host, 35s, [](const QString &) { return false; });
            kept = std::max({kept, findings[0].evidence.capacity(), findings[1].evidence.capacity()});
        }
    }
    QVERIFY2(kept <= 64, qPrintable(QString::number(kept)));
}

void TestMonitorModel::agreesWithASimpleModel_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

// The rule, as one would say it: look through everything that was ever seen.
void TestMonitorModel::agreesWithASimpleModel()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Bench bench;
    QList<Sample> seen;
    QList<TimePoint> looks;
    bool isCpuOpen = false;
    bool isUnitOpen = false;
    ServiceUnit &unit = bench.unit(u"x.service"_s);
    double level = 50;
    for (int step = 0; step < 2000; ++step) {
        const bool isGap = random.bounded(400) == 0;
        bench.clock.advance(isGap ? Duration(std::chrono::seconds(16 + random.bounded(2000))) : Duration(random.bounded(1, 15000)));
        if (random.bounded(60) == 0)
            level = random.bounded(40, 95);
        bench.host.cpu = level + random.bounded(4.0);
        if (random.bounded(20) == 0)
            bench.host.cpu.reset();
        if (random.bounded(120) == 0)
            unit.failedRestarts.append(bench.clock.now());

        const auto findings = bench.look();
        const TimePoint now = bench.clock.now();
        looks.append(now);
        if (bench.host.cpu)
            seen.append(Sample{now, *bench.host.cpu});
        // For how long all samples, without a gap and up to now, were as claimed.
        const auto lasting = [&](auto claim) {
            Duration longest{-1};
            TimePoint next = now;
            for (auto sample = seen.crbegin(); sample != seen.crend() && claim(sample->value) && next - sample->at <= gapLimit; ++sample) {
                longest = now - sample->at;
                next = sample->at;
            }
            return longest;
        };
        if (bench.host.cpu) {
            if (!isCpuOpen && lasting([](double value) { return value > 70; }) >= 5min)
                isCpuOpen = true;
            else if (isCpuOpen && lasting([](double value) { return value <= 68; }) >= 2min)
                isCpuOpen = false;
        }
        QCOMPARE(bench.open.contains(u"rule/cpu/local:web-1"_s), isCpuOpen);

        Duration steady{0};
        for (qsizetype i = looks.size() - 1; i > 0 && looks[i] - looks[i - 1] <= gapLimit; --i)
            steady = now - looks[i - 1];
        const auto recent = std::ranges::count_if(unit.failedRestarts, [now](TimePoint at) { return now - at < 1h; });
        const bool isQuiet = unit.failedRestarts.isEmpty() || now - unit.failedRestarts.last() >= 2min;
        if (recent > 2)
            isUnitOpen = true;
        else if (recent <= 1 && isQuiet && steady >= 2min)
            isUnitOpen = false;
        QCOMPARE(bench.open.contains(u"rule/restarts/local:web-1/system/x.service"_s), isUnitOpen);
    }
    QVERIFY(bench.story.size() > 4); // something happened
}

QTEST_GUILESS_MAIN(TestMonitorModel)
#include "tst_monitormodel.moc"
