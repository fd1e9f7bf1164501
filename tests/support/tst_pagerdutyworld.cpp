// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeclock.h"
#include "support/pagerdutyworld.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// An account with people and services, and no incident.
struct Account
{
    FakeClock clock;
    pd::World world{[this] { return clock.now(); }};

    Account()
    {
        pd::World start([this] { return clock.now(); });
        pd::fillStartWorld(start);
        world.users = start.users;
        world.teams = start.teams;
        world.policies = start.policies;
        world.schedules = start.schedules;
        world.services = start.services;
        world.priorities = start.priorities;
    }
    QString page() { return world.trigger({.title = u"Main site is down"_s, .service = pd::mainSite}); }
    const pd::Incident &incident(const QString &id) const { return *world.incident(id); }
    QStringList assigned(const QString &id) const
    {
        QStringList users;
        for (const pd::Assignment &each : incident(id).assignments)
            users.append(each.user);
        return users;
    }
    void wait(Duration time)
    {
        clock.advance(time);
        world.settle();
    }
    QStringList logged(const QString &id) const
    {
        QStringList types;
        for (const pd::LogEntry &each : incident(id).log)
            types.append(each.type);
        return types;
    }
};

pd::Event siteEvent(const QString &action, const QString &key)
{
    pd::Alert alert;
    alert.summary = u"Disk is full"_s;
    return {pd::mainSiteRoutingKey, action, key, alert};
}

} // namespace

class TestPagerDutyWorld : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startWorldHasTwelveIncidents()
    {
        FakeClock clock;
        pd::World world([&clock] { return clock.now(); });
        pd::fillStartWorld(world);
        QCOMPARE(world.incidents().size(), 12);
        QCOMPARE(std::ranges::count(world.incidents(), u"resolved"_s, &pd::Incident::status), 5);
        QCOMPARE(world.services.size(), 4);
        QCOMPARE(world.users.size(), 3);
        QCOMPARE(world.policies.size(), 2);
        QCOMPARE(world.schedules.size(), 2);
        for (const pd::Service &service : std::as_const(world.services))
            QCOMPARE(service.routingKey.size(), 32);
        QCOMPARE(world.onCall({pd::primarySchedule, true}, clock.now()), QStringList{pd::you});
    }

    void escalatesLevelByLevelAndBeginsAgain()
    {
        Account account;
        const QString id = account.page();
        QCOMPARE(account.assigned(id), QStringList{pd::you});
        QCOMPARE(account.world.escalatesAt(account.incident(id)), account.clock.now() + 5min);
        account.wait(5min - 1ms);
        QCOMPARE(account.incident(id).level, 1);
        account.wait(1ms);
        QCOMPARE(account.incident(id).level, 2);
        QCOMPARE(account.assigned(id), QStringList{pd::backup});
        account.wait(5min + 10min); // level 3, and from the start
        QCOMPARE(account.incident(id).level, 1);
        QCOMPARE(account.incident(id).loop, 1);
        QVERIFY(account.logged(id).contains(u"repeat_escalation_path_log_entry"_s));
        account.wait(2h);
        QVERIFY(account.incident(id).isExhausted);
        QCOMPARE(account.world.escalatesAt(account.incident(id)), std::nullopt);
        QCOMPARE(account.assigned(id), QStringList{pd::lead}); // it stays with the last ones
    }

    void lowUrgencyDoesNotEscalate()
    {
        Account account;
        const QString id = account.world.trigger({.title = u"Slow"_s, .service = pd::slothRacing});
        QCOMPARE(account.incident(id).urgency, u"low"_s);
        account.wait(24h);
        QCOMPARE(account.incident(id).level, 1);
    }

    void acknowledgementsEndAfterTheTimeoutOfTheService()
    {
        Account account;
        const QString id = account.page();
        QVERIFY(!account.world.change(id, {.status = u"acknowledged"_s}, pd::you));
        QCOMPARE(account.incident(id).acknowledgements.constFirst().user, pd::you);
        account.wait(29min);
        QCOMPARE(account.incident(id).status, u"acknowledged"_s);
        account.wait(1min);
        QCOMPARE(account.incident(id).status, u"triggered"_s);
        QVERIFY(account.incident(id).acknowledgements.isEmpty());
    }

    void snoozesEndInTriggered()
    {
        Account account;
        const QString id = account.page();
        QVERIFY(!account.world.snooze(id, 3600, pd::you));
        QCOMPARE(account.incident(id).status, u"acknowledged"_s);
        account.wait(59min); // longer than acknowledgements last
        QCOMPARE(account.incident(id).status, u"acknowledged"_s);
        account.wait(1min);
        QCOMPARE(account.incident(id).status, u"triggered"_s);
        QCOMPARE(account.incident(id).snoozedUntil, std::nullopt);
        QCOMPARE(account.assigned(id), QStringList{pd::you});
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<pd::Change>("change");
        QTest::addColumn<int>("code");
        QTest::newRow("resolved can't be acknowledged: 1001") << u"resolved"_s << pd::Change{.status = u"acknowledged"_s} << 1001;
        QTest::newRow("resolved can't be resolved: 1001") << u"resolved"_s << pd::Change{.status = u"resolved"_s} << 1001;
        QTest::newRow("resolved can't be assigned: 1001") << u"resolved"_s << pd::Change{.assignees = QStringList{pd::you}} << 1001;
        QTest::newRow("resolved can be triggered again") << u"resolved"_s << pd::Change{.status = u"triggered"_s} << 0;
        QTest::newRow("acknowledged is already: 1002") << u"acknowledged"_s << pd::Change{.status = u"acknowledged"_s} << 1002;
        QTest::newRow("acknowledged can be triggered again") << u"acknowledged"_s << pd::Change{.status = u"triggered"_s} << 0;
        QTest::newRow("triggered can't be triggered: 1012") << u"triggered"_s << pd::Change{.status = u"triggered"_s} << 1012;
        QTest::newRow("a level beyond the policy: 1006") << u"triggered"_s << pd::Change{.level = 4} << 1006;
        QTest::newRow("a policy that isn't there: 1014") << u"triggered"_s << pd::Change{.policy = u"PNOBODY"_s} << 1014;
        QTest::newRow("a word that is no status: 2001") << u"triggered"_s << pd::Change{.status = u"resolve"_s} << 2001;
        QTest::newRow("nobody by that id: 2001") << u"triggered"_s << pd::Change{.assignees = QStringList{u"PNOBODY"_s}} << 2001;
        QTest::newRow("level and users at once: 2001")
            << u"triggered"_s << pd::Change{.level = 2, .assignees = QStringList{pd::you}} << 2001;
        QTest::newRow("the title of a resolved one may change") << u"resolved"_s << pd::Change{.title = u"Other"_s} << 0;
    }
    void refusals()
    {
        QFETCH(QString, status);
        QFETCH(pd::Change, change);
        QFETCH(int, code);
        Account account;
        const QString id = account.page();
        account.world.edit(id)->status = status;
        const pd::Refused refused = account.world.change(id, change, pd::backup);
        QCOMPARE(refused ? refused->code : 0, code);
        if (code != 0)
            QCOMPARE(account.incident(id).status, status);
    }

    void nobodyOnCallIs1015()
    {
        Account account;
        const QString id = account.page();
        account.world.editSchedule(pd::primarySchedule)->rotation.clear();
        QCOMPARE(account.world.change(id, {.level = 1}, pd::you)->code, 1015);
    }

    void snoozesNeedADuration()
    {
        Account account;
        const QString id = account.page();
        QCOMPARE(account.world.snooze(id, 0, pd::you)->code, 1013);
        QCOMPARE(account.world.snooze(id, 604801, pd::you)->code, 1013);
        QVERIFY(!account.world.snooze(id, 604800, pd::you));
    }

    void whoeverGetsAnAcknowledgedOneHasNotAcknowledgedIt()
    {
        Account account;
        const QString id = account.page();
        account.world.change(id, {.status = u"acknowledged"_s}, pd::you);
        QVERIFY(!account.world.change(id, {.assignees = QStringList{pd::lead}}, pd::you));
        QCOMPARE(account.incident(id).status, u"triggered"_s);
        QCOMPARE(account.assigned(id), QStringList{pd::lead});
        QVERIFY(account.incident(id).isDirect);
        QVERIFY(!account.world.change(id, {.level = 2}, pd::lead));
        QCOMPARE(account.assigned(id), QStringList{pd::backup});
        QVERIFY(!account.incident(id).isDirect);
    }

    void resolvingKeepsTheResolutionAsANote()
    {
        Account account;
        const QString id = account.page();
        account.world.change(id, {.status = u"resolved"_s, .resolution = u"Restarted nginx"_s}, pd::you);
        QVERIFY(account.incident(id).assignments.isEmpty());
        QVERIFY(account.incident(id).notes.constFirst().content.contains(u"Restarted nginx"));
        QCOMPARE(account.incident(id).resolved, account.clock.now());
    }

    void mergedOnesAreResolvedIntoTheOther()
    {
        Account account;
        const QString into = account.world.trigger({.title = u"One"_s, .service = pd::mainSite, .alert = pd::Alert()});
        const QString from = account.world.trigger({.title = u"Two"_s, .service = pd::mainSite, .alert = pd::Alert()});
        QVERIFY(!account.world.merge(into, {from}, pd::you));
        QCOMPARE(account.incident(into).alerts.size(), 2);
        QCOMPARE(account.incident(from).status, u"resolved"_s);
        QCOMPARE(account.incident(from).mergedInto, into);
        QCOMPARE(account.world.merge(into, {from}, pd::you)->code, 1019);
        QCOMPARE(account.world.merge(into, {into}, pd::you)->code, 2001);
        account.world.change(into, {.status = u"resolved"_s}, pd::you);
        QCOMPARE(account.world.merge(into, {account.page()}, pd::you)->code, 1001);
    }

    void writesAreReadAfterTheDelay()
    {
        Account account;
        account.world.writeDelay = 2s;
        const QString id = account.page();
        QVERIFY(account.world.readable(id) == nullptr);
        account.clock.advance(2s);
        QCOMPARE(account.world.readable(id)->status, u"triggered"_s);
        account.world.change(id, {.status = u"acknowledged"_s}, pd::you);
        account.clock.advance(1s);
        account.world.change(id, {.status = u"resolved"_s}, pd::you);
        QCOMPARE(account.world.readable(id)->status, u"triggered"_s);
        QCOMPARE(account.incident(id).status, u"resolved"_s);
        account.clock.advance(1s);
        QCOMPARE(account.world.readable(id)->status, u"acknowledged"_s);
        account.clock.advance(1s);
        QCOMPARE(account.world.readable(id)->status, u"resolved"_s);
    }

    void eventsOfOneKeyAreOneIncident()
    {
        Account account;
        QVERIFY(account.world.take(siteEvent(u"trigger"_s, u"disk"_s)));
        QVERIFY(account.world.take(siteEvent(u"trigger"_s, u"disk"_s)));
        QCOMPARE(account.world.incidents().size(), 1);
        const QString id = account.world.incidents().constFirst()->id;
        QVERIFY(account.world.take(siteEvent(u"acknowledge"_s, u"disk"_s)));
        QCOMPARE(account.incident(id).status, u"acknowledged"_s);
        QVERIFY(account.world.take(siteEvent(u"resolve"_s, u"disk"_s)));
        QCOMPARE(account.incident(id).status, u"resolved"_s);
        QVERIFY(account.world.take(siteEvent(u"trigger"_s, u"disk"_s))); // another one
        QCOMPARE(account.world.incidents().size(), 2);
    }

    void someEventsAreDroppedWithoutAWord()
    {
        Account account;
        QVERIFY(!account.world.take(siteEvent(u"resolve"_s, u"nothing"_s)));
        account.world.take(siteEvent(u"trigger"_s, u"disk"_s));
        pd::Event other = siteEvent(u"resolve"_s, u"disk"_s);
        other.routingKey = pd::postgresRoutingKey; // another service's
        QVERIFY(!account.world.take(other));
        other.routingKey = QString(32, u'0');
        other.action = u"trigger"_s;
        QVERIFY(!account.world.take(other));
        account.world.windows.append({u"PWINDOW"_s, 1, account.clock.now(), account.clock.now() + 1h, {}, {pd::mainSite}});
        QVERIFY(!account.world.take(siteEvent(u"trigger"_s, u"memory"_s)));
        QCOMPARE(account.world.incidents().size(), 1);
    }

    void overridesLieOnTopOfTheRotation()
    {
        Account account;
        const TimePoint now = account.clock.now();
        account.world.editSchedule(pd::primarySchedule)->overrides.append({u"POVER01"_s, {now + 1h, now + 3h, pd::lead}});
        const QList<pd::Shift> shifts = account.world.shifts(*account.world.schedule(pd::primarySchedule), now, now + 24h);
        QCOMPARE(shifts.size(), 3);
        QCOMPARE(shifts.at(0).user, pd::you);
        QCOMPARE(shifts.at(0).end, now + 1h);
        QCOMPARE(shifts.at(1), (pd::Shift{now + 1h, now + 3h, pd::lead}));
        QCOMPARE(shifts.at(2).start, now + 3h);
        QCOMPARE(account.world.onCall({pd::primarySchedule, true}, now + 2h), QStringList{pd::lead});
    }

    void turnsFollowEachOther()
    {
        Account account;
        const pd::Schedule &schedule = *account.world.schedule(pd::primarySchedule);
        const QList<pd::Shift> shifts = account.world.shifts(schedule, account.clock.now(), account.clock.now() + std::chrono::days(14));
        QCOMPARE(shifts.at(0).user, pd::you);
        QCOMPARE(shifts.at(1).user, pd::backup);
        QCOMPARE(shifts.at(1).start, shifts.at(0).end);
        QCOMPARE(shifts.at(1).end - shifts.at(1).start, Duration(std::chrono::days(7)));
    }

    void servicesShowTheWorstOfTheirIncidents()
    {
        Account account;
        const pd::Service &site = *account.world.service(pd::mainSite);
        QCOMPARE(account.world.serviceStatus(site), u"active"_s);
        const QString id = account.page();
        QCOMPARE(account.world.serviceStatus(site), u"critical"_s);
        account.world.change(id, {.status = u"acknowledged"_s}, pd::you);
        QCOMPARE(account.world.serviceStatus(site), u"warning"_s);
        account.world.windows.append({u"PWINDOW"_s, 1, account.clock.now(), account.clock.now() + 1h, {}, {pd::mainSite}});
        QCOMPARE(account.world.serviceStatus(site), u"maintenance"_s);
        account.world.editService(pd::mainSite)->isDisabled = true;
        QCOMPARE(account.world.serviceStatus(site), u"disabled"_s);
    }

    void idsAreDifferentAndAsLongAsAskedFor()
    {
        Account account;
        QSet<QString> ids;
        for (int count = 0; count < 20000; ++count)
            ids.insert(account.world.newId());
        QCOMPARE(ids.size(), 20000);
        QCOMPARE(ids.cbegin()->size(), 7);
        account.world.hasLongIds = true;
        QCOMPARE(account.incident(account.page()).id.size(), 14);
    }
};

QTEST_GUILESS_MAIN(TestPagerDutyWorld)
#include "tst_pagerdutyworld.moc"
