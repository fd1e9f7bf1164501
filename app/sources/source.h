// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "base/clock.h"
#include "base/expected.h"
#include "base/field.h"
#include "base/id.h"
#include "domain/series.h"
#include "domain/snapshot.h"
#include "net/http.h"

#include <QCoroTask>

#include <functional>
#include <memory>

namespace nightbell {

struct SeriesQuery
{
    HostId host;
    Metric metric = Metric::Cpu;
    TimePoint from{};
    TimePoint to{};
    int columns = 500; // how many points across can be drawn
};

// A place that knows about incidents or hosts. Computes, changes nothing of ours; what it returns goes to the store.
class Source : public ActionTarget
{
public:
    virtual QCoro::Task<Expected<Snapshot>> poll() = 0;

    // Precondition: the kind says keepsSeries.
    virtual QCoro::Task<Expected<Series>> series(SeriesQuery query);

    // Asks to be polled now instead of at the next due time, since something happened. Set by the poller.
    std::function<void()> wantsPoll;
};

struct SourceContext
{
    SourceId id;
    FieldValues values; // secrets filled in
    Clock &clock;
    std::shared_ptr<Transport> transport;
};

struct SourceKind
{
    const char *id; // "local": the word in TOML
    const char *name; // QT_TRANSLATE_NOOP("SourceKind", "This machine")
    Fields fields;
    Duration interval; // between two polls where the entry has no `every`
    bool keepsSeries; // answers series(); otherwise the console records what it sees
    std::unique_ptr<Source> (*create)(SourceContext context);
};

// All kinds, in the order of menus. From the table that CMake generates.
const QList<const SourceKind *> &sourceKinds();
const SourceKind *sourceKind(QStringView id); // nullptr: there is none

} // namespace nightbell
