// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/logentries.h"

#include "domain/wording.h"

#include <QCoreApplication>
#include <QHash>

namespace nightbell::pagerduty {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PagerDutyLog)
};

// What a sentence is made of.
struct Entry
{
    QString agent; // a person, or a service
    bool isPerson = false;
    QString channel;
    QString whom; // assignees, or who was notified
    QString note;
    QString summary;
    Duration duration{0}; // of a snooze
};
using Sentence = QString (*)(const Entry &entry);

QString namesOf(const JsonValue &people)
{
    QStringList names;
    // What is no list names nobody.
    static_cast<void>(people.forEach([&names](const JsonValue &person) { names.append(personOf(person).name); }));
    names.removeAll(QString());
    return names.join(", "_L1);
}

QString triggered(const Entry &entry)
{
    if (entry.isPerson)
        return Words::tr("Triggered by %1").arg(entry.agent);
    return entry.agent.isEmpty() ? Words::tr("Triggered") : Words::tr("Triggered through %1").arg(entry.agent);
}

QString acknowledged(const Entry &entry)
{
    return entry.agent.isEmpty() ? Words::tr("Acknowledged") : Words::tr("Acknowledged by %1").arg(entry.agent);
}

QString unacknowledged(const Entry &entry)
{
    if (entry.isPerson)
        return Words::tr("Triggered again by %1").arg(entry.agent);
    return entry.channel == "timeout"_L1 ? Words::tr("Triggered again: the acknowledgement ran out") : Words::tr("Triggered again");
}

QString resolved(const Entry &entry)
{
    QString text = Words::tr("Resolved");
    if (entry.channel == "timeout"_L1)
        text = Words::tr("Resolved by itself after a time");
    else if (!entry.agent.isEmpty())
        text = Words::tr("Resolved by %1").arg(entry.agent);
    return entry.note.isEmpty() ? text : Words::tr("%1: %2").arg(text, entry.note);
}

QString annotated(const Entry &entry)
{
    const QString text = entry.note.isEmpty() ? entry.summary : entry.note;
    return entry.agent.isEmpty() ? Words::tr("Note: %1").arg(text) : Words::tr("Note by %1: %2").arg(entry.agent, text);
}

QString assigned(const Entry &entry)
{
    if (entry.whom.isEmpty())
        return entry.isPerson ? Words::tr("Reassigned by %1").arg(entry.agent) : Words::tr("Reassigned");
    return entry.isPerson ? Words::tr("Assigned to %1 by %2").arg(entry.whom, entry.agent) : Words::tr("Assigned to %1").arg(entry.whom);
}

QString delegated(const Entry &entry)
{
    if (entry.whom.isEmpty())
        return entry.isPerson ? Words::tr("Delegated by %1").arg(entry.agent) : Words::tr("Delegated");
    return entry.isPerson ? Words::tr("Delegated to %1 by %2").arg(entry.whom, entry.agent) : Words::tr("Delegated to %1").arg(entry.whom);
}

QString escalated(const Entry &entry)
{
    if (entry.isPerson) {
        return entry.whom.isEmpty() ? Words::tr("Escalated by %1").arg(entry.agent)
                                    : Words::tr("Escalated to %1 by %2").arg(entry.whom, entry.agent);
    }
    if (entry.channel == "timeout"_L1) {
        return entry.whom.isEmpty() ? Words::tr("Escalated: nobody acknowledged it in time")
                                    : Words::tr("Escalated to %1: nobody acknowledged it in time").arg(entry.whom);
    }
    return entry.whom.isEmpty() ? Words::tr("Escalated") : Words::tr("Escalated to %1").arg(entry.whom);
}

QString notified(const Entry &entry)
{
    const QString whom = entry.whom.isEmpty() ? entry.agent : entry.whom;
    if (entry.channel == "sms"_L1)
        return Words::tr("Told %1 by text message").arg(whom);
    if (entry.channel == "phone"_L1 || entry.channel == "phone_call"_L1)
        return Words::tr("Called %1").arg(whom);
    if (entry.channel == "email"_L1)
        return Words::tr("Told %1 by e-mail").arg(whom);
    if (entry.channel.contains("push"_L1))
        return Words::tr("Told %1 in the app").arg(whom);
    return whom.isEmpty() ? Words::tr("Told those assigned") : Words::tr("Told %1").arg(whom);
}

QString snoozed(const Entry &entry)
{
    if (entry.duration > Duration(0)) {
        return entry.agent.isEmpty() ? Words::tr("Snoozed for %1").arg(spanText(entry.duration))
                                     : Words::tr("Snoozed for %1 by %2").arg(spanText(entry.duration), entry.agent);
    }
    return entry.agent.isEmpty() ? Words::tr("Snoozed") : Words::tr("Snoozed by %1").arg(entry.agent);
}

QString urgencyChanged(const Entry &entry)
{
    return entry.agent.isEmpty() ? Words::tr("Urgency changed") : Words::tr("Urgency changed by %1").arg(entry.agent);
}

QString priorityChanged(const Entry &entry)
{
    return entry.agent.isEmpty() ? Words::tr("Priority changed") : Words::tr("Priority changed by %1").arg(entry.agent);
}

QString merged(const Entry &entry)
{
    return entry.agent.isEmpty() ? Words::tr("Merged with another incident")
                                 : Words::tr("Merged with another incident by %1").arg(entry.agent);
}

QString respondersAsked(const Entry &entry)
{
    return entry.agent.isEmpty() ? Words::tr("Responders were asked for") : Words::tr("%1 asked for responders").arg(entry.agent);
}

QString statusUpdated(const Entry &entry)
{
    const QString text = entry.agent.isEmpty() ? Words::tr("Status update") : Words::tr("Status update by %1").arg(entry.agent);
    return entry.note.isEmpty() ? text : Words::tr("%1: %2").arg(text, entry.note);
}

const QHash<QString, Sentence> &sentences()
{
    static const QHash<QString, Sentence> all{
        {u"trigger"_s, triggered},
        {u"acknowledge"_s, acknowledged},
        {u"unacknowledge"_s, unacknowledged},
        {u"resolve"_s, resolved},
        {u"annotate"_s, annotated},
        {u"assign"_s, assigned},
        {u"delegate"_s, delegated},
        {u"escalate"_s, escalated},
        {u"notify"_s, notified},
        {u"snooze"_s, snoozed},
        {u"urgency_change"_s, urgencyChanged},
        {u"priority_change"_s, priorityChanged},
        {u"merge"_s, merged},
        {u"responder_request"_s, respondersAsked},
        {u"status_update"_s, statusUpdated},
        {u"exhaust_escalation_path"_s, [](const Entry &) { return Words::tr("Nobody is left to escalate to"); }},
        {u"repeat_escalation_path"_s, [](const Entry &) { return Words::tr("The escalation begins again at its first level"); }},
        {u"reach_ack_limit"_s, [](const Entry &) { return Words::tr("PagerDuty stopped counting acknowledgements: there are too many"); }},
        {u"reach_trigger_limit"_s, [](const Entry &) { return Words::tr("PagerDuty stopped counting events: there are too many"); }},
    };
    return all;
}

// Changes of fields say themselves what changed.
QString changes(const JsonValue &value)
{
    return value["changeset"].toStringList().join("; "_L1);
}

Entry entryOf(const JsonValue &value)
{
    Entry entry;
    const JsonValue agent = value["agent"];
    entry.agent = agent.isObject() ? personOf(agent).name : QString();
    entry.isPerson = textOf(agent["type"]).startsWith("user"_L1);
    const JsonValue channel = value["channel"];
    entry.channel = textOf(channel["type"]);
    // A notification's channel is "auto"; the way it went is below.
    if (const QString way = textOf(channel["notification"]["type"]); !way.isEmpty())
        entry.channel = way.chopped(way.endsWith("_notification"_L1) ? 13 : 0);
    entry.whom = namesOf(value["assignees"]);
    if (entry.whom.isEmpty() && value["user"].isObject())
        entry.whom = personOf(value["user"]).name;
    entry.note = textOf(value["note"]);
    entry.summary = textOf(value["summary"]);
    entry.duration = std::chrono::seconds(channel["duration"].integerOr(0));
    return entry;
}

std::optional<SourceEvent> eventOf(const JsonValue &value)
{
    const std::optional<TimePoint> at = timeOf(value["created_at"]);
    const QString kind = textOf(value["type"]);
    if (!at || kind.isEmpty())
        return std::nullopt;
    const Entry entry = entryOf(value);
    SourceEvent event{*at, kind, entry.agent, {}};
    QString word = kind;
    word.remove("_reference"_L1).remove("_log_entry"_L1);
    if (const Sentence sentence = sentences().value(word)) {
        event.text = sentence(entry);
        return event;
    }
    event.text = changes(value);
    if (event.text.isEmpty())
        event.text = entry.summary;
    if (event.text.isEmpty())
        event.text = plainWord(word);
    if (!entry.note.isEmpty())
        event.text = Words::tr("%1: %2").arg(event.text, entry.note);
    return event;
}

} // namespace

Expected<Listed<SourceEvent>> readLog(const JsonValue &root)
{
    return readList<SourceEvent>(root, "log_entries", eventOf);
}

} // namespace nightbell::pagerduty
