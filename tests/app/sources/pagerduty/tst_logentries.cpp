// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/logentries.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestLogEntries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sayWhatHappened_data();
    void sayWhatHappened();
    void leaveOutWhatCannotBeRead();
    void refuseWhatIsNoLog();
};

namespace {

QByteArray entry(const QByteArray &type, const QByteArray &more)
{
    return R"({"log_entries":[{"id":"R1","created_at":"2026-01-05T03:00:00Z","type":")" + type + R"(",)" + more
        + R"("incident":{"id":"P1"}}]})";
}

const QByteArray doug = R"("agent":{"id":"PDOUG","type":"user_reference","summary":"Doug"},)";
const QByteArray nagios = R"("agent":{"id":"PSVC","type":"service_reference","summary":"Nagios"},)";
const QByteArray timeout = R"("channel":{"type":"timeout"},)";
const QByteArray toAnn = R"("assignees":[{"id":"PANN","summary":"Ann"},{"id":"PBEA","summary":"Bea"}],)";

} // namespace

void TestLogEntries::sayWhatHappened_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("triggered by a person") << entry("trigger_log_entry", doug) << u"Triggered by Doug"_s;
    QTest::newRow("triggered by a service") << entry("trigger_log_entry", nagios) << u"Triggered through Nagios"_s;
    QTest::newRow("triggered by nobody we are told of") << entry("trigger_log_entry", "") << u"Triggered"_s;
    QTest::newRow("acknowledged") << entry("acknowledge_log_entry", doug) << u"Acknowledged by Doug"_s;
    QTest::newRow("the acknowledgement ran out")
        << entry("unacknowledge_log_entry", timeout) << u"Triggered again: the acknowledgement ran out"_s;
    QTest::newRow("triggered again by a person") << entry("unacknowledge_log_entry", doug) << u"Triggered again by Doug"_s;
    QTest::newRow("resolved") << entry("resolve_log_entry", doug) << u"Resolved by Doug"_s;
    QTest::newRow("resolved with a note") << entry("resolve_log_entry", doug + R"("note":"disk was full",)")
                                          << u"Resolved by Doug: disk was full"_s;
    QTest::newRow("resolved by a timeout, whatever agent it names")
        << entry("resolve_log_entry", nagios + timeout) << u"Resolved by itself after a time"_s;
    QTest::newRow("a note") << entry("annotate_log_entry", doug + R"("note":"looking",)") << u"Note by Doug: looking"_s;
    QTest::newRow("a note in its summary, of nobody")
        << entry("annotate_log_entry", R"("summary":"looking","agent":null,)") << u"Note: looking"_s;
    QTest::newRow("assigned") << entry("assign_log_entry", doug + toAnn) << u"Assigned to Ann, Bea by Doug"_s;
    QTest::newRow("assigned by the service") << entry("assign_log_entry", nagios + toAnn) << u"Assigned to Ann, Bea"_s;
    QTest::newRow("delegated") << entry("delegate_log_entry", doug + toAnn) << u"Delegated to Ann, Bea by Doug"_s;
    QTest::newRow("escalated by the timeout") << entry("escalate_log_entry", toAnn + timeout)
                                              << u"Escalated to Ann, Bea: nobody acknowledged it in time"_s;
    QTest::newRow("escalated by a person") << entry("escalate_log_entry", doug + toAnn) << u"Escalated to Ann, Bea by Doug"_s;
    QTest::newRow("told by text message") << entry("notify_log_entry",
        R"("user":{"id":"PANN","summary":"Ann"},"channel":{"type":"auto","notification":{"type":"sms_notification","status":"success"}},)")
                                          << u"Told Ann by text message"_s;
    QTest::newRow("called") << entry("notify_log_entry",
        R"("user":{"id":"PANN","summary":"Ann"},"channel":{"type":"auto","notification":{"type":"phone_notification"}},)")
                            << u"Called Ann"_s;
    QTest::newRow("told, we don't know how") << entry("notify_log_entry", doug + R"("channel":{"type":"auto"},)") << u"Told Doug"_s;
    QTest::newRow("snoozed, with its length") << entry("snooze_log_entry", doug + R"("channel":{"type":"website","duration":3600},)")
                                              << u"Snoozed for 1 h by Doug"_s;
    QTest::newRow("snoozed") << entry("snooze_log_entry", doug) << u"Snoozed by Doug"_s;
    QTest::newRow("nobody is left") << entry("exhaust_escalation_path_log_entry", "") << u"Nobody is left to escalate to"_s;
    QTest::newRow("once more") << entry("repeat_escalation_path_log_entry", "") << u"The escalation begins again at its first level"_s;
    QTest::newRow("urgency") << entry("urgency_change_log_entry", doug) << u"Urgency changed by Doug"_s;
    QTest::newRow("a merge") << entry("merge_log_entry", doug) << u"Merged with another incident by Doug"_s;
    QTest::newRow("a field says itself what changed")
        << entry("custom_field_value_change_log_entry", R"("changeset":["Updated rack to 12","Updated site to fra"],"summary":"Fields",)")
        << u"Updated rack to 12; Updated site to fra"_s;
    QTest::newRow("a reference counts as the entry") << entry("acknowledge_log_entry_reference", doug) << u"Acknowledged by Doug"_s;
    QTest::newRow("an unknown type says its summary")
        << entry("ponder_log_entry", R"("summary":"Pondered for a while",)") << u"Pondered for a while"_s;
    QTest::newRow("an unknown type without a summary says its word") << entry("deep_ponder_log_entry", doug) << u"deep ponder"_s;
    QTest::newRow("null wherever it may be") << entry(
        "resolve_log_entry", R"("agent":null,"channel":null,"note":null,"summary":null,"assignees":null,)")
                                             << u"Resolved"_s;
}

void TestLogEntries::sayWhatHappened()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, text);
    const auto document = JsonDocument::parse(json);
    QVERIFY(document);
    const auto log = pagerduty::readLog(document->root());
    QVERIFY(log);
    QCOMPARE(log->rows.size(), 1);
    QCOMPARE(log->rows.constFirst().text, text);
    QCOMPARE(toIso(log->rows.constFirst().at), u"2026-01-05T03:00:00.000Z"_s);
    QVERIFY(log->rows.constFirst().kind.contains("log_entry"_L1));
}

void TestLogEntries::leaveOutWhatCannotBeRead()
{
    const auto document = JsonDocument::parse(
        R"({"log_entries":[{"id":"R1","type":"resolve_log_entry"},7,null,{"type":"resolve_log_entry","created_at":"2026-01-05T03:00:00Z"}],"more":true})");
    QVERIFY(document);
    const auto log = pagerduty::readLog(document->root());
    QVERIFY(log);
    QCOMPARE(log->rows.size(), 1);
    QCOMPARE(log->skipped, 3);
    QVERIFY(log->hasMore);
}

void TestLogEntries::refuseWhatIsNoLog()
{
    const auto document = JsonDocument::parse(R"({"log_entries":"none"})");
    QVERIFY(document);
    const auto log = pagerduty::readLog(document->root());
    QVERIFY(!log);
    QCOMPARE(log.error().kind, ErrorKind::BadAnswer);
}

QTEST_GUILESS_MAIN(TestLogEntries)
#include "tst_logentries.moc"
