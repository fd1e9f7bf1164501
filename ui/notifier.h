// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/diff.h"
#include "notification.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>

class QDBusMessage;
class QDBusPendingCallWatcher;

namespace nightbell {

// Shows pages on the desktop through org.freedesktop.Notifications. One notification for all pages of a cause: replaced as they
// change, closed when the last is cleared, shown again by a server that was restarted or came late. Nothing here waits for the bus.
//
// That a person closes a notification is not an acknowledgement, but it is not shown again for other words either, unless an
// action on its incident was refused.
class Notifier : public QObject
{
    Q_OBJECT

public:
    // `kinds`: the actions that get buttons, where they apply.
    Notifier(QDBusConnection bus, Clock &clock, QList<const ActionKind *> kinds, QObject *parent = nullptr);
    ~Notifier() override;

    // Which of the kinds an incident's source has; without it, all.
    using IsPossible = std::function<bool(const ActionKind &kind, const Incident &incident)>;
    void setPossible(IsPossible isPossible) { m_isPossible = std::move(isPossible); }

    void setNames(const Names &names) { m_names = names; } // for what is said from now on

    // Looks for a server (which starts one, where the desktop can).
    void start();

    QString problem() const { return m_problem; } // why nothing can be shown, a sentence; empty: it can

    // What is broken, and where, is left out from now on, also in what is shown already.
    void setTitlesHidden(bool areHidden);

    void showAgain(); // every page: the server may have dropped what it was given before

    void raise(const Page &page);
    void update(const Page &page);
    void clear(const Page &page);

    // Nobody has acknowledged: it comes up once more, also where it was closed.
    void insist(const Page &page);

    // Says once, without insisting, that incidents of low urgency were opened, or were kept back until now.
    void tell(const SharedIncidents &incidents, bool wereHeld);

    // Says so when something that was told of has got well by itself, or is not watched any more.
    void apply(const Diff<Shared<Incident>> &diff);

    // Says once what becomes of the person's own shifts.
    void tellDuty(const DutyNews &news);

    // An action came to nothing and nobody is looking at the window.
    // Something about this computer, once.
    void tellOnce(const Notification &notification, const IncidentId &incident = {}); // opens that one
    void tellRefusal(const QString &action, const IncidentId &incident, const QString &title, const QString &why);

    // From gather() on, a burst of news is kept, but for the first page, until release(): then it is told in one. `since`: from
    // when on nothing was watched, as far as is known.
    void gather(std::optional<TimePoint> since);
    void release();

    void closeAll(); // the program ends: buttons without anybody behind them would lie

Q_SIGNALS:
    // The server has answered that it displays a page that was raised; not again when it only gets other words. `server`: what
    // the server calls itself, empty where it has not said.
    void shown(const nightbell::IncidentId &incident, const QString &server);
    // The person wants to see it. The token lets the window come to the front on Wayland; empty: the server gave none.
    void opened(const nightbell::IncidentId &incident, const QString &activationToken);
    void onCallOpened(const QString &activationToken); // the person wants to see their shifts
    void actionRequested(const QString &action, const QList<nightbell::IncidentId> &incidents);
    void left(const nightbell::IncidentId &incident); // it may escalate
    void lowUrgencyTold();
    void unavailable(const QString &reason); // a sentence
    void available();

private Q_SLOTS:
    void onActionInvoked(uint id, const QString &key);
    void onActivationToken(uint id, const QString &token);
    void onClosed(uint id, uint reason);

private:
    struct Shown;
    using Answered = std::function<void(const QDBusMessage &)>;

    void call(const QString &method, const QVariantList &arguments, const Answered &answered);
    QVariantList arguments(const Notification &notification, uint replaces) const;
    void probe();
    void askName();
    Notification pageFor(const Shown &shown) const;
    void onOwnerChanged(const QString &owner);
    void send(Shown &shown);
    void onSent(const IncidentId &group, quint64 generation, const QDBusMessage &reply);
    void onRefused(Shown &shown, const QDBusError &error);
    void sendOnce(
        const IncidentId &incident, const Notification &notification, bool isDuty = false, const std::function<void()> &onRefused = {});
    void announceNews();
    template<typename MakeNotification>
    void announce(SharedIncidents incidents, const MakeNotification &make);
    void close(uint id);
    void setProblem(const QString &problem);
    Shown *find(const IncidentId &group) const;
    Shown *shownOf(const IncidentId &incident) const; // the notification in which that page stands
    void sendDue();

    QDBusConnection m_bus;
    Clock &m_clock;
    Names m_names;
    QList<const ActionKind *> m_kinds;
    IsPossible m_isPossible;
    std::map<IncidentId, std::unique_ptr<Shown>> m_shown; // by group
    QHash<IncidentId, IncidentId> m_groups; // of each page
    QHash<uint, IncidentId> m_incidents; // or the group: what was shown under which id, also what is closed already
    QHash<uint, QString> m_tokens;
    QSet<IncidentId> m_told; // as a page, or as one of low urgency
    QList<DutyNews> m_duties; // to be announced
    QSet<uint> m_dutyIds; // those of m_incidents that are about shifts
    QSet<uint> m_lastingIds; // those that were said once, and stay until somebody closes them
    SharedIncidents m_opened; // of low urgency; to be announced together, as the others
    SharedIncidents m_released; // the same, and they were kept back
    SharedIncidents m_recovered;
    SharedIncidents m_unwatched;
    QTimer m_dueTimer; // pages that come in the same moment are said in one
    struct Gathering
    {
        std::optional<TimePoint> since;
        QList<IncidentId> held; // pages
        bool hasShown = false; // the first one is said at once
    };
    std::optional<Gathering> m_gathering;
    QTimer m_newsTimer;
    QTimer m_probeTimer;
    QString m_problem;
    QString m_server; // its name
    quint64 m_generation = 0; // of the server: ids begin anew with each
    int m_failures = 0; // of probes, in a row
    bool m_ready = false;
    bool m_probing = false;
    bool m_markup = false;
    bool m_areTitlesHidden = false;
    bool m_drawsDefault = false; // the default action is a button like the others
};

} // namespace nightbell
