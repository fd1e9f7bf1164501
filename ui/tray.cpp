// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "models/watchsummary.h"
#include "pager/holdtext.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QMenu>
#include <QSystemTrayIcon>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr auto watcherService = "org.kde.StatusNotifierWatcher"_L1;
constexpr auto watcherPath = "/StatusNotifierWatcher"_L1;
constexpr qsizetype mostInMenu = 8;
constexpr int longestTitle = 60;

QString actionText(const ActionKind &kind)
{
    return QCoreApplication::translate("Action", kind.label);
}

QString shortened(const QString &text)
{
    const QString title = text.simplified();
    return title.size() > longestTitle ? title.first(longestTitle - 1) + u'…' : title;
}

// A menu reads "&" as a mnemonic, and a title may be as long as it likes.
QString menuText(const Incident &incident)
{
    return toneGlyph(toneOf(incident)) + u' ' + shortened(incident.title).replace(u'&', "&&"_L1);
}

} // namespace

Tray::Tray(Session &session, QDBusConnection bus, QObject *parent) : QObject(parent), m_session(session), m_bus(std::move(bus))
{
    connect(&session.store(), &Store::incidentsChanged, this, &Tray::refresh);
    connect(&session.poller(), &Poller::statusChanged, this, &Tray::refresh);
    connect(&session.poller(), &Poller::removed, this, &Tray::refresh);
    connect(&session.checks(), &CheckRunner::changed, this, &Tray::refresh);
    connect(&session, &Session::started, this, &Tray::refresh);
    connect(&session, &Session::configurationChanged, this, &Tray::refresh);
    connect(&session.onCall(), &OnCallWatch::changed, this, &Tray::refresh);
    connect(&session.pager(), &Pager::heldChanged, this, &Tray::refresh);
    connect(&session.pager(), &Pager::pauseChanged, this, &Tray::refresh);
    connect(&session.readiness(), &ReadinessWatch::changed, this, &Tray::refresh);
}

Tray::~Tray() = default;

void Tray::start()
{
    if (!m_bus.isConnected())
        return;
    auto *watcher = new QDBusServiceWatcher(watcherService, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &Tray::askPanel);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, &Tray::vanish);
    m_bus.connect(watcherService, watcherPath, watcherService, u"StatusNotifierHostRegistered"_s, this, SLOT(askPanel()));
    askPanel();
}

void Tray::askPanel()
{
    QDBusMessage ask = QDBusMessage::createMethodCall(watcherService, watcherPath, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    ask.setArguments({QString(watcherService), u"IsStatusNotifierHostRegistered"_s});
    ask.setAutoStartService(false);
    auto *pending = new QDBusPendingCallWatcher(m_bus.asyncCall(ask), this);
    connect(pending, &QDBusPendingCallWatcher::finished, this, [this, pending] {
        pending->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *pending;
        if (reply.isValid() && reply.value().variant().toBool())
            appear();
    });
}

void Tray::appear()
{
    if (m_icon)
        return;
    m_menu = std::make_unique<QMenu>();
    m_icon = std::make_unique<QSystemTrayIcon>();
    m_icon->setContextMenu(m_menu.get());
    m_menuContent.clear();
    m_look = {};
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT windowToggled();
        else if (reason == QSystemTrayIcon::MiddleClick)
            acknowledgeNewest();
    });
    m_icon->setIcon(trayIcon(m_look));
    refresh();
    m_icon->show();
    Q_EMIT availableChanged(true);
}

void Tray::vanish()
{
    if (!m_icon)
        return;
    m_icon.reset();
    m_menu.reset();
    Q_EMIT availableChanged(false);
}

SharedIncidents Tray::openIncidents() const
{
    SharedIncidents open = m_session.store().incidents();
    open.removeIf([](const Incident &incident) { return !incident.isOpen(); });
    std::ranges::sort(open, [](const Incident &a, const Incident &b) {
        if (a.needsPerson() != b.needsPerson())
            return a.needsPerson();
        return a.created != b.created ? a.created > b.created : a.id < b.id;
    });
    return open;
}

QList<IncidentId> Tray::idsOf(const SharedIncidents &incidents, const ActionKind &kind) const
{
    QList<IncidentId> ids;
    for (const Incident &incident : incidents) {
        if (m_session.commander().isPossible(kind, incident))
            ids.append(incident.id);
    }
    return ids;
}

TrayLook Tray::lookNow() const
{
    const SharedIncidents open = openIncidents();
    TrayLook look;
    look.isDemo = m_session.options().demo;
    look.isPaused = m_session.pager().pausedUntil().has_value();
    look.count = static_cast<int>(std::ranges::count_if(open, &Incident::needsPerson));
    look.isStale = !m_session.watchState().isTrustworthy();
    // Before the desktop has answered nobody knows.
    look.isDeaf = m_session.readiness().knowsDesktop() && m_session.readiness().worst() == ReadinessLevel::Bad;
    if (look.count > 0)
        look.tone = Tone::Triggered;
    else if (!open.isEmpty())
        look.tone = Tone::Acknowledged;
    else
        look.tone = look.isStale ? Tone::Stale : Tone::Resolved;
    return look;
}

QString Tray::toolTip() const
{
    const SharedIncidents open = openIncidents();
    const auto needing = static_cast<int>(std::ranges::count_if(open, &Incident::needsPerson));
    const WatchState state = m_session.watchState();
    QStringList lines;
    if (needing > 0)
        lines.append(tr("%n incident(s) need you", nullptr, needing));
    else
        lines.append(state.isTrustworthy() ? tr("Nothing needs you") : tr("Nothing is known to need you"));
    if (open.size() > needing)
        lines.append(tr("%n more open", nullptr, static_cast<int>(open.size()) - needing));
    if (const QString line = escalationLine(open); !line.isEmpty())
        lines.append(line);
    lines += pauseAndHeld();
    if (const QString duty = dutyNow(); !duty.isEmpty())
        lines.append(duty);
    for (const SourceStatus &status : m_session.poller().statuses()) {
        if (status.state == SourceState::Stale)
            lines.append(tr("%1: data is stale").arg(status.name));
        else if (status.state == SourceState::Failed && status.error)
            lines.append(tr("%1: %2").arg(status.name, errorText(*status.error)));
    }
    lines += gapTexts(state);
    for (const ReadinessFact &fact : m_session.readiness().desktop()) {
        if (fact.level == ReadinessLevel::Bad)
            lines.append(tr("A page may be missed: %1").arg(fact.says));
    }
    if (m_session.options().demo)
        lines.prepend(tr("Demo"));
    return lines.join(u'\n');
}

QString Tray::dutyNow() const
{
    const std::optional<Duty> duty = m_session.onCall().duty();
    return duty ? dutyText(*duty, m_session.clock().now()) : QString();
}

QStringList Tray::pauseAndHeld() const
{
    const TimePoint now = m_session.clock().now();
    QStringList lines;
    if (const auto until = m_session.pager().pausedUntil())
        lines.append(pauseText(*until, now));
    return lines + heldTexts(m_session.pager().held(), namesOf(m_session), now);
}

QString Tray::escalationLine(const SharedIncidents &open) const
{
    const TimePoint now = m_session.clock().now();
    const Incident *first = nullptr;
    for (const Incident &incident : open) {
        const bool counts = incident.needsPerson() && incident.escalation;
        if (counts && (!first || incident.escalation->at < first->escalation->at))
            first = &incident;
    }
    return first ? tr("%1 %2").arg(shortened(first->title), escalationText(*first, now)) : QString();
}

void Tray::refresh()
{
    if (!m_icon)
        return;
    const TrayLook look = lookNow();
    if (look != m_look) {
        m_look = look;
        m_icon->setIcon(trayIcon(look));
    }
    if (const QString text = toolTip(); text != m_icon->toolTip())
        m_icon->setToolTip(text);
    const SharedIncidents open = openIncidents();
    // A menu that somebody has opened stays as it is as long as it says the truth.
    QStringList content;
    for (const Incident &incident : open)
        content.append(incident.id.text() + u'\n' + incident.title + u'\n' + toWord(incident.state) + toWord(incident.urgency)
            + (incident.escalation ? u'e' : u'-'));
    content.append(dutyNow());
    content += pauseAndHeld();
    if (content != m_menuContent || m_menu->isEmpty()) {
        m_menuContent = content;
        fillMenu(open);
    }
}

void Tray::fillMenu(const SharedIncidents &open)
{
    m_menu->clear();
    if (open.isEmpty()) {
        QAction *nothing = m_menu->addAction(tr("No open incidents"));
        nothing->setEnabled(false);
    }
    for (const Incident &incident : open.first(std::min(open.size(), mostInMenu)))
        addIncident(incident);
    if (open.size() > mostInMenu)
        m_menu->addAction(tr("%n more …", nullptr, static_cast<int>(open.size() - mostInMenu)), this, [this] { Q_EMIT openRequested({}); });
    addForAll(open);
    m_menu->addSeparator();
    if (const QString duty = dutyNow(); !duty.isEmpty())
        m_menu->addAction(QString(duty).replace(u'&', "&&"_L1), this, &Tray::onCallRequested);
    if (m_switch)
        m_menu->addAction(m_switch);
    addPause();
    m_menu->addAction(tr("Open Nightbell"), this, [this] { Q_EMIT openRequested({}); });
    m_menu->addAction(tr("Quit"), this, &Tray::quitRequested);
}

void Tray::addPause()
{
    Pager &pager = m_session.pager();
    for (const QString &line : pauseAndHeld()) {
        QAction *action = m_menu->addAction(QString(line).replace(u'&', "&&"_L1));
        action->setEnabled(false);
    }
    if (pager.pausedUntil())
        m_menu->addAction(tr("Resume notifications"), &pager, &Pager::resume);
    QMenu *menu = m_menu->addMenu(pager.pausedUntil() ? tr("Pause for longer") : tr("Pause notifications"));
    const auto pauseFor = [this, &pager](Duration span) { return [this, &pager, span] { pager.pause(m_session.clock().now() + span); }; };
    menu->addAction(tr("For 30 min"), this, pauseFor(std::chrono::minutes(30)));
    menu->addAction(tr("For 1 h"), this, pauseFor(std::chrono::hours(1)));
    menu->addAction(tr("Until tomorrow 09:00"), this, [this, &pager] { pager.pause(tomorrowMorning(m_session.clock().now())); });
}

void Tray::addIncident(const Incident &incident)
{
    QMenu *menu = m_menu->addMenu(menuText(incident));
    for (const ActionKind *kind : actionKinds()) {
        if (!m_session.commander().isPossible(*kind, incident))
            continue;
        const QString action = QString::fromLatin1(kind->id);
        if (kind->isCommon)
            menu->addAction(actionText(*kind), this, [this, id = incident.id, action] { Q_EMIT actionRequested(action, {id}, false, {}); });
        const QList<ActionPreset> presets = kind->presets ? kind->presets(m_session.clock().now()) : QList<ActionPreset>();
        for (const ActionPreset &preset : presets) {
            if (preset.isCommon)
                menu->addAction(preset.label, this,
                    [this, id = incident.id, action, inputs = preset.inputs] { Q_EMIT actionRequested(action, {id}, false, inputs); });
        }
    }
    if (incident.needsPerson() && incident.escalation)
        menu->addAction(tr("Let it &escalate"), this, [this, id = incident.id] { Q_EMIT leaveRequested(id); });
    menu->addAction(tr("Open"), this, [this, id = incident.id] { Q_EMIT openRequested(id); });
}

void Tray::addForAll(const SharedIncidents &open)
{
    if (open.isEmpty())
        return;
    m_menu->addSeparator();
    for (const ActionKind *kind : commonActionKinds()) {
        const QList<IncidentId> ids = idsOf(open, *kind);
        if (ids.isEmpty())
            continue;
        const QString text = tr("%1 all (%2)").arg(actionText(*kind)).arg(ids.size());
        // To take note of everything does no harm; to end everything may.
        const bool ask = QLatin1StringView(kind->id) != "acknowledge"_L1;
        m_menu->addAction(
            text, this, [this, ids, ask, action = QString::fromLatin1(kind->id)] { Q_EMIT actionRequested(action, ids, ask, {}); });
    }
}

void Tray::acknowledgeNewest()
{
    const SharedIncidents open = openIncidents();
    if (!open.isEmpty() && open.constFirst()->needsPerson())
        Q_EMIT actionRequested(u"acknowledge"_s, {open.constFirst()->id}, true, {});
}

} // namespace nightbell
