// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/watchlines.h"

#include "domain/wording.h"
#include "engine/encode.h"

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QJsonObject line(TimePoint now, const QString &event)
{
    return {{u"at"_s, toIso(now)}, {u"event"_s, event}};
}

QJsonObject incidentLine(TimePoint now, const QString &event, const Incident &incident)
{
    QJsonObject object = line(now, event);
    object.insert(u"incident"_s, encode(incident));
    return object;
}

bool isResolvedForSure(const Incident &incident)
{
    return incident.state == IncidentState::Resolved && !incident.action.isUnderWay();
}

// Apart from what is renewed with every look, and from moments that the source knows better than we did.
bool isSameToPeople(Incident before, const Incident &after)
{
    before.text = after.text;
    before.changed = after.changed;
    if (before.acknowledgedAt && after.acknowledgedAt)
        before.acknowledgedAt = after.acknowledgedAt;
    if (before.resolvedAt && after.resolvedAt)
        before.resolvedAt = after.resolvedAt;
    return before == after;
}

bool isSilent(SourceState state)
{
    switch (state) {
    case SourceState::Starting:
    case SourceState::Fresh:
        return false;
    case SourceState::Stale:
    case SourceState::Failed:
        return true;
    }
    return false;
}

QJsonObject actionBase(const ActionRequest &request, TimePoint now, const QString &event)
{
    QJsonObject object = line(now, event);
    object.insert(u"action"_s, request.action);
    object.insert(u"id"_s, request.incident.text());
    object.insert(u"source"_s, request.source.text());
    object.insert(u"actor"_s, request.actor);
    object.insert(u"origin"_s, request.origin);
    object.insert(u"reason"_s, QJsonValue());
    return object;
}

} // namespace

QList<QJsonObject> watchLines(const Diff<Shared<Incident>> &diff, TimePoint now)
{
    QList<QJsonObject> lines;
    for (const Incident &incident : diff.added) {
        if (incident.isOpen())
            lines.append(incidentLine(now, u"incident-opened"_s, incident));
    }
    for (const auto &change : diff.changed) {
        if (isResolvedForSure(change.before) && isResolvedForSure(change.after))
            continue;
        if (isResolvedForSure(change.after))
            lines.append(
                incidentLine(now, change.after->unwatched.isEmpty() ? u"incident-resolved"_s : u"incident-unwatched"_s, change.after));
        else if (!isSameToPeople(change.before, change.after))
            lines.append(incidentLine(now, u"incident-changed"_s, change.after));
    }
    for (Incident incident : diff.removed) {
        if (isResolvedForSure(incident))
            continue; // that was said; now it is out of sight
        incident.state = IncidentState::Resolved;
        incident.resolvedAt = incident.resolvedAt.value_or(now);
        incident.action = {};
        lines.append(incidentLine(now, u"incident-resolved"_s, incident));
    }
    return lines;
}

QList<QJsonObject> watchLines(const SourceStatus &before, const SourceStatus &after, TimePoint now)
{
    const bool fell = isSilent(after.state) && !isSilent(before.state);
    const bool rose = after.state == SourceState::Fresh && isSilent(before.state);
    if (!fell && !rose)
        return {};
    QJsonObject object = line(now, fell ? u"source-failed"_s : u"source-recovered"_s);
    object.insert(u"source"_s, encode(after, now));
    return {object};
}

QList<QJsonObject> watchLines(const Diff<Check> &diff, TimePoint now)
{
    QList<QJsonObject> lines;
    for (const auto &change : diff.changed) {
        const bool fell = change.after.state == CheckState::Failed && change.before.state != CheckState::Failed;
        const bool rose = change.after.state == CheckState::Passing && change.before.state == CheckState::Failed;
        if (!fell && !rose)
            continue;
        QJsonObject object = line(now, fell ? u"check-failed"_s : u"check-recovered"_s);
        object.insert(u"check"_s, encode(change.after));
        lines.append(object);
    }
    return lines;
}

QJsonObject pageLine(const Page &page, TimePoint now)
{
    QJsonObject object = incidentLine(now, u"page"_s, page.incident);
    object.insert(u"repeated"_s, page.repeated);
    return object;
}

QJsonObject pageClearedLine(const Page &page, TimePoint now)
{
    return incidentLine(now, u"page-cleared"_s, page.incident);
}

QJsonObject toldLine(const Incident &incident, bool wasHeld, TimePoint now)
{
    QJsonObject object = incidentLine(now, u"low-urgency"_s, incident);
    object.insert(u"wasHeld"_s, wasHeld);
    return object;
}

QJsonObject deliveryLine(const DeliveryNews &news, TimePoint now)
{
    QJsonObject object = line(now, toWord(news.kind));
    object.insert(u"id"_s, news.message.incident.text());
    object.insert(u"title"_s, news.message.title);
    object.insert(u"source"_s, news.message.source.text());
    object.insert(u"purpose"_s, toWord(news.message.purpose));
    object.insert(u"reference"_s, news.message.reference);
    object.insert(u"step"_s, news.message.step);
    object.insert(u"channel"_s, news.channel.text());
    object.insert(u"recipient"_s, news.recipient);
    object.insert(u"reason"_s, news.why.isEmpty() ? QJsonValue() : QJsonValue(news.why));
    object.insert(u"text"_s, deliveryText(news));
    return object;
}

QJsonObject actionLine(const ActionRequest &request, ActionOutcome outcome, const Error &why, TimePoint now)
{
    switch (outcome) {
    case ActionOutcome::Confirmed:
        return actionBase(request, now, u"action-confirmed"_s);
    case ActionOutcome::Refused:
    case ActionOutcome::Withdrawn:
    case ActionOutcome::Expired:
        break;
    }
    QJsonObject object = actionBase(request, now, u"action-refused"_s);
    object.insert(u"reason"_s,
        outcome == ActionOutcome::Withdrawn ? QCoreApplication::translate("nightbell::Commander", "taken back") : errorText(why));
    object.insert(u"errorKind"_s, toWord(why.kind));
    object.insert(u"expired"_s, outcome == ActionOutcome::Expired);
    return object;
}

QJsonObject actionQueuedLine(const ActionRequest &request, const Error &why, TimePoint now)
{
    QJsonObject object = actionBase(request, now, u"action-queued"_s);
    object.insert(u"reason"_s, errorText(why));
    object.insert(u"errorKind"_s, toWord(why.kind));
    return object;
}

} // namespace nightbell
