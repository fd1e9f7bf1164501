// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "models/donotdisturb.h"
#include "pager/policy.h"
#include "ringer.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace nightbell {

class AlertWindow;
class Session;

// Makes sure that a page is noticed: rings until somebody reacts, and puts the alert window up where the desktop hides
// notifications, has none, or nobody has reacted for a while.
class Alarm : public QObject
{
    Q_OBJECT

public:
    Alarm(Session &session, QDBusConnection bus, QObject *parent = nullptr);
    ~Alarm() override;

    const Ringer &ringer() const { return m_ringer; }
    bool isShowing() const { return !m_windows.empty(); }

    // Silent until the next page is raised.
    void silence();

Q_SIGNALS:
    void opened(const nightbell::IncidentId &incident);
    void actionRequested(const QString &action, const QList<nightbell::IncidentId> &incidents);

private:
    void raised();
    void changed();
    QList<Incident> waiting() const;
    void show();
    void showWindows(const QList<Incident> &incidents);
    void hide();

    Session &m_session;
    DoNotDisturb m_doNotDisturb;
    Ringer m_ringer;
    QTimer m_patience; // until nobody has reacted for too long
    QTimer m_ages;
    std::vector<std::unique_ptr<AlertWindow>> m_windows; // one a screen
};

} // namespace nightbell
