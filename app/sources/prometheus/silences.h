// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "sources/prometheus/labels.h"

#include <QByteArray>

namespace nightbell::prometheus {

struct Silence
{
    QString id;
    Matchers matchers;
    TimePoint startsAt{};
    TimePoint endsAt{};
    QString createdBy;
    QString comment;
    QString cluster = {}; // whose it is: the suffix of its alerts; never sent

    bool operator==(const Silence &) const = default;
};

// Those of /api/v2/silences that have not expired. Elements that cannot be read are left out.
Expected<QList<Silence>> readSilences(QByteArrayView body);

// What is sent to make it, or to change it where it has an id.
QByteArray silenceJson(const Silence &silence);

// The id in the answer to that.
Expected<QString> readSilenceId(QByteArrayView body);

// An acknowledgement is a silence whose comment says so. "ACK!" is what other consoles and helpers write and look for as
// well: it goes on as long as the alert does. With an end that somebody chose it is a snooze.
QString acknowledgementComment(const QString &text);
QString snoozeComment(const QString &text);
bool isAcknowledgement(const Silence &silence); // either
bool goesOnUntilResolved(const Silence &silence);
QString plainComment(const Silence &silence); // as it was typed

} // namespace nightbell::prometheus
