// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "layershell.h"
#include "models/disturblift.h"
#include "models/donotdisturb.h"
#include "models/volumelift.h"
#include "pager/policy.h"
#include "ringer.h"
#include "speaker.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace nightbell {

class AlertWindow;
class Privacy;
class Session;

// Makes sure that a page is noticed: rings until somebody reacts, says it aloud where that is wanted, and puts the alert
// window up where the desktop hides notifications, has none, or nobody has reacted for a while. What it changes of the desktop
// for a page (do-not-disturb, volume, mute), and only where the person has chosen that, is put back.
class Alarm : public QObject
{
    Q_OBJECT

public:
    // `privacy` outlives it.
    Alarm(Session &session, QDBusConnection bus, const Privacy &privacy, QObject *parent = nullptr);
    ~Alarm() override;

    const Ringer &ringer() const { return m_ringer; }
    bool isShowing() const { return !m_windows.empty(); }

    void start(); // puts back what an earlier run did not

    // Silent until the next page is raised.
    void silence();

public Q_SLOTS:
    // Nobody has reacted to this page for too long: at full volume and with the alert window, at once.
    void insist(const nightbell::Page &page);

    // Something of low urgency was told of.
    void chime();

    // Asks the desktop whether it hides notifications now, and says so in the window.
    void look();

Q_SIGNALS:
    void rang(); // the first sample of a ring is on its way to the device
    void alertShown(const QList<nightbell::IncidentId> &incidents); // painted in the alert window; each time that others stand there
    void opened(const nightbell::IncidentId &incident);
    void actionRequested(const QString &action, const QList<nightbell::IncidentId> &incidents);
    void uncovered(); // do-not-disturb was lifted: what the desktop has dropped meanwhile has to be shown again

private:
    void onRaised(const Page &page);
    void onUpdated(const Page &page);
    void onCleared(const Page &page);
    void settle();
    void raised(bool isLoud);
    void changed();
    void ring(Ringer::Volume volume);
    void onRang();
    void say();
    void judge(const DisturbAnswer &answer);
    void note(const DisturbAnswer &answer);
    SharedIncidents waiting() const;
    void show();
    void showWindows(const SharedIncidents &incidents);
    std::unique_ptr<AlertWindow> makeWindow();
    void told(const QList<IncidentId> &incidents);
    void hide();

    Session &m_session;
    const Privacy &m_privacy;
    DoNotDisturb m_doNotDisturb;
    DisturbLift m_disturbLift;
    VolumeLift m_volumeLift;
    Ringer m_ringer;
    Speaker m_speaker;
    QTimer m_soon; // a storm is one thing, however many pages it has
    bool m_hasNew = false; // since the last settle()
    bool m_hasLoud = false;
    QSet<IncidentId> m_answered; // pages that stay until it is known what becomes of an action, and need nobody meanwhile
    QTimer m_patience; // until nobody has reacted for too long
    QTimer m_sayAgain;
    QTimer m_ages;
    QString m_note; // what the alert window says about do-not-disturb
    QList<IncidentId> m_told; // by alertShown(), since the windows came up
    std::optional<LayerShell> m_layers; // from the first window on
    std::vector<std::unique_ptr<AlertWindow>> m_windows; // one a screen
};

} // namespace nightbell
