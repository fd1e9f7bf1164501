// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/request.h"

#include "base/duration.h"
#include "engine/eventrequest.h"

#include <QJsonArray>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QJsonValue sinceText(const Arguments &arguments, TimePoint now)
{
    const auto since = sinceFrom(arguments.since, now);
    return since ? QJsonValue(toIso(*since)) : QJsonValue();
}

} // namespace

QJsonObject requestOf(const Arguments &arguments, TimePoint now)
{
    const auto plain = [](const QString &command) { return QJsonObject{{u"command"_s, command}}; };
    const auto act = [&arguments](const QString &action) {
        return QJsonObject{{u"command"_s, u"act"_s}, {u"action"_s, action}, {u"ids"_s, QJsonArray::fromStringList(arguments.operands)}};
    };
    const auto actWith = [&act](const QString &action, const QString &key, const QString &value) {
        QJsonObject request = act(action);
        request.insert(u"inputs"_s, QJsonObject{{key, value}});
        return request;
    };
    const auto ofSource = [&arguments](QJsonObject request) {
        if (!arguments.source.isEmpty())
            request.insert(u"source"_s, arguments.source.text());
        return request;
    };
    const QString span = formatDuration(arguments.watchFor.value_or(Duration(0)));
    switch (arguments.command) {
    case Command::Watch:
        return plain(u"watch"_s);
    case Command::Status:
        return plain(u"status"_s);
    case Command::Incidents:
        return {{u"command"_s, u"incidents"_s}, {u"all"_s, arguments.all}};
    case Command::Hosts:
        return plain(u"hosts"_s);
    case Command::Monitors:
        return {{u"command"_s, u"monitors"_s}, {u"states"_s, QJsonArray::fromStringList(arguments.states)}};
    case Command::Checks:
        return plain(u"checks"_s);
    case Command::Sources:
        return plain(u"sources"_s);
    case Command::OnCall:
        return plain(u"oncall"_s);
    case Command::Readiness:
        return {{u"command"_s, u"readiness"_s}, {u"test"_s, arguments.test}};
    case Command::Acknowledge:
        return act(u"acknowledge"_s);
    case Command::Resolve:
        return act(u"resolve"_s);
    case Command::Snooze:
        return actWith(u"snooze"_s, u"for"_s, span);
    case Command::Note: {
        QJsonObject request = actWith(u"note"_s, u"text"_s, arguments.operands.mid(1).join(u' '));
        request.insert(u"ids"_s, QJsonArray{arguments.operands.constFirst()});
        return request;
    }
    case Command::Pause:
        return {{u"command"_s, u"pause"_s}, {u"for"_s, span}};
    case Command::Resume:
        return plain(u"resume"_s);
    case Command::Silences:
        return plain(u"silences"_s);
    case Command::Silence:
        return {{u"command"_s, u"silence"_s}, {u"source"_s, arguments.operands.constFirst()},
            {u"reach"_s, arguments.operands.mid(1).join(u' ')}, {u"for"_s, span}, {u"comment"_s, arguments.comment}};
    case Command::Prolong:
        return ofSource({{u"command"_s, u"prolong"_s}, {u"ids"_s, QJsonArray::fromStringList(arguments.operands)}, {u"for"_s, span}});
    case Command::Unsilence:
        return ofSource({{u"command"_s, u"unsilence"_s}, {u"ids"_s, QJsonArray::fromStringList(arguments.operands)}});
    case Command::History:
        return {{u"command"_s, u"history"_s}, {u"text"_s, arguments.operands.join(u' ')}, {u"since"_s, sinceText(arguments, now)}};
    case Command::Statistics:
        return {{u"command"_s, u"stats"_s}, {u"since"_s, sinceText(arguments, now)}};
    case Command::Event:
        return eventRequest(arguments.event);
    case Command::Check:
    case Command::ConfigCheck:
        break; // need nobody
    }
    return {};
}

bool isAction(Command command)
{
    return command == Command::Acknowledge || command == Command::Resolve || command == Command::Snooze || command == Command::Note
        || command == Command::Prolong || command == Command::Unsilence;
}

bool changesSomething(Command command)
{
    return isAction(command) || command == Command::Silence || command == Command::Pause || command == Command::Resume
        || command == Command::Event;
}

bool dependsOnSources(Command command)
{
    switch (command) {
    case Command::Status:
    case Command::Incidents:
    case Command::Hosts:
    case Command::Monitors:
    case Command::Sources:
        return true;
    case Command::Watch:
    case Command::Checks:
    case Command::OnCall: // of few sources, and it says itself which did not answer
    case Command::Silences: // the same
    case Command::Readiness: // one of its lines
    case Command::Acknowledge:
    case Command::Resolve:
    case Command::Snooze:
    case Command::Note:
    case Command::Pause:
    case Command::Resume:
    case Command::Silence:
    case Command::Prolong:
    case Command::Unsilence:
    case Command::History:
    case Command::Statistics:
    case Command::Event:
    case Command::Check:
    case Command::ConfigCheck:
        return false;
    }
    return false;
}

} // namespace nightbell
