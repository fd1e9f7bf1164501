// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/errand.h"

#include "cli/checkonce.h"
#include "cli/rendermonitors.h"
#include "cli/renderoncall.h"
#include "cli/renderreadiness.h"
#include "cli/renderrecords.h"
#include "cli/request.h"
#include "domain/wording.h"
#include "engine/configuration.h"
#include "engine/datafolder.h"
#include "engine/encode.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QSysInfo>
#include <QUuid>

#include <QCoroTask>

namespace nightbell {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration looksForListenerEvery = 2s;
constexpr Duration longestSnooze = std::chrono::days(7); // PagerDuty's; whoever is not told here would read it in its words
constexpr Duration longestSilence = std::chrono::days(366);

QString doneText(Command command, const QString &id)
{
    if (command == Command::Resolve)
        return Errand::tr("%1 is resolved.").arg(id);
    if (command == Command::Snooze)
        return Errand::tr("%1 is snoozed.").arg(id);
    if (command == Command::Prolong)
        return Errand::tr("%1 ends then.").arg(id);
    if (command == Command::Unsilence)
        return Errand::tr("%1 has ended.").arg(id);
    return command == Command::Note ? Errand::tr("%1 has the note.").arg(id) : Errand::tr("%1 is acknowledged.").arg(id);
}

// It may work later, or from elsewhere.
bool isOutage(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout:
    case ErrorKind::Unreachable:
    case ErrorKind::Tls:
    case ErrorKind::TooManyRequests:
    case ErrorKind::Server:
    case ErrorKind::BadAnswer:
    case ErrorKind::Cancelled:
        return true;
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::TooLarge:
    case ErrorKind::BadInput:
    case ErrorKind::Storage:
    case ErrorKind::Unavailable:
    case ErrorKind::Locked:
        return false;
    }
    return false;
}

QStringList render(Command command, const QJsonValue &result, RenderContext context)
{
    switch (command) {
    case Command::Status:
        return renderStatus(result.toObject(), context);
    case Command::Incidents:
        return renderIncidents(result.toArray(), context);
    case Command::Hosts:
        return renderHosts(result.toArray(), context);
    case Command::Monitors:
        return renderMonitors(result.toArray(), context);
    case Command::Checks:
        return renderChecks(result.toArray(), context);
    case Command::Sources:
        return renderSources(result.toArray(), context) + renderSourceFacts(result.toArray());
    case Command::OnCall:
        return renderOnCall(result.toArray(), context);
    case Command::Readiness:
        return result.isArray() ? renderReadiness(result.toArray(), context) : renderTest(result.toObject(), context);
    case Command::Watch:
        return {renderSummary(result.toObject(), context)};
    case Command::Pause:
    case Command::Resume:
        return renderPaging(result.toObject(), context);
    case Command::Silences:
        return renderSilences(result.toArray(), context);
    case Command::Silence:
        return renderMadeSilence(result.toObject(), context);
    case Command::History:
        return renderHistory(result["events"_L1].toArray(), context);
    case Command::Statistics:
        return renderStatistics(result.toObject(), context);
    case Command::Acknowledge:
    case Command::Resolve:
    case Command::Snooze:
    case Command::Note:
    case Command::Prolong:
    case Command::Unsilence:
    case Command::Event:
    case Command::Check:
    case Command::ConfigCheck:
        break;
    }
    return {};
}

// The command that shows whether the one was carried out.
QString lookAfter(Command command)
{
    if (command == Command::Silence || command == Command::Prolong || command == Command::Unsilence)
        return u"silences"_s;
    if (command == Command::Pause || command == Command::Resume)
        return u"status"_s;
    return command == Command::Note ? u"history"_s : u"incidents --all"_s;
}

QJsonDocument documentOf(Command command, const QJsonValue &result)
{
    const QJsonValue value = command == Command::History ? result["events"_L1] : result;
    return value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
}

} // namespace

Errand::Errand(Arguments arguments, Output &output, Clock &clock, Link::Ports ports, QObject *parent)
    : QObject(parent)
    , m_arguments(std::move(arguments))
    , m_output(output)
    , m_clock(clock)
    , m_makePorts(std::move(ports))
{
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &Errand::stop);
    m_listenerLooks.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_listenerLooks, &QTimer::timeout, this, [this] {
        if (m_output.isBroken())
            finish(ExitCode::Done);
    });
}

Errand::~Errand() = default;

void Errand::start()
{
    switch (m_arguments.command) {
    case Command::ConfigCheck:
        checkConfiguration();
        return;
    case Command::Check:
        check();
        return;
    case Command::Event:
        takeEvent();
        return;
    case Command::Watch:
        watch();
        return;
    case Command::Status:
    case Command::Incidents:
    case Command::Hosts:
    case Command::Monitors:
    case Command::Checks:
    case Command::Sources:
    case Command::OnCall:
    case Command::Acknowledge:
    case Command::Resolve:
    case Command::Note:
    case Command::Resume:
    case Command::Silences:
    case Command::Unsilence:
    case Command::History:
    case Command::Statistics:
        ask();
        return;
    case Command::Readiness:
        if (m_arguments.test)
            m_output.problem(tr("A test page is on its way. Acknowledge it."));
        ask();
        return;
    case Command::Pause:
    case Command::Snooze:
    case Command::Silence:
    case Command::Prolong:
        askWithSpan();
        return;
    }
}

void Errand::stop()
{
    finish(ExitCode::Done);
}

void Errand::finish(ExitCode code)
{
    if (std::exchange(m_isFinished, true))
        return;
    m_end.stop();
    m_listenerLooks.stop();
    Q_EMIT finished(code);
}

void Errand::ask()
{
    warnOfFolder();
    const QString config = m_arguments.configFolder.isEmpty() ? defaultConfigFolder() : m_arguments.configFolder;
    const QString data = m_arguments.dataFolder.isEmpty() ? defaultDataFolder() : m_arguments.dataFolder;
    m_link = std::make_unique<Link>(SessionOptions{config, data, m_arguments.demo}, m_clock, m_makePorts);
    connect(m_link.get(), &Link::found, this, &Errand::found);
    connect(m_link.get(), &Link::answered, this, &Errand::answered);
    connect(m_link.get(), &Link::happened, this, &Errand::happened);
    connect(m_link.get(), &Link::failed, this, &Errand::failed);
    connect(m_link.get(), &Link::cameToNothing, this, [this](const QJsonObject &line) {
        m_output.problem(tr("Asked for earlier, and not done: %1").arg(renderWatchLine(line, {m_clock.now()})));
    });
    connect(m_link.get(), &Link::movedOn, this, [this](bool steppedAside) {
        m_output.problem(steppedAside ? tr("A console with a window takes over. Watching goes on through it.")
                                      : tr("The console that was asked has gone. Watching goes on without it."));
    });
    connect(m_link.get(), &Link::notLocked, this, [this](const Error &why) {
        m_output.problem(tr("The data folder cannot be kept for this program alone: %1.").arg(errorText(why)));
    });
    m_link->ask(requestOf(m_arguments, m_clock.now()));
}

void Errand::watch()
{
    if (m_arguments.watchFor)
        m_end.start(*m_arguments.watchFor);
    m_listenerLooks.start(looksForListenerEvery);
    ask();
}

// A misspelt folder must not look like an empty configuration.
void Errand::warnOfFolder() const
{
    if (!m_arguments.configFolder.isEmpty() && !QFileInfo(m_arguments.configFolder).isDir())
        m_output.problem(tr("There is no folder %1; this is the configuration of a fresh start.").arg(m_arguments.configFolder));
}

void Errand::found(const QJsonObject &who)
{
    m_isOwnEngine = false;
    const QString used = who.value("configFolder"_L1).toString();
    if (!m_arguments.configFolder.isEmpty() && QFileInfo(used) != QFileInfo(m_arguments.configFolder))
        m_output.problem(tr("The console that runs answers; its configuration is in %1.").arg(used));
}

void Errand::answered(const QJsonObject &answer)
{
    showNotices(answer);
    if (!answer.value("ok"_L1).toBool()) {
        m_output.problem(answer.value("error"_L1).toObject().value("reason"_L1).toString());
        finish(ExitCode::Refused);
        return;
    }
    if (m_arguments.command == Command::Watch) {
        QJsonObject summary = answer.value("result"_L1).toObject();
        summary.insert(u"event"_s, u"status"_s);
        if (m_arguments.json)
            m_output.json(QJsonDocument(summary), QJsonDocument::Compact);
        else
            m_output.lines(render(m_arguments.command, summary, context()));
        for (const QJsonValue &source : answer.value("silent"_L1).toArray())
            m_output.problem(silentSourceText(source.toObject(), m_clock.now()));
    } else {
        finish(showResult(answer));
    }
}

void Errand::happened(const QJsonObject &line)
{
    if (m_arguments.json)
        m_output.json(QJsonDocument(line), QJsonDocument::Compact);
    else
        m_output.line(renderWatchLine(line, context()));
    if (m_output.isBroken())
        finish(ExitCode::Done);
}

void Errand::failed(const Error &why, bool isSent)
{
    if (isSent && changesSomething(m_arguments.command)) {
        m_output.problem(why.kind == ErrorKind::Unreachable
                ? tr("The console that runs has gone. Whether it was done is not known.")
                : tr("The console that runs gave no answer in time. Whether it was done is not known."));
        m_output.problem(tr("“%1” shows how it is.").arg(u"nightbellctl "_s + lookAfter(m_arguments.command)));
        finish(ExitCode::Refused);
        return;
    }
    m_output.problem(why.kind == ErrorKind::Timeout ? tr("The console that uses this data folder does not answer.")
                                                    : tr("The console that runs gave no answer: %1.").arg(errorText(why)));
    finish(ExitCode::Refused);
}

void Errand::showNotices(const QJsonObject &answer)
{
    for (const QJsonValue &value : answer.value("notices"_L1).toArray()) {
        const QString kind = value["kind"_L1].toString();
        const QString text = value["text"_L1].toString();
        if (kind == "configuration"_L1) {
            for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
                m_output.problem(line);
        } else {
            m_output.problem(renderNotice(value.toObject()));
        }
    }
}

ExitCode Errand::showResult(const QJsonObject &answer)
{
    const QJsonValue result = answer.value("result"_L1);
    if (isAction(m_arguments.command))
        return showOutcomes(result.toArray(), m_arguments.command);
    if (m_arguments.command == Command::Event)
        return showEvent(answer);
    if (m_arguments.json)
        m_output.json(documentOf(m_arguments.command, result), QJsonDocument::Indented);
    else
        m_output.lines(render(m_arguments.command, result, context()));
    const QJsonArray silent = answer.value("silent"_L1).toArray();
    if (dependsOnSources(m_arguments.command)) {
        for (const QJsonValue &source : silent)
            m_output.problem(silentSourceText(source.toObject(), m_clock.now()));
    }
    if (m_arguments.command == Command::OnCall)
        return showOnCallErrors(result.toArray());
    if (m_arguments.command == Command::Silences)
        return showSilenceErrors(result.toArray());
    if (m_arguments.command == Command::History && result["hasMore"_L1].toBool())
        m_output.problem(tr("There is more: these are the newest. Name words, or with --since a time, to see others."));
    if (m_arguments.command == Command::Readiness && m_arguments.test)
        return result["outcome"_L1] == "acknowledged"_L1 ? ExitCode::Done : ExitCode::Refused;
    if (m_arguments.command == Command::Readiness)
        return isAnyBad(result.toArray()) ? ExitCode::NeedsYou : ExitCode::Done;
    const bool isStatus = m_arguments.command == Command::Status;
    if (isStatus && result["needsYou"_L1].toInt() > 0)
        return ExitCode::NeedsYou;
    if (dependsOnSources(m_arguments.command) && !silent.isEmpty())
        return ExitCode::Unreachable;
    // "All is well" would be a claim about what is not watched.
    for (const QJsonValue &notice : answer.value("notices"_L1).toArray()) {
        if (isStatus && notice["kind"_L1] == "configuration"_L1)
            return ExitCode::Configuration;
    }
    return ExitCode::Done;
}

ExitCode Errand::showOnCallErrors(const QJsonArray &sources)
{
    ExitCode code = ExitCode::Done;
    for (const QJsonValue &source : sources) {
        const QString error = source["error"_L1].toString();
        if (error.isEmpty() && !source["askedAt"_L1].isNull())
            continue;
        code = ExitCode::Unreachable;
        m_output.problem(tr("%1 does not say who is on call: %2.")
                             .arg(harmless(source["name"_L1].toString()), error.isEmpty() ? tr("no answer yet") : harmless(error)));
    }
    return code;
}

ExitCode Errand::showSilenceErrors(const QJsonArray &sources)
{
    ExitCode code = ExitCode::Done;
    for (const QJsonValue &source : sources) {
        const QString error = source["error"_L1].toString(source["incomplete"_L1].toString());
        if (error.isEmpty() && !source["askedAt"_L1].isNull())
            continue;
        code = ExitCode::Unreachable;
        m_output.problem(tr("%1 does not say which silences it has: %2.")
                             .arg(harmless(source["name"_L1].toString()), error.isEmpty() ? tr("no answer yet") : harmless(error)));
    }
    return code;
}

ExitCode Errand::showOutcomes(const QJsonArray &outcomes, Command command)
{
    if (m_arguments.json)
        m_output.json(QJsonDocument(outcomes), QJsonDocument::Indented);
    ExitCode code = ExitCode::Done;
    for (const QJsonValue &each : outcomes) {
        const QString id = harmless(each["id"_L1].toString());
        const QString outcome = each["outcome"_L1].toString();
        const QString reason = harmless(each["reason"_L1].toString());
        QString said;
        if (outcome == "confirmed"_L1) {
            said = doneText(command, id);
        } else if (outcome == "already"_L1) {
            said = command == Command::Resolve ? tr("%1 was resolved before.").arg(id) : tr("%1 was acknowledged before.").arg(id);
        } else if (outcome == "unknown"_L1) {
            code = ExitCode::Refused;
            m_output.problem(tr("%1: whether that was done is not known: %2.").arg(id, reason));
        } else {
            code = ExitCode::Refused;
            if (outcome == "queued"_L1)
                said = tr("%1 is queued.").arg(id);
            m_output.problem(outcome == "queued"_L1
                    ? tr("%1: not done yet: %2. It is sent as soon as its source can be reached.").arg(id, reason)
                    : tr("%1: refused: %2.").arg(id, reason));
        }
        if (!m_arguments.json && !said.isEmpty())
            m_output.line(said);
    }
    return code;
}

ExitCode Errand::showEvent(const QJsonObject &answer)
{
    const QJsonObject result = answer.value("result"_L1).toObject();
    const QString key = harmless(result.value("dedupKey"_L1).toString());
    const QString outcome = result.value("outcome"_L1).toString();
    const bool isTrigger = m_arguments.event.action == EventAction::Trigger;
    if (!isTrigger && outcome == "already"_L1 && result.value("id"_L1).isNull() && !m_arguments.json) {
        m_output.line(tr("Nothing with the dedup key “%1” is open.").arg(key));
        return ExitCode::Done;
    }
    if (!isTrigger && !m_arguments.json) {
        QJsonObject named = result;
        if (named.value("id"_L1).isNull())
            named.insert(u"id"_s, key);
        return showOutcomes({named}, m_arguments.event.action == EventAction::Resolve ? Command::Resolve : Command::Acknowledge);
    }
    if (m_arguments.json)
        m_output.json(QJsonDocument(result), QJsonDocument::Indented);
    else
        m_output.line(key);
    // Nobody is left who remembers what could not be kept. That was said already.
    for (const QJsonValue &notice : answer.value("notices"_L1).toArray()) {
        if (m_isOwnEngine && !m_arguments.demo && notice["kind"_L1] == "history-not-kept"_L1)
            return ExitCode::Refused;
    }
    if (isTrigger && m_isOwnEngine && !m_arguments.demo)
        m_output.problem(tr("No console runs here that could tell of it; the next one that starts does."));
    return outcome == "refused"_L1 || outcome == "queued"_L1 ? ExitCode::Refused : ExitCode::Done;
}

void Errand::askWithSpan()
{
    if (!m_arguments.until.isEmpty())
        m_arguments.watchFor = std::chrono::ceil<std::chrono::seconds>(*momentFrom(m_arguments.until, m_clock.now()) - m_clock.now());
    const bool isOfSilence = m_arguments.command == Command::Silence || m_arguments.command == Command::Prolong;
    if (*m_arguments.watchFor >= 1s && *m_arguments.watchFor <= (isOfSilence ? longestSilence : longestSnooze)) {
        ask();
        return;
    }
    if (isOfSilence)
        m_output.problem(tr("A silence lasts a second at least and a year at most."));
    else
        m_output.problem(m_arguments.command == Command::Pause
                ? tr("A pause lasts a second at least and seven days at most.")
                : tr("An incident can be snoozed for a second at least and seven days at most."));
    finish(ExitCode::Usage);
}

void Errand::takeEvent()
{
    m_arguments.event.at = m_clock.now();
    // Made here, so that it stays the same however often the event is sent.
    if (m_arguments.event.dedupKey.isEmpty())
        m_arguments.event.dedupKey = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (m_arguments.sendTo.isEmpty())
        ask();
    else
        deliver();
}

void Errand::deliver()
{
    warnOfFolder();
    const QString folder = m_arguments.configFolder.isEmpty() ? defaultConfigFolder() : m_arguments.configFolder;
    const auto target = eventTargetFor(m_arguments.sendTo, loadConfiguration(folder));
    if (!target) {
        m_output.problem(target.error().detail);
        finish(ExitCode::Refused);
        return;
    }
    Event event = m_arguments.event;
    if (event.host.isEmpty())
        event.host = QSysInfo::machineHostName();
    const QString source = harmless(m_arguments.sendTo.text());
    m_ports = m_makePorts();
    m_delivery = std::make_unique<EventDelivery>(m_ports.transport, *m_ports.secrets, m_clock);
    connect(m_delivery.get(), &EventDelivery::accepted, this, [this](const QString &dedupKey) {
        const QJsonObject result{{u"dedupKey"_s, dedupKey}, {u"to"_s, m_arguments.sendTo.text()}, {u"outcome"_s, u"accepted"_s}};
        if (m_arguments.json)
            m_output.json(QJsonDocument(result), QJsonDocument::Indented);
        else
            m_output.line(harmless(dedupKey));
        finish(ExitCode::Done);
    });
    connect(m_delivery.get(), &EventDelivery::postponed, this, [this, source](const Error &why, Duration wait) {
        m_output.problem(tr("%1 did not take the event: %2. It is sent again in %3.").arg(source, harmless(errorText(why)), ageText(wait)));
    });
    connect(m_delivery.get(), &EventDelivery::failed, this, [this, source, event](const Error &why) {
        m_output.problem(tr("%1 did not take the event: %2.").arg(source, harmless(errorText(why))));
        m_output.problem(tr("Its dedup key is %1: sent again with that, it raises nothing twice.").arg(harmless(event.dedupKey)));
        finish(isOutage(why.kind) ? ExitCode::Unreachable : ExitCode::Refused);
    });
    m_delivery->start(*target, event);
}

void Errand::checkConfiguration()
{
    const bool isNamed = !m_arguments.configFolder.isEmpty();
    const QString folder = isNamed ? m_arguments.configFolder : defaultConfigFolder();
    Configuration configuration = loadConfiguration(folder);
    if (isNamed && !QFileInfo(folder).isDir())
        configuration.problems.append(ConfigProblem{folder, 0, {}, u"expected a folder"_s});
    if (m_arguments.json) {
        QJsonArray problems;
        for (const ConfigProblem &problem : std::as_const(configuration.problems)) {
            problems.append(QJsonObject{{u"file"_s, problem.file}, {u"line"_s, problem.line > 0 ? QJsonValue(problem.line) : QJsonValue()},
                {u"key"_s, problem.key.isEmpty() ? QJsonValue() : QJsonValue(problem.key)}, {u"message"_s, problem.message}});
        }
        const QJsonObject result{{u"folder"_s, folder}, {u"sources"_s, configuration.sources.size()},
            {u"services"_s, configuration.services.size()}, {u"checks"_s, configuration.checks.size()}, {u"problems"_s, problems}};
        m_output.json(QJsonDocument(result), QJsonDocument::Indented);
    }
    for (const ConfigProblem &problem : std::as_const(configuration.problems))
        m_output.problem(problem.text());
    if (!configuration.problems.isEmpty()) {
        finish(ExitCode::Configuration);
        return;
    }
    if (!m_arguments.json) {
        m_output.line(tr("%1 has no mistakes: %2, %3, %4.")
                          .arg(folder, tr("%n source(s)", nullptr, static_cast<int>(configuration.sources.size())),
                              tr("%n service(s)", nullptr, static_cast<int>(configuration.services.size())),
                              tr("%n check(s)", nullptr, static_cast<int>(configuration.checks.size()))));
    }
    finish(ExitCode::Done);
}

void Errand::check()
{
    const QString operand = m_arguments.operands.first();
    const QString folder = m_arguments.configFolder.isEmpty() ? defaultConfigFolder() : m_arguments.configFolder;
    const auto entry = checkEntryFor(operand, loadConfiguration(folder));
    if (!entry) {
        m_output.problem(entry.error().detail);
        finish(entry.error().kind == ErrorKind::BadInput ? ExitCode::Usage : ExitCode::Refused);
        return;
    }
    m_ports = m_makePorts();
    const QString target = checkKind(entry->kind)->target(entry->values);
    QCoro::connect(runCheckOnce(*entry, *m_ports.secrets, *m_ports.probe, m_clock), this,
        [this, target, id = entry->id](const Expected<CheckResult> &result) {
            if (!result) {
                failed(result.error(), false);
                return;
            }
            QJsonObject object = encode(*result);
            object.insert(u"id"_s, id.text());
            object.insert(u"target"_s, target);
            if (m_arguments.json)
                m_output.json(QJsonDocument(object), QJsonDocument::Indented);
            else
                m_output.lines(renderCheckRun(target, object, context()));
            if (!result->passed())
                m_output.problem(tr("%1 is failing: %2.").arg(harmless(target), harmless(checkReason(*result))));
            finish(result->passed() ? ExitCode::Done : ExitCode::Refused);
        });
}

RenderContext Errand::context() const
{
    return {m_clock.now(), m_output.isColoured(), m_output.width()};
}

} // namespace nightbell
