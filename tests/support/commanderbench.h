// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/commander.h"
#include "engine/database.h"
#include "support/fakeclock.h"
#include "support/incidents.h"
#include "support/waited.h"

#include <QSignalSpy>

#include <functional>

namespace nightbell::commanderbench {

using Qt::Literals::StringLiterals::operator""_s;

// Answers each action with what the test says, and remembers what it was asked.
class FakeTarget final : public ActionTarget
{
public:
    bool supports(QStringView action) const override { return only.isEmpty() ? action != u"workflow" : only.contains(action.toString()); }
    bool supportsFor(QStringView action, const IncidentId &incident) const override
    {
        return ActionTarget::supportsFor(action, incident) || (incident == ofItsOwn && action != u"workflow");
    }
    QCoro::Task<QList<Expected<Done>>> performAll(QList<ActionRequest> requests) override
    {
        ++bulks;
        asked += requests;
        return replies(answer, requests.size());
    }
    static QCoro::Task<QList<Expected<Done>>> replies(Expected<Done> answer, qsizetype count)
    {
        QList<Expected<Done>> answers(count, answer);
        co_return answers;
    }
    QCoro::Task<Expected<Done>> perform(ActionRequest request) override
    {
        asked.append(request);
        if (onPerform)
            onPerform();
        return reply(answer);
    }

    static QCoro::Task<Expected<Done>> reply(Expected<Done> answer) { co_return answer; }

    Expected<Done> answer = Done{};
    QList<ActionRequest> asked;
    int bulks = 0;
    QStringList only; // what it has; empty: nearly all
    IncidentId ofItsOwn; // has nearly all whatever the others have
    std::function<void()> onPerform;
};

// A console with one triggered incident "Q1" of the source "pd".
struct Bench
{
    explicit Bench(const QString &folder)
        : database(folder)
        , outbox(database)
        , commander(
              clock, store, outbox, [this](const SourceId &id) { return targetOf(id); }, [this](const SourceId &) { return isComing; })
    {
        QSignalSpy opened(&database, &Database::opened);
        database.open();
        opened.wait();
        commander.setActor(u"me"_s);
        store.replace(makeSnapshot({makeIncident(u"Q1"_s)}));
    }

    ActionTarget *targetOf(const SourceId &id)
    {
        if (id == SourceId(u"dd"_s))
            return &origin;
        return id == SourceId(u"pd"_s) && isThere ? &target : nullptr;
    }
    const Incident &incident() const { return *store.incident(IncidentId(u"Q1"_s)); }
    QHash<IncidentId, Error> acknowledge() { return commander.request(u"acknowledge"_s, {IncidentId(u"Q1"_s)}, u"window"_s); }
    OutboxContent outboxContent()
    {
        const auto content = waited(outbox.load());
        return content.valueOr({});
    }

    FakeClock clock;
    FakeTarget target;
    FakeTarget origin; // of the source "dd"
    bool isThere = true;
    bool isComing = false;
    Database database;
    Outbox outbox;
    Store store;
    Commander commander;
};

} // namespace nightbell::commanderbench
