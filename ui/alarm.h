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

public Q_SLOTS:
    // Nobody has reacted to this page for too long: at full volume and with the alert window, at once.
    void insist(const nightbell::Page &page);

Q_SIGNALS:
    void rang(); // the first sample of a ring is on its way to the device
    void alertShown(const QList<nightbell::IncidentId> &incidents); // painted in the alert window; each time that others stand there
    void opened(const nightbell::IncidentId &incident);
    void actionRequested(const QString &action, const QList<nightbell::IncidentId> &incidents);

private:
    void raised();
    void changed();
    QList<Incident> waiting() const;
    void show();
    void showWindows(const QList<Incident> &incidents);
    void told(const QList<IncidentId> &incidents);
    void hide();

    Session &m_session;
    DoNotDisturb m_doNotDisturb;
    Ringer m_ringer;
    QTimer m_patience; // until nobody has reacted for too long
    QTimer m_ages;
    QList<IncidentId> m_told; // by alertShown(), since the windows came up
    std::vector<std::unique_ptr<AlertWindow>> m_windows; // one a screen
};

} // namespace nightbell
