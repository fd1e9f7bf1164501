// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"

#include "support/fakeclock.h"

#include <QRegularExpression>
#include <QTest>

#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headersAreFoundWhateverTheirCase()
    {
        const HttpReply reply{200, {{"Retry-After", "30"}, {"retry-after", "60"}}, {}};
        QCOMPARE(reply.header("RETRY-AFTER"), "30");
        QCOMPARE(reply.header("Location"), QByteArray());
    }

    void allowedUrls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("https anywhere") << u"https://api.pagerduty.com/incidents"_s << true;
        QTest::newRow("http to localhost") << u"http://localhost:9090/"_s << true;
        QTest::newRow("http to LocalHost") << u"http://LocalHost/"_s << true;
        QTest::newRow("http to 127.0.0.1") << u"http://127.0.0.1:8080/"_s << true;
        QTest::newRow("http to the rest of 127") << u"http://127.8.0.1/"_s << true;
        QTest::newRow("http to ::1") << u"http://[::1]:80/"_s << true;
        QTest::newRow("http to another host") << u"http://example.com/"_s << false;
        QTest::newRow("http to the local network") << u"http://10.0.0.3/"_s << false;
        QTest::newRow("http to a name that only looks like it") << u"http://localhost.example.com/"_s << false;
        QTest::newRow("http to a user called localhost") << u"http://localhost@example.com/"_s << false;
        QTest::newRow("another protocol to localhost") << u"ftp://localhost/"_s << false;
        QTest::newRow("no host") << u"https:///x"_s << false;
        QTest::newRow("nothing") << u""_s << false;
    }

    void allowedUrls()
    {
        QFETCH(QString, url);
        QTEST(isAllowedUrl(QUrl(url)), "allowed");
    }

    void origins_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("same");
        QTest::newRow("another path") << u"https://a.example/x"_s << u"https://a.example/y?z"_s << true;
        QTest::newRow("the port in words and in numbers") << u"https://a.example/"_s << u"https://A.example:443/"_s << true;
        QTest::newRow("another port") << u"https://a.example/"_s << u"https://a.example:8443/"_s << false;
        QTest::newRow("another host") << u"https://a.example/"_s << u"https://b.example/"_s << false;
        QTest::newRow("another scheme") << u"https://a.example/"_s << u"http://a.example/"_s << false;
        QTest::newRow("another scheme on the same port") << u"https://a.example/"_s << u"http://a.example:443/"_s << false;
    }

    void origins()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, same);
        QCOMPARE(isSameOrigin(QUrl(a), QUrl(b)), same);
        QCOMPARE(isSameOrigin(QUrl(b), QUrl(a)), same);
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<std::optional<Duration>>("wait"); // the clock says Monday, 5 January 2026, 03:00 UTC
        const auto row
            = [](const char *name, const char *value, std::optional<Duration> wait) { QTest::newRow(name) << QByteArray(value) << wait; };
        row("seconds", "120", 120s);
        row("seconds with blanks", " 30 ", 30s);
        row("no time at all", "0", 0s);
        row("more seconds than anybody waits", "99999999999999999999", std::chrono::days(366));
        row("a date", "Mon, 05 Jan 2026 03:02:00 GMT", 2min);
        row("a date in the past", "Mon, 05 Jan 2026 02:00:00 GMT", 0s);
        row("a date as RFC 850 wrote it", "Monday, 05-Jan-26 03:00:10 GMT", 10s);
        row("a date as C writes it", "Mon Jan  5 03:00:05 2026", 5s);
        row("nothing", "", std::nullopt);
        row("a word", "soon", std::nullopt);
        row("negative seconds", "-5", std::nullopt);
        row("a fraction", "1.5", std::nullopt);
        row("a date of our own", "2026-01-05T03:02:00Z", std::nullopt);
    }

    void retryAfter()
    {
        QFETCH(QByteArray, value);
        QTEST(parseRetryAfter(value, FakeClock().now()), "wait");
    }

    void statusSaysWhatWentWrong_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorKind>("kind");
        const auto row = [](const char *name, int status, ErrorKind kind) { QTest::newRow(name) << status << kind; };
        row("who are you", 401, ErrorKind::Unauthorized);
        row("not in the plan", 402, ErrorKind::Forbidden);
        row("not for you", 403, ErrorKind::Forbidden);
        row("not there", 404, ErrorKind::NotFound);
        row("the request took too long", 408, ErrorKind::Timeout);
        row("not as it stands now", 409, ErrorKind::Conflict);
        row("what was sent is too large", 413, ErrorKind::BadInput);
        row("too often", 429, ErrorKind::TooManyRequests);
        row("the server's own fault", 500, ErrorKind::Server);
        row("a gateway's", 504, ErrorKind::Server);
        row("a bad request", 400, ErrorKind::BadInput);
        row("a status without a name here", 418, ErrorKind::BadInput);
    }

    void statusSaysWhatWentWrong()
    {
        QFETCH(int, status);
        QTEST(errorKindOf(status), "kind");
    }

    void saysWhoItIs()
    {
        QVERIFY(QRegularExpression(uR"(\ANightbell/\d+\.\d+\.\d+\z)"_s).match(QString::fromLatin1(userAgent())).hasMatch());
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
