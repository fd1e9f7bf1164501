// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/readiness.h"
#include "models/donotdisturb.h"
#include "models/readinessfacts.h"

#include <QDBusConnection>
#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>

namespace nightbell {

class Session;

// Asks the desktop what becomes of a page here, and tells the session's ReadinessWatch: when that is asked, and by itself
// every minute.
class DesktopReadiness : public QObject
{
    Q_OBJECT

public:
    struct Places
    {
        QDBusConnection session;
        QDBusConnection system;
        QString autostart; // folder
        QString volumeTool; // pactl
        QString power; // folder of the kernel

        static Places ofThisDesktop();
    };

    DesktopReadiness(Session &session, Places places, QObject *parent = nullptr);

    void ask();

private:
    enum class Place : std::uint8_t { Notifications, DoNotDisturb, Sound, Volume, Tray, Network, Power, Lid, Idle, Autostart };
    // Held by every question that is open; the last one to go says that all is answered.
    using Round = std::shared_ptr<void>;

    void look();
    void set(Place place, const std::optional<ReadinessFact> &fact); // nullopt: there is nothing to be said
    Round begin();
    void askSound(const Round &round, bool alsoVolume);
    void askTray(const Round &round);
    void askNetwork(const Round &round);
    void askLid(const Round &round);
    void runVolumeTool(const QString &question, const std::function<void(const QString &)> &answered);
    void askProperty(const QDBusConnection &bus, const QString &service, const QString &path, const QString &interface,
        const QString &property, const std::function<void(const QVariant &)> &answered);

    Session &m_session;
    Places m_places;
    DoNotDisturb m_doNotDisturb;
    std::map<Place, ReadinessFact> m_facts;
    QTimer m_timer;
    int m_looks = 0;
};

} // namespace nightbell
