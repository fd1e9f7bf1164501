// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/silencekeeper.h"
#include "sources/source.h"
#include "support/fakeclock.h"
#include "support/waited.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Demo
{
public:
    FakeClock clock;
    std::unique_ptr<Source> source = sourceKind(u"demo")->create(SourceContext{SourceId(u"demo"_s), {}, clock, nullptr});

    Snapshot poll() const { return *waited(source->poll()); }
    Incident first(bool (*wanted)(const Incident &)) const
    {
        const auto open = poll().incidents;
        const auto found = std::ranges::find_if(*open, wanted);
        return found == open->end() ? Incident() : Incident(*found);
    }
    std::optional<Incident> find(const IncidentId &id) const
    {
        const auto open = poll().incidents;
        const auto found = std::ranges::find(*open, id, &Incident::id);
        return found == open->end() ? std::nullopt : std::optional(*found);
    }
    Expected<Done> perform(const QString &action, const IncidentId &id, const FieldValues &inputs = {}) const
    {
        return waited(source->perform(ActionRequest{.action = action, .incident = id, .actor = u"me"_s, .inputs = inputs}));
    }
    QList<Option> options(const QString &from, const IncidentId &id) const
    {
        const auto found = waited(source->options(OptionQuery{from, id, {}}));
        return found.valueOr({});
    }
    Expected<Series> series(const SeriesQuery &query) const { return waited(source->series(query)); }
};

} // namespace

class TestDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDayOfIncidents();
    void sameMomentLooksTheSame();
    void hostsArePlausibleAllDay();
    void varietyForPictures();
    void nobodyCanMistakeIt();
    void acknowledgementHolds();
    void acknowledgedByAnotherStaysTheirs();
    void whatWasDoneIsTakenBack();
    void whatIsSilencedNeedsNobody();
    void resolvedIsGoneForGood();
    void pickersHaveSomethingToPick_data();
    void pickersHaveSomethingToPick();
    void whoeverIsPickedHasIt();
    void refusals_data();
    void refusals();
    void seriesOfEveryMetric_data();
    void seriesOfEveryMetric();
    void seriesAgreeWithTheHost();
    void silenceIsAGap();
    void seriesRefusals();
};

void TestDemo::aDayOfIncidents()
{
    Demo demo;
    QSet<IncidentId> open;
    QHash<IncidentId, TimePoint> created;
    int opened = 0;
    int resolved = 0;
    for (Duration passed = 0s; passed < 24h; passed += 10s) {
        const Snapshot snapshot = demo.poll();
        QSet<IncidentId> now;
        for (const Incident &incident : *snapshot.incidents) {
            now.insert(incident.id);
            QCOMPARE(created.value(incident.id, incident.created), incident.created);
            created.insert(incident.id, incident.created);
            QVERIFY(incident.created <= demo.clock.now());
            QVERIFY(incident.isOpen());
        }
        QCOMPARE(now.size(), snapshot.incidents->size()); // ids are unique
        QVERIFY2(now.size() >= 4 && now.size() <= 7, qPrintable(QString::number(now.size())));
        opened += static_cast<int>((now - open).size());
        resolved += static_cast<int>((open - now).size());
        for (const IncidentId &id : open - now)
            QVERIFY(demo.clock.now() - created.value(id) > 90s);
        open = now;
        demo.clock.advance(10s);
    }
    QVERIFY2(opened > 24 * 30 && opened < 24 * 40, qPrintable(QString::number(opened))); // about one in two minutes
    QVERIFY(std::abs(opened - resolved) <= 7);
}

void TestDemo::sameMomentLooksTheSame()
{
    Demo one;
    Demo other;
    for (const Duration step : {0s, 10s, 3600s, 86400s}) {
        one.clock.advance(step);
        other.clock.advance(step);
        QVERIFY(one.poll().hosts == other.poll().hosts);
        QVERIFY(one.poll().incidents == other.poll().incidents);
    }
}

void TestDemo::hostsArePlausibleAllDay()
{
    Demo demo;
    double lowest = 100;
    double highest = 0;
    int aboveForLong = 0;
    int manyRestarts = 0;
    for (Duration passed = 0s; passed < 24h; passed += 1min) {
        const auto hosts = *demo.poll().hosts;
        QCOMPARE(hosts.size(), 12);
        for (const Host &host : hosts) {
            QCOMPARE(host.sampledAt, demo.clock.now());
            if (host.state != HostState::Up) {
                QVERIFY(!host.cpu && !host.memory && !host.restartsSince(demo.clock.now() - 1h));
                continue;
            }
            QVERIFY(*host.cpu >= 0 && *host.cpu <= 100 && *host.memory >= 0 && *host.memory <= 100);
            for (const Mount &mount : host.mounts)
                QVERIFY(mount.usedPercent > 0 && mount.usedPercent < 100);
            for (const ServiceUnit &unit : host.units) {
                QVERIFY(std::ranges::is_sorted(unit.failedRestarts));
                QVERIFY(unit.failedRestarts.isEmpty()
                    || (unit.failedRestarts.last() <= demo.clock.now() && unit.failedRestarts.first() >= demo.clock.now() - 24h));
            }
            lowest = std::min(lowest, *host.cpu);
            highest = std::max(highest, *host.cpu);
            aboveForLong += *host.cpu > 70 ? 1 : 0;
            manyRestarts += *host.restartsSince(demo.clock.now() - 1h) > 2 ? 1 : 0;
        }
        demo.clock.advance(1min);
    }
    QVERIFY(lowest < 10);
    QVERIFY(highest > 85);
    QVERIFY(aboveForLong > 100); // the rules have something to find
    QVERIFY(manyRestarts > 100);
}

void TestDemo::varietyForPictures()
{
    Demo demo;
    QSet<QString> services;
    bool hasLong = false;
    bool hasCheck = false;
    bool hasColleague = false;
    bool hasHigh = false;
    bool hasLow = false;
    for (Duration passed = 0s; passed < 3h; passed += 1min) {
        const auto incidents = *demo.poll().incidents;
        for (const Incident &incident : incidents) {
            services.insert(incident.service.text());
            hasLong = hasLong || incident.title.size() > 140;
            hasCheck = hasCheck || !incident.check.isEmpty();
            QCOMPARE(incident.action, IncidentAction()); // what happens to it from here is not a source's to say
            hasColleague = hasColleague || incident.acknowledgedBy.contains(u"backup on call"_s);
            hasHigh = hasHigh || incident.urgency == Urgency::High;
            hasLow = hasLow || incident.urgency == Urgency::Low;
        }
        demo.clock.advance(1min);
    }
    QCOMPARE(services.size(), 3);
    QVERIFY(hasLong);
    QVERIFY(hasCheck);
    QVERIFY(hasColleague);
    QVERIFY(hasHigh);
    QVERIFY(hasLow);
}

void TestDemo::nobodyCanMistakeIt()
{
    Demo demo;
    const Snapshot snapshot = demo.poll();
    for (const Incident &incident : *snapshot.incidents)
        QVERIFY(incident.text.contains(u"[demo]"_s));
    for (const Host &host : *snapshot.hosts)
        QVERIFY(host.name.endsWith(u".demo"_s));
    for (const Incident &incident : *snapshot.incidents)
        QVERIFY(std::ranges::any_of(*snapshot.hosts, [&](const Host &host) { return host.id == incident.host; }));
}

void TestDemo::acknowledgementHolds()
{
    Demo demo;
    const Incident before = demo.first([](const Incident &incident) { return incident.id.text().startsWith(u"demo:d-"_s); });
    QCOMPARE(before.state, IncidentState::Triggered);
    const TimePoint at = demo.clock.now();
    QVERIFY(demo.perform(u"acknowledge"_s, before.id));
    demo.clock.advance(1min);
    const auto after = demo.find(before.id);
    QVERIFY(after);
    QCOMPARE(after->state, IncidentState::Acknowledged);
    QCOMPARE(after->acknowledgedBy, u"me"_s);
    QVERIFY(after->acknowledgedAt == at);
    QVERIFY(demo.perform(u"acknowledge"_s, before.id)); // it is so already
    QVERIFY(demo.find(before.id)->acknowledgedAt == at);
}

void TestDemo::acknowledgedByAnotherStaysTheirs()
{
    Demo demo;
    const Incident theirs = demo.first([](const Incident &incident) { return incident.state == IncidentState::Acknowledged; });
    QVERIFY(!theirs.id.isEmpty());
    QVERIFY(demo.perform(u"acknowledge"_s, theirs.id));
    QCOMPARE(demo.find(theirs.id)->acknowledgedBy, theirs.acknowledgedBy);
}

void TestDemo::whatWasDoneIsTakenBack()
{
    Demo demo;
    const Incident before = demo.first([](const Incident &incident) { return incident.id.text().startsWith(u"demo:d-"_s); });
    for (const QString &action : {u"acknowledge"_s, u"resolve"_s}) {
        QVERIFY(demo.perform(action, before.id));
        QVERIFY(demo.perform(u"retrigger"_s, before.id));
        const auto after = demo.find(before.id);
        QVERIFY(after);
        QCOMPARE(after->state, IncidentState::Triggered);
        QCOMPARE(after->acknowledgedBy, QString());
    }
}

void TestDemo::whatIsSilencedNeedsNobody()
{
    Demo demo;
    const Incident before = demo.first([](const Incident &incident) { return incident.needsPerson(); });
    QVERIFY(!before.id.isEmpty());
    SilenceKeeper *keeper = demo.source->silenceKeeper();
    QVERIFY(keeper);
    const TimePoint until = demo.clock.now() + 10min;
    QVERIFY(waited(keeper->makeSilence({keeper->reachOf({before.id}), until, {}})));
    QCOMPARE(demo.find(before.id)->quiet, Quiet::Silenced);
    QCOMPARE(demo.find(before.id)->snoozedUntil, until);
    QVERIFY(!demo.find(before.id)->needsPerson());
    demo.clock.advance(10min);
    if (const auto after = demo.find(before.id)) // unless the script has gone on
        QCOMPARE(after->quiet, Quiet::No);
}

void TestDemo::resolvedIsGoneForGood()
{
    Demo demo;
    const Incident incident = demo.first([](const Incident &) { return true; });
    QVERIFY(demo.perform(u"resolve"_s, incident.id));
    for (int i = 0; i < 100; ++i) {
        QVERIFY(!demo.find(incident.id));
        demo.clock.advance(30s);
    }
    QVERIFY(demo.perform(u"resolve"_s, incident.id)); // it is so already
    QCOMPARE(demo.perform(u"acknowledge"_s, incident.id).error().kind, ErrorKind::Conflict);
}

void TestDemo::pickersHaveSomethingToPick_data()
{
    QTest::addColumn<QString>("from");
    for (const char *from : {"people", "policies", "levels", "priorities", "workflows"})
        QTest::newRow(from) << QString::fromLatin1(from);
}

void TestDemo::pickersHaveSomethingToPick()
{
    QFETCH(QString, from);
    Demo demo;
    const QList<Option> options = demo.options(from, demo.poll().incidents->first()->id);
    QVERIFY(options.size() >= 2);
    QVERIFY(std::ranges::none_of(options, [](const Option &option) { return option.id.isEmpty() || option.name.isEmpty(); }));
    const auto found = waited(demo.source->options(OptionQuery{from, demo.poll().incidents->first()->id, options.constLast().name}));
    QVERIFY(found && found->contains(options.constLast()));
}

void TestDemo::whoeverIsPickedHasIt()
{
    Demo demo;
    const Incident incident = demo.first([](const Incident &) { return true; });
    const Option other = demo.options(u"people"_s, incident.id).constLast();
    QVERIFY(demo.perform(u"reassign"_s, incident.id, {{u"people"_s, QStringList{other.id}}}));
    QCOMPARE(demo.find(incident.id)->assignees.value(0).name, other.name);
    QCOMPARE(demo.find(incident.id)->concern, Concern::Others);
    const Option level = demo.options(u"levels"_s, incident.id).value(1);
    QVERIFY(demo.perform(u"escalate"_s, incident.id, {{u"level"_s, level.id}}));
    QCOMPARE(demo.find(incident.id)->assignees.value(0).name, level.hint);
    for (const QString &action : {u"responders"_s, u"workflow"_s, u"statusupdate"_s})
        QVERIFY(demo.source->supports(action) && demo.perform(action, incident.id));
}

void TestDemo::refusals_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<bool>("known");
    QTest::addColumn<ErrorKind>("expected");
    QTest::newRow("acknowledging what is not there") << u"acknowledge"_s << false << ErrorKind::NotFound;
    QTest::newRow("resolving what is not there") << u"resolve"_s << false << ErrorKind::NotFound;
    QTest::newRow("an action that the script does not have") << u"merge"_s << true << ErrorKind::Forbidden;
}

void TestDemo::refusals()
{
    QFETCH(QString, action);
    QFETCH(bool, known);
    Demo demo;
    const IncidentId id = known ? demo.poll().incidents->first()->id : IncidentId(u"demo:a-1"_s);
    const auto answer = demo.perform(action, id);
    QVERIFY(!answer);
    QTEST(answer.error().kind, "expected");
}

void TestDemo::seriesOfEveryMetric_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<int>("hours");
    for (const Metric metric : {Metric::Cpu, Metric::Memory, Metric::Restarts, Metric::CheckLatency}) {
        for (const int hours : {1, 6, 24, 168})
            QTest::addRow("metric %d over %d h", static_cast<int>(metric), hours) << metric << hours;
    }
}

void TestDemo::seriesOfEveryMetric()
{
    QFETCH(Metric, metric);
    QFETCH(int, hours);
    Demo demo;
    const auto hosts = *demo.poll().hosts;
    for (const Host &host : hosts) {
        const SeriesQuery query{host.id, metric, demo.clock.now() - std::chrono::hours(hours), demo.clock.now(), 500};
        const auto series = demo.series(query);
        QVERIFY(series);
        QCOMPARE(series->metric, metric);
        QVERIFY(series->gap > 0s);
        QVERIFY(series->samples.size() > 400 && series->samples.size() <= 501);
        for (qsizetype i = 0; i < series->samples.size(); ++i) {
            const Sample &sample = series->samples[i];
            QVERIFY(sample.at >= query.from && sample.at <= query.to && std::isfinite(sample.value) && sample.value >= 0);
            QVERIFY(i == 0 || series->samples[i - 1].at < sample.at);
        }
    }
}

void TestDemo::seriesAgreeWithTheHost()
{
    Demo demo;
    const auto hosts = *demo.poll().hosts;
    for (const Host &host : hosts) {
        if (host.state != HostState::Up)
            continue;
        const TimePoint now = demo.clock.now();
        const auto cpu = demo.series(SeriesQuery{host.id, Metric::Cpu, now - 1h, now, 720});
        QCOMPARE(cpu->samples.last(), (Sample{now, *host.cpu}));
        const auto restarts = demo.series(SeriesQuery{host.id, Metric::Restarts, now - 24h, now, 500});
        double sum = 0;
        for (const Sample &sample : restarts->samples)
            sum += sample.value;
        QCOMPARE(static_cast<int>(sum), *host.restartsSince(now - 24h));
    }
}

void TestDemo::silenceIsAGap()
{
    Demo demo;
    const TimePoint now = demo.clock.now();
    const auto series = demo.series(SeriesQuery{HostId(u"demo:ws-2.demo"_s), Metric::Cpu, now - 6h, now, 1000});
    int gaps = 0;
    for (qsizetype i = 1; i < series->samples.size(); ++i)
        gaps += series->samples[i].at - series->samples[i - 1].at > series->gap ? 1 : 0;
    QCOMPARE(gaps, 3);
}

void TestDemo::seriesRefusals()
{
    Demo demo;
    const TimePoint now = demo.clock.now();
    const HostId host = demo.poll().hosts->first().id;
    QCOMPARE(demo.series(SeriesQuery{HostId(u"demo:nobody"_s), Metric::Cpu, now - 1h, now, 10}).error().kind, ErrorKind::NotFound);
    QCOMPARE(demo.series(SeriesQuery{host, Metric::Cpu, now, now, 10}).error().kind, ErrorKind::BadInput);
    QVERIFY(demo.series(SeriesQuery{host, Metric::Cpu, now + 1h, now + 2h, 10})->samples.isEmpty()); // nobody knows the future
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
