// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentmodel.h"

#include "actions/action.h"
#include "domain/wording.h"
#include "pager/holdtext.h"
#include "theme.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

TimePoint ageStart(const Incident &incident)
{
    return incident.isOpen() ? incident.created : incident.resolvedAt.value_or(incident.changed);
}

bool isCounting(const Incident &incident)
{
    return incident.escalation && incident.state == IncidentState::Triggered;
}

// "Doug at 03:12"
QString byAt(const QString &who, const std::optional<TimePoint> &at, TimePoint now)
{
    return at && !who.isEmpty() ? IncidentModel::tr("%1 at %2").arg(who, clockTime(*at, now)) : who;
}

} // namespace

IncidentModel::IncidentModel(Clock &clock, QObject *parent) : SyncedTable(parent), m_clock(clock), m_now(clock.now())
{ }

void IncidentModel::setNames(const Names &names)
{
    if (names == m_names)
        return;
    m_names = names;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void IncidentModel::refreshAges(int first, int last)
{
    const TimePoint before = m_now;
    m_now = m_clock.now();
    for (int row = std::max(first, 0); row <= last && row < rowCount(); ++row) {
        const TimePoint start = ageStart(at(row));
        if (ageText(before - start) != ageText(m_now - start))
            Q_EMIT dataChanged(index(row, Age), index(row, Age));
        if (isCounting(at(row)))
            Q_EMIT dataChanged(index(row, Countdown), index(row, Countdown));
    }
}

int IncidentModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant IncidentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Incident &incident = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(incident, index.column());
    case Qt::ToolTipRole:
        return index.column() == State ? stateText(incident) : incident.title;
    case Qt::AccessibleTextRole:
        return sentenceOf(incident);
    case IdRole:
        return incident.id.text();
    case FacesRole:
        return facesOf(incident);
    case StageRole:
        return stageText(incident.action);
    case EscalatesSoonRole:
        return isCounting(incident) && incident.escalation->at - m_now < std::chrono::minutes(1);
    default:
        return {};
    }
}

QVariant IncidentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    switch (static_cast<Column>(section)) {
    case State:
        return tr("State");
    case Title:
        return tr("Incident");
    case Service:
        return tr("Service");
    case Host:
        return tr("Host");
    case Age:
        return tr("Age");
    case Who:
        return tr("Who");
    case Number:
        return tr("Number");
    case Priority:
        return tr("Priority");
    case Countdown:
        return tr("Escalates in");
    case ColumnCount:
        break;
    }
    return {};
}

QString IncidentModel::textOf(const Incident &incident, int column) const
{
    switch (static_cast<Column>(column)) {
    case State:
        return toneGlyph(toneOf(incident));
    case Title:
        return incident.title;
    case Service:
        return m_names.of(incident.service);
    case Host:
        return m_names.of(incident.host);
    case Age:
        return ageOf(incident);
    case Who:
        return whoOf(incident);
    case Number:
        return incident.number;
    case Priority:
        return incident.priority;
    case Countdown:
        return countdownOf(incident);
    case ColumnCount:
        break;
    }
    return {};
}

QString IncidentModel::ageOf(const Incident &incident) const
{
    return ageText(std::max(m_now - ageStart(incident), Duration(0)));
}

QString IncidentModel::countdownOf(const Incident &incident) const
{
    return isCounting(incident) ? countdownText(incident.escalation->at - m_now) : QString();
}

QString IncidentModel::whoOf(const Incident &incident) const
{
    switch (incident.state) {
    case IncidentState::Triggered: {
        const QString hold = holdOf(incident);
        const QString people = assigneesText(incident);
        return hold.isEmpty() || people.isEmpty() ? hold + people : tr("%1 · %2").arg(hold, people);
    }
    case IncidentState::Acknowledged:
        break;
    case IncidentState::Resolved:
        return byAt(incident.resolvedBy, incident.resolvedAt, m_now);
    }
    const QString who = byAt(incident.acknowledgedBy, incident.acknowledgedAt, m_now);
    if (!incident.snoozedUntil)
        return who.isEmpty() ? assigneesText(incident) : who;
    const QString snoozed = tr("quiet until %1").arg(clockTime(*incident.snoozedUntil, m_now));
    return who.isEmpty() ? snoozed : tr("%1 · %2").arg(snoozed, who);
}

QString IncidentModel::holdOf(const Incident &incident) const
{
    const auto held = m_holdOf ? m_holdOf(incident.id) : std::nullopt;
    return held ? holdText(*held, m_now) : QString();
}

// "PagerDuty + Datadog (muted)"
QString IncidentModel::facesOf(const Incident &incident) const
{
    if (incident.faces.size() < 2)
        return {};
    QStringList places;
    for (const Face &face : incident.faces) {
        const QString name = m_names.of(face.source);
        const QString place = face.quiet == Quiet::Silenced ? tr("%1 (muted)").arg(name) : name;
        if (!places.contains(place))
            places.append(place);
    }
    return places.join(" + "_L1);
}

QString IncidentModel::sentenceOf(const Incident &incident) const
{
    QStringList parts{tr("%1, %2: %3").arg(stateText(incident), urgencyText(incident.urgency), incident.title)};
    if (!incident.number.isEmpty())
        parts.append(tr("number %1").arg(incident.number));
    if (!incident.priority.isEmpty())
        parts.append(tr("priority %1").arg(incident.priority));
    if (!incident.service.isEmpty())
        parts.append(tr("service %1").arg(m_names.of(incident.service)));
    if (!incident.host.isEmpty())
        parts.append(tr("host %1").arg(m_names.of(incident.host)));
    if (const QString faces = facesOf(incident); !faces.isEmpty())
        parts.append(tr("one alert in %1").arg(faces));
    parts.append(tr("for %1").arg(ageOf(incident)));
    if (incident.state == IncidentState::Triggered && !assigneesText(incident).isEmpty())
        parts.append(tr("assigned to %1").arg(assigneesText(incident)));
    if (const QString hold = holdOf(incident); !hold.isEmpty())
        parts.append(hold);
    if (const QString escalation = escalationText(incident, m_now); !escalation.isEmpty())
        parts.append(escalation);
    if (!incident.acknowledgedBy.isEmpty())
        parts.append(tr("acknowledged by %1").arg(byAt(incident.acknowledgedBy, incident.acknowledgedAt, m_now)));
    if (incident.snoozedUntil)
        parts.append(tr("quiet until %1").arg(clockTime(*incident.snoozedUntil, m_now)));
    if (const QString stage = stageText(incident.action); !stage.isEmpty())
        parts.append(stage);
    return parts.join(", "_L1);
}

QString stageText(const IncidentAction &action)
{
    const QString name = actionName(action.action);
    switch (action.stage) {
    case ActionStage::None:
        return {};
    case ActionStage::Saving:
        return IncidentModel::tr("%1: saving").arg(name);
    case ActionStage::Sending:
        return IncidentModel::tr("%1: sending").arg(name);
    case ActionStage::Queued:
        return action.detail.isEmpty() ? IncidentModel::tr("%1: queued – offline").arg(name)
                                       : IncidentModel::tr("%1: queued – offline (%2)").arg(name, action.detail);
    case ActionStage::Refused:
        return IncidentModel::tr("%1 refused: %2").arg(name, action.detail);
    }
    return {};
}

QString actionName(const QString &id)
{
    const ActionKind *kind = actionKind(id);
    if (kind == nullptr)
        return id;
    QString name = QCoreApplication::translate("Action", kind->label);
    return name.remove(u'&');
}

} // namespace nightbell
