// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/serverclock.h"

#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/waited.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray httpDate(TimePoint time)
{
    return QLocale::c().toString(toDateTime(time), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

HttpReply dated(TimePoint time, const QList<HttpHeader> &more = {})
{
    return {200, QList<HttpHeader>{{"Date", httpDate(time)}} + more, {}};
}

} // namespace

class ServerClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhenAnAnswerWasMade_data()
    {
        QTest::addColumn<HttpReply>("reply");
        QTest::addColumn<std::optional<TimePoint>>("date");
        const TimePoint now = m_clock.now();
        QTest::newRow("as it says") << dated(now) << std::optional(now);
        QTest::newRow("from a cache that says how old it is") << dated(now - 90s, {{"Age", "90"}}) << std::optional(now);
        QTest::newRow("an age that is none") << dated(now, {{"Age", "old"}}) << std::optional(now);
        QTest::newRow("none") << HttpReply{} << std::optional<TimePoint>();
        QTest::newRow("a number is no date") << HttpReply{200, {{"Date", "120"}}, {}} << std::optional<TimePoint>();
        QTest::newRow("a word is no date") << HttpReply{200, {{"Date", "today"}}, {}} << std::optional<TimePoint>();
    }

    void readsWhenAnAnswerWasMade()
    {
        QFETCH(HttpReply, reply);
        QFETCH(std::optional<TimePoint>, date);
        QCOMPARE(dateOf(reply), date);
    }

    void correctsOnlyWhatIsTooMuch()
    {
        ServerClock theirs;
        const TimePoint now = m_clock.now();
        theirs.note(dated(now + 29s), now);
        QCOMPARE(theirs.ahead, Duration(29s));
        QCOMPARE(theirs.correction, Duration(0));
        theirs.note(dated(now - 120s), now);
        QCOMPARE(theirs.correction, Duration(-120s));
        theirs.note(dated(now - 125s), now); // an answer that took longer
        QCOMPARE(theirs.ahead, Duration(-125s));
        QCOMPARE(theirs.correction, Duration(-120s));
        theirs.note(HttpReply{}, now);
        QCOMPARE(theirs.ahead, Duration(-125s));
        theirs.note(dated(now), now); // somebody has set it
        QCOMPARE(theirs.correction, Duration(0));
    }

    void hearsTheTimeFromEveryAnswer()
    {
        auto world = std::make_shared<FakeTransport>();
        ListeningTransport transport(world, m_clock);
        QVERIFY(!transport.heard().compare(m_clock.elapsed()));
        world->answer("GET", u"/a"_s, 200, {}, {{"Date", httpDate(m_clock.now() + 2s)}});
        world->answer("GET", u"/b"_s, 503, {}, {{"Date", httpDate(m_clock.now() - 10min)}});
        world->answer("GET", u"/c"_s, Error{ErrorKind::Unreachable, {}});
        for (const QString &address : {u"https://good.example/a"_s, u"https://late.example/b"_s, u"https://gone.example/c"_s}) {
            HttpRequest request;
            request.url = QUrl(address);
            QVERIFY(waited(transport.send(request)).hasValue() == (request.url.host() != "gone.example"_L1));
        }
        const auto comparison = transport.heard().compare(m_clock.elapsed());
        QVERIFY(comparison);
        QCOMPARE(comparison->host, u"late.example"_s);
        QCOMPARE(comparison->ahead, Duration(-10min));
        QVERIFY(comparison->someAgree);
    }

    void agreesWithNobody()
    {
        ServerClocks clocks;
        clocks.note(u"a"_s, dated(m_clock.now() + 1h), m_clock.now(), m_clock.elapsed());
        clocks.note(u"b"_s, dated(m_clock.now() + 2h), m_clock.now(), m_clock.elapsed());
        const auto comparison = clocks.compare(m_clock.elapsed());
        QCOMPARE(comparison->host, u"b"_s);
        QVERIFY(!comparison->someAgree);
    }

    void whatWasHeardLongAgoSaysNothing()
    {
        ServerClocks clocks;
        FakeClock clock;
        clocks.note(u"late"_s, dated(clock.now() - 1h), clock.now(), clock.elapsed());
        clock.advance(10min);
        clocks.note(u"good"_s, dated(clock.now()), clock.now(), clock.elapsed());
        QCOMPARE(clocks.compare(clock.elapsed())->host, u"late"_s);
        clock.advance(5min); // still within
        QCOMPARE(clocks.compare(clock.elapsed())->host, u"late"_s);
        clock.advance(1s);
        QCOMPARE(clocks.compare(clock.elapsed()), (ClockComparison{u"good"_s, Duration(0), true}));
        clock.advance(10min);
        QVERIFY(!clocks.compare(clock.elapsed()));
        clocks.note(u"late"_s, dated(clock.now()), clock.now(), clock.elapsed()); // set right, and asked again
        QCOMPARE(clocks.compare(clock.elapsed()), (ClockComparison{u"late"_s, Duration(0), true}));
    }

    void aClockThatWasSetHereIsNoAge()
    {
        ServerClocks clocks;
        FakeClock clock;
        clocks.note(u"a"_s, dated(clock.now()), clock.now(), clock.elapsed());
        clock.setWallClock(clock.now() + 24h);
        QCOMPARE(clocks.compare(clock.elapsed())->host, u"a"_s);
    }

private:
    FakeClock m_clock;
};

QTEST_GUILESS_MAIN(ServerClockTest)

#include "tst_serverclock.moc"
