// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/encode.h"

#include "base/duration.h"
#include "base/log.h"
#include "domain/wording.h"
#include "domain/words.h"

#include <cmath>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QJsonValue text(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue time(const std::optional<TimePoint> &time)
{
    return time ? QJsonValue(toIso(*time)) : QJsonValue();
}

QJsonValue percent(const std::optional<double> &percent)
{
    return percent && std::isfinite(*percent) ? QJsonValue(std::round(*percent * 10) / 10) : QJsonValue();
}

QJsonValue hundredth(const std::optional<double> &value)
{
    return value && std::isfinite(*value) ? QJsonValue(std::round(*value * 100) / 100) : QJsonValue();
}

// Whole seconds: an age is true for a moment only.
QJsonValue age(const std::optional<TimePoint> &since, TimePoint now)
{
    if (!since)
        return {};
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - *since);
    return formatDuration(std::max(seconds, std::chrono::seconds(0)));
}

QJsonValue milliseconds(const std::optional<Duration> &duration)
{
    return duration ? QJsonValue(static_cast<qint64>(duration->count())) : QJsonValue();
}

QString toWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Unknown:
        return u"unknown"_s;
    case Verdict::Clear:
        return u"clear"_s;
    case Verdict::Firing:
        return u"firing"_s;
    }
    return {};
}

QJsonObject encodePhases(const CheckPhases &phases)
{
    return {{u"nameLookupMs"_s, milliseconds(phases.nameLookup)}, {u"connectMs"_s, milliseconds(phases.connect)},
        {u"tlsMs"_s, milliseconds(phases.tls)}, {u"firstByteMs"_s, milliseconds(phases.firstByte)},
        {u"transferMs"_s, milliseconds(phases.transfer)}, {u"totalMs"_s, static_cast<qint64>(phases.total.count())}};
}

QJsonValue encodeAction(const IncidentAction &action)
{
    if (action.stage == ActionStage::None)
        return {};
    return QJsonObject{{u"action"_s, action.action}, {u"stage"_s, toWord(action.stage)}, {u"detail"_s, text(action.detail)}};
}

QJsonObject encodeLabels(const QList<Label> &labels)
{
    QJsonObject object;
    for (const Label &label : labels)
        object.insert(label.name, label.value);
    return object;
}

QJsonArray encodeMounts(const QList<Mount> &mounts)
{
    QJsonArray array;
    for (const Mount &mount : mounts)
        array.append(QJsonObject{{u"path"_s, mount.path}, {u"used"_s, percent(mount.usedPercent)}, {u"totalBytes"_s, mount.totalBytes}});
    return array;
}

QJsonArray encodeUnits(const QList<ServiceUnit> &units)
{
    QJsonArray array;
    for (const ServiceUnit &unit : units) {
        QJsonArray restarts;
        for (const TimePoint &restart : unit.failedRestarts)
            restarts.append(toIso(restart));
        array.append(QJsonObject{{u"name"_s, unit.name}, {u"manager"_s, toWord(unit.manager)}, {u"state"_s, text(unit.activeState)},
            {u"subState"_s, text(unit.subState)}, {u"result"_s, text(unit.result)}, {u"failedRestarts"_s, restarts}});
    }
    return array;
}

QJsonArray encodeFigures(const QList<HostFigure> &figures)
{
    QJsonArray array;
    for (const HostFigure &figure : figures)
        array.append(QJsonObject{{u"name"_s, figure.name}, {u"text"_s, figure.text}});
    return array;
}

QJsonArray encodeFaces(const QList<Face> &faces)
{
    QJsonArray array;
    for (const Face &face : faces)
        array.append(QJsonObject{{u"id"_s, face.id.text()}, {u"source"_s, face.source.text()}, {u"state"_s, toWord(face.state)},
            {u"quiet"_s, face.quiet == Quiet::No ? QJsonValue() : QJsonValue(toWord(face.quiet))},
            {u"url"_s, text(face.url.toString(QUrl::FullyEncoded))}});
    return array;
}

} // namespace

QJsonObject encode(const Incident &incident)
{
    return {
        {u"id"_s, incident.id.text()},
        {u"source"_s, incident.source.text()},
        {u"title"_s, incident.title},
        {u"text"_s, text(incident.text)},
        {u"service"_s, text(incident.service.text())},
        {u"host"_s, text(incident.host.text())},
        {u"check"_s, text(incident.check.text())},
        {u"urgency"_s, toWord(incident.urgency)},
        {u"severity"_s, toWord(incident.severity)},
        {u"state"_s, toWord(incident.state)},
        {u"quiet"_s, incident.quiet == Quiet::No ? QJsonValue() : QJsonValue(toWord(incident.quiet))},
        {u"needsYou"_s, incident.needsPerson()},
        {u"created"_s, toIso(incident.created)},
        {u"changed"_s, toIso(incident.changed)},
        {u"acknowledgedAt"_s, time(incident.acknowledgedAt)},
        {u"acknowledgedBy"_s, text(incident.acknowledgedBy)},
        {u"resolvedAt"_s, time(incident.resolvedAt)},
        {u"resolvedBy"_s, text(incident.resolvedBy)},
        {u"unwatched"_s, text(incident.unwatched)},
        {u"url"_s, text(incident.url.toString(QUrl::FullyEncoded))},
        {u"labels"_s, encodeLabels(incident.labels)},
        {u"faces"_s, encodeFaces(incident.faces)},
        {u"action"_s, encodeAction(incident.action)},
    };
}

QJsonObject encode(const Host &host, TimePoint now, Duration restartsWithin)
{
    const auto restarts = host.restartsSince(now - restartsWithin);
    const bool sampled = host.sampledAt != TimePoint();
    return {
        {u"id"_s, host.id.text()},
        {u"source"_s, host.source.text()},
        {u"name"_s, host.name},
        {u"state"_s, toWord(host.state)},
        {u"cpu"_s, percent(host.cpu)},
        {u"memory"_s, percent(host.memory)},
        {u"swap"_s, percent(host.swap)},
        {u"load"_s, QJsonArray{hundredth(host.load1), hundredth(host.load5), hundredth(host.load15)}},
        {u"pressure"_s,
            QJsonObject{
                {u"cpu"_s, percent(host.pressureCpu)}, {u"memory"_s, percent(host.pressureMemory)}, {u"io"_s, percent(host.pressureIo)}}},
        {u"restarts"_s, restarts ? QJsonValue(*restarts) : QJsonValue()},
        {u"restartsWithin"_s, formatDuration(restartsWithin)},
        {u"restartsUnknown"_s, restarts ? QJsonValue() : QJsonValue(toWord(host.restartsUnknown))},
        {u"cores"_s, host.cores > 0 ? QJsonValue(host.cores) : QJsonValue()},
        {u"memoryBytes"_s, host.memoryBytes > 0 ? QJsonValue(host.memoryBytes) : QJsonValue()},
        {u"mounts"_s, encodeMounts(host.mounts)},
        {u"units"_s, encodeUnits(host.units)},
        {u"figures"_s, encodeFigures(host.figures)},
        {u"url"_s, text(host.url.toString(QUrl::FullyEncoded))},
        {u"sampled"_s, sampled ? QJsonValue(toIso(host.sampledAt)) : QJsonValue()},
        {u"age"_s, sampled ? age(host.sampledAt, now) : QJsonValue()},
    };
}

QJsonObject encode(const RuleFinding &finding, const IncidentId &incident)
{
    const bool known = finding.verdict != Verdict::Unknown;
    return {
        {u"id"_s, finding.dedupKey()},
        {u"rule"_s, toWord(finding.rule)},
        {u"host"_s, finding.host.text()},
        {u"hostName"_s, finding.hostName},
        {u"unit"_s, text(finding.unit)},
        {u"state"_s, toWord(finding.verdict)},
        {u"value"_s, known ? percent(finding.value) : QJsonValue()},
        {u"threshold"_s, percent(finding.threshold)},
        {u"span"_s, formatDuration(finding.span)},
        {u"since"_s, time(finding.since)},
        {u"incident"_s, text(incident.text())},
    };
}

QJsonObject encode(const CheckResult &result)
{
    return {
        {u"at"_s, toIso(result.at)},
        {u"state"_s, toWord(result.passed() ? CheckState::Passing : CheckState::Failing)},
        {u"latencyMs"_s, static_cast<qint64>(result.phases.total.count())},
        {u"failure"_s, result.passed() ? QJsonValue() : QJsonValue(toWord(result.failure))},
        {u"reason"_s, text(checkReason(result))},
        {u"status"_s, result.status > 0 ? QJsonValue(result.status) : QJsonValue()},
        {u"peer"_s, text(result.peer)},
        {u"phases"_s, encodePhases(result.phases)},
        {u"certificateExpires"_s, time(result.certificateExpires)},
    };
}

QJsonObject encode(const Check &check)
{
    // A check that has not run has no result: its members are there, and null.
    QJsonObject object = encode(check.last);
    if (check.last.at == TimePoint()) {
        for (const QString &key : object.keys())
            object.insert(key, QJsonValue());
    }
    object.insert(u"id"_s, check.id.text());
    object.insert(u"kind"_s, check.kind);
    object.insert(u"target"_s, check.target);
    object.insert(u"service"_s, text(check.service.text()));
    object.insert(u"state"_s, toWord(check.state));
    object.insert(u"every"_s, formatDuration(check.every));
    object.insert(u"failuresInRow"_s, check.failuresInRow);
    object.insert(u"failAfter"_s, check.failAfter);
    object.insert(u"since"_s, time(check.since));
    return object;
}

QJsonObject encode(const SourceStatus &status, TimePoint now)
{
    QJsonObject object{
        {u"id"_s, status.id.text()},
        {u"kind"_s, status.kind},
        {u"name"_s, status.name},
        {u"state"_s, toWord(status.state)},
        {u"every"_s, formatDuration(status.interval)},
        {u"lastSuccess"_s, time(status.lastSuccess)},
        {u"age"_s, age(status.lastSuccess, now)},
        {u"failingSince"_s, time(status.failingSince)},
        {u"error"_s, QJsonValue()},
        {u"errorKind"_s, QJsonValue()},
        {u"warnings"_s, QJsonArray::fromStringList(status.warnings)},
        {u"facts"_s, QJsonArray::fromStringList(status.facts)},
    };
    if (status.error) {
        object.insert(u"error"_s, errorText(*status.error));
        object.insert(u"errorKind"_s, toWord(status.error->kind));
    }
    return object;
}

QJsonObject encode(const Error &error)
{
    return {{u"kind"_s, toWord(error.kind)}, {u"reason"_s, errorText(error)}, {u"detail"_s, redact(error.detail)}};
}

QJsonObject refusal(const Error &error)
{
    return {{u"ok"_s, false}, {u"error"_s, encode(error)}};
}

Error decodeError(const QJsonObject &object)
{
    const auto kind = fromWord(object.value("kind"_L1).toString(),
        {ErrorKind::Cancelled, ErrorKind::Timeout, ErrorKind::Unreachable, ErrorKind::Tls, ErrorKind::Unauthorized, ErrorKind::Forbidden,
            ErrorKind::NotFound, ErrorKind::Conflict, ErrorKind::TooManyRequests, ErrorKind::Server, ErrorKind::BadAnswer,
            ErrorKind::TooLarge, ErrorKind::BadInput, ErrorKind::Storage, ErrorKind::Unavailable, ErrorKind::Locked});
    return Error{kind.value_or(ErrorKind::BadAnswer), object.value("detail"_L1).toString()};
}

} // namespace nightbell
