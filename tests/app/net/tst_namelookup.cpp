// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/namelookup.h"

#include "support/loopbackserver.h"
#include "support/probing.h"
#include "support/resolver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestNameLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useNoProxy(); }

    void aNameWithTwoAddressesThatRefuseIsRefused()
    {
        QUrl url = closedPort();
        url.setHost(u"two-addresses.test"_s);
        const ProbeReply reply = probed(m_clock, get(url));
        QCOMPARE(reply.failure, CheckFailure::ConnectionRefused);
        QVERIFY(reply.detail.endsWith(u":%1"_s.arg(url.port())));
    }

    void names_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<CheckFailure>("failure");
        QTest::newRow("a name that does not exist") << u"missing.test"_s << CheckFailure::NameNotFound;
        QTest::newRow("a name without addresses") << u"empty.test"_s << CheckFailure::NameNotFound;
        QTest::newRow("a name server that fails") << u"again.test"_s << CheckFailure::NameLookupFailed;
        QTest::newRow("a name that is there when asked again") << u"fickle.test"_s << CheckFailure::NameLookupFailed;
    }

    void names()
    {
        QFETCH(QString, host);
        QFETCH(CheckFailure, failure);
        const ProbeReply reply = probed(m_clock, get(QUrl(u"http://%1/"_s.arg(host))));
        QCOMPARE(reply.failure, failure);
        QCOMPARE(reply.detail, host);
        QVERIFY(reply.phases.nameLookup);
        QVERIFY(!reply.phases.connect);
    }

    // The system's resolver, with a name that never exists (RFC 6761): no network, or "no such name".
    void aNameOfNoSite()
    {
        const ProbeReply reply = probed(m_clock, get(QUrl(u"http://nightbell.invalid/"_s)));
        QVERIFY(reply.failure == CheckFailure::NameNotFound || reply.failure == CheckFailure::NameLookupFailed);
        QCOMPARE(reply.detail, u"nightbell.invalid"_s);
    }

    // libcurl waits for getaddrinfo() when a handle is taken out, unless it is told not to: seconds for the whole console.
    void aSilentNameServerStopsNobody()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, "x"));
        CurlProbe probe(m_clock);
        QElapsedTimer timer;
        timer.start();
        auto silent = probe.run(get(QUrl(u"http://silent.test/"_s), 200ms));
        QCOMPARE(QCoro::waitFor(probe.run(get(server.url(u"/"_s)))).status, 200);
        const ProbeReply reply = QCoro::waitFor(std::move(silent));
        QCOMPARE(reply.failure, CheckFailure::NameLookupFailed);
        QCOMPARE(reply.detail, u"silent.test"_s);
        QVERIFY(reply.phases.nameLookup && *reply.phases.nameLookup >= 200ms);
        auto abandoned = probe.run(get(QUrl(u"http://silent.test/"_s)));
        probe.abortAll();
        QVERIFY(QCoro::waitFor(std::move(abandoned)).cancelled);
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        resolver().letGo(); // those threads end before the test does
    }

    void ipVersions()
    {
        LoopbackServer server;
        server.on("/", LoopbackServer::answer(200, "x"));
        ProbeRequest request = get(server.url(u"/"_s, u"localhost"_s));
        request.ipVersion = IpVersion::V4;
        QCOMPARE(probed(m_clock, request).peer, u"127.0.0.1:%1"_s.arg(server.port()));
        request = get(server.url(u"/"_s, u"only-four.test"_s));
        request.ipVersion = IpVersion::V6;
        const ProbeReply reply = probed(m_clock, request);
        QCOMPARE(reply.failure, CheckFailure::NameNotFound);
    }

private:
    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(TestNameLookup)
#include "tst_namelookup.moc"
