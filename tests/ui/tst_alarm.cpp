// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarm.h"
#include "alertwindow.h"
#include "fakenotifications.h"
#include "models/privacy.h"
#include "support/privatebus.h"
#include "support/uibench.h"

#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

class FakeMako : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "fr.emersion.Mako")

public:
    QStringList modes{u"default"_s};

public Q_SLOTS:
    QStringList ListModes() const { return modes; }
    void SetModes(const QStringList &wanted) { modes = wanted; }
};

} // namespace

class AlarmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void withoutAServerTheWindowComes();
    void whereNotificationsAreShownItWaits();
    void aStormDoesNotPutTheWindowOff();
    void whereTheyAreHiddenItComesAndSaysSo();
    void neverMeansNever();
    void liftingIsAChoice();
    void whatIsSharedHasNoTitle();
    void escalationBringsItBack();
    void leavingPutsThePageAway();
    void lowUrgencyIsNoPage();
    void whatWasNotAcknowledgedAfterAllRingsAgain_data();
    void whatWasNotAcknowledgedAfterAllRingsAgain();
    void aNoteThatFailsDoesNotRing();

private:
    void begin(const QString &console, const QString &server = {}, const QStringList &modes = {});
    void page(const QStringList &ids);
    AlertWindow *window() const;
    QString notice(Notice::Kind kind) const;

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeNotifications> m_server;
    std::unique_ptr<FakeMako> m_mako;
    std::unique_ptr<UiBench> m_bench;
    std::unique_ptr<Privacy> m_privacy;
    std::unique_ptr<Alarm> m_alarm;
};

void AlarmTest::begin(const QString &console, const QString &server, const QStringList &modes)
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(m_bus->isRunning());
    if (!server.isEmpty()) {
        QDBusConnection theirs = m_bus->connection(u"server"_s);
        m_mako = std::make_unique<FakeMako>();
        m_mako->modes = modes;
        theirs.registerObject(u"/fr/emersion/Mako"_s, m_mako.get(), QDBusConnection::ExportAllSlots);
        m_server = std::make_unique<FakeNotifications>(theirs);
        m_server->name = server;
    }
    const QString sound = console.contains("sound = "_L1) ? QString() : u"sound = false\n"_s;
    m_bench = std::make_unique<UiBench>(u"[console]\n"_s + sound + console);
    m_bench->session->start();
    const QDBusConnection client = m_bus->connection(u"client"_s);
    m_privacy = std::make_unique<Privacy>(*m_bench->session, client, client);
    m_alarm = std::make_unique<Alarm>(*m_bench->session, client, *m_privacy);
}

void AlarmTest::cleanup()
{
    m_alarm.reset();
    m_privacy.reset();
    m_bench.reset();
    m_server.reset();
    m_mako.reset();
    m_bus.reset();
}

void AlarmTest::page(const QStringList &ids)
{
    SharedIncidents incidents;
    for (const QString &id : ids)
        incidents.append(m_bench->incident(id, 1));
    m_bench->show(incidents);
}

AlertWindow *AlarmTest::window() const
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *alert = qobject_cast<AlertWindow *>(widget); alert && alert->isVisible())
            return alert;
    }
    return nullptr;
}

QString AlarmTest::notice(Notice::Kind kind) const
{
    for (const Notice &notice : m_bench->session->notices()) {
        if (notice.kind == kind)
            return notice.text;
    }
    return {};
}

void AlarmTest::withoutAServerTheWindowComes()
{
    begin({});
    QSignalSpy shown(m_alarm.get(), &Alarm::alertShown);
    page({u"a"_s});
    QTRY_VERIFY(window());
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(shown.at(0).at(0).value<QList<IncidentId>>(), QList{IncidentId(u"a"_s)});
    page({});
    QTRY_VERIFY(!window());
}

void AlarmTest::whereNotificationsAreShownItWaits()
{
    begin(u"alert-after = \"1s\"\n"_s, u"gnome-shell"_s);
    page({u"a"_s});
    QCoreApplication::processEvents();
    QVERIFY(!m_alarm->isShowing());
    QTRY_VERIFY(m_alarm->isShowing()); // nobody reacted for a second
}

// Each page began the wait anew: with one each few seconds the window never came.
void AlarmTest::aStormDoesNotPutTheWindowOff()
{
    begin(u"alert-after = \"1s\"\n"_s, u"gnome-shell"_s);
    QStringList ids;
    QTRY_VERIFY_WITH_TIMEOUT((ids.append(QString::number(ids.size())), page(ids), m_alarm->isShowing()), 10'000);
}

void AlarmTest::whereTheyAreHiddenItComesAndSaysSo()
{
    begin(u"alert-after = \"1h\"\n"_s, u"mako"_s, {u"default"_s, u"do-not-disturb"_s});
    page({u"a"_s});
    QTRY_VERIFY(window());
    QVERIFY(!notice(Notice::Kind::NotificationsHidden).isEmpty());
    QVERIFY(m_mako->modes.contains("do-not-disturb"_L1)); // nobody chose to lift it
    m_mako->modes = QStringList{u"default"_s};
    m_alarm->look();
    QTRY_VERIFY(notice(Notice::Kind::NotificationsHidden).isEmpty());
}

void AlarmTest::neverMeansNever()
{
    begin(u"alert-window = \"never\"\n"_s, u"mako"_s, {u"do-not-disturb"_s});
    page({u"a"_s});
    QTRY_VERIFY(!notice(Notice::Kind::NotificationsHidden).isEmpty()); // but it is said
    m_alarm->insist(m_bench->session->pager().pages().constFirst());
    QVERIFY(!m_alarm->isShowing());
}

void AlarmTest::liftingIsAChoice()
{
    begin(u"lift-do-not-disturb = true\nalert-after = \"1h\"\n"_s, u"mako"_s, {u"default"_s, u"do-not-disturb"_s});
    QSignalSpy uncovered(m_alarm.get(), &Alarm::uncovered);
    page({u"a"_s});
    QTRY_COMPARE(uncovered.size(), 1);
    QVERIFY(!m_mako->modes.contains("do-not-disturb"_L1));
    QVERIFY(!m_alarm->isShowing());
    page({});
    QTRY_VERIFY(m_mako->modes.contains("do-not-disturb"_L1));
}

void AlarmTest::whatIsSharedHasNoTitle()
{
    begin({});
    page({u"a"_s});
    QTRY_VERIFY(window());
    QVERIFY(window()->windowTitle().contains("title of a"_L1));
    m_privacy->sharedAction()->setChecked(true);
    QVERIFY(!window()->windowTitle().contains("title of a"_L1));
    m_privacy->sharedAction()->setChecked(false);
    QVERIFY(window()->windowTitle().contains("title of a"_L1));
}

void AlarmTest::escalationBringsItBack()
{
    begin({});
    page({u"a"_s});
    QTRY_VERIFY(window());
    Q_EMIT window()->hideRequested();
    QVERIFY(!m_alarm->isShowing());
    m_alarm->insist(m_bench->session->pager().pages().constFirst());
    QVERIFY(m_alarm->isShowing());
}

void AlarmTest::leavingPutsThePageAway()
{
    begin({});
    Incident escalating = m_bench->incident(u"a"_s, 1);
    escalating.escalation = Escalation{m_bench->clock.now() + std::chrono::minutes(5), 1, u"Doug"_s};
    m_bench->show({escalating});
    QTRY_VERIFY(window());
    Q_EMIT window()->leaveRequested({escalating.id});
    QTRY_VERIFY(!window());
    QVERIFY(m_bench->session->pager().pages().isEmpty());
    QVERIFY(m_bench->session->store().incident(escalating.id)->state == IncidentState::Triggered);
}

void AlarmTest::lowUrgencyIsNoPage()
{
    begin(u"alert-window = \"always\"\n"_s);
    Incident low = m_bench->incident(u"low"_s, 1);
    low.urgency = Urgency::Low;
    m_bench->show({low});
    page({u"a"_s});
    QTRY_VERIFY(window());
    m_bench->show({low});
    QTRY_VERIFY(!window());
}

void AlarmTest::whatWasNotAcknowledgedAfterAllRingsAgain_data()
{
    QTest::addColumn<ErrorKind>("verdict");
    QTest::addColumn<Duration>("later");
    QTest::newRow("the source refuses it") << ErrorKind::Forbidden << Duration(std::chrono::minutes(1));
    QTest::newRow("it could not be sent for too long") << ErrorKind::Unreachable << Duration(std::chrono::minutes(16));
}

void AlarmTest::whatWasNotAcknowledgedAfterAllRingsAgain()
{
    QFETCH(ErrorKind, verdict);
    QFETCH(Duration, later);
    begin(u"sound = true\n"_s);
    page({u"a"_s});
    QTRY_VERIFY(m_alarm->ringer().isRinging());
    QTRY_VERIFY(window());
    Commander &commander = m_bench->session->commander();
    m_bench->source->verdict = Error{ErrorKind::Unreachable, {}};
    QVERIFY(commander.request(u"acknowledge"_s, {IncidentId(u"a"_s)}, u"alert"_s).isEmpty());
    QTRY_VERIFY(!m_alarm->ringer().isRinging()); // somebody has reacted
    QVERIFY(!window());
    QTRY_COMPARE(m_bench->session->store().incident(IncidentId(u"a"_s))->action.stage, ActionStage::Queued);
    QVERIFY(!m_alarm->ringer().isRinging());
    m_bench->source->verdict = Error{verdict, {}};
    m_bench->clock.advance(later);
    commander.retryNow();
    QTRY_COMPARE(m_bench->session->store().incident(IncidentId(u"a"_s))->action.stage, ActionStage::Refused);
    QTRY_VERIFY(m_alarm->ringer().isRinging());
    QTRY_VERIFY(window());
}

// The page was there all the time, and whoever has silenced it knows it.
void AlarmTest::aNoteThatFailsDoesNotRing()
{
    begin(u"sound = true\n"_s);
    page({u"a"_s});
    QTRY_VERIFY(window());
    Q_EMIT window()->hideRequested();
    m_bench->source->verdict = Error{ErrorKind::Forbidden, {}};
    QVERIFY(m_bench->session->commander().request(u"note"_s, {IncidentId(u"a"_s)}, u"window"_s, {{u"text"_s, u"looking"_s}}).isEmpty());
    QTRY_COMPARE(m_bench->session->store().incident(IncidentId(u"a"_s))->action.stage, ActionStage::Refused);
    QCoreApplication::processEvents();
    QVERIFY(!m_alarm->ringer().isRinging());
    QVERIFY(!window());
}

QTEST_MAIN(AlarmTest)
#include "tst_alarm.moc"
