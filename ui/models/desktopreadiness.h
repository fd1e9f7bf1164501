// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/readiness.h"
#include "models/donotdisturb.h"
#include "models/readinessfacts.h"

#include <QDBusConnection>
#include <QObject>

#include <functional>
#include <map>

namespace nightbell {

class Session;

// Asks the desktop what becomes of a page here, and the session what it watches. Asks only when it is told to.
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

        static Places ofThisDesktop();
    };

    DesktopReadiness(Session &session, Places places, QObject *parent = nullptr);

    // changed() follows, as the answers come in.
    void ask();

    // In an order that stays; what has not answered yet is not among them.
    QList<ReadinessFact> facts() const;

Q_SIGNALS:
    void changed();

private:
    enum class Place : std::uint8_t { Notifications, DoNotDisturb, Sound, Volume, Tray, Lid, Autostart };

    void set(Place place, const ReadinessFact &fact);
    void askVolume();
    void askTray();
    void askLid();
    void runVolumeTool(const QString &question, const std::function<void(const QString &)> &answered);
    void askProperty(const QString &service, const QString &path, const QString &interface, const QString &property,
        const std::function<void(const QVariant &)> &answered);

    Session &m_session;
    Places m_places;
    DoNotDisturb m_doNotDisturb;
    std::map<Place, ReadinessFact> m_facts;
};

} // namespace nightbell
