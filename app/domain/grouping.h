// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace nightbell {

// What incidents are put together by.
struct Grouping
{
    enum class By : std::uint8_t { Nothing, Source, Host, Service, Severity, Label };

    By by = By::Nothing;
    QString label = {}; // the name of it, for By::Label

    bool operator==(const Grouping &) const = default;
};

// "source", "label:team"; empty: by nothing.
QString toWord(const Grouping &grouping);
std::optional<Grouping> groupingFromWord(const QString &word);

// What the incident has there: an id, the word of a severity, the value of a label; empty: it has none.
QString groupOf(const Incident &incident, const Grouping &grouping);

using GroupId = Id<struct GroupTag>;

struct IncidentGroup
{
    GroupId id; // the groupOf() of its members
    qsizetype count = 0;
    qsizetype needing = 0; // members that need a person
    Shared<Incident> worst; // of the members, the one that wants attention most
    QList<Label> shared; // the labels that all members have, without the one that they are grouped by

    bool operator==(const IncidentGroup &) const = default;
};

// Groups with somebody needed first, then those with something triggered, then acknowledged; by their names within.
QList<IncidentGroup> grouped(const SharedIncidents &incidents, const Grouping &grouping);

// The names of all labels that occur, sorted.
QStringList labelNames(const SharedIncidents &incidents);

} // namespace nightbell

Q_DECLARE_TYPEINFO(nightbell::IncidentGroup, Q_RELOCATABLE_TYPE);
