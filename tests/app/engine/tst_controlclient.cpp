// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/controlclient.h"
#include "engine/controlserver.h"

#include <QLocalServer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestControlClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsWhoeverListensAtOneOfThePaths();
    void nobodyThere_data();
    void nobodyThere();
    void serverThatNeverAnswersTimesOut();
    void answerThatIsNoJson();
    void serverThatGoesAwayIsNoticed();
    void oneQuestionOneAnswer();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::optional<QTemporaryDir> m_folder;
};

namespace {

void echo(const QJsonObject &request, const ControlServer::Reply &reply)
{
    reply(QJsonObject{{u"ok"_s, true}, {u"result"_s, QJsonObject{{u"was"_s, request["command"_L1]}}}});
}

} // namespace

void TestControlClient::init()
{
    m_folder.emplace();
}

void TestControlClient::findsWhoeverListensAtOneOfThePaths()
{
    ControlServer server(echo);
    QVERIFY(server.listen({path(u"b"_s)}).hasValue());
    ControlClient client;
    QSignalSpy opened(&client, &ControlClient::opened);
    QSignalSpy received(&client, &ControlClient::received);
    client.open({path(u"a"_s), path(u"b"_s)});
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toJsonObject()["was"_L1], QJsonValue(u"ping"_s));
    QCOMPARE(received.size(), 0);
    client.send(QJsonObject{{u"command"_s, u"status"_s}}, 10s);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received[0][0].toJsonObject()["result"_L1]["was"_L1], QJsonValue(u"status"_s));
}

void TestControlClient::nobodyThere_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addRow("no path") << QStringList();
    QTest::addRow("no socket at any path") << QStringList{u"a"_s, u"b"_s};
}

void TestControlClient::nobodyThere()
{
    QFETCH(QStringList, names);
    QStringList paths;
    for (const QString &name : names)
        paths.append(path(name));
    ControlClient client;
    QSignalSpy failed(&client, &ControlClient::failed);
    client.open(paths);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<Error>().kind, ErrorKind::Unreachable);
}

void TestControlClient::serverThatNeverAnswersTimesOut()
{
    ControlServer server([](const QJsonObject &request, const ControlServer::Reply &reply) {
        if (request["command"_L1] == "ping"_L1)
            echo(request, reply);
    });
    QVERIFY(server.listen({path(u"a"_s)}).hasValue());
    const auto answer = askRunning({path(u"a"_s)}, QJsonObject{{u"command"_s, u"status"_s}}, 30ms);
    QVERIFY(!answer.hasValue());
    QCOMPARE(answer.error().kind, ErrorKind::Timeout);
}

void TestControlClient::answerThatIsNoJson()
{
    QLocalServer server;
    QVERIFY(server.listen(path(u"a"_s)));
    connect(&server, &QLocalServer::newConnection, &server, [&server] { server.nextPendingConnection()->write("hello\n"); });
    ControlClient client;
    QSignalSpy failed(&client, &ControlClient::failed);
    client.open({path(u"a"_s)});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<Error>().kind, ErrorKind::BadAnswer);
}

void TestControlClient::serverThatGoesAwayIsNoticed()
{
    auto server = std::make_unique<ControlServer>(echo);
    QVERIFY(server->listen({path(u"a"_s)}).hasValue());
    ControlClient client;
    QSignalSpy opened(&client, &ControlClient::opened);
    QSignalSpy failed(&client, &ControlClient::failed);
    client.open({path(u"a"_s)});
    QTRY_COMPARE(opened.size(), 1);
    server.reset();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<Error>().kind, ErrorKind::Unreachable);
    // The same client may look again.
    ControlServer next(echo);
    QVERIFY(next.listen({path(u"a"_s)}).hasValue());
    client.open({path(u"a"_s)});
    QTRY_COMPARE(opened.size(), 2);
}

void TestControlClient::oneQuestionOneAnswer()
{
    ControlServer server(echo);
    QVERIFY(server.listen({path(u"a"_s)}).hasValue());
    const auto answer = askRunning({path(u"a"_s)}, QJsonObject{{u"command"_s, u"raise"_s}}, 10s);
    QVERIFY(answer.hasValue());
    QCOMPARE((*answer)["result"_L1]["was"_L1], QJsonValue(u"raise"_s));
    QCOMPARE(askRunning({path(u"b"_s)}, QJsonObject(), 10s).error().kind, ErrorKind::Unreachable);
}

QTEST_GUILESS_MAIN(TestControlClient)
#include "tst_controlclient.moc"
