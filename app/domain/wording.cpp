// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/wording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("Wording", text, nullptr, n);
}

QString milliseconds(Duration duration)
{
    return tr("%1 ms").arg(duration.count());
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
    lines.append(tr("%1 is %2; the threshold is %3 for %4.")
                     .arg(name, percentText(finding.value), percentText(finding.threshold), spanText(finding.span)));
    if (finding.since)
        lines.append(tr("Above the threshold since %1.").arg(localDateTime(*finding.since)));
    if (!finding.evidence.isEmpty())
        lines.append(tr("Last samples: %1").arg(sampleLine(finding.evidence)));
    return lines.join(u'\n');
}

QString restartsText(const RuleFinding &finding)
{
    QStringList lines;
    lines.append(tr("%n restart(s) by failure within %1", static_cast<int>(finding.value)).arg(spanText(finding.span)) + u"; "_s
        + tr("the threshold is more than %1.").arg(static_cast<int>(finding.threshold)));
    if (finding.since)
        lines.append(tr("The first of them at %1.").arg(localDateTime(*finding.since)));
    QStringList times;
    for (const Sample &restart : finding.evidence)
        times.append(toDateTime(restart.at).toLocalTime().toString(u"HH:mm:ss"_s));
    if (!times.isEmpty())
        lines.append(tr("Last restarts: %1").arg(times.join(", "_L1)));
    return lines.join(u'\n');
}

// "3 days": how long ago or ahead something is, in the largest unit that fits.
QString distance(Duration duration)
{
    const qint64 minutes = duration.count() / 60'000;
    if (minutes < 120)
        return tr("%n minute(s)", static_cast<int>(minutes));
    if (minutes < 48 * 60)
        return tr("%n hour(s)", static_cast<int>(minutes / 60));
    return tr("%n day(s)", static_cast<int>(minutes / (24 * 60)));
}

QString expiredText(const CheckResult &result)
{
    if (!result.certificateExpires)
        return tr("TLS certificate expired");
    return tr("TLS certificate expired %1 ago").arg(distance(result.at - *result.certificateExpires));
}

QString withDetail(const QString &text, const QString &detail)
{
    return detail.isEmpty() ? text : tr("%1: %2").arg(text, detail);
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
    add(tr("name"), phases.nameLookup);
    add(tr("connect"), phases.connect);
    add(tr("TLS"), phases.tls);
    add(tr("first byte"), phases.firstByte);
    add(tr("transfer"), phases.transfer);
    parts.append(tr("total %1").arg(milliseconds(phases.total)));
    return parts.join(u" · "_s);
}

} // namespace

QString ageText(Duration age)
{
    const qint64 seconds = std::max<qint64>(0, age.count() / 1'000);
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3'600)
        return tr("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3'600)
        return tr("%1 h").arg(seconds / 3'600);
    return tr("%1 d").arg(seconds / 86'400);
}

QString spanText(Duration span)
{
    const qint64 seconds = span.count() / 1'000;
    if (seconds % 86'400 == 0 && seconds > 0)
        return tr("%1 d").arg(seconds / 86'400);
    if (seconds % 3'600 == 0 && seconds > 0)
        return tr("%1 h").arg(seconds / 3'600);
    if (seconds % 60 == 0 && seconds > 0)
        return tr("%1 min").arg(seconds / 60);
    return tr("%1 s").arg(seconds);
}

QString percentText(double percent)
{
    return std::isfinite(percent) ? tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 10 ? 1 : 0)) : tr("unknown");
}

QString ruleTitle(const RuleFinding &finding)
{
    switch (finding.rule) {
    case RuleKind::Cpu:
        return tr("CPU above %1 on %2").arg(percentText(finding.threshold), finding.hostName);
    case RuleKind::Memory:
        return tr("Memory above %1 on %2").arg(percentText(finding.threshold), finding.hostName);
    case RuleKind::Restarts:
        return tr("%1 restarted %n time(s) by failure on %2", static_cast<int>(finding.value)).arg(finding.unit, finding.hostName);
    }
    return {};
}

QString ruleText(const RuleFinding &finding)
{
    switch (finding.rule) {
    case RuleKind::Cpu:
        return figureText(finding, tr("CPU"));
    case RuleKind::Memory:
        return figureText(finding, tr("Memory"));
    case RuleKind::Restarts:
        return restartsText(finding);
    }
    return {};
}

QString checkTitle(const Check &check)
{
    return tr("%1 is failing").arg(check.target);
}

QString checkReason(const CheckResult &result)
{
    switch (result.failure) {
    case CheckFailure::None:
        return {};
    case CheckFailure::Misconfigured:
        return withDetail(tr("the check cannot be run"), result.detail);
    case CheckFailure::NameNotFound:
        return withDetail(tr("name not found"), result.detail);
    case CheckFailure::NameLookupFailed:
        return withDetail(tr("the name server did not answer"), result.detail);
    case CheckFailure::ConnectionRefused:
        return byPeer(tr("connection refused by %1"), tr("connection refused"), result.peer);
    case CheckFailure::Unreachable:
        return byPeer(tr("no route to %1"), tr("the network cannot be reached"), result.peer);
    case CheckFailure::ConnectTimeout:
        return byPeer(tr("no connection to %1 in time"), tr("no connection in time"), result.peer);
    case CheckFailure::Timeout:
        return tr("no complete answer after %1").arg(milliseconds(result.phases.total));
    case CheckFailure::TlsCertificateExpired:
        return expiredText(result);
    case CheckFailure::TlsCertificateNotYetValid:
        return tr("TLS certificate is not valid yet");
    case CheckFailure::TlsNameMismatch:
        return withDetail(tr("TLS certificate is for another name"), result.detail);
    case CheckFailure::TlsUntrusted:
        return withDetail(tr("TLS certificate is not trusted"), result.detail);
    case CheckFailure::TlsHandshake:
        return withDetail(tr("TLS handshake failed"), result.detail);
    case CheckFailure::UnexpectedStatus:
        return withDetail(tr("unexpected status %1").arg(result.status), result.detail);
    case CheckFailure::TextMissing:
        return withDetail(tr("expected text is missing"), result.detail);
    case CheckFailure::TextForbidden:
        return withDetail(tr("the page has a text that must not be there"), result.detail);
    case CheckFailure::TooManyRedirects:
        return withDetail(tr("too many redirects"), result.detail);
    case CheckFailure::AnswerTooLarge:
        return withDetail(tr("the answer is too large"), result.detail);
    case CheckFailure::ConnectionLost:
        return withDetail(tr("the connection broke off"), result.detail);
    }
    return {};
}

QString checkText(const Check &check)
{
    QStringList lines;
    lines.append(tr("Reason: %1").arg(checkReason(check.last)));
    lines.append(tr("%n failure(s) in a row", check.failuresInRow)
        + (check.since ? u", "_s + tr("since %1").arg(localDateTime(*check.since)) : QString()) + u'.');
    lines.append(tr("Time: %1").arg(phasesText(check.last.phases)));
    if (!check.last.peer.isEmpty())
        lines.append(tr("Address: %1").arg(check.last.peer));
    return lines.join(u'\n');
}

QString errorText(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
        return tr("it was cancelled");
    case ErrorKind::Timeout:
        return tr("no answer in time");
    case ErrorKind::Unreachable:
        return withDetail(tr("it cannot be reached"), error.detail);
    case ErrorKind::Tls:
        return withDetail(tr("its TLS certificate was not accepted"), error.detail);
    case ErrorKind::Unauthorized:
        return tr("it refused the token (401)");
    case ErrorKind::Forbidden:
        return withDetail(tr("it does not allow that"), error.detail);
    case ErrorKind::NotFound:
        return withDetail(tr("it does not exist there"), error.detail);
    case ErrorKind::Conflict:
        return withDetail(tr("it has changed meanwhile"), error.detail);
    case ErrorKind::TooManyRequests:
        return tr("it asks to slow down (429)");
    case ErrorKind::Server:
        return withDetail(tr("it has a fault of its own"), error.detail);
    case ErrorKind::BadAnswer:
        return withDetail(tr("its answer cannot be read"), error.detail);
    case ErrorKind::TooLarge:
        return withDetail(tr("its answer is too large"), error.detail);
    case ErrorKind::BadInput:
        return error.detail.isEmpty() ? tr("something is wrong with what was entered") : error.detail;
    case ErrorKind::Storage:
        return withDetail(tr("the disk refused it"), error.detail);
    case ErrorKind::Unavailable:
        return withDetail(tr("this machine does not have it"), error.detail);
    }
    return {};
}

QString stateText(IncidentState state)
{
    switch (state) {
    case IncidentState::Triggered:
        return tr("triggered");
    case IncidentState::Acknowledged:
        return tr("acknowledged");
    case IncidentState::Resolved:
        return tr("resolved");
    }
    return {};
}

QString urgencyText(Urgency urgency)
{
    switch (urgency) {
    case Urgency::High:
        return tr("high urgency");
    case Urgency::Low:
        return tr("low urgency");
    }
    return {};
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return tr("critical");
    case Severity::Error:
        return tr("error");
    case Severity::Warning:
        return tr("warning");
    case Severity::Info:
        return tr("info");
    case Severity::Unknown:
        return tr("severity unknown");
    }
    return {};
}

QString eventText(IncidentEventKind kind)
{
    switch (kind) {
    case IncidentEventKind::Opened:
        return tr("opened");
    case IncidentEventKind::Updated:
        return tr("changed");
    case IncidentEventKind::Paged:
        return tr("page raised");
    case IncidentEventKind::PageCleared:
        return tr("page cleared");
    case IncidentEventKind::Acknowledged:
        return tr("acknowledged");
    case IncidentEventKind::Resolved:
        return tr("resolved");
    case IncidentEventKind::ActionRequested:
        return tr("asked for");
    case IncidentEventKind::ActionQueued:
        return tr("queued");
    case IncidentEventKind::ActionConfirmed:
        return tr("confirmed");
    case IncidentEventKind::ActionRefused:
        return tr("refused");
    case IncidentEventKind::Note:
        return tr("note");
    }
    return {};
}

QString stateText(CheckState state)
{
    switch (state) {
    case CheckState::Waiting:
        return tr("not run yet");
    case CheckState::Passing:
        return tr("passing");
    case CheckState::Failing:
        return tr("failing");
    case CheckState::Failed:
        return tr("failed");
    case CheckState::Paused:
        return tr("off");
    }
    return {};
}

QString stateText(HostState state)
{
    switch (state) {
    case HostState::Up:
        return tr("up");
    case HostState::Down:
        return tr("down");
    case HostState::Unknown:
        return tr("unknown");
    }
    return {};
}

QString restartsUnknownText(RestartsUnknown reason)
{
    switch (reason) {
    case RestartsUnknown::Known:
        return {};
    case RestartsUnknown::NoServiceManager:
        return tr("Restarts of services are not known: this machine was not started by systemd.");
    case RestartsUnknown::NoBus:
        return tr("Restarts of services are not known: systemd cannot be reached over D-Bus.");
    case RestartsUnknown::NotReported:
        return tr("Restarts of services are not reported by this source.");
    }
    return {};
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
