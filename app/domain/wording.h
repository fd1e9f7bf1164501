// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "domain/checkresult.h"
#include "domain/host.h"
#include "domain/hostrules.h"
#include "domain/incident.h"
#include "domain/names.h"

#include <QString>

// The sentences that window, terminal, notification, history and e-mail have in common, translated. They are here and not
// in ui because an incident has its title before anybody looks at it, and also where there is no window.
namespace nightbell {

// "4 s", "12 min", "2 h", "3 d": one unit, rounded down.
QString ageText(Duration age);

// "5 min", "1 h", "90 s": a span as a person says it, exact.
QString spanText(Duration span);

QString percentText(double percent); // "91 %"

// "CPU 91 % on web-1", "nginx.service restarted 3 times by failure on web-1"
QString ruleTitle(const RuleFinding &finding);
// The figure, the threshold, since when, the last samples; lines of plain text. Times are local.
QString ruleText(const RuleFinding &finding);

QString checkTitle(const Check &check); // "https://example.com/health is failing"
// Why it failed: "TLS certificate expired 2 days ago", "connection refused by 10.0.0.3:443".
QString checkReason(const CheckResult &result);
// The reason, the number of failures in a row, since when, the phases of the last run; lines of plain text.
QString checkText(const Check &check);

// What happened, in a sentence without a full stop: "no answer in time", "the token was refused (401)".
QString errorText(const Error &error);

QString stateText(IncidentState state); // "triggered"
QString stateText(const Incident &incident); // the same, or why nobody is needed: "pending", "silenced", "inhibited"
QString urgencyText(Urgency urgency);
QString severityText(Severity severity);
QString eventText(IncidentEventKind kind); // "acknowledged"
QString faceText(const Face &face, TimePoint now); // "#4711, acknowledged by Doug"
QString stateText(CheckState state);
QString stateText(HostState state);
QString restartsUnknownText(RestartsUnknown reason); // why, in a sentence; empty where they are known
QString localDateTime(TimePoint time); // "2026-11-23 03:12:05"
QString clockTime(TimePoint time, TimePoint now); // "03:12"; with weekday or date if it is not of the same day as now
QString countdownText(Duration left); // "0:56", "1:04:10"; nothing left: "now"
// What happens by itself, with its time of day, so that it stays true without ticking: "escalates at 03:16 to Backup"; empty: nothing.
QString escalationText(const Incident &incident, TimePoint now);
QString placeText(const Incident &incident, const Names &names); // "Payments · PagerDuty": of which service, told by whom
QString assigneesText(const Incident &incident); // "me", "me and 1 other", "Ann, Bob"; empty: nobody in particular
QString localTime(TimePoint time, TimePoint now); // "03:12:05"; with the date if it is not of the same day as now

} // namespace nightbell
