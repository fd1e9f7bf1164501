// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curlmailer.h"
#include "support/certificates.h"
#include "support/fakeclock.h"
#include "support/smtpserver.h"
#include "support/waited.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Arrange = std::function<void(SmtpServer &)>;
Q_DECLARE_METATYPE(Arrange)

class TestCurlMailer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void carries_data();
    void carries();
    void saysWhyNot_data();
    void saysWhyNot();
    void passwordIsNotRepeated();
    void certificateHasToBeTrusted_data();
    void certificateHasToBeTrusted();
    void aServerThatDoesNotSayGoodbyeHasTakenIt();
    void nobodyThere();
    void abortEndsWhatIsUnderWay();
    void destroyingEndsWhatIsUnderWay();

private:
    Mail mailTo(const SmtpServer &server) const
    {
        Mail mail;
        mail.server = u"localhost"_s;
        mail.port = server.serverPort();
        mail.username = u"night"_s;
        mail.password = u"correct horse"_s;
        mail.caFile = m_caFile;
        mail.from = u"night@example.com"_s;
        mail.to = u"ann@example.com"_s;
        mail.content = "Subject: broken\r\n\r\nfirst\r\n.second begins with a dot\r\n";
        mail.deadline = 10s;
        return mail;
    }

    FakeClock m_clock;
    Certificates m_certificates;
    QTemporaryDir m_folder;
    QString m_caFile;
};

void TestCurlMailer::initTestCase()
{
    m_caFile = m_folder.filePath(u"ca.pem"_s);
    QFile file(m_caFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(m_certificates.authorityPem());
}

void TestCurlMailer::carries_data()
{
    QTest::addColumn<bool>("implicitTls");
    QTest::newRow("over STARTTLS") << false;
    QTest::newRow("over TLS from the first byte") << true;
}

void TestCurlMailer::carries()
{
    QFETCH(const bool, implicitTls);
    SmtpServer server(m_certificates.server({}), implicitTls);
    CurlMailer mailer(m_clock);
    Mail mail = mailTo(server);
    mail.security = implicitTls ? MailSecurity::Tls : MailSecurity::StartTls;
    const auto sent = waited(mailer.send(mail));
    QVERIFY2(sent, sent ? "" : qPrintable(sent.error().detail));
    QCOMPARE(server.received.size(), 1);
    const SmtpServer::Received &received = server.received.constFirst();
    QVERIFY(received.isEncrypted);
    QCOMPARE(received.from, QByteArray("<night@example.com>"));
    QCOMPARE(received.to, QByteArray("<ann@example.com>"));
    QCOMPARE(received.content, mail.content);
    QCOMPARE(server.username, QByteArray("night"));
    QCOMPARE(server.password, QByteArray("correct horse"));
}

void TestCurlMailer::saysWhyNot_data()
{
    QTest::addColumn<Arrange>("arrange");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const Arrange &arrange, ErrorKind kind, const QString &detail) {
        QTest::newRow(name) << arrange << kind << detail;
    };
    row(
        "wrong password", [](SmtpServer &server) { server.toAuth = "535 5.7.8 no such name or password"; }, ErrorKind::Unauthorized,
        u"535 5.7.8 no such name or password"_s);
    row(
        "passwords cannot be looked up now", [](SmtpServer &server) { server.toAuth = "454 4.7.0 come back"; }, ErrorKind::Server,
        u"454 4.7.0 come back"_s);
    row(
        "no STARTTLS offered", [](SmtpServer &server) { server.offersStartTls = false; }, ErrorKind::Tls,
        u"the server offers no STARTTLS"_s);
    row(
        "no such recipient", [](SmtpServer &server) { server.toRecipient = "550 5.1.1 nobody of that name"; }, ErrorKind::Forbidden,
        u"550 5.1.1 nobody of that name"_s);
    row(
        "recipient not now", [](SmtpServer &server) { server.toRecipient = "451 4.7.1 greylisted"; }, ErrorKind::Server,
        u"451 4.7.1 greylisted"_s);
    row(
        "content not now", [](SmtpServer &server) { server.toContent = "452 4.3.1 disk full"; }, ErrorKind::Server,
        u"452 4.3.1 disk full"_s);
    row(
        "content never", [](SmtpServer &server) { server.toContent = "554 5.7.1 looks like spam"; }, ErrorKind::Forbidden,
        u"554 5.7.1 looks like spam"_s);
    row(
        "closed for now", [](SmtpServer &server) { server.greeting = "421 4.3.2 too many connections"; }, ErrorKind::Server,
        u"421 4.3.2 too many connections"_s);
    row(
        "hangs", [](SmtpServer &server) { server.hangs = true; }, ErrorKind::Timeout, u"localhost did not take it within 500ms"_s);
}

void TestCurlMailer::saysWhyNot()
{
    QFETCH(const Arrange, arrange);
    QFETCH(const ErrorKind, kind);
    QFETCH(const QString, detail);
    SmtpServer server(m_certificates.server({}));
    arrange(server);
    CurlMailer mailer(m_clock);
    Mail mail = mailTo(server);
    if (server.hangs)
        mail.deadline = 500ms;
    const auto sent = waited(mailer.send(mail));
    QVERIFY(!sent);
    QCOMPARE(sent.error().detail, detail);
    QCOMPARE(sent.error().kind, kind);
    QVERIFY(server.received.isEmpty());
    if (!server.offersStartTls)
        QVERIFY2(server.password.isEmpty() && !server.commands.contains("MAIL FROM:<night@example.com>"), "it was said in clear");
}

void TestCurlMailer::passwordIsNotRepeated()
{
    SmtpServer server(m_certificates.server({}));
    server.toAuth = "535 wrong password 'correct horse' for night";
    CurlMailer mailer(m_clock);
    const auto sent = waited(mailer.send(mailTo(server)));
    QVERIFY(!sent);
    QVERIFY2(!sent.error().detail.contains(u"correct horse"_s), qPrintable(sent.error().detail));
}

void TestCurlMailer::certificateHasToBeTrusted_data()
{
    QTest::addColumn<bool>("implicitTls");
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<long>("ends");
    QTest::addColumn<bool>("knowsAuthority");
    QTest::newRow("of an unknown authority") << false << QByteArray("DNS:localhost") << 86'400L << false;
    QTest::newRow("of an unknown authority, TLS") << true << QByteArray("DNS:localhost") << 86'400L << false;
    QTest::newRow("for another name") << false << QByteArray("DNS:mail.example.com") << 86'400L << true;
    QTest::newRow("expired") << true << QByteArray("DNS:localhost") << -60L << true;
}

void TestCurlMailer::certificateHasToBeTrusted()
{
    QFETCH(const bool, implicitTls);
    QFETCH(const QByteArray, names);
    QFETCH(const long, ends);
    QFETCH(const bool, knowsAuthority);
    SmtpServer server(m_certificates.server({.names = names, .ends = ends}), implicitTls);
    CurlMailer mailer(m_clock);
    Mail mail = mailTo(server);
    mail.security = implicitTls ? MailSecurity::Tls : MailSecurity::StartTls;
    if (!knowsAuthority)
        mail.caFile.clear();
    const auto sent = waited(mailer.send(mail));
    QVERIFY(!sent);
    QCOMPARE(sent.error().kind, ErrorKind::Tls);
    QVERIFY(!sent.error().detail.isEmpty());
    QVERIFY(server.received.isEmpty());
    QVERIFY(server.password.isEmpty());
}

void TestCurlMailer::aServerThatDoesNotSayGoodbyeHasTakenIt()
{
    SmtpServer server(m_certificates.server({}));
    server.staysSilentToQuit = true;
    CurlMailer mailer(m_clock);
    Mail mail = mailTo(server);
    mail.deadline = 2s;
    QVERIFY(waited(mailer.send(mail)));
    QCOMPARE(server.received.size(), 1);
}

void TestCurlMailer::nobodyThere()
{
    Mail mail;
    {
        const SmtpServer server(m_certificates.server({}));
        mail = mailTo(server);
    }
    CurlMailer mailer(m_clock);
    const auto sent = waited(mailer.send(mail));
    QVERIFY(!sent);
    QCOMPARE(sent.error().kind, ErrorKind::Unreachable);
}

void TestCurlMailer::abortEndsWhatIsUnderWay()
{
    SmtpServer server(m_certificates.server({}));
    server.hangs = true;
    CurlMailer mailer(m_clock);
    std::optional<Expected<Done>> outcome;
    QCoro::connect(mailer.send(mailTo(server)), this, [&outcome](const Expected<Done> &done) { outcome = done; });
    QTRY_COMPARE(server.connections, 1);
    mailer.abortAll();
    QVERIFY(outcome && !*outcome);
    QCOMPARE(outcome->error().kind, ErrorKind::Cancelled);
}

void TestCurlMailer::destroyingEndsWhatIsUnderWay()
{
    SmtpServer server(m_certificates.server({}));
    server.hangs = true;
    auto mailer = std::make_unique<CurlMailer>(m_clock);
    std::optional<Expected<Done>> outcome;
    QCoro::connect(mailer->send(mailTo(server)), this, [&outcome](const Expected<Done> &done) { outcome = done; });
    QTRY_COMPARE(server.connections, 1);
    mailer.reset();
    QVERIFY(outcome && !*outcome);
    QCOMPARE(outcome->error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestCurlMailer)
#include "tst_curlmailer.moc"
