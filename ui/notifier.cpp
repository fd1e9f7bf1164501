// SPDX-License-Identifier: GPL-3.0-or-later
#include "notifier.h"

#include "base/backoff.h"
#include "base/log.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr auto service = "org.freedesktop.Notifications"_L1;
constexpr auto path = "/org/freedesktop/Notifications"_L1;

// Plasma refuses to update a notification more than once a second.
constexpr Duration pause = std::chrono::milliseconds(1'100);
constexpr Duration retryCeiling = std::chrono::minutes(1);

// Why a notification was closed, as the specification counts.
constexpr uint closedByPerson = 2;
constexpr uint closedByCall = 3; // also said by servers that close it after a button was pressed

bool isMissing(const QDBusError &error)
{
    return error.type() == QDBusError::ServiceUnknown || error.name() == "org.freedesktop.DBus.Error.NameHasNoOwner"_L1
        || error.name().startsWith("org.freedesktop.DBus.Error.Spawn."_L1);
}

} // namespace

// One page and what the server has of it.
struct Notifier::Shown
{
    Page page;
    Notification last; // as it was sent
    QTimer pauseTimer; // runs while nothing may be sent for this page
    QSet<QString> invoked; // buttons that were pressed already; some servers say it twice
    uint id = 0; // 0: the server shows nothing
    int failures = 0;
    bool isPending = false; // Notify is not answered yet
    bool isDue = false; // to be sent when nothing hinders
    bool isDismissed = false; // by a person: not shown again for other words
    bool isCleared = false; // to be closed as soon as its id is known
    bool isNews = true; // nobody has said yet that it is displayed
};

Notifier::Notifier(QDBusConnection bus, Clock &clock, QList<const ActionKind *> kinds, QObject *parent)
    : QObject(parent)
    , m_bus(std::move(bus))
    , m_clock(clock)
    , m_kinds(std::move(kinds))
{
    m_newsTimer.setSingleShot(true);
    m_probeTimer.setSingleShot(true);
    connect(&m_newsTimer, &QTimer::timeout, this, &Notifier::announceNews);
    connect(&m_probeTimer, &QTimer::timeout, this, &Notifier::probe);
}

Notifier::~Notifier() = default;

void Notifier::start()
{
    if (!m_bus.isConnected()) {
        setProblem(tr("There is no session bus."));
        return;
    }
    auto *watcher = new QDBusServiceWatcher(service, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
        [this](const QString &, const QString &, const QString &owner) { onOwnerChanged(owner); });
    // With the name, so that only the server's own signals are heard.
    m_bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(onActionInvoked(uint, QString)));
    m_bus.connect(service, path, service, u"ActivationToken"_s, this, SLOT(onActivationToken(uint, QString)));
    m_bus.connect(service, path, service, u"NotificationClosed"_s, this, SLOT(onClosed(uint, uint)));
    probe();
}

void Notifier::setTitlesHidden(bool areHidden)
{
    if (std::exchange(m_areTitlesHidden, areHidden) == areHidden)
        return;
    for (const auto &[incident, shown] : m_shown) {
        shown->isDue = !shown->isDismissed && !shown->isCleared;
        if (shown->isDue)
            send(*shown);
    }
}

void Notifier::showAgain()
{
    for (const auto &[incident, shown] : m_shown) {
        if (shown->isCleared || shown->isDismissed)
            continue;
        shown->last = {}; // the same words are sent anew
        shown->isDue = true;
        send(*shown);
    }
}

void Notifier::raise(const Page &page)
{
    m_told.insert(page.id);
    auto &shown = m_shown[page.id];
    if (!shown) {
        shown = std::make_unique<Shown>();
        shown->pauseTimer.setSingleShot(true);
        connect(&shown->pauseTimer, &QTimer::timeout, this, [this, id = page.id] {
            if (Shown *due = find(id); due != nullptr && due->isDue)
                send(*due);
        });
    }
    shown->page = page;
    shown->isCleared = false;
    shown->isDismissed = false;
    shown->isNews = true;
    shown->isDue = true;
    if (!m_ready && !m_probing)
        probe();
    send(*shown);
}

void Notifier::update(const Page &page)
{
    Shown *shown = find(page.id);
    if (shown == nullptr || shown->isCleared)
        return;
    const bool wasRefused = shown->page.incident.action.stage == ActionStage::Refused;
    shown->page = page;
    if (page.incident.action.stage == ActionStage::Refused && !wasRefused)
        shown->isDismissed = false;
    shown->isDue = !shown->isDismissed;
    if (shown->isDue)
        send(*shown);
}

void Notifier::clear(const Page &page)
{
    Shown *shown = find(page.id);
    if (shown == nullptr)
        return;
    if (shown->isPending) {
        shown->isCleared = true;
        shown->isDue = false;
        return;
    }
    if (shown->id != 0)
        close(shown->id);
    m_incidents.removeIf([&page](const auto &entry) { return entry.value() == page.id; });
    m_shown.erase(page.id);
}

void Notifier::closeAll()
{
    for (const auto &[incident, shown] : m_shown) {
        if (shown->id != 0)
            close(shown->id);
    }
    m_shown.clear();
    m_incidents.clear();
    m_dutyIds.clear();
}

void Notifier::close(uint id)
{
    call(u"CloseNotification"_s, {QVariant::fromValue(id)}, {});
}

void Notifier::apply(const Diff<Incident> &diff)
{
    const auto consider = [this](const Incident &before, const Incident &after) {
        if (!m_told.remove(after.id))
            return;
        const bool byPerson = !after.resolvedBy.isEmpty() || before.action.action == "resolve"_L1 || after.action.action == "resolve"_L1;
        if (!after.unwatched.isEmpty())
            m_unwatched.append(after);
        else if (!byPerson)
            m_recovered.append(after);
    };
    for (const auto &change : diff.changed) {
        if (change.before.isOpen() && !change.after.isOpen())
            consider(change.before, change.after);
    }
    for (const Incident &incident : diff.removed)
        consider(incident, incident);
    if (!(m_recovered.isEmpty() && m_unwatched.isEmpty()) && !m_newsTimer.isActive())
        m_newsTimer.start(0); // what ends in the same moment is told in one
}

void Notifier::tell(const Incident &incident)
{
    if (incident.urgency != Urgency::Low || incident.state != IncidentState::Triggered)
        return;
    m_told.insert(incident.id);
    m_opened.append(incident);
    if (!m_newsTimer.isActive())
        m_newsTimer.start(0);
}

void Notifier::tellDuty(const DutyNews &news)
{
    m_duties.append(news);
    if (!m_newsTimer.isActive())
        m_newsTimer.start(0);
}

void Notifier::announceNews()
{
    if (!m_ready) {
        // Before the server has answered it can wait; where there is none it is not told, and stands in the list.
        if (!m_problem.isEmpty()) {
            m_duties.clear();
            m_opened.clear();
            m_recovered.clear();
            m_unwatched.clear();
        }
        return;
    }
    for (const DutyNews &news : std::exchange(m_duties, {}))
        sendOnce({}, dutyNotification(news, m_clock.now()), true);
    m_opened.removeIf([this](const Incident &incident) { return find(incident.id) != nullptr; }); // paged for, since
    if (!m_opened.isEmpty())
        Q_EMIT lowUrgencyTold();
    announce(
        std::exchange(m_opened, {}), [this](const QList<Incident> &all) { return lowUrgencyNotification(all, m_names, m_clock.now()); });
    announce(
        std::exchange(m_recovered, {}), [this](const QList<Incident> &all) { return recoveryNotification(all, m_names, m_clock.now()); });
    announce(std::exchange(m_unwatched, {}), [this](const QList<Incident> &all) { return unwatchedNotification(all, m_names); });
}

template<typename MakeNotification>
void Notifier::announce(QList<Incident> incidents, const MakeNotification &make)
{
    if (!incidents.isEmpty())
        sendOnce(incidents.size() == 1 ? incidents.first().id : IncidentId(), make(incidents));
}

void Notifier::tellRefusal(const QString &action, const IncidentId &incident, const QString &title, const QString &why)
{
    sendOnce(incident, refusalNotification(actionLabel(action, m_kinds), title, why));
}

void Notifier::tellOnce(const Notification &notification, const IncidentId &incident)
{
    sendOnce(incident, notification);
}

void Notifier::sendOnce(const IncidentId &incident, const Notification &notification, bool isDuty)
{
    if (!m_ready)
        return;
    call(u"Notify"_s, arguments(m_areTitlesHidden ? discreet(notification) : notification, 0),
        [this, incident, isDuty, generation = m_generation](const QDBusMessage &reply) {
            if (reply.type() != QDBusMessage::ReplyMessage || generation != m_generation)
                return;
            const uint id = reply.arguments().value(0).toUInt();
            m_incidents.insert(id, incident);
            if (isDuty)
                m_dutyIds.insert(id);
            else
                m_dutyIds.remove(id);
        });
}

void Notifier::call(const QString &method, const QVariantList &arguments, const Answered &answered)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, service, method);
    message.setArguments(arguments);
    if (!answered) {
        m_bus.send(message);
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, answered] {
        watcher->deleteLater();
        answered(watcher->reply());
    });
}

QVariantList Notifier::arguments(const Notification &notification, uint replaces) const
{
    return {u"Nightbell"_s, QVariant::fromValue(replaces), u"io.github.nightbell.Nightbell"_s, notification.summary,
        m_markup ? escaped(notification.body) : notification.body, notification.actions, notification.hints, notification.timeout};
}

void Notifier::probe()
{
    if (m_probing || !m_bus.isConnected())
        return;
    m_probing = true;
    m_probeTimer.stop();
    askName(); // is answered first
    call(u"GetCapabilities"_s, {}, [this, generation = m_generation](const QDBusMessage &reply) {
        m_probing = false;
        if (reply.type() == QDBusMessage::ReplyMessage) {
            m_failures = 0;
            m_ready = true;
            m_markup = reply.arguments().value(0).toStringList().contains("body-markup"_L1);
            setProblem({});
            for (const auto &[incident, shown] : m_shown) {
                if (shown->isDue)
                    send(*shown);
            }
            announceNews();
            return;
        }
        const QDBusError error(reply);
        qCInfo(lcUi) << "no answer from the notification server:" << error.name();
        if (generation != m_generation) { // it is another one by now
            probe();
        } else if (isMissing(error)) {
            setProblem(tr("No notification service runs in this session."));
        } else {
            setProblem(tr("The notification service does not answer."));
            m_probeTimer.start(nextDelay(++m_failures, pause, retryCeiling, Duration(0), 0));
        }
    });
}

void Notifier::askName()
{
    call(u"GetServerInformation"_s, {}, [this](const QDBusMessage &reply) {
        if (reply.type() != QDBusMessage::ReplyMessage)
            return;
        m_server = reply.arguments().value(0).toString();
        m_drawsDefault = m_server == "Xfce Notify Daemon"_L1;
    });
}

Notification Notifier::pageFor(const Shown &shown) const
{
    QList<const ActionKind *> kinds = m_kinds;
    if (m_isPossible)
        kinds.removeIf([&](const ActionKind *kind) { return !m_isPossible(*kind, shown.page.incident); });
    Notification notification = pageNotification(shown.page, kinds, m_names, m_clock.now());
    if (m_drawsDefault) { // "Open" would stand there twice
        const qsizetype open = notification.actions.indexOf("open"_L1);
        notification.actions.remove(open, 2);
    }
    return notification;
}

void Notifier::onOwnerChanged(const QString &owner)
{
    ++m_generation;
    m_ready = false;
    m_server.clear();
    m_incidents.clear();
    m_tokens.clear();
    for (const auto &[incident, shown] : m_shown) {
        shown->id = 0;
        shown->isNews = true;
        shown->isDue = !shown->isDismissed && !shown->isCleared;
    }
    if (!owner.isEmpty())
        probe();
    else
        m_probeTimer.start(pause); // time to come back by itself; after that asking starts it, or says that there is none
}

void Notifier::send(Shown &shown)
{
    if (!m_ready || shown.isPending || shown.pauseTimer.isActive())
        return;
    shown.isDue = false;
    const Notification notification = m_areTitlesHidden ? discreet(pageFor(shown)) : pageFor(shown);
    if (shown.id != 0 && notification == shown.last)
        return;
    shown.last = notification;
    shown.isPending = true;
    shown.pauseTimer.start(pause);
    shown.invoked.clear();
    call(u"Notify"_s, arguments(notification, shown.id),
        [this, incident = shown.page.id, generation = m_generation](const QDBusMessage &reply) { onSent(incident, generation, reply); });
}

void Notifier::onSent(const IncidentId &incident, quint64 generation, const QDBusMessage &reply)
{
    Shown *shown = find(incident);
    if (shown == nullptr)
        return;
    shown->isPending = false;
    if (generation != m_generation) { // the answer of a server that is gone
        shown->isDue = !shown->isCleared;
    } else if (reply.type() == QDBusMessage::ReplyMessage) {
        shown->failures = 0;
        shown->id = reply.arguments().value(0).toUInt();
        m_incidents.insert(shown->id, incident);
        setProblem({});
        if (std::exchange(shown->isNews, false))
            Q_EMIT Notifier::shown(incident, m_server);
        shown = find(incident);
        if (shown == nullptr) // whoever heard of it has put it away
            return;
    } else {
        onRefused(*shown, QDBusError(reply));
    }
    if (shown->isCleared)
        clear(shown->page);
    else if (shown->isDue)
        send(*shown);
}

void Notifier::onRefused(Shown &shown, const QDBusError &error)
{
    qCWarning(lcUi) << "a notification was refused:" << error.name();
    shown.isDue = !shown.isCleared;
    shown.pauseTimer.start(nextDelay(++shown.failures, pause, retryCeiling, Duration(0), 0));
    if (isMissing(error)) {
        m_ready = false;
        setProblem(tr("No notification service runs in this session."));
    } else if (!error.name().endsWith("ExcessNotificationGeneration"_L1)) {
        setProblem(tr("The notification service refuses notifications: %1").arg(error.message()));
    }
}

void Notifier::onActionInvoked(uint id, const QString &key)
{
    const auto found = m_incidents.constFind(id);
    if (found == m_incidents.cend())
        return; // another program's
    const IncidentId incident = *found;
    if (m_dutyIds.contains(id)) {
        Q_EMIT onCallOpened(m_tokens.take(id));
        return;
    }
    if (key == "default"_L1 || key == "open"_L1) {
        Q_EMIT opened(incident, m_tokens.take(id));
        return;
    }
    Shown *shown = find(incident);
    if (shown == nullptr || shown->invoked.contains(key))
        return;
    shown->invoked.insert(key);
    if (key == "leave"_L1) {
        Q_EMIT left(incident);
        return;
    }
    Q_EMIT actionRequested(key, incident);
}

void Notifier::onActivationToken(uint id, const QString &token)
{
    if (m_incidents.contains(id))
        m_tokens.insert(id, token);
}

void Notifier::onClosed(uint id, uint reason)
{
    const auto found = m_incidents.constFind(id);
    if (found == m_incidents.cend())
        return;
    Shown *shown = find(*found);
    if (shown == nullptr) {
        m_incidents.remove(id); // a recovery
        m_dutyIds.remove(id);
        return;
    }
    if (shown->id != id)
        return;
    // The id is still remembered: some servers say first that it was closed and then which button did it.
    shown->id = 0;
    shown->isDismissed = reason == closedByPerson || reason == closedByCall;
    if (shown->isDismissed)
        shown->isDue = false;
}

void Notifier::setProblem(const QString &problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    if (problem.isEmpty())
        Q_EMIT available();
    else
        Q_EMIT unavailable(problem);
}

Notifier::Shown *Notifier::find(const IncidentId &incident) const
{
    const auto found = m_shown.find(incident);
    return found == m_shown.end() ? nullptr : found->second.get();
}

} // namespace nightbell
