// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"
#include "base/id.h"
#include "trayicon.h"

#include <QDBusConnection>
#include <QList>
#include <QObject>
#include <QStringList>

#include <memory>

class QAction;
class QMenu;
class QSystemTrayIcon;

namespace nightbell {

struct ActionKind;
struct Incident;
class Session;

// The icon in the panel and its menu, over StatusNotifierItem. There is none until a panel that can show it is on the bus:
// asking Qt for it before that would make the answer "no" final for the whole process. The watcher alone is no panel: it may
// come to the bus well before whoever draws the icons.
class Tray : public QObject
{
    Q_OBJECT

public:
    Tray(Session &session, QDBusConnection bus, QObject *parent = nullptr);
    ~Tray() override;

    void start(); // looks for a panel, now and from now on

    void setSwitch(QAction *action) { m_switch = action; } // stands in the menu; outlives this

    bool isAvailable() const { return m_icon != nullptr; }
    const TrayLook &look() const { return m_look; }
    QString toolTip() const;

Q_SIGNALS:
    void availableChanged(bool available);
    void windowToggled(); // left click
    void onCallRequested(); // to see the shifts
    void openRequested(const nightbell::IncidentId &incident); // empty: the window as it is
    // ask: confirm first
    void actionRequested(
        const QString &action, const QList<nightbell::IncidentId> &incidents, bool ask, const nightbell::FieldValues &inputs);
    void leaveRequested(const nightbell::IncidentId &incident); // it may escalate
    void quitRequested();

private Q_SLOTS:
    void askPanel();

private:
    void appear();
    void vanish();
    void refresh();
    TrayLook lookNow() const;
    QString dutyNow() const; // empty: nobody knows
    QString escalationLine(const SharedIncidents &open) const; // the first to come; empty: none
    QList<IncidentId> idsOf(const SharedIncidents &incidents, const ActionKind &kind) const;
    QStringList pauseAndHeld() const; // sentences; none: nothing is held
    void addPause();
    void fillMenu(const SharedIncidents &open);
    void addIncident(const Incident &incident);
    void addForAll(const SharedIncidents &open);
    void acknowledgeNewest();
    SharedIncidents openIncidents() const; // those that need a person first, newest first

    Session &m_session;
    QDBusConnection m_bus;
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
    TrayLook m_look;
    QAction *m_switch = nullptr;
    QStringList m_menuContent; // what the menu was made from
};

} // namespace nightbell
