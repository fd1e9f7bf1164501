// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curlprobe.h"

#include "support/certificates.h"
#include "support/loopbackserver.h"
#include "support/probing.h"

#include <QTest>

#include <memory>
#include <vector>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCurlProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useNoProxy(); }

    void redirectMethods_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("becomes");
        QTest::newRow("GET stays GET after 301") << 301 << QByteArray("GET") << QByteArray("GET");
        QTest::newRow("HEAD stays HEAD after 303") << 303 << QByteArray("HEAD") << QByteArray("HEAD");
        QTest::newRow("POST becomes GET after 302") << 302 << QByteArray("POST") << QByteArray("GET");
        QTest::newRow("PUT becomes GET after 303") << 303 << QByteArray("PUT") << QByteArray("GET");
        QTest::newRow("PUT stays PUT after 301") << 301 << QByteArray("PUT") << QByteArray("PUT");
        QTest::newRow("POST stays POST after 307") << 307 << QByteArray("POST") << QByteArray("POST");
        QTest::newRow("POST stays POST after 308") << 308 << QByteArray("POST") << QByteArray("POST");
    }

    void redirectMethods()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, becomes);
        LoopbackServer server;
        server.on("/a/old", LoopbackServer::redirect(status, "new?x=1"));
        server.on("/a/new", LoopbackServer::answer(200, "here"));
        ProbeRequest request = get(server.url(u"/a/old"_s));
        request.method = method;
        request.body = method == "POST" || method == "PUT" ? "body" : "";
        const ProbeReply reply = probed(m_clock, request);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.redirects, 1);
        QCOMPARE(reply.url, server.url(u"/a/new?x=1"_s));
        QCOMPARE(server.requests.last().method, becomes);
        QCOMPARE(server.requests.last().body, becomes == "GET" ? QByteArray() : request.body);
    }

    void aRedirectIsTheAnswerWhereNoneIsFollowed()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::redirect(302, "/new"));
        ProbeRequest request = get(server.url(u"/"_s));
        request.maximumRedirects = 0;
        const ProbeReply reply = probed(m_clock, request);
        QCOMPARE(reply.failure, CheckFailure::None);
        QCOMPARE(reply.status, 302);
        QCOMPARE(server.requests.size(), 1);
    }

    void redirectsInACircleEnd()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::redirect(302, "/?token=hidden"));
        ProbeRequest request = get(server.url(u"/"_s));
        request.maximumRedirects = 3;
        const ProbeReply reply = probed(m_clock, request);
        QCOMPARE(reply.failure, CheckFailure::TooManyRedirects);
        QCOMPARE(reply.redirects, 3);
        QCOMPARE(server.requests.size(), 4);
        QVERIFY(!reply.detail.contains(u"hidden"_s));
    }

    void redirectsElsewhereThanTheWeb_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("to a file") << QByteArray("file:///etc/passwd");
        QTest::newRow("to another protocol") << QByteArray("gopher://127.0.0.1:1/");
        QTest::newRow("to nowhere") << QByteArray("http://");
    }

    void redirectsElsewhereThanTheWeb()
    {
        QFETCH(QByteArray, target);
        LoopbackServer server;
        server.on("/", LoopbackServer::redirect(302, target));
        const ProbeReply reply = probed(m_clock, get(server.url(u"/"_s)));
        QCOMPARE(reply.failure, CheckFailure::UnexpectedStatus);
        QCOMPARE(reply.status, 302);
        QCOMPARE(reply.detail, u"→ "_s + QString::fromLatin1(target));
        QVERIFY(reply.body.isEmpty());
    }

    void anotherHostIsNotToldTheSecrets()
    {
        LoopbackServer first;
        LoopbackServer second; // another port is another host
        first.on("/same", LoopbackServer::redirect(302, "/other"));
        first.on("/other", LoopbackServer::redirect(302, second.url(u"/there"_s).toEncoded()));
        second.on("/there", LoopbackServer::redirect(302, first.url(u"/back"_s).toEncoded()));
        first.on("/back", LoopbackServer::answer(200, "x"));
        ProbeRequest request = get(first.url(u"/same"_s, u"me:pw@127.0.0.1"_s));
        request.headers = {{"Authorization", "Bearer t0p"}, {"X-Key", "s3cret"}};
        const ProbeReply reply = probed(m_clock, request);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.redirects, 3);
        QCOMPARE(first.requests.at(0).header("X-Key"), "s3cret");
        QCOMPARE(first.requests.at(1).header("X-Key"), "s3cret");
        QCOMPARE(first.requests.at(1).header("Authorization"), "Bearer t0p");
        const auto &there = second.requests.first();
        QVERIFY(!there.head.contains("t0p") && !there.head.contains("s3cret") && there.header("Authorization").isEmpty());
        const auto &back = first.requests.last(); // sent there by somebody else
        QCOMPARE(back.target, "/back");
        QVERIFY(back.header("X-Key").isEmpty() && back.header("Authorization").isEmpty());
    }

    void theTimeLimitIsForAllRedirectsTogether()
    {
        LoopbackServer server;
        server.on("/", [](QTcpSocket *socket, const LoopbackServer::Request &) {
            QTimer::singleShot(150ms, socket, [socket] { socket->write(LoopbackServer::whole(302, {}, "Location: /\r\n")); });
        });
        ProbeRequest request = get(server.url(u"/"_s), 400ms);
        const ProbeReply reply = probed(m_clock, request);
        QCOMPARE(reply.failure, CheckFailure::Timeout);
        QCOMPARE(reply.detail, u"400ms"_s);
        QVERIFY2(reply.phases.total >= 390ms && reply.phases.total < 1s, qPrintable(QString::number(reply.phases.total.count())));
        QCOMPARE(sum(reply.phases), reply.phases.total);
    }

    void addressesThatCannotBeProbed_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::newRow("none") << QUrl();
        QTest::newRow("a file") << QUrl(u"file:///etc/passwd"_s);
        QTest::newRow("another protocol") << QUrl(u"ftp://127.0.0.1/"_s);
        QTest::newRow("no host") << QUrl(u"http:///x"_s);
    }

    void addressesThatCannotBeProbed()
    {
        QFETCH(QUrl, url);
        QCOMPARE(probed(m_clock, get(url)).failure, CheckFailure::Misconfigured);
    }

    void twoHundredWaitForTheirTurn()
    {
        LoopbackServer server;
        server.on("/", [](QTcpSocket *socket, const LoopbackServer::Request &) {
            QTimer::singleShot(20ms, socket, [socket] { socket->write(LoopbackServer::whole(200, "x")); });
        });
        CurlProbe probe(m_clock, 20);
        std::vector<QCoro::Task<ProbeReply>> tasks;
        for (int i = 0; i < 200; ++i)
            tasks.push_back(probe.run(get(server.url(u"/"_s))));
        QCOMPARE(probe.runningCount(), 20);
        QCOMPARE(probe.waitingCount(), 180);
        Duration slowest{0};
        for (auto &task : tasks) {
            const ProbeReply reply = QCoro::waitFor(std::move(task));
            QCOMPARE(reply.status, 200);
            slowest = std::max(slowest, reply.phases.total);
        }
        QCOMPARE(server.connections, 200);
        QVERIFY2(server.mostOpen <= 21, qPrintable(QString::number(server.mostOpen))); // one may not have been seen to close yet
        // Each took 20 ms and the last waited for nine others: what it waited is not in its figures.
        QVERIFY2(slowest < 150ms, qPrintable(QString::number(slowest.count())));
        QCOMPARE(probe.runningCount(), 0);
        QCOMPARE(probe.waitingCount(), 0);
    }

    void waitingDoesNotCountAgainstTheTimeLimit()
    {
        LoopbackServer server;
        server.on("/hang", LoopbackServer::hang());
        server.on("/", LoopbackServer::answer(200, "x"));
        CurlProbe probe(m_clock, 1);
        auto slow = probe.run(get(server.url(u"/hang"_s), 400ms));
        auto quick = probe.run(get(server.url(u"/"_s), 200ms));
        QCOMPARE(QCoro::waitFor(std::move(quick)).status, 200);
        QCOMPARE(QCoro::waitFor(std::move(slow)).failure, CheckFailure::Timeout);
    }

    void destroyingEndsWhatRunsAndWhatWaits()
    {
        LoopbackServer server(m_certificates.server({}));
        server.on("/hang", LoopbackServer::hang());
        auto probe = std::make_unique<CurlProbe>(m_clock, 3);
        std::vector<QCoro::Task<ProbeReply>> tasks;
        for (int i = 0; i < 8; ++i) {
            ProbeRequest request = get(server.url(u"/hang"_s));
            request.caFile = m_caFile.path();
            tasks.push_back(probe->run(request));
        }
        QTRY_COMPARE(server.requests.size(), 3);
        probe.reset();
        for (auto &task : tasks) {
            QVERIFY(task.isReady()); // at once: nothing is left to an event loop that may have ended
            QVERIFY(QCoro::waitFor(std::move(task)).cancelled);
        }
    }

    void mayBeDestroyedByWhoGetsTheReply()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, "x"));
        server.on("/hang", LoopbackServer::hang());
        auto probe = std::make_unique<CurlProbe>(m_clock);
        auto other = probe->run(get(server.url(u"/hang"_s)));
        int replies = 0;
        probe->run(get(server.url(u"/"_s))).then([&](const ProbeReply &reply) {
            replies += reply.status == 200 ? 1 : 0;
            probe.reset();
        });
        QTRY_COMPARE(replies, 1);
        QVERIFY(QCoro::waitFor(std::move(other)).cancelled);
    }

    void whoIsCancelledMayAskAgain()
    {
        LoopbackServer server;
        server.on("/hang", LoopbackServer::hang());
        auto probe = std::make_unique<CurlProbe>(m_clock);
        bool again = false;
        probe->run(get(server.url(u"/hang"_s))).then([&, raw = probe.get()](const ProbeReply &) {
            raw->run(get(server.url(u"/hang"_s))).then([&](const ProbeReply &reply) { again = reply.cancelled; });
        });
        QTRY_COMPARE(server.requests.size(), 1);
        probe.reset();
        QVERIFY(again);
    }

    void abortedProbesLeaveRoomForOthers()
    {
        LoopbackServer server;
        server.on("/hang", LoopbackServer::hang());
        server.on("/", LoopbackServer::answer(200, "x"));
        CurlProbe probe(m_clock, 1);
        auto slow = probe.run(get(server.url(u"/hang"_s)));
        auto waiting = probe.run(get(server.url(u"/hang"_s)));
        probe.abortAll();
        QVERIFY(QCoro::waitFor(std::move(slow)).cancelled);
        QVERIFY(QCoro::waitFor(std::move(waiting)).cancelled);
        QCOMPARE(QCoro::waitFor(probe.run(get(server.url(u"/"_s)))).status, 200);
    }

private:
    SystemClock m_clock;
    Certificates m_certificates;
    TextFile m_caFile{m_certificates.authorityPem()};
};

QTEST_GUILESS_MAIN(TestCurlProbe)
#include "tst_curlprobe.moc"
