// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/datadog/keeper.h"
#include "sources/source.h"
#include "support/datadogworld.h"
#include "support/fakeclock.h"
#include "support/waited.h"

#include <QTest>
#include <QUrlQuery>

using namespace nightbell;
using namespace nightbell::datadog;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The world, without a network between.
class Direct final : public Transport
{
public:
    Direct(dd::World &world, QByteArray key) : m_world(world), m_key(std::move(key)) { }

    QCoro::Task<Expected<HttpReply>> send(HttpRequest request) override
    {
        const dd::Reply reply
            = m_world.answer(dd::Call{request.method, request.url.path(), QUrlQuery(request.url), request.body, dd::apiKey, m_key});
        HttpReply answer;
        answer.status = reply.status;
        answer.body = reply.body;
        co_return Expected<HttpReply>(answer);
    }
    void abortAll() override { }

private:
    dd::World &m_world;
    QByteArray m_key;
};

struct Bench
{
    explicit Bench(const QByteArray &key = dd::appKey)
    {
        monitor = 42;
        world.monitors.insert(
            monitor, dd::Monitor{monitor, u"Disk of {{host.name}}"_s, u"avg:system.disk.in_use{*} by {host} > 0.9"_s, {}, {}});
        world.monitors[monitor].groups.insert(u"host:web-1"_s, dd::Group{});
        const FieldValues values{
            {u"url"_s, u"http://127.0.0.1:1"_s}, {u"api-key"_s, u"a"_s}, {u"app-key"_s, u"b"_s}, {u"muted-by"_s, u"Ann"_s}};
        source = sourceKind(u"datadog")->create(SourceContext{SourceId(u"dd"_s), values, clock, std::make_shared<Direct>(world, key), 15s});
        keeper = source->silenceKeeper();
        world.set(monitor, world.monitors[monitor].groups.firstKey(), u"Alert"_s);
        poll();
    }
    void poll()
    {
        clock.advance(2min);
        const auto snapshot = waited(source->poll());
        incidents = snapshot ? snapshot->incidents.value_or(SharedIncidents()) : SharedIncidents();
    }
    QList<nightbell::Silence> list() { return waited(keeper->silences()).valueOr({}).silences; }
    QString reach() const { return keeper->reachOf({incidents.constFirst()->id}); }

    FakeClock clock;
    dd::World world{[this] { return clock.now(); }};
    qint64 monitor = 0;
    std::unique_ptr<Source> source;
    SilenceKeeper *keeper = nullptr;
    SharedIncidents incidents;
};

} // namespace

class TestKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReachIsReadAsItIsWritten_data();
    void aReachIsReadAsItIsWritten();
    void aReachThatSaysNothingIsRefused_data();
    void aReachThatSaysNothingIsRefused();
    void makesProlongsAndEnds();
    void showsWhatOthersMadeAndWhatIsToBegin();
    void saysWhatItWouldReach();
    void everythingIsNotMuted();
    void aMissingScopeIsSaid();
};

void TestKeeper::aReachIsReadAsItIsWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a group of a monitor") << u"monitor:42 AND host:web-1 AND env:prod"_s;
    QTest::newRow("a monitor") << u"monitor:42"_s;
    QTest::newRow("a host, whatever monitor") << u"host:web-1"_s;
    QTest::newRow("monitors with a tag") << u"monitor-tags:team:web AND env:prod"_s;
    QTest::newRow("monitors with a tag, all of them") << u"monitor-tags:team:web"_s;
    QTest::newRow("what is not understood stays as it is") << u"host:(a OR b) AND NOT env:dev"_s;
    QTest::newRow("everything") << u"*"_s;
}

void TestKeeper::aReachIsReadAsItIsWritten()
{
    QFETCH(QString, text);
    const auto reach = readReach(text);
    QVERIFY(reach);
    Downtime downtime;
    downtime.monitor = reach->monitor;
    downtime.monitorTags = reach->monitorTags;
    downtime.scope = reach->scope;
    QCOMPARE(reachText(downtime), text);
    QCOMPARE(reach->isBoundless(), text == "*"_L1);
}

void TestKeeper::aReachThatSaysNothingIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("blanks") << u"   "_s;
    QTest::newRow("a monitor without a number") << u"monitor:web"_s;
    QTest::newRow("two monitors") << u"monitor:1 AND monitor:2"_s;
    QTest::newRow("a monitor and tags of monitors") << u"monitor:1 AND monitor-tags:team:web"_s;
}

void TestKeeper::aReachThatSaysNothingIsRefused()
{
    QFETCH(QString, text);
    const auto reach = readReach(text);
    QVERIFY(!reach);
    QCOMPARE(reach.error().kind, ErrorKind::BadInput);
}

void TestKeeper::makesProlongsAndEnds()
{
    Bench bench;
    QCOMPARE(bench.incidents.size(), 1);
    QVERIFY(bench.list().isEmpty());
    const TimePoint ends = std::chrono::floor<std::chrono::seconds>(bench.clock.now()) + 1h;
    QVERIFY(waited(bench.keeper->makeSilence(SilenceDraft{bench.reach(), ends, u"a new disk comes"_s})));
    const auto made = bench.list();
    QCOMPARE(made.size(), 1);
    QCOMPARE(made[0].reach, bench.reach());
    QCOMPARE(made[0].creator, u"Ann"_s);
    QVERIFY(made[0].comment.contains(u"a new disk comes"_s));
    QCOMPARE(made[0].ends, std::optional(ends));
    QCOMPARE(made[0].reached, QList<IncidentId>{bench.incidents[0]->id});
    bench.poll();
    QCOMPARE(bench.incidents[0]->quiet, Quiet::Silenced);
    QCOMPARE(bench.incidents[0]->snoozedUntil, std::optional(ends));

    QVERIFY(waited(bench.keeper->prolongSilence(made[0].id, ends + 1h)));
    QCOMPARE(bench.list()[0].ends, std::optional(ends + 1h));
    QCOMPARE(bench.world.downtimes.size(), 1); // the same one
    QVERIFY(waited(bench.keeper->endSilence(made[0].id)));
    QVERIFY(bench.list().isEmpty());
    QVERIFY(waited(bench.keeper->endSilence(made[0].id)));
    QCOMPARE(waited(bench.keeper->prolongSilence(made[0].id, ends + 2h)).error().kind, ErrorKind::NotFound);
    bench.poll();
    QCOMPARE(bench.incidents[0]->quiet, Quiet::No);
}

void TestKeeper::showsWhatOthersMadeAndWhatIsToBegin()
{
    Bench bench;
    bench.world.downtimes.append(dd::Silence{u"a"_s, u"env:prod"_s, {}, {u"*"_s}, u"by terraform"_s, bench.clock.now() - 1h, {}, {}});
    bench.world.downtimes.append(
        dd::Silence{u"b"_s, u"env:dev"_s, {}, {u"team:web"_s}, {}, bench.clock.now() + 1h, bench.clock.now() + 2h, {}});
    bench.world.downtimes.append(
        dd::Silence{u"c"_s, u"env:dev"_s, {}, {u"*"_s}, {}, bench.clock.now() - 2h, bench.clock.now() - 1h, {}}); // over
    const auto all = bench.list();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].reach, u"env:prod"_s);
    QVERIFY(!all[0].ends);
    QCOMPARE(all[1].reach, u"monitor-tags:team:web AND env:dev"_s);
    QVERIFY(all[1].reached.isEmpty());
}

void TestKeeper::saysWhatItWouldReach()
{
    Bench bench;
    const auto own = waited(bench.keeper->previewSilence(bench.reach()));
    QVERIFY(own);
    QCOMPARE(own->reached.size(), 1);
    QVERIFY(!own->isBoundless);
    QVERIFY(waited(bench.keeper->previewSilence(u"host:another"_s))->reached.isEmpty());
    QVERIFY(!waited(bench.keeper->previewSilence(u"monitor:x"_s)));
    QVERIFY(waited(bench.keeper->previewSilence(u"*"_s))->isBoundless);
    QVERIFY(bench.keeper->reachOf({IncidentId(u"dd:none"_s)}).isEmpty());
    QVERIFY(readReach(bench.keeper->reachExample()));
}

void TestKeeper::everythingIsNotMuted()
{
    Bench bench;
    const auto refused = waited(bench.keeper->makeSilence(SilenceDraft{u"*"_s, bench.clock.now() + 1h, {}}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::BadInput);
    QVERIFY(bench.world.downtimes.isEmpty());
}

void TestKeeper::aMissingScopeIsSaid()
{
    Bench bench(dd::readOnlyKey);
    const auto answer = waited(bench.keeper->silences());
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Forbidden);
    QVERIFY(answer.error().detail.contains(u"monitors_downtime"_s));
}

QTEST_GUILESS_MAIN(TestKeeper)
#include "tst_keeper.moc"
