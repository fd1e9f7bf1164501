// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/testreport.h"

#include "domain/wording.h"
#include "domain/words.h"

#include <QCoreApplication>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TestPage)
};

QJsonValue milliseconds(const std::optional<Duration> &span)
{
    return span ? QJsonValue(qint64{span->count()}) : QJsonValue();
}

std::optional<Duration> spanFrom(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(Duration(value.toInteger())) : std::nullopt;
}

// Milliseconds matter to the program, seconds to the person.
QString preciseText(Duration span)
{
    return span < std::chrono::seconds(10) ? Words::tr("%1 ms").arg(span.count()) : ageText(span);
}

QString reactionText(const TestReport &report)
{
    const QString after = ageText(report.acknowledged.value_or(Duration(0)));
    if (report.by == "notification"_L1)
        return Words::tr("Acknowledged in the notification after %1.").arg(after);
    if (report.by == "alert"_L1)
        return Words::tr("Acknowledged in the alert window after %1.").arg(after);
    if (report.by == "tray"_L1)
        return Words::tr("Acknowledged in the tray after %1.").arg(after);
    if (report.by == "command"_L1)
        return Words::tr("Acknowledged by nightbellctl after %1.").arg(after);
    return Words::tr("Acknowledged in the window after %1.").arg(after);
}

std::optional<TimePoint> nextDaily(QTime at, std::optional<TimePoint> last, TimePoint now)
{
    const QDate today = toDateTime(now).toLocalTime().date();
    // From yesterday on: shortly after midnight one of 23:55 may have to be made up for.
    for (int day = -1; day <= 2; ++day) {
        const TimePoint moment = fromDateTime(QDateTime(today.addDays(day), at));
        const bool isPast = now >= moment + testsMadeUpFor;
        const bool isDone = last && *last >= moment;
        if (!isPast && !isDone)
            return moment;
    }
    return std::nullopt;
}

} // namespace

QString toWord(TestOutcome outcome)
{
    switch (outcome) {
    case TestOutcome::Running:
        return u"running"_s;
    case TestOutcome::Acknowledged:
        return u"acknowledged"_s;
    case TestOutcome::Nobody:
        return u"nobody"_s;
    case TestOutcome::Interrupted:
        return u"interrupted"_s;
    }
    return {};
}

QJsonObject encode(const TestReport &report)
{
    return {{u"started"_s, toIso(report.started)}, {u"scheduled"_s, report.isScheduled}, {u"incident"_s, report.incident.text()},
        {u"outcome"_s, toWord(report.outcome)}, {u"shownMs"_s, milliseconds(report.shown)}, {u"rangMs"_s, milliseconds(report.rang)},
        {u"alertedMs"_s, milliseconds(report.alerted)}, {u"acknowledgedMs"_s, milliseconds(report.acknowledged)}, {u"by"_s, report.by},
        {u"unseen"_s, report.unseen}, {u"unheard"_s, report.unheard}};
}

std::optional<TestReport> testReportFrom(const QJsonObject &object)
{
    const auto started = fromIso(object.value("started"_L1).toString());
    const auto outcome = fromWord<TestOutcome>(object.value("outcome"_L1).toString(),
        {TestOutcome::Running, TestOutcome::Acknowledged, TestOutcome::Nobody, TestOutcome::Interrupted});
    if (!started || !outcome)
        return std::nullopt;
    TestReport report;
    report.started = *started;
    report.outcome = *outcome;
    report.isScheduled = object.value("scheduled"_L1).toBool();
    report.incident = IncidentId(object.value("incident"_L1).toString());
    report.shown = spanFrom(object.value("shownMs"_L1));
    report.rang = spanFrom(object.value("rangMs"_L1));
    report.alerted = spanFrom(object.value("alertedMs"_L1));
    report.acknowledged = spanFrom(object.value("acknowledgedMs"_L1));
    report.by = object.value("by"_L1).toString();
    report.unseen = object.value("unseen"_L1).toString();
    report.unheard = object.value("unheard"_L1).toString();
    return report;
}

QString testOutcomeText(const TestReport &report, TimePoint now)
{
    const QString age = ageText(std::max(std::chrono::duration_cast<Duration>(now - report.started), Duration(0)));
    switch (report.outcome) {
    case TestOutcome::Running:
        return Words::tr("A test page is under way, since %1.").arg(age);
    case TestOutcome::Acknowledged:
        return Words::tr("Acknowledged after %1, %2 ago.").arg(ageText(report.acknowledged.value_or(Duration(0))), age);
    case TestOutcome::Nobody:
        return Words::tr("Nobody reacted, %1 ago.").arg(age);
    case TestOutcome::Interrupted:
        return Words::tr("Nightbell was ended in the middle of it, %1 ago.").arg(age);
    }
    return {};
}

QStringList testLines(const TestReport &report)
{
    QStringList lines;
    if (!report.shown)
        lines.append(
            report.unseen.isEmpty() ? Words::tr("Notification: not shown.") : Words::tr("Notification: not shown. %1").arg(report.unseen));
    else if (!report.unseen.isEmpty())
        lines.append(Words::tr("Notification: taken after %1, but it may not be seen. %2").arg(preciseText(*report.shown), report.unseen));
    else
        lines.append(Words::tr("Notification: shown after %1.").arg(preciseText(*report.shown)));
    if (!report.rang)
        lines.append(report.unheard.isEmpty() ? Words::tr("Sound: none.") : Words::tr("Sound: none. %1").arg(report.unheard));
    else if (!report.unheard.isEmpty())
        lines.append(Words::tr("Sound: first after %1, but it may not be heard. %2").arg(preciseText(*report.rang), report.unheard));
    else
        lines.append(Words::tr("Sound: first after %1.").arg(preciseText(*report.rang)));
    if (report.alerted)
        lines.append(Words::tr("Alert window: on the screen after %1.").arg(preciseText(*report.alerted)));
    else if (report.isOver())
        lines.append(Words::tr("Alert window: it was not needed, or is switched off."));
    switch (report.outcome) {
    case TestOutcome::Running:
        lines.append(Words::tr("Nobody has reacted yet."));
        break;
    case TestOutcome::Acknowledged:
        lines.append(reactionText(report));
        break;
    case TestOutcome::Nobody:
        lines.append(Words::tr("Nobody reacted."));
        break;
    case TestOutcome::Interrupted:
        lines.append(Words::tr("Nightbell was ended before somebody reacted."));
        break;
    }
    return lines;
}

std::optional<TimePoint> nextTest(const TestPlan &plan, std::optional<TimePoint> last, TimePoint now)
{
    std::optional<TimePoint> next;
    if (plan.beforeShift && plan.nextShift && now < *plan.nextShift) {
        const TimePoint moment = *plan.nextShift - *plan.beforeShift;
        if (!last || *last < moment)
            next = moment;
    }
    if (plan.at) {
        const auto daily = nextDaily(*plan.at, last, now);
        if (daily && (!next || *daily < *next))
            next = daily;
    }
    return next;
}

} // namespace nightbell
