// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "base/clock.h"
#include "base/expected.h"
#include "domain/dutynews.h"
#include "domain/incident.h"
#include "domain/names.h"
#include "domain/testreport.h"
#include "engine/deliveries.h"
#include "pager/policy.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <optional>

namespace nightbell {

// What org.freedesktop.Notifications.Notify is given, but for the id that it replaces. The body is plain text here; it is
// escaped when it is sent to a server that reads markup.
struct Notification
{
    QString summary;
    QString body;
    QStringList actions; // key, label, key, label, …
    QVariantMap hints;
    int timeout = -1; // milliseconds; 0: stays until it is closed, -1: as the server likes

    bool operator==(const Notification &) const = default;
};

// A page: gets through do-not-disturb where the desktop lets critical ones through, and stays until it is closed. Its
// default action is to open, never to acknowledge.
// `kinds`: those that get a button, where they apply. The button "leave" puts the page away and lets the incident escalate.
Notification pageNotification(const Page &page, const QList<const ActionKind *> &kinds, const Names &names, TimePoint now);

// The pages of one cause: what they are and how many. One button acknowledges all of them. Precondition: there are several.
Notification groupNotification(
    const IncidentId &group, const QList<Page> &pages, const QList<const ActionKind *> &kinds, const Names &names, TimePoint now);

// Incidents of low urgency that were kept back until now. Precondition: `incidents` is not empty.
Notification releasedNotification(const SharedIncidents &incidents, const Names &names, TimePoint now);

// What was paged for got well by itself. Of several at once: one that lists them. Precondition: `incidents` is not empty.
Notification recoveryNotification(const SharedIncidents &incidents, const Names &names, TimePoint now);

// What was told of is not watched any more: whether it goes on, nobody knows. Precondition: `incidents` is not empty.
Notification unwatchedNotification(const SharedIncidents &incidents, const Names &names);

// Incidents of low urgency were opened: said once, and only to whoever wants to be disturbed. Precondition: as above.
Notification lowUrgencyNotification(const SharedIncidents &incidents, const Names &names, TimePoint now);

// An action was refused, or nobody took it in time, while nobody was looking at the window.
Notification refusalNotification(const QString &action, const QString &title, const QString &why);

// A shift of the person's begins, began or ended.
Notification dutyNotification(const DutyNews &news, TimePoint now);

// What came while nothing was watched.
struct AwayNews
{
    std::optional<TimePoint> since; // nothing was watched from then on
    SharedIncidents waiting; // need the person
    SharedIncidents opened; // of low urgency
    SharedIncidents ended;
};
// In place of one for each of them. Precondition: there are some.
Notification awayNotification(const AwayNews &news, TimePoint now);

// This computer is about to sleep. `watched`: names of the sources; `phoneCovers`: PagerDuty pages another way meanwhile.
// `isOnDuty`: the person is on call, and has to know whatever else is hidden.
Notification sleepNotification(const QStringList &watched, bool phoneCovers, bool isOnDuty);

// The network is gone, and with it what is watched over it; or it is back.
Notification networkLostNotification(const QStringList &unwatched, bool isOnDuty);
Notification networkBackNotification();

// The same without what is broken and where: for a screen that others see. As urgent, with the same buttons.
Notification discreet(Notification notification);
// The backup was told of a page that nobody has answered, or could not be told: that insists.
Notification backupNotification(const DeliveryNews &news);
// How a test page went.
Notification testNotification(const TestReport &report);

// "Acknowledge": the label of an action without its mnemonic; the id itself where there is no such kind.
QString actionLabel(const QString &action, const QList<const ActionKind *> &kinds);

// `text` so that a server with body-markup shows it as it is.
QString escaped(QString text);

} // namespace nightbell
