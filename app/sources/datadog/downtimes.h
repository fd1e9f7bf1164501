// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace nightbell::datadog {

// Why Nightbell made a downtime: stands at the beginning of its message.
enum class Purpose : std::uint8_t {
    Foreign, // it did not
    Acknowledged, // somebody is on it
    Muted, // somebody wants to have quiet
};

// A stretch of time in which monitors do not notify. Datadog's word for a mute.
struct Downtime
{
    QString id;
    QString scope; // "host:web-1 AND env:prod", "*"
    std::optional<qint64> monitor;
    QStringList monitorTags; // where no monitor is named; "*": all
    QString message;
    QString status; // Datadog's word: active, scheduled, ended, canceled
    std::optional<TimePoint> start;
    std::optional<TimePoint> end; // absent: for ever
    Purpose purpose = Purpose::Foreign;
    QString who; // made it from Nightbell

    bool operator==(const Downtime &) const = default;
};

struct DowntimeAnswer
{
    QList<Downtime> downtimes;
    qint64 total = 0; // of all pages
    int skipped = 0;
};
Expected<DowntimeAnswer> readDowntimes(QByteArrayView body); // a page, or a single one

// Those that are active and not past their end, at Datadog's time. A list may be older than what is in it: where it cannot be had
// any more, an end has to be noticed all the same.
QList<Downtime> inForce(const QList<Downtime> &downtimes, TimePoint there);

// Whether every condition of the scope is among the tags. What is more than conditions joined by AND is not understood,
// and reaches nothing: better a page too many.
bool scopeReaches(const QString &scope, const QStringList &tags);

// The tags that all have to be there; none: it reaches everything. nullopt: it is not understood.
std::optional<QStringList> conditionsOf(const QString &scope);

// The scope that is met by exactly these tags; "*" for none.
QString scopeOf(const QStringList &tags);

struct DowntimeWish
{
    QString scope;
    std::optional<qint64> monitor; // absent: those with the tags
    QStringList monitorTags = {}; // empty: all
    TimePoint end{}; // on Datadog's clock
    QString message;
};
QByteArray createBody(const DowntimeWish &wish);
QByteArray prolongBody(const QString &id, TimePoint end, const QString &message);

QString messageOf(Purpose purpose, const QString &who, const QString &reason);

} // namespace nightbell::datadog
