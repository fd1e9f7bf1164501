// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/systemd.h"
#include "support/fakeclock.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVirtualObject>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// No services to be started, and no other way in. (Without a DOCTYPE: its slashes are more than moc can read.)
constexpr auto busConfig = "<busconfig><type>session</type><listen>unix:path=%1</listen><auth>EXTERNAL</auth>"
                           "<policy context='default'><allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/>"
                           "<allow own='*'/></policy></busconfig>";

// A bus of our own, always at the same address.
class PrivateBus
{
public:
    PrivateBus()
    {
        QFile config(m_folder.filePath(u"bus.conf"_s));
        if (config.open(QIODevice::WriteOnly))
            config.write(QString::fromLatin1(busConfig).arg(socket()).toUtf8());
    }
    ~PrivateBus() { stop(); }

    QString address() const { return u"unix:path="_s + socket(); }
    void start()
    {
        m_daemon.start(u"dbus-daemon"_s,
            {u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s, u"--config-file"_s, m_folder.filePath(u"bus.conf"_s)});
        QVERIFY(m_daemon.waitForReadyRead(10000));
    }
    void stop()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
        QFile::remove(socket());
    }
    BusOpener opener() const
    {
        return [address = address()](const QString &name) { return QDBusConnection::connectToBus(address, name); };
    }

private:
    QString socket() const { return m_folder.filePath(u"bus"_s); }

    QTemporaryDir m_folder;
    QProcess m_daemon;
};

struct UnitRow
{
    QString name;
    QString description;
    QString loadState = u"loaded"_s;
    QString activeState = u"active"_s;
    QString subState = u"running"_s;
    QString following;
    QDBusObjectPath path;
    uint job = 0;
    QString jobType;
    QDBusObjectPath jobPath{u"/"_s};
};

QDBusArgument &operator<<(QDBusArgument &argument, const UnitRow &row)
{
    argument.beginStructure();
    argument << row.name << row.description << row.loadState << row.activeState << row.subState << row.following << row.path << row.job
             << row.jobType << row.jobPath;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, UnitRow &)
{
    return argument; // never read, but a type has both
}

} // namespace

Q_DECLARE_METATYPE(UnitRow)

namespace {

QString pathOf(const QString &name)
{
    QString path = u"/org/freedesktop/systemd1/unit/"_s;
    for (const QChar letter : name)
        path += letter.isLetterOrNumber() ? QString(letter) : u"_%1"_s.arg(uint(letter.unicode()), 2, 16, QChar(u'0'));
    return path;
}

// A systemd that does what the test says. Speaks the part of org.freedesktop.systemd1 that we listen to.
class FakeSystemd : public QDBusVirtualObject
{
public:
    QList<UnitRow> units;
    QHash<QString, QVariantMap> runs; // by name, for GetAll
    QStringList calls; // "ListUnitsByPatterns *.service"

    explicit FakeSystemd(const QString &address) : m_name(u"fake-systemd-%1"_s.arg(reinterpret_cast<quintptr>(this)))
    {
        QDBusConnection bus = QDBusConnection::connectToBus(address, m_name);
        bus.registerVirtualObject(u"/org/freedesktop/systemd1"_s, this, QDBusConnection::SubPath);
        m_owns = bus.registerService(u"org.freedesktop.systemd1"_s);
    }
    ~FakeSystemd() override { QDBusConnection::disconnectFromBus(m_name); }

    bool owns() const { return m_owns; }
    void release() { QDBusConnection(m_name).unregisterService(u"org.freedesktop.systemd1"_s); }
    void acquire() { QDBusConnection(m_name).registerService(u"org.freedesktop.systemd1"_s); }

    void add(const QString &name, const QString &active = u"active"_s, const QString &sub = u"running"_s, const QString &load = u"loaded"_s)
    {
        UnitRow row;
        row.name = name;
        row.loadState = load;
        row.activeState = active;
        row.subState = sub;
        row.path = QDBusObjectPath(pathOf(name));
        units.append(row);
    }

    void emitManager(const QString &signal, const QVariantList &arguments)
    {
        send(u"/org/freedesktop/systemd1"_s, u"org.freedesktop.systemd1.Manager"_s, signal, arguments);
    }
    void emitRuns(const QString &name, uint restarts, int code, int status, const QString &result)
    {
        const QVariantMap changed{{u"NRestarts"_s, restarts}, {u"ExecMainCode"_s, code}, {u"ExecMainStatus"_s, status},
            {u"Result"_s, result}, {u"MainPID"_s, 0U}};
        send(pathOf(name), u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s,
            {u"org.freedesktop.systemd1.Service"_s, changed, QStringList{u"ExecStart"_s}});
    }
    void emitState(const QString &name, const QString &active, const QString &sub)
    {
        const QVariantMap changed{{u"ActiveState"_s, active}, {u"SubState"_s, sub}};
        send(pathOf(name), u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s,
            {u"org.freedesktop.systemd1.Unit"_s, changed, QStringList()});
    }
    // One whole turn of a service that fails.
    void emitFailure(const QString &name, uint restarts)
    {
        emitRuns(name, restarts - 1, 1, 3, u"exit-code"_s);
        emitState(name, u"activating"_s, u"auto-restart"_s);
        emitRuns(name, restarts, 0, 0, u"success"_s);
        emitState(name, u"active"_s, u"running"_s);
    }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        QStringList said{message.member()};
        for (const QVariant &argument : message.arguments())
            said += argument.toStringList();
        if (message.member() == "GetAll"_L1)
            said = QStringList{u"GetAll"_s, message.path().section(u'/', -1)};
        calls.append(said.join(u' '));
        if (message.member() == "Subscribe"_L1)
            return bus.send(message.createReply());
        if (message.member() == "ListUnitsByPatterns"_L1) {
            const QStringList patterns = message.arguments().value(1).toStringList();
            QList<UnitRow> rows;
            std::ranges::copy_if(units, std::back_inserter(rows), [&](const UnitRow &row) {
                return patterns.contains(row.name) || (patterns.contains(u"*.service"_s) && row.name.endsWith(u".service"_s));
            });
            return bus.send(message.createReply(QVariant::fromValue(rows)));
        }
        if (message.member() == "GetAll"_L1) {
            for (const UnitRow &row : units) {
                if (row.path.path() == message.path())
                    return bus.send(message.createReply(QVariant(runs.value(row.name))));
            }
        }
        return bus.send(message.createErrorReply(QDBusError::UnknownMethod, u"not here"_s));
    }
    QString introspect(const QString &) const override { return {}; }

private:
    void send(const QString &path, const QString &interface, const QString &name, const QVariantList &arguments)
    {
        QDBusMessage signal = QDBusMessage::createSignal(path, interface, name);
        signal.setArguments(arguments);
        QDBusConnection(m_name).send(signal);
    }

    QString m_name;
    bool m_owns = false;
};

// The watched world: a machine that systemd started, its bus, and a bus of the person.
class World
{
public:
    FakeClock clock;
    PrivateBus system;
    PrivateBus session;
    QTemporaryDir run;
    std::unique_ptr<FakeSystemd> machine;
    std::unique_ptr<FakeSystemd> person;

    World()
    {
        system.start();
        session.start();
    }
    void startMachine() { machine = std::make_unique<FakeSystemd>(system.address()); }
    void startPerson() { person = std::make_unique<FakeSystemd>(session.address()); }
    SystemdBuses buses() const { return SystemdBuses{system.opener(), session.opener(), run.path()}; }
};

ServiceUnit find(Systemd &systemd, const QString &name, UnitManager manager = UnitManager::System)
{
    for (const ServiceUnit &unit : systemd.units()) {
        if (unit.name == name && unit.manager == manager)
            return unit;
    }
    return {};
}

qsizetype restartsOf(Systemd &systemd, const QString &name, UnitManager manager = UnitManager::System)
{
    return find(systemd, name, manager).failedRestarts.size();
}

} // namespace

class TestSystemd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void listsServicesOnce();
    void failedRestartsAreSeen();
    void cleanRestartsAreNot();
    void countBeforeOurStartIsNotNew();
    void betweenTwoRunsAtOurStart();
    void bothManagers();
    void statesFollow();
    void newServicesAreLookedUpByPattern();
    void removedServicesGo();
    void reloadListsAnew();
    void filterHolds();
    void othersCannotSpeakForSystemd();
    void newsIsToldOnceASecond();
    void managerComesAndGoes();
    void busComesBack();
    void notBootedBySystemd();
    void noBus();
    void onlyThePersonsManager();
    void nonsenseIsLeftOut();
};

void TestSystemd::initTestCase()
{
    qDBusRegisterMetaType<UnitRow>();
    qDBusRegisterMetaType<QList<UnitRow>>();
    PrivateBus bus;
    bus.start();
    FakeSystemd systemd(bus.address());
    QVERIFY(systemd.owns());
}

void TestSystemd::listsServicesOnce()
{
    World world;
    world.startMachine();
    for (int i = 0; i < 50; ++i)
        world.machine->add(u"s%1.service"_s.arg(i));
    world.machine->add(u"gone.service"_s, u"inactive"_s, u"dead"_s, u"not-found"_s);
    world.machine->add(u"dbus.socket"_s);
    Systemd systemd(world.buses(), {}, world.clock);
    QCOMPARE(systemd.restartsUnknown(), RestartsUnknown::NotReported);
    QTRY_COMPARE(systemd.units().size(), 50);
    QCOMPARE(systemd.restartsUnknown(), RestartsUnknown::Known);
    QCOMPARE(systemd.units().first(), (ServiceUnit{u"s0.service"_s, UnitManager::System, u"active"_s, u"running"_s, {}, {}}));
    QVERIFY(systemd.watchedSince() == world.clock.now());
    QCOMPARE(world.machine->calls, (QStringList{u"Subscribe"_s, u"ListUnitsByPatterns *.service"_s})); // and no properties of any unit
}

void TestSystemd::failedRestartsAreSeen()
{
    World world;
    world.startMachine();
    world.machine->add(u"x.service"_s);
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.restartsUnknown(), RestartsUnknown::Known);
    for (uint i = 1; i <= 3; ++i) {
        world.machine->emitFailure(u"x.service"_s, i);
        QTRY_COMPARE(restartsOf(systemd, u"x.service"_s), qsizetype(i));
    }
    QCOMPARE(find(systemd, u"x.service"_s).failedRestarts, QList<TimePoint>(3, world.clock.now()));
    world.machine->emitRuns(u"x.service"_s, 3, 2, 9, u"signal"_s);
    world.machine->emitRuns(u"x.service"_s, 9, 0, 0, u"success"_s); // many between two signals
    QTRY_COMPARE(restartsOf(systemd, u"x.service"_s), 9);
    QVERIFY(!world.machine->calls.contains(u"GetAll x_2eservice"_s));
}

void TestSystemd::cleanRestartsAreNot()
{
    World world;
    world.startMachine();
    world.machine->add(u"x.service"_s);
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.restartsUnknown(), RestartsUnknown::Known);
    world.machine->emitRuns(u"x.service"_s, 0, 2, 15, u"success"_s); // systemctl restart
    world.machine->emitRuns(u"x.service"_s, 0, 0, 0, u"success"_s);
    world.machine->emitRuns(u"x.service"_s, 0, 1, 0, u"success"_s); // Restart=always after a good end
    world.machine->emitRuns(u"x.service"_s, 1, 0, 0, u"success"_s);
    world.machine->emitState(u"x.service"_s, u"active"_s, u"exited"_s); // the last that is sent
    QTRY_COMPARE(find(systemd, u"x.service"_s).subState, u"exited"_s);
    QCOMPARE(restartsOf(systemd, u"x.service"_s), 0);
}

void TestSystemd::countBeforeOurStartIsNotNew()
{
    World world;
    world.startMachine();
    for (const QString &name : {u"a.service"_s, u"b.service"_s})
        world.machine->add(name);
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.units().size(), 2);
    world.machine->emitFailure(u"a.service"_s, 18);
    world.machine->emitFailure(u"b.service"_s, 4);
    QTRY_COMPARE(restartsOf(systemd, u"b.service"_s), 1);
    QCOMPARE(restartsOf(systemd, u"a.service"_s), 1);
}

void TestSystemd::betweenTwoRunsAtOurStart()
{
    World world;
    world.startMachine();
    world.machine->add(u"x.service"_s, u"activating"_s, u"auto-restart"_s);
    world.machine->add(u"steady.service"_s);
    world.machine->runs.insert(
        u"x.service"_s, {{u"NRestarts"_s, 7U}, {u"ExecMainCode"_s, 1}, {u"ExecMainStatus"_s, 3}, {u"Result"_s, u"exit-code"_s}});
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(find(systemd, u"x.service"_s).result, u"exit-code"_s);
    QCOMPARE(world.machine->calls.filter(u"GetAll"_s), QStringList{u"GetAll x_2eservice"_s});
    QCOMPARE(restartsOf(systemd, u"x.service"_s), 0);
    world.machine->emitRuns(u"x.service"_s, 8, 0, 0, u"success"_s); // its end was before our time
    QTRY_COMPARE(restartsOf(systemd, u"x.service"_s), 1);
}

void TestSystemd::bothManagers()
{
    World world;
    world.startMachine();
    world.startPerson();
    world.machine->add(u"sync.service"_s);
    world.person->add(u"sync.service"_s);
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.units().size(), 2);
    world.person->emitFailure(u"sync.service"_s, 1);
    QTRY_COMPARE(restartsOf(systemd, u"sync.service"_s, UnitManager::User), 1);
    QCOMPARE(restartsOf(systemd, u"sync.service"_s), 0);
    QVERIFY(systemd.warnings().isEmpty());
}

void TestSystemd::statesFollow()
{
    World world;
    world.startMachine();
    world.machine->add(u"x.service"_s);
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.units().size(), 1);
    QSignalSpy changed(&systemd, &Systemd::changed);
    world.machine->emitState(u"x.service"_s, u"failed"_s, u"failed"_s);
    QTRY_COMPARE(find(systemd, u"x.service"_s).activeState, u"failed"_s);
    QTRY_VERIFY(!changed.isEmpty());
    world.machine->emitState(u"tmp.mount"_s, u"failed"_s, u"failed"_s); // not a service
    world.machine->emitState(u"x.service"_s, u"active"_s, u"running"_s);
    QTRY_COMPARE(find(systemd, u"x.service"_s).activeState, u"active"_s);
    QCOMPARE(systemd.units().size(), 1);
}

void TestSystemd::newServicesAreLookedUpByPattern()
{
    World world;
    world.startMachine();
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.restartsUnknown(), RestartsUnknown::Known);
    world.machine->add(u"new.service"_s);
    world.machine->add(u"a\\x2db.service"_s);
    world.machine->calls.clear();
    for (const QString &name : {u"new.service"_s, u"new.timer"_s, u"a\\x2db.service"_s, u"brief.service"_s})
        world.machine->emitManager(u"UnitNew"_s, {name, QVariant::fromValue(QDBusObjectPath(pathOf(name)))});
    world.machine->emitManager(u"UnitRemoved"_s, {u"brief.service"_s, QVariant::fromValue(QDBusObjectPath(pathOf(u"brief.service"_s)))});
    QTRY_COMPARE(find(systemd, u"new.service"_s).activeState, u"active"_s);
    QCOMPARE(world.machine->calls.size(), 1);
    const QStringList words = world.machine->calls.first().split(u' ');
    QCOMPARE(
        QSet<QString>(words.begin(), words.end()), (QSet<QString>{u"ListUnitsByPatterns"_s, u"new.service"_s, u"a\\\\x2db.service"_s}));
}

void TestSystemd::removedServicesGo()
{
    World world;
    world.startMachine();
    for (const QString &name : {u"a.service"_s, u"b.service"_s})
        world.machine->add(name);
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.units().size(), 2);
    world.machine->emitFailure(u"b.service"_s, 1);
    for (const QString &name : {u"a.service"_s, u"b.service"_s})
        world.machine->emitManager(u"UnitRemoved"_s, {name, QVariant::fromValue(QDBusObjectPath(pathOf(name)))});
    QTRY_COMPARE(systemd.units().size(), 1); // its failure is not forgotten
    QTRY_COMPARE(find(systemd, u"b.service"_s).activeState, u"inactive"_s);
    QCOMPARE(restartsOf(systemd, u"b.service"_s), 1);
}

void TestSystemd::reloadListsAnew()
{
    World world;
    world.startMachine();
    world.machine->add(u"a.service"_s);
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.units().size(), 1);
    world.machine->emitFailure(u"a.service"_s, 1);
    QTRY_COMPARE(restartsOf(systemd, u"a.service"_s), 1);
    world.machine->add(u"b.service"_s);
    world.machine->calls.clear();
    world.machine->emitManager(u"Reloading"_s, {true});
    for (const QString &signal : {u"UnitRemoved"_s, u"UnitNew"_s})
        world.machine->emitManager(signal, {u"a.service"_s, QVariant::fromValue(QDBusObjectPath(pathOf(u"a.service"_s)))});
    world.machine->emitManager(u"Reloading"_s, {false});
    QTRY_COMPARE(systemd.units().size(), 2);
    QCOMPARE(world.machine->calls, QStringList{u"ListUnitsByPatterns *.service"_s});
    world.machine->emitFailure(u"a.service"_s, 2); // the count went on
    QTRY_COMPARE(restartsOf(systemd, u"a.service"_s), 2);
}

void TestSystemd::filterHolds()
{
    World world;
    world.startMachine();
    for (const QString &name : {u"a.service"_s, u"b.service"_s, u"c.service"_s})
        world.machine->add(name);
    Systemd systemd(world.buses(), UnitFilter{{u"[ab]"_s}, {u"b"_s}}, world.clock);
    QTRY_COMPARE(systemd.units().size(), 1);
    world.machine->emitFailure(u"b.service"_s, 1);
    world.machine->emitFailure(u"a.service"_s, 1);
    QTRY_COMPARE(restartsOf(systemd, u"a.service"_s), 1);
    QCOMPARE(systemd.units().size(), 1);
}

void TestSystemd::othersCannotSpeakForSystemd()
{
    World world;
    world.startMachine();
    world.machine->add(u"x.service"_s);
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.units().size(), 1);
    FakeSystemd other(world.system.address());
    QVERIFY(!other.owns());
    other.emitFailure(u"x.service"_s, 1);
    other.emitState(u"x.service"_s, u"failed"_s, u"failed"_s);
    world.machine->emitFailure(u"x.service"_s, 1);
    QTRY_COMPARE(restartsOf(systemd, u"x.service"_s), 1);
    // The bus keeps the order: what the other one said before would have been here by now.
    QTRY_COMPARE(find(systemd, u"x.service"_s).activeState, u"active"_s);
}

void TestSystemd::newsIsToldOnceASecond()
{
    World world;
    world.startMachine();
    world.machine->add(u"x.service"_s);
    Systemd systemd(world.buses(), {}, world.clock);
    QSignalSpy changed(&systemd, &Systemd::changed);
    QTRY_COMPARE(changed.size(), 1); // the manager is there
    world.clock.advance(1min);
    QElapsedTimer sending;
    sending.start();
    for (uint i = 1; i <= 20; ++i)
        world.machine->emitFailure(u"x.service"_s, i);
    QTRY_COMPARE(restartsOf(systemd, u"x.service"_s), 20);
    QTRY_VERIFY(changed.size() >= 2);
    QVERIFY(changed.size() <= 3 + sending.elapsed() / 1000); // one a second, and the one before
    changed.clear();
    world.machine->emitFailure(u"x.service"_s, 21);
    QTRY_VERIFY(!changed.isEmpty()); // told in time all the same
}

void TestSystemd::managerComesAndGoes()
{
    World world;
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.restartsUnknown(), RestartsUnknown::NoBus); // the bus is there, systemd is not on it
    world.startMachine();
    world.machine->add(u"x.service"_s);
    QTRY_COMPARE(systemd.units().size(), 1);
    world.machine->emitFailure(u"x.service"_s, 1);
    QTRY_COMPARE(restartsOf(systemd, u"x.service"_s), 1);
    world.machine->release(); // systemctl daemon-reexec
    QTRY_COMPARE(systemd.restartsUnknown(), RestartsUnknown::NoBus);
    QVERIFY(systemd.units().isEmpty());
    world.machine->acquire();
    QTRY_COMPARE(restartsOf(systemd, u"x.service"_s), 1);
    QTRY_COMPARE(world.machine->calls.count(u"Subscribe"_s), 2);
    world.machine->emitFailure(u"x.service"_s, 2);
    QTRY_COMPARE(restartsOf(systemd, u"x.service"_s), 2);
}

void TestSystemd::busComesBack()
{
    World world;
    world.startMachine();
    world.machine->add(u"x.service"_s);
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.units().size(), 1);
    world.system.stop();
    QTRY_COMPARE(systemd.restartsUnknown(), RestartsUnknown::NoBus);
    world.clock.advance(9s);
    systemd.refresh(); // not yet: one attempt in ten seconds
    world.clock.advance(1s);
    systemd.refresh(); // still gone
    QCOMPARE(systemd.restartsUnknown(), RestartsUnknown::NoBus);
    world.system.start();
    world.startMachine();
    world.machine->add(u"x.service"_s);
    world.clock.advance(9s);
    systemd.refresh();
    QCOMPARE(systemd.restartsUnknown(), RestartsUnknown::NoBus);
    world.clock.advance(1s);
    systemd.refresh();
    QTRY_COMPARE(systemd.restartsUnknown(), RestartsUnknown::Known);
    world.machine->emitFailure(u"x.service"_s, 1);
    QTRY_COMPARE(restartsOf(systemd, u"x.service"_s), 1);
}

void TestSystemd::notBootedBySystemd()
{
    World world;
    world.startMachine();
    world.machine->add(u"x.service"_s);
    SystemdBuses buses = world.buses();
    buses.bootedMark = world.run.filePath(u"nonexistent"_s);
    Systemd systemd(buses, {}, world.clock);
    QCOMPARE(systemd.restartsUnknown(), RestartsUnknown::NoServiceManager);
    QVERIFY(systemd.units().isEmpty());
    QVERIFY(!systemd.watchedSince());
    QVERIFY(systemd.warnings().isEmpty());
}

void TestSystemd::noBus()
{
    World world;
    world.system.stop();
    world.session.stop();
    Systemd systemd(world.buses(), {}, world.clock);
    QCOMPARE(systemd.restartsUnknown(), RestartsUnknown::NoBus);
    QVERIFY(systemd.units().isEmpty());
}

void TestSystemd::onlyThePersonsManager()
{
    World world;
    world.system.stop();
    world.startPerson();
    world.person->add(u"x.service"_s);
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.restartsUnknown(), RestartsUnknown::Known);
    QCOMPARE(systemd.warnings(), QStringList{u"Services of the machine: the bus cannot be reached."_s});
    QCOMPARE(find(systemd, u"x.service"_s, UnitManager::User).name, u"x.service"_s);
}

void TestSystemd::nonsenseIsLeftOut()
{
    World world;
    world.startMachine();
    world.machine->add(u"x.service"_s, u"failed"_s, u"failed"_s); // asked for its runs, answers with an empty map
    Systemd systemd(world.buses(), {}, world.clock);
    QTRY_COMPARE(systemd.units().size(), 1);
    world.machine->emitManager(u"Reloading"_s, {u"perhaps"_s});
    world.machine->emitManager(u"UnitNew"_s, {42});
    world.machine->emitState(u"x.service"_s, u"active"_s, u"running"_s);
    QTRY_COMPARE(find(systemd, u"x.service"_s).activeState, u"active"_s);
    QCOMPARE(systemd.units().size(), 1);
}

QTEST_GUILESS_MAIN(TestSystemd)
#include "tst_systemd.moc"
