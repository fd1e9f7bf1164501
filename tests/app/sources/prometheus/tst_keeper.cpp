// SPDX-License-Identifier: GPL-3.0-or-later
// The silences of Alertmanagers as the list, the dialog and the command line have them.
#include "sources/silencekeeper.h"
#include "support/prometheusbench.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace nightbell::prometheusbench;

namespace {

QByteArray silenceJson(const QByteArray &id, const QByteArray &by, const QByteArray &comment, const QByteArray &state = "active")
{
    return R"({"id":")" + id + R"(","status":{"state":")" + state + R"("},"createdBy":")" + by + R"(","comment":")" + comment
        + R"(","startsAt":"2026-01-05T02:55:00.000Z","endsAt":"2026-01-05T04:00:00.000Z",)"
          R"("matchers":[{"name":"instance","value":"h1","isRegex":false,"isEqual":true}]})";
}

struct Bench : PrometheusBench
{
    Bench()
    {
        alertmanager('[' + alertJson("0000000000000001", "Slow", "h1", "s1") + ',' + second + ']', list);
        start();
        snapshot = poll();
    }

    SilenceKeeper &keeper() { return *source->silenceKeeper(); }
    SilenceAnswer silences() { return waited(keeper().silences()).valueOr({}); }
    Expected<SilencePreview> preview(const QString &reach) { return waited(keeper().previewSilence(reach)); }

    QByteArray list = '[' + silenceJson("s1", "ann", "ACK! disk is ordered") + ',' + silenceJson("s2", "doug", "the move") + ','
        + silenceJson("s3", "doug", "done", "expired") + ']';
    Snapshot snapshot;
};

} // namespace

class TestKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAnAlertmanagerThereIsNone();
    void silencesThatHaveNotEndedAreListed();
    void aListThatCannotBeReadIsAnError();
    void theListIsOnOurClock();
    void whatIsWrittenIsPreviewed_data();
    void whatIsWrittenIsPreviewed();
    void whatIsNotUnderstoodIsSaid_data();
    void whatIsNotUnderstoodIsSaid();
    void everythingIsNeverSilenced();
    void aSilenceIsMade();
    void aSilenceIsMadeAtEveryCluster();
    void aRefusalIsSaid();
    void prolongingKeepsEverythingElse();
    void whatIsOverCannotBeProlonged();
    void endingExpiresIt();
    void endingIsDoneWhenItHasEnded_data();
    void endingIsDoneWhenItHasEnded();
    void theReachOfIncidentsHasThemInIt();
};

void TestKeeper::withoutAnAlertmanagerThereIsNone()
{
    PrometheusBench bench;
    bench.values = {{u"url"_s, u"http://127.0.0.1:1/prom"_s}};
    bench.start();
    QVERIFY(!bench.source->silenceKeeper());
}

void TestKeeper::silencesThatHaveNotEndedAreListed()
{
    Bench bench;
    const QList<Silence> silences = bench.silences().silences;
    QCOMPARE(silences.size(), 2);
    QCOMPARE(silences[0].reach, u"instance=\"h1\""_s);
    QCOMPARE(silences[0].creator, u"ann"_s);
    QCOMPARE(silences[0].comment, u"disk is ordered"_s);
    QVERIFY(silences[0].isAcknowledgement && silences[0].lastsUntilResolved);
    QCOMPARE(silences[0].reached, QList<IncidentId>{titled(bench.snapshot, u"Slow on h1"_s).id});
    QCOMPARE(silences[1].comment, u"the move"_s);
    QVERIFY(!silences[1].isAcknowledgement && !silences[1].lastsUntilResolved);
    QVERIFY(silences[1].reached.isEmpty());
}

void TestKeeper::aListThatCannotBeReadIsAnError()
{
    Bench bench;
    bench.list = "<html>";
    bench.alertmanager("[]", bench.list);
    QCOMPARE(waited(bench.keeper().silences()).error().kind, ErrorKind::BadAnswer);
}

void TestKeeper::theListIsOnOurClock()
{
    Bench bench;
    const QList<HttpHeader> ahead{{"Date", "Mon, 05 Jan 2026 04:00:00 GMT"}};
    bench.transport->forget();
    bench.transport->answer("GET", am + u"/alerts"_s, 200, "[]", ahead);
    bench.transport->answer("GET", am + u"/silences"_s, 200, bench.list);
    bench.poll();
    const Duration left = *bench.silences().silences[0].ends - bench.clock.now();
    QVERIFY(left < 1min && left > -1min); // its clock is an hour ahead: an hour less is left
}

void TestKeeper::whatIsWrittenIsPreviewed_data()
{
    QTest::addColumn<QString>("reach");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("equality") << u"instance=\"h2\""_s << QStringList{u"Slow on h2"_s};
    QTest::newRow("without quotes, as people type") << u"instance=h2"_s << QStringList{u"Slow on h2"_s};
    QTest::newRow("an expression has to fit the whole value") << u"instance=~\"h\""_s << QStringList{};
    QTest::newRow("an expression") << u"{instance=~\"h.*\",severity=\"critical\"}"_s << QStringList{u"Slow on h1"_s, u"Slow on h2"_s};
    QTest::newRow("all must fit") << u"instance=~\"h.*\", severity=\"info\""_s << QStringList{};
    QTest::newRow("turned around") << u"alertname=\"Slow\", instance!=\"h1\""_s << QStringList{u"Slow on h2"_s};
    QTest::newRow("a name in quotes") << u"\"instance\"=\"h1\""_s << QStringList{u"Slow on h1"_s};
}

void TestKeeper::whatIsWrittenIsPreviewed()
{
    QFETCH(QString, reach);
    QFETCH(QStringList, titles);
    Bench bench;
    const auto preview = bench.preview(reach);
    QVERIFY(preview);
    QStringList reached;
    for (const Incident &incident : *bench.snapshot.incidents) {
        if (preview->reached.contains(incident.id))
            reached.append(incident.title);
    }
    reached.sort();
    QCOMPARE(reached, titles);
    QVERIFY(!preview->isBoundless);
    QVERIFY(bench.posted().isEmpty()); // looking makes nothing
}

void TestKeeper::whatIsNotUnderstoodIsSaid_data()
{
    QTest::addColumn<QString>("reach");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a word") << u"h1"_s;
    QTest::newRow("a quote that does not end") << u"instance=\"h1"_s;
    QTest::newRow("a broken expression") << u"instance=~\"(\""_s;
}

void TestKeeper::whatIsNotUnderstoodIsSaid()
{
    QFETCH(QString, reach);
    Bench bench;
    QCOMPARE(bench.preview(reach).error().kind, ErrorKind::BadInput);
    QCOMPARE(waited(bench.keeper().makeSilence({reach, bench.clock.now() + 1h, {}})).error().kind, ErrorKind::BadInput);
    QVERIFY(bench.posted().isEmpty());
}

void TestKeeper::everythingIsNeverSilenced()
{
    Bench bench;
    for (const QString &reach : {u"team=\"\""_s, u"alertname=~\".*\""_s, u"team!=\"web\""_s}) {
        QVERIFY(bench.preview(reach)->isBoundless);
        QVERIFY(!waited(bench.keeper().makeSilence({reach, bench.clock.now() + 1h, {}})));
    }
    QVERIFY(bench.posted().isEmpty());
}

void TestKeeper::aSilenceIsMade()
{
    Bench bench;
    QVERIFY(waited(bench.keeper().makeSilence({u"instance=~\"h.*\""_s, bench.clock.now() + 3h, u"the move"_s})));
    QCOMPARE(bench.posted().size(), 1);
    const QJsonObject sent = bench.posted().first();
    QCOMPARE(sent[u"createdBy"_s].toString(), u"ann"_s);
    QCOMPARE(sent[u"comment"_s].toString(), u"the move"_s);
    QCOMPARE(*fromIso(sent[u"endsAt"_s].toString()), bench.clock.now() + 3h);
    const QJsonObject matcher = sent[u"matchers"_s].toArray().first().toObject();
    QCOMPARE(matcher[u"value"_s].toString(), u"h.*"_s);
    QVERIFY(matcher[u"isRegex"_s].toBool() && matcher[u"isEqual"_s].toBool());
}

void TestKeeper::aSilenceIsMadeAtEveryCluster()
{
    PrometheusBench bench;
    bench.values.insert(u"alertmanager"_s, QStringList{u"http://127.0.0.1:1/am"_s, u"http://127.0.0.1:2/other"_s});
    bench.alertmanager("[]");
    const QString other = u"/other/api/v2"_s;
    bench.transport->answer("GET", other + u"/alerts"_s, 200, "[]");
    bench.transport->answer("GET", other + u"/silences"_s, 200, '[' + silenceJson("s9", "doug", "x") + ']');
    bench.transport->answer("GET", other + u"/status"_s, 200, R"({"cluster":{"status":"disabled"},"versionInfo":{"version":"0.25.0"}})");
    bench.transport->answer("POST", other + u"/silences"_s, 503, {});
    bench.start();
    bench.poll();
    SilenceKeeper &keeper = *bench.source->silenceKeeper();
    QCOMPARE(waited(keeper.silences())->silences.size(), 1);
    const auto half = waited(keeper.makeSilence({u"a=b"_s, bench.clock.now() + 1h, {}}));
    QVERIFY(!half);
    QVERIFY(half.error().detail.contains(u"1 of 2 clusters"_s)); // nobody believes that nothing was made
    QCOMPARE(bench.transport->count("POST", other + u"/silences"_s), 1);
}

void TestKeeper::aRefusalIsSaid()
{
    Bench bench;
    bench.transport->forget();
    bench.transport->answer("POST", am + u"/silences"_s, 403, "\"not you\"");
    const auto made = waited(bench.keeper().makeSilence({u"a=b"_s, bench.clock.now() + 1h, {}}));
    QCOMPARE(made.error().kind, ErrorKind::Forbidden);
    QVERIFY(made.error().detail.contains(u"not you"_s));
}

void TestKeeper::prolongingKeepsEverythingElse()
{
    Bench bench;
    const Silence silence = bench.silences().silences[0];
    QVERIFY(waited(bench.keeper().prolongSilence(silence.id, bench.clock.now() + 24h)));
    const QJsonObject sent = bench.posted().first();
    QCOMPARE(sent[u"id"_s].toString(), u"s1"_s);
    QCOMPARE(sent[u"comment"_s].toString(), u"ACK! disk is ordered"_s); // still an acknowledgement
    QCOMPARE(sent[u"createdBy"_s].toString(), u"ann"_s);
    QCOMPARE(sent[u"startsAt"_s].toString().left(16), u"2026-01-05T02:55"_s);
    QCOMPARE(*fromIso(sent[u"endsAt"_s].toString()), bench.clock.now() + 24h);
}

void TestKeeper::whatIsOverCannotBeProlonged()
{
    Bench bench;
    QCOMPARE(waited(bench.keeper().prolongSilence(SilenceId(u"s3"_s), bench.clock.now() + 1h)).error().kind, ErrorKind::NotFound);
    QVERIFY(bench.posted().isEmpty());
}

void TestKeeper::endingExpiresIt()
{
    Bench bench;
    const Silence silence = bench.silences().silences[1];
    bench.transport->answer("DELETE", am + u"/silence/s2"_s, 200, {});
    QVERIFY(waited(bench.keeper().endSilence(silence.id)));
    QCOMPARE(bench.transport->count("DELETE", am + u"/silence/s2"_s), 1);
}

void TestKeeper::endingIsDoneWhenItHasEnded_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isListed");
    QTest::addColumn<bool>("isDone");
    const QByteArray unknown = "\"silence not found\"";
    QTest::newRow("it does not know it any more") << 500 << unknown << false << true;
    QTest::newRow("the same of a newer one") << 404 << QByteArray() << false << true;
    QTest::newRow("it says so, and it is there") << 500 << unknown << true << false;
    QTest::newRow("a proxy does not know the method") << 405 << QByteArray() << true << false;
    QTest::newRow("a proxy does not know the path") << 404 << QByteArray() << true << false;
    QTest::newRow("a page to log in") << 200 << QByteArray("<html>Log in</html>") << true << false;
    QTest::newRow("words, and it is gone") << 200 << QByteArray("\"done\"") << false << true;
}

void TestKeeper::endingIsDoneWhenItHasEnded()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, isListed);
    QFETCH(bool, isDone);
    Bench bench;
    const Silence silence = bench.silences().silences[1];
    bench.transport->forget();
    bench.transport->answer("DELETE", am + u"/silence/s2"_s, status, body);
    bench.transport->answer("GET", am + u"/silences"_s, 200, isListed ? bench.list : QByteArray("[]"));
    QCOMPARE(static_cast<bool>(waited(bench.keeper().endSilence(silence.id))), isDone);
}

void TestKeeper::theReachOfIncidentsHasThemInIt()
{
    Bench bench;
    const Incident one = titled(bench.snapshot, u"Slow on h1"_s);
    const Incident other = titled(bench.snapshot, u"Slow on h2"_s);
    QCOMPARE(bench.keeper().reachOf({one.id}), u"alertname=\"Slow\", instance=\"h1\", severity=\"critical\""_s);
    const auto both = bench.preview(bench.keeper().reachOf({one.id, other.id}));
    QCOMPARE(both->reached.size(), 2);
    QVERIFY(bench.keeper().reachOf({IncidentId(u"unknown"_s)}).isEmpty());
    QVERIFY(bench.preview(bench.keeper().reachExample()));
}

QTEST_GUILESS_MAIN(TestKeeper)
#include "tst_keeper.moc"
