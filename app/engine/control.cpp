// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control.h"

#include "domain/wording.h"
#include "engine/controlserver.h"
#include "engine/encode.h"
#include "engine/encodeoncall.h"
#include "engine/eventrequest.h"
#include "engine/session.h"
#include "engine/watchlines.h"

#include <QCoreApplication>
#include <QMetaMethod>
#include <QTimer>

#include <algorithm>
#include <set>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostIncidents = 1000;

QJsonObject encodeNotice(const Notice &notice)
{
    return {{u"kind"_s, toWord(notice.kind)}, {u"text"_s, notice.text}};
}

// What needs somebody first, then what is open, the newest of each on top.
bool comesBefore(const Incident &one, const Incident &other)
{
    if (one.needsPerson() != other.needsPerson())
        return one.needsPerson();
    if (one.isOpen() != other.isOpen())
        return one.isOpen();
    return one.created > other.created;
}

// What somebody says is broken waits for nobody else, nor does what is on disk; that it is broken may be known from an earlier run.
bool needsNoSource(const QString &command)
{
    return command == "event"_L1 || command == "history"_L1 || command == "stats"_L1;
}

} // namespace

struct Control::Waiting
{
    QJsonObject request;
    Reply reply;
    bool isLate = false; // it has waited long enough
};

Control::Control(Session &session, Patience patience, QObject *parent) : QObject(parent), m_session(session), m_patience(patience)
{
    const auto progressSoon = [this] {
        // From the event loop: whoever else listens to the same signal comes first.
        if (!m_isComplete || !m_waiting.empty())
            QMetaObject::invokeMethod(this, &Control::progress, Qt::QueuedConnection);
    };
    connect(&m_session, &Session::started, this, progressSoon);
    connect(&m_session.poller(), &Poller::statusChanged, this, progressSoon);
    connect(&m_session.poller(), &Poller::removed, this, progressSoon);
    connect(&m_session.checks(), &CheckRunner::changed, this, progressSoon);
    connect(&m_session.store(), &Store::incidentsChanged, this, progressSoon);
    connect(&m_session.onCall(), &OnCallWatch::changed, this, progressSoon);
    connect(&m_session.readiness(), &ReadinessWatch::settled, this, &Control::settleReadiness);
    connect(&m_session.silences(), &SilenceWatch::settled, this, &Control::settleSilences);
    connect(&m_session.testPages(), &TestPages::ended, this, &Control::settleTest);
    connectLines();
}

Control::~Control() = default;

void Control::connectLines()
{
    const auto now = [this] { return m_session.clock().now(); };
    connect(&m_session.store(), &Store::incidentsChanged, this, [this, now](const Diff<Shared<Incident>> &diff) {
        if (isHeard())
            say(watchLines(diff, now()));
    });
    connect(&m_session.poller(), &Poller::statusChanged, this,
        [this, now](const SourceStatus &before, const SourceStatus &after) { say(watchLines(before, after, now())); });
    connect(&m_session.checks(), &CheckRunner::changed, this, [this, now](const Diff<Check> &diff) { say(watchLines(diff, now())); });
    connect(&m_session, &Session::noticesChanged, this, [this, now] {
        for (const Notice &notice : m_session.notices()) {
            if (!m_notices.contains(notice))
                say({QJsonObject{{u"at"_s, toIso(now())}, {u"event"_s, u"notice"_s}, {u"notice"_s, encodeNotice(notice)}}});
        }
        m_notices = m_session.notices();
    });
    // The pager hears of an incident before this does; here the incident comes first, and its page after it.
    const auto sayAfterwards = [this](const QJsonObject &line) {
        if (!m_isComplete)
            return;
        QMetaObject::invokeMethod(
            this, [this, line] { say({line}); }, Qt::QueuedConnection);
    };
    connect(&m_session.pager(), &Pager::raised, this, [this, sayAfterwards, now](const Page &page) {
        if (isHeard())
            sayAfterwards(pageLine(page, now()));
    });
    connect(&m_session.pager(), &Pager::cleared, this, [this, sayAfterwards, now](const Page &page) {
        if (isHeard())
            sayAfterwards(pageClearedLine(page, now()));
    });
    // What was told of before the first picture is news all the same: nobody says it again.
    connect(&m_session.pager(), &Pager::told, this, [this, sayAfterwards, now](const SharedIncidents &incidents, bool wereHeld) {
        if (!isHeard())
            return;
        for (const Incident &incident : incidents) {
            const QJsonObject line = toldLine(incident, wereHeld, now());
            if (m_isComplete)
                sayAfterwards(line);
            else
                m_toldBefore.append(line);
        }
    });
    connect(&m_session.deliveries(), &Deliveries::happened, this,
        [sayAfterwards, now](const DeliveryNews &news) { sayAfterwards(deliveryLine(news, now())); });
    connect(&m_session.commander(), &Commander::queued, this, [this, now](const ActionRequest &request, const Error &why) {
        say({actionQueuedLine(request, why, now())});
        settle(request, u"queued"_s, why);
    });
    connect(&m_session.commander(), &Commander::finished, this,
        [this, now](const ActionRequest &request, ActionOutcome outcome, const Error &why) {
            say({actionLine(request, outcome, why, now())});
            settle(request, outcome == ActionOutcome::Confirmed ? u"confirmed"_s : u"refused"_s, why);
        });
}

void Control::publishTo(ControlServer &server)
{
    connect(&server, &ControlServer::watched, this, [this, &server](bool isWatched) {
        if (isWatched)
            connect(this, &Control::happened, &server, &ControlServer::publish);
        else
            disconnect(this, &Control::happened, &server, &ControlServer::publish);
    });
}

bool Control::isHeard() const
{
    return isSignalConnected(QMetaMethod::fromSignal(&Control::happened));
}

void Control::say(const QList<QJsonObject> &lines)
{
    if (!m_isComplete)
        return; // the first picture is not news
    for (const QJsonObject &line : lines)
        Q_EMIT happened(line);
}

bool Control::isComplete()
{
    m_isComplete = m_isComplete || m_session.isComplete();
    return m_isComplete;
}

void Control::answer(const QJsonObject &request, const Reply &reply)
{
    const QString command = request.value("command"_L1).toString();
    if (command == "ping"_L1) {
        reply(answered(who()));
    } else if (command == "raise"_L1) {
        if (!isSignalConnected(QMetaMethod::fromSignal(&Control::raiseRequested))) {
            reply(refusal(Error{ErrorKind::Unavailable, tr("what runs here has no window")}));
            return;
        }
        Q_EMIT raiseRequested(request.value("token"_L1).toString());
        reply(answered(who()));
    } else if (command == "yield"_L1) {
        if (!isSignalConnected(QMetaMethod::fromSignal(&Control::yieldRequested))) {
            reply(refusal(Error{ErrorKind::Conflict, tr("it keeps the data folder")}));
            return;
        }
        reply(answered(who()));
        Q_EMIT yieldRequested();
    } else {
        whenKnown(request, reply);
    }
}

void Control::whenKnown(const QJsonObject &request, const Reply &reply)
{
    const quint64 number = ++m_lastNumber;
    m_waiting.emplace(number, Waiting{request, reply});
    progress();
    if (m_waiting.contains(number)) {
        QTimer::singleShot(m_patience.picture, this, [this, number] {
            const auto waiting = m_waiting.find(number);
            if (waiting == m_waiting.end())
                return;
            waiting->second.isLate = true;
            m_isComplete = true; // as complete as it gets
            progress();
        });
    }
}

void Control::progress()
{
    const bool complete = isComplete();
    QList<Waiting> ready;
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        const QList<IncidentId> ids = idsOf(it->second.request, m_session.store());
        // An action needs its incidents only, whatever other sources take their time for.
        const bool known = !ids.isEmpty()
            && std::ranges::all_of(ids, [this](const IncidentId &id) { return m_session.store().incident(id) != nullptr; });
        const QString command = it->second.request.value("command"_L1).toString();
        const bool isOnDisk = m_session.isStarted() && needsNoSource(command);
        const bool isReady = complete && (command != "oncall"_L1 || it->second.isLate || isOnCallKnown());
        if (isReady || known || isOnDisk) {
            ready.append(it->second);
            it = m_waiting.erase(it);
        } else {
            ++it;
        }
    }
    for (const Waiting &each : std::as_const(ready))
        question(each.request, each.reply);
    if (complete)
        say(std::exchange(m_toldBefore, {}));
}

void Control::question(const QJsonObject &request, const Reply &reply)
{
    const QString command = request.value("command"_L1).toString();
    const TimePoint now = m_session.clock().now();
    if (command == "status"_L1 || command == "watch"_L1)
        reply(answered(status()));
    else if (command == "incidents"_L1)
        incidents(request.value("all"_L1).toBool(), reply);
    else if (command == "hosts"_L1)
        reply(answered(hosts()));
    else if (command == "monitors"_L1)
        monitors(request, reply);
    else if (command == "checks"_L1)
        reply(answered(encodeAll(m_session.checks().checks())));
    else if (command == "sources"_L1)
        reply(answered(encodeAll(m_session.poller().statuses(), now)));
    else if (command == "oncall"_L1)
        reply(answered(onCall()));
    else if (command == "readiness"_L1)
        readiness(request.value("test"_L1).toBool(), reply);
    else if (command == "act"_L1)
        act(request, reply);
    else if (command == "event"_L1)
        takeEvent(request, reply);
    else if (command == "pause"_L1 || command == "resume"_L1)
        pause(request, reply);
    else if (command == "silences"_L1 || command == "prolong"_L1 || command == "unsilence"_L1)
        askSilences(request, reply);
    else if (command == "silence"_L1)
        makeSilence(request, reply);
    else if (command == "history"_L1)
        searchHistory(request, reply);
    else if (command == "stats"_L1)
        countPages(request, reply);
    else if (command == "check-now"_L1) {
        const CheckId check(request.value("check"_L1).toString());
        if (check.isEmpty())
            m_session.pollNow();
        else
            m_session.checks().runNow(check);
        reply(answered(QJsonValue()));
    } else {
        reply(refusal(Error{ErrorKind::BadInput, tr("there is no request “%1”").arg(command)}));
    }
}

bool Control::isOnCallKnown() const
{
    return std::ranges::all_of(m_session.onCall().statuses(),
        [](const OnCallStatus &status) { return status.error.has_value() || (status.answer && !status.isAsking); });
}

QJsonArray Control::onCall() const
{
    QJsonArray array;
    for (const OnCallStatus &status : m_session.onCall().statuses())
        array.append(encodeOnCall(status, m_session.clock().now()));
    return array;
}

void Control::takeEvent(const QJsonObject &request, const Reply &reply)
{
    const auto event = decodeEventRequest(request);
    if (!event || !m_session.isStarted()) {
        reply(refusal(event ? Error{ErrorKind::Storage, tr("the data folder is not open yet")} : event.error()));
        return;
    }
    if (event->action == EventAction::Trigger) {
        onTriggered(*event, reply);
        return;
    }
    const auto said = [dedupKey = event->dedupKey](const QJsonValue &id, const QString &outcome, const QJsonValue &reason) {
        return QJsonObject{{u"dedupKey"_s, dedupKey}, {u"id"_s, id}, {u"outcome"_s, outcome}, {u"reason"_s, reason}};
    };
    const IncidentId incident = m_session.triggered(event->dedupKey);
    if (incident.isEmpty()) {
        // Nothing of it is open: that is what a resolve asks for.
        const bool isSo = event->action == EventAction::Resolve;
        reply(answered(said(QJsonValue(), isSo ? u"already"_s : u"refused"_s,
            isSo ? QJsonValue() : QJsonValue(tr("no open incident has that dedup key")))));
        return;
    }
    const QJsonObject action{{u"action"_s, toWord(event->action)}, {u"ids"_s, QJsonArray{incident.text()}}};
    act(action, [reply, said](const QJsonObject &answer) {
        QJsonObject changed = answer;
        const QJsonValue outcome = answer.value("result"_L1).toArray().first();
        if (outcome.isObject())
            changed.insert(u"result"_s, said(outcome["id"_L1], outcome["outcome"_L1].toString(), outcome["reason"_L1]));
        reply(changed);
    });
}

void Control::onTriggered(const Event &event, const Reply &reply)
{
    QCoro::connect(m_session.trigger(event), this, [this, dedupKey = event.dedupKey, reply](const Expected<Triggered> &triggered) {
        if (!triggered) { // it pages all the same, as long as this runs
            reply(refusal(triggered.error()));
            return;
        }
        reply(answered(QJsonObject{{u"dedupKey"_s, dedupKey}, {u"id"_s, triggered->incident.text()},
            {u"outcome"_s, triggered->isNew ? u"opened"_s : u"updated"_s}, {u"reason"_s, QJsonValue()}}));
    });
}

void Control::incidents(bool all, const Reply &reply)
{
    SharedIncidents seen = m_session.store().incidents();
    if (!all) {
        seen.removeIf([](const Incident &incident) { return !incident.isOpen(); });
        std::ranges::sort(seen, comesBefore);
        reply(answered(withHolds(seen)));
        return;
    }
    QCoro::connect(m_session.history().incidents(mostIncidents), this, [this, reply](const Expected<SharedIncidents> &kept) {
        SharedIncidents together = m_session.store().incidents();
        std::set<IncidentId> ids;
        for (const Incident &incident : std::as_const(together))
            ids.insert(incident.id);
        for (const Shared<Incident> &incident : kept.valueOr({})) {
            if (ids.insert(incident->id).second)
                together.append(incident);
        }
        std::ranges::sort(together, comesBefore);
        reply(answered(withHolds(together)));
    });
}

QJsonObject Control::answered(const QJsonValue &result) const
{
    QJsonArray notices;
    for (const Notice &notice : m_session.notices())
        notices.append(encodeNotice(notice));
    return {{u"ok"_s, true}, {u"result"_s, result}, {u"silent"_s, silentSources()}, {u"notices"_s, notices}};
}

QJsonObject Control::who() const
{
    const SessionOptions &options = m_session.options();
    return {{u"program"_s, QCoreApplication::applicationName()}, {u"version"_s, QCoreApplication::applicationVersion()},
        {u"pid"_s, QCoreApplication::applicationPid()}, {u"configFolder"_s, options.configFolder}, {u"dataFolder"_s, options.dataFolder},
        {u"demo"_s, options.demo}};
}

QJsonObject Control::status()
{
    const TimePoint now = m_session.clock().now();
    SharedIncidents waiting;
    int acknowledged = 0;
    int open = 0;
    for (const Shared<Incident> &incident : m_session.store().incidents()) {
        if (incident->needsPerson())
            waiting.append(incident);
        acknowledged += incident->state == IncidentState::Acknowledged ? 1 : 0;
        open += incident->isOpen() ? 1 : 0;
    }
    std::ranges::sort(waiting, comesBefore);
    const QList<Check> &checks = m_session.checks().checks();
    const auto failed = std::ranges::count(checks, CheckState::Failed, &Check::state);
    return {
        {u"at"_s, toIso(now)},
        // Green is a claim: "quiet" is said only when all that should be watched is.
        {u"state"_s,
            !waiting.isEmpty()                           ? u"needs-you"_s
                : m_session.watchState().isTrustworthy() ? u"quiet"_s
                                                         : u"unknown"_s},
        {u"needsYou"_s, static_cast<qint64>(waiting.size())},
        {u"acknowledged"_s, acknowledged},
        {u"open"_s, open},
        {u"incidents"_s, withHolds(waiting)}, // those that need somebody
        {u"hosts"_s, static_cast<qint64>(m_session.store().hosts().size())},
        {u"checks"_s, static_cast<qint64>(checks.size())},
        {u"checksFailed"_s, static_cast<qint64>(failed)},
        {u"sources"_s, encodeAll(m_session.poller().statuses(), now)},
        {u"paging"_s, paging()},
        {u"demo"_s, m_session.options().demo},
    };
}

QJsonArray Control::hosts() const
{
    QList<Host> hosts = m_session.store().hosts();
    std::ranges::sort(hosts, {}, &Host::id);
    return encodeAll(hosts, m_session.clock().now(), m_session.configuration().rules.restartsWithin);
}

QJsonArray Control::silentSources() const
{
    QJsonArray array;
    for (const SourceStatus &status : m_session.poller().statuses()) {
        if (status.state != SourceState::Fresh)
            array.append(encode(status, m_session.clock().now()));
    }
    return array;
}

} // namespace nightbell
