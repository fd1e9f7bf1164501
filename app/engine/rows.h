// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"

#include <QSqlQuery>
#include <QVariantList>

// How incidents and events stand in the database's tables. One place for the order of the columns.
namespace nightbell {

QString incidentColumns();
QVariantList incidentValues(const Incident &incident);
Incident incidentFromRow(const QSqlQuery &query); // of a SELECT of incidentColumns()

QString eventColumns();
IncidentEvent eventFromRow(const QSqlQuery &query); // of a SELECT of eventColumns()

} // namespace nightbell
