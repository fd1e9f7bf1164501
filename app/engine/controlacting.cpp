// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked for from outside about incidents, and what became of it.
#include "engine/control.h"

#include "domain/wording.h"
#include "engine/encode.h"
#include "engine/session.h"

#include <QTimer>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

// The incident's own spelling of an id that a person typed: "nb-12" is NB-12, unless there are two like that.
IncidentId spelled(const IncidentId &id, const Store &store)
{
    if (store.incident(id))
        return id;
    IncidentId found = id;
    int like = 0;
    for (const Incident &incident : store.incidents()) {
        if (incident.id.text().compare(id.text(), Qt::CaseInsensitive) == 0) {
            found = incident.id;
            ++like;
        }
    }
    return like == 1 ? found : id;
}

int badness(const QString &outcome)
{
    if (outcome == "refused"_L1)
        return 2;
    return outcome == "queued"_L1 ? 1 : 0;
}

} // namespace

QList<IncidentId> Control::idsOf(const QJsonObject &request, const Store &store)
{
    QList<IncidentId> ids;
    for (const QJsonValue &value : request.value("ids"_L1).toArray()) {
        const IncidentId id = spelled(IncidentId(value.toString()), store);
        if (!id.isEmpty() && !ids.contains(id))
            ids.append(id);
    }
    return ids;
}

void Control::act(const QJsonObject &request, const Reply &reply)
{
    const QString action = request.value("action"_L1).toString();
    const ActionKind *kind = actionKind(action);
    const QList<IncidentId> ids = idsOf(request, m_session.store());
    if (!kind || ids.isEmpty()) {
        reply(refusal(Error{ErrorKind::BadInput, kind ? tr("no incident is named") : tr("there is no action “%1”").arg(action)}));
        return;
    }
    const quint64 number = ++m_lastNumber;
    Acting &acting = m_acting.emplace(number, Acting{.action = action, .open = ids, .reply = reply}).first->second;
    QList<IncidentId> wanted;
    for (const IncidentId &id : ids) {
        const Incident *incident = m_session.store().incident(id);
        const bool isSo = incident && !kind->applies(*incident) && !m_session.commander().isPossible(*kind, *incident)
            && kind->expected(*incident, ActionRequest{}).state == incident->state;
        if (!isSo) {
            wanted.append(id);
        } else if (!incident->action.isUnderWay()) {
            acting.open.removeOne(id);
            acting.outcomes.append(QJsonObject{{u"id"_s, id.text()}, {u"outcome"_s, u"already"_s}, {u"reason"_s, QJsonValue()}});
        } else { // it is under way, and the end of each part is waited for
            for (const IncidentId &part : partsUnderWay(*incident, action))
                acting.parts.insert(part, id);
        }
    }
    FieldValues inputs;
    const QVariantMap given = request.value("inputs"_L1).toObject().toVariantMap();
    for (const Field &field : kind->inputs) {
        if (given.contains(field.key))
            inputs.insert(field.key, given.value(field.key));
    }
    // What is asked of an incident may be asked of several of its faces.
    const auto sent = connect(&m_session.commander(), &Commander::requested, this, [this, &acting](const ActionRequest &each) {
        const auto asked = std::ranges::find_if(acting.open, [&](const IncidentId &id) { return isSame(id, each.incident); });
        if (asked != acting.open.end())
            acting.parts.insert(each.incident, *asked);
    });
    const QHash<IncidentId, Error> refusals = m_session.commander().request(action, wanted, u"command"_s, inputs);
    disconnect(sent);
    for (auto it = refusals.begin(); it != refusals.end(); ++it) {
        acting.open.removeOne(it.key());
        const bool isUnknown = it->kind == ErrorKind::NotFound;
        const QString reason = isUnknown ? tr("there is no such incident, or it was resolved long ago") : errorText(*it);
        acting.outcomes.append(QJsonObject{{u"id"_s, it.key().text()}, {u"outcome"_s, u"refused"_s}, {u"reason"_s, reason}});
    }
    if (acting.open.isEmpty())
        finishActing(number);
    else
        QTimer::singleShot(m_patience.action, this, [this, number] { finishActing(number); });
}

// Those of its faces that the action is on its way for; itself, where it has none.
QList<IncidentId> Control::partsUnderWay(const Incident &incident, const QString &action) const
{
    QList<IncidentId> places;
    for (const Face &face : incident.faces)
        places.append(face.id);
    if (places.isEmpty())
        places.append(incident.id);
    places.removeIf([&](const IncidentId &place) {
        const Incident *there = m_session.store().face(place);
        return !there || !there->action.isUnderWay() || there->action.action != action;
    });
    return places;
}

// Whether these are names of one incident: its own, or that of a face.
bool Control::isSame(const IncidentId &one, const IncidentId &other) const
{
    const Incident *seen = m_session.store().incident(one);
    return one == other || (seen && seen == m_session.store().incident(other));
}

// The worst of what became of its faces is what became of the incident; the reasons name those that it is true of.
void Control::settle(const ActionRequest &request, const QString &outcome, const Error &why)
{
    QList<quint64> done;
    for (auto &[number, acting] : m_acting) {
        if (acting.action != request.action)
            continue;
        const IncidentId part = acting.parts.take(request.incident);
        // Without a part of it, it was under way before it was asked for here.
        const auto asked = std::ranges::find_if(
            acting.open, [&](const IncidentId &id) { return part.isEmpty() ? isSame(id, request.incident) : id == part; });
        if (asked == acting.open.end())
            continue;
        const IncidentId id = *asked;
        const bool isDone = badness(outcome) == 0;
        const QString text = request.incident == id ? errorText(why) : tr("%1: %2").arg(request.incident.text(), errorText(why));
        QJsonObject &worst = acting.worst[id];
        const int before = worst.isEmpty() ? -1 : badness(worst.value("outcome"_L1).toString());
        if (badness(outcome) > before)
            worst = QJsonObject{{u"id"_s, id.text()}, {u"outcome"_s, outcome}, {u"reason"_s, isDone ? QJsonValue() : QJsonValue(text)}};
        else if (badness(outcome) == before && !isDone)
            worst.insert(u"reason"_s, worst.value("reason"_L1).toString() + u"; "_s + text);
        if (!acting.parts.key(id).isEmpty())
            continue; // another of its faces is under way
        acting.outcomes.append(acting.worst.take(id));
        acting.open.erase(asked);
        if (acting.open.isEmpty())
            done.append(number);
    }
    for (const quint64 number : std::as_const(done))
        finishActing(number);
}

void Control::finishActing(quint64 number)
{
    const auto found = m_acting.find(number);
    if (found == m_acting.end())
        return;
    Acting acting = std::move(found->second);
    m_acting.erase(found);
    for (const IncidentId &id : std::as_const(acting.open)) {
        const QJsonObject none{{u"id"_s, id.text()}, {u"outcome"_s, u"queued"_s}, {u"reason"_s, tr("no answer yet")}};
        const QJsonObject worst = acting.worst.value(id, none);
        acting.outcomes.append(worst.value("outcome"_L1) == "confirmed"_L1 ? none : worst);
    }
    acting.reply(answered(acting.outcomes));
}

} // namespace nightbell
