// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curlprobe.h"

#include "support/certificates.h"
#include "support/loopbackserver.h"
#include "support/probing.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray headerOf(const ProbeReply &reply, const QByteArray &name)
{
    return HttpReply{reply.status, reply.headers, {}}.header(name);
}

} // namespace

class TestCurlTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useNoProxy(); }

    void readsAnAnswer()
    {
        LoopbackServer server;
        server.on("/health", LoopbackServer::answer(203, "all is well", "X-Seen: yes\r\nx-seen: twice\r\n"));
        const ProbeReply reply = probed(m_clock, get(server.url(u"/health?deep=1"_s)));
        QCOMPARE(reply.failure, CheckFailure::None);
        QCOMPARE(reply.detail, QString());
        QVERIFY(!reply.cancelled);
        QCOMPARE(reply.status, 203);
        QCOMPARE(reply.body, "all is well");
        QVERIFY(!reply.truncated);
        QCOMPARE(headerOf(reply, "X-Seen"), "yes");
        QCOMPARE(reply.httpVersion, u"1.1"_s);
        QCOMPARE(reply.peer, u"127.0.0.1:%1"_s.arg(server.port()));
        QCOMPARE(reply.redirects, 0);
        QCOMPARE(reply.url, server.url(u"/health?deep=1"_s));
        QVERIFY(!reply.certificateExpires);
        QCOMPARE(server.requests.size(), 1);
        QCOMPARE(server.requests.first().target, "/health?deep=1");
        QVERIFY(server.requests.first().header("User-Agent").startsWith("Nightbell/"));
    }

    void sendsWhatItIsGiven_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("GET") << QByteArray("GET") << QByteArray();
        QTest::newRow("HEAD") << QByteArray("HEAD") << QByteArray();
        QTest::newRow("POST with a body") << QByteArray("POST") << QByteArray("a=1");
        QTest::newRow("POST without a body") << QByteArray("POST") << QByteArray();
        QTest::newRow("PUT") << QByteArray("PUT") << QByteArray("{}");
        QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray();
        QTest::newRow("OPTIONS") << QByteArray("OPTIONS") << QByteArray();
        QTest::newRow("a body of two megabytes, without waiting for leave") << QByteArray("PUT") << QByteArray(2 * 1024 * 1024, 'x');
    }

    void sendsWhatItIsGiven()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, "x"));
        ProbeRequest request = get(server.url(u"/"_s));
        request.method = method;
        request.body = body;
        request.headers = {{"X-One", "1"}, {"X-Empty", ""}};
        QCOMPARE(probed(m_clock, request).status, 200);
        const auto &seen = server.requests.first();
        QCOMPARE(seen.method, method);
        QCOMPARE(seen.body.size(), body.size());
        QCOMPARE(seen.body, body);
        QCOMPARE(seen.header("X-One"), "1");
        QVERIFY(seen.head.contains("X-Empty:"));
        QVERIFY(!seen.head.contains("Expect"));
    }

    void everyProbeConnectsAnew()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, "x"));
        probed(m_clock, get(server.url(u"/"_s)));
        probed(m_clock, get(server.url(u"/"_s)));
        QCOMPARE(server.connections, 2);
    }

    void saysWhyThereIsNoAnswer_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<CheckFailure>("failure");
        QTest::newRow("the connection is closed before an answer") << u"/close"_s << CheckFailure::ConnectionLost;
        QTest::newRow("the body is cut off") << u"/cut"_s << CheckFailure::ConnectionLost;
        QTest::newRow("the answer is not HTTP") << u"/garbage"_s << CheckFailure::ConnectionLost;
        QTest::newRow("the answer is cut off in its headers") << u"/headers"_s << CheckFailure::ConnectionLost;
        QTest::newRow("the encoding is not what it says") << u"/encoding"_s << CheckFailure::ConnectionLost;
        QTest::newRow("no answer within the limit") << u"/hang"_s << CheckFailure::Timeout;
        QTest::newRow("an answer that never ends") << u"/drip"_s << CheckFailure::Timeout;
    }

    void saysWhyThereIsNoAnswer()
    {
        QFETCH(QString, path);
        QFETCH(CheckFailure, failure);
        LoopbackServer server;
        server.on("/close", LoopbackServer::close());
        server.on("/cut", LoopbackServer::cutBody());
        server.on("/garbage", LoopbackServer::say("\x01\x02 not a word of HTTP \xff\r\n\r\n"));
        server.on("/headers", LoopbackServer::say("HTTP/1.1 200 OK\r\nContent-Le"));
        server.on("/encoding", LoopbackServer::answer(200, "this is no gzip", "Content-Encoding: gzip\r\n"));
        server.on("/hang", LoopbackServer::hang());
        server.on("/drip", LoopbackServer::drip());
        const ProbeReply reply = probed(m_clock, get(server.url(path), 300ms));
        QCOMPARE(reply.failure, failure);
        QVERIFY(!reply.detail.isEmpty());
        QCOMPARE(reply.peer, u"127.0.0.1:%1"_s.arg(server.port()));
        if (failure == CheckFailure::Timeout) {
            QCOMPARE(reply.detail, u"300ms"_s);
            QVERIFY2(reply.phases.total >= 300ms && reply.phases.total < 1s, qPrintable(QString::number(reply.phases.total.count())));
        }
    }

    void aRefusedConnectionNamesTheAddress()
    {
        const QUrl url = closedPort();
        const ProbeReply reply = probed(m_clock, get(url));
        QCOMPARE(reply.failure, CheckFailure::ConnectionRefused);
        QCOMPARE(reply.detail, u"127.0.0.1:%1"_s.arg(url.port()));
        QCOMPARE(reply.peer, reply.detail);
        QCOMPARE(reply.status, 0);
    }

    void anAddressWithoutARouteIsUnreachable()
    {
        // A connection to a group of hosts is refused by the kernel itself.
        const ProbeReply reply = probed(m_clock, get(QUrl(u"http://224.0.0.1:9/"_s)));
        QCOMPARE(reply.failure, CheckFailure::Unreachable);
        QCOMPARE(reply.detail, u"224.0.0.1:9"_s);
    }

    void aServerThatDoesNotAcceptIsAConnectTimeout()
    {
        FullServer server;
        const ProbeReply reply = probed(m_clock, get(server.url(), 300ms));
        QCOMPARE(reply.failure, CheckFailure::ConnectTimeout);
        QCOMPARE(reply.detail, u"127.0.0.1:%1"_s.arg(server.url().port()));
        QVERIFY(reply.phases.connect && *reply.phases.connect >= 250ms);
        QVERIFY(!reply.phases.firstByte);
    }

    void aLargeAnswerIsReadInPart()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, QByteArray(300'000, 'x')));
        ProbeRequest request = get(server.url(u"/"_s));
        request.maximumBytes = 100'000;
        const ProbeReply part = probed(m_clock, request);
        QCOMPARE(part.failure, CheckFailure::None);
        QCOMPARE(part.status, 200);
        QVERIFY(part.truncated);
        QCOMPARE(part.body.size(), 100'000);
        request.maximumBytes = 300'000;
        const ProbeReply all = probed(m_clock, request);
        QVERIFY(!all.truncated);
        QCOMPARE(all.body.size(), 300'000);
    }

    void unpacksWhatIsPacked()
    {
        // "packed", by gzip
        const QByteArray packed = QByteArray::fromHex("1f8b08000000000002032b484cce4e4d010010b4f62106000000");
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, packed, "Content-Encoding: gzip\r\n"));
        const ProbeReply reply = probed(m_clock, get(server.url(u"/"_s)));
        QCOMPARE(reply.failure, CheckFailure::None);
        QCOMPARE(reply.body, "packed");
    }

    void anInterimAnswerIsNotTheAnswer()
    {
        LoopbackServer server;
        server.on(
            "/", LoopbackServer::say("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + LoopbackServer::whole(200, "done", "X-A: 1\r\n")));
        const ProbeReply reply = probed(m_clock, get(server.url(u"/"_s)));
        QCOMPARE(reply.status, 200);
        QCOMPARE(headerOf(reply, "X-A"), "1");
        QCOMPARE(headerOf(reply, "Link"), "");
    }

    void userInfoIsBasicAuthorization()
    {
        LoopbackServer server;
        server.on("/a", LoopbackServer::redirect(302, "/b"));
        server.on("/b", LoopbackServer::answer(200, "x"));
        probed(m_clock, get(server.url(u"/a"_s, u"me:p%40w@127.0.0.1"_s)));
        QCOMPARE(server.requests.size(), 2);
        QCOMPARE(server.requests.at(0).header("Authorization"), "Basic " + QByteArray("me:p@w").toBase64());
        QCOMPARE(server.requests.at(1).header("Authorization"), server.requests.at(0).header("Authorization"));
    }

    void phasesAreWhereTheTimeWent()
    {
        LoopbackServer server(m_certificates.server({}));
        server.on("/", [](QTcpSocket *socket, const LoopbackServer::Request &) {
            socket->setParent(nullptr);
            QTimer::singleShot(100ms, socket, [socket] {
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab");
                QTimer::singleShot(60ms, socket, [socket] { socket->write("cd"); });
            });
        });
        ProbeRequest request = get(server.url(u"/"_s, u"localhost"_s));
        request.ipVersion = IpVersion::V4;
        request.caFile = m_caFile.path();
        const ProbeReply reply = probed(m_clock, request);
        QCOMPARE(reply.failure, CheckFailure::None);
        const CheckPhases &phases = reply.phases;
        QVERIFY(phases.nameLookup && phases.connect && phases.tls && phases.firstByte && phases.transfer);
        QVERIFY(*phases.firstByte >= 95ms && *phases.firstByte < 500ms);
        QVERIFY(*phases.transfer >= 55ms && *phases.transfer < 500ms);
        QVERIFY(phases.total >= 155ms);
        QCOMPARE(sum(phases), phases.total);
    }

    void phasesThatDidNotHappenAreAbsent()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, "x"));
        const ProbeReply plain = probed(m_clock, get(server.url(u"/"_s)));
        QVERIFY(!plain.phases.nameLookup); // the address was given
        QVERIFY(plain.phases.connect && !plain.phases.tls && plain.phases.firstByte && plain.phases.transfer);
        QCOMPARE(sum(plain.phases), plain.phases.total);
        const ProbeReply refused = probed(m_clock, get(closedPort()));
        QVERIFY(refused.phases.connect && !refused.phases.firstByte && !refused.phases.transfer);
    }

private:
    SystemClock m_clock;
    Certificates m_certificates;
    TextFile m_caFile{m_certificates.authorityPem()};
};

QTEST_GUILESS_MAIN(TestCurlTransfer)
#include "tst_curltransfer.moc"
