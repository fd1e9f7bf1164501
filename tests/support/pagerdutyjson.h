// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/pagerdutyworld.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

// The objects of a world as PagerDuty writes them.
namespace nightbell::pd {

QString iso(TimePoint time); // "2026-01-05T03:00:00Z"
QJsonValue isoOrNull(const std::optional<TimePoint> &time);

QJsonObject toJson(const World &world, const User &user);
QJsonObject toJson(const World &world, const Team &team);
QJsonObject toJson(const World &world, const Service &service);
QJsonObject toJson(const World &world, const Policy &policy);
QJsonObject toJson(const World &world, const Priority &priority);
QJsonObject toJson(const World &world, const Schedule &schedule);
QJsonObject toJson(const World &world, const Shift &shift); // a rendered entry
QJsonObject toJson(const World &world, const Override &override);
QJsonObject toJson(const World &world, const Note &note);
QJsonObject toJson(const World &world, const StatusUpdate &update);
QJsonObject toJson(const World &world, const MaintenanceWindow &window);
QJsonObject toJson(const World &world, const Workflow &workflow);
QJsonObject toJson(const World &world, const ChangeEvent &event);
// include: acknowledgers, assignees, escalation_policies, first_trigger_log_entries, services, teams, users, …
QJsonObject toJson(const World &world, const Incident &incident, const QStringList &include = {});
QJsonObject toJson(const World &world, const Incident &incident, const Alert &alert);
QJsonObject toJson(const World &world, const Incident &incident, const LogEntry &entry, const QStringList &include = {});
bool isDocumented(const LogEntry &entry); // its type stands in the document, for every list that it may be in

} // namespace nightbell::pd
