// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakenotifications.h"
#include "notifier.h"
#include "support/fakeclock.h"
#include "support/privatebus.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QElapsedTimer>
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

} // namespace

class NotifierTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void hintsHaveTheTypesThatServersRead();
    void openIsNotThereTwice_data();
    void openIsNotThereTwice();
    void bodyIsEscapedForMarkupOnly_data();
    void bodyIsEscapedForMarkupOnly();
    void changedPageReplacesItsNotification();
    void sameWordsAreNotSentAgain();
    void displayedIsSaidOnce();
    void updatesArePaced();
    void replacingWaitsForTheAnswer();
    void clearedPageIsClosed();
    void clearedBeforeTheAnswerIsClosedWhenItComes();
    void buttonAsksOnce();
    void openingGivesTheToken();
    void otherProgramsNotificationsAreIgnored();
    void otherSendersAreNotHeard();
    void closingIsNotActing();
    void closedByPersonIsShownAgainAfterARefusal();
    void closedByAButtonIsShownAgainWhenThatIsTakenBack();
    void expiredIsShownAgainWhenItChanges();
    void restartedServerShowsOpenPagesAgain();
    void restartedServerDoesNotShowWhatWasDismissed();
    void lateServerShowsOpenPages();
    void missingBusIsSaid();
    void refusedNotificationIsSaidAndTriedAgain();
    void tooManyNotificationsIsNotAProblem();
    void closeAllLeavesNothing();
    void hiddenTitlesAreNotSent();
    void showingAgainSendsTheSame();

private:
    void startServer(uint firstId = 1) { m_server.emplace(m_bus->connection(serverName), firstId); }
    void stopServer()
    {
        m_server.reset();
        m_bus->disconnect(serverName);
    }
    Notifier &startNotifier()
    {
        m_notifier.emplace(m_bus->connection(u"client"_s), m_clock, actionKinds());
        m_notifier->start();
        return *m_notifier;
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

    // Lets the pause after a notification go by: another page, raised later, is changed and shown changed.
    void passPause()
    {
        auto other = incident(u"other"_s);
        const qsizetype before = m_server->calls.size();
        m_notifier->raise(page(other));
        QTRY_COMPARE(m_server->calls.size(), before + 1);
        other.title = u"changed"_s;
        m_notifier->update(page(other));
        QTRY_COMPARE(m_server->calls.size(), before + 2);
        QCOMPARE(m_server->calls.last().summary, other.title);
        settle();
    }
    QStringList tags() const // of the incidents in the order in which they were shown
    {
        QStringList tags;
        for (const auto &call : m_server->calls)
            tags.append(call.hints.value(u"x-dunst-stack-tag"_s).toString());
        return tags;
    }

    FakeClock m_clock;
    std::optional<PrivateBus> m_bus;
    std::optional<FakeNotifications> m_server;
    std::optional<Notifier> m_notifier;
};

void NotifierTest::init()
{
    m_bus.emplace();
    QVERIFY2(m_bus->isRunning(), "dbus-daemon does not start");
}

void NotifierTest::cleanup()
{
    m_notifier.reset();
    m_server.reset();
    m_bus.reset();
}

void NotifierTest::hintsHaveTheTypesThatServersRead()
{
    startServer();
    startNotifier().raise(page(incident(u"i1"_s)));
    QTRY_COMPARE(m_server->calls.size(), 1);
    const auto &call = m_server->calls.first();
    QCOMPARE(call.signature, u"susssasa{sv}i"_s);
    QCOMPARE(call.hints.value(u"urgency"_s).metaType(), QMetaType::fromType<uchar>());
    QCOMPARE(call.hints.value(u"urgency"_s).value<uchar>(), uchar(2));
    QCOMPARE(call.hints.value(u"resident"_s), QVariant(true));
    QCOMPARE(call.hints.value(u"suppress-sound"_s), QVariant(true));
    QCOMPARE(call.hints.value(u"desktop-entry"_s), QVariant(u"io.github.nightbell.Nightbell"_s));
    QCOMPARE(call.hints.value(u"category"_s), QVariant(u"x-nightbell.page"_s));
    QCOMPARE(call.hints.value(u"x-dunst-stack-tag"_s), QVariant(u"i1"_s));
    QCOMPARE(call.hints.value(u"x-canonical-private-synchronous"_s), QVariant(u"i1"_s));
    QVERIFY(!call.hints.contains(u"transient"_s));
    QCOMPARE(call.timeout, 0);
    QCOMPARE(call.replaces, 0U);
}

void NotifierTest::openIsNotThereTwice_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<bool>("expected");
    QTest::newRow("the default action is drawn as a button") << u"Xfce Notify Daemon"_s << false;
    QTest::newRow("the default action is the body") << u"gnome-shell"_s << true;
}

void NotifierTest::openIsNotThereTwice()
{
    QFETCH(const QString, server);
    QFETCH(const bool, expected);
    startServer();
    m_server->name = server;
    startNotifier().raise(page(incident(u"i1"_s)));
    QTRY_COMPARE(m_server->calls.size(), 1);
    QCOMPARE(m_server->calls.first().actions.contains(u"open"_s), expected);
    QVERIFY(m_server->calls.first().actions.contains(u"default"_s));
}

void NotifierTest::bodyIsEscapedForMarkupOnly_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a server that reads markup") << QStringList{u"body"_s, u"body-markup"_s} << u"R&amp;D &lt;b&gt;"_s;
    QTest::newRow("a server that shows what it gets") << QStringList{u"body"_s} << u"R&D <b>"_s;
}

void NotifierTest::bodyIsEscapedForMarkupOnly()
{
    QFETCH(const QStringList, capabilities);
    QFETCH(const QString, expected);
    startServer();
    m_server->capabilities = capabilities;
    auto broken = incident(u"i1"_s);
    broken.title = u"a < b"_s; // summaries have no markup
    broken.service = ServiceId(u"R&D <b>"_s);
    startNotifier().raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    QCOMPARE(m_server->calls.first().summary, u"a < b"_s);
    QVERIFY2(m_server->calls.first().body.contains(expected), qPrintable(m_server->calls.first().body));
}

void NotifierTest::changedPageReplacesItsNotification()
{
    startServer(40);
    auto broken = incident(u"i1"_s);
    startNotifier().raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    broken.title = u"payments-db: replication lag 1,200 s"_s;
    m_notifier->update(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 2);
    QCOMPARE(m_server->calls.last().replaces, 40U);
    QCOMPARE(m_server->calls.last().summary, broken.title);
}

void NotifierTest::sameWordsAreNotSentAgain()
{
    startServer();
    auto broken = incident(u"i1"_s);
    startNotifier().raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    broken.text = u"other evidence"_s;
    m_notifier->update(page(broken));
    passPause();
    QCOMPARE(tags().count(u"i1"_s), 1);
}

void NotifierTest::displayedIsSaidOnce()
{
    startServer();
    m_server->holdsReplies = true;
    QSignalSpy shown(&startNotifier(), &Notifier::shown);
    auto broken = incident(u"i1"_s);
    m_notifier->raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    QCOMPARE(shown.size(), 0); // asked for is not displayed
    m_server->holdsReplies = false;
    m_server->release();
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(shown.first().at(0).value<IncidentId>(), broken.id);
    QCOMPARE(shown.first().at(1).toString(), u"fake"_s);
    broken.title = u"other words"_s;
    m_notifier->update(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 2);
    settle();
    QCOMPARE(shown.size(), 1);
    m_notifier->raise(page(broken)); // insisting is told again
    broken.title = u"still other words"_s;
    m_notifier->update(page(broken));
    QTRY_COMPARE(shown.size(), 2);
}

void NotifierTest::updatesArePaced()
{
    startServer();
    auto broken = incident(u"i1"_s);
    startNotifier().raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    QElapsedTimer timer;
    timer.start();
    for (int update = 0; update < 5; ++update) {
        broken.title = u"update %1"_s.arg(update);
        m_notifier->update(page(broken));
    }
    settle();
    QCOMPARE(m_server->calls.size(), 1);
    QTRY_COMPARE(m_server->calls.size(), 2);
    QVERIFY(timer.elapsed() > 900);
    QCOMPARE(m_server->calls.last().summary, u"update 4"_s);
}

void NotifierTest::replacingWaitsForTheAnswer()
{
    startServer(7);
    m_server->holdsReplies = true;
    auto broken = incident(u"i1"_s);
    startNotifier().raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    broken.title = u"later"_s;
    m_notifier->update(page(broken));
    m_server->holdsReplies = false;
    passPause();
    QCOMPARE(tags().count(u"i1"_s), 1); // its id is not known: a second one would stand beside it
    m_server->release();
    QTRY_COMPARE(tags().count(u"i1"_s), 2);
    QCOMPARE(m_server->calls.last().replaces, 7U);
}

void NotifierTest::clearedPageIsClosed()
{
    startServer(3);
    const auto broken = incident(u"i1"_s);
    startNotifier().raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    m_notifier->clear(page(broken));
    QTRY_COMPARE(m_server->closed, QList<uint>{3});
}

void NotifierTest::clearedBeforeTheAnswerIsClosedWhenItComes()
{
    startServer(3);
    m_server->holdsReplies = true;
    const auto broken = incident(u"i1"_s);
    startNotifier().raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    m_notifier->clear(page(broken));
    settle();
    QCOMPARE(m_server->closed, QList<uint>{});
    m_server->release();
    QTRY_COMPARE(m_server->closed, QList<uint>{3});
    QCOMPARE(m_server->calls.size(), 1);
}

void NotifierTest::buttonAsksOnce()
{
    startServer();
    QSignalSpy asked(&startNotifier(), &Notifier::actionRequested);
    m_notifier->raise(page(incident(u"i1"_s)));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    m_server->press(1, u"acknowledge"_s);
    m_server->press(1, u"acknowledge"_s); // some servers say everything twice
    m_server->shut(1, 2);
    m_server->press(1, u"acknowledge"_s);
    settle();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), u"acknowledge"_s);
    QCOMPARE(asked.first().at(1).value<QList<IncidentId>>(), QList<IncidentId>{IncidentId(u"i1"_s)});
}

void NotifierTest::openingGivesTheToken()
{
    startServer();
    QSignalSpy opened(&startNotifier(), &Notifier::opened);
    QSignalSpy asked(&*m_notifier, &Notifier::actionRequested);
    m_notifier->raise(page(incident(u"i1"_s)));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    m_server->give(1, u"token-1"_s);
    m_server->press(1, u"default"_s);
    m_server->press(1, u"open"_s);
    QTRY_COMPARE(opened.size(), 2);
    QCOMPARE(opened.at(0).at(0).value<IncidentId>(), IncidentId(u"i1"_s));
    QCOMPARE(opened.at(0).at(1).toString(), u"token-1"_s);
    QCOMPARE(opened.at(1).at(1).toString(), QString()); // a token is good for one time
    QCOMPARE(asked.size(), 0);
}

void NotifierTest::otherProgramsNotificationsAreIgnored()
{
    startServer();
    QSignalSpy asked(&startNotifier(), &Notifier::actionRequested);
    QSignalSpy opened(&*m_notifier, &Notifier::opened);
    m_notifier->raise(page(incident(u"i1"_s)));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    m_server->press(99, u"acknowledge"_s);
    m_server->press(99, u"default"_s);
    settle();
    QCOMPARE(asked.size() + opened.size(), 0);
}

void NotifierTest::otherSendersAreNotHeard()
{
    startServer();
    QSignalSpy asked(&startNotifier(), &Notifier::actionRequested);
    m_notifier->raise(page(incident(u"i1"_s)));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    QDBusMessage forged
        = QDBusMessage::createSignal(u"/org/freedesktop/Notifications"_s, u"org.freedesktop.Notifications"_s, u"ActionInvoked"_s);
    forged.setArguments({QVariant::fromValue(1U), u"acknowledge"_s});
    QVERIFY(m_bus->connection(u"stranger"_s).send(forged));
    settle();
    QCOMPARE(asked.size(), 0);
    m_server->press(1, u"acknowledge"_s);
    QTRY_COMPARE(asked.size(), 1);
}

void NotifierTest::closingIsNotActing()
{
    startServer();
    QSignalSpy asked(&startNotifier(), &Notifier::actionRequested);
    auto broken = incident(u"i1"_s);
    m_notifier->raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    m_server->shut(1, 2);
    settle();
    QCOMPARE(asked.size(), 0);
    broken.title = u"other words"_s;
    m_notifier->update(page(broken)); // and does not come back for other words
    passPause();
    QCOMPARE(tags().count(u"i1"_s), 1);
}

void NotifierTest::closedByPersonIsShownAgainAfterARefusal()
{
    startServer();
    auto broken = incident(u"i1"_s);
    startNotifier().raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    m_server->shut(1, 2);
    settle();
    broken.action = {ActionStage::Refused, u"acknowledge"_s, u"not allowed (403)"_s};
    m_notifier->update(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 2);
    QVERIFY2(
        m_server->calls.last().body.contains(u"“Acknowledge” was refused: not allowed (403)"_s), qPrintable(m_server->calls.last().body));
    QCOMPARE(m_server->calls.last().replaces, 0U);
}

void NotifierTest::closedByAButtonIsShownAgainWhenThatIsTakenBack()
{
    startServer();
    auto broken = incident(u"i1"_s);
    startNotifier().raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    auto acknowledged = broken;
    acknowledged.state = IncidentState::Acknowledged;
    acknowledged.action = {ActionStage::Sending, u"acknowledge"_s, {}};
    m_server->shut(1, 3); // as servers do when a button was pressed
    settle();
    m_notifier->update(page(acknowledged));
    settle();
    QCOMPARE(m_server->calls.size(), 1);
    m_notifier->update(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 2);
    QCOMPARE(m_server->calls.last().replaces, 0U);
}

void NotifierTest::expiredIsShownAgainWhenItChanges()
{
    startServer();
    auto broken = incident(u"i1"_s);
    startNotifier().raise(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    m_server->shut(1, 1);
    settle();
    broken.title = u"other words"_s;
    m_notifier->update(page(broken));
    QTRY_COMPARE(m_server->calls.size(), 2);
    QCOMPARE(m_server->calls.last().replaces, 0U);
}

void NotifierTest::restartedServerShowsOpenPagesAgain()
{
    startServer(5);
    QSignalSpy asked(&startNotifier(), &Notifier::actionRequested);
    m_notifier->raise(page(incident(u"i1"_s)));
    m_notifier->raise(page(incident(u"i2"_s)));
    QTRY_COMPARE(m_server->calls.size(), 2);
    settle();
    stopServer();
    startServer(5);
    QTRY_COMPARE(m_server->calls.size(), 2);
    QCOMPARE(m_server->calls.at(0).replaces, 0U);
    QCOMPARE(m_server->calls.at(1).replaces, 0U);
    settle();
    m_server->press(m_server->calls.at(1).id, u"acknowledge"_s);
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(1).value<QList<IncidentId>>(), QList<IncidentId>{IncidentId(u"i2"_s)});
}

void NotifierTest::restartedServerDoesNotShowWhatWasDismissed()
{
    startServer();
    startNotifier().raise(page(incident(u"i1"_s)));
    m_notifier->raise(page(incident(u"i2"_s)));
    QTRY_COMPARE(m_server->calls.size(), 2);
    settle();
    m_server->shut(m_server->calls.first().id, 2);
    settle();
    stopServer();
    startServer();
    QTRY_COMPARE(m_server->calls.size(), 1);
    QCOMPARE(m_server->calls.first().hints.value(u"x-dunst-stack-tag"_s).toString(), u"i2"_s);
    settle();
    QCOMPARE(m_server->calls.size(), 1);
}

void NotifierTest::lateServerShowsOpenPages()
{
    QSignalSpy unavailable(&startNotifier(), &Notifier::unavailable);
    QSignalSpy available(&*m_notifier, &Notifier::available);
    m_notifier->raise(page(incident(u"i1"_s)));
    QTRY_COMPARE(unavailable.size(), 1);
    QCOMPARE(m_notifier->problem(), u"No notification service runs in this session."_s);
    startServer();
    QTRY_COMPARE(m_server->calls.size(), 1);
    QCOMPARE(available.size(), 1);
    QCOMPARE(m_notifier->problem(), QString());
}

void NotifierTest::missingBusIsSaid()
{
    Notifier notifier(QDBusConnection(u"not connected"_s), m_clock, {});
    QSignalSpy unavailable(&notifier, &Notifier::unavailable);
    notifier.start();
    notifier.raise(page(incident(u"i1"_s)));
    notifier.clear(page(incident(u"i1"_s)));
    QCOMPARE(unavailable.size(), 1);
    QCOMPARE(notifier.problem(), u"There is no session bus."_s);
}

void NotifierTest::refusedNotificationIsSaidAndTriedAgain()
{
    startServer();
    m_server->refusal = u"org.example.Broken"_s;
    QSignalSpy unavailable(&startNotifier(), &Notifier::unavailable);
    QSignalSpy available(&*m_notifier, &Notifier::available);
    m_notifier->raise(page(incident(u"i1"_s)));
    QTRY_COMPARE(unavailable.size(), 1);
    m_server->refusal.clear();
    QTRY_COMPARE(available.size(), 1);
    QCOMPARE(m_server->calls.size(), 2);
}

void NotifierTest::tooManyNotificationsIsNotAProblem()
{
    startServer();
    m_server->refusal = u"org.freedesktop.Notifications.Error.ExcessNotificationGeneration"_s;
    QSignalSpy unavailable(&startNotifier(), &Notifier::unavailable);
    m_notifier->raise(page(incident(u"i1"_s)));
    QTRY_COMPARE(m_server->calls.size(), 1);
    settle();
    m_server->refusal.clear();
    QTRY_COMPARE(m_server->calls.size(), 2);
    QCOMPARE(unavailable.size(), 0);
}

void NotifierTest::closeAllLeavesNothing()
{
    startServer();
    startNotifier().raise(page(incident(u"i1"_s)));
    m_notifier->raise(page(incident(u"i2"_s)));
    QTRY_COMPARE(m_server->calls.size(), 2);
    settle();
    m_notifier->closeAll();
    QTRY_COMPARE(m_server->closed.size(), 2);
}

void NotifierTest::hiddenTitlesAreNotSent()
{
    startServer();
    Notifier &notifier = startNotifier();
    notifier.raise(page(incident(u"a"_s)));
    QTRY_COMPARE(m_server->calls.size(), 1);
    notifier.setTitlesHidden(true); // what is shown already is replaced
    QTRY_COMPARE(m_server->calls.size(), 2);
    const auto &hidden = m_server->calls.last();
    QCOMPARE(hidden.replaces, 1U);
    QVERIFY(!(hidden.summary + hidden.body).contains("payments"_L1));
    QCOMPARE(hidden.hints.value(u"urgency"_s), QVariant::fromValue<uchar>(2)); // as urgent as before
    QCOMPARE(hidden.actions, m_server->calls.first().actions);
    Incident low = incident(u"b"_s);
    low.urgency = Urgency::Low;
    QSignalSpy told(&notifier, &Notifier::lowUrgencyTold);
    notifier.tell({low}, false);
    QTRY_COMPARE(m_server->calls.size(), 3);
    QCOMPARE(told.size(), 1);
    QVERIFY(!(m_server->calls.last().summary + m_server->calls.last().body).contains("payments"_L1));
    notifier.setTitlesHidden(false);
    QTRY_COMPARE(m_server->calls.size(), 4);
    QVERIFY(m_server->calls.last().summary.contains("payments"_L1));
}

void NotifierTest::showingAgainSendsTheSame()
{
    startServer();
    Notifier &notifier = startNotifier();
    notifier.raise(page(incident(u"a"_s)));
    notifier.raise(page(incident(u"b"_s)));
    QTRY_COMPARE(m_server->calls.size(), 2);
    settle();
    m_server->shut(m_server->calls.last().id, 2); // by the person
    settle();
    notifier.showAgain();
    QTRY_COMPARE(m_server->calls.size(), 3);
    QCOMPARE(m_server->calls.last().summary, m_server->calls.first().summary);
    settle();
    QCOMPARE(m_server->calls.size(), 3); // what was put away stays away
}

QTEST_GUILESS_MAIN(NotifierTest)
#include "tst_notifier.moc"
