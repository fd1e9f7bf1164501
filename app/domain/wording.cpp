// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/wording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Wording
{
    Q_DECLARE_TR_FUNCTIONS(Wording)
};

QString milliseconds(Duration duration)
{
    return Wording::tr("%1 ms").arg(duration.count());
}

QString sampleLine(const QList<Sample> &evidence)
{
    QStringList values;
    for (const Sample &sample : evidence)
        values.append(percentText(sample.value));
    return values.join(", "_L1);
}

QString figureText(const RuleFinding &finding, const QString &name)
{
    QStringList lines;
    lines.append(Wording::tr("%1 is %2; the threshold is %3 for %4.")
                     .arg(name, percentText(finding.value), percentText(finding.threshold), spanText(finding.span)));
    if (finding.since)
        lines.append(Wording::tr("Above the threshold since %1.").arg(localDateTime(*finding.since)));
    if (!finding.evidence.isEmpty())
        lines.append(Wording::tr("Last samples: %1").arg(sampleLine(finding.evidence)));
    return lines.join(u'\n');
}

QString restartsText(const RuleFinding &finding)
{
    QStringList lines;
    lines.append(Wording::tr("%n restart(s) by failure within %1", nullptr, static_cast<int>(finding.value)).arg(spanText(finding.span))
        + u"; "_s + Wording::tr("the threshold is more than %1.").arg(static_cast<int>(finding.threshold)));
    if (finding.since)
        lines.append(Wording::tr("The first of them at %1.").arg(localDateTime(*finding.since)));
    QStringList times;
    for (const Sample &restart : finding.evidence)
        times.append(toDateTime(restart.at).toLocalTime().toString(u"HH:mm:ss"_s));
    if (!times.isEmpty())
        lines.append(Wording::tr("Last restarts: %1").arg(times.join(", "_L1)));
    return lines.join(u'\n');
}

// "3 days": how long ago or ahead something is, in the largest unit that fits.
QString distance(Duration duration)
{
    const qint64 minutes = duration.count() / 60'000;
    if (minutes < 120)
        return Wording::tr("%n minute(s)", nullptr, static_cast<int>(minutes));
    if (minutes < 48 * 60)
        return Wording::tr("%n hour(s)", nullptr, static_cast<int>(minutes / 60));
    return Wording::tr("%n day(s)", nullptr, static_cast<int>(minutes / (24 * 60)));
}

QString expiredText(const CheckResult &result)
{
    if (!result.certificateExpires)
        return Wording::tr("TLS certificate expired");
    return Wording::tr("TLS certificate expired %1 ago").arg(distance(result.at - *result.certificateExpires));
}

QString withDetail(const QString &text, const QString &detail)
{
    return detail.isEmpty() ? text : Wording::tr("%1: %2").arg(text, detail);
}

QString byPeer(const QString &with, const QString &without, const QString &peer)
{
    return peer.isEmpty() ? without : with.arg(peer);
}

QString phasesText(const CheckPhases &phases)
{
    QStringList parts;
    const auto add = [&parts](const QString &name, const std::optional<Duration> &duration) {
        if (duration)
            parts.append(name + u' ' + milliseconds(*duration));
    };
    add(Wording::tr("name"), phases.nameLookup);
    add(Wording::tr("connect"), phases.connect);
    add(Wording::tr("TLS"), phases.tls);
    add(Wording::tr("first byte"), phases.firstByte);
    add(Wording::tr("transfer"), phases.transfer);
    parts.append(Wording::tr("total %1").arg(milliseconds(phases.total)));
    return parts.join(u" · "_s);
}

} // namespace

QString ageText(Duration age)
{
    const qint64 seconds = std::max<qint64>(0, age.count() / 1'000);
    if (seconds < 60)
        return Wording::tr("%1 s").arg(seconds);
    if (seconds < 3'600)
        return Wording::tr("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3'600)
        return Wording::tr("%1 h").arg(seconds / 3'600);
    return Wording::tr("%1 d").arg(seconds / 86'400);
}

QString spanText(Duration span)
{
    const qint64 seconds = span.count() / 1'000;
    if (seconds % 86'400 == 0 && seconds > 0)
        return Wording::tr("%1 d").arg(seconds / 86'400);
    if (seconds % 3'600 == 0 && seconds > 0)
        return Wording::tr("%1 h").arg(seconds / 3'600);
    if (seconds % 60 == 0 && seconds > 0)
        return Wording::tr("%1 min").arg(seconds / 60);
    return Wording::tr("%1 s").arg(seconds);
}

QString percentText(double percent)
{
    return std::isfinite(percent) ? Wording::tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 10 ? 1 : 0))
                                  : Wording::tr("unknown");
}

QString ruleTitle(const RuleFinding &finding)
{
    switch (finding.rule) {
    case RuleKind::Cpu:
        return Wording::tr("CPU above %1 on %2").arg(percentText(finding.threshold), finding.hostName);
    case RuleKind::Memory:
        return Wording::tr("Memory above %1 on %2").arg(percentText(finding.threshold), finding.hostName);
    case RuleKind::Restarts:
        return Wording::tr("%1 restarted %n time(s) by failure on %2", nullptr, static_cast<int>(finding.value))
            .arg(finding.unit, finding.hostName);
    }
    return {};
}

QString ruleText(const RuleFinding &finding)
{
    switch (finding.rule) {
    case RuleKind::Cpu:
        return figureText(finding, Wording::tr("CPU"));
    case RuleKind::Memory:
        return figureText(finding, Wording::tr("Memory"));
    case RuleKind::Restarts:
        return restartsText(finding);
    }
    return {};
}

QString checkTitle(const Check &check)
{
    return Wording::tr("%1 is failing").arg(check.target);
}

QString checkReason(const CheckResult &result)
{
    switch (result.failure) {
    case CheckFailure::None:
        return {};
    case CheckFailure::Misconfigured:
        return withDetail(Wording::tr("the check cannot be run"), result.detail);
    case CheckFailure::NameNotFound:
        return withDetail(Wording::tr("name not found"), result.detail);
    case CheckFailure::NameLookupFailed:
        return withDetail(Wording::tr("the name server did not answer"), result.detail);
    case CheckFailure::ConnectionRefused:
        return byPeer(Wording::tr("connection refused by %1"), Wording::tr("connection refused"), result.peer);
    case CheckFailure::Unreachable:
        return byPeer(Wording::tr("no route to %1"), Wording::tr("the network cannot be reached"), result.peer);
    case CheckFailure::ConnectTimeout:
        return byPeer(Wording::tr("no connection to %1 in time"), Wording::tr("no connection in time"), result.peer);
    case CheckFailure::Timeout:
        return Wording::tr("no complete answer after %1").arg(milliseconds(result.phases.total));
    case CheckFailure::TlsCertificateExpired:
        return expiredText(result);
    case CheckFailure::TlsCertificateNotYetValid:
        return Wording::tr("TLS certificate is not valid yet");
    case CheckFailure::TlsNameMismatch:
        return withDetail(Wording::tr("TLS certificate is for another name"), result.detail);
    case CheckFailure::TlsUntrusted:
        return withDetail(Wording::tr("TLS certificate is not trusted"), result.detail);
    case CheckFailure::TlsHandshake:
        return withDetail(Wording::tr("TLS handshake failed"), result.detail);
    case CheckFailure::UnexpectedStatus:
        return withDetail(Wording::tr("unexpected status %1").arg(result.status), result.detail);
    case CheckFailure::TextMissing:
        return withDetail(Wording::tr("expected text is missing"), result.detail);
    case CheckFailure::TextForbidden:
        return withDetail(Wording::tr("the page has a text that must not be there"), result.detail);
    case CheckFailure::TooManyRedirects:
        return withDetail(Wording::tr("too many redirects"), result.detail);
    case CheckFailure::AnswerTooLarge:
        return withDetail(Wording::tr("the answer is too large"), result.detail);
    case CheckFailure::ConnectionLost:
        return withDetail(Wording::tr("the connection broke off"), result.detail);
    }
    return {};
}

QString checkText(const Check &check)
{
    QStringList lines;
    lines.append(Wording::tr("Reason: %1").arg(checkReason(check.last)));
    lines.append(Wording::tr("%n failure(s) in a row", nullptr, check.failuresInRow)
        + (check.since ? u", "_s + Wording::tr("since %1").arg(localDateTime(*check.since)) : QString()) + u'.');
    lines.append(Wording::tr("Time: %1").arg(phasesText(check.last.phases)));
    if (!check.last.peer.isEmpty())
        lines.append(Wording::tr("Address: %1").arg(check.last.peer));
    return lines.join(u'\n');
}

QString errorText(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
        return Wording::tr("it was cancelled");
    case ErrorKind::Timeout:
        return Wording::tr("no answer in time");
    case ErrorKind::Unreachable:
        return withDetail(Wording::tr("it cannot be reached"), error.detail);
    case ErrorKind::Tls:
        return withDetail(Wording::tr("its TLS certificate was not accepted"), error.detail);
    case ErrorKind::Unauthorized:
        return Wording::tr("it refused the login (401)");
    case ErrorKind::Forbidden:
        return withDetail(Wording::tr("it does not allow that"), error.detail);
    case ErrorKind::NotFound:
        return withDetail(Wording::tr("it does not exist there"), error.detail);
    case ErrorKind::Conflict:
        return withDetail(Wording::tr("it has changed meanwhile"), error.detail);
    case ErrorKind::TooManyRequests:
        return Wording::tr("it asks to slow down (429)");
    case ErrorKind::Server:
        return withDetail(Wording::tr("it has a fault of its own"), error.detail);
    case ErrorKind::BadAnswer:
        return withDetail(Wording::tr("its answer cannot be read"), error.detail);
    case ErrorKind::TooLarge:
        return withDetail(Wording::tr("its answer is too large"), error.detail);
    case ErrorKind::BadInput:
        return error.detail.isEmpty() ? Wording::tr("something is wrong with what was entered") : error.detail;
    case ErrorKind::Storage:
        return withDetail(Wording::tr("the disk refused it"), error.detail);
    case ErrorKind::Unavailable:
        return withDetail(Wording::tr("this machine does not have it"), error.detail);
    case ErrorKind::Locked:
        return Wording::tr("the keychain is locked or does not answer: it has to be unlocked first");
    }
    return {};
}

QString stateText(IncidentState state)
{
    switch (state) {
    case IncidentState::Triggered:
        return Wording::tr("triggered");
    case IncidentState::Acknowledged:
        return Wording::tr("acknowledged");
    case IncidentState::Resolved:
        return Wording::tr("resolved");
    }
    return {};
}

QString faceText(const Face &face, TimePoint now)
{
    Incident there;
    there.state = face.state;
    there.quiet = face.quiet;
    QStringList parts;
    if (!face.number.isEmpty())
        parts.append(u'#' + face.number);
    const bool isBySomebody = face.state == IncidentState::Acknowledged && !face.acknowledgedBy.isEmpty();
    parts.append(isBySomebody ? Wording::tr("acknowledged by %1").arg(face.acknowledgedBy) : stateText(there));
    if (face.quietUntil)
        parts.append(Wording::tr("quiet until %1").arg(clockTime(*face.quietUntil, now)));
    return parts.join(", "_L1);
}

QString stateText(const Incident &incident)
{
    if (incident.state != IncidentState::Triggered)
        return stateText(incident.state);
    switch (incident.quiet) {
    case Quiet::No:
        return stateText(incident.state);
    case Quiet::Pending:
        return Wording::tr("pending");
    case Quiet::Silenced:
        return Wording::tr("silenced");
    case Quiet::Inhibited:
        return Wording::tr("inhibited");
    }
    return {};
}

QString urgencyText(Urgency urgency)
{
    switch (urgency) {
    case Urgency::High:
        return Wording::tr("high urgency");
    case Urgency::Low:
        return Wording::tr("low urgency");
    }
    return {};
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return Wording::tr("critical");
    case Severity::Error:
        return Wording::tr("error");
    case Severity::Warning:
        return Wording::tr("warning");
    case Severity::Info:
        return Wording::tr("info");
    case Severity::Unknown:
        return Wording::tr("severity unknown");
    }
    return {};
}

QString eventText(IncidentEventKind kind)
{
    switch (kind) {
    case IncidentEventKind::Opened:
        return Wording::tr("opened");
    case IncidentEventKind::Seen:
        return Wording::tr("seen");
    case IncidentEventKind::Updated:
        return Wording::tr("changed");
    case IncidentEventKind::Paged:
        return Wording::tr("page raised");
    case IncidentEventKind::Shown:
        return Wording::tr("shown");
    case IncidentEventKind::Sounded:
        return Wording::tr("sound started");
    case IncidentEventKind::BackupTold:
        return Wording::tr("backup told");
    case IncidentEventKind::BackupMissed:
        return Wording::tr("backup not told");
    case IncidentEventKind::PageCleared:
        return Wording::tr("page cleared");
    case IncidentEventKind::Acknowledged:
        return Wording::tr("acknowledged");
    case IncidentEventKind::Resolved:
        return Wording::tr("resolved");
    case IncidentEventKind::ActionRequested:
        return Wording::tr("asked for");
    case IncidentEventKind::ActionSent:
        return Wording::tr("sent");
    case IncidentEventKind::ActionQueued:
        return Wording::tr("queued");
    case IncidentEventKind::ActionConfirmed:
        return Wording::tr("confirmed");
    case IncidentEventKind::ActionRefused:
        return Wording::tr("refused");
    case IncidentEventKind::Note:
        return Wording::tr("note");
    case IncidentEventKind::OnCall:
        return Wording::tr("on call");
    }
    return {};
}

QString stateText(CheckState state)
{
    switch (state) {
    case CheckState::Waiting:
        return Wording::tr("not run yet");
    case CheckState::Passing:
        return Wording::tr("passing");
    case CheckState::Failing:
        return Wording::tr("failing");
    case CheckState::Failed:
        return Wording::tr("failed");
    case CheckState::Paused:
        return Wording::tr("off");
    }
    return {};
}

QString stateText(HostState state)
{
    switch (state) {
    case HostState::Up:
        return Wording::tr("up");
    case HostState::Down:
        return Wording::tr("down");
    case HostState::Unknown:
        return Wording::tr("unknown");
    }
    return {};
}

QString restartsUnknownText(RestartsUnknown reason)
{
    switch (reason) {
    case RestartsUnknown::Known:
        return {};
    case RestartsUnknown::NoServiceManager:
        return Wording::tr("Restarts of services are not known: this machine was not started by systemd.");
    case RestartsUnknown::NoBus:
        return Wording::tr("Restarts of services are not known: systemd cannot be reached over D-Bus.");
    case RestartsUnknown::NotReported:
        return Wording::tr("Restarts of services are not reported by this source.");
    }
    return {};
}

QString clockTime(TimePoint time, TimePoint now)
{
    const QDateTime local = toDateTime(time).toLocalTime();
    const qint64 days = toDateTime(now).toLocalTime().date().daysTo(local.date());
    if (days == 0)
        return local.toString(u"HH:mm"_s);
    const QString weekday = QLocale().dayName(local.date().dayOfWeek(), QLocale::ShortFormat);
    if (days > 0)
        return weekday + local.toString(days < 7 ? u" HH:mm"_s : u" yyyy-MM-dd HH:mm"_s);
    return local.toString(u"yyyy-MM-dd HH:mm"_s);
}

QString countdownText(Duration left)
{
    const qint64 seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    if (seconds <= 0)
        return Wording::tr("now");
    const QString tail = u":%1"_s.arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (seconds < 3'600)
        return QString::number(seconds / 60) + tail;
    return u"%1:%2"_s.arg(seconds / 3'600).arg(seconds / 60 % 60, 2, 10, QLatin1Char('0')) + tail;
}

QString placeText(const Incident &incident, const Names &names)
{
    QStringList parts{names.of(incident.service), names.of(incident.source)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString escalationText(const Incident &incident, TimePoint now)
{
    if (!incident.escalation || incident.state != IncidentState::Triggered)
        return {};
    const QString time = clockTime(incident.escalation->at, now);
    return incident.escalation->to.isEmpty() ? Wording::tr("escalates at %1").arg(time)
                                             : Wording::tr("escalates at %1 to %2").arg(time, incident.escalation->to);
}

QString assigneesText(const Incident &incident)
{
    if (incident.concern == Concern::Mine) {
        const int others = std::max(static_cast<int>(incident.assignees.size()) - 1, 0);
        return others == 0 ? Wording::tr("me") : Wording::tr("me and %n other(s)", nullptr, others);
    }
    QStringList names;
    for (const Person &person : incident.assignees)
        names.append(person.name.isEmpty() ? person.id.text() : person.name);
    return names.join(", "_L1);
}

QString localTime(TimePoint time, TimePoint now)
{
    const QDateTime local = toDateTime(time).toLocalTime();
    const bool sameDay = local.date() == toDateTime(now).toLocalTime().date();
    return sameDay ? local.toString(u"HH:mm:ss"_s) : localDateTime(time);
}

QString localDateTime(TimePoint time)
{
    return toDateTime(time).toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

} // namespace nightbell
