// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/controlserver.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestControlServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answersEachRequestWithItsTag();
    void requestMayComeInPieces();
    void socketIsForItsOwnerOnly();
    void socketOfAKilledOneIsTakenOver();
    void livingOneIsLeftAlone();
    void nextPathIsUsedWhereTheFirstIsNone();
    void badPeerIsDroppedAndOthersGoOn_data();
    void badPeerIsDroppedAndOthersGoOn();
    void silentPeerIsDropped();
    void halfALineIsDroppedInTime();
    void watcherMayBeSilent();
    void saysWhetherSomebodyWatches();
    void watcherThatDoesNotReadIsDropped();
    void onlyWatchersHearWhatHappens();
    void peerThatLeavesBeforeItsAnswerDoesNoHarm();
    void serverThatGoesBeforeTheAnswerDoesNoHarm();
    void thereAreNotMoreThanSoManyPeers();
    void tooManyRequestsAtOnceEndTheConnection();

private:
    void start(std::chrono::milliseconds patience);
    std::unique_ptr<QLocalSocket> connected();
    static QJsonObject answerOn(QLocalSocket &socket);

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ControlServer> m_server;
    QList<ControlServer::Reply> m_later; // of the requests "later"
    QString m_path;
};

void TestControlServer::init()
{
    m_folder.emplace();
    m_path = m_folder->filePath(u"s"_s);
    start(10s);
}

void TestControlServer::cleanup()
{
    m_server.reset();
    m_later.clear();
}

void TestControlServer::start(std::chrono::milliseconds patience)
{
    m_server = std::make_unique<ControlServer>(
        [this](const QJsonObject &request, const ControlServer::Reply &reply) {
            if (request["command"_L1] == "later"_L1)
                m_later.append(reply);
            else
                reply(QJsonObject{{u"ok"_s, true}, {u"echo"_s, request["command"_L1]}});
        },
        patience);
    QVERIFY(m_server->listen({m_path}).hasValue());
}

std::unique_ptr<QLocalSocket> TestControlServer::connected()
{
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(m_path);
    return socket;
}

QJsonObject TestControlServer::answerOn(QLocalSocket &socket)
{
    const bool came = QTest::qWaitFor([&socket] { return socket.canReadLine(); });
    return came ? QJsonDocument::fromJson(socket.readLine()).object() : QJsonObject();
}

void TestControlServer::answersEachRequestWithItsTag()
{
    const auto socket = connected();
    socket->write("{\"command\":\"a\",\"id\":7}\n{\"command\":\"b\"}\n");
    QCOMPARE(answerOn(*socket), (QJsonObject{{u"ok"_s, true}, {u"echo"_s, u"a"_s}, {u"id"_s, 7}}));
    QCOMPARE(answerOn(*socket), (QJsonObject{{u"ok"_s, true}, {u"echo"_s, u"b"_s}}));
}

void TestControlServer::requestMayComeInPieces()
{
    const auto socket = connected();
    const auto other = connected();
    socket->write("{\"comm");
    // Another's answer shows that the server has looked at the first piece.
    other->write("{\"command\":\"other\"}\n");
    QCOMPARE(answerOn(*other)["echo"_L1], QJsonValue(u"other"_s));
    socket->write("and\":\"a\"}\n");
    QCOMPARE(answerOn(*socket)["echo"_L1], QJsonValue(u"a"_s));
}

void TestControlServer::socketIsForItsOwnerOnly()
{
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFileInfo(m_path).permissions() & others, QFile::Permissions());
}

void TestControlServer::socketOfAKilledOneIsTakenOver()
{
    m_server.reset();
    QVERIFY(!QFileInfo::exists(m_path)); // it cleans up
    QFile leftover(m_path);
    QVERIFY(leftover.open(QIODevice::WriteOnly));
    leftover.close();
    start(10s);
    const auto socket = connected();
    socket->write("{\"command\":\"a\"}\n");
    QCOMPARE(answerOn(*socket)["echo"_L1], QJsonValue(u"a"_s));
}

void TestControlServer::livingOneIsLeftAlone()
{
    ControlServer intruder([](const QJsonObject &, const ControlServer::Reply &) {});
    const auto listening = intruder.listen({m_path, m_folder->filePath(u"t"_s)});
    QVERIFY(!listening.hasValue());
    QCOMPARE(listening.error().kind, ErrorKind::Conflict);
    const auto socket = connected();
    socket->write("{\"command\":\"a\"}\n");
    QCOMPARE(answerOn(*socket)["echo"_L1], QJsonValue(u"a"_s));
}

void TestControlServer::nextPathIsUsedWhereTheFirstIsNone()
{
    ControlServer server([](const QJsonObject &, const ControlServer::Reply &) {});
    QVERIFY(server.listen({m_folder->filePath(u"none/s"_s), m_folder->filePath(u"t"_s)}).hasValue());
    QVERIFY(QFileInfo::exists(m_folder->filePath(u"t"_s)));
    const auto nowhere = server.listen({m_folder->filePath(u"none/s"_s)});
    QVERIFY(!nowhere.hasValue());
    QCOMPARE(nowhere.error().kind, ErrorKind::Unavailable);
}

void TestControlServer::badPeerIsDroppedAndOthersGoOn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("no JSON") << QByteArray("GET / HTTP/1.1\r\n");
    QTest::addRow("JSON, but no object") << QByteArray("[1,2]\n");
    QTest::addRow("an empty line") << QByteArray("\n");
    QTest::addRow("bytes that are no text") << QByteArray("\xff\xfe\x00\x01\n", 5);
    QTest::addRow("a line of 10 MB") << QByteArray(10 * 1024 * 1024, 'x');
    QTest::addRow("brackets without end") << QByteArray(60'000, '[') + '\n';
    QTest::addRow("one byte too many") << "{\"command\":\"" + QByteArray(ControlServer::longestRequest - 14, 'x') + "\"}\n";
}

void TestControlServer::badPeerIsDroppedAndOthersGoOn()
{
    QFETCH(QByteArray, bytes);
    const auto good = connected();
    const auto bad = connected();
    bad->write(bytes);
    QTRY_COMPARE(bad->state(), QLocalSocket::UnconnectedState);
    good->write("{\"command\":\"a\"}\n");
    QCOMPARE(answerOn(*good)["echo"_L1], QJsonValue(u"a"_s));
}

void TestControlServer::silentPeerIsDropped()
{
    m_server.reset();
    start(20ms);
    const auto socket = connected();
    QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
}

void TestControlServer::halfALineIsDroppedInTime()
{
    m_server.reset();
    start(50ms);
    const auto socket = connected();
    socket->write("{\"command\":");
    QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
}

void TestControlServer::watcherMayBeSilent()
{
    m_server.reset();
    start(20ms);
    const auto watcher = connected();
    watcher->write("{\"command\":\"watch\"}\n");
    QCOMPARE(answerOn(*watcher)["ok"_L1], QJsonValue(true));
    const auto silent = connected();
    QTRY_COMPARE(silent->state(), QLocalSocket::UnconnectedState); // the patience is over
    m_server->publish(QJsonObject{{u"event"_s, u"page"_s}});
    QCOMPARE(answerOn(*watcher)["event"_L1], QJsonValue(u"page"_s));
}

void TestControlServer::saysWhetherSomebodyWatches()
{
    QSignalSpy watched(m_server.get(), &ControlServer::watched);
    const auto asker = connected();
    asker->write("{\"command\":\"ping\"}\n");
    answerOn(*asker);
    QCOMPARE(watched.size(), 0);
    auto first = connected();
    first->write("{\"command\":\"watch\"}\n");
    answerOn(*first);
    auto second = connected();
    second->write("{\"command\":\"watch\"}\n");
    answerOn(*second);
    QCOMPARE(watched.size(), 1);
    QVERIFY(watched.at(0).at(0).toBool());
    first.reset();
    second.reset();
    QTRY_COMPARE(watched.size(), 2);
    QVERIFY(!watched.at(1).at(0).toBool());
}

void TestControlServer::watcherThatDoesNotReadIsDropped()
{
    const auto watcher = connected();
    watcher->setReadBufferSize(4096);
    watcher->write("{\"command\":\"watch\"}\n");
    QTRY_VERIFY(watcher->bytesAvailable() > 0);
    const QJsonObject line{{u"event"_s, QString(1024 * 1024, u'x')}};
    for (int i = 0; i < 12; ++i)
        m_server->publish(line);
    // What was cut off has an end, but fewer lines than were said.
    qsizetype bytes = 0;
    QTRY_VERIFY((bytes += watcher->readAll().size(), watcher->state() == QLocalSocket::UnconnectedState));
    QVERIFY(bytes < 12 * 1024 * 1024);
}

void TestControlServer::onlyWatchersHearWhatHappens()
{
    const auto watcher = connected();
    const auto other = connected();
    watcher->write("{\"command\":\"watch\"}\n");
    QCOMPARE(answerOn(*watcher)["ok"_L1], QJsonValue(true));
    m_server->publish(QJsonObject{{u"event"_s, u"page"_s}});
    other->write("{\"command\":\"a\"}\n");
    QCOMPARE(answerOn(*other)["echo"_L1], QJsonValue(u"a"_s));
    QCOMPARE(answerOn(*watcher)["event"_L1], QJsonValue(u"page"_s));
}

void TestControlServer::peerThatLeavesBeforeItsAnswerDoesNoHarm()
{
    auto leaving = connected();
    leaving->write("{\"command\":\"later\"}\n");
    QTRY_COMPARE(m_later.size(), 1);
    leaving.reset();
    const auto other = connected();
    other->write("{\"command\":\"a\"}\n");
    QCOMPARE(answerOn(*other)["echo"_L1], QJsonValue(u"a"_s));
    m_later.first()(QJsonObject{{u"ok"_s, true}}); // to nobody
    other->write("{\"command\":\"b\"}\n");
    QCOMPARE(answerOn(*other)["echo"_L1], QJsonValue(u"b"_s));
}

void TestControlServer::serverThatGoesBeforeTheAnswerDoesNoHarm()
{
    const auto socket = connected();
    socket->write("{\"command\":\"later\"}\n");
    QTRY_COMPARE(m_later.size(), 1);
    m_server.reset();
    m_later.first()(QJsonObject{{u"ok"_s, true}});
    QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
    QCOMPARE(socket->bytesAvailable(), 0);
}

void TestControlServer::thereAreNotMoreThanSoManyPeers()
{
    std::vector<std::unique_ptr<QLocalSocket>> peers;
    for (int i = 0; i < ControlServer::maximumPeers; ++i) {
        peers.push_back(connected());
        peers.back()->write("{\"command\":\"a\"}\n");
        QCOMPARE(answerOn(*peers.back())["echo"_L1], QJsonValue(u"a"_s));
    }
    const auto oneMore = connected();
    QTRY_COMPARE(oneMore->state(), QLocalSocket::UnconnectedState);
    // A place that becomes free is given away.
    peers.pop_back();
    QTRY_VERIFY([this] {
        const auto next = connected();
        next->write("{\"command\":\"a\"}\n");
        return QTest::qWaitFor([&next] { return next->canReadLine() || next->state() == QLocalSocket::UnconnectedState; })
            && next->canReadLine();
    }());
}

void TestControlServer::tooManyRequestsAtOnceEndTheConnection()
{
    const auto socket = connected();
    for (int i = 0; i <= ControlServer::mostOutstanding; ++i)
        socket->write("{\"command\":\"later\"}\n");
    QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
    QCOMPARE(m_later.size(), ControlServer::mostOutstanding);
}

QTEST_GUILESS_MAIN(TestControlServer)
#include "tst_controlserver.moc"
