// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/renderreadiness.h"

#include "domain/testreport.h"

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QString signOf(const QString &level)
{
    return level == "good"_L1 ? u"✔"_s : level == "bad"_L1 ? u"✖"_s : u"!"_s;
}

} // namespace

QStringList renderReadiness(const QJsonArray &facts, RenderContext)
{
    qsizetype widest = 0;
    for (const QJsonValue &fact : facts)
        widest = std::max(widest, harmless(fact["name"_L1].toString()).size());
    QStringList lines;
    for (const QJsonValue &fact : facts) {
        const QString name = harmless(fact["name"_L1].toString());
        lines.append(signOf(fact["level"_L1].toString()) + u' ' + name.leftJustified(widest + 2) + harmless(fact["says"_L1].toString()));
        if (const QString mend = harmless(fact["mend"_L1].toString()); !mend.isEmpty())
            lines.append(QString(widest + 4, u' ') + mend);
    }
    return lines;
}

QStringList renderTest(const QJsonObject &report, RenderContext)
{
    const auto read = testReportFrom(report);
    return read ? testLines(*read) : QStringList();
}

bool isAnyBad(const QJsonArray &facts)
{
    return std::ranges::any_of(facts, [](const QJsonValue &fact) { return fact["level"_L1] == "bad"_L1; });
}

} // namespace nightbell
