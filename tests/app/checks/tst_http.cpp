// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/check.h"
#include "net/probe.h"

#include "support/fakeclock.h"
#include "support/fakeprobe.h"

#include <QCoroTask>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

FieldValues with(FieldValues values)
{
    if (!values.contains(u"url"_s))
        values.insert(u"url"_s, u"https://example.com/health"_s);
    return values;
}

ProbeReply page(int status, const QByteArray &body = {}, const QByteArray &type = "text/html; charset=utf-8")
{
    ProbeReply reply;
    reply.status = status;
    reply.body = body;
    reply.headers = {{"Content-Type", type}};
    reply.peer = u"10.0.0.3:443"_s;
    reply.phases.total = std::chrono::milliseconds(12);
    return reply;
}

} // namespace

class TestHttpCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRegistered()
    {
        const CheckKind *kind = checkKind(u"http");
        QVERIFY(kind);
        QVERIFY(checkKinds().contains(kind));
        QVERIFY(!checkKind(u"gopher"));
    }

    void everyFallbackFitsItsField()
    {
        for (const Field &field : checkKind(u"http")->fields) {
            if (field.fallback.isValid())
                QCOMPARE(field.key + fieldProblem(field, field.fallback), field.key);
        }
    }

    void problem_data()
    {
        QTest::addColumn<QVariantMap>("values");
        QTest::addColumn<QString>("begins"); // of the problem; empty: there is none

        const auto row = [](const char *name, const QVariantMap &values, const char *begins) {
            QTest::newRow(name) << values << QString::fromLatin1(begins);
        };
        row("an address is enough", {}, "");
        row("a site under test may be plain http", {{u"url"_s, u"http://example.com"_s}}, "");
        row("no address", {{u"url"_s, u""_s}}, "url:");
        row("an address without a host", {{u"url"_s, u"https:///health"_s}}, "url:");
        row("an address of another kind", {{u"url"_s, u"ftp://example.com/"_s}}, "url:");
        row("one status", {{u"expected-status"_s, u"204"_s}}, "");
        row("a class of statuses", {{u"expected-status"_s, u"2xx"_s}}, "");
        row("a list of statuses with blanks", {{u"expected-status"_s, u"200-299, 301 ,4XX"_s}}, "");
        row("a status in words", {{u"expected-status"_s, u"ok"_s}}, "expected-status:");
        row("a status that does not exist", {{u"expected-status"_s, u"999"_s}}, "expected-status:");
        row("a range that runs backwards", {{u"expected-status"_s, u"299-200"_s}}, "expected-status:");
        row("a list that ends in a comma", {{u"expected-status"_s, u"200,"_s}}, "expected-status:");
        row("an empty list of statuses", {{u"expected-status"_s, u""_s}}, "expected-status:");
        row("an expression", {{u"regex"_s, u"up(time)?"_s}}, "");
        row("an expression with an open bracket", {{u"regex"_s, u"up(time"_s}}, "regex: missing closing parenthesis at character 8");
        row("a header", {{u"headers"_s, QVariantMap{{u"X-Check"_s, u"1"_s}}}}, "");
        row("a header name with a blank", {{u"headers"_s, QVariantMap{{u"X Check"_s, u"1"_s}}}}, "headers:");
        row("a header that smuggles in another", {{u"headers"_s, QVariantMap{{u"X-Check"_s, u"1\r\nHost: evil"_s}}}}, "headers.X-Check:");
        row("a token of two lines", {{u"token"_s, u"a\nb"_s}}, "token:");
        row("a time limit in words", {{u"time-limit"_s, u"ten"_s}}, "time-limit:");
    }

    void problem()
    {
        QFETCH(QVariantMap, values);
        QFETCH(QString, begins);
        const QString problem = checkKind(u"http")->problem(with(values));
        QCOMPARE(problem.isEmpty(), begins.isEmpty());
        QVERIFY2((u">"_s + problem).startsWith(u">"_s + begins), qPrintable(problem));
    }

    void theTargetShowsNoSecrets()
    {
        const auto target = checkKind(u"http")->target;
        QCOMPARE(target({{u"url"_s, u"https://me:pw@example.com:8443/health?key=abc#top"_s}}), u"https://example.com:8443/health"_s);
    }

    void asksForWhatIsConfigured()
    {
        run({{u"method"_s, u"POST"_s}, {u"body"_s, u"{}"_s}, {u"time-limit"_s, u"3s"_s}, {u"redirects"_s, qint64{2}},
                {u"ip-version"_s, u"6"_s}, {u"ca-file"_s, u"/ca.pem"_s}, {u"headers"_s, QVariantMap{{u"X-Check"_s, u"1"_s}}},
                {u"token"_s, u"t0p"_s}},
            page(200));
        QCOMPARE(m_probe.requests.size(), 1);
        const ProbeRequest &request = m_probe.requests.first();
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.body, "{}");
        QCOMPARE(request.timeLimit, std::chrono::seconds(3));
        QCOMPARE(request.maximumRedirects, 2);
        QVERIFY(request.ipVersion == IpVersion::V6);
        QCOMPARE(request.caFile, u"/ca.pem"_s);
        const QList<HttpHeader> headers{{"X-Check", "1"}, {"Authorization", "Bearer t0p"}};
        QVERIFY(request.headers == headers);
    }

    void asksForAPageWhereNothingElseIsSaid()
    {
        run({}, page(200));
        const ProbeRequest &request = m_probe.requests.first();
        QCOMPARE(request.method, "GET");
        QCOMPARE(request.timeLimit, std::chrono::seconds(10));
        QCOMPARE(request.maximumRedirects, 10);
        QVERIFY(request.ipVersion == IpVersion::Any);
        QVERIFY(request.headers.isEmpty());
    }

    void judges_data()
    {
        QTest::addColumn<QVariantMap>("values");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("truncated");
        QTest::addColumn<CheckFailure>("failure");
        QTest::addColumn<QString>("detail");

        const auto row = [](const char *name, const QVariantMap &values, int status, const QByteArray &body, CheckFailure failure,
                             const QString &detail = {},
                             bool truncated = false) { QTest::newRow(name) << values << status << body << truncated << failure << detail; };
        using enum CheckFailure;
        const QVariantMap text{{u"text"_s, u"größer"_s}};
        const QVariantMap forbidden{{u"forbidden-text"_s, u"Exception"_s}};
        const QVariantMap regex{{u"regex"_s, u"^uptime: \\d+$"_s}};
        row("200 passes", {}, 200, "", None);
        row("302 passes where redirects end there", {}, 302, "", None);
        row("404 does not", {}, 404, "", UnexpectedStatus);
        row("500 does not", {}, 500, "", UnexpectedStatus);
        row("401 passes where it is expected", {{u"expected-status"_s, u"2xx,401"_s}}, 401, "", None);
        row("200 does not where 401 is expected", {{u"expected-status"_s, u"401"_s}}, 200, "", UnexpectedStatus);
        row("a text that appears", text, 200, "alles größer", None);
        row("a text that does not", text, 200, "alles kleiner", TextMissing, u"größer"_s);
        row("a status counts before a text", text, 503, "alles kleiner", UnexpectedStatus);
        row("a text that is in the part that was read", text, 200, "alles größer", None, {}, true);
        row("a text that may be in the part that was not", text, 200, "alles", AnswerTooLarge, u"> 5 bytes"_s, true);
        row("a large answer of which no text is wanted", {}, 200, "alles", None, {}, true);
        row("a forbidden text that appears", forbidden, 200, "java.lang.Exception", TextForbidden, u"Exception"_s);
        row("a forbidden text that does not", forbidden, 200, "fine", None);
        row("a forbidden text in the part that was read", forbidden, 200, "Exception", TextForbidden, u"Exception"_s, true);
        row("a forbidden text that may be in the part that was not", forbidden, 200, "fine", AnswerTooLarge, u"> 4 bytes"_s, true);
        row("an expression that matches a line", regex, 200, "ok\nuptime: 12\nend", None);
        row("an expression that does not", regex, 200, "ok\nuptime: long\nend", TextMissing, u"^uptime: \\d+$"_s);
        row("an expression that would take for ever", {{u"regex"_s, u"(*NO_JIT)(a+)+$"_s}}, 200, QByteArray(60, 'a') + "b", Misconfigured,
            u"regex: it takes too many steps on this page"_s);
    }

    void judges()
    {
        QFETCH(QVariantMap, values);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, truncated);
        QFETCH(CheckFailure, failure);
        QFETCH(QString, detail);
        ProbeReply reply = page(status, body);
        reply.truncated = truncated;
        const CheckResult result = run(values, reply);
        QCOMPARE(result.failure, failure);
        QCOMPARE(result.detail, detail);
        QCOMPARE(result.status, status);
        QCOMPARE(result.peer, u"10.0.0.3:443"_s);
        QCOMPARE(result.phases, reply.phases);
        QCOMPARE(result.at, m_clock.now());
    }

    void readsTheCharacterSetOfThePage()
    {
        const QVariantMap text{{u"text"_s, u"größer"_s}};
        QVERIFY(run(text,
            page(200,
                "gr\xf6\xdf"
                "er",
                "text/html; charset=ISO-8859-1"))
                    .passed());
        QCOMPARE(run(text,
                     page(200,
                         "gr\xf6\xdf"
                         "er",
                         "text/html"))
                     .failure,
            CheckFailure::TextMissing);
    }

    void passesOnWhyThereIsNoAnswer()
    {
        ProbeReply reply;
        reply.failure = CheckFailure::TlsCertificateExpired;
        reply.detail = u"2026-01-03T03:00:00.000Z"_s;
        reply.certificateExpires = m_clock.now() - std::chrono::days(2);
        const CheckResult result = run({}, reply);
        QCOMPARE(result.failure, CheckFailure::TlsCertificateExpired);
        QCOMPARE(result.detail, reply.detail);
        QVERIFY(result.certificateExpires == reply.certificateExpires);
    }

    void aCheckInErrorIsNotSent()
    {
        const CheckResult result = run({{u"regex"_s, u"("_s}}, page(200));
        QCOMPARE(result.failure, CheckFailure::Misconfigured);
        QVERIFY(result.detail.startsWith("regex:"_L1));
        QVERIFY(m_probe.requests.isEmpty());
    }

    void aTokenIsNotSentUnencrypted_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("token");
        QTest::addColumn<bool>("isSent");
        QTest::newRow("a token over http") << u"http://example.com/"_s << u"t0ken"_s << false;
        QTest::newRow("a token over https") << u"https://example.com/"_s << u"t0ken"_s << true;
        QTest::newRow("a token to this machine") << u"http://127.0.0.1:8080/"_s << u"t0ken"_s << true;
        QTest::newRow("no token over http") << u"http://example.com/"_s << QString() << true;
        QTest::newRow("a password in the address over http") << u"http://ann:s3cret@example.com/"_s << QString() << false;
        QTest::newRow("a password in the address over https") << u"https://ann:s3cret@example.com/"_s << QString() << true;
    }

    void aTokenIsNotSentUnencrypted()
    {
        QFETCH(QString, url);
        QFETCH(QString, token);
        QFETCH(bool, isSent);
        const CheckResult result = run({{u"url"_s, url}, {u"token"_s, token}}, page(200));
        QCOMPARE(result.passed(), isSent);
        QCOMPARE(m_probe.requests.size(), isSent ? 1 : 0);
        if (!isSent) {
            QCOMPARE(result.failure, CheckFailure::Misconfigured);
            QVERIFY2(result.detail.contains(u"https"_s), qPrintable(result.detail));
            QVERIFY(!result.detail.contains(u"t0ken"_s) && !result.detail.contains(u"s3cret"_s));
        }
    }

    void aCancelledCheckHasNotPassed()
    {
        ProbeReply reply;
        reply.cancelled = true;
        QVERIFY(!run({}, reply).passed());
    }

private:
    CheckResult run(const QVariantMap &values, const ProbeReply &reply)
    {
        m_probe.requests.clear();
        m_probe.replies = {reply};
        return QCoro::waitFor(checkKind(u"http")->run(CheckContext{with(values), m_clock, m_probe}));
    }

    FakeClock m_clock;
    FakeProbe m_probe;
};

QTEST_GUILESS_MAIN(TestHttpCheck)
#include "tst_http.moc"
