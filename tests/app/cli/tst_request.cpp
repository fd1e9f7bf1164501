// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/request.h"

#include "support/fakeclock.h"

#include <QJsonArray>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(nightbell::Arguments)

class TestRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsSayWhatIsWanted_data();
    void requestsSayWhatIsWanted();
    void listsOfIncidentsNeedEverySource();
};

void TestRequest::requestsSayWhatIsWanted_data()
{
    QTest::addColumn<Arguments>("arguments");
    QTest::addColumn<QJsonObject>("expected");
    QTest::addRow("all incidents") << Arguments{.command = Command::Incidents, .all = true}
                                   << QJsonObject{{u"command"_s, u"incidents"_s}, {u"all"_s, true}};
    QTest::addRow("acknowledge two") << Arguments{.command = Command::Acknowledge, .operands = {u"a"_s, u"b"_s}}
                                     << QJsonObject{{u"command"_s, u"act"_s}, {u"action"_s, u"acknowledge"_s},
                                            {u"ids"_s, QJsonArray{u"a"_s, u"b"_s}}};
    QTest::addRow("resolve") << Arguments{.command = Command::Resolve, .operands = {u"a"_s}}
                             << QJsonObject{{u"command"_s, u"act"_s}, {u"action"_s, u"resolve"_s}, {u"ids"_s, QJsonArray{u"a"_s}}};
    QTest::addRow("snooze") << Arguments{.command = Command::Snooze, .watchFor = 90min, .operands = {u"a"_s, u"b"_s}}
                            << QJsonObject{{u"command"_s, u"act"_s}, {u"action"_s, u"snooze"_s}, {u"ids"_s, QJsonArray{u"a"_s, u"b"_s}},
                                   {u"inputs"_s, QJsonObject{{u"for"_s, u"1h30m"_s}}}};
    QTest::addRow("note") << Arguments{.command = Command::Note, .operands = {u"a"_s, u"disk"_s, u"full"_s}}
                          << QJsonObject{{u"command"_s, u"act"_s}, {u"action"_s, u"note"_s}, {u"ids"_s, QJsonArray{u"a"_s}},
                                 {u"inputs"_s, QJsonObject{{u"text"_s, u"disk full"_s}}}};
    QTest::addRow("who is on call") << Arguments{.command = Command::OnCall} << QJsonObject{{u"command"_s, u"oncall"_s}};
    const auto plain = [](const char *name, Command command, const QString &word) {
        QTest::addRow("%s", name) << Arguments{.command = command} << QJsonObject{{u"command"_s, word}};
    };
    plain("how things are", Command::Status, u"status"_s);
    plain("the end of a pause", Command::Resume, u"resume"_s);
    plain("what is silenced", Command::Silences, u"silences"_s);
    QTest::addRow("a pause") << Arguments{.command = Command::Pause, .watchFor = 30min}
                             << QJsonObject{{u"command"_s, u"pause"_s}, {u"for"_s, u"30m"_s}};
    QTest::addRow("a silence") << Arguments{.command = Command::Silence,
        .watchFor = 2h,
        .comment = u"the move"_s,
        .operands = {u"am"_s, u"alertname=\"Disk\","_s, u"host=\"a\""_s}}
                               << QJsonObject{{u"command"_s, u"silence"_s}, {u"source"_s, u"am"_s},
                                      {u"reach"_s, u"alertname=\"Disk\", host=\"a\""_s}, {u"for"_s, u"2h"_s},
                                      {u"comment"_s, u"the move"_s}};
    QTest::addRow("a longer one") << Arguments{.command = Command::Prolong, .watchFor = 2h, .operands = {u"s1"_s}}
                                  << QJsonObject{{u"command"_s, u"prolong"_s}, {u"ids"_s, QJsonArray{u"s1"_s}}, {u"for"_s, u"2h"_s}};
    QTest::addRow("the end of two") << Arguments{.command = Command::Unsilence, .operands = {u"s1"_s, u"s2"_s}}
                                    << QJsonObject{{u"command"_s, u"unsilence"_s}, {u"ids"_s, QJsonArray{u"s1"_s, u"s2"_s}}};
    QTest::addRow("the end of one of a source")
        << Arguments{.command = Command::Unsilence, .source = SourceId(u"am"_s), .operands = {u"s1"_s}}
        << QJsonObject{{u"command"_s, u"unsilence"_s}, {u"ids"_s, QJsonArray{u"s1"_s}}, {u"source"_s, u"am"_s}};
    QTest::addRow("what happened lately") << Arguments{.command = Command::History}
                                          << QJsonObject{{u"command"_s, u"history"_s}, {u"text"_s, u""_s}, {u"since"_s, QJsonValue()}};
    QTest::addRow("what happened to web-1 since ten")
        << Arguments{.command = Command::History, .since = u"22:00"_s, .operands = {u"web-1"_s}}
        << QJsonObject{{u"command"_s, u"history"_s}, {u"text"_s, u"web-1"_s}, {u"since"_s, u"2026-01-04T22:00:00.000Z"_s}};
    QTest::addRow("a week of pages") << Arguments{.command = Command::Statistics, .since = u"7d"_s}
                                     << QJsonObject{{u"command"_s, u"stats"_s}, {u"since"_s, u"2025-12-29T03:00:00.000Z"_s}};
}

void TestRequest::requestsSayWhatIsWanted()
{
    QFETCH(const Arguments, arguments);
    QTEST(requestOf(arguments, FakeClock().now()), "expected"); // Monday, 03:00
}

void TestRequest::listsOfIncidentsNeedEverySource()
{
    QVERIFY(dependsOnSources(Command::Incidents));
    QVERIFY(!dependsOnSources(Command::History));
    QVERIFY(!dependsOnSources(Command::Silences)); // it says itself which source did not answer
    QVERIFY(isAction(Command::Unsilence));
    QVERIFY(!isAction(Command::Silences));
}

QTEST_GUILESS_MAIN(TestRequest)
#include "tst_request.moc"
