// SPDX-License-Identifier: GPL-3.0-or-later
#include "notifier.h"

#include "base/backoff.h"
#include "base/log.h"
#include "domain/testpage.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>

#include <algorithm>

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

// The pages of one cause, and what the server has of them.
struct Notifier::Shown
{
    IncidentId group;
    QList<Page> pages; // not empty until all are cleared; then the last one
    Notification last; // as it was sent
    QTimer pauseTimer; // runs while nothing may be sent for them
    QSet<QString> invoked; // buttons that were pressed already; some servers say it twice
    uint id = 0; // 0: the server shows nothing
    int failures = 0;
    bool isPending = false; // Notify is not answered yet
    bool isDue = false; // to be sent when nothing hinders
    bool isDismissed = false; // by a person: not shown again for other words
    bool isCleared = false; // to be closed as soon as its id is known
    QList<IncidentId> news; // nobody has said yet that they are displayed
    QList<IncidentId> sent; // those of them that the pending Notify is about

    Page *find(const IncidentId &incident)
    {
        const auto found = std::ranges::find(pages, incident, &Page::id);
        return found == pages.end() ? nullptr : &*found;
    }
};

Notifier::Notifier(QDBusConnection bus, Clock &clock, QList<const ActionKind *> kinds, QObject *parent)
    : QObject(parent)
    , m_bus(std::move(bus))
    , m_clock(clock)
    , m_kinds(std::move(kinds))
{
    m_dueTimer.setSingleShot(true);
    m_newsTimer.setSingleShot(true);
    m_probeTimer.setSingleShot(true);
    connect(&m_dueTimer, &QTimer::timeout, this, &Notifier::sendDue);
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
    const IncidentId group = page.group.isEmpty() ? page.id : page.group;
    if (const IncidentId before = m_groups.value(page.id); !before.isEmpty() && before != group)
        clear(page);
    m_groups.insert(page.id, group);
    auto &shown = m_shown[group];
    if (!shown) {
        shown = std::make_unique<Shown>();
        shown->group = group;
        shown->pauseTimer.setSingleShot(true);
        connect(&shown->pauseTimer, &QTimer::timeout, this, [this, group] {
            if (Shown *due = find(group); due != nullptr && due->isDue)
                send(*due);
        });
    }
    if (shown->isCleared)
        shown->pages.clear(); // they were over
    if (Page *known = shown->find(page.id))
        *known = page;
    else
        shown->pages.append(page);
    shown->isCleared = false;
    shown->isDismissed = false;
    if (!shown->news.contains(page.id))
        shown->news.append(page.id);
    // Of what was gathered after a sleep, only the first cause is said at once.
    const bool isUnsaid = shown->id == 0 && !shown->isPending && !shown->isDue;
    if (m_gathering && isUnsaid && !isTestPage(page.incident) && std::exchange(m_gathering->hasShown, true)) {
        m_gathering->held.append(page.id);
        return;
    }
    shown->isDue = true;
    if (!m_ready && !m_probing)
        probe();
    m_dueTimer.start(0);
}

void Notifier::sendDue()
{
    for (const auto &[group, shown] : m_shown) {
        if (shown->isDue)
            send(*shown);
    }
}

void Notifier::gather(std::optional<TimePoint> since)
{
    if (m_gathering)
        return;
    m_gathering = Gathering{since, {}, false};
    m_newsTimer.stop();
}

void Notifier::release()
{
    if (!m_gathering)
        return;
    const Gathering gathered = *std::exchange(m_gathering, std::nullopt);
    AwayNews news;
    news.since = gathered.since;
    for (const IncidentId &id : gathered.held) {
        Shown *shown = shownOf(id);
        const Page *page = shown == nullptr || shown->isCleared ? nullptr : shown->find(id);
        if (page != nullptr && shown->id == 0 && !shown->isPending && page->incident->isPageworthy())
            news.waiting.append(page->incident);
    }
    news.opened = m_opened;
    news.ended = m_recovered;
    // One is told as ever. More of them are told in one, and the buttons are in the window.
    if (!m_ready || news.waiting.size() + news.opened.size() + news.ended.size() < 2) {
        for (const IncidentId &id : gathered.held) {
            if (Shown *shown = shownOf(id); shown != nullptr && !shown->isCleared) {
                shown->isDue = true;
                send(*shown);
            }
        }
    } else {
        m_opened.clear();
        m_recovered.clear();
        sendOnce({}, awayNotification(news, m_clock.now()), false, [this, held = gathered.held] {
            for (const IncidentId &id : held) { // then each of them
                if (Shown *shown = shownOf(id); shown != nullptr && !shown->isCleared && shown->id == 0)
                    shown->isDue = true;
            }
            m_dueTimer.start(0);
        });
    }
    announceNews();
}

void Notifier::update(const Page &page)
{
    Shown *shown = shownOf(page.id);
    Page *known = shown == nullptr || shown->isCleared ? nullptr : shown->find(page.id);
    if (known == nullptr)
        return;
    const bool wasRefused = known->incident->action.stage == ActionStage::Refused;
    const bool wasAnswered = !known->incident->isPageworthy();
    *known = page;
    if ((page.incident->action.stage == ActionStage::Refused && !wasRefused) || (page.incident->isPageworthy() && wasAnswered))
        shown->isDismissed = false;
    shown->isDue = !shown->isDismissed;
    if (shown->isDue)
        m_dueTimer.start(0);
}

void Notifier::insist(const Page &page)
{
    Shown *shown = shownOf(page.id);
    if (shown == nullptr || shown->isCleared)
        return;
    shown->isDismissed = false;
    shown->last = {};
    shown->isDue = true;
    m_dueTimer.start(0);
}

void Notifier::clear(const Page &page)
{
    Shown *shown = shownOf(page.id);
    if (shown == nullptr)
        return;
    m_groups.remove(page.id);
    if (shown->pages.size() > 1) {
        shown->pages.removeIf([&page](const Page &other) { return other.id == page.id; });
        shown->isDue = !shown->isDismissed;
        m_dueTimer.start(0);
        return;
    }
    if (shown->isPending) {
        shown->isCleared = true;
        shown->isDue = false;
        return;
    }
    if (shown->id != 0)
        close(shown->id);
    const IncidentId group = shown->group;
    m_incidents.removeIf([&group](const auto &entry) { return entry.value() == group; });
    m_shown.erase(group);
}

void Notifier::closeAll()
{
    for (const auto &[incident, shown] : m_shown) {
        if (shown->id != 0)
            close(shown->id);
    }
    for (const uint id : std::exchange(m_lastingIds, {}))
        close(id);
    m_shown.clear();
    m_groups.clear();
    m_incidents.clear();
    m_dutyIds.clear();
}

void Notifier::close(uint id)
{
    call(u"CloseNotification"_s, {QVariant::fromValue(id)}, {});
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
    if (m_isPossible) {
        kinds.removeIf([&](const ActionKind *kind) {
            return std::ranges::none_of(shown.pages, [&](const Page &page) { return m_isPossible(*kind, page.incident); });
        });
    }
    Notification notification = shown.pages.size() == 1 ? pageNotification(shown.pages.constFirst(), kinds, m_names, m_clock.now())
                                                        : groupNotification(shown.group, shown.pages, kinds, m_names, m_clock.now());
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
    m_lastingIds.clear();
    m_dutyIds.clear();
    m_tokens.clear();
    for (const auto &[incident, shown] : m_shown) {
        shown->id = 0;
        shown->news.clear();
        for (const Page &page : std::as_const(shown->pages))
            shown->news.append(page.id);
        shown->sent.clear();
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
    shown.sent += std::exchange(shown.news, {});
    shown.isPending = true;
    shown.pauseTimer.start(pause);
    shown.invoked.clear();
    call(u"Notify"_s, arguments(notification, shown.id),
        [this, group = shown.group, generation = m_generation](const QDBusMessage &reply) { onSent(group, generation, reply); });
}

void Notifier::onSent(const IncidentId &group, quint64 generation, const QDBusMessage &reply)
{
    Shown *shown = find(group);
    if (shown == nullptr) { // everything was closed meanwhile
        if (generation == m_generation && reply.type() == QDBusMessage::ReplyMessage)
            close(reply.arguments().value(0).toUInt());
        return;
    }
    shown->isPending = false;
    if (generation != m_generation) { // the answer of a server that is gone
        shown->isDue = !shown->isCleared && !shown->isDismissed;
    } else if (reply.type() == QDBusMessage::ReplyMessage) {
        shown->failures = 0;
        shown->id = reply.arguments().value(0).toUInt();
        m_incidents.insert(shown->id, group);
        setProblem({});
        for (const IncidentId &incident : std::exchange(shown->sent, {}))
            Q_EMIT Notifier::shown(incident, m_server);
        shown = find(group);
        if (shown == nullptr) // whoever heard of it has put it away
            return;
    } else {
        onRefused(*shown, QDBusError(reply));
    }
    if (shown->isCleared) {
        if (shown->id != 0)
            close(shown->id);
        m_incidents.removeIf([&group](const auto &entry) { return entry.value() == group; });
        m_shown.erase(IncidentId(group)); // which may be the name that it has itself
    } else if (shown->isDue) {
        send(*shown);
    }
}

void Notifier::onRefused(Shown &shown, const QDBusError &error)
{
    qCWarning(lcUi) << "a notification was refused:" << error.name();
    shown.isDue = !shown.isCleared;
    shown.news += std::exchange(shown.sent, {});
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
    Shown *shown = find(incident);
    if (key == "default"_L1 || key == "open"_L1) {
        Q_EMIT opened(shown != nullptr ? shown->pages.constFirst().id : incident, m_tokens.take(id));
        return;
    }
    if (shown == nullptr || shown->invoked.contains(key))
        return;
    shown->invoked.insert(key);
    QList<IncidentId> all;
    for (const Page &page : std::as_const(shown->pages)) {
        if (!page.incident->action.isUnderWay())
            all.append(page.id);
    }
    if (key == "leave"_L1) {
        for (const IncidentId &each : std::as_const(all))
            Q_EMIT left(each);
        return;
    }
    Q_EMIT actionRequested(key, all);
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
        m_lastingIds.remove(id);
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

Notifier::Shown *Notifier::find(const IncidentId &group) const
{
    const auto found = m_shown.find(group);
    return found == m_shown.end() ? nullptr : found->second.get();
}

Notifier::Shown *Notifier::shownOf(const IncidentId &incident) const
{
    const auto group = m_groups.constFind(incident);
    return group == m_groups.cend() ? nullptr : find(*group);
}

} // namespace nightbell
