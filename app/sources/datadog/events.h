// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "domain/incidentdetails.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

namespace nightbell::datadog {

// Something that a monitor told.
struct MonitorEvent
{
    QString id; // beyond 2^53: never a number
    TimePoint at{};
    qint64 monitor = 0;
    QStringList groups; // empty: the monitor as a whole
    QString key; // by which events of one cause are told to be
    QString status; // Datadog's word: error, warning, success, …
    QString title;

    bool operator==(const MonitorEvent &) const = default;
};

struct EventAnswer
{
    QList<MonitorEvent> events; // those of monitors, oldest first
    int skipped = 0; // without a time, or a place
};
Expected<EventAnswer> readEvents(QByteArrayView body);

// A search for what monitors told since then, the latest first. `from` on Datadog's clock.
QByteArray eventsBody(TimePoint from);

// What of it is of this group, as lines of a timeline.
QList<SourceEvent> timelineOf(const QList<MonitorEvent> &events, qint64 monitor, const QString &group);

} // namespace nightbell::datadog
