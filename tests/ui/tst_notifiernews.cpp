// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/testpage.h"
#include "fakenotifications.h"
#include "notifier.h"
#include "support/fakeclock.h"
#include "support/privatebus.h"
#include "support/shifts.h"

#include <QDBusPendingCallWatcher>
#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace nightbell;

namespace {

constexpr auto serverName = "server"_L1;

Incident incident(const QString &id)
{
    Incident incident;
    incident.id = IncidentId(id);
    incident.source = SourceId(u"prod"_s);
    incident.service = ServiceId(u"payments"_s);
    incident.title = u"payments-db: replication lag"_s;
    incident.created = FakeClock().now();
    return incident;
}

Page page(const Incident &incident)
{
    return {incident.id, incident, incident.created, false};
}

Diff<Shared<Incident>> gone(const SharedIncidents &incidents)
{
    return {{}, {}, incidents};
}

} // namespace

// What is told once, beside pages: low urgency, recoveries, refusals.
class NotifierNewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void recovery_data();
    void recovery();
    void recoveriesOfOneMomentAreOne();
    void whatIsNotWatchedAnyMoreIsNotResolved();
    void lowUrgencyIsToldOnceAndQuietly();
    void lowUrgencyOfOneMomentIsOne();
    void lowUrgencyWaitsForTheServer();
    void lowUrgencyThatIsPagedForIsNotToldTwice();
    void refusalIsTold();
    void aShiftIsToldAndLeadsToThePage();
    void aShiftIsForgottenWithItsServer();
    void aBurstAfterASleepIsOne();
    void aDigestThatIsRefusedIsToldOneByOne();
    void oneThatCameMeanwhileIsToldAsEver();
    void theEndOfATestPageIsNoRecovery();

private:
    void startServer(uint firstId = 1) { m_server.emplace(m_bus->connection(serverName), firstId); }
    Notifier &startNotifier()
    {
        m_notifier.emplace(m_bus->connection(u"client"_s), m_clock, actionKinds());
        m_notifier->start();
        return *m_notifier;
    }
    void stopServer()
    {
        m_server.reset();
        m_bus->disconnect(serverName);
    }
    // All that was sent on the bus before has been seen by both sides.
    void settle()
    {
        for (int round = 0; round < 3; ++round) {
            bool answered = false;
            QDBusMessage ping = QDBusMessage::createMethodCall(
                u"org.freedesktop.Notifications"_s, u"/org/freedesktop/Notifications"_s, u"org.freedesktop.DBus.Peer"_s, u"Ping"_s);
            QDBusConnection client = m_bus->connection(u"client"_s);
            auto *watcher = new QDBusPendingCallWatcher(client.asyncCall(ping), this);
            connect(watcher, &QDBusPendingCallWatcher::finished, this, [&answered, watcher] {
                answered = true;
                watcher->deleteLater();
            });
            QVERIFY(QTest::qWaitFor([&answered] { return answered; }));
        }
    }

    FakeClock m_clock;
    std::optional<PrivateBus> m_bus;
    std::optional<FakeNotifications> m_server;
    std::optional<Notifier> m_notifier;
};

void NotifierNewsTest::init()
{
    m_bus.emplace();
    QVERIFY2(m_bus->isRunning(), "dbus-daemon does not start");
}

void NotifierNewsTest::cleanup()
{
    m_notifier.reset();
    m_server.reset();
    m_bus.reset();
}

void NotifierNewsTest::recovery_data()
{
    QTest::addColumn<bool>("paged");
    QTest::addColumn<QString>("resolvedBy");
    QTest::addColumn<QString>("action");
    QTest::addColumn<bool>("expected");
    QTest::newRow("paged for and well by itself is told") << true << QString() << QString() << true;
    QTest::newRow("never paged for is not told") << false << QString() << QString() << false;
    QTest::newRow("resolved by a colleague is not told") << true << u"Doug"_s << QString() << false;
    QTest::newRow("resolved from here is not told") << true << QString() << u"resolve"_s << false;
    QTest::newRow("acknowledged from here is told") << true << QString() << u"acknowledge"_s << true;
}

void NotifierNewsTest::recovery()
{
    QFETCH(const bool, paged);
    QFETCH(const QString, resolvedBy);
    QFETCH(const QString, action);
    QFETCH(const bool, expected);
    startServer();
    startNotifier();
    auto broken = incident(u"i1"_s);
    if (paged) {
        m_notifier->raise(page(broken));
        QTRY_COMPARE(m_server->calls.size(), 1);
        settle();
        m_notifier->clear(page(broken));
    } else {
        QTRY_COMPARE(m_notifier->problem(), QString());
        settle();
    }
    m_server->calls.clear();
    broken.resolvedBy = resolvedBy;
    broken.action.action = action;
    m_notifier->apply(gone({broken}));
    m_notifier->apply(gone({broken}));
    settle();
    QCOMPARE(m_server->calls.size(), expected ? 1 : 0);
    if (!expected)
        return;
    const auto &call = m_server->calls.first();
    QCOMPARE(call.summary, u"Resolved: payments-db: replication lag"_s);
    QCOMPARE(call.hints.value(u"urgency"_s).metaType(), QMetaType::fromType<uchar>());
    QCOMPARE(call.hints.value(u"urgency"_s).value<uchar>(), uchar(1));
    QCOMPARE(call.timeout, -1);
    QSignalSpy opened(&*m_notifier, &Notifier::opened);
    m_server->press(call.id, u"default"_s);
    QTRY_COMPARE(opened.size(), 1);
}

void NotifierNewsTest::recoveriesOfOneMomentAreOne()
{
    startServer();
    startNotifier();
    SharedIncidents broken;
    for (int number = 0; number < 12; ++number)
        m_notifier->raise(page(broken.emplaceBack(incident(u"i%1"_s.arg(number)))));
    QTRY_COMPARE(m_server->calls.size(), 12);
    m_server->calls.clear();
    m_notifier->apply(gone(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    QCOMPARE(m_server->calls.size(), 1);
    QVERIFY2(m_server->calls.first().summary.contains("12"_L1), qPrintable(m_server->calls.first().summary));
    QVERIFY2(m_server->calls.first().body.endsWith("and 4 more"_L1), qPrintable(m_server->calls.first().body));
}

void NotifierNewsTest::whatIsNotWatchedAnyMoreIsNotResolved()
{
    startServer();
    startNotifier();
    const auto broken = incident(u"i1"_s);
    m_notifier->raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    m_server->calls.clear();
    auto after = broken;
    after.state = IncidentState::Resolved;
    after.unwatched = u"Its source was removed."_s;
    m_notifier->apply({{}, {{broken, after}}, {}});
    m_notifier->apply(gone({after}));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    const auto &call = m_server->calls.last();
    QCOMPARE(call.summary, u"Not watched any more: payments-db: replication lag"_s);
    QVERIFY2(call.body.contains(u"Its source was removed."_s), qPrintable(call.body));
    QVERIFY(!call.body.contains(u"esolved"_s));
    QCOMPARE(m_server->calls.size(), 1);
}

void NotifierNewsTest::aBurstAfterASleepIsOne()
{
    startServer();
    Notifier &notifier = startNotifier();
    const auto ending = incident(u"before"_s);
    notifier.raise(page(ending));
    QTRY_COMPARE(m_server->calls.size(), 1);
    m_server->calls.clear();

    notifier.gather(m_clock.now());
    for (int number = 0; number < 5; ++number)
        notifier.raise(page(incident(u"i%1"_s.arg(number))));
    auto low = incident(u"low"_s);
    low.urgency = Urgency::Low;
    notifier.tell({low}, false);
    notifier.clear(page(ending));
    notifier.apply(gone({ending}));
    settle();
    QCOMPARE(m_server->calls.size(), 1); // nobody has to wait for the first page
    QCOMPARE(m_server->calls.first().hints.value(u"x-dunst-stack-tag"_s).toString(), u"i0"_s);

    notifier.release();
    settle();
    QCOMPARE(m_server->calls.size(), 2);
    const auto &digest = m_server->calls.last();
    QVERIFY2(digest.summary.contains("4 more"_L1), qPrintable(digest.summary));
    QVERIFY2(digest.body.contains("1 of low urgency"_L1), qPrintable(digest.body));
    QVERIFY2(digest.body.contains("1 ended meanwhile"_L1), qPrintable(digest.body));
    QCOMPARE(digest.hints.value(u"urgency"_s).value<uchar>(), uchar(2)); // somebody is needed
    QCOMPARE(digest.timeout, 0);
    const uint digestId = digest.id;

    notifier.raise(page(incident(u"later"_s))); // as ever
    settle();
    QCOMPARE(m_server->calls.size(), 3);

    notifier.closeAll(); // it would stay, with a button that does nothing
    settle();
    QCOMPARE(m_server->closed.count(digestId), 1);
}

void NotifierNewsTest::aDigestThatIsRefusedIsToldOneByOne()
{
    startServer();
    Notifier &notifier = startNotifier();
    QTRY_COMPARE(notifier.problem(), QString());
    notifier.gather(m_clock.now());
    for (int number = 0; number < 3; ++number)
        notifier.raise(page(incident(u"i%1"_s.arg(number))));
    settle();
    m_server->calls.clear();
    m_server->refusal = u"org.freedesktop.Notifications.Error.ExcessNotificationGeneration"_s;
    m_server->refusesOnce = true;
    notifier.release();
    QTRY_COMPARE(m_server->calls.size(), 3); // the digest, and each of the two that were in it
    settle();
    notifier.closeAll();
    settle();
    for (const auto &call : m_server->calls.sliced(1))
        QVERIFY(m_server->closed.contains(call.id));
}

void NotifierNewsTest::oneThatCameMeanwhileIsToldAsEver()
{
    startServer();
    Notifier &notifier = startNotifier();
    QTRY_COMPARE(notifier.problem(), QString());
    settle();
    notifier.gather(std::nullopt);
    notifier.raise(page(incident(u"i0"_s)));
    notifier.raise(page(incident(u"i1"_s)));
    settle();
    QCOMPARE(m_server->calls.size(), 1);
    notifier.release();
    settle();
    QCOMPARE(m_server->calls.size(), 2);
    QCOMPARE(m_server->calls.last().hints.value(u"x-dunst-stack-tag"_s).toString(), u"i1"_s);
    notifier.release(); // nothing was gathered
    settle();
    QCOMPARE(m_server->calls.size(), 2);
}

void NotifierNewsTest::theEndOfATestPageIsNoRecovery()
{
    startServer();
    Notifier &notifier = startNotifier();
    auto test = incident(u"NB-1"_s);
    test.source = SourceId(u"nightbell"_s);
    test.dedupKey = testPageKey();
    notifier.raise(page(test));
    QTRY_COMPARE(m_server->calls.size(), 1);
    notifier.clear(page(test));
    notifier.apply(gone({test}));
    settle();
    QCOMPARE(m_server->calls.size(), 1);
}

void NotifierNewsTest::lowUrgencyIsToldOnceAndQuietly()
{
    startServer();
    startNotifier();
    auto low = incident(u"low"_s);
    low.urgency = Urgency::Low;
    m_notifier->tell({low}, false);
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    const auto call = m_server->calls.last();
    QCOMPARE(call.summary, low.title);
    QVERIFY(call.body.startsWith(u"Low urgency"_s));
    QCOMPARE(call.hints.value(u"urgency"_s).value<uchar>(), uchar(1)); // not critical: do-not-disturb holds it
    QCOMPARE(call.timeout, -1); // and it goes by itself
    QCOMPARE(call.actions.value(0), u"default"_s);
    QSignalSpy opened(&*m_notifier, &Notifier::opened);
    m_server->press(call.id, u"default"_s);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].value<IncidentId>(), low.id);
    QCOMPARE(m_server->calls.size(), 1);
    m_server->calls.clear();
    m_notifier->apply(gone({low}));
    QTRY_COMPARE(m_server->calls.size(), 1);
    QCOMPARE(m_server->calls.first().summary, u"Resolved: payments-db: replication lag"_s);
}

void NotifierNewsTest::lowUrgencyOfOneMomentIsOne()
{
    startServer();
    startNotifier();
    for (int number = 0; number < 12; ++number) {
        auto low = incident(u"i%1"_s.arg(number));
        low.urgency = Urgency::Low;
        m_notifier->tell({low}, false);
    }
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    QCOMPARE(m_server->calls.size(), 1);
    QVERIFY2(m_server->calls.first().summary.contains("12"_L1), qPrintable(m_server->calls.first().summary));
}

void NotifierNewsTest::lowUrgencyWaitsForTheServer()
{
    startServer();
    m_notifier.emplace(m_bus->connection(u"client"_s), m_clock, actionKinds());
    auto low = incident(u"low"_s);
    low.urgency = Urgency::Low;
    m_notifier->tell({low}, false); // the first picture comes before the server has been found
    QCoreApplication::processEvents();
    QCOMPARE(m_server->calls.size(), 0);
    m_notifier->start();
    QTRY_COMPARE(m_server->calls.size(), 1);
}

void NotifierNewsTest::lowUrgencyThatIsPagedForIsNotToldTwice()
{
    startServer();
    startNotifier();
    auto low = incident(u"low"_s);
    low.urgency = Urgency::Low;
    m_notifier->tell({low}, false);
    low.urgency = Urgency::High;
    m_notifier->raise(page(low));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    QCOMPARE(m_server->calls.size(), 1);
    QCOMPARE(m_server->calls.first().hints.value(u"urgency"_s).value<uchar>(), uchar(2));
}

void NotifierNewsTest::refusalIsTold()
{
    startServer();
    QSignalSpy opened(&startNotifier(), &Notifier::opened);
    QTRY_VERIFY(m_notifier->problem().isEmpty());
    settle();
    m_notifier->tellRefusal(u"acknowledge"_s, IncidentId(u"i1"_s), u"payments-db"_s, u"the token was refused (401)"_s);
    QTRY_COMPARE(m_server->calls.size(), 1);
    QCOMPARE(m_server->calls.first().summary, u"“Acknowledge” was refused"_s);
    QCOMPARE(m_server->calls.first().body, u"payments-db\nthe token was refused (401)"_s);
    settle();
    m_server->press(1, u"default"_s);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.first().at(0).value<IncidentId>(), IncidentId(u"i1"_s));
}

void NotifierNewsTest::aShiftIsToldAndLeadsToThePage()
{
    startServer();
    m_notifier.emplace(m_bus->connection(u"client"_s), m_clock, actionKinds());
    m_notifier->tellDuty(DutyNews{SourceId(u"pd"_s), DutyNews::Kind::Soon, m_clock.now() + std::chrono::hours(1), {shiftOf(1, 9)}, {}});
    m_notifier->start(); // it waits for the server
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    const auto call = m_server->calls.last();
    QCOMPARE(call.summary, u"You go on call in 1 h"_s);
    QVERIFY2(call.body.startsWith(u"Site, level 1"_s), qPrintable(call.body));
    QCOMPARE(call.hints.value(u"urgency"_s).value<uchar>(), uchar(1)); // nobody is woken to be told that they may be
    QSignalSpy opened(&*m_notifier, &Notifier::opened);
    QSignalSpy onCallOpened(&*m_notifier, &Notifier::onCallOpened);
    m_server->give(call.id, u"token"_s);
    m_server->press(call.id, u"default"_s);
    QTRY_COMPARE(onCallOpened.size(), 1);
    QCOMPARE(onCallOpened.constFirst().constFirst().toString(), u"token"_s);
    QCOMPARE(opened.size(), 0);
}

// A new server counts from the beginning: the number of a shift is that of a page by then.
void NotifierNewsTest::aShiftIsForgottenWithItsServer()
{
    startServer();
    m_notifier.emplace(m_bus->connection(u"client"_s), m_clock, actionKinds());
    m_notifier->tellDuty(DutyNews{SourceId(u"pd"_s), DutyNews::Kind::Soon, m_clock.now() + std::chrono::hours(1), {shiftOf(1, 9)}, {}});
    m_notifier->start();
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    const uint id = m_server->calls.constFirst().id;
    stopServer();
    startServer();
    m_notifier->raise(page(incident(u"i1"_s)));
    QTRY_COMPARE(m_server->calls.size(), 1);
    QCOMPARE(m_server->calls.constFirst().id, id);
    settle();
    QSignalSpy onCallOpened(&*m_notifier, &Notifier::onCallOpened);
    QSignalSpy asked(&*m_notifier, &Notifier::actionRequested);
    m_server->press(id, u"acknowledge"_s);
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(onCallOpened.size(), 0);
}

QTEST_GUILESS_MAIN(NotifierNewsTest)

#include "tst_notifiernews.moc"
