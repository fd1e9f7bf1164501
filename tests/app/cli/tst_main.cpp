// SPDX-License-Identifier: GPL-3.0-or-later
// The real nightbellctl, in folders of its own, with a web server that can be switched off.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms; a machine that builds something else is slow

struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

// Ends with its test.
class Watch : public QProcess
{
public:
    ~Watch() override
    {
        kill();
        waitForFinished();
    }
};

// Answers every request with 200.
class Site : public QTcpServer
{
public:
    Site()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                    if (!socket->readAll().contains("\r\n\r\n"))
                        return;
                    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
                    socket->disconnectFromHost();
                });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
};

} // namespace

class TestMain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void wrongUsage_data();
    void wrongUsage();
    void helpAndVersion();
    void configurationIsChecked();
    void folderThatDoesNotExist();
    void quietMachine();
    void openIncidentNeedsYou();
    void eventsOfScripts();
    void eventThatCannotBeKept();
    void checkRunsOnce();
    void demo();
    void watchIsToldAndAcknowledges();
    void nothingAcknowledgedIsLostWhenKilled();
    void secondWatchTakesOver();
    void watchEnds_data();
    void watchEnds();
    void watchEndsWhenNobodyReads();
    void folderThatCannotBeWritten();
    void localeOfCronIsGoodEnough();

private:
    void write(const QString &name, const QByteArray &text) const;
    void writeCheckOfClosedPort() const;
    QProcessEnvironment environment() const;
    Ended run(const QStringList &arguments) const;
    std::unique_ptr<Watch> startWatch(const QStringList &arguments = {});
    QJsonObject nextLine(QProcess &watch, const QString &event);

    std::optional<QTemporaryDir> m_folder;
    quint16 m_closedPort = 0;
};

void TestMain::init()
{
    m_folder.emplace();
    for (const QString &name : {u"config/nightbell"_s, u"data"_s, u"run"_s})
        QVERIFY(QDir().mkpath(m_folder->filePath(name)));
    QTcpServer server; // a port that is free, and stays so for a while
    QVERIFY(server.listen(QHostAddress::LocalHost));
    m_closedPort = server.serverPort();
}

void TestMain::cleanup()
{
    m_folder.reset();
}

void TestMain::write(const QString &name, const QByteArray &text) const
{
    QFile file(m_folder->filePath(u"config/nightbell/"_s + name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void TestMain::writeCheckOfClosedPort() const
{
    write(u"a.toml"_s,
        "[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"http://127.0.0.1:" + QByteArray::number(m_closedPort)
            + "/\"\nevery = \"5s\"\nfail-after = 1\n");
}

QProcessEnvironment TestMain::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, m_folder->path());
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder->filePath(u"config"_s));
    environment.insert(u"XDG_DATA_HOME"_s, m_folder->filePath(u"data"_s));
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder->filePath(u"run"_s));
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    environment.insert(u"DBUS_SYSTEM_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    return environment;
}

Ended TestMain::run(const QStringList &arguments) const
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(NIGHTBELLCTL), arguments);
    // In the event loop, where the site answers.
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, patience))
        process.kill();
    process.waitForFinished();
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {code, process.readAllStandardOutput(), process.readAllStandardError()};
}

std::unique_ptr<Watch> TestMain::startWatch(const QStringList &arguments)
{
    auto watch = std::make_unique<Watch>();
    watch->setProcessEnvironment(environment());
    watch->start(QStringLiteral(NIGHTBELLCTL), QStringList{u"watch"_s, u"--json"_s} + arguments);
    return watch;
}

// The next line about `event`; those before it are passed over.
QJsonObject TestMain::nextLine(QProcess &watch, const QString &event)
{
    QJsonObject line;
    const bool came = QTest::qWaitFor(
        [&] {
            while (watch.canReadLine()) {
                line = QJsonDocument::fromJson(watch.readLine()).object();
                if (line["event"_L1] == event)
                    return true;
            }
            return false;
        },
        patience);
    return came ? line : QJsonObject();
}

void TestMain::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addRow("nothing") << QStringList{};
    QTest::addRow("no such command") << QStringList{u"foo"_s};
    QTest::addRow("no such option") << QStringList{u"--foo"_s, u"status"_s};
    QTest::addRow("ack of nothing") << QStringList{u"ack"_s};
    QTest::addRow("a duration in words") << QStringList{u"watch"_s, u"--for"_s, u"5 minutes"_s};
    QTest::addRow("an address that cannot be checked") << QStringList{u"check"_s, u"gopher://example.com"_s};
}

void TestMain::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const Ended ended = run(arguments);
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.startsWith("nightbellctl: "), ended.err.constData());
}

void TestMain::helpAndVersion()
{
    QVERIFY(run({u"--help"_s}).out.contains("Exit codes:"));
    QCOMPARE(run({u"--help"_s}).code, 0);
    QVERIFY(run({u"ack"_s, u"--help"_s}).out.contains("Acknowledges incidents"));
    QVERIFY(run({u"--version"_s}).out.startsWith("nightbellctl 0."));
}

void TestMain::configurationIsChecked()
{
    QCOMPARE(run({u"config"_s, u"check"_s}).code, 0);
    write(u"team.toml"_s, "[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"https://example.com/\"\nevery = \"5 minutes\"\n");
    const Ended ended = run({u"config"_s, u"check"_s});
    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.contains("team.toml:5: check.home.every: expected "), ended.err.constData());
    const Ended json = run({u"--json"_s, u"config"_s, u"check"_s});
    QCOMPARE(json.code, 3);
    QCOMPARE(json.json()["problems"_L1][0]["line"_L1], QJsonValue(5));
    // The rest works, and says that something is amiss.
    const Ended status = run({u"status"_s});
    QCOMPARE(status.code, 3);
    QVERIFY2(status.err.contains("team.toml:5:"), status.err.constData());
}

void TestMain::folderThatDoesNotExist()
{
    const Ended ended = run({u"--config"_s, m_folder->filePath(u"typo"_s), u"config"_s, u"check"_s});
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.contains("typo"), ended.err.constData());
}

void TestMain::quietMachine()
{
    const Ended ended = run({u"status"_s});
    QCOMPARE(ended.err, QByteArray());
    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.startsWith("Nothing needs you."), ended.out.constData());
    const Ended hosts = run({u"hosts"_s, u"--json"_s});
    QCOMPARE(hosts.code, 0);
    const QJsonObject host = hosts.json()[0].toObject();
    QCOMPARE(host["source"_L1], QJsonValue(u"local"_s));
    QVERIFY(host["memory"_L1].toDouble() > 0 && host["memory"_L1].toDouble() <= 100);
    QVERIFY(run({u"monitors"_s, u"--json"_s}).json().array().size() >= 3);
    QCOMPARE(run({u"sources"_s, u"--json"_s}).json()[0]["state"_L1], QJsonValue(u"fresh"_s));
}

void TestMain::openIncidentNeedsYou()
{
    writeCheckOfClosedPort();
    const Ended status = run({u"status"_s});
    QCOMPARE(status.code, 5);
    QVERIFY2(status.out.contains("NB-1"), status.out.constData());
    const Ended incidents = run({u"incidents"_s, u"--json"_s});
    QCOMPARE(incidents.code, 0);
    const QJsonArray list = incidents.json().array();
    QCOMPARE(list.size(), 1);
    for (const auto key :
        {"id"_L1, "source"_L1, "title"_L1, "service"_L1, "urgency"_L1, "severity"_L1, "state"_L1, "created"_L1, "host"_L1, "url"_L1})
        QVERIFY2(list[0].toObject().contains(key), key.data());
    QCOMPARE(list[0]["check"_L1], QJsonValue(u"home"_s));
    QCOMPARE(run({u"checks"_s, u"--json"_s}).json()[0]["state"_L1], QJsonValue(u"failed"_s));
    const Ended unknown = run({u"ack"_s, u"NB-99"_s});
    QCOMPARE(unknown.code, 1);
    QVERIFY2(unknown.err.contains("NB-99"), unknown.err.constData());
}

void TestMain::eventsOfScripts()
{
    // Without a console, each in a process of its own.
    const Ended made = run({u"event"_s, u"trigger"_s, u"--summary"_s, u"backup failed"_s});
    QVERIFY2(made.err.contains("No console runs here"), made.err.constData()); // nobody is told of it yet
    QCOMPARE(made.code, 0);
    QVERIFY(made.out.trimmed().size() >= 32);
    QCOMPARE(run({u"event"_s, u"trigger"_s, u"--summary"_s, u"disk"_s, u"--dedup-key"_s, u"d"_s}).out, QByteArray("d\n"));
    QCOMPARE(run({u"event"_s, u"trigger"_s, u"--summary"_s, u"disk!"_s, u"--dedup-key"_s, u"d"_s}).code, 0);
    QCOMPARE(run({u"incidents"_s, u"--json"_s}).json().array().size(), 2);
    // With one.
    const auto watch = startWatch();
    QCOMPARE(nextLine(*watch, u"status"_s)["needsYou"_L1], QJsonValue(2));
    const Ended acknowledged = run({u"event"_s, u"acknowledge"_s, u"--dedup-key"_s, u"d"_s, u"--json"_s});
    QCOMPARE(acknowledged.code, 0);
    QCOMPARE(acknowledged.json()["outcome"_L1], QJsonValue(u"confirmed"_s));
    QCOMPARE(acknowledged.json()["id"_L1], QJsonValue(u"NB-2"_s));
    QCOMPARE(nextLine(*watch, u"action-confirmed"_s)["id"_L1], QJsonValue(u"NB-2"_s));
    QCOMPARE(run({u"event"_s, u"resolve"_s, u"--dedup-key"_s, u"d"_s}).out, QByteArray("NB-2 is resolved.\n"));
    QCOMPARE(run({u"event"_s, u"acknowledge"_s, u"--dedup-key"_s, u"d"_s}).code, 1);
    const Ended again = run({u"event"_s, u"trigger"_s, u"--summary"_s, u"disk again"_s, u"--dedup-key"_s, u"d"_s});
    QCOMPARE(again.code, 0);
    QCOMPARE(again.err, QByteArray());
    QCOMPARE(nextLine(*watch, u"page"_s)["incident"_L1]["title"_L1], QJsonValue(u"disk again"_s));
}

void TestMain::eventThatCannotBeKept()
{
    QVERIFY(QFile(m_folder->filePath(u"data/nightbell"_s)).open(QIODevice::WriteOnly)); // a file where the folder should be
    const Ended ended = run({u"event"_s, u"trigger"_s, u"--summary"_s, u"backup failed"_s});
    QCOMPARE(ended.code, 1); // nobody will page for it
    QVERIFY(!ended.err.isEmpty());
}

void TestMain::checkRunsOnce()
{
    Site site;
    QVERIFY(site.listen(QHostAddress::LocalHost));
    const QString address = u"http://127.0.0.1:%1/"_s.arg(site.serverPort());
    const Ended good = run({u"check"_s, address, u"--json"_s});
    QCOMPARE(good.err, QByteArray());
    QCOMPARE(good.code, 0);
    QCOMPARE(good.json()["status"_L1], QJsonValue(200));
    QVERIFY(good.json()["phases"_L1]["totalMs"_L1].isDouble());
    writeCheckOfClosedPort();
    const Ended bad = run({u"check"_s, u"home"_s});
    QCOMPARE(bad.code, 1);
    QVERIFY2(bad.err.contains("connection refused by 127.0.0.1:"), bad.err.constData());
    QVERIFY(bad.out.contains("failing"));
    QVERIFY(!QFile::exists(m_folder->filePath(u"data/nightbell"_s))); // it leaves no trace
    QCOMPARE(run({u"check"_s, u"nothing"_s}).code, 1);
}

void TestMain::demo()
{
    const Ended hosts = run({u"--demo"_s, u"--json"_s, u"hosts"_s});
    QCOMPARE(hosts.code, 0);
    QCOMPARE(hosts.json().array().size(), 12);
    QVERIFY(!QFile::exists(m_folder->filePath(u"data/nightbell"_s)));
}

void TestMain::watchIsToldAndAcknowledges()
{
    writeCheckOfClosedPort();
    const auto watch = startWatch();
    const QJsonObject summary = nextLine(*watch, u"status"_s);
    QCOMPARE(summary["needsYou"_L1], QJsonValue(1));
    const Ended acknowledged = run({u"ack"_s, u"nb-1"_s});
    QCOMPARE(acknowledged.err, QByteArray());
    QCOMPARE(acknowledged.out, QByteArray("NB-1 is acknowledged.\n"));
    QCOMPARE(acknowledged.code, 0);
    QCOMPARE(nextLine(*watch, u"action-confirmed"_s)["id"_L1], QJsonValue(u"NB-1"_s));
    QCOMPARE(run({u"status"_s}).code, 0);
    QCOMPARE(run({u"ack"_s, u"NB-1"_s}).out, QByteArray("NB-1 was acknowledged before.\n"));
    // The site comes up, and the incident resolves itself.
    Site site;
    QVERIFY(site.listen(QHostAddress::LocalHost, m_closedPort));
    QCOMPARE(nextLine(*watch, u"incident-resolved"_s)["incident"_L1]["id"_L1], QJsonValue(u"NB-1"_s));
    QCOMPARE(run({u"incidents"_s, u"--json"_s}).json().array().size(), 0);
    QCOMPARE(run({u"incidents"_s, u"--all"_s, u"--json"_s}).json()[0]["state"_L1], QJsonValue(u"resolved"_s));
}

void TestMain::nothingAcknowledgedIsLostWhenKilled()
{
    writeCheckOfClosedPort();
    auto watch = startWatch();
    QCOMPARE(nextLine(*watch, u"status"_s)["needsYou"_L1], QJsonValue(1));
    QCOMPARE(run({u"ack"_s, u"NB-1"_s}).code, 0);
    watch->kill(); // SIGKILL, right after the word "acknowledged"
    QVERIFY(watch->waitForFinished(patience));
    const Ended incidents = run({u"incidents"_s, u"--json"_s}); // its lock and its socket are in nobody's way
    QCOMPARE(incidents.err, QByteArray());
    QCOMPARE(incidents.json()[0]["state"_L1], QJsonValue(u"acknowledged"_s));
    watch = startWatch();
    const QJsonObject summary = nextLine(*watch, u"status"_s);
    QCOMPARE(summary["needsYou"_L1], QJsonValue(0));
    QCOMPARE(summary["acknowledged"_L1], QJsonValue(1));
}

void TestMain::secondWatchTakesOver()
{
    writeCheckOfClosedPort();
    const auto first = startWatch();
    QCOMPARE(nextLine(*first, u"status"_s)["needsYou"_L1], QJsonValue(1));
    const auto second = startWatch();
    QCOMPARE(nextLine(*second, u"status"_s)["needsYou"_L1], QJsonValue(1));
    QCOMPARE(run({u"ack"_s, u"NB-1"_s}).code, 0);
    QCOMPARE(nextLine(*second, u"action-confirmed"_s)["id"_L1], QJsonValue(u"NB-1"_s)); // told by the first
    first->kill();
    QCOMPARE(nextLine(*second, u"status"_s)["acknowledged"_L1], QJsonValue(1));
    QVERIFY(second->readAllStandardError().contains("Watching goes on"));
    QCOMPARE(run({u"resolve"_s, u"NB-1"_s}).code, 0);
    QCOMPARE(nextLine(*second, u"incident-resolved"_s)["incident"_L1]["id"_L1], QJsonValue(u"NB-1"_s));
}

void TestMain::watchEnds_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("number");
    QTest::addRow("when its time is over") << QStringList{u"--for"_s, u"1s"_s} << 0;
    QTest::addRow("when it is interrupted") << QStringList{} << SIGINT;
    QTest::addRow("when it is terminated") << QStringList{} << SIGTERM;
}

void TestMain::watchEnds()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, number);
    const auto watch = startWatch(arguments);
    QVERIFY(!nextLine(*watch, u"status"_s).isEmpty());
    if (number != 0)
        QCOMPARE(::kill(static_cast<pid_t>(watch->processId()), number), 0);
    QTRY_COMPARE_WITH_TIMEOUT(watch->state(), QProcess::NotRunning, patience);
    QCOMPARE(watch->exitStatus(), QProcess::NormalExit);
    QCOMPARE(watch->exitCode(), 0);
    QCOMPARE(watch->readAllStandardError(), QByteArray());
    QCOMPARE(QDir(m_folder->filePath(u"run"_s)).entryList(QDir::System | QDir::Files), QStringList());
}

void TestMain::watchEndsWhenNobodyReads()
{
    QProcess shell;
    shell.setProcessEnvironment(environment());
    shell.start(u"/bin/sh"_s, {u"-c"_s, QStringLiteral("\"$0\" watch | head -n 1"), QStringLiteral(NIGHTBELLCTL)});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, patience);
    QCOMPARE(shell.readAllStandardError(), QByteArray());
    QVERIFY(shell.readAllStandardOutput().startsWith("Nothing needs you."));
}

void TestMain::folderThatCannotBeWritten()
{
    writeCheckOfClosedPort();
    QFile inTheWay(m_folder->filePath(u"file"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const Ended status = run({u"--data"_s, m_folder->filePath(u"file/nightbell"_s), u"status"_s});
    QCOMPARE(status.code, 5); // it watches all the same
    QVERIFY2(status.err.contains("History is not being kept"), status.err.constData());
}

void TestMain::localeOfCronIsGoodEnough()
{
    QProcess process;
    QProcessEnvironment cron = environment();
    cron.insert(u"LC_ALL"_s, u"C"_s);
    cron.remove(u"LANG"_s);
    process.setProcessEnvironment(cron);
    process.start(QStringLiteral(NIGHTBELLCTL), {u"--version"_s});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

QTEST_GUILESS_MAIN(TestMain)
#include "tst_main.moc"
