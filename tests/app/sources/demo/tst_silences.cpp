// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/demo/silences.h"

#include "support/fakeclock.h"
#include "support/incidents.h"
#include "support/waited.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    Bench()
    {
        const auto add = [this](const QString &id, const QString &host) {
            Incident incident = makeIncident(id);
            incident.dedupKey = u"demo/"_s + id;
            incident.host = HostId(u"demo:"_s + host);
            incident.service = ServiceId(u"shop"_s);
            incidents.append(incident);
        };
        add(u"slow"_s, u"api-1.demo"_s); // which the script itself leaves alone
        add(u"full"_s, u"pg-1.demo"_s);
    }

    QList<Silence> listed() { return waited(keeper.silences())->silences; }
    std::optional<Silence> find(const QString &reach)
    {
        const QList<Silence> all = listed();
        const auto found = std::ranges::find(all, reach, &Silence::reach);
        return found == all.end() ? std::nullopt : std::optional(*found);
    }
    Expected<Done> make(const QString &reach) { return waited(keeper.makeSilence({reach, clock.now() + 1h, u" why "_s})); }

    FakeClock clock;
    SharedIncidents incidents;
    demo::Silences keeper{clock, SourceId(u"demo"_s), [this] { return incidents; }};
};

const QString slow = u"alertname=\"slow\""_s;

} // namespace

class TestDemoSilences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereIsAlwaysSomethingToSee()
    {
        Bench bench;
        bool hasComing = false;
        for (Duration passed = 0s; passed < 72h; passed += 7min) {
            const QList<Silence> all = bench.listed();
            QCOMPARE(all.size(), 3);
            for (const Silence &silence : all) {
                QVERIFY(silence.ends && *silence.ends > bench.clock.now() && silence.starts < *silence.ends);
                QVERIFY(waited(bench.keeper.previewSilence(silence.reach)));
                hasComing = hasComing || silence.starts > bench.clock.now();
            }
            bench.clock.advance(7min);
        }
        QVERIFY(hasComing);
    }

    void whatIsMadeKeepsQuietUntilItEnds()
    {
        Bench bench;
        QVERIFY(bench.make(slow));
        const auto made = bench.find(slow);
        QVERIFY(made);
        QCOMPARE(made->creator, u"you"_s);
        QCOMPARE(made->comment, u"why"_s);
        QCOMPARE(made->reached, QList{IncidentId(u"slow"_s)});
        QCOMPARE(bench.keeper.quietUntil(bench.incidents.at(0)), bench.clock.now() + 1h);
        QVERIFY(!bench.keeper.quietUntil(bench.incidents.at(1)));
        bench.clock.advance(1h);
        QVERIFY(!bench.find(slow));
        QVERIFY(!bench.keeper.quietUntil(bench.incidents.at(0)));
    }

    void itCanBeProlongedAndEnded()
    {
        Bench bench;
        QVERIFY(bench.make(slow));
        const SilenceId id = bench.find(slow)->id;
        const TimePoint later = bench.clock.now() + 5h;
        QVERIFY(waited(bench.keeper.prolongSilence(id, later)));
        QCOMPARE(bench.find(slow)->ends, later);
        QVERIFY(waited(bench.keeper.endSilence(id)));
        QVERIFY(!bench.find(slow));
        const auto again = waited(bench.keeper.prolongSilence(id, later));
        QVERIFY(!again);
        QCOMPARE(again.error().kind, ErrorKind::NotFound);
        QVERIFY(waited(bench.keeper.endSilence(id))); // it is over already
    }

    void theScriptsOwnCanBeEndedToo()
    {
        Bench bench;
        QVERIFY(waited(bench.keeper.endSilence(bench.listed().constFirst().id)));
        QCOMPARE(bench.listed().size(), 2);
    }

    void itIsShownWhatWouldBeQuiet()
    {
        Bench bench;
        QCOMPARE(waited(bench.keeper.previewSilence(u"host=~\"pg-.*\""_s))->reached, QList{IncidentId(u"full"_s)});
        QVERIFY(waited(bench.keeper.previewSilence(u"host=~\".*\""_s))->isBoundless);
        QVERIFY(!bench.make(u"host=~\".*\""_s));
        QCOMPARE(waited(bench.keeper.previewSilence(u"host"_s)).error().kind, ErrorKind::BadInput);
    }

    void aReachIsMadeOfIncidents()
    {
        Bench bench;
        const QString reach = bench.keeper.reachOf({IncidentId(u"slow"_s)});
        QCOMPARE(waited(bench.keeper.previewSilence(reach))->reached, QList{IncidentId(u"slow"_s)});
        QVERIFY(bench.keeper.reachOf({IncidentId(u"none"_s)}).isEmpty());
        QVERIFY(waited(bench.keeper.previewSilence(bench.keeper.reachExample())));
    }
};

QTEST_GUILESS_MAIN(TestDemoSilences)
#include "tst_silences.moc"
