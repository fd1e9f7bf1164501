// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarm.h"

#include "alertwindow.h"
#include "engine/session.h"
#include "models/watchsummary.h"

#include <QApplication>
#include <QScreen>

#include <algorithm>
#include <utility>

namespace nightbell {

using namespace Qt::StringLiterals;

Alarm::Alarm(Session &session, QDBusConnection bus, QObject *parent) : QObject(parent), m_session(session), m_doNotDisturb(std::move(bus))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Alarm::show);
    m_ages.setInterval(std::chrono::seconds(10));
    connect(&m_ages, &QTimer::timeout, this, &Alarm::changed);
    connect(&session.pager(), &Pager::raised, this, &Alarm::raised);
    connect(&session.pager(), &Pager::updated, this, &Alarm::changed);
    connect(&session.pager(), &Pager::cleared, this, &Alarm::changed);
    connect(qApp, &QGuiApplication::screenAdded, this, &Alarm::changed);
    connect(qApp, &QGuiApplication::screenRemoved, this, &Alarm::hide);
    connect(&m_ringer, &Ringer::started, this, &Alarm::rang);
    connect(&m_ringer, &Ringer::problemChanged, &session,
        [&session](const QString &problem) { session.setNotice(Notice::Kind::SoundUnavailable, problem); });
}

Alarm::~Alarm() = default;

// What still needs somebody. An acknowledgement that is on its way counts as one: refused, the page is there again.
QList<Incident> Alarm::waiting() const
{
    QList<Incident> incidents;
    for (const Page &page : m_session.pager().pages()) {
        if (page.incident.isPageworthy())
            incidents.append(page.incident);
    }
    std::ranges::stable_sort(incidents, std::greater(), &Incident::created);
    return incidents;
}

void Alarm::raised()
{
    const ConsoleSettings &console = m_session.configuration().console;
    if (waiting().isEmpty())
        return;
    if (console.sound)
        m_ringer.ring(console.soundLimit);
    changed();
    if (console.alertWindow == "never"_L1 || isShowing())
        return;
    if (console.alertWindow == "always"_L1) {
        show();
        return;
    }
    m_patience.start(console.alertAfter);
    m_doNotDisturb.ask([this](const DisturbAnswer &answer) {
        if (!answer.showsPages())
            show();
    });
}

void Alarm::insist(const Page &page)
{
    if (!page.incident.isPageworthy())
        return;
    const ConsoleSettings &console = m_session.configuration().console;
    if (console.sound)
        m_ringer.ring(console.soundLimit, Ringer::Volume::Full);
    if (console.alertWindow != "never"_L1)
        show();
}

void Alarm::changed()
{
    const QList<Incident> incidents = waiting();
    if (incidents.isEmpty()) {
        m_patience.stop();
        m_ringer.stop();
        hide();
    } else if (isShowing()) {
        showWindows(incidents);
    }
}

void Alarm::show()
{
    const QList<Incident> incidents = waiting();
    if (incidents.isEmpty())
        return;
    m_patience.stop();
    showWindows(incidents);
    m_ages.start();
}

void Alarm::showWindows(const QList<Incident> &incidents)
{
    const QList<QScreen *> screens = QGuiApplication::screens();
    while (m_windows.size() < static_cast<std::size_t>(screens.size())) {
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
        m_windows.push_back(std::move(window));
    }
    for (std::size_t i = 0; i < m_windows.size() && i < static_cast<std::size_t>(screens.size()); ++i) {
        AlertWindow &window = *m_windows[i];
        window.setIncidents(incidents, namesOf(m_session), m_session.clock().now());
        if (!window.isVisible())
            window.showOn(screens.at(static_cast<qsizetype>(i)));
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
    m_ringer.stop();
}

} // namespace nightbell
