// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/qnamtransport.h"

#include "support/certificates.h"
#include "support/loopbackserver.h"
#include "support/probing.h"
#include "support/waited.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTest>

#include <memory>
#include <vector>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

HttpRequest request(const QUrl &url, Duration deadline = 5s)
{
    HttpRequest request;
    request.url = url;
    request.deadline = deadline;
    return request;
}

QStringList logged;

void collect(QtMsgType, const QMessageLogContext &, const QString &text)
{
    logged.append(text);
}

} // namespace

class TestQnamTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnAnswer()
    {
        LoopbackServer server;
        server.on("/incidents", LoopbackServer::answer(200, "{}", "X-Limit: 5\r\n"));
        HttpRequest asked = request(server.url(u"/incidents?statuses%5B%5D=triggered"_s));
        asked.headers = {{"Authorization", "Token token=abc"}, {"Accept", "application/json"}};
        const auto reply = send(asked);
        QVERIFY(reply);
        QCOMPARE(reply->status, 200);
        QCOMPARE(reply->body, "{}");
        QCOMPARE(reply->header("x-limit"), "5");
        const auto &seen = server.requests.first();
        QCOMPARE(seen.method, "GET");
        QCOMPARE(seen.target, "/incidents?statuses%5B%5D=triggered");
        QCOMPARE(seen.header("Authorization"), "Token token=abc");
        QCOMPARE(seen.header("Accept"), "application/json");
        QVERIFY(seen.header("User-Agent").startsWith("Nightbell/"));
    }

    void sendsEveryMethod_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        for (const char *method : {"GET", "HEAD", "DELETE"})
            QTest::newRow(method) << QByteArray(method) << QByteArray();
        for (const char *method : {"POST", "PUT", "PATCH"})
            QTest::newRow(method) << QByteArray(method) << QByteArray("{\"status\":\"acknowledged\"}");
        QTest::newRow("a body of a megabyte") << QByteArray("POST") << QByteArray(1024 * 1024, 'x');
        QTest::newRow("POST without a body") << QByteArray("POST") << QByteArray();
        QTest::newRow("GET with a body") << QByteArray("GET") << QByteArray("{}");
    }

    void sendsEveryMethod()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(201, "made"));
        HttpRequest asked = request(server.url(u"/"_s));
        asked.method = method;
        asked.body = body;
        asked.headers = {{"Content-Type", "application/json"}};
        const auto reply = send(asked);
        QVERIFY(reply);
        QCOMPARE(reply->status, 201);
        QCOMPARE(reply->body, method == "HEAD" ? QByteArray() : QByteArray("made"));
        QCOMPARE(server.requests.size(), 1);
        QCOMPARE(server.requests.first().method, method);
        QCOMPARE(server.requests.first().body, body);
    }

    void errorsOfTheServiceAreAnswers_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {304, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 418, 422, 429, 500, 501, 502, 503, 504, 599})
            QTest::addRow("%d", status) << status;
    }

    void errorsOfTheServiceAreAnswers()
    {
        QFETCH(int, status);
        LoopbackServer server;
        const QByteArray body = status == 304 ? "" : "why";
        server.on("/", LoopbackServer::answer(status, body, "Retry-After: 30\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"));
        const auto reply = send(request(server.url(u"/"_s)));
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().detail));
        QCOMPARE(reply->status, status);
        QCOMPARE(reply->body, body);
        QCOMPARE(reply->header("Retry-After"), "30");
        QCOMPARE(server.requests.size(), 1);
    }

    void saysWhyThereIsNoAnswer_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("no answer within the deadline") << u"/hang"_s << ErrorKind::Timeout;
        QTest::newRow("an answer that never ends") << u"/drip"_s << ErrorKind::Timeout;
        QTest::newRow("redirects that take too long together") << u"/slow"_s << ErrorKind::Timeout;
        QTest::newRow("closed before an answer") << u"/close"_s << ErrorKind::Unreachable;
        QTest::newRow("cut off in the body") << u"/cut"_s << ErrorKind::Unreachable;
        QTest::newRow("not HTTP") << u"/garbage"_s << ErrorKind::Unreachable;
        QTest::newRow("not HTTP, and it stays") << u"/chatter"_s << ErrorKind::Unreachable;
        QTest::newRow("too much") << u"/large"_s << ErrorKind::TooLarge;
        QTest::newRow("too much, packed small") << u"/bomb"_s << ErrorKind::TooLarge;
    }

    void saysWhyThereIsNoAnswer()
    {
        QFETCH(QString, path);
        QFETCH(ErrorKind, kind);
        LoopbackServer server;
        server.on("/hang", LoopbackServer::hang());
        server.on("/drip", LoopbackServer::drip());
        server.on("/slow", [](QTcpSocket *socket, const LoopbackServer::Request &) {
            QTimer::singleShot(120ms, socket, [socket] { socket->write(LoopbackServer::whole(302, {}, "Location: /slow\r\n")); });
        });
        server.on("/close", LoopbackServer::close());
        server.on("/cut", LoopbackServer::cutBody());
        server.on("/garbage", LoopbackServer::say("\x01\x02 not a word of HTTP \xff\r\n\r\n"));
        server.on("/chatter", [](QTcpSocket *socket, const LoopbackServer::Request &) { socket->write("220 mail.example ESMTP\r\n\r\n"); });
        server.on("/large", LoopbackServer::answer(200, QByteArray(200'001, 'x')));
        // zlib's form of as many bytes, without the size that Qt puts in front
        server.on("/bomb", LoopbackServer::answer(200, qCompress(QByteArray(200'001, 'x')).sliced(4), "Content-Encoding: deflate\r\n"));
        HttpRequest asked = request(server.url(path), 300ms);
        asked.maximumBytes = 200'000;
        QElapsedTimer timer;
        timer.start();
        const auto reply = send(asked);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, kind);
        QVERIFY(!reply.error().detail.isEmpty());
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    }

    // It may have been carried out: nobody may read "cannot be reached" as "not done".
    void aCommandThatWasSentAndNotAnswered_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char *method : {"POST", "PUT", "PATCH", "DELETE"})
            QTest::newRow(method) << QByteArray(method);
    }

    void aCommandThatWasSentAndNotAnswered()
    {
        QFETCH(const QByteArray, method);
        LoopbackServer server;
        server.on("/close", LoopbackServer::close());
        server.on("/cut", LoopbackServer::cutBody());
        for (const QString &path : {u"/close"_s, u"/cut"_s}) {
            HttpRequest asked = request(server.url(path));
            asked.method = method;
            const auto reply = send(asked);
            QVERIFY(!reply);
            QCOMPARE(reply.error().kind, ErrorKind::Timeout);
            QVERIFY(!reply.error().detail.isEmpty());
        }
        QCOMPARE(server.requests.size(), 2); // and none was sent twice
    }

    void asMuchAsIsAllowedIsRead()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, QByteArray(200'000, 'x')));
        HttpRequest asked = request(server.url(u"/"_s));
        asked.maximumBytes = 200'000;
        const auto reply = send(asked);
        QVERIFY(reply);
        QCOMPARE(reply->body.size(), 200'000);
    }

    // Series that repeat a value are packed to a hundredth, which is no attack.
    void whatIsPackedVeryWellIsRead()
    {
        const QByteArray series = QByteArray("[1782000000,\"0\"],").repeated(1'000'000);
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, qCompress(series).sliced(4), "Content-Encoding: deflate\r\n"));
        const auto reply = send(request(server.url(u"/"_s), 20s));
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().detail));
        QCOMPARE(reply->body.size(), series.size());
    }

    void aCommandIsSentOnce_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<bool>("warm");
        QTest::newRow("POST on a new connection") << QByteArray("POST") << false;
        QTest::newRow("POST on one that was used before") << QByteArray("POST") << true;
        QTest::newRow("PUT on a new connection") << QByteArray("PUT") << false;
        QTest::newRow("DELETE without a body") << QByteArray("DELETE") << true;
    }

    void aCommandIsSentOnce()
    {
        QFETCH(QByteArray, method);
        QFETCH(bool, warm);
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, "x"));
        server.on("/close", LoopbackServer::close());
        QnamTransport transport(m_clock);
        if (warm)
            QVERIFY(waited(transport.send(request(server.url(u"/"_s)))));
        const auto before = server.requests.size();
        HttpRequest asked = request(server.url(u"/close"_s));
        asked.method = method;
        asked.body = method == "DELETE" ? "" : "{}";
        const auto reply = waited(transport.send(asked));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Timeout);
        QCOMPARE(server.requests.size() - before, 1);
    }

    void nobodyListens()
    {
        const auto reply = send(request(closedPort()));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Unreachable);
    }

    void noSuchName()
    {
        const auto reply = send(request(QUrl(u"https://nightbell.invalid/"_s)));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::Unreachable);
    }

    void plainHttpGoesNowhereElse()
    {
        const auto reply = send(request(QUrl(u"http://example.com/?key=hidden"_s)));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::BadInput);
        QVERIFY(!reply.error().detail.contains(u"hidden"_s));
    }

    void certificates_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<int>("endDays");
        QTest::addColumn<bool>("known");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("a good one") << QByteArray("DNS:localhost") << 90 << true << true;
        QTest::newRow("one that has expired") << QByteArray("DNS:localhost") << -2 << true << false;
        QTest::newRow("one for another name") << QByteArray("DNS:example.com") << 90 << true << false;
        QTest::newRow("one of an unknown authority") << QByteArray("DNS:localhost") << 90 << false << false;
    }

    void certificates()
    {
        QFETCH(QByteArray, names);
        QFETCH(int, endDays);
        QFETCH(bool, known);
        QFETCH(bool, accepted);
        LoopbackServer server(m_certificates.server({names, -90 * 86'400L, endDays * 86'400L, false}));
        server.on("/", LoopbackServer::answer(200, "x"));
        HttpRequest asked = request(server.url(u"/"_s, u"localhost"_s));
        asked.headers = {{"Authorization", "Bearer t0p"}};
        if (known)
            asked.caFile = m_caFile.path();
        const auto reply = send(asked);
        QCOMPARE(reply.hasValue(), accepted);
        if (!accepted)
            QCOMPARE(reply.error().kind, ErrorKind::Tls);
        QCOMPARE(server.requests.size(), accepted ? 1 : 0);
    }

    void aCaFileThatIsNotThere()
    {
        HttpRequest asked = request(QUrl(u"https://localhost:1/"_s));
        asked.caFile = m_caFile.path() + u".missing"_s;
        const auto reply = send(asked);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::BadInput);
        QVERIFY(reply.error().detail.contains(asked.caFile));
    }

    void clientCertificates_data()
    {
        QTest::addColumn<bool>("shown");
        QTest::addColumn<bool>("inOneFile");
        QTest::addColumn<bool>("isOfTheAuthority");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("certificate and key") << true << false << true << true;
        QTest::newRow("both in one file") << true << true << true << true;
        QTest::newRow("of an authority that the server does not know") << true << false << false << false;
        QTest::newRow("none") << false << false << true << false;
    }

    void clientCertificates()
    {
        QFETCH(bool, shown);
        QFETCH(bool, inOneFile);
        QFETCH(bool, isOfTheAuthority);
        QFETCH(bool, accepted);
        QSslConfiguration serverSide = m_certificates.server({});
        serverSide.setCaCertificates({QSslCertificate(m_certificates.authorityPem())});
        serverSide.setPeerVerifyMode(QSslSocket::VerifyPeer);
        LoopbackServer server(serverSide);
        server.on("/", LoopbackServer::answer(200, "x"));
        const Certificates strangers;
        const QSslConfiguration mine = (isOfTheAuthority ? m_certificates : strangers).server({});
        const QByteArray certificate = mine.localCertificate().toPem();
        const TextFile certificateFile(inOneFile ? certificate + mine.privateKey().toPem() : certificate);
        const TextFile keyFile(mine.privateKey().toPem());
        HttpRequest asked = request(server.url(u"/"_s, u"localhost"_s));
        asked.caFile = m_caFile.path();
        if (shown) {
            asked.clientCertificate = certificateFile.path();
            asked.clientKey = inOneFile ? QString() : keyFile.path();
        }
        const auto reply = send(asked);
        QCOMPARE(reply.hasValue(), accepted);
        QCOMPARE(server.requests.size(), accepted ? 1 : 0);
    }

    void aClientCertificateThatCannotBeRead()
    {
        HttpRequest asked = request(QUrl(u"https://localhost:1/"_s));
        asked.clientCertificate = m_caFile.path() + u".missing"_s;
        auto reply = send(asked);
        QCOMPARE(reply.error().kind, ErrorKind::BadInput);
        asked.clientCertificate = m_caFile.path(); // without a key
        reply = send(asked);
        QCOMPARE(reply.error().kind, ErrorKind::BadInput);
        QVERIFY(reply.error().detail.contains("key"_L1));
    }

    void redirects_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("followed");
        QTest::newRow("GET after 301") << QByteArray("GET") << 301 << true;
        QTest::newRow("GET after 302") << QByteArray("GET") << 302 << true;
        QTest::newRow("HEAD after 303") << QByteArray("HEAD") << 303 << true;
        QTest::newRow("GET after 308") << QByteArray("GET") << 308 << true;
        QTest::newRow("POST after 307") << QByteArray("POST") << 307 << true;
        QTest::newRow("POST after 302 would become another request") << QByteArray("POST") << 302 << false;
        QTest::newRow("PUT after 303 would become another request") << QByteArray("PUT") << 303 << false;
        QTest::newRow("GET after 300") << QByteArray("GET") << 300 << false;
    }

    void redirects()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, status);
        QFETCH(bool, followed);
        LoopbackServer server;
        server.on("/old", LoopbackServer::redirect(status, "/new?a=1"));
        server.on("/new", LoopbackServer::answer(200, "x"));
        HttpRequest asked = request(server.url(u"/old"_s));
        asked.method = method;
        asked.body = method == "POST" || method == "PUT" ? "{}" : "";
        asked.headers = {{"Authorization", "Bearer t0p"}};
        const auto reply = send(asked);
        QVERIFY(reply);
        QCOMPARE(reply->status, followed ? 200 : status);
        QCOMPARE(server.requests.size(), followed ? 2 : 1);
        QCOMPARE(server.requests.last().method, method);
        QCOMPARE(server.requests.last().body, asked.body);
        QCOMPARE(server.requests.last().header("Authorization"), "Bearer t0p");
    }

    void anotherHostIsNotFollowed()
    {
        LoopbackServer first;
        LoopbackServer second;
        second.on("/", LoopbackServer::answer(200, "x"));
        first.on("/", LoopbackServer::redirect(302, second.url(u"/"_s).toEncoded()));
        const auto reply = send(request(first.url(u"/"_s)));
        QVERIFY(reply);
        QCOMPARE(reply->status, 302);
        QCOMPARE(reply->header("Location"), second.url(u"/"_s).toEncoded());
        QCOMPARE(second.connections, 0);
    }

    void redirectsInACircleEnd()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::redirect(302, "/"));
        const auto reply = send(request(server.url(u"/"_s)));
        QVERIFY(reply);
        QCOMPARE(reply->status, 302);
        QCOMPARE(server.requests.size(), 6);
    }

    void keepsNoCookies()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, "x", "Set-Cookie: session=1; Path=/\r\n"));
        QnamTransport transport(m_clock);
        QVERIFY(waited(transport.send(request(server.url(u"/"_s)))));
        QVERIFY(waited(transport.send(request(server.url(u"/"_s)))));
        QCOMPARE(server.requests.size(), 2);
        QCOMPARE(server.requests.last().header("Cookie"), QByteArray());
    }

    void abortingEndsEverything()
    {
        LoopbackServer server;
        server.on("/hang", LoopbackServer::hang());
        server.on("/", LoopbackServer::answer(200, "x"));
        QnamTransport transport(m_clock);
        std::vector<QCoro::Task<Expected<HttpReply>>> tasks;
        for (int i = 0; i < 10; ++i)
            tasks.push_back(transport.send(request(server.url(u"/hang"_s))));
        QTRY_VERIFY(server.requests.size() >= 6); // as many connections as Qt makes to one host
        transport.abortAll();
        for (auto &task : tasks) {
            QVERIFY(task.isReady());
            const auto reply = waited(std::move(task));
            QVERIFY(!reply && reply.error().kind == ErrorKind::Cancelled);
        }
        QVERIFY(waited(transport.send(request(server.url(u"/"_s)))));
    }

    void destroyingEndsEverything()
    {
        LoopbackServer server;
        server.on("/hang", LoopbackServer::hang());
        auto transport = std::make_unique<QnamTransport>(m_clock);
        auto task = transport->send(request(server.url(u"/hang"_s)));
        QTRY_COMPARE(server.requests.size(), 1);
        transport.reset();
        QVERIFY(task.isReady());
        const auto reply = waited(std::move(task));
        QVERIFY(!reply && reply.error().kind == ErrorKind::Cancelled);
    }

    void mayBeDestroyedByWhoGetsTheAnswer()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, "x"));
        auto transport = std::make_unique<QnamTransport>(m_clock);
        int answers = 0;
        transport->send(request(server.url(u"/"_s))).then([&](const Expected<HttpReply> &reply) {
            answers += reply ? 1 : 0;
            transport.reset();
        });
        QTRY_COMPARE(answers, 1);
    }

    void theLogHasNoSecrets()
    {
        LoopbackServer server;
        server.on("/path", LoopbackServer::answer(200, "s3cret-body"));
        HttpRequest asked = request(server.url(u"/path?key=s3cret-query"_s));
        asked.method = "POST";
        asked.body = "s3cret-sent";
        asked.headers = {{"Authorization", "Bearer s3cret-header"}};
        QLoggingCategory::setFilterRules(u"nightbell.*=true"_s);
        logged.clear();
        const auto before = qInstallMessageHandler(&collect);
        send(asked).hasValue();
        asked.url = QUrl(u"http://127.0.0.1:%1/path?key=s3cret-query"_s.arg(closedPort().port()));
        send(asked).hasValue();
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules({});
        const QString text = logged.join(u'\n');
        QVERIFY2(text.contains(u"POST http://127.0.0.1:%1/path 200"_s.arg(server.port())), qPrintable(text));
        QVERIFY2(!text.contains(u"s3cret"_s), qPrintable(text));
    }

private:
    Expected<HttpReply> send(const HttpRequest &asked)
    {
        QnamTransport transport(m_clock);
        return waited(transport.send(asked));
    }

    SystemClock m_clock;
    Certificates m_certificates;
    TextFile m_caFile{m_certificates.authorityPem()};
};

QTEST_GUILESS_MAIN(TestQnamTransport)
#include "tst_qnamtransport.moc"
