// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/custody.h"

#include "support/privatebus.h"

#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace nightbell;
using namespace Qt::StringLiterals;

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
        QTRY_VERIFY(custody.delaysSleep());
        QCOMPARE(logind.asked, u"sleep/delay"_s);

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
        theirs.unregisterService(u"org.freedesktop.login1"_s);
        theirs.unregisterObject(u"/org/freedesktop/login1"_s);
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

    std::unique_ptr<PrivateBus> m_bus;
};

QTEST_GUILESS_MAIN(CustodyTest)

#include "tst_custody.moc"
