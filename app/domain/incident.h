// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/shared.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <cstdint>
#include <optional>

namespace nightbell {

enum class IncidentState : std::uint8_t { Triggered, Acknowledged, Resolved };

// High: page now, always. Low: within the support hours of its service only.
enum class Urgency : std::uint8_t { High, Low };

enum class Severity : std::uint8_t { Critical, Error, Warning, Info, Unknown };

// Whose incident it is, as its source says.
enum class Concern : std::uint8_t {
    Nobody, // nobody in particular: whoever watches
    Mine,
    Others,
};

// Why nobody is needed for something that is triggered, as its source says.
enum class Quiet : std::uint8_t {
    No,
    Pending, // not for long enough yet: an early warning
    Silenced,
    Inhibited, // something else that is broken explains it
};

// A property of what is broken, as its source names it.
struct Label
{
    QString name;
    QString value;

    bool operator==(const Label &) const = default;
};

// Somebody with an account at a source.
struct Person
{
    PersonId id;
    QString name; // as the source calls them, or their e-mail address

    bool operator==(const Person &) const = default;
};

// What happens by itself to an incident that nobody acknowledges.
struct Escalation
{
    TimePoint at{}; // when the next level is told
    int level = 0; // the present one, from 1; 0: not known
    QString to; // who is told next: names, comma-joined; empty: not known

    bool operator==(const Escalation &) const = default;
};

// What is happening to an action on an incident. Drawn in its row.
enum class ActionStage : std::uint8_t {
    None,
    Saving, // not on disk yet: a crash now would forget it
    Sending, // on disk, and on its way
    Queued, // the source cannot be reached; sent when it can be
    Refused, // the last action was refused; the reason is in IncidentAction::detail
};

struct IncidentAction
{
    ActionStage stage = ActionStage::None;
    QString action; // id of the action kind
    QString detail; // for Refused and Queued: why

    bool isUnderWay() const { return stage != ActionStage::None && stage != ActionStage::Refused; }
    bool operator==(const IncidentAction &) const = default;
};

// One of the places where the same alert stands, as it is there.
struct Face
{
    IncidentId id; // of its incident there
    SourceId source;
    QString number;
    IncidentState state = IncidentState::Triggered;
    Quiet quiet = Quiet::No;
    QString acknowledgedBy;
    std::optional<TimePoint> quietUntil;
    QUrl url;

    bool operator==(const Face &) const = default;
};

// Something that is broken and that somebody has to look after.
struct Incident
{
    // First, side by side, what each pass over ten thousand of them reads.
    IncidentId id; // unique among all sources, never used again
    SourceId source; // who says so
    IncidentState state = IncidentState::Triggered;
    Quiet quiet = Quiet::No; // for what is triggered
    Concern concern = Concern::Nobody;
    Urgency urgency = Urgency::High;
    Severity severity = Severity::Critical;
    TimePoint created{};
    TimePoint changed{};
    QList<Label> labels; // sorted by name
    QString dedupKey; // the same for the same cause, however often it comes back
    QString title;
    QString text; // the evidence, lines of plain text
    ServiceId service;
    HostId host; // empty: none
    CheckId check; // empty: none
    std::optional<TimePoint> acknowledgedAt;
    std::optional<TimePoint> resolvedAt;
    QString acknowledgedBy; // empty: nobody
    QString resolvedBy; // empty: by itself, or not resolved
    QString unwatched; // resolved only in so far as nobody looks any more: why, a sentence; empty: it is not so
    IncidentId seenAs; // the same, since it is seen as one with this from now on; empty: it is not so
    QUrl url; // where a browser shows it; empty: nowhere
    QString number; // what people call it ("4711"); empty: its id
    QString priority; // the source's word ("P1"); empty: none
    QStringList teams; // names
    QList<Person> assignees;
    QString policy; // name of the escalation policy; empty: none
    PolicyId policyId;
    std::optional<Escalation> escalation; // absent: it stays where it is
    std::optional<TimePoint> snoozedUntil; // then it is triggered again, unless it is resolved by then
    // The dedup key of the built-in rule that says the same, or its beginning up to a "/"; empty: none does.
    QString covers;
    QStringList marks; // which alert it is, for other sources that it is forwarded to; see domain/mark.h
    QStringList forwards; // marks of the alerts that were forwarded here
    // Where the same alert stands, whoever is asked first being first; empty: under its own id only. Never from a source.
    QList<Face> faces;
    IncidentAction action; // what is happening to it from here; never from a source

    bool isOpen() const { return state != IncidentState::Resolved; }
    // "Needs you": triggered, and mine, or of high urgency with nobody else on it.
    bool needsPerson() const
    {
        return state == IncidentState::Triggered && quiet == Quiet::No
            && (concern == Concern::Mine || (concern == Concern::Nobody && urgency == Urgency::High));
    }
    // What a person is woken for.
    bool isPageworthy() const { return needsPerson() && urgency == Urgency::High; }

    bool operator==(const Incident &) const = default;
};

using SharedIncidents = QList<Shared<Incident>>;

enum class IncidentEventKind : std::uint8_t {
    Opened,
    Seen, // when it was learnt of, where that was later than it was opened
    Updated,
    Paged, // it was decided that somebody has to be told
    Shown, // a page is on the screen
    Sounded, // it can be heard
    PageCleared,
    BackupTold, // somebody else was told, through a channel
    BackupMissed, // that did not work
    Acknowledged,
    Resolved,
    ActionRequested,
    ActionSent, // it is on its way to the source
    ActionQueued,
    ActionConfirmed,
    ActionRefused,
    Note,
    OnCall, // of the person's own shifts; belongs to no incident
};

// One line of an incident's timeline, and of the history.
struct IncidentEvent
{
    qint64 row = 0; // place in the history, 0: not stored yet
    TimePoint at{};
    IncidentId incident;
    SourceId source;
    IncidentEventKind kind = IncidentEventKind::Opened;
    QString actor; // who did it; empty: Nightbell itself
    QString title; // the incident's title then
    QString text; // what was said
    QString what; // the id of the action or of the channel; empty: of none
    QString place; // where it was asked for, as of ActionRequest::origin; how it was shown: notification, alert; empty: neither

    bool operator==(const IncidentEvent &) const = default;
};

// The words of files, command line and JSON; people read those of ui/format. Unknown words: nullopt.
QString toWord(IncidentState state);
QString toWord(Urgency urgency);
QString toWord(Quiet quiet);
QString toWord(Severity severity);
QString toWord(ActionStage stage);
QString toWord(IncidentEventKind kind);
std::optional<IncidentState> incidentStateFromWord(QStringView word);
std::optional<Urgency> urgencyFromWord(QStringView word);
std::optional<Severity> severityFromWord(QStringView word);
std::optional<IncidentEventKind> incidentEventKindFromWord(QStringView word);

} // namespace nightbell

Q_DECLARE_TYPEINFO(nightbell::Label, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(nightbell::IncidentEvent, Q_RELOCATABLE_TYPE);
