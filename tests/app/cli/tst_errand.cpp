// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/errand.h"

#include "base/clock.h"
#include "base/duration.h"
#include "engine/controlserver.h"
#include "engine/datafolder.h"
#include "engine/encode.h"
#include "support/fakeprobe.h"
#include "support/fakesecrets.h"
#include "support/faketransport.h"
#include "support/incidents.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(nightbell::ExitCode)

namespace {

QByteArray contentOf(std::FILE *file)
{
    std::fflush(file);
    QByteArray bytes(static_cast<qsizetype>(std::ftell(file)), '\0');
    std::rewind(file);
    const auto count = std::fread(bytes.data(), 1, static_cast<size_t>(bytes.size()), file);
    std::fseek(file, 0, SEEK_END);
    return bytes.first(static_cast<qsizetype>(count));
}

QJsonObject answer(const QJsonValue &result)
{
    return {{u"ok"_s, true}, {u"result"_s, result}};
}

QJsonObject failedSource()
{
    SourceStatus status;
    status.id = SourceId(u"prod"_s);
    status.name = u"prod"_s;
    status.state = SourceState::Failed;
    status.error = Error{ErrorKind::Timeout, {}};
    return encode(status, TimePoint());
}

QJsonObject outcome(const QString &word, const QString &reason)
{
    return {{u"id"_s, u"NB-1"_s}, {u"outcome"_s, word}, {u"reason"_s, reason}};
}

} // namespace

// Command lines against a console whose answers the test writes.
class TestErrand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void exitCodes_data();
    void exitCodes();
    void jsonIsAllThatIsOnStdout();
    void outcomesInWords();
    void eventsInWords_data();
    void eventsInWords();
    void triggerWithoutAKeyGetsOne();
    void requestsSayWhatIsWanted();
    void anEndIsASpanFromNow();
    void spansHaveLimits_data();
    void spansHaveLimits();
    void resumeSaysHowItIs();
    void historyIsAListAndSaysIfThereIsMore();
    void consoleThatDoesNotAnswerIsARefusal();
    void consoleThatDiesBeforeItsAnswerIsReplaced();
    void consoleThatDiesWithASilenceMayHaveMadeIt();
    void configurationOfTheRunningConsoleIsNamed();
    void watchPrintsWhatHappensUntilItIsStopped();
    void watchTakesOverWhenTheConsoleGoes();

private:
    void serve(const QJsonObject &reply);
    void run(Arguments arguments);
    SessionPorts ports() const;
    QByteArray out() const { return contentOf(m_out); }
    QByteArray err() const { return contentOf(m_err); }

    SystemClock m_clock;
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ControlServer> m_server;
    QList<QJsonObject> m_requests; // but not the pings
    std::FILE *m_out = nullptr;
    std::FILE *m_err = nullptr;
    std::optional<Output> m_output;
    std::unique_ptr<Errand> m_errand;
    std::unique_ptr<QSignalSpy> m_finished;
};

void TestErrand::init()
{
    m_folder.emplace();
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toUtf8());
    m_out = std::tmpfile();
    m_err = std::tmpfile();
    m_output.emplace(m_out, m_err);
}

void TestErrand::cleanup()
{
    m_finished.reset();
    m_errand.reset();
    m_server.reset();
    m_requests.clear();
    std::fclose(m_out);
    std::fclose(m_err);
}

void TestErrand::serve(const QJsonObject &reply)
{
    m_server = std::make_unique<ControlServer>([this, reply](const QJsonObject &request, const ControlServer::Reply &send) {
        if (request["command"_L1] == "ping"_L1) {
            send(answer(QJsonObject{{u"configFolder"_s, u"/elsewhere"_s}}));
            return;
        }
        m_requests.append(request);
        if (!reply.isEmpty())
            send(reply);
    });
    QVERIFY(m_server->listen(controlPaths(m_folder->path(), false)).hasValue());
}

SessionPorts TestErrand::ports() const
{
    return SessionPorts{std::make_shared<FakeTransport>(), std::make_unique<FakeProbe>(), std::make_unique<FakeSecrets>()};
}

void TestErrand::run(Arguments arguments)
{
    arguments.dataFolder = m_folder->path();
    m_errand = std::make_unique<Errand>(arguments, *m_output, m_clock, [this] { return ports(); });
    m_finished = std::make_unique<QSignalSpy>(m_errand.get(), &Errand::finished);
    m_errand->start();
}

void TestErrand::exitCodes_data()
{
    QTest::addColumn<Command>("command");
    QTest::addColumn<QJsonObject>("reply");
    QTest::addColumn<ExitCode>("expected");
    QTest::addColumn<QString>("onStderr");
    const auto row = [](const char *name, Command command, const QJsonObject &reply, ExitCode expected, const QString &onStderr) {
        QTest::addRow("%s", name) << command << reply << expected << onStderr;
    };
    const QJsonObject quiet = answer(QJsonObject{{u"state"_s, u"quiet"_s}});
    const QJsonObject needy = answer(QJsonObject{{u"state"_s, u"needs-you"_s}, {u"needsYou"_s, 1}});
    const auto with = [](QJsonObject object, const QString &key, const QJsonValue &value) {
        object.insert(key, value);
        return object;
    };
    const QJsonArray silent{failedSource()};
    const QJsonArray mistakes{QJsonObject{{u"kind"_s, u"configuration"_s}, {u"text"_s, u"a.toml:3: key: wrong"_s}}};
    row("all is quiet", Command::Status, quiet, ExitCode::Done, {});
    row("something needs you", Command::Status, needy, ExitCode::NeedsYou, {});
    row("a source is silent", Command::Status, with(quiet, u"silent"_s, silent), ExitCode::Unreachable, u"prod could not be asked"_s);
    row("you come before sources", Command::Status, with(needy, u"silent"_s, silent), ExitCode::NeedsYou, u"prod could not be asked"_s);
    row("a mistake in the configuration", Command::Status, with(quiet, u"notices"_s, mistakes), ExitCode::Configuration,
        u"a.toml:3: key: wrong"_s);
    row("a list without all sources is not whole", Command::Incidents, with(answer(QJsonArray()), u"silent"_s, silent),
        ExitCode::Unreachable, u"no answer in time"_s);
    row("a whole list", Command::Incidents, answer(QJsonArray()), ExitCode::Done, {});
    row("checks need no source", Command::Checks, with(answer(QJsonArray()), u"silent"_s, silent), ExitCode::Done, {});
    row("mistakes are said with lists too", Command::Hosts, with(answer(QJsonArray()), u"notices"_s, mistakes), ExitCode::Done,
        u"a.toml:3: key: wrong"_s);
    row("confirmed", Command::Acknowledge, answer(QJsonArray{outcome(u"confirmed"_s, {})}), ExitCode::Done, {});
    row("it was so already", Command::Resolve, answer(QJsonArray{outcome(u"already"_s, {})}), ExitCode::Done, {});
    row("queued is not done", Command::Acknowledge, answer(QJsonArray{outcome(u"queued"_s, u"no answer in time"_s)}), ExitCode::Refused,
        u"no answer in time"_s);
    row("one of two refused", Command::Acknowledge,
        answer(QJsonArray{outcome(u"confirmed"_s, {}), outcome(u"refused"_s, u"it is resolved"_s)}), ExitCode::Refused,
        u"it is resolved"_s);
    row("a note that is written", Command::Note, answer(QJsonArray{outcome(u"confirmed"_s, {})}), ExitCode::Done, {});
    const QJsonObject unasked{{u"name"_s, u"Pager"_s}, {u"askedAt"_s, QJsonValue()}, {u"error"_s, u"no answer in time"_s}};
    row("who is on call is not known", Command::OnCall, answer(QJsonArray{unasked}), ExitCode::Unreachable, u"no answer in time"_s);
    const QJsonObject mute{{u"name"_s, u"Alerts"_s}, {u"askedAt"_s, QJsonValue()}, {u"error"_s, QJsonValue()}};
    row("silences that are not known", Command::Silences, answer(QJsonArray{mute}), ExitCode::Unreachable, u"no answer yet"_s);
    row("silences of a part of a source", Command::Silences,
        answer(QJsonArray{with(with(mute, u"askedAt"_s, u"2026-01-05T03:00:00.000Z"_s), u"incomplete"_s, u"no answer in time"_s)}),
        ExitCode::Unreachable, u"no answer in time"_s);
    row("no silences", Command::Silences, answer(QJsonArray()), ExitCode::Done, {});
    row("a silence that has ended", Command::Unsilence, answer(QJsonArray{outcome(u"confirmed"_s, {})}), ExitCode::Done, {});
    row("an end that nobody knows of", Command::Unsilence, answer(QJsonArray{outcome(u"unknown"_s, u"no answer in time"_s)}),
        ExitCode::Refused, u"is not known: no answer in time"_s);
    row("a pause", Command::Resume, answer(QJsonObject{{u"pausedUntil"_s, QJsonValue()}}), ExitCode::Done, {});
    row("nobody knows who is on call", Command::OnCall, answer(QJsonArray()), ExitCode::Done, {});
    row("a request that is refused", Command::Hosts,
        QJsonObject{{u"ok"_s, false}, {u"error"_s, encode(Error{ErrorKind::BadInput, u"too new"_s})}}, ExitCode::Refused, u"too new"_s);
}

void TestErrand::exitCodes()
{
    QFETCH(Command, command);
    QFETCH(QJsonObject, reply);
    QFETCH(ExitCode, expected);
    QFETCH(QString, onStderr);
    serve(reply);
    run(Arguments{.command = command, .operands = {u"NB-1"_s}});
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_finished->at(0)[0].value<ExitCode>(), expected);
    QVERIFY2(err().contains(onStderr.toUtf8()), err().constData());
    QCOMPARE(err().isEmpty(), onStderr.isEmpty());
}

void TestErrand::jsonIsAllThatIsOnStdout()
{
    QJsonObject reply = answer(QJsonArray{encode(makeIncident(u"a"_s))});
    reply.insert(u"silent"_s, QJsonArray{failedSource()});
    serve(reply);
    run(Arguments{.command = Command::Incidents, .json = true});
    QTRY_COMPARE(m_finished->size(), 1);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(out(), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(document.array()[0]["id"_L1], QJsonValue(u"a"_s));
}

void TestErrand::outcomesInWords()
{
    serve(answer(QJsonArray{outcome(u"confirmed"_s, {}), outcome(u"queued"_s, u"why"_s)}));
    run(Arguments{.command = Command::Resolve, .operands = {u"NB-1"_s}});
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(out(), QByteArray("NB-1 is resolved.\nNB-1 is queued.\n"));
    QCOMPARE(err(), QByteArray("nightbellctl: NB-1: not done yet: why. It is sent as soon as its source can be reached.\n"));
}

void TestErrand::eventsInWords_data()
{
    QTest::addColumn<EventAction>("action");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("id");
    QTest::addColumn<ExitCode>("expected");
    QTest::addColumn<QByteArray>("onStdout");
    const auto row = [](const char *name, EventAction action, const QString &outcome, const QString &id, ExitCode expected,
                         const QByteArray &onStdout) { QTest::addRow("%s", name) << action << outcome << id << expected << onStdout; };
    row("a trigger prints its key", EventAction::Trigger, u"opened"_s, u"NB-1"_s, ExitCode::Done, "backup\n");
    row("an update too", EventAction::Trigger, u"updated"_s, u"NB-1"_s, ExitCode::Done, "backup\n");
    row("acknowledged", EventAction::Acknowledge, u"confirmed"_s, u"NB-1"_s, ExitCode::Done, "NB-1 is acknowledged.\n");
    row("resolved", EventAction::Resolve, u"confirmed"_s, u"NB-1"_s, ExitCode::Done, "NB-1 is resolved.\n");
    row("nothing to resolve", EventAction::Resolve, u"already"_s, {}, ExitCode::Done, "Nothing with the dedup key “backup” is open.\n");
    row("nothing to acknowledge", EventAction::Acknowledge, u"refused"_s, {}, ExitCode::Refused, {});
}

void TestErrand::eventsInWords()
{
    QFETCH(EventAction, action);
    QFETCH(QString, outcome);
    QFETCH(QString, id);
    QFETCH(ExitCode, expected);
    QFETCH(QByteArray, onStdout);
    const QJsonObject result{{u"dedupKey"_s, u"backup"_s}, {u"id"_s, id.isEmpty() ? QJsonValue() : QJsonValue(id)}, {u"outcome"_s, outcome},
        {u"reason"_s, expected == ExitCode::Done ? QJsonValue() : QJsonValue(u"why"_s)}};
    serve(answer(result));
    Arguments arguments{.command = Command::Event};
    arguments.event.action = action;
    arguments.event.dedupKey = u"backup"_s;
    run(arguments);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_finished->at(0)[0].value<ExitCode>(), expected);
    QCOMPARE(out(), onStdout);
    QCOMPARE(err().isEmpty(), expected == ExitCode::Done);
}

void TestErrand::triggerWithoutAKeyGetsOne()
{
    serve(answer(QJsonObject{{u"dedupKey"_s, u"made"_s}, {u"outcome"_s, u"opened"_s}}));
    Arguments arguments{.command = Command::Event, .json = true};
    arguments.event.summary = u"backup failed"_s;
    run(arguments);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_requests.size(), 1);
    QVERIFY(m_requests[0]["dedupKey"_L1].toString().size() >= 32);
    QCOMPARE(QJsonDocument::fromJson(out())["dedupKey"_L1], QJsonValue(u"made"_s));
}

void TestErrand::requestsSayWhatIsWanted()
{
    serve(answer(QJsonArray()));
    run(Arguments{.command = Command::Unsilence, .operands = {u"s1"_s}});
    QTRY_COMPARE(m_requests.size(), 1);
    QCOMPARE(m_requests[0], (QJsonObject{{u"command"_s, u"unsilence"_s}, {u"ids"_s, QJsonArray{u"s1"_s}}}));
}

void TestErrand::anEndIsASpanFromNow()
{
    serve(answer(QJsonObject{{u"pausedUntil"_s, QJsonValue()}}));
    run(Arguments{.command = Command::Pause, .until = toIso(m_clock.now() + 10min)});
    QTRY_COMPARE(m_requests.size(), 1);
    const auto span = parseDuration(m_requests[0]["for"_L1].toString());
    QVERIFY(span && *span > 9min && *span <= 10min);
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_finished->at(0)[0].value<ExitCode>(), ExitCode::Done);
    QCOMPARE(out(), QByteArray("Notifications are not paused.\n"));
}

void TestErrand::spansHaveLimits_data()
{
    QTest::addColumn<Command>("command");
    QTest::addColumn<Duration>("span");
    QTest::addColumn<QByteArray>("onStderr"); // empty: it is asked
    QTest::newRow("a pause of a week") << Command::Pause << Duration(std::chrono::days(7)) << QByteArray();
    QTest::newRow("a pause of more") << Command::Pause << Duration(std::chrono::days(8)) << QByteArray("A pause lasts");
    QTest::newRow("a pause of nothing") << Command::Pause << Duration(0) << QByteArray("A pause lasts");
    QTest::newRow("a snooze of more than a week") << Command::Snooze << Duration(std::chrono::days(8)) << QByteArray("can be snoozed");
    QTest::newRow("a silence of a month") << Command::Silence << Duration(std::chrono::days(30)) << QByteArray();
    QTest::newRow("a silence of two years") << Command::Silence << Duration(std::chrono::days(730)) << QByteArray("A silence lasts");
}

void TestErrand::spansHaveLimits()
{
    QFETCH(const Command, command);
    QFETCH(const Duration, span);
    QFETCH(const QByteArray, onStderr);
    serve(answer(QJsonObject()));
    run(Arguments{.command = command, .watchFor = span, .operands = {u"am"_s, u"host=a"_s}});
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_finished->at(0)[0].value<ExitCode>(), onStderr.isEmpty() ? ExitCode::Done : ExitCode::Usage);
    QCOMPARE(m_requests.isEmpty(), !onStderr.isEmpty());
    QVERIFY2(err().contains(onStderr), err().constData());
}

void TestErrand::resumeSaysHowItIs()
{
    serve(answer(QJsonObject{{u"pausedUntil"_s, QJsonValue()},
        {u"held"_s, QJsonArray{QJsonObject{{u"id"_s, u"NB-1"_s}, {u"why"_s, u"hours"_s}, {u"until"_s, QJsonValue()}}}}}));
    run(Arguments{.command = Command::Resume});
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_requests[0], (QJsonObject{{u"command"_s, u"resume"_s}}));
    QCOMPARE(m_finished->at(0)[0].value<ExitCode>(), ExitCode::Done);
    QVERIFY2(out().startsWith("Notifications are not paused.\n1 "), out().constData());
}

void TestErrand::historyIsAListAndSaysIfThereIsMore()
{
    const QJsonObject event{{u"at"_s, u"2026-01-05T03:00:00.000Z"_s}, {u"kind"_s, u"paged"_s}, {u"title"_s, u"disk full"_s}};
    serve(answer(QJsonObject{{u"events"_s, QJsonArray{event}}, {u"hasMore"_s, true}}));
    run(Arguments{.command = Command::History, .json = true, .since = u"24h"_s, .operands = {u"disk"_s}});
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_finished->at(0)[0].value<ExitCode>(), ExitCode::Done);
    QCOMPARE(QJsonDocument::fromJson(out()).array(), QJsonArray{event});
    QVERIFY2(err().contains("There is more"), err().constData());
    const auto since = fromIso(m_requests[0]["since"_L1].toString());
    QVERIFY(since && m_clock.now() - *since >= 24h && m_clock.now() - *since < 25h);
}

void TestErrand::consoleThatDoesNotAnswerIsARefusal()
{
    // Deaf from the first word on, as a stopped process is.
    m_server = std::make_unique<ControlServer>([](const QJsonObject &, const ControlServer::Reply &) {});
    QVERIFY(m_server->listen(controlPaths(m_folder->path(), false)).hasValue());
    run(Arguments{.command = Command::Status});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished->size(), 1, 10'000);
    QCOMPARE(m_finished->at(0)[0].value<ExitCode>(), ExitCode::Refused);
    QVERIFY2(err().contains("does not answer"), err().constData());
}

void TestErrand::consoleThatDiesBeforeItsAnswerIsReplaced()
{
    serve({});
    run(Arguments{.command = Command::Checks, .json = true});
    QTRY_COMPARE(m_requests.size(), 1);
    m_server.reset();
    QTRY_COMPARE(m_finished->size(), 1); // by an engine of its own
    QCOMPARE(m_finished->at(0)[0].value<ExitCode>(), ExitCode::Done);
    QCOMPARE(out(), QByteArray("[\n]\n"));
}

void TestErrand::consoleThatDiesWithASilenceMayHaveMadeIt()
{
    serve({});
    run(Arguments{.command = Command::Silence, .watchFor = 2h, .operands = {u"am"_s, u"host=\"a\""_s}});
    QTRY_COMPARE(m_requests.size(), 1);
    m_server.reset();
    QTRY_COMPARE(m_finished->size(), 1);
    QCOMPARE(m_finished->at(0)[0].value<ExitCode>(), ExitCode::Refused);
    QVERIFY2(err().contains("Whether it was done is not known"), err().constData());
    QVERIFY2(err().contains("nightbellctl silences"), err().constData());
    QVERIFY(out().isEmpty());
}

void TestErrand::configurationOfTheRunningConsoleIsNamed()
{
    serve(answer(QJsonArray()));
    run(Arguments{.command = Command::Checks, .configFolder = m_folder->path()});
    QTRY_COMPARE(m_finished->size(), 1);
    QVERIFY2(err().contains("its configuration is in /elsewhere"), err().constData());
}

void TestErrand::watchPrintsWhatHappensUntilItIsStopped()
{
    serve(answer(QJsonObject{{u"state"_s, u"quiet"_s}, {u"at"_s, u"2026-01-05T03:00:00.000Z"_s}}));
    run(Arguments{.command = Command::Watch, .json = true});
    QTRY_VERIFY(out().contains("\"event\":\"status\""));
    m_server->publish(QJsonObject{{u"event"_s, u"page"_s}});
    QTRY_VERIFY(out().endsWith("\n{\"event\":\"page\"}\n"));
    QCOMPARE(m_finished->size(), 0);
    m_errand->stop();
    QCOMPARE(m_finished->size(), 1);
    QCOMPARE(m_finished->at(0)[0].value<ExitCode>(), ExitCode::Done);
}

void TestErrand::watchTakesOverWhenTheConsoleGoes()
{
    serve(answer(QJsonObject{{u"state"_s, u"quiet"_s}}));
    run(Arguments{.command = Command::Watch, .json = true, .watchFor = 60s});
    QTRY_COMPARE(out().count("\"event\":\"status\""), 1);
    m_server.reset();
    QTRY_COMPARE(out().count("\"event\":\"status\""), 2);
    QVERIFY2(err().contains("has gone"), err().constData());
    // Now others can ask this one.
    const auto who = askRunning(controlPaths(m_folder->path(), false), QJsonObject{{u"command"_s, u"ping"_s}}, 10s);
    QVERIFY(who.hasValue());
    QCOMPARE(DataLock::take(m_folder->path()).hasValue(), false);
    // A console with a window wants the folder; the watch goes on through it.
    const auto yielded = askRunning(controlPaths(m_folder->path(), false), QJsonObject{{u"command"_s, u"yield"_s}}, 10s);
    QVERIFY(yielded.hasValue() && (*yielded)["ok"_L1].toBool());
    std::optional<DataLock> lock;
    QTRY_VERIFY([&] {
        auto taken = DataLock::take(m_folder->path());
        if (taken)
            lock = std::move(*taken);
        return lock.has_value();
    }());
    serve(answer(QJsonObject{{u"state"_s, u"needs-you"_s}, {u"needsYou"_s, 7}}));
    QTRY_VERIFY_WITH_TIMEOUT(out().contains("\"needsYou\":7"), 10'000);
    QVERIFY2(err().contains("takes over"), err().constData());
}

QTEST_GUILESS_MAIN(TestErrand)
#include "tst_errand.moc"
