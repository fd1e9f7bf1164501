// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/field.h"
#include "base/id.h"
#include "domain/incident.h"

#include <QCoroTask>
#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace nightbell {

// What one request of an action is about.
enum class ActionSubject : std::uint8_t {
    Incident, // each of the selected ones by itself
    Selection, // all selected ones together: ActionRequest::incident is the first, `others` has the rest
    Source, // none: something new
};

// One action on one incident, as it is queued and sent.
struct ActionRequest
{
    QString action;
    IncidentId incident; // empty for ActionSubject::Source
    SourceId source;
    QString actor; // who wants it: the account's name of the person
    QString origin; // from where: window, tray, notification, command
    TimePoint requested{};
    FieldValues inputs = {}; // by the keys of ActionKind::inputs
    QList<IncidentId> others = {}; // for ActionSubject::Selection
    TimePoint until = TimePoint::max(); // what could not be sent by then is given up
    QString key = {}; // unique among all requests ever: what a target that knows idempotency keys is given
    // It was sent before and what became of it is not known. An action that is not repeatable finds out before it sends again.
    bool mayHaveBeenSent = false;

    bool operator==(const ActionRequest &) const = default;
};

// What takes an action back.
struct Undo
{
    QString action;
    FieldValues inputs = {};

    bool operator==(const Undo &) const = default;
};

// A way of doing it that is meant most of the time: chosen, not typed.
struct ActionPreset
{
    QString label; // translated: "Snooze for &1 h"
    FieldValues inputs;
    bool isCommon = false; // also in the tray

    bool operator==(const ActionPreset &) const = default;
};

// Something a person does to an incident. Menu, toolbar, tray, notification button and shortcut are built from it.
struct ActionKind
{
    const char *id; // "acknowledge": in the outbox, on the bus and the command line
    const char *label; // QT_TRANSLATE_NOOP("Action", "&Acknowledge")
    const char *icon; // name in the icon set
    const char *shortcut; // one letter, acts when no text is being edited; "": none
    ActionSubject subject = ActionSubject::Incident;
    Fields inputs = {}; // what can be said with it
    bool asksFirst = false; // the inputs are asked for before; otherwise only if the person wants to (Shift and the letter)
    bool isRepeatable = true; // done twice it is as done once
    bool isCommon = false; // in tray, notification and the first row of buttons; the others are in the menu

    bool (*applies)(const Incident &incident);
    // What the incident is expected to look like afterwards.
    Incident (*expected)(Incident incident, const ActionRequest &request);
    // What brings back `before`; nullopt: nothing does, and where asksFirst is not set either, the person is asked. Null: never.
    std::optional<Undo> (*undo)(const Incident &before, const ActionRequest &request) = nullptr;
    const char *done = ""; // QT_TRANSLATE_NOOP("Action", "Acknowledged"): what is said where it can be taken back
    const char *explanation = ""; // QT_TRANSLATE_NOOP("Action", …): what happens, a sentence for whoever is asked first; may be empty
    QList<ActionPreset> (*presets)(TimePoint now) = nullptr; // null: none
};

// Whether the action leaves a trace in an incident by which others can tell that it was done. A status update does not.
bool leavesTrace(const ActionKind &kind, const ActionRequest &request);

// Whether that trace is seen: it was done, or somebody else has done the same.
bool isSeenDone(const ActionKind &kind, const ActionRequest &request, const Incident &now);

// Whoever can carry out actions on its incidents: every source, and Nightbell for its own.
class ActionTarget
{
public:
    ActionTarget() = default;
    ActionTarget(const ActionTarget &) = delete;
    ActionTarget &operator=(const ActionTarget &) = delete;
    virtual ~ActionTarget() = default;

    // Whether it knows the action at all, and the account's plan has it. Acknowledge and resolve, unless it says otherwise.
    virtual bool supports(QStringView action) const;

    // The same of one incident, where not all of them are alike. Empty: of none in particular.
    virtual bool supportsFor(QStringView action, const IncidentId &incident) const;

    // What the person is called there; empty: as on this machine.
    virtual QString actor() const { return {}; }

    // How long after a change its answers may still show what was before.
    virtual Duration settlesIn() const { return Duration(0); }

    // What an action on these incidents would make there, a sentence for whoever is asked first: "One silence is made."
    // Empty: nothing that would have to be said.
    virtual QString consequence(QStringView action, const QList<IncidentId> &incidents) const;

    // Done also when it was so already. Conflict, NotFound, Forbidden, …: refused for good. Unreachable, Timeout, Server,
    // TooManyRequests: may be sent again later.
    virtual QCoro::Task<Expected<Done>> perform(ActionRequest request) = 0;

    // The same action with the same inputs on several incidents; an answer for each, in order. All are begun at once, unless
    // the target can do better. The target may be gone before the task ends.
    virtual QCoro::Task<QList<Expected<Done>>> performAll(QList<ActionRequest> requests);
};

// All kinds, in the order of menus. From the table that CMake generates.
const QList<const ActionKind *> &actionKinds();
QList<const ActionKind *> commonActionKinds(); // those that are isCommon
const ActionKind *actionKind(QStringView id); // nullptr: there is none

} // namespace nightbell
