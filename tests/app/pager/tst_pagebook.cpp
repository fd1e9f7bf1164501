// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/pagebook.h"
#include "support/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint monday = *fromIso(u"2026-01-05T12:00:00Z"_s);

Service officeHours()
{
    Service service;
    service.id = ServiceId(u"office"_s);
    service.hours = SupportHours{};
    service.hours->zone = QTimeZone::utc(); // mon-fri, 09:00 to 17:00
    return service;
}

Incident of(const QString &id, const QString &service, Urgency urgency = Urgency::High)
{
    Incident incident = makeIncident(id, IncidentState::Triggered, u"prod"_s);
    incident.service = ServiceId(service);
    incident.urgency = urgency;
    incident.created = monday;
    return incident;
}

Incident acknowledged(Incident incident, TimePoint at)
{
    incident.state = IncidentState::Acknowledged;
    incident.acknowledgedAt = at;
    return incident;
}

PageBook makeBook(const QList<Service> &services = {})
{
    PageBook book([](const SourceId &source) { return source == SourceId(u"pd"_s); });
    book.setServices(services, {}, monday);
    return book;
}

Diff<Shared<Incident>> added(const SharedIncidents &incidents)
{
    return Diff<Shared<Incident>>{.added = incidents};
}

Diff<Shared<Incident>> became(const Incident &before, const Incident &after)
{
    return Diff<Shared<Incident>>{.changed = {Change<Shared<Incident>>{before, after}}};
}

// What a restart leaves of it.
PageBook restarted(const PageOutcome &last, const QList<Service> &services, TimePoint now, std::optional<TimePoint> pausedUntil = {})
{
    PageBook book([](const SourceId &) { return false; });
    book.restore(last.write, {}, pausedUntil);
    book.setServices(services, {}, now);
    return book;
}

} // namespace

class TestPageBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lowUrgencyIsToldWithinTheHoursAndHeldOutside();
    void whatIsHeldComesAsOneDigest();
    void whatEndsWhileItIsHeldIsNotTold();
    void promotedItPagesNow();
    void aHoldSurvivesARestart();
    void lowUrgencyIsToldOnce_data();
    void lowUrgencyIsToldOnce();

    void aPauseKeepsBackWhatIsNew();
    void whatAlwaysPagesComesThroughAPause();
    void aPauseEndsByItselfAlsoAfterARestart();
    void lowUrgencyWaitsForTheHoursAfterAPause();

    void nobodyAcknowledgesAndTheBackupIsTold();
    void somebodyReactedAndTheStepsWait();
    void stepsGoOnAfterARestart();
    void aSourceThatPagesItselfEscalatesItself();

    void anAcknowledgedPageComesBack();
    void onceMoreAcknowledgedItHasItsTimeAgain();
    void anAcknowledgementElsewhereCounts();

    void aStormIsOneGroupACause();
    void aNewCauseIsLoudAndAnOldOneAgainAfterFiveMinutes();
    void whatWasAcknowledgedHidesNothing();
    void aThousandCausesAreNotAThousandNotifications();
    void oneStepSpeaksForTheGroup();
};

void TestPageBook::lowUrgencyIsToldWithinTheHoursAndHeldOutside()
{
    PageBook book = makeBook({officeHours()});
    QCOMPARE(book.apply(added({of(u"1"_s, u"office"_s, Urgency::Low)}), monday).tell.size(), 1);
    const PageOutcome evening = book.apply(added({of(u"2"_s, u"office"_s, Urgency::Low)}), monday + 6h);
    QVERIFY(evening.tell.isEmpty() && evening.raise.isEmpty());
    QVERIFY(evening.heldChanged);
    QCOMPARE(book.held().size(), 1);
    QCOMPARE(book.held().first().why, Standing::OutsideHours);
    QCOMPARE(book.held().first().until, monday + 21h); // Tuesday, 09:00
    QCOMPARE(book.held(book.held().first().id), book.held().first());
    QVERIFY(!book.held(IncidentId(u"another"_s)));
    QCOMPARE(book.nextDue(), monday + 21h);
    QCOMPARE(book.apply(added({of(u"3"_s, u"office"_s)}), monday + 6h).raise.size(), 1); // high urgency does not wait
    QCOMPARE(book.apply(added({of(u"4"_s, u"other"_s, Urgency::Low)}), monday + 6h).tell.size(), 1); // without hours it is always told
}

void TestPageBook::whatIsHeldComesAsOneDigest()
{
    PageBook book = makeBook({officeHours()});
    book.apply(added({of(u"1"_s, u"office"_s, Urgency::Low), of(u"2"_s, u"office"_s, Urgency::Low)}), monday + 6h);
    QVERIFY(book.tick(monday + 21h - 1ms).release.isEmpty());
    const PageOutcome morning = book.tick(monday + 21h);
    QCOMPARE(morning.release.size(), 2);
    QVERIFY(morning.tell.isEmpty() && morning.heldChanged);
    QVERIFY(book.held().isEmpty());
    QVERIFY(book.tick(monday + 22h).release.isEmpty());
}

void TestPageBook::whatEndsWhileItIsHeldIsNotTold()
{
    PageBook book = makeBook({officeHours()});
    const Incident incident = of(u"1"_s, u"office"_s, Urgency::Low);
    const Incident other = of(u"2"_s, u"office"_s, Urgency::Low);
    book.apply(added({incident, other}), monday + 6h);
    const PageOutcome ended = book.apply(Diff<Shared<Incident>>{.removed = {incident}}, monday + 7h);
    QVERIFY(ended.heldChanged);
    QCOMPARE(ended.forget, QList<IncidentId>{incident.id});
    book.apply(became(other, acknowledged(other, monday + 7h)), monday + 7h);
    QVERIFY(book.held().isEmpty());
    QVERIFY(book.tick(monday + 21h).release.isEmpty());
}

void TestPageBook::promotedItPagesNow()
{
    PageBook book = makeBook({officeHours()});
    Incident incident = of(u"1"_s, u"office"_s, Urgency::Low);
    book.apply(added({incident}), monday + 6h);
    const PageOutcome outcome = book.promote(incident.id, monday + 6h);
    QCOMPARE(outcome.raise.size(), 1);
    QCOMPARE(outcome.raise.first().incident->urgency, Urgency::High);
    QVERIFY(book.held().isEmpty());
    QVERIFY(book.overlay(incident));
    QCOMPARE(incident.urgency, Urgency::High);
    PageBook next = restarted(outcome, {officeHours()}, monday + 7h);
    Incident again = of(u"1"_s, u"office"_s, Urgency::Low);
    QVERIFY(next.overlay(again));
    const PageOutcome after = next.apply(added({again}), monday + 7h);
    QCOMPARE(after.raise.size(), 1);
    QVERIFY(after.raise.first().repeated);
}

void TestPageBook::aHoldSurvivesARestart()
{
    PageBook book = makeBook({officeHours()});
    const Incident incident = of(u"1"_s, u"office"_s, Urgency::Low);
    const PageOutcome evening = book.apply(added({incident}), monday + 6h);
    PageBook next = restarted(evening, {officeHours()}, monday + 22h);
    // The hours began while nobody was there.
    const PageOutcome late = next.apply(added({incident}), monday + 22h);
    QCOMPARE(late.release.size(), 1);
}

void TestPageBook::lowUrgencyIsToldOnce_data()
{
    QTest::addColumn<bool>("restarts");
    QTest::newRow("while it runs") << false;
    QTest::newRow("over a restart") << true;
}

void TestPageBook::lowUrgencyIsToldOnce()
{
    QFETCH(const bool, restarts);
    PageBook book = makeBook({officeHours()});
    const Incident incident = of(u"1"_s, u"office"_s, Urgency::Low);
    const PageOutcome first = book.apply(added({incident}), monday);
    if (restarts)
        book = restarted(first, {officeHours()}, monday + 1h);
    Incident other = incident;
    other.title = u"another"_s;
    const PageOutcome second = book.apply(restarts ? added({other}) : became(incident, other), monday + 1h);
    QVERIFY(second.tell.isEmpty() && second.release.isEmpty());
}

void TestPageBook::aPauseKeepsBackWhatIsNew()
{
    PageBook book = makeBook();
    book.apply(added({of(u"1"_s, u"a"_s)}), monday);
    book.pause(monday + 30min, monday);
    QCOMPARE(book.pages().size(), 1); // what has paged already goes on
    QCOMPARE(book.tick(monday + 5min).steps.size(), 1);
    const Incident ended = of(u"2"_s, u"b"_s);
    const PageOutcome during = book.apply(added({ended, of(u"3"_s, u"c"_s)}), monday + 10min);
    QVERIFY(during.raise.isEmpty() && during.heldChanged);
    QCOMPARE(book.held().size(), 2);
    QCOMPARE(book.held().first().why, Standing::Paused);
    QCOMPARE(book.held().first().until, monday + 30min);
    book.apply(Diff<Shared<Incident>>{.removed = {ended}}, monday + 20min);
    const PageOutcome after = book.tick(monday + 30min);
    QCOMPARE(after.raise.size(), 1);
    QCOMPARE(after.raise.first().id, IncidentId(u"3"_s));
    QCOMPARE(after.raise.first().raised, monday + 30min); // its escalation begins with the page
    QVERIFY(!book.pausedUntil());
}

void TestPageBook::whatAlwaysPagesComesThroughAPause()
{
    Service service;
    service.id = ServiceId(u"core"_s);
    service.always = true;
    PageBook book = makeBook({service});
    book.pause(monday + 1h, monday);
    QCOMPARE(book.apply(added({of(u"1"_s, u"core"_s)}), monday + 1min).raise.size(), 1);
    QVERIFY(book.apply(added({of(u"2"_s, u"core"_s, Urgency::Low)}), monday + 1min).tell.isEmpty()); // it is not urgent
}

void TestPageBook::aPauseEndsByItselfAlsoAfterARestart()
{
    PageBook book = makeBook();
    book.pause(monday + 30min, monday);
    const Incident incident = of(u"1"_s, u"a"_s);
    const PageOutcome held = book.apply(added({incident}), monday);
    PageBook during = restarted(held, {}, monday + 10min, monday + 30min);
    QVERIFY(during.apply(added({incident}), monday + 10min).raise.isEmpty());
    QCOMPARE(during.tick(monday + 30min).raise.size(), 1);
    PageBook after = restarted(held, {}, monday + 40min, monday + 30min);
    after.tick(monday + 40min);
    QCOMPARE(after.apply(added({incident}), monday + 40min).raise.size(), 1);
    QCOMPARE(book.resume(monday + 5min).raise.size(), 1); // or earlier, by hand
}

void TestPageBook::lowUrgencyWaitsForTheHoursAfterAPause()
{
    PageBook book = makeBook({officeHours()});
    book.pause(monday + 10h, monday);
    book.apply(added({of(u"1"_s, u"office"_s, Urgency::Low)}), monday + 1h);
    QCOMPARE(book.held().first().why, Standing::Paused);
    book.tick(monday + 5h); // the hours end first
    QCOMPARE(book.held().first().why, Standing::OutsideHours);
    QVERIFY(book.tick(monday + 10h).release.isEmpty());
    QCOMPARE(book.tick(monday + 21h).release.size(), 1);
}

void TestPageBook::nobodyAcknowledgesAndTheBackupIsTold()
{
    PageBook book = makeBook();
    book.apply(added({of(u"1"_s, u"a"_s)}), monday);
    int louder = 0;
    for (int minute = 1; minute <= 4; ++minute) {
        QVERIFY(book.tick(monday + minute * 1min - 1ms).steps.isEmpty());
        const auto steps = book.tick(monday + minute * 1min).steps;
        QCOMPARE(steps.size(), 1);
        louder += steps.first().louder && !steps.first().toBackup ? 1 : 0;
    }
    QCOMPARE(louder, 4);
    const auto last = book.tick(monday + 5min).steps;
    QCOMPARE(last.size(), 1);
    QVERIFY(last.first().toBackup);
    QVERIFY(book.tick(monday + 1h).steps.isEmpty());
}

void TestPageBook::somebodyReactedAndTheStepsWait()
{
    PageBook book = makeBook();
    const Incident incident = of(u"1"_s, u"a"_s);
    book.apply(added({incident}), monday);
    book.tick(monday + 4min);
    Incident sending = acknowledged(incident, monday + 4min);
    sending.action = IncidentAction{ActionStage::Queued, u"acknowledge"_s, {}};
    book.apply(became(incident, sending), monday + 4min);
    QCOMPARE(book.pages().size(), 1);
    QVERIFY(book.tick(monday + 6min).steps.isEmpty());
    Incident refused = incident;
    refused.action = IncidentAction{ActionStage::Refused, u"acknowledge"_s, u"why"_s};
    const auto steps = book.apply(became(sending, refused), monday + 6min).steps;
    QCOMPARE(steps.size(), 1);
    QVERIFY(steps.first().toBackup && steps.first().isLate);
}

void TestPageBook::stepsGoOnAfterARestart()
{
    PageBook book = makeBook();
    const Incident incident = of(u"1"_s, u"a"_s);
    book.apply(added({incident}), monday);
    PageOutcome last;
    for (int minute = 1; minute <= 3; ++minute)
        last = book.tick(monday + minute * 1min);
    PageBook next = restarted(last, {}, monday + 30min);
    const PageOutcome late = next.apply(added({incident}), monday + 30min);
    QCOMPARE(late.raise.size(), 1);
    QVERIFY(late.raise.first().repeated);
    QCOMPARE(late.raise.first().raised, monday);
    QCOMPARE(late.steps.size(), 1);
    QVERIFY(late.steps.first().toBackup && late.steps.first().isLate);
    PageBook third = restarted(late, {}, monday + 31min);
    QVERIFY(third.apply(added({incident}), monday + 31min).steps.isEmpty()); // never twice
}

void TestPageBook::aSourceThatPagesItselfEscalatesItself()
{
    PageBook book = makeBook();
    book.apply(added({makeIncident(u"1"_s)}), monday); // of "pd"
    QCOMPARE(book.pages().size(), 1);
    QVERIFY(book.tick(monday + 1h).steps.isEmpty());
    QCOMPARE(book.nextDue(), TimePoint::max());
}

void TestPageBook::anAcknowledgedPageComesBack()
{
    Service service;
    service.id = ServiceId(u"core"_s);
    service.pageAgainAfter = 30min;
    PageBook book = makeBook({service});
    const Incident incident = of(u"1"_s, u"core"_s);
    book.apply(added({incident}), monday);
    Incident taken = acknowledged(incident, monday + 2min);
    const PageOutcome ack = book.apply(became(incident, taken), monday + 2min);
    QCOMPARE(ack.clear.size(), 1);
    QVERIFY(book.tick(monday + 32min - 1ms).lapsed.isEmpty());
    PageBook next = restarted(ack, {service}, monday + 20min);
    next.apply(added({taken}), monday + 20min);
    QCOMPARE(next.nextDue(), monday + 32min);
    const PageOutcome lapsed = book.tick(monday + 32min);
    QCOMPARE(lapsed.lapsed, QList<IncidentId>{incident.id});
    Incident shown = taken;
    QVERIFY(book.overlay(shown));
    QCOMPARE(shown.state, IncidentState::Triggered);
    const PageOutcome again = book.apply(became(taken, shown), monday + 32min);
    QCOMPARE(again.raise.size(), 1);
    QVERIFY(!again.raise.first().repeated);
    QCOMPARE(again.raise.first().raised, monday + 32min);
    QVERIFY(book.tick(monday + 32min).lapsed.isEmpty());
}

void TestPageBook::onceMoreAcknowledgedItHasItsTimeAgain()
{
    Service service;
    service.id = ServiceId(u"core"_s);
    service.pageAgainAfter = 30min;
    PageBook book = makeBook({service});
    const Incident incident = of(u"1"_s, u"core"_s);
    const Incident taken = acknowledged(incident, monday);
    book.apply(added({taken}), monday);
    book.tick(monday + 30min);
    Incident shown = taken;
    QVERIFY(book.overlay(shown));
    book.apply(became(taken, shown), monday + 30min);
    // The source has it as it was: acknowledged at noon.
    book.acknowledged(incident.id, monday + 35min);
    Incident said = taken;
    QVERIFY(!book.overlay(said));
    QCOMPARE(book.apply(became(shown, said), monday + 35min).clear.size(), 1);
    QCOMPARE(book.nextDue(), monday + 65min);
    QCOMPARE(book.tick(monday + 65min).lapsed.size(), 1);
}

void TestPageBook::anAcknowledgementElsewhereCounts()
{
    Service service;
    service.id = ServiceId(u"core"_s);
    service.pageAgainAfter = 30min;
    PageBook book = makeBook({service});
    const Incident taken = acknowledged(of(u"1"_s, u"core"_s), monday);
    book.apply(added({taken}), monday);
    book.tick(monday + 30min);
    Incident anew = acknowledged(taken, monday + 31min);
    QVERIFY(!book.overlay(anew));
    book.apply(became(taken, anew), monday + 31min);
    QCOMPARE(book.nextDue(), monday + 61min);
}

void TestPageBook::aStormIsOneGroupACause()
{
    PageBook book = makeBook();
    SharedIncidents storm;
    for (int i = 0; i < 1'000; ++i) {
        Incident incident = of(QString::number(i), {});
        incident.host = HostId(i % 2 == 0 ? u"prod:web"_s : u"prod:db"_s);
        storm.append(incident);
    }
    const PageOutcome outcome = book.apply(added(storm), monday);
    QCOMPARE(outcome.raise.size(), 1'000);
    QCOMPARE(std::ranges::count(outcome.raise, true, &Page::isLoud), 2);
    QSet<IncidentId> groups;
    for (const Page &page : outcome.raise)
        groups.insert(page.group);
    QCOMPARE(groups.size(), 2);
}

void TestPageBook::aNewCauseIsLoudAndAnOldOneAgainAfterFiveMinutes()
{
    PageBook book = makeBook();
    Incident first = of(u"1"_s, u"shop"_s);
    Incident ofCluster = of(u"2"_s, {});
    first.labels = ofCluster.labels = {{u"cluster"_s, u"eu"_s}};
    Incident ofService = of(u"3"_s, u"shop"_s);
    book.apply(added({first}), monday);
    QVERIFY(!book.apply(added({ofCluster}), monday + 1min).raise.first().isLoud);
    QVERIFY(!book.apply(added({ofService}), monday + 4min + 59s).raise.first().isLoud);
    QVERIFY(book.apply(added({of(u"4"_s, u"payments"_s)}), monday + 4min + 59s).raise.first().isLoud);
    QVERIFY(book.apply(added({of(u"5"_s, u"shop"_s)}), monday + 5min).raise.first().isLoud);
}

void TestPageBook::whatWasAcknowledgedHidesNothing()
{
    PageBook book = makeBook();
    const Incident first = of(u"1"_s, u"shop"_s);
    book.apply(added({first}), monday);
    book.apply(became(first, acknowledged(first, monday + 1min)), monday + 1min);
    // Nothing of that cause is on the screen any more: whoever acknowledged has not seen this one.
    QVERIFY(book.apply(added({of(u"2"_s, u"shop"_s)}), monday + 2min).raise.first().isLoud);
}

void TestPageBook::aThousandCausesAreNotAThousandNotifications()
{
    PageBook book = makeBook();
    SharedIncidents storm;
    for (int i = 0; i < 1'000; ++i)
        storm.append(of(QString::number(i), QString::number(i)));
    const PageOutcome outcome = book.apply(added(storm), monday);
    QCOMPARE(outcome.raise.size(), 1'000);
    QCOMPARE(std::ranges::count(outcome.raise, true, &Page::isLoud), PageBook::mostCausesAtOnce);
}

void TestPageBook::oneStepSpeaksForTheGroup()
{
    PageBook book = makeBook();
    const Incident first = of(u"1"_s, u"shop"_s);
    book.apply(added({first, of(u"2"_s, u"shop"_s)}), monday);
    book.apply(added({of(u"3"_s, u"shop"_s)}), monday + 2min);
    const auto noise = book.tick(monday + 1min).steps;
    QCOMPARE(noise.size(), 1);
    for (int minute = 2; minute < 5; ++minute)
        QCOMPARE(book.tick(monday + minute * 1min).steps.size(), 1);
    const auto backup = book.tick(monday + 5min).steps;
    QCOMPARE(backup.size(), 1);
    QVERIFY(backup.first().toBackup);
    QCOMPARE(backup.first().others.size(), 2);
    // The first was taken; of the others the backup has been told already.
    book.apply(became(first, acknowledged(first, monday + 6min)), monday + 6min);
    QVERIFY(book.tick(monday + 8min).steps.isEmpty());
    // One that came later has its own time.
    book.apply(added({of(u"4"_s, u"shop"_s)}), monday + 6min);
    QCOMPARE(book.tick(monday + 7min).steps.size(), 1);
    QVERIFY(book.tick(monday + 11min).steps.first().toBackup);
}

QTEST_GUILESS_MAIN(TestPageBook)
#include "tst_pagebook.moc"
