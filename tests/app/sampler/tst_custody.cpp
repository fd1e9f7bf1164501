// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/custody.h"

#include "support/privatebus.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// logind as far as sleep goes: whoever delays it holds the writing end of a pipe.
class FakeLogind : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    ~FakeLogind() override { close(m_reading); }

    int inhibitors = 0;
    QString asked;

    // Nobody holds the other end any more.
    bool isLetGo() const
    {
        char byte = 0;
        return read(m_reading, &byte, 1) == 0;
    }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &, const QString &, const QString &mode)
    {
        ++inhibitors;
        asked = what + u'/' + mode;
        int ends[2] = {-1, -1};
        if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
            return {};
        close(m_reading);
        m_reading = ends[0];
        QDBusUnixFileDescriptor writing(ends[1]); // a copy
        close(ends[1]);
        return writing;
    }

private:
    int m_reading = -1;
};

} // namespace

class CustodyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_bus = std::make_unique<PrivateBus>();
        if (!m_bus->isRunning())
            QSKIP("there is no dbus-daemon");
    }

    void withoutABusItIsSilent()
    {
        Custody custody{QDBusConnection(u"none"_s)};
        custody.start();
        QVERIFY(!custody.delaysSleep());
        QVERIFY(!custody.isOffline());
    }

    void sleepWaitsUntilItIsSaid()
    {
        QDBusConnection theirs = m_bus->connection(u"logind"_s);
        FakeLogind logind;
        QVERIFY(theirs.registerObject(u"/org/freedesktop/login1"_s, &logind, QDBusConnection::ExportAllSlots));
        QVERIFY(theirs.registerService(u"org.freedesktop.login1"_s));
        Custody custody(m_bus->connection(u"client"_s));
        QSignalSpy sleeps(&custody, &Custody::sleepComing);
        QSignalSpy wakes(&custody, &Custody::woke);
        bool heldWhenSaid = false;
        connect(&custody, &Custody::sleepComing, this, [&] { heldWhenSaid = custody.delaysSleep(); });
        custody.start();
        QTRY_VERIFY(QDBusMessage::ErrorMessage != theirs.call(ping()).type()); // whoever asked logind was heard by now
        QCOMPARE(logind.inhibitors, 0); // nobody is on call
        custody.setDelaysSleep(true);
        custody.setDelaysSleep(true);
        QTRY_VERIFY(custody.delaysSleep());
        QCOMPARE(logind.asked, u"sleep/delay"_s);
        QCOMPARE(logind.inhibitors, 1);

        prepareForSleep(theirs, true);
        prepareForSleep(theirs, true); // some desktops repeat it
        QTRY_COMPARE(sleeps.size(), 1);
        QVERIFY(heldWhenSaid);
        QTRY_VERIFY(!custody.delaysSleep());
        QTRY_VERIFY(logind.isLetGo());
        QCOMPARE(sleeps.size(), 1);
        QVERIFY(wakes.isEmpty());

        prepareForSleep(theirs, false);
        prepareForSleep(theirs, false);
        QTRY_VERIFY(custody.delaysSleep()); // the next sleep waits as well
        QCOMPARE(wakes.size(), 1);
        QCOMPARE(logind.inhibitors, 2);

        custody.setDelaysSleep(false); // off call
        QTRY_VERIFY(logind.isLetGo());
        prepareForSleep(theirs, true);
        prepareForSleep(theirs, false);
        QTRY_COMPARE(wakes.size(), 2); // it is noticed all the same
        QVERIFY(!custody.delaysSleep());
        QCOMPARE(logind.inhibitors, 2);
        theirs.unregisterService(u"org.freedesktop.login1"_s);
        theirs.unregisterObject(u"/org/freedesktop/login1"_s);
    }

    void theClocksTellOfASleepThatNobodySaid()
    {
        Duration slept = 1h;
        Custody custody(QDBusConnection(u"none"_s), [&slept] { return slept; });
        QSignalSpy wakes(&custody, &Custody::woke);
        custody.start();
        custody.look();
        QCOMPARE(wakes.size(), 0); // that was before
        slept += 1s; // the clocks are not read in the same moment
        custody.look();
        QCOMPARE(wakes.size(), 0);
        slept += 20min;
        custody.look();
        QCOMPARE(wakes.size(), 1);
        custody.look();
        QCOMPARE(wakes.size(), 1);
        QVERIFY(Custody::sleptByTheClocks() >= Duration(0));
    }

    void aSleepIsToldOfOnce()
    {
        QDBusConnection theirs = m_bus->connection(u"logind2"_s);
        QVERIFY(theirs.registerService(u"org.freedesktop.login1"_s));
        Duration slept{0};
        Custody custody(m_bus->connection(u"client3"_s), [&slept] { return slept; });
        QSignalSpy sleeps(&custody, &Custody::sleepComing);
        QSignalSpy wakes(&custody, &Custody::woke);
        custody.start();
        prepareForSleep(theirs, true);
        QTRY_COMPARE(sleeps.size(), 1);
        slept = 1h;
        custody.look(); // sooner than logind
        QCOMPARE(wakes.size(), 1);
        prepareForSleep(theirs, false);
        prepareForSleep(theirs, true);
        QTRY_COMPARE(sleeps.size(), 2); // the next one
        QCOMPARE(wakes.size(), 1);
        theirs.unregisterService(u"org.freedesktop.login1"_s);
    }

    void anotherNetworkIsAChange()
    {
        QDBusConnection theirs = m_bus->connection(u"network2"_s);
        QVERIFY(theirs.registerService(u"org.freedesktop.NetworkManager"_s));
        Custody custody(m_bus->connection(u"client4"_s));
        QSignalSpy changes(&custody, &Custody::networkChanged);
        QSignalSpy back(&custody, &Custody::networkBack);
        custody.start();
        networkChange(theirs, u"/org/freedesktop/NetworkManager/ActiveConnection/1"_s);
        networkChange(theirs, u"/"_s); // for a moment there is none
        networkChange(theirs, u"/org/freedesktop/NetworkManager/ActiveConnection/1"_s); // the same one
        networkChange(theirs, u"/org/freedesktop/NetworkManager/ActiveConnection/2"_s);
        QTRY_COMPARE(changes.size(), 1);
        QVERIFY(back.isEmpty());
        theirs.unregisterService(u"org.freedesktop.NetworkManager"_s);
    }

    void theNetworkIsLostOnce()
    {
        QDBusConnection theirs = m_bus->connection(u"network"_s);
        QVERIFY(theirs.registerService(u"org.freedesktop.NetworkManager"_s));
        Custody custody(m_bus->connection(u"client2"_s));
        QSignalSpy lost(&custody, &Custody::networkLost);
        QSignalSpy back(&custody, &Custody::networkBack);
        custody.start();
        for (const uint state : {70U, 20U, 10U, 40U})
            networkState(theirs, state);
        QTRY_COMPARE(lost.size(), 1);
        QVERIFY(custody.isOffline());
        for (const uint state : {40U, 0U, 60U, 70U})
            networkState(theirs, state);
        QTRY_COMPARE(back.size(), 1);
        QVERIFY(!custody.isOffline());
        QCOMPARE(lost.size(), 1);
    }

private:
    static void prepareForSleep(const QDBusConnection &bus, bool begins)
    {
        QDBusMessage signal
            = QDBusMessage::createSignal(u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s);
        signal.setArguments({begins});
        bus.send(signal);
    }

    static void networkState(const QDBusConnection &bus, uint state)
    {
        QDBusMessage signal = QDBusMessage::createSignal(
            u"/org/freedesktop/NetworkManager"_s, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s);
        signal.setArguments({u"org.freedesktop.NetworkManager"_s, QVariantMap{{u"State"_s, QVariant::fromValue(state)}}, QStringList()});
        bus.send(signal);
    }

    static void networkChange(const QDBusConnection &bus, const QString &connection)
    {
        QDBusMessage signal = QDBusMessage::createSignal(
            u"/org/freedesktop/NetworkManager"_s, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s);
        const QVariant path = QVariant::fromValue(QDBusObjectPath(connection));
        signal.setArguments({u"org.freedesktop.NetworkManager"_s, QVariantMap{{u"PrimaryConnection"_s, path}}, QStringList()});
        bus.send(signal);
    }

    static QDBusMessage ping()
    {
        return QDBusMessage::createMethodCall(
            u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus.Peer"_s, u"Ping"_s);
    }

    std::unique_ptr<PrivateBus> m_bus;
};

QTEST_GUILESS_MAIN(CustodyTest)

#include "tst_custody.moc"
