// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "domain/checkresult.h"
#include "domain/host.h"
#include "domain/hostrules.h"
#include "domain/incident.h"
#include "engine/sourcestatus.h"

#include <QJsonArray>
#include <QJsonObject>

// How values look in JSON, on the command line and on the local socket. People script against it: members may be added, but
// none renamed or taken away. Times are ISO 8601 UTC, durations "90s", percentages 0–100 with one decimal, states are the
// words of toWord(). What is absent or not known is null, never missing and never a made-up figure.
namespace nightbell {

QJsonObject encode(const Incident &incident);

// `age` is that of the figures. `restarts` counts those by failure within `restartsWithin`.
QJsonObject encode(const Host &host, TimePoint now, Duration restartsWithin);

// A rule and what it says of its host (and service) now. `incident` is the open one of the same cause; empty: none.
QJsonObject encode(const RuleFinding &finding, const IncidentId &incident);

QJsonObject encode(const Check &check);
QJsonObject encode(const CheckResult &result); // one run: state (passing|failing), latencyMs, reason, phases, …

QJsonObject encode(const SourceStatus &status, TimePoint now);

QJsonObject encode(const Error &error); // kind, reason (a sentence), detail
QJsonObject refusal(const Error &error); // an answer as a whole: not ok, and why
// The reverse, for whoever reads an answer. An error it does not know is a BadAnswer.
Error decodeError(const QJsonObject &object);

template<typename T, typename... More>
QJsonArray encodeAll(const QList<T> &values, const More &...more)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(encode(value, more...));
    return array;
}

} // namespace nightbell
