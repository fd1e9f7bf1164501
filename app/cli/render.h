// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cli/output.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

// What people read of the answers of Control: tables and sentences. Pure; times are local.
namespace nightbell {

struct RenderContext
{
    TimePoint now{};
    bool coloured = false;
    qsizetype width = 0; // of the terminal; 0: there is none
};

QStringList renderStatus(const QJsonObject &status, RenderContext context);
QStringList renderPaging(const QJsonObject &paging, RenderContext context); // a pause, and what is kept back
QStringList renderIncidents(const QJsonArray &incidents, RenderContext context);
QStringList renderHosts(const QJsonArray &hosts, RenderContext context);
QStringList renderRules(const QJsonArray &rules, RenderContext context); // the built-in ones
QStringList renderChecks(const QJsonArray &checks, RenderContext context);
QStringList renderSources(const QJsonArray &sources, RenderContext context);
QStringList renderSourceFacts(const QJsonArray &sources); // below the list, where there are any

QString renderWatchLine(const QJsonObject &line, RenderContext context);
QString renderSummary(const QJsonObject &status, RenderContext context); // the first line of `watch`
QStringList renderCheckRun(const QString &target, const QJsonObject &result, RenderContext context);

// What the console has to say about itself, by the word of its kind.
QString renderNotice(const QJsonObject &notice);

// A source that is not fresh, in a sentence: "prod has failed: no answer in time. What is shown of it is 3 min old."
QString silentSourceText(const QJsonObject &source, TimePoint now);

} // namespace nightbell
