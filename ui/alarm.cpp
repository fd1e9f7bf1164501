// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarm.h"

#include "alertwindow.h"
#include "base/log.h"
#include "engine/session.h"
#include "models/privacy.h"
#include "models/watchsummary.h"

#include <QApplication>
#include <QScreen>

#include <algorithm>
#include <utility>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration sayAgainEvery = std::chrono::minutes(1);

} // namespace

Alarm::Alarm(Session &session, QDBusConnection bus, const Privacy &privacy, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_privacy(privacy)
    , m_doNotDisturb(bus)
    , m_disturbLift(bus, session.options().dataFolder + "/do-not-disturb-before.json"_L1)
    , m_volumeLift(u"pactl"_s, session.options().dataFolder + "/volume-before.json"_L1)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Alarm::show);
    m_sayAgain.setInterval(sayAgainEvery);
    connect(&m_sayAgain, &QTimer::timeout, this, &Alarm::say);
    m_ages.setInterval(std::chrono::seconds(10));
    connect(&m_ages, &QTimer::timeout, this, &Alarm::changed);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Alarm::settle);
    connect(&session.pager(), &Pager::raised, this, &Alarm::onRaised);
    connect(&session.pager(), &Pager::updated, this, &Alarm::onUpdated);
    connect(&session.pager(), &Pager::cleared, this, &Alarm::onCleared);
    connect(&privacy, &Privacy::changed, this, &Alarm::changed);
    connect(qApp, &QGuiApplication::screenAdded, this, &Alarm::changed);
    connect(qApp, &QGuiApplication::screenRemoved, this, [this] {
        if (!isShowing())
            return;
        hide();
        QMetaObject::invokeMethod(this, &Alarm::show, Qt::QueuedConnection); // on those that are left
    });
    connect(&m_ringer, &Ringer::started, this, &Alarm::onRang);
    connect(&m_ringer, &Ringer::stopped, &m_volumeLift, &VolumeLift::restore);
    connect(&m_ringer, &Ringer::problemChanged, &session,
        [&session](const QString &problem) { session.setNotice(Notice::Kind::SoundUnavailable, problem); });
    connect(&m_volumeLift, &VolumeLift::failed, this, [] { qCWarning(lcUi) << "mute and volume could not be changed for a page"; });
    connect(&m_speaker, &Speaker::began, this, [this] { m_ringer.setSoft(true); });
    connect(&m_speaker, &Speaker::ended, this, [this] { m_ringer.setSoft(false); });
    connect(&m_speaker, &Speaker::problemChanged, &session,
        [&session](const QString &problem) { session.setNotice(Notice::Kind::SpeechUnavailable, problem); });
    connect(&m_disturbLift, &DisturbLift::lifted, this, &Alarm::uncovered);
    connect(&m_disturbLift, &DisturbLift::lifted, this, &Alarm::look);
    connect(&m_disturbLift, &DisturbLift::restored, this, &Alarm::look);
    connect(&m_disturbLift, &DisturbLift::failed, this, &Alarm::show);
}

Alarm::~Alarm() = default;

void Alarm::start()
{
    m_disturbLift.restore();
    m_volumeLift.restore();
}

// What still needs somebody. An acknowledgement that is on its way counts as one: refused, the page is there again, and heard.
SharedIncidents Alarm::waiting() const
{
    SharedIncidents incidents;
    for (const Page &page : m_session.pager().pages()) {
        if (page.incident->isPageworthy())
            incidents.append(page.incident);
    }
    std::ranges::stable_sort(incidents, std::greater(), &Incident::created);
    return incidents;
}

void Alarm::onRaised(const Page &page)
{
    m_hasNew = true;
    m_hasLoud = m_hasLoud || page.isLoud;
    m_soon.start();
}

// Whoever has acknowledged it takes it for done, and it was silent since: where that did not work, it is as new.
void Alarm::onUpdated(const Page &page)
{
    if (!page.incident->isPageworthy())
        m_answered.insert(page.id);
    else if (m_answered.remove(page.id))
        m_hasNew = m_hasLoud = true;
    m_soon.start();
}

void Alarm::onCleared(const Page &page)
{
    m_answered.remove(page.id);
    m_soon.start();
}

void Alarm::settle()
{
    if (std::exchange(m_hasNew, false))
        raised(std::exchange(m_hasLoud, false));
    changed();
}

void Alarm::raised(bool isLoud)
{
    if (waiting().isEmpty())
        return;
    const ConsoleSettings &console = m_session.configuration().console;
    if (isLoud)
        ring(Ringer::Volume::Rising);
    if (console.alertWindow == "always"_L1)
        show();
    else if (console.alertWindow != "never"_L1 && !isShowing() && !m_patience.isActive())
        m_patience.start(console.alertAfter); // not anew with each page: in a storm it would never be over
    m_doNotDisturb.ask([this](const DisturbAnswer &answer) { judge(answer); });
}

void Alarm::insist(const Page &page)
{
    if (!page.incident->isPageworthy())
        return;
    ring(Ringer::Volume::Full);
    if (m_session.configuration().console.alertWindow != "never"_L1)
        show();
}

void Alarm::ring(Ringer::Volume volume)
{
    const ConsoleSettings &console = m_session.configuration().console;
    if (console.sound)
        m_ringer.ring({console.soundFile, console.soundOutput, console.soundLimit}, volume);
    if (console.speak) {
        m_sayAgain.start();
        say();
    }
}

void Alarm::onRang()
{
    const ConsoleSettings &console = m_session.configuration().console;
    if (console.raiseVolume)
        m_volumeLift.lift(m_ringer.device(), console.volume);
    Q_EMIT rang();
}

void Alarm::say()
{
    const SharedIncidents incidents = waiting();
    if (incidents.isEmpty())
        return;
    const auto others = static_cast<int>(incidents.size()) - 1;
    const QString what = m_privacy.hidesTitles() ? tr("Something needs you.") : tr("Page: %1.").arg(incidents.constFirst()->title);
    m_speaker.say(others > 0 ? what + u' ' + tr("And %n more.", nullptr, others) : what);
}

void Alarm::chime()
{
    const ConsoleSettings &console = m_session.configuration().console;
    if (console.lowSound != "chime"_L1)
        return;
    m_doNotDisturb.ask([this, output = console.soundOutput](const DisturbAnswer &answer) {
        if (answer.state != DisturbState::On)
            m_ringer.chime(output);
    });
}

void Alarm::look()
{
    m_doNotDisturb.ask([this](const DisturbAnswer &answer) { note(answer); });
}

void Alarm::note(const DisturbAnswer &answer)
{
    const ConsoleSettings &console = m_session.configuration().console;
    const bool isHidden = answer.state == DisturbState::On && !answer.letsCriticalThrough;
    QString what;
    if (isHidden && console.liftDisturb && DisturbLift::canLift(answer.server))
        what = tr("A page ends it until somebody reacts, as the settings want it.");
    else if (isHidden && console.alertWindow != "never"_L1)
        what = tr("Pages come as the alert window instead.");
    else if (isHidden)
        what = tr("The alert window is switched off, too: pages are not seen until you look here.");
    m_session.setNotice(Notice::Kind::NotificationsHidden, what);
    m_note = isHidden ? tr("Do-not-disturb is on: this desktop hides the notification.") : QString();
}

// What the desktop does with the notification decides what else has to be done.
void Alarm::judge(const DisturbAnswer &answer)
{
    note(answer);
    if (answer.showsPages() || waiting().isEmpty())
        return;
    const ConsoleSettings &console = m_session.configuration().console;
    if (console.liftDisturb && answer.state == DisturbState::On && DisturbLift::canLift(answer.server))
        m_disturbLift.lift(answer.server);
    else if (console.alertWindow != "never"_L1)
        show();
}

void Alarm::changed()
{
    const SharedIncidents incidents = waiting();
    if (incidents.isEmpty()) {
        m_patience.stop();
        silence();
        hide();
        m_disturbLift.restore();
    } else if (isShowing()) {
        showWindows(incidents);
    }
}

void Alarm::show()
{
    const SharedIncidents incidents = waiting();
    if (incidents.isEmpty() || m_session.configuration().console.alertWindow == "never"_L1)
        return;
    m_patience.stop();
    showWindows(incidents);
    m_ages.start();
}

std::unique_ptr<AlertWindow> Alarm::makeWindow()
{
    auto window = std::make_unique<AlertWindow>();
    connect(window.get(), &AlertWindow::acknowledgeRequested, this,
        [this](const QList<IncidentId> &ids) { Q_EMIT actionRequested(u"acknowledge"_s, ids); });
    connect(window.get(), &AlertWindow::leaveRequested, this, [this](const QList<IncidentId> &ids) {
        for (const IncidentId &id : ids)
            m_session.pager().leave(id);
    });
    connect(window.get(), &AlertWindow::openRequested, this, [this](const IncidentId &id) {
        silence();
        hide();
        Q_EMIT opened(id);
    });
    connect(window.get(), &AlertWindow::painted, this, &Alarm::told);
    connect(window.get(), &AlertWindow::silenceRequested, this, &Alarm::silence);
    connect(window.get(), &AlertWindow::hideRequested, this, [this] {
        silence();
        hide();
    });
    return window;
}

void Alarm::showWindows(const SharedIncidents &incidents)
{
    if (!m_layers)
        m_layers.emplace();
    const QList<QScreen *> screens = QGuiApplication::screens();
    while (m_windows.size() < static_cast<std::size_t>(screens.size()))
        m_windows.push_back(makeWindow());
    for (std::size_t i = 0; i < m_windows.size() && i < static_cast<std::size_t>(screens.size()); ++i) {
        AlertWindow &window = *m_windows[i];
        window.setTitlesHidden(m_privacy.hidesTitles());
        window.setNote(m_note);
        window.setIncidents(incidents, namesOf(m_session), m_session.clock().now());
        if (window.isVisible())
            window.raise(); // without a window manager the next window of another program covers it
        else
            window.showOn(screens.at(static_cast<qsizetype>(i)), *m_layers);
    }
}

// Once for all screens.
void Alarm::told(const QList<IncidentId> &incidents)
{
    if (std::exchange(m_told, incidents) != incidents)
        Q_EMIT alertShown(incidents);
}

void Alarm::hide()
{
    m_ages.stop();
    m_told.clear();
    // A click in one of them may have led here.
    for (auto &window : m_windows) {
        window->hide();
        window.release()->deleteLater();
    }
    m_windows.clear();
}

void Alarm::silence()
{
    m_sayAgain.stop();
    m_speaker.stop();
    m_ringer.stop();
}

} // namespace nightbell
