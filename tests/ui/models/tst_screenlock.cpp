// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/screenlock.h"
#include "support/privatebus.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr auto sessionPath = "/org/freedesktop/login1/session/_31"_L1;

class FakeSaver : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.gnome.ScreenSaver")

public:
    bool active = false;

public Q_SLOTS:
    bool GetActive() const { return active; }

Q_SIGNALS:
    void ActiveChanged(bool active);
};

class FakeManager : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public Q_SLOTS:
    QDBusObjectPath GetSession(const QString &id) const { return QDBusObjectPath(id == "auto"_L1 ? QString(sessionPath) : u"/none"_s); }
};

class FakeSession : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Session")
    Q_PROPERTY(bool LockedHint MEMBER locked)

public:
    bool locked = false;
};

} // namespace

class ScreenLockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nobodyThereIsNotLocked();
    void aSaverThatIsOnAlreadyCounts();
    void savers();
    void logindsHint();

private:
    std::unique_ptr<PrivateBus> m_bus;
};

void ScreenLockTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(m_bus->isRunning());
}

void ScreenLockTest::cleanup()
{
    m_bus.reset();
}

void ScreenLockTest::nobodyThereIsNotLocked()
{
    ScreenLock lock(m_bus->connection(u"client"_s), QDBusConnection(u"none"_s));
    lock.start();
    QVERIFY(!lock.isLocked());
}

void ScreenLockTest::aSaverThatIsOnAlreadyCounts()
{
    QDBusConnection theirs = m_bus->connection(u"server"_s);
    FakeSaver saver;
    saver.active = true;
    QVERIFY(theirs.registerObject(u"/org/gnome/ScreenSaver"_s, &saver, QDBusConnection::ExportAllContents));
    QVERIFY(theirs.registerService(u"org.gnome.ScreenSaver"_s));
    ScreenLock lock(m_bus->connection(u"client"_s), QDBusConnection(u"none"_s));
    lock.start();
    QTRY_VERIFY(lock.isLocked());
}

void ScreenLockTest::savers()
{
    QDBusConnection theirs = m_bus->connection(u"server"_s);
    FakeSaver saver;
    QVERIFY(theirs.registerObject(u"/org/gnome/ScreenSaver"_s, &saver, QDBusConnection::ExportAllContents));
    QVERIFY(theirs.registerService(u"org.gnome.ScreenSaver"_s));
    ScreenLock lock(m_bus->connection(u"client"_s), QDBusConnection(u"none"_s));
    QSignalSpy changed(&lock, &ScreenLock::changed);
    lock.start();
    QDBusMessage ping = QDBusMessage::createMethodCall(
        u"org.gnome.ScreenSaver"_s, u"/org/gnome/ScreenSaver"_s, u"org.freedesktop.DBus.Peer"_s, u"Ping"_s);
    bool isThere = false;
    struct Pong : QObject
    {
    } context;
    // What was asked before the question is answered before it: the signals are subscribed to by then.
    auto *watcher = new QDBusPendingCallWatcher(m_bus->connection(u"client"_s).asyncCall(ping), &context);
    connect(watcher, &QDBusPendingCallWatcher::finished, &context, [&isThere] { isThere = true; });
    QTRY_VERIFY(isThere);
    Q_EMIT saver.ActiveChanged(true);
    QTRY_VERIFY(lock.isLocked());
    Q_EMIT saver.ActiveChanged(false);
    QTRY_VERIFY(!lock.isLocked());
    QCOMPARE(changed.size(), 2);
}

void ScreenLockTest::logindsHint()
{
    QDBusConnection theirs = m_bus->connection(u"server"_s);
    FakeManager manager;
    FakeSession session;
    session.locked = true;
    QVERIFY(theirs.registerObject(u"/org/freedesktop/login1"_s, &manager, QDBusConnection::ExportAllContents));
    QVERIFY(theirs.registerObject(sessionPath, &session, QDBusConnection::ExportAllContents));
    QVERIFY(theirs.registerService(u"org.freedesktop.login1"_s));
    ScreenLock lock(QDBusConnection(u"none"_s), m_bus->connection(u"client"_s));
    lock.start();
    QTRY_VERIFY(lock.isLocked());
    QDBusMessage signal = QDBusMessage::createSignal(sessionPath, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s);
    signal.setArguments({u"org.freedesktop.login1.Session"_s, QVariantMap{{u"LockedHint"_s, false}}, QStringList()});
    QVERIFY(theirs.send(signal));
    QTRY_VERIFY(!lock.isLocked());
}

QTEST_GUILESS_MAIN(ScreenLockTest)
#include "tst_screenlock.moc"
