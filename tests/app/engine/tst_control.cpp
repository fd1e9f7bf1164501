// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control.h"

#include "base/clock.h"
#include "engine/ownincidents.h"
#include "engine/session.h"
#include "pager/events.h"
#include "support/dutysource.h"
#include "support/fakeprobe.h"
#include "support/fakesecrets.h"
#include "support/fakesource.h"
#include "support/faketransport.h"
#include "support/incidents.h"
#include "support/waited.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ProbeReply failing()
{
    ProbeReply reply;
    reply.failure = CheckFailure::ConnectionRefused;
    reply.peer = u"192.0.2.1:443"_s;
    return reply;
}

ProbeReply passing()
{
    ProbeReply reply;
    reply.status = 200;
    return reply;
}

QJsonObject command(const QString &name)
{
    return {{u"command"_s, name}};
}

QJsonObject act(const QString &action, const QStringList &ids)
{
    return {{u"command"_s, u"act"_s}, {u"action"_s, action}, {u"ids"_s, QJsonArray::fromStringList(ids)}};
}

QJsonObject eventRequest(const QString &action, const QString &dedupKey)
{
    return {{u"command"_s, u"event"_s}, {u"action"_s, action}, {u"dedupKey"_s, dedupKey}, {u"summary"_s, u"backup failed"_s}};
}

} // namespace

// A session whose only sight are two checks over a probe that the test answers for.
class TestControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void pingIsAnsweredAtOnce();
    void questionsWaitForTheFirstPicture();
    void patienceEndsAndNothingIsClaimed();
    void quietIsAClaim();
    void brokenConfigurationIsNotQuiet();
    void acknowledgeIsConfirmed();
    void actionNeedsItsIncidentOnly();
    void actionsThatAreRefused_data();
    void actionsThatAreRefused();
    void actionOfASourceThatIsGoneIsRefused();
    void queuedActionIsSaidToBeQueued();
    void whatIsSaidWithAnActionGoesAlong();
    void whoIsOnCallWaitsForTheAnswer();
    void twoAskForTheSame();
    void listsAreWhole();
    void monitorsOfAHostThatWasNotJudged();
    void allIncidentsIncludeTheResolved();
    void checkNowRunsTheCheck();
    void firstPictureIsNoNews();
    void whatWasToldBeforeTheFirstPictureIsNews();
    void incidentComesBeforeItsPage();
    void eventIsAnIncidentAtOnce();
    void eventsGoOnUntilSomebodyEndsThem();
    void eventsThatAreRefused();
    void readinessIsToldAsTheDesktopIsNow();
    void aTestPageIsToldWhenItIsOver();
    void aPauseIsToldAndEnds();
    void raiseNeedsAWindow();
    void yieldNeedsSomebodyWhoStepsAside();

private:
    void start(Control::Patience patience = {});
    void startWithOpenIncident();
    void ask(const QJsonObject &request);
    QJsonObject answerTo(const QJsonObject &request);
    void writeConfiguration(const QByteArray &text);

    SystemClock m_clock;
    std::optional<QTemporaryDir> m_folder;
    FakeProbe *m_probe = nullptr; // the session's
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Control> m_control;
    QList<QJsonObject> m_answers;
};

void TestControl::init()
{
    m_folder.emplace();
    writeConfiguration("[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n"
                       "[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"https://example.com/\"\nfail-after = 1\n"
                       "[[check]]\nid = \"shop\"\nkind = \"http\"\nurl = \"https://shop.example.com/\"\n");
}

void TestControl::cleanup()
{
    m_control.reset();
    m_session.reset();
    m_answers.clear();
}

void TestControl::writeConfiguration(const QByteArray &text)
{
    QFile file(m_folder->filePath(u"a.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void TestControl::start(Control::Patience patience)
{
    auto probe = std::make_unique<FakeProbe>();
    m_probe = probe.get();
    SessionPorts ports{std::make_shared<FakeTransport>(), std::move(probe), std::make_unique<FakeSecrets>()};
    m_session = std::make_unique<Session>(SessionOptions{m_folder->path(), m_folder->filePath(u"data"_s)}, m_clock, std::move(ports));
    m_control = std::make_unique<Control>(*m_session, patience);
    m_session->start();
    QTRY_COMPARE(m_probe->waitingCount(), 2); // both checks look
}

void TestControl::startWithOpenIncident()
{
    start();
    m_probe->finishNext(failing());
    m_probe->finishNext(passing());
    QTRY_COMPARE(m_session->store().incidents().size(), 1);
}

void TestControl::ask(const QJsonObject &request)
{
    m_control->answer(request, [this](const QJsonObject &answer) { m_answers.append(answer); });
}

QJsonObject TestControl::answerTo(const QJsonObject &request)
{
    const auto before = m_answers.size();
    ask(request);
    const bool came = QTest::qWaitFor([this, before] { return m_answers.size() > before; });
    return came ? m_answers.takeLast() : QJsonObject();
}

void TestControl::pingIsAnsweredAtOnce()
{
    start();
    ask(command(u"ping"_s));
    QCOMPARE(m_answers.size(), 1);
    QCOMPARE(m_answers[0]["ok"_L1], QJsonValue(true));
    QCOMPARE(m_answers[0]["result"_L1]["configFolder"_L1], QJsonValue(m_folder->path()));
}

void TestControl::questionsWaitForTheFirstPicture()
{
    start();
    ask(command(u"status"_s));
    m_probe->finishNext(failing());
    QTRY_COMPARE(m_session->store().incidents().size(), 1);
    QCOMPARE(m_answers.size(), 0); // one check has not looked yet
    m_probe->finishNext(passing());
    QTRY_COMPARE(m_answers.size(), 1);
    const QJsonObject status = m_answers[0]["result"_L1].toObject();
    QCOMPARE(status["state"_L1], QJsonValue(u"needs-you"_s));
    QCOMPARE(status["needsYou"_L1], QJsonValue(1));
    QCOMPARE(status["incidents"_L1][0]["id"_L1], QJsonValue(u"NB-1"_s));
    QCOMPARE(status["checksFailed"_L1], QJsonValue(1));
    // From now on there is nothing to wait for.
    ask(command(u"status"_s));
    QCOMPARE(m_answers.size(), 2);
}

void TestControl::patienceEndsAndNothingIsClaimed()
{
    start(Control::Patience{.picture = 20ms});
    const QJsonObject answer = answerTo(command(u"status"_s));
    QCOMPARE(answer["ok"_L1], QJsonValue(true));
    QCOMPARE(answer["result"_L1]["state"_L1], QJsonValue(u"unknown"_s));
}

void TestControl::quietIsAClaim()
{
    start();
    m_probe->finishNext(passing());
    m_probe->finishNext(passing());
    QCOMPARE(answerTo(command(u"status"_s))["result"_L1]["state"_L1], QJsonValue(u"quiet"_s));
}

void TestControl::brokenConfigurationIsNotQuiet()
{
    QFile file(m_folder->filePath(u"b.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[[check]]\nid = \"other\"\nkind = \"htpp\"\n");
    file.close();
    start();
    m_probe->finishNext(passing());
    m_probe->finishNext(passing());
    const QJsonObject answer = answerTo(command(u"status"_s));
    QCOMPARE(answer["result"_L1]["state"_L1], QJsonValue(u"unknown"_s));
    QCOMPARE(answer["notices"_L1][0]["kind"_L1], QJsonValue(u"configuration"_s));
    QVERIFY(answer["notices"_L1][0]["text"_L1].toString().contains("b.toml:3"_L1));
}

void TestControl::acknowledgeIsConfirmed()
{
    startWithOpenIncident();
    // A person types ids as they like.
    const QJsonObject first = answerTo(act(u"acknowledge"_s, {u"nb-1"_s, u"NB-1"_s}))["result"_L1][0].toObject();
    QCOMPARE(first["id"_L1], QJsonValue(u"NB-1"_s));
    QCOMPARE(first["outcome"_L1], QJsonValue(u"confirmed"_s));
    QCOMPARE(m_session->store().incident(IncidentId(u"NB-1"_s))->state, IncidentState::Acknowledged);
    QTRY_COMPARE(answerTo(act(u"acknowledge"_s, {u"NB-1"_s}))["result"_L1][0]["outcome"_L1], QJsonValue(u"already"_s));
    const QJsonArray last = answerTo(act(u"resolve"_s, {u"NB-1"_s}))["result"_L1].toArray();
    QCOMPARE(last.size(), 1);
    QCOMPARE(last[0]["outcome"_L1], QJsonValue(u"confirmed"_s));
}

void TestControl::actionNeedsItsIncidentOnly()
{
    start();
    m_probe->finishNext(failing());
    QTRY_COMPARE(m_session->store().incidents().size(), 1);
    QVERIFY(!m_session->isComplete());
    QCOMPARE(answerTo(act(u"acknowledge"_s, {u"NB-1"_s}))["result"_L1][0]["outcome"_L1], QJsonValue(u"confirmed"_s));
    QVERIFY(!m_session->isComplete());
}

void TestControl::actionsThatAreRefused_data()
{
    QTest::addColumn<QJsonObject>("request");
    QTest::addRow("a request that does not exist") << command(u"drop"_s);
    QTest::addRow("no command at all") << QJsonObject{{u"hello"_s, 1}};
    QTest::addRow("an action that does not exist") << act(u"explode"_s, {u"NB-1"_s});
    QTest::addRow("no incident") << act(u"acknowledge"_s, {});
    QTest::addRow("ids that are no list") << QJsonObject{{u"command"_s, u"act"_s}, {u"action"_s, u"acknowledge"_s}, {u"ids"_s, u"NB-1"_s}};
}

void TestControl::actionsThatAreRefused()
{
    QFETCH(QJsonObject, request);
    startWithOpenIncident();
    const QJsonObject answer = answerTo(request);
    QCOMPARE(answer["ok"_L1], QJsonValue(false));
    QCOMPARE(answer["error"_L1]["kind"_L1], QJsonValue(u"bad-input"_s));
    QVERIFY(m_session->store().incident(IncidentId(u"NB-1"_s))->needsPerson());
}

void TestControl::actionOfASourceThatIsGoneIsRefused()
{
    startWithOpenIncident();
    m_session->store().replace(makeSnapshot({makeIncident(u"pd:1"_s)}));
    const QJsonArray outcomes = answerTo(act(u"acknowledge"_s, {u"pd:1"_s, u"pd:2"_s, u"NB-1"_s}))["result"_L1].toArray();
    QHash<QString, QString> byId;
    for (const QJsonValue &outcome : outcomes)
        byId.insert(outcome["id"_L1].toString(), outcome["outcome"_L1].toString());
    QCOMPARE(byId, (QHash<QString, QString>{{u"pd:1"_s, u"refused"_s}, {u"pd:2"_s, u"refused"_s}, {u"NB-1"_s, u"confirmed"_s}}));
}

void TestControl::queuedActionIsSaidToBeQueued()
{
    startWithOpenIncident();
    m_session->store().replace(makeSnapshot({makeIncident(u"pd:1"_s)}));
    QVERIFY(answerTo(command(u"status"_s))["ok"_L1].toBool());
    ask(act(u"acknowledge"_s, {u"pd:1"_s}));
    // As the commander says it when the source cannot be reached.
    const ActionRequest request{u"acknowledge"_s, IncidentId(u"pd:1"_s), SourceId(u"pd"_s), {}, {}, m_clock.now()};
    Q_EMIT m_session->commander().queued(request, Error{ErrorKind::Timeout, {}});
    QCOMPARE(m_answers.size(), 1);
    QCOMPARE(m_answers[0]["result"_L1][0]["outcome"_L1], QJsonValue(u"queued"_s));
    QCOMPARE(m_answers[0]["result"_L1][0]["reason"_L1], QJsonValue(u"no answer in time"_s));
}

void TestControl::whatIsSaidWithAnActionGoesAlong()
{
    start();
    auto made = std::make_unique<FakeSource>(SourceId(u"pd"_s));
    FakeSource *source = made.get();
    SourceStatus status;
    status.id = SourceId(u"pd"_s);
    status.interval = 1h;
    m_session->poller().add(status, std::move(made));
    m_session->store().replace(makeSnapshot({makeIncident(u"a"_s)}, m_clock.now()));
    QJsonObject request = act(u"note"_s, {u"a"_s});
    request.insert(u"inputs"_s, QJsonObject{{u"text"_s, u"disk full"_s}, {u"other"_s, u"x"_s}});
    QCOMPARE(answerTo(request)["result"_L1][0]["outcome"_L1], QJsonValue(u"confirmed"_s));
    QCOMPARE(source->performed.size(), 1);
    QCOMPARE(source->performed.constFirst().inputs, (FieldValues{{u"text"_s, u"disk full"_s}})); // nothing that the action does not know
}

void TestControl::whoIsOnCallWaitsForTheAnswer()
{
    start();
    auto script = std::make_shared<DutyScript>();
    script->onCall = onCallOf({shiftOf(std::nullopt, std::nullopt)});
    addDutySource(*m_session, script);
    ask(command(u"oncall"_s));
    m_probe->finishNext(passing());
    m_probe->finishNext(passing());
    QTRY_COMPARE(m_answers.size(), 1);
    const QJsonValue source = m_answers.constFirst()["result"_L1][0];
    QCOMPARE(source["onCall"_L1], QJsonValue(true));
    QVERIFY(source["until"_L1].isNull());
}

void TestControl::twoAskForTheSame()
{
    startWithOpenIncident();
    QVERIFY(answerTo(command(u"status"_s))["ok"_L1].toBool());
    ask(act(u"acknowledge"_s, {u"NB-1"_s}));
    ask(act(u"acknowledge"_s, {u"NB-1"_s})); // while the first is under way
    QTRY_COMPARE(m_answers.size(), 2);
    for (const QJsonObject &answer : std::as_const(m_answers))
        QCOMPARE(answer["result"_L1][0]["outcome"_L1], QJsonValue(u"confirmed"_s));
}

void TestControl::listsAreWhole()
{
    startWithOpenIncident();
    QCOMPARE(answerTo(command(u"incidents"_s))["result"_L1].toArray().size(), 1);
    const QJsonArray checks = answerTo(command(u"checks"_s))["result"_L1].toArray();
    QCOMPARE(checks.size(), 2);
    QCOMPARE(checks[0]["id"_L1], QJsonValue(u"home"_s));
    QCOMPARE(checks[0]["state"_L1], QJsonValue(u"failed"_s));
    QCOMPARE(checks[1]["state"_L1], QJsonValue(u"passing"_s));
    QCOMPARE(answerTo(command(u"sources"_s))["result"_L1].toArray().size(), 0);
    QCOMPARE(answerTo(command(u"hosts"_s))["result"_L1].toArray().size(), 0);
}

void TestControl::monitorsOfAHostThatWasNotJudged()
{
    startWithOpenIncident();
    Host host;
    host.id = HostId(u"prod:web-1"_s);
    host.source = SourceId(u"prod"_s);
    host.name = u"web-1"_s;
    host.restartsUnknown = RestartsUnknown::Known;
    Snapshot snapshot;
    snapshot.source = host.source;
    snapshot.hosts = QList<Host>{host};
    m_session->store().replace(snapshot);
    const QJsonArray monitors = answerTo(command(u"monitors"_s))["result"_L1].toArray();
    QStringList seen;
    for (const QJsonValue &monitor : monitors)
        seen.append(monitor["rule"_L1].toString() + u' ' + monitor["state"_L1].toString());
    QCOMPARE(seen, (QStringList{u"cpu unknown"_s, u"memory unknown"_s, u"restarts clear"_s}));
    QCOMPARE(monitors[0]["threshold"_L1], QJsonValue(70));
    QCOMPARE(monitors[2]["span"_L1], QJsonValue(u"1h"_s));
}

void TestControl::allIncidentsIncludeTheResolved()
{
    startWithOpenIncident();
    QCOMPARE(answerTo(act(u"resolve"_s, {u"NB-1"_s}))["result"_L1][0]["outcome"_L1], QJsonValue(u"confirmed"_s));
    QTRY_COMPARE(answerTo(command(u"incidents"_s))["result"_L1].toArray().size(), 0);
    const QJsonArray all = answerTo(QJsonObject{{u"command"_s, u"incidents"_s}, {u"all"_s, true}})["result"_L1].toArray();
    QCOMPARE(all.size(), 1);
    QCOMPARE(all[0]["state"_L1], QJsonValue(u"resolved"_s));
}

void TestControl::checkNowRunsTheCheck()
{
    startWithOpenIncident();
    QCOMPARE(m_probe->requests.size(), 2);
    QCOMPARE(answerTo(QJsonObject{{u"command"_s, u"check-now"_s}, {u"check"_s, u"shop"_s}})["ok"_L1], QJsonValue(true));
    QTRY_COMPARE(m_probe->requests.size(), 3);
    QCOMPARE(m_probe->requests.last().url.host(), u"shop.example.com"_s);
}

void TestControl::firstPictureIsNoNews()
{
    start();
    QSignalSpy lines(m_control.get(), &Control::happened);
    m_probe->finishNext(failing());
    m_probe->finishNext(passing());
    QCOMPARE(answerTo(command(u"watch"_s))["result"_L1]["needsYou"_L1], QJsonValue(1));
    QCOMPARE(lines.size(), 0);
    QVERIFY(answerTo(act(u"acknowledge"_s, {u"NB-1"_s}))["ok"_L1].toBool());
    const auto events = [&lines] {
        QStringList words;
        for (const auto &line : lines)
            words.append(line[0].toJsonObject()["event"_L1].toString());
        return words;
    };
    QTRY_VERIFY2(events().contains("page-cleared"_L1), qPrintable(events().join(u' ')));
    QVERIFY(events().contains("incident-changed"_L1));
    QVERIFY(events().contains("action-confirmed"_L1));
    QVERIFY(!events().contains("page"_L1));
    QVERIFY(!events().contains("incident-opened"_L1));
}

void TestControl::whatWasToldBeforeTheFirstPictureIsNews()
{
    start();
    QSignalSpy happened(m_control.get(), &Control::happened);
    Event event;
    event.dedupKey = event.summary = u"certificate"_s;
    event.severity = Severity::Info;
    QVERIFY(waited(m_session->trigger(event)));
    QCOMPARE(happened.size(), 0);
    m_probe->finishNext(passing());
    m_probe->finishNext(passing());
    QTRY_COMPARE(happened.size(), 1);
    const QJsonObject line = happened[0][0].toJsonObject();
    QCOMPARE(line["event"_L1], QJsonValue(u"low-urgency"_s));
    QCOMPARE(line["incident"_L1]["title"_L1], QJsonValue(u"certificate"_s));
    QCOMPARE(line["wasHeld"_L1], QJsonValue(false));
    event.dedupKey = event.summary = u"backup"_s;
    QVERIFY(waited(m_session->trigger(event)));
    QTRY_COMPARE(happened.size(), 3); // the incident, and that it is told of
    QCOMPARE(happened[2][0].toJsonObject()["event"_L1], QJsonValue(u"low-urgency"_s));
}

void TestControl::incidentComesBeforeItsPage()
{
    startWithOpenIncident();
    QVERIFY(answerTo(command(u"watch"_s))["ok"_L1].toBool());
    QSignalSpy lines(m_control.get(), &Control::happened);
    m_session->store().replace(makeSnapshot({makeIncident(u"pd:1"_s)}));
    QTRY_COMPARE(lines.size(), 2);
    QCOMPARE(lines[0][0].toJsonObject()["event"_L1], QJsonValue(u"incident-opened"_s));
    QCOMPARE(lines[1][0].toJsonObject()["event"_L1], QJsonValue(u"page"_s));
}

void TestControl::eventIsAnIncidentAtOnce()
{
    start();
    QSignalSpy raised(&m_session->pager(), &Pager::raised);
    const QJsonObject answer = answerTo(eventRequest(u"trigger"_s, u"backup"_s));
    QVERIFY(!m_session->isComplete()); // no check has looked yet
    QCOMPARE(answer["ok"_L1], QJsonValue(true));
    QCOMPARE(answer["result"_L1].toObject(),
        QJsonObject({{u"dedupKey"_s, u"backup"_s}, {u"id"_s, u"NB-1"_s}, {u"outcome"_s, u"opened"_s}, {u"reason"_s, QJsonValue()}}));
    const Incident *incident = m_session->store().incident(IncidentId(u"NB-1"_s));
    QVERIFY(incident && incident->needsPerson());
    QCOMPARE(incident->title, u"backup failed"_s);
    QCOMPARE(raised.size(), 1);
    QCOMPARE(answerTo(eventRequest(u"trigger"_s, u"backup"_s))["result"_L1]["outcome"_L1], QJsonValue(u"updated"_s));
    QCOMPARE(raised.size(), 1);
    QCOMPARE(m_session->store().incidents().size(), 1);
}

void TestControl::eventsGoOnUntilSomebodyEndsThem()
{
    start();
    m_probe->finishNext(passing());
    m_probe->finishNext(passing());
    answerTo(eventRequest(u"trigger"_s, u"backup"_s));
    answerTo(eventRequest(u"trigger"_s, u"check/home"_s)); // is not the check that passes
    m_session->reloadConfiguration(); // nobody looks after what nobody watches
    m_session->pollNow();
    QTRY_COMPARE(m_probe->waitingCount(), 2);
    m_probe->finishNext(passing());
    m_probe->finishNext(passing());
    const auto stateOf = [this](const QString &id) { return m_session->store().incident(IncidentId(id))->state; };
    QCOMPARE(stateOf(u"NB-1"_s), IncidentState::Triggered);
    QCOMPARE(stateOf(u"NB-2"_s), IncidentState::Triggered);
    const QJsonObject acknowledged = answerTo(eventRequest(u"acknowledge"_s, u"backup"_s))["result"_L1].toObject();
    QCOMPARE(acknowledged["outcome"_L1], QJsonValue(u"confirmed"_s));
    QCOMPARE(acknowledged["id"_L1], QJsonValue(u"NB-1"_s));
    QCOMPARE(acknowledged["dedupKey"_L1], QJsonValue(u"backup"_s));
    QCOMPARE(stateOf(u"NB-1"_s), IncidentState::Acknowledged);
    QCOMPARE(answerTo(eventRequest(u"resolve"_s, u"backup"_s))["result"_L1]["outcome"_L1], QJsonValue(u"confirmed"_s));
    QCOMPARE(stateOf(u"NB-1"_s), IncidentState::Resolved);
    QCOMPARE(answerTo(eventRequest(u"resolve"_s, u"backup"_s))["result"_L1]["outcome"_L1], QJsonValue(u"already"_s));
    QCOMPARE(answerTo(eventRequest(u"trigger"_s, u"backup"_s))["result"_L1]["id"_L1], QJsonValue(u"NB-3"_s));
}

void TestControl::eventsThatAreRefused()
{
    start();
    QCOMPARE(answerTo(eventRequest(u"explode"_s, u"backup"_s))["error"_L1]["kind"_L1], QJsonValue(u"bad-input"_s));
    const QJsonObject unknown = answerTo(eventRequest(u"acknowledge"_s, u"backup"_s))["result"_L1].toObject();
    QCOMPARE(unknown["outcome"_L1], QJsonValue(u"refused"_s));
    QVERIFY(!unknown["reason"_L1].toString().isEmpty());
    // That what has it is open, but no event's, does not count.
    m_probe->finishNext(failing());
    QTRY_COMPARE(m_session->store().incidents().size(), 1);
    QCOMPARE(answerTo(eventRequest(u"acknowledge"_s, u"check/home"_s))["result"_L1]["outcome"_L1], QJsonValue(u"refused"_s));
}

void TestControl::readinessIsToldAsTheDesktopIsNow()
{
    startWithOpenIncident();
    const auto factsOf = [](const QJsonObject &answer) {
        QHash<QString, QString> levels;
        for (const QJsonValue &fact : answer.value("result"_L1).toArray())
            levels.insert(fact["id"_L1].toString(), fact["level"_L1].toString());
        return levels;
    };
    // A terminal asks, and no console runs: nobody is paged.
    QHash<QString, QString> levels = factsOf(answerTo({{u"command"_s, u"readiness"_s}}));
    QCOMPARE(levels.value(u"console"_s), u"bad"_s);
    QCOMPARE(levels.value(u"sources"_s), u"bad"_s);
    QCOMPARE(answerTo({{u"command"_s, u"readiness"_s}, {u"test"_s, true}}).value("ok"_L1).toBool(), false);

    m_session->testPages().allow();
    ReadinessWatch &watch = m_session->readiness();
    connect(&watch, &ReadinessWatch::asked, this, [&watch] {
        watch.setDesktop({ReadinessFact{u"volume"_s, ReadinessLevel::Good, u"Volume"_s, u"Loud."_s, {}}});
        watch.settle();
    });
    levels = factsOf(answerTo({{u"command"_s, u"readiness"_s}}));
    QVERIFY(!levels.contains(u"console"_s));
    QCOMPARE(levels.value(u"volume"_s), u"good"_s);
}

void TestControl::aTestPageIsToldWhenItIsOver()
{
    startWithOpenIncident();
    m_session->testPages().allow();
    const auto before = m_answers.size();
    ask({{u"command"_s, u"readiness"_s}, {u"test"_s, true}});
    QTRY_VERIFY(m_session->testPages().isRunning());
    const QJsonObject second = answerTo({{u"command"_s, u"readiness"_s}, {u"test"_s, true}});
    QCOMPARE(second.value("ok"_L1).toBool(), false); // one at a time
    QCOMPARE(m_answers.size(), before);
    const QString id = m_session->testPages().last()->incident.text();
    ask({{u"command"_s, u"act"_s}, {u"action"_s, u"acknowledge"_s}, {u"ids"_s, QJsonArray{id}}});
    QTRY_COMPARE(m_answers.size(), before + 2);
    QJsonObject report;
    for (const QJsonObject &answer : std::as_const(m_answers)) {
        if (answer.value("result"_L1)["outcome"_L1].isString())
            report = answer.value("result"_L1).toObject();
    }
    QCOMPARE(report.value("outcome"_L1).toString(), u"acknowledged"_s);
    QCOMPARE(report.value("by"_L1).toString(), u"command"_s);
}

void TestControl::aPauseIsToldAndEnds()
{
    startWithOpenIncident(); // questions wait for the first whole picture
    QVERIFY(answerTo(command(u"status"_s))["result"_L1]["paging"_L1]["pausedUntil"_L1].isNull());
    const QJsonObject asked{{u"command"_s, u"pause"_s}, {u"for"_s, u"30m"_s}};
    QVERIFY(fromIso(answerTo(asked)["result"_L1]["pausedUntil"_L1].toString()) > m_clock.now() + std::chrono::minutes(29));
    QVERIFY(m_session->pager().pausedUntil().has_value());
    QVERIFY(answerTo(command(u"status"_s))["result"_L1]["paging"_L1]["pausedUntil"_L1].isString());
    QVERIFY(answerTo(command(u"resume"_s))["result"_L1]["pausedUntil"_L1].isNull());
    for (const QString &span : {u""_s, u"0s"_s, u"8d"_s, u"soon"_s})
        QVERIFY(!answerTo(QJsonObject{{u"command"_s, u"pause"_s}, {u"for"_s, span}})["ok"_L1].toBool());
}

void TestControl::raiseNeedsAWindow()
{
    start();
    const QJsonObject request{{u"command"_s, u"raise"_s}, {u"token"_s, u"abc"_s}};
    QCOMPARE(answerTo(request)["error"_L1]["kind"_L1], QJsonValue(u"unavailable"_s));
    QSignalSpy raised(m_control.get(), &Control::raiseRequested);
    QCOMPARE(answerTo(request)["ok"_L1], QJsonValue(true));
    QCOMPARE(raised.size(), 1);
    QCOMPARE(raised[0][0].toString(), u"abc"_s);
}

void TestControl::yieldNeedsSomebodyWhoStepsAside()
{
    start();
    QCOMPARE(answerTo(command(u"yield"_s))["error"_L1]["kind"_L1], QJsonValue(u"conflict"_s));
    QSignalSpy yielded(m_control.get(), &Control::yieldRequested);
    QCOMPARE(answerTo(command(u"yield"_s))["ok"_L1], QJsonValue(true));
    QCOMPARE(yielded.size(), 1);
}

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
