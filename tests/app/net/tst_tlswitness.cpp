// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tlswitness.h"

#include "support/certificates.h"
#include "support/loopbackserver.h"
#include "support/probing.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTlsWitness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useNoProxy(); }

    void certificates_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<int>("beginDays");
        QTest::addColumn<int>("endDays");
        QTest::addColumn<bool>("selfSigned");
        QTest::addColumn<QString>("caFile"); // "own", "expired" or "system"
        QTest::addColumn<CheckFailure>("failure");
        QTest::addColumn<QString>("detail");
        const QByteArray good = "DNS:localhost,IP:127.0.0.1";
        using enum CheckFailure;
        QTest::newRow("a good one") << good << -1 << 90 << false << u"own"_s << None << QString();
        QTest::newRow("one that expired two days ago") << good << -90 << -2 << false << u"own"_s << TlsCertificateExpired << u"-2"_s;
        QTest::newRow("one that begins tomorrow") << good << 1 << 90 << false << u"own"_s << TlsCertificateNotYetValid << u"1"_s;
        QTest::newRow("one for another name") << QByteArray("DNS:example.com,DNS:*.example.com") << -1 << 90 << false << u"own"_s
                                              << TlsNameMismatch << u"example.com, *.example.com"_s;
        QTest::newRow("one for another address")
            << QByteArray("IP:10.0.0.3") << -1 << 90 << false << u"own"_s << TlsNameMismatch << u"10.0.0.3"_s;
        QTest::newRow("one that it signed itself") << good << -1 << 90 << true << u"own"_s << TlsUntrusted << u"self-signed certificate"_s;
        QTest::newRow("one of an authority that nobody knows")
            << good << -1 << 90 << false << u"system"_s << TlsUntrusted << u"unable to get local issuer certificate"_s;
        QTest::newRow("a good one of an authority that has expired")
            << good << -1 << 90 << false << u"expired"_s << TlsUntrusted << u"certificate has expired (issuer Test authority)"_s;
    }

    void certificates()
    {
        QFETCH(QByteArray, names);
        QFETCH(int, beginDays);
        QFETCH(int, endDays);
        QFETCH(bool, selfSigned);
        QFETCH(QString, caFile);
        QFETCH(CheckFailure, failure);
        QFETCH(QString, detail);
        const Certificates &authority = caFile == "expired"_L1 ? m_expiredAuthority : m_certificates;
        LoopbackServer server(authority.server({names, beginDays * 86'400L, endDays * 86'400L, selfSigned}));
        server.on("/", LoopbackServer::answer(200, "x"));
        ProbeRequest request = get(server.url(u"/"_s));
        if (caFile != "system"_L1)
            request.caFile = caFile == "expired"_L1 ? m_expiredCaFile.path() : m_caFile.path();
        const TimePoint before = m_clock.now();
        const ProbeReply reply = probed(m_clock, request);
        QCOMPARE(reply.failure, failure);
        QCOMPARE(reply.status, failure == CheckFailure::None ? 200 : 0);
        QCOMPARE(server.requests.size(), failure == CheckFailure::None ? 1 : 0);
        // Known in each case, also where it was refused: the sentence says "expired 2 days ago".
        QVERIFY(reply.certificateExpires);
        const auto off = std::chrono::abs(*reply.certificateExpires - (before + std::chrono::days(endDays)));
        QVERIFY2(off < 60s, qPrintable(toIso(*reply.certificateExpires)));
        if (failure == CheckFailure::TlsCertificateExpired || failure == CheckFailure::TlsCertificateNotYetValid) {
            const auto date = fromIso(reply.detail);
            QVERIFY(date && std::chrono::abs(*date - (before + std::chrono::days(detail.toInt()))) < 60s);
        } else {
            QCOMPARE(reply.detail, detail);
        }
        if (failure != CheckFailure::None)
            QVERIFY(reply.phases.tls && !reply.phases.firstByte);
        QCOMPARE(reply.peer, u"127.0.0.1:%1"_s.arg(server.port()));
    }

    void handshakesThatFail_data()
    {
        QTest::addColumn<bool>("closes");
        QTest::newRow("the server does not speak TLS") << false;
        QTest::newRow("the server closes in the middle") << true;
    }

    void handshakesThatFail()
    {
        QFETCH(bool, closes);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&server, closes] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, closes] {
                if (!closes)
                    socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
                socket->readAll();
                socket->disconnectFromHost();
            });
        });
        const ProbeReply reply = probed(m_clock, get(QUrl(u"https://127.0.0.1:%1/"_s.arg(server.serverPort()))));
        QCOMPARE(reply.failure, CheckFailure::TlsHandshake);
        QVERIFY(!reply.detail.isEmpty());
        QVERIFY(!reply.certificateExpires);
        QVERIFY(reply.phases.tls && !reply.phases.firstByte);
    }

    void aHandshakeThatHangsIsATimeout()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const ProbeReply reply = probed(m_clock, get(QUrl(u"https://127.0.0.1:%1/"_s.arg(server.serverPort())), 200ms));
        QCOMPARE(reply.failure, CheckFailure::Timeout);
        QVERIFY(reply.phases.tls && *reply.phases.tls >= 150ms);
    }

    void aCaFileThatIsNotThereIsMisconfigured()
    {
        LoopbackServer server(m_certificates.server({}));
        ProbeRequest request = get(server.url(u"/"_s));
        request.caFile = m_caFile.path() + u".missing.pem"_s;
        const ProbeReply reply = probed(m_clock, request);
        QCOMPARE(reply.failure, CheckFailure::Misconfigured);
        QVERIFY2(reply.detail.contains(u"missing.pem"_s), qPrintable(reply.detail));
    }

private:
    SystemClock m_clock;
    Certificates m_certificates;
    Certificates m_expiredAuthority{-86'400};
    TextFile m_caFile{m_certificates.authorityPem()};
    TextFile m_expiredCaFile{m_expiredAuthority.authorityPem()};
};

QTEST_GUILESS_MAIN(TestTlsWitness)
#include "tst_tlswitness.moc"
