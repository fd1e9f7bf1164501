// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/wording.h"

#include "support/fakeclock.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ages_data();
    void ages();
    void reasons_data();
    void reasons();
    void everyFailureHasAReason();
    void everyErrorHasASentence();
    void rulesSayFigureThresholdAndSince();
    void timesOfDay_data();
    void timesOfDay();
    void countdowns_data();
    void countdowns();
    void assignees_data();
    void assignees();
    void escalationsSayWhenAndToWhom();
};

void TestWording::ages_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64(59'999) << u"59 s"_s;
    QTest::newRow("minutes") << qint64(240'000) << u"4 min"_s;
    QTest::newRow("hours") << qint64(7'200'000) << u"2 h"_s;
    QTest::newRow("days") << qint64(3LL * 86'400'000) << u"3 d"_s;
    QTest::newRow("a clock that was set back is no negative age") << qint64(-5'000) << u"0 s"_s;
}

void TestWording::ages()
{
    QFETCH(const qint64, milliseconds);
    QFETCH(const QString, text);
    QCOMPARE(ageText(Duration(milliseconds)), text);
}

void TestWording::reasons_data()
{
    QTest::addColumn<CheckResult>("result");
    QTest::addColumn<QString>("text");
    const TimePoint now = fromMilliseconds(1'800'000'000'000);
    QTest::newRow("refused, with the address") << CheckResult{.at = now,
        .failure = CheckFailure::ConnectionRefused,
        .peer = u"10.0.0.3:443"_s} << u"connection refused by 10.0.0.3:443"_s;
    QTest::newRow("refused, address not known")
        << CheckResult{.at = now, .failure = CheckFailure::ConnectionRefused} << u"connection refused"_s;
    QTest::newRow("expired, since when is not known")
        << CheckResult{.at = now, .failure = CheckFailure::TlsCertificateExpired} << u"TLS certificate expired"_s;
    QTest::newRow("another status") << CheckResult{.at = now, .failure = CheckFailure::UnexpectedStatus, .status = 503}
                                    << u"unexpected status 503"_s;
    QTest::newRow("it passed") << CheckResult{.at = now} << QString();
}

void TestWording::reasons()
{
    QFETCH(const CheckResult, result);
    QFETCH(const QString, text);
    QCOMPARE(checkReason(result), text);
}

void TestWording::everyFailureHasAReason()
{
    QSet<QString> reasons;
    for (int failure = int(CheckFailure::Misconfigured); failure <= int(CheckFailure::ConnectionLost); ++failure)
        reasons.insert(checkReason(CheckResult{.failure = CheckFailure(failure)}));
    QVERIFY(!reasons.contains(QString()));
    QCOMPARE(reasons.size(), int(CheckFailure::ConnectionLost)); // each its own
}

void TestWording::everyErrorHasASentence()
{
    QSet<QString> sentences;
    for (int kind = 0; kind <= int(ErrorKind::Unavailable); ++kind)
        sentences.insert(errorText(Error{ErrorKind(kind), {}}));
    QVERIFY(!sentences.contains(QString()));
    QCOMPARE(sentences.size(), int(ErrorKind::Unavailable) + 1);
}

void TestWording::rulesSayFigureThresholdAndSince()
{
    RuleFinding finding;
    finding.rule = RuleKind::Cpu;
    finding.hostName = u"web-1"_s;
    finding.value = 91;
    finding.threshold = 70;
    finding.span = 5min;
    finding.since = fromMilliseconds(1'795'403'465'000);
    finding.evidence = {{*finding.since, 88}, {*finding.since + 5s, 91}};
    QVERIFY(ruleTitle(finding).contains(u"web-1"_s));
    const QString text = ruleText(finding);
    for (const QString &part : {u"91 %"_s, u"70 %"_s, u"5 min"_s, u"2026-11-23 03:11:05"_s, u"88 %, 91 %"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
}

Q_DECLARE_METATYPE(nightbell::CheckResult)
void TestWording::timesOfDay_data()
{
    QTest::addColumn<qint64>("ahead"); // of Monday, 2026-01-05 03:00
    QTest::addColumn<QString>("text");
    QTest::newRow("of the same day") << qint64(16 * 60) << u"03:16"_s;
    QTest::newRow("of the next days") << qint64(30 * 3'600) << u"Tue 09:00"_s;
    QTest::newRow("far away") << qint64(30 * 86'400) << u"Wed 2026-02-04 03:00"_s;
    QTest::newRow("of another day that is past") << qint64(-4 * 3'600) << u"2026-01-04 23:00"_s;
}

void TestWording::timesOfDay()
{
    QFETCH(const qint64, ahead);
    QFETCH(const QString, text);
    const TimePoint now = FakeClock().now();
    QCOMPARE(clockTime(now + std::chrono::seconds(ahead), now), text);
}

void TestWording::countdowns_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64(56'000) << u"0:56"_s;
    QTest::newRow("a started second counts") << qint64(55'001) << u"0:56"_s;
    QTest::newRow("minutes") << qint64(605'000) << u"10:05"_s;
    QTest::newRow("hours") << qint64(3'850'000) << u"1:04:10"_s;
    QTest::newRow("it is over") << qint64(-1) << u"now"_s;
}

void TestWording::countdowns()
{
    QFETCH(const qint64, milliseconds);
    QFETCH(const QString, text);
    QCOMPARE(countdownText(Duration(milliseconds)), text);
}

void TestWording::assignees_data()
{
    QTest::addColumn<Concern>("concern");
    QTest::addColumn<QStringList>("people");
    QTest::addColumn<QString>("text");
    QTest::newRow("nobody in particular") << Concern::Nobody << QStringList{} << QString();
    QTest::newRow("me alone") << Concern::Mine << QStringList{u"Ann"_s} << u"me"_s;
    QTest::newRow("others") << Concern::Others << QStringList{u"Bob"_s, u"Cid"_s} << u"Bob, Cid"_s;
}

void TestWording::assignees()
{
    QFETCH(const Concern, concern);
    QFETCH(const QStringList, people);
    QFETCH(const QString, text);
    Incident incident;
    incident.concern = concern;
    for (const QString &name : people)
        incident.assignees.append(Person{PersonId(u"id of "_s + name), name});
    QCOMPARE(assigneesText(incident), text);
    incident.assignees.append(Person{PersonId(u"P9"_s), {}});
    QVERIFY(!assigneesText(incident).isEmpty()); // without a name there is still an id
}

void TestWording::escalationsSayWhenAndToWhom()
{
    const TimePoint now = FakeClock().now();
    Incident incident;
    QCOMPARE(escalationText(incident, now), QString());
    incident.escalation = Escalation{now + 16min, 1, u"Backup"_s};
    QCOMPARE(escalationText(incident, now), u"escalates at 03:16 to Backup"_s);
    incident.escalation->to.clear();
    QCOMPARE(escalationText(incident, now), u"escalates at 03:16"_s);
    incident.state = IncidentState::Acknowledged;
    QCOMPARE(escalationText(incident, now), QString());
}

QTEST_GUILESS_MAIN(TestWording)
#include "tst_wording.moc"
