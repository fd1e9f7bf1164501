// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "base/clock.h"
#include "base/expected.h"
#include "base/field.h"
#include "base/id.h"
#include "domain/incidentdetails.h"
#include "domain/oncall.h"
#include "domain/series.h"
#include "domain/snapshot.h"
#include "net/http.h"

#include <QCoroTask>

#include <functional>
#include <memory>

namespace nightbell {

class SilenceKeeper;

struct SeriesQuery
{
    HostId host;
    Metric metric = Metric::Cpu;
    TimePoint from{};
    TimePoint to{};
    int columns = 500; // how many points across can be drawn
};

// Something to choose from: a user, a policy, a priority, …
struct Option
{
    QString id; // what goes into ActionRequest::inputs
    QString name;
    QString hint; // an e-mail address, a delay; may be empty

    bool operator==(const Option &) const = default;
};

struct OptionQuery
{
    QString from; // Field::optionsFrom: people, policies, levels, priorities, services, workflows
    IncidentId incident; // the one that is acted on; may be empty
    QString text; // what was typed so far, where there are too many to list them all
};

// A field that a source turned out not to do without, and why: what "Test" asks the person for.
struct FieldQuestion
{
    QString key;
    QString text; // sentences

    bool operator==(const FieldQuestion &) const = default;
};

// A place that knows about incidents or hosts. Computes, changes nothing of ours; what it returns goes to the store.
class Source : public ActionTarget
{
public:
    virtual QCoro::Task<Expected<Snapshot>> poll() = 0;

    // The person wants to know now: the next poll also asks those that are left alone for a while, since they refused us.
    virtual void allowRefused() { }

    // After that long without an answer a poll is given up.
    virtual Duration longestPoll() const { return std::chrono::seconds(30); }

    // How often it looks at its hosts, where that is more rarely than it is polled.
    virtual Duration hostsEvery() const { return Duration(0); }

    // Precondition: the kind says keepsSeries.
    virtual QCoro::Task<Expected<Series>> series(SeriesQuery query);

    // What is known of one incident beyond its row. Nothing, unless the kind keepsDetails.
    virtual QCoro::Task<Expected<IncidentDetails>> details(IncidentId incident);

    // What an input of an action can be. Best first.
    virtual QCoro::Task<Expected<QList<Option>>> options(OptionQuery query);

    // Who is on call. Precondition: the kind says knowsOnCall.
    virtual QCoro::Task<Expected<OnCall>> onCall();

    // Puts the person on call in the stretch of time, instead of whoever would be. The same precondition.
    virtual QCoro::Task<Expected<Done>> takeShift(ShiftOverride wanted);

    // Who we are there and what the account can do, a sentence each: what a "Test" button says beside what it found.
    virtual QCoro::Task<Expected<QStringList>> introduce();

    // What the last refusal asks of the person. nullopt: nothing that a field could mend.
    virtual std::optional<FieldQuestion> question() const { return std::nullopt; }

    // What it tells of itself beside its data, a sentence each: how much of a limit is used. Asked after each poll.
    virtual QStringList facts() const { return {}; }

    // Its silences; nullptr: it has none that could be seen to from here.
    virtual SilenceKeeper *silenceKeeper() { return nullptr; }

    // Asks to be polled now instead of at the next due time, since something happened. Set by the poller.
    std::function<void()> wantsPoll;
};

struct SourceContext
{
    SourceId id;
    FieldValues values; // secrets filled in
    Clock &clock;
    std::shared_ptr<Transport> transport;
    Duration interval{0}; // between two polls, as configured
    // Whether another source may have forwarded its alerts here, so that Incident::forwards is wanted. May change; null: no.
    std::shared_ptr<const bool> mayRepeat = nullptr;
};

struct SourceKind
{
    const char *id; // "local": the word in TOML
    const char *name; // QT_TRANSLATE_NOOP("SourceKind", "This machine")
    Fields fields;
    Duration interval; // between two polls where the entry has no `every`
    bool keepsSeries; // answers series(); otherwise the console records what it sees
    bool keepsDetails = false; // answers details()
    bool knowsOnCall = false; // answers onCall()
    bool marksAlerts = false; // says Incident::marks: what was forwarded from there can be told elsewhere
    bool listsMonitors = false; // says Snapshot::monitors
    bool tellsOfSilence = false; // incidents in its answers say which of its servers cannot be asked
    bool pagesItself = false; // it wakes people and escalates without us: its urgency counts, and its incidents have none of our steps
    std::unique_ptr<Source> (*create)(SourceContext context);
    FieldProblems (*problems)(const FieldValues &values) = nullptr; // what is left out of them; nullptr: nothing can be
};

// All kinds, in the order of menus. From the table that CMake generates.
const QList<const SourceKind *> &sourceKinds();
const SourceKind *sourceKind(QStringView id); // nullptr: there is none

} // namespace nightbell
