// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/donotdisturb.h"
#include "support/privatebus.h"

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusContext>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

// A notification server as far as its name and its own way of do-not-disturb go.
class FakeServer : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
    Q_PROPERTY(bool Inhibited MEMBER inhibited)

public:
    QString name;
    bool inhibited = false;
    bool isSilent = false; // takes its time

public Q_SLOTS:
    QString GetServerInformation(QString &vendor, QString &version, QString &specification)
    {
        setDelayedReply(isSilent);
        vendor = version = specification = u"1"_s;
        return name;
    }
};

class FakeSwaync : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.erikreider.swaync.cc")

public:
    bool dnd = false;

public Q_SLOTS:
    bool GetDnd() { return dnd; }
};

class FakeMako : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "fr.emersion.Mako")

public:
    QStringList modes{QStringLiteral("default")};

public Q_SLOTS:
    QStringList ListModes() const { return modes; }
};

} // namespace

class DoNotDisturbTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutABusNothingIsShown();
    void withoutAServerNothingIsShown();
    void aServerThatDoesNotAnswerIsThere();
    void plasmaShowsCriticalOnes();
    void swayncIsAskedInItsOwnWay();
    void makoHasNoNameOfItsOwn();
    void anUnknownServerIsNotTrusted();

private:
    DisturbAnswer asked(const QDBusConnection &bus);

    std::unique_ptr<PrivateBus> m_bus;
};

void DoNotDisturbTest::initTestCase()
{
    m_bus = std::make_unique<PrivateBus>();
    if (!m_bus->isRunning())
        QSKIP("there is no dbus-daemon");
}

DisturbAnswer DoNotDisturbTest::asked(const QDBusConnection &bus)
{
    DoNotDisturb doNotDisturb(bus);
    std::optional<DisturbAnswer> answer;
    doNotDisturb.ask([&answer](const DisturbAnswer &given) { answer = given; });
    [&answer] { QTRY_VERIFY(answer.has_value()); }();
    return answer.value_or(DisturbAnswer{});
}

void DoNotDisturbTest::withoutABusNothingIsShown()
{
    QVERIFY(!asked(QDBusConnection(u"none"_s)).showsPages());
}

void DoNotDisturbTest::withoutAServerNothingIsShown()
{
    const DisturbAnswer answer = asked(m_bus->connection(u"client"_s));
    QVERIFY(answer.server.isEmpty() && !answer.isSilent);
    QVERIFY(!answer.showsPages());
}

void DoNotDisturbTest::aServerThatDoesNotAnswerIsThere()
{
    QDBusConnection theirs = m_bus->connection(u"server"_s);
    FakeServer server;
    server.isSilent = true;
    QVERIFY(theirs.registerObject(u"/org/freedesktop/Notifications"_s, &server, QDBusConnection::ExportAllSlots));
    QVERIFY(theirs.registerService(u"org.freedesktop.Notifications"_s));
    const DisturbAnswer answer = asked(m_bus->connection(u"client"_s));
    QVERIFY(answer.isSilent && !answer.showsPages());
    theirs.unregisterService(u"org.freedesktop.Notifications"_s);
    theirs.unregisterObject(u"/org/freedesktop/Notifications"_s);
}

void DoNotDisturbTest::plasmaShowsCriticalOnes()
{
    QDBusConnection theirs = m_bus->connection(u"server"_s);
    FakeServer server;
    server.name = u"Plasma"_s;
    server.inhibited = true;
    QVERIFY(theirs.registerObject(
        u"/org/freedesktop/Notifications"_s, &server, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllProperties));
    QVERIFY(theirs.registerService(u"org.freedesktop.Notifications"_s));
    QCOMPARE(asked(m_bus->connection(u"client"_s)), (DisturbAnswer{u"Plasma"_s, DisturbState::On, true}));
    server.inhibited = false;
    QCOMPARE(asked(m_bus->connection(u"client"_s)).state, DisturbState::Off);
    theirs.unregisterService(u"org.freedesktop.Notifications"_s);
    theirs.unregisterObject(u"/org/freedesktop/Notifications"_s);
}

void DoNotDisturbTest::swayncIsAskedInItsOwnWay()
{
    QDBusConnection theirs = m_bus->connection(u"server"_s);
    FakeServer server;
    server.name = u"SwayNotificationCenter"_s;
    FakeSwaync swaync;
    swaync.dnd = true;
    theirs.registerObject(u"/org/freedesktop/Notifications"_s, &server, QDBusConnection::ExportAllSlots);
    theirs.registerObject(u"/org/erikreider/swaync/cc"_s, &swaync, QDBusConnection::ExportAllSlots);
    QVERIFY(theirs.registerService(u"org.freedesktop.Notifications"_s));
    QVERIFY(theirs.registerService(u"org.erikreider.swaync.cc"_s));
    QCOMPARE(asked(m_bus->connection(u"client"_s)), (DisturbAnswer{u"SwayNotificationCenter"_s, DisturbState::On, true}));
    theirs.unregisterService(u"org.freedesktop.Notifications"_s);
    theirs.unregisterObject(u"/org/freedesktop/Notifications"_s);
}

// Its interface is there under the common name only, as makoctl knows: asked under another one, it seemed to be unknown.
void DoNotDisturbTest::makoHasNoNameOfItsOwn()
{
    QDBusConnection theirs = m_bus->connection(u"server"_s);
    FakeServer server;
    server.name = u"mako"_s;
    FakeMako mako;
    theirs.registerObject(u"/org/freedesktop/Notifications"_s, &server, QDBusConnection::ExportAllSlots);
    theirs.registerObject(u"/fr/emersion/Mako"_s, &mako, QDBusConnection::ExportAllSlots);
    QVERIFY(theirs.registerService(u"org.freedesktop.Notifications"_s));
    QCOMPARE(asked(m_bus->connection(u"client"_s)), (DisturbAnswer{u"mako"_s, DisturbState::Off, false}));
    mako.modes.append(u"do-not-disturb"_s);
    QCOMPARE(asked(m_bus->connection(u"client"_s)).state, DisturbState::On);
    theirs.unregisterService(u"org.freedesktop.Notifications"_s);
    theirs.unregisterObject(u"/org/freedesktop/Notifications"_s);
    theirs.unregisterObject(u"/fr/emersion/Mako"_s);
}

void DoNotDisturbTest::anUnknownServerIsNotTrusted()
{
    QDBusConnection theirs = m_bus->connection(u"server"_s);
    FakeServer server;
    server.name = u"somebody"_s;
    theirs.registerObject(u"/org/freedesktop/Notifications"_s, &server, QDBusConnection::ExportAllSlots);
    QVERIFY(theirs.registerService(u"org.freedesktop.Notifications"_s));
    const DisturbAnswer answer = asked(m_bus->connection(u"client"_s));
    QCOMPARE(answer, (DisturbAnswer{u"somebody"_s, DisturbState::Unknown, false}));
    QVERIFY(!answer.showsPages());
    theirs.unregisterService(u"org.freedesktop.Notifications"_s);
}

QTEST_MAIN(DoNotDisturbTest)
#include "tst_donotdisturb.moc"
