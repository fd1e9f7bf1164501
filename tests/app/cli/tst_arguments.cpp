// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include "support/fakeclock.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(nightbell::Arguments)

class TestArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good_data();
    void good();
    void wrong_data();
    void wrong();
    void momentsAreOfThePersonsClock_data();
    void momentsAreOfThePersonsClock();
    void sinceIsInThePast_data();
    void sinceIsInThePast();
    void helpListsTheOptionsOfTheCommand_data();
    void helpListsTheOptionsOfTheCommand();
    void helpNamesEveryCommand();
    void everyCommandHasItsHelp();
    void everyCommandIsInTheManualAndCompleted();
};

void TestArguments::good_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<Arguments>("expected");
    QTest::addRow("a command alone") << QStringList{u"status"_s} << Arguments{.command = Command::Status};
    QTest::addRow("options before the command") << QStringList{u"--config"_s, u"c"_s, u"--data=d"_s, u"--json"_s,
        u"hosts"_s} << Arguments{.command = Command::Hosts, .configFolder = u"c"_s, .dataFolder = u"d"_s, .json = true};
    QTest::addRow("options after the command") << QStringList{u"incidents"_s, u"--all"_s, u"--json"_s, u"--demo"_s}
                                               << Arguments{.command = Command::Incidents, .json = true, .demo = true, .all = true};
    QTest::addRow("a watch that ends") << QStringList{u"watch"_s, u"--for"_s, u"1h30m"_s}
                                       << Arguments{.command = Command::Watch, .watchFor = 90min};
    QTest::addRow("several ids") << QStringList{u"ack"_s, u"NB-1"_s, u"pd:Q1"_s}
                                 << Arguments{.command = Command::Acknowledge, .operands = {u"NB-1"_s, u"pd:Q1"_s}};
    QTest::addRow("an id that looks like an option")
        << QStringList{u"resolve"_s, u"--"_s, u"-x"_s} << Arguments{.command = Command::Resolve, .operands = {u"-x"_s}};
    QTest::addRow("a snooze for a while") << QStringList{u"snooze"_s, u"a"_s, u"b"_s, u"--for"_s, u"1h"_s}
                                          << Arguments{.command = Command::Snooze, .watchFor = 1h, .operands = {u"a"_s, u"b"_s}};
    QTest::addRow("a snooze until a time") << QStringList{u"snooze"_s, u"a"_s, u"--until=9:00"_s}
                                           << Arguments{.command = Command::Snooze, .until = u"9:00"_s, .operands = {u"a"_s}};
    QTest::addRow("a note of several words") << QStringList{u"note"_s, u"a"_s, u"disk"_s, u"full"_s}
                                             << Arguments{.command = Command::Note, .operands = {u"a"_s, u"disk"_s, u"full"_s}};
    QTest::addRow("a pause for a while") << QStringList{u"pause"_s, u"--for=30m"_s}
                                         << Arguments{.command = Command::Pause, .watchFor = 30min};
    QTest::addRow("a pause until a time") << QStringList{u"pause"_s, u"--until"_s, u"9:00"_s}
                                          << Arguments{.command = Command::Pause, .until = u"9:00"_s};
    QTest::addRow("the end of a pause") << QStringList{u"resume"_s, u"--json"_s} << Arguments{.command = Command::Resume, .json = true};
    QTest::addRow("monitors of some states") << QStringList{u"monitors"_s, u"--state"_s, u"alert,No Data"_s}
                                             << Arguments{.command = Command::Monitors, .states = {u"alert"_s, u"No Data"_s}};
    QTest::addRow("silences") << QStringList{u"silences"_s} << Arguments{.command = Command::Silences};
    QTest::addRow("a silence") << QStringList{u"silence"_s, u"am"_s, u"host=\"a\""_s, u"--for"_s, u"2h"_s, u"--comment=the move"_s}
                               << Arguments{.command = Command::Silence,
                                      .watchFor = 2h,
                                      .comment = u"the move"_s,
                                      .operands = {u"am"_s, u"host=\"a\""_s}};
    QTest::addRow("a silence that ends elsewhen") << QStringList{u"prolong"_s, u"s1"_s, u"--until=9:00"_s}
                                                  << Arguments{.command = Command::Prolong, .until = u"9:00"_s, .operands = {u"s1"_s}};
    QTest::addRow("the end of silences") << QStringList{u"unsilence"_s, u"s1"_s, u"s2"_s}
                                         << Arguments{.command = Command::Unsilence, .operands = {u"s1"_s, u"s2"_s}};
    QTest::addRow("the end of a silence of one source") << QStringList{u"unsilence"_s, u"s1"_s, u"--source"_s,
        u"am"_s} << Arguments{.command = Command::Unsilence, .source = SourceId(u"am"_s), .operands = {u"s1"_s}};
    QTest::addRow("what happened") << QStringList{u"history"_s} << Arguments{.command = Command::History};
    QTest::addRow("what happened with those words") << QStringList{u"history"_s, u"disk"_s, u"web-1"_s, u"--since"_s,
        u"24h"_s} << Arguments{.command = Command::History, .since = u"24h"_s, .operands = {u"disk"_s, u"web-1"_s}};
    QTest::addRow("figures of a year") << QStringList{u"stats"_s, u"--since=2026-01-01"_s, u"--json"_s}
                                       << Arguments{.command = Command::Statistics, .json = true, .since = u"2026-01-01"_s};
    QTest::addRow("who is on call") << QStringList{u"oncall"_s} << Arguments{.command = Command::OnCall};
    QTest::addRow("an address with =") << QStringList{u"check"_s, u"https://example.com/?a=b"_s}
                                       << Arguments{.command = Command::Check, .operands = {u"https://example.com/?a=b"_s}};
    Event event;
    event.summary = u"-1 backups"_s;
    event.severity = Severity::Warning;
    event.dedupKey = u"backup"_s;
    event.service = ServiceId(u"shop"_s);
    event.host = u"web-1"_s;
    event.url = QUrl(u"https://example.com/?a=b"_s);
    event.details = u"no space"_s;
    QTest::addRow("an event with everything") << QStringList{u"event"_s, u"trigger"_s, u"--summary"_s, event.summary,
        u"--severity=warning"_s, u"--dedup-key"_s, u"backup"_s, u"--service"_s, u"shop"_s, u"--host"_s, u"web-1"_s,
        u"--url=https://example.com/?a=b"_s, u"--details"_s, u"no space"_s, u"--to"_s, u"pd"_s}
                                              << Arguments{.command = Command::Event, .event = event, .sendTo = SourceId(u"pd"_s)};
    event = Event();
    event.summary = u"x"_s;
    QTest::addRow("an event with as little as it needs is critical")
        << QStringList{u"event"_s, u"trigger"_s, u"--summary=x"_s} << Arguments{.command = Command::Event, .event = event};
    event = Event();
    event.action = EventAction::Resolve;
    event.dedupKey = u"x"_s;
    QTest::addRow("the end of an event") << QStringList{u"event"_s, u"--dedup-key=x"_s, u"resolve"_s, u"--json"_s}
                                         << Arguments{.command = Command::Event, .json = true, .event = event};
    QTest::addRow("two words") << QStringList{u"config"_s, u"check"_s}
                               << Arguments{.command = Command::ConfigCheck, .operands = {u"check"_s}};
}

void TestArguments::good()
{
    QFETCH(QStringList, words);
    QFETCH(Arguments, expected);
    const auto parsed = parseArguments(words);
    QVERIFY2(std::holds_alternative<Arguments>(parsed), "refused");
    QCOMPARE(std::get<Arguments>(parsed), expected);
}

void TestArguments::wrong_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("named"); // what the message must name
    QTest::addRow("nothing") << QStringList{} << u"missing"_s;
    QTest::addRow("no such command") << QStringList{u"foo"_s} << u"foo"_s;
    QTest::addRow("a misspelt command") << QStringList{u"snoze"_s} << u"snooze"_s;
    QTest::addRow("no such option") << QStringList{u"status"_s, u"--fast"_s} << u"--fast"_s;
    QTest::addRow("an option without its value") << QStringList{u"status"_s, u"--data"_s} << u"--data"_s;
    QTest::addRow("a value that is empty") << QStringList{u"status"_s, u"--data="_s} << u"--data"_s;
    QTest::addRow("a value that is not wanted") << QStringList{u"status"_s, u"--json=yes"_s} << u"--json"_s;
    QTest::addRow("a duration in words") << QStringList{u"watch"_s, u"--for"_s, u"5 minutes"_s} << u"5 minutes"_s;
    QTest::addRow("another command's option") << QStringList{u"status"_s, u"--all"_s} << u"--all"_s;
    QTest::addRow("status does not last") << QStringList{u"status"_s, u"--for"_s, u"5m"_s} << u"--for"_s;
    QTest::addRow("ack of nothing") << QStringList{u"ack"_s} << u"ID"_s;
    QTest::addRow("too many words") << QStringList{u"status"_s, u"now"_s} << u"now"_s;
    QTest::addRow("no event") << QStringList{u"event"_s} << u"trigger"_s;
    QTest::addRow("an event of another kind") << QStringList{u"event"_s, u"escalate"_s} << u"trigger"_s;
    QTest::addRow("an event that says nothing") << QStringList{u"event"_s, u"trigger"_s} << u"--summary"_s;
    QTest::addRow("an event of blanks") << QStringList{u"event"_s, u"trigger"_s, u"--summary"_s, u"  "_s} << u"--summary"_s;
    QTest::addRow("an end of nothing") << QStringList{u"event"_s, u"resolve"_s} << u"--dedup-key"_s;
    QTest::addRow("a resolve with a summary") << QStringList{u"event"_s, u"resolve"_s, u"--dedup-key=x"_s, u"--summary=y"_s}
                                              << u"--summary"_s;
    QTest::addRow("a severity that is none") << QStringList{u"event"_s, u"trigger"_s, u"--summary=x"_s, u"--severity=bad"_s} << u"bad"_s;
    QTest::addRow("a severity that nobody may claim")
        << QStringList{u"event"_s, u"trigger"_s, u"--summary=x"_s, u"--severity=unknown"_s} << u"unknown"_s;
    QTest::addRow("an address that is none") << QStringList{u"event"_s, u"trigger"_s, u"--summary=x"_s, u"--url=here"_s} << u"here"_s;
    QTest::addRow("a dedup key that is too long")
        << QStringList{u"event"_s, u"trigger"_s, u"--summary=x"_s, u"--dedup-key="_s + QString(256, u'k')} << u"255"_s;
    QTest::addRow("an event's option elsewhere") << QStringList{u"status"_s, u"--summary=x"_s} << u"--summary"_s;
    QTest::addRow("a snooze without an end") << QStringList{u"snooze"_s, u"a"_s} << u"--for"_s;
    QTest::addRow("a snooze with two ends") << QStringList{u"snooze"_s, u"a"_s, u"--for=1h"_s, u"--until=9:00"_s} << u"--for"_s;
    QTest::addRow("a time that is none") << QStringList{u"snooze"_s, u"a"_s, u"--until=soon"_s} << u"soon"_s;
    QTest::addRow("an end where nothing ends") << QStringList{u"ack"_s, u"a"_s, u"--until=9:00"_s} << u"--until"_s;
    QTest::addRow("a pause without an end") << QStringList{u"pause"_s} << u"--for"_s;
    QTest::addRow("a pause with two ends") << QStringList{u"pause"_s, u"--for=1h"_s, u"--until=9:00"_s} << u"--for"_s;
    QTest::addRow("a pause of an incident") << QStringList{u"pause"_s, u"a"_s, u"--for=1h"_s} << u"a"_s;
    QTest::addRow("a resume in an hour") << QStringList{u"resume"_s, u"--for=1h"_s} << u"--for"_s;
    QTest::addRow("a silence without an end") << QStringList{u"silence"_s, u"am"_s, u"a=b"_s} << u"--for"_s;
    QTest::addRow("a silence of nothing") << QStringList{u"silence"_s, u"am"_s, u"--for=1h"_s} << u"REACH"_s;
    QTest::addRow("the end of no silence") << QStringList{u"unsilence"_s} << u"ID"_s;
    QTest::addRow("a comment where nothing is said") << QStringList{u"unsilence"_s, u"s1"_s, u"--comment=x"_s} << u"--comment"_s;
    QTest::addRow("since when that cannot be read") << QStringList{u"history"_s, u"--since=lately"_s} << u"lately"_s;
    QTest::addRow("incidents since") << QStringList{u"incidents"_s, u"--since=1h"_s} << u"--since"_s;
    QTest::addRow("words for figures") << QStringList{u"stats"_s, u"week"_s} << u"week"_s;
    QTest::addRow("an empty note") << QStringList{u"note"_s, u"a"_s} << u"TEXT"_s;
    QTest::addRow("half a command") << QStringList{u"config"_s} << u"check"_s;
    QTest::addRow("another half") << QStringList{u"config"_s, u"edit"_s} << u"check"_s;
}

void TestArguments::wrong()
{
    QFETCH(QStringList, words);
    QFETCH(QString, named);
    const auto parsed = parseArguments(words);
    const auto *answer = std::get_if<UsageAnswer>(&parsed);
    QVERIFY(answer);
    QCOMPARE(answer->code, ExitCode::Usage);
    QVERIFY2(answer->text.contains(named), qPrintable(answer->text));
}

void TestArguments::momentsAreOfThePersonsClock_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // empty: cannot be read
    QTest::addRow("later today") << u"09:00"_s << u"2026-01-05T09:00:00.000Z"_s;
    QTest::addRow("gone today, so tomorrow") << u"2:30"_s << u"2026-01-06T02:30:00.000Z"_s;
    QTest::addRow("now is not later") << u"03:00"_s << u"2026-01-06T03:00:00.000Z"_s;
    QTest::addRow("a date") << u"2026-01-07 9:00"_s << u"2026-01-07T09:00:00.000Z"_s;
    QTest::addRow("with an offset") << u"2026-01-07T09:00:00+01:00"_s << u"2026-01-07T08:00:00.000Z"_s;
    QTest::addRow("no such time") << u"25:00"_s << QString();
}

void TestArguments::momentsAreOfThePersonsClock()
{
    QFETCH(const QString, text);
    const auto moment = momentFrom(text, FakeClock().now()); // 03:00
    QTEST(moment ? toIso(*moment) : QString(), "expected");
}

void TestArguments::sinceIsInThePast_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // empty: cannot be read
    QTest::addRow("a while ago") << u"90m"_s << u"2026-01-05T01:30:00.000Z"_s;
    QTest::addRow("earlier today") << u"2:30"_s << u"2026-01-05T02:30:00.000Z"_s;
    QTest::addRow("not yet today, so yesterday") << u"22:00"_s << u"2026-01-04T22:00:00.000Z"_s;
    QTest::addRow("a day") << u"2026-01-01"_s << u"2026-01-01T00:00:00.000Z"_s;
    QTest::addRow("a day and a time") << u"2026-01-01 22:00"_s << u"2026-01-01T22:00:00.000Z"_s;
    QTest::addRow("with an offset") << u"2026-01-01T22:00:00+01:00"_s << u"2026-01-01T21:00:00.000Z"_s;
    QTest::addRow("no such day") << u"2026-02-30"_s << QString();
}

void TestArguments::sinceIsInThePast()
{
    QFETCH(const QString, text);
    const auto moment = sinceFrom(text, FakeClock().now()); // 03:00
    QTEST(moment ? toIso(*moment) : QString(), "expected");
}

void TestArguments::helpListsTheOptionsOfTheCommand_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("silence") << u"silence"_s << QStringList{u"--for"_s, u"--until"_s, u"--comment"_s};
    QTest::newRow("prolong") << u"prolong"_s << QStringList{u"--for"_s, u"--until"_s, u"--source"_s};
    QTest::newRow("unsilence") << u"unsilence"_s << QStringList{u"--source"_s};
    QTest::newRow("status") << u"status"_s << QStringList{};
}

void TestArguments::helpListsTheOptionsOfTheCommand()
{
    QFETCH(const QString, command);
    QFETCH(const QStringList, options);
    const auto parsed = parseArguments({command, u"--help"_s});
    const auto *answer = std::get_if<UsageAnswer>(&parsed);
    QVERIFY(answer);
    const QString listed = answer->text.mid(answer->text.indexOf(u"Options:"_s));
    for (const QString &option : {u"--for"_s, u"--until"_s, u"--comment"_s, u"--source"_s})
        QCOMPARE(listed.contains("\n  "_L1 + option + u' '), options.contains(option));
}

void TestArguments::helpNamesEveryCommand()
{
    const auto parsed = parseArguments({u"--help"_s});
    const auto *answer = std::get_if<UsageAnswer>(&parsed);
    QVERIFY(answer);
    QCOMPARE(answer->code, ExitCode::Done);
    for (const QString &word : commandWords())
        QVERIFY2(answer->text.contains("  "_L1 + word), qPrintable(word));
    for (const QString &line : answer->text.split(u'\n'))
        QVERIFY2(line.size() <= 120, qPrintable(line));
}

void TestArguments::everyCommandHasItsHelp()
{
    const auto general = parseArguments({u"-h"_s});
    for (const QString &word : commandWords()) {
        const auto parsed = parseArguments({word, u"-h"_s}); // also where operands are missing
        const auto *answer = std::get_if<UsageAnswer>(&parsed);
        QVERIFY(answer);
        QCOMPARE(answer->code, ExitCode::Done);
        QVERIFY(*answer != std::get<UsageAnswer>(general));
        QVERIFY2(answer->text.contains(word), qPrintable(answer->text));
    }
}

void TestArguments::everyCommandIsInTheManualAndCompleted()
{
    const auto textOf = [](const QString &name) {
        QFile file(QStringLiteral(NIGHTBELL_PACKAGING) + u'/' + name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    };
    const QString manual = textOf(u"nightbellctl.1"_s);
    const QString completion = textOf(u"nightbellctl.bash"_s);
    for (const QString &word : commandWords()) {
        const QRegularExpression heading(u"^\\.B[IR]? \"?%1\\b"_s.arg(word), QRegularExpression::MultilineOption);
        QVERIFY2(manual.contains(heading), qPrintable(word));
        const QRegularExpression listed(u"-W \"watch [a-z ]*\\b%1[ \"]|-W \"%1 "_s.arg(word));
        QVERIFY2(completion.contains(listed), qPrintable(word));
    }
}

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
