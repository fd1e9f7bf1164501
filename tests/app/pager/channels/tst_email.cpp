// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/channels/email.h"
#include "support/fakeclock.h"
#include "support/fakemailer.h"
#include "support/waited.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

ChannelMessage message()
{
    ChannelMessage message;
    message.reference = u"page-0a1b.step-2"_s;
    message.subject = u"Nobody has answered: web-1 is down"_s;
    message.text = u"web-1 is down\nSince: 03:00"_s;
    message.link = QUrl(u"https://example.com/incident?id=1"_s);
    message.incident = IncidentId(u"NB-1"_s);
    return message;
}

FieldValues values()
{
    return {{u"server"_s, u"smtp.example.com"_s}, {u"from"_s, u"night@example.com"_s}, {u"to"_s, QStringList{u"ann@example.com"_s}}};
}

struct Parsed
{
    QByteArray head;
    QString text;

    QByteArray header(const QByteArray &name) const
    {
        QByteArray unfolded = head;
        unfolded.replace("\r\n ", " ");
        for (const QByteArray &line : unfolded.split('\n')) {
            if (line.startsWith(name + ": "))
                return line.sliced(name.size() + 2).trimmed();
        }
        return {};
    }
};

Parsed parsed(const QByteArray &content)
{
    const qsizetype end = content.indexOf("\r\n\r\n");
    return {content.first(end), QString::fromUtf8(QByteArray::fromBase64(content.sliced(end + 4)))};
}

// As a reader of e-mail puts it together.
QString decoded(const QByteArray &words)
{
    QByteArray bytes;
    for (QByteArray word : words.split(' ')) {
        if (!word.startsWith("=?UTF-8?B?"))
            return QString::fromLatin1(words);
        bytes += QByteArray::fromBase64(word.sliced(10).chopped(2));
    }
    return QString::fromUtf8(bytes);
}

} // namespace

class TestEmail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contentSaysWhatIsBroken();
    void subjectsOfAnyLanguage_data();
    void subjectsOfAnyLanguage();
    void nothingEndsAHeader();
    void theSameMessageHasTheSameId();
    void theEndAnswersTheBeginning();
    void mistakes_data();
    void mistakes();
    void goesToTheServer_data();
    void goesToTheServer();
    void eachIsToldOnItsOwn();
    void withoutAMailer();

private:
    FakeClock m_clock;
};

void TestEmail::contentSaysWhatIsBroken()
{
    const QByteArray content = mailContent(message(), u"night@example.com"_s, u"ann@example.com"_s, m_clock.now());
    const Parsed mail = parsed(content);
    QCOMPARE(mail.text, u"web-1 is down\r\nSince: 03:00\r\n\r\nhttps://example.com/incident?id=1\r\n"_s);
    QCOMPARE(mail.header("From"), QByteArray("Nightbell <night@example.com>"));
    QCOMPARE(mail.header("To"), QByteArray("<ann@example.com>"));
    QCOMPARE(mail.header("Date"), QByteArray("Mon, 05 Jan 2026 03:00:00 +0000"));
    QCOMPARE(mail.header("Message-ID"), QByteArray("<page-0a1b.step-2.nightbell@example.com>"));
    QCOMPARE(mail.header("Content-Type"), QByteArray("text/plain; charset=utf-8"));
    QCOMPARE(mail.header("Auto-Submitted"), QByteArray("auto-generated")); // no robot answers it
    QCOMPARE(mail.header("Importance"), QByteArray("high"));
    for (const QByteArray &line : content.split('\n'))
        QVERIFY2(line.size() <= 998 && (line.isEmpty() || line.endsWith('\r')), line.constData());
}

void TestEmail::subjectsOfAnyLanguage_data()
{
    QTest::addColumn<QString>("subject");
    QTest::newRow("plain") << u"web-1 is down"_s;
    QTest::newRow("umlauts") << u"Zahlungsdienst antwortet nicht: Größenlimit überschritten"_s;
    QTest::newRow("letters of four bytes") << QString(u"🔥"_s).repeated(40);
    QTest::newRow("long") << QString(180, u'x');
    QTest::newRow("looks encoded") << u"=?UTF-8?B?AAAA?="_s;
}

void TestEmail::subjectsOfAnyLanguage()
{
    QFETCH(const QString, subject);
    ChannelMessage said = message();
    said.subject = subject;
    const QByteArray content = mailContent(said, u"night@example.com"_s, u"ann@example.com"_s, m_clock.now());
    QCOMPARE(decoded(parsed(content).header("Subject")), subject);
    for (const QByteArray &line : content.split('\n'))
        QVERIFY2(line.size() <= 78, line.constData());
}

void TestEmail::nothingEndsAHeader()
{
    ChannelMessage said = message();
    said.subject = u"down\r\nBcc: everybody@example.com\r\n\r\nbody"_s;
    const QByteArray content = mailContent(said, u"night@example.com"_s, u"ann@example.com"_s, m_clock.now());
    QVERIFY(!content.contains("\r\nBcc:"));
    QCOMPARE(parsed(content).text.section(u"\r\n"_s, 0, 0), u"web-1 is down"_s);
}

void TestEmail::theSameMessageHasTheSameId()
{
    const Parsed first = parsed(mailContent(message(), u"night@example.com"_s, u"ann@example.com"_s, m_clock.now()));
    m_clock.advance(std::chrono::minutes(10));
    const Parsed again = parsed(mailContent(message(), u"night@example.com"_s, u"ann@example.com"_s, m_clock.now()));
    QCOMPARE(again.header("Message-ID"), first.header("Message-ID"));
    QVERIFY(again.header("Date") != first.header("Date"));
}

void TestEmail::theEndAnswersTheBeginning()
{
    ChannelMessage over = message();
    over.purpose = ChannelPurpose::Over;
    over.answers = over.reference;
    over.reference += u".over"_s;
    const Parsed mail = parsed(mailContent(over, u"night@example.com"_s, u"ann@example.com"_s, m_clock.now()));
    QCOMPARE(mail.header("In-Reply-To"), QByteArray("<page-0a1b.step-2.nightbell@example.com>"));
    QVERIFY(mail.header("Message-ID") != mail.header("In-Reply-To"));
    QVERIFY(mail.header("Importance").isEmpty());
}

void TestEmail::mistakes_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("said");
    QTest::newRow("none") << u"port"_s << QVariant(qint64{2525}) << QString();
    QTest::newRow("a URL for a server") << u"server"_s << QVariant(u"smtp://smtp.example.com"_s) << u"\"server\""_s;
    QTest::newRow("no address to send from") << u"from"_s << QVariant(u"night"_s) << u"\"from\""_s;
    QTest::newRow("a name with the address") << u"from"_s << QVariant(u"Night <night@example.com>"_s) << u"\"from\""_s;
    QTest::newRow("a line end in an address") << u"to"_s << QVariant(QStringList{u"a@example.com\r\nRCPT TO:<b@example.com>"_s})
                                              << u"\"to\""_s;
    QTest::newRow("nobody") << u"to"_s << QVariant(QStringList()) << u"found none"_s;
    QTest::newRow("one of several is none") << u"to"_s << QVariant(QStringList{u"a@example.com"_s, u"b"_s}) << u"found \"b\""_s;
}

void TestEmail::mistakes()
{
    QFETCH(const QString, key);
    QFETCH(const QVariant, value);
    QFETCH(const QString, said);
    FieldValues all = values();
    all.insert(key, value);
    const QString problem = emailChannel().problem(all);
    QCOMPARE(problem.isEmpty(), said.isEmpty());
    QVERIFY2(problem.contains(said), qPrintable(problem));
}

void TestEmail::goesToTheServer_data()
{
    QTest::addColumn<QVariantMap>("more");
    QTest::addColumn<MailSecurity>("security");
    QTest::addColumn<int>("port");
    QTest::newRow("as usual") << QVariantMap{} << MailSecurity::StartTls << 587;
    QTest::newRow("TLS") << QVariantMap{{u"security"_s, u"tls"_s}} << MailSecurity::Tls << 465;
    QTest::newRow("a port of its own") << QVariantMap{{u"port"_s, qint64{2525}}} << MailSecurity::StartTls << 2525;
}

void TestEmail::goesToTheServer()
{
    QFETCH(const QVariantMap, more);
    QFETCH(const MailSecurity, security);
    QFETCH(const int, port);
    FieldValues all = values();
    all.insert(more);
    all.insert({{u"username"_s, u"night"_s}, {u"password"_s, u"secret"_s}, {u"ca-file"_s, u"/etc/ca.pem"_s}});
    const auto mailer = std::make_shared<FakeMailer>();
    QVERIFY(waited(emailChannel().deliver({all, nullptr, mailer, m_clock.now()}, u"ann@example.com"_s, message())));
    QCOMPARE(mailer->mails.size(), 1);
    const Mail &mail = mailer->mails.constFirst();
    QCOMPARE(mail.server, u"smtp.example.com"_s);
    QCOMPARE(mail.security, security);
    QCOMPARE(int{mail.port}, port);
    QCOMPARE(mail.username, u"night"_s);
    QCOMPARE(mail.password, u"secret"_s);
    QCOMPARE(mail.caFile, u"/etc/ca.pem"_s);
    QCOMPARE(mail.to, u"ann@example.com"_s);
    QVERIFY(!mail.content.contains("secret"));
}

void TestEmail::eachIsToldOnItsOwn()
{
    FieldValues all = values();
    all.insert(u"to"_s, QStringList{u"ann@example.com"_s, u"bob@example.com"_s});
    QCOMPARE(emailChannel().recipients(all), (QStringList{u"ann@example.com"_s, u"bob@example.com"_s}));
    const auto mailer = std::make_shared<FakeMailer>();
    QVERIFY(waited(emailChannel().deliver({all, nullptr, mailer, m_clock.now()}, u"bob@example.com"_s, message())));
    QCOMPARE(mailer->mails.constFirst().to, u"bob@example.com"_s);
}

void TestEmail::withoutAMailer()
{
    const auto done = waited(emailChannel().deliver({values(), nullptr, nullptr, m_clock.now()}, u"ann@example.com"_s, message()));
    QCOMPARE(done.error().kind, ErrorKind::Unavailable);
}

QTEST_GUILESS_MAIN(TestEmail)
#include "tst_email.moc"
