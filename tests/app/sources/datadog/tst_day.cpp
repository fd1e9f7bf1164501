// SPDX-License-Identifier: GPL-3.0-or-later
// A day at Datadog with all settings as they are from the start: what it takes of the limits that all tools of the organisation
// share. Monitors trigger and recover all day, and somebody looks at the charts of one host after another.
#include "sources/source.h"
#include "support/datadogdirect.h"
#include "support/fakeclock.h"
#include "support/waited.h"

#include <QMap>
#include <QTest>

#include <algorithm>
#include <deque>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration every = 15s; // as sources are polled from the start
constexpr Duration onCallEvery = 5min;

// The most requests in any hour, by path without the ids in it.
class Busiest
{
public:
    void note(const QStringList &paths, Duration now)
    {
        for (const QString &path : paths) {
            const QString endpoint = path.startsWith(u"/api/v2/on-call"_s) ? u"/api/v2/on-call"_s : path;
            std::deque<Duration> &times = m_times[endpoint];
            times.push_back(now);
            while (times.front() <= now - 1h)
                times.pop_front();
            qsizetype &most = m_most[endpoint];
            most = std::max(most, static_cast<qsizetype>(times.size()));
        }
    }
    qsizetype of(const QString &path) const { return m_most.value(path); }
    QStringList told() const
    {
        QStringList lines;
        for (auto most = m_most.begin(); most != m_most.end(); ++most)
            lines.append(u"%1: %2"_s.arg(most.key()).arg(most.value()));
        return lines;
    }

private:
    QMap<QString, std::deque<Duration>> m_times;
    QMap<QString, qsizetype> m_most;
};

} // namespace

class TestDatadogDay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQuarterOfEachLimitIsEnough();
};

void TestDatadogDay::aQuarterOfEachLimitIsEnough()
{
    FakeClock clock;
    dd::World world([&clock] { return clock.now(); });
    world.fill();
    const auto transport = std::make_shared<DatadogDirect>(world);
    const FieldValues values{
        {u"url"_s, u"http://127.0.0.1:1"_s}, {u"api-key"_s, u"a"_s}, {u"app-key"_s, u"b"_s}, {u"web"_s, u"https://acme.example.com"_s}};
    const auto source = sourceKind(u"datadog")->create(SourceContext{SourceId(u"dd"_s), values, clock, transport, every});
    Busiest busiest;
    int polls = 0;
    int answered = 0; // charts
    int looksAtHosts = 0;
    const Duration begin = clock.elapsed();
    for (; clock.elapsed() - begin < 24h; ++polls) {
        if (polls % 7 == 0)
            world.set(101, u"host:web-2"_s, polls % 2 == 0 ? u"Alert"_s : u"OK"_s);
        const auto snapshot = waited(source->poll());
        QVERIFY2(snapshot, qPrintable(snapshot ? QString() : snapshot.error().detail));
        QVERIFY2(!snapshot->incomplete && snapshot->warnings.isEmpty(), qPrintable(snapshot->warnings.join(u'\n')));
        looksAtHosts += snapshot->hosts ? 1 : 0;
        for (const Metric metric : {Metric::Cpu, Metric::Memory})
            answered += waited(source->series(SeriesQuery{HostId(u"dd:web-1"_s), metric, clock.now() - 1h, clock.now()})) ? 1 : 0;
        if (polls % (onCallEvery / every) == 0)
            QVERIFY(waited(source->onCall()));
        busiest.note(std::exchange(transport->paths, {}), clock.elapsed());
        clock.advance(every);
    }
    QCOMPARE(polls, 5760);
    QCOMPARE(looksAtHosts, 1440); // a minute each: charts do not use up what they need
    QVERIFY2(answered > 24 * 60, qPrintable(QString::number(answered)));
    // Recorded limits of Datadog, an hour: 1,600 queries; 1,000 questions for monitors in 10 s; 600 for events in 60 s; 12,000 for
    // downtimes in 60 s.
    const QString told = busiest.told().join(u'\n') + u"\ncharts in that day: %1"_s.arg(answered);
    qInfo().noquote() << told;
    QVERIFY2(busiest.of(u"/api/v1/query"_s) > 100, qPrintable(told)); // or nothing was asked at all
    QVERIFY2(busiest.of(u"/api/v1/query"_s) <= 1'600 / 4, qPrintable(told));
    QVERIFY2(busiest.of(u"/api/v1/monitor/groups/search"_s) + busiest.of(u"/api/v1/monitor"_s) <= 1'000 / 10 * 3'600 / 4, qPrintable(told));
    QVERIFY2(busiest.of(u"/api/v2/events/search"_s) <= 600 / 60 * 3'600 / 4, qPrintable(told));
    QVERIFY2(busiest.of(u"/api/v2/downtime"_s) <= 12'000 / 60 * 3'600 / 4, qPrintable(told));
    // And of what no limit is known: once a poll at most.
    for (const QString &line : busiest.told())
        QVERIFY2(line.section(u": "_s, 1).toInt() <= 400, qPrintable(line));
}

QTEST_GUILESS_MAIN(TestDatadogDay)
#include "tst_day.moc"
