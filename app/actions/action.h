// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/id.h"
#include "domain/incident.h"

#include <QCoroTask>
#include <QList>
#include <QString>

namespace nightbell {

// Something a person does to an incident. Menu, toolbar, tray, notification button and shortcut are built from it.
struct ActionKind
{
    const char *id; // "acknowledge": in the outbox, on the bus and the command line
    const char *label; // QT_TRANSLATE_NOOP("Action", "&Acknowledge")
    const char *icon; // name in the icon set
    const char *shortcut; // one letter, acts when no text is being edited

    bool (*applies)(const Incident &incident);
    // What the incident is expected to look like afterwards.
    Incident (*expected)(Incident incident, const QString &actor, TimePoint now);
};

// One action on one incident, as it is queued and sent.
struct ActionRequest
{
    QString action;
    IncidentId incident;
    SourceId source;
    QString actor; // who wants it: the account's name of the person
    QString origin; // from where: window, tray, notification, command
    TimePoint requested{};

    bool operator==(const ActionRequest &) const = default;
};

// Whoever can carry out actions on its incidents: every source, and Nightbell for its own.
class ActionTarget
{
public:
    ActionTarget() = default;
    ActionTarget(const ActionTarget &) = delete;
    ActionTarget &operator=(const ActionTarget &) = delete;
    virtual ~ActionTarget() = default;

    // Done also when it was so already. Conflict, NotFound, Forbidden, …: refused for good. Unreachable, Timeout, Server,
    // TooManyRequests: may be sent again later.
    virtual QCoro::Task<Expected<Done>> perform(ActionRequest request) = 0;
};

// All kinds, in the order of menus. From the table that CMake generates.
const QList<const ActionKind *> &actionKinds();
const ActionKind *actionKind(QStringView id); // nullptr: there is none

} // namespace nightbell
