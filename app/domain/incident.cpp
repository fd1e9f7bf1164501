// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/incident.h"

#include "domain/words.h"

namespace nightbell {

using namespace Qt::StringLiterals;

QString toWord(IncidentState state)
{
    switch (state) {
    case IncidentState::Triggered:
        return u"triggered"_s;
    case IncidentState::Acknowledged:
        return u"acknowledged"_s;
    case IncidentState::Resolved:
        return u"resolved"_s;
    }
    return {};
}

QString toWord(Urgency urgency)
{
    switch (urgency) {
    case Urgency::High:
        return u"high"_s;
    case Urgency::Low:
        return u"low"_s;
    }
    return {};
}

QString toWord(Quiet quiet)
{
    switch (quiet) {
    case Quiet::No:
        return u"no"_s;
    case Quiet::Pending:
        return u"pending"_s;
    case Quiet::Silenced:
        return u"silenced"_s;
    case Quiet::Inhibited:
        return u"inhibited"_s;
    }
    return {};
}

QString toWord(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return u"critical"_s;
    case Severity::Error:
        return u"error"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Info:
        return u"info"_s;
    case Severity::Unknown:
        return u"unknown"_s;
    }
    return {};
}

QString toWord(ActionStage stage)
{
    switch (stage) {
    case ActionStage::None:
        return u"none"_s;
    case ActionStage::Saving:
        return u"saving"_s;
    case ActionStage::Sending:
        return u"sending"_s;
    case ActionStage::Queued:
        return u"queued"_s;
    case ActionStage::Refused:
        return u"refused"_s;
    }
    return {};
}

QString toWord(IncidentEventKind kind)
{
    switch (kind) {
    case IncidentEventKind::Opened:
        return u"opened"_s;
    case IncidentEventKind::Seen:
        return u"seen"_s;
    case IncidentEventKind::Updated:
        return u"updated"_s;
    case IncidentEventKind::Paged:
        return u"paged"_s;
    case IncidentEventKind::Shown:
        return u"shown"_s;
    case IncidentEventKind::Sounded:
        return u"sounded"_s;
    case IncidentEventKind::BackupTold:
        return u"backup-told"_s;
    case IncidentEventKind::BackupMissed:
        return u"backup-missed"_s;
    case IncidentEventKind::PageCleared:
        return u"page-cleared"_s;
    case IncidentEventKind::Acknowledged:
        return u"acknowledged"_s;
    case IncidentEventKind::Resolved:
        return u"resolved"_s;
    case IncidentEventKind::ActionRequested:
        return u"action-requested"_s;
    case IncidentEventKind::ActionSent:
        return u"action-sent"_s;
    case IncidentEventKind::ActionQueued:
        return u"action-queued"_s;
    case IncidentEventKind::ActionConfirmed:
        return u"action-confirmed"_s;
    case IncidentEventKind::ActionRefused:
        return u"action-refused"_s;
    case IncidentEventKind::Note:
        return u"note"_s;
    case IncidentEventKind::OnCall:
        return u"on-call"_s;
    }
    return {};
}

std::optional<IncidentState> incidentStateFromWord(QStringView word)
{
    return fromWord(word, {IncidentState::Triggered, IncidentState::Acknowledged, IncidentState::Resolved});
}

std::optional<Urgency> urgencyFromWord(QStringView word)
{
    return fromWord(word, {Urgency::High, Urgency::Low});
}

std::optional<Severity> severityFromWord(QStringView word)
{
    return fromWord(word, {Severity::Critical, Severity::Error, Severity::Warning, Severity::Info, Severity::Unknown});
}

std::optional<IncidentEventKind> incidentEventKindFromWord(QStringView word)
{
    using enum IncidentEventKind;
    return fromWord(word,
        {Opened, Seen, Updated, Paged, Shown, Sounded, PageCleared, BackupTold, BackupMissed, Acknowledged, Resolved, ActionRequested,
            ActionSent, ActionQueued, ActionConfirmed, ActionRefused, Note, OnCall});
}

} // namespace nightbell
