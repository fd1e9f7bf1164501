// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/channels/channel.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/waited.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const ChannelKind &kind()
{
    return *channelKind(u"webhook");
}

ChannelMessage message()
{
    ChannelMessage message;
    message.reference = u"page-0a1b.step-2"_s;
    message.subject = u"Nobody has answered: <web-1> & more"_s;
    message.text = u"web-1 is down\nSince: 03:00"_s;
    message.link = QUrl(u"https://example.com/1"_s);
    message.incident = IncidentId(u"NB-1"_s);
    message.source = SourceId(u"nightbell"_s);
    message.title = u"web-1 is down"_s;
    message.service = u"Web shop"_s;
    message.step = 2;
    message.since = FakeClock().now();
    message.due = FakeClock().now() + 5min;
    return message;
}

} // namespace

class TestWebhook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_transport = std::make_shared<FakeTransport>(); }
    void genericJson();
    void ntfy();
    void chats_data();
    void chats();
    void tokens_data();
    void tokens();
    void secretAddressIsSecret();
    void addressHasToBeSafe();
    void answers_data();
    void answers();
    void mistakes_data();
    void mistakes();

private:
    Expected<Done> deliver(const FieldValues &values, const ChannelMessage &said = message())
    {
        return waited(kind().deliver({values, m_transport, nullptr, m_clock.now()}, kind().recipients(values).constFirst(), said));
    }
    QJsonObject body() const { return QJsonDocument::fromJson(m_transport->requests.constLast().body).object(); }
    QByteArray header(const QByteArray &name) const
    {
        for (const HttpHeader &each : m_transport->requests.constLast().headers) {
            if (each.name == name)
                return each.value;
        }
        return {};
    }

    FakeClock m_clock;
    std::shared_ptr<FakeTransport> m_transport;
};

void TestWebhook::genericJson()
{
    m_transport->answer("POST", u"/hook"_s, 204, {});
    const FieldValues values{{u"url"_s, u"https://hooks.example.com/hook"_s}};
    QVERIFY(deliver(values));
    QCOMPARE(kind().recipients(values), QStringList{u"hooks.example.com"_s});
    QCOMPARE(header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(header("Idempotency-Key"), QByteArray("page-0a1b.step-2"));
    QCOMPARE(body().value("id"_L1).toString(), u"page-0a1b.step-2"_s);
    QCOMPARE(body().value("event"_L1).toString(), u"escalation"_s);
    QCOMPARE(body().value("step"_L1).toInt(), 2);
    QCOMPARE(body().value("due"_L1).toString(), u"2026-01-05T03:05:00.000Z"_s);
    const QJsonObject incident = body().value("incident"_L1).toObject();
    QCOMPARE(incident.value("id"_L1).toString(), u"NB-1"_s);
    QCOMPARE(incident.value("service"_L1).toString(), u"Web shop"_s);
}

void TestWebhook::ntfy()
{
    m_transport->answer("POST", u"/"_s, 200, "{}");
    QVERIFY(deliver({{u"preset"_s, u"ntfy"_s}, {u"url"_s, u"https://ntfy.sh/night-shift"_s}}));
    QCOMPARE(m_transport->requests.constLast().url, QUrl(u"https://ntfy.sh/"_s));
    QCOMPARE(body().value("topic"_L1).toString(), u"night-shift"_s);
    QCOMPARE(body().value("title"_L1).toString(), message().subject);
    QCOMPARE(body().value("priority"_L1).toInt(), 5);
    QCOMPARE(body().value("click"_L1).toString(), u"https://example.com/1"_s);
    ChannelMessage over = message();
    over.purpose = ChannelPurpose::Over;
    QVERIFY(deliver({{u"preset"_s, u"ntfy"_s}, {u"url"_s, u"https://ntfy.sh/night-shift"_s}}, over));
    QCOMPARE(body().value("priority"_L1).toInt(), 3); // which wakes nobody
}

void TestWebhook::chats_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("first");
    QTest::newRow("Slack") << u"slack"_s << u"*Nobody has answered: &lt;web-1&gt; &amp; more*"_s;
    QTest::newRow("Mattermost") << u"mattermost"_s << u"**Nobody has answered: &lt;web-1&gt; &amp; more**"_s;
}

void TestWebhook::chats()
{
    QFETCH(const QString, preset);
    QFETCH(const QString, first);
    m_transport->answer("POST", u"/services/T0/B0/key"_s, 200, "ok");
    QVERIFY(deliver({{u"preset"_s, preset}, {u"secret-url"_s, u"https://chat.example.com/services/T0/B0/key"_s}}));
    const QString text = body().value("text"_L1).toString();
    QCOMPARE(text.section(u'\n', 0, 0), first);
    QVERIFY(text.contains(u"https://example.com/1"_s));
    QVERIFY(text.contains(message().reference)); // one that came twice is seen to be one
}

void TestWebhook::tokens_data()
{
    QTest::addColumn<QVariantMap>("more");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("as a bearer") << QVariantMap{{u"token"_s, u"tk_1"_s}} << QByteArray("Authorization") << QByteArray("Bearer tk_1");
    QTest::newRow("in a header of its own") << QVariantMap{{u"token"_s, u"tk_1\n"_s}, {u"token-header"_s, u"X-Token"_s}}
                                            << QByteArray("X-Token") << QByteArray("tk_1");
    QTest::newRow("none") << QVariantMap{} << QByteArray("Authorization") << QByteArray();
}

void TestWebhook::tokens()
{
    QFETCH(const QVariantMap, more);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    m_transport->answer("POST", u"/hook"_s, 200, {});
    FieldValues values{{u"url"_s, u"https://hooks.example.com/hook"_s}};
    values.insert(more);
    QVERIFY(deliver(values));
    QCOMPARE(header(name), value);
    QVERIFY(!m_transport->requests.constLast().body.contains("tk_1"));
}

void TestWebhook::secretAddressIsSecret()
{
    const FieldValues values{{u"preset"_s, u"slack"_s}, {u"secret-url"_s, u"https://chat.example.com/services/T0/B0/key"_s}};
    QCOMPARE(kind().recipients(values), QStringList{u"Slack"_s});
    m_transport->answer("POST", u"/services/T0/B0/key"_s, 404, "no_service https://chat.example.com/services/T0/B0/key");
    const auto done = deliver(values);
    QVERIFY(!done);
    QVERIFY2(!done.error().detail.contains(u"key"_s), qPrintable(done.error().detail));
    const HttpRequest &request = m_transport->requests.constLast();
    QVERIFY(request.isUrlSecret);
    QCOMPARE(shownUrl(request), u"https://chat.example.com/…"_s); // which is all that errors and logs have
}

void TestWebhook::addressHasToBeSafe()
{
    const auto clear = deliver({{u"secret-url"_s, u"http://chat.example.com/services/key"_s}});
    QCOMPARE(clear.error().kind, ErrorKind::BadInput);
    QVERIFY(!clear.error().detail.contains(u"services"_s));
    const auto none = deliver({});
    QCOMPARE(none.error().kind, ErrorKind::BadInput);
    QVERIFY(m_transport->requests.isEmpty());
    m_transport->answer("POST", u"/hook"_s, 200, {});
    QVERIFY(deliver({{u"url"_s, u"http://127.0.0.1:8080/hook"_s}})); // does not leave this machine
}

void TestWebhook::answers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("not followed elsewhere") << 302 << ErrorKind::BadAnswer;
    QTest::newRow("wrong body") << 400 << ErrorKind::BadInput;
    QTest::newRow("wrong token") << 401 << ErrorKind::Unauthorized;
    QTest::newRow("not there") << 404 << ErrorKind::NotFound;
    QTest::newRow("too many") << 429 << ErrorKind::TooManyRequests;
    QTest::newRow("broken") << 503 << ErrorKind::Server;
}

void TestWebhook::answers()
{
    QFETCH(const int, status);
    QFETCH(const ErrorKind, kind);
    m_transport->answer("POST", u"/hook"_s, status, "said", {{"Retry-After", "30"}});
    const auto done = deliver({{u"url"_s, u"https://hooks.example.com/hook"_s}});
    QVERIFY(!done);
    QCOMPARE(done.error().kind, kind);
    QCOMPARE(done.error().detail, u"HTTP %1"_s.arg(status));
    QCOMPARE(done.error().retryAfter, Duration(30s));
}

void TestWebhook::mistakes_data()
{
    QTest::addColumn<QVariantMap>("values");
    QTest::addColumn<QString>("said");
    QTest::newRow("none") << QVariantMap{{u"url"_s, u"https://hooks.example.com/hook"_s}} << QString();
    QTest::newRow("the address may be a secret") << QVariantMap{} << QString();
    QTest::newRow("an address that is a secret in a file")
        << QVariantMap{{u"preset"_s, u"slack"_s}, {u"url"_s, u"https://hooks.slack.com/services/x"_s}} << u"secret-url"_s;
    QTest::newRow("no topic") << QVariantMap{{u"preset"_s, u"ntfy"_s}, {u"url"_s, u"https://ntfy.sh/"_s}} << u"topic"_s;
    QTest::newRow("no name of a header") << QVariantMap{{u"token-header"_s, u"X-Token: a\r\nX-Other"_s}} << u"token-header"_s;
}

void TestWebhook::mistakes()
{
    QFETCH(const QVariantMap, values);
    QFETCH(const QString, said);
    const QString problem = kind().problem(values);
    QCOMPARE(problem.isEmpty(), said.isEmpty());
    QVERIFY2(problem.contains(said), qPrintable(problem));
    QVERIFY(!problem.contains(u"services/x"_s));
}

QTEST_GUILESS_MAIN(TestWebhook)
#include "tst_webhook.moc"
