// SPDX-License-Identifier: GPL-3.0-or-later
#include "notification.h"

#include "domain/wording.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

// The levels of the specification. As a BYTE: several servers take any other type for "normal" and hide the page.
enum class UrgencyLevel : uchar { Normal = 1, Critical = 2 };

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Notification)
};

QVariantMap commonHints(UrgencyLevel urgency, const QString &category)
{
    return {{u"urgency"_s, QVariant::fromValue(static_cast<uchar>(urgency))}, {u"category"_s, category},
        {u"desktop-entry"_s, u"io.github.nightbell.Nightbell"_s}};
}

QString escalationLine(const Incident &incident, TimePoint now)
{
    QString words = escalationText(incident, now);
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

QString stageLine(const IncidentAction &action, const QList<const ActionKind *> &kinds)
{
    switch (action.stage) {
    case ActionStage::None:
    case ActionStage::Saving:
    case ActionStage::Sending:
        return {};
    case ActionStage::Queued:
        return Words::tr("“%1” is not sent yet: %2").arg(actionLabel(action.action, kinds), action.detail);
    case ActionStage::Refused:
        return Words::tr("“%1” was refused: %2").arg(actionLabel(action.action, kinds), action.detail);
    }
    return {};
}

QString joined(QStringList lines)
{
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString titlesOf(const SharedIncidents &incidents)
{
    QStringList titles;
    for (const Incident &incident : incidents.first(std::min<qsizetype>(incidents.size(), 8)))
        titles.append(incident.title);
    if (incidents.size() > titles.size())
        titles.append(Words::tr("and %n more", nullptr, static_cast<int>(incidents.size() - titles.size())));
    return titles.join(u'\n');
}

QVariantMap pageHints(const IncidentId &group)
{
    QVariantMap hints = commonHints(UrgencyLevel::Critical, u"x-nightbell.page"_s);
    hints.insert(u"resident"_s, true); // pressing a button does not close it: the source's answer does
    hints.insert(u"suppress-sound"_s, true); // the console rings itself
    // Three names for one thing: with it mako, dunst and others replace what an earlier run of the program left behind.
    hints.insert(u"x-canonical-private-synchronous"_s, group.text());
    hints.insert(u"x-dunst-stack-tag"_s, group.text());
    return hints;
}

} // namespace

Notification pageNotification(const Page &page, const QList<const ActionKind *> &kinds, const Names &names, TimePoint now)
{
    const Incident &incident = page.incident;
    const QString since = Words::tr("Since %1").arg(localTime(incident.created, now));
    Notification notification;
    notification.summary = incident.title;
    notification.body = joined({placeText(incident, names), since, escalationLine(incident, now), stageLine(incident.action, kinds)});
    notification.timeout = 0;
    notification.actions = {u"default"_s, Words::tr("Open")};
    for (const ActionKind *kind : kinds) {
        if (kind->applies(incident))
            notification.actions << QLatin1StringView(kind->id) << actionLabel(QLatin1StringView(kind->id), kinds);
    }
    if (incident.escalation)
        notification.actions << u"leave"_s << Words::tr("Let it escalate");
    notification.actions << u"open"_s << Words::tr("Open");
    notification.hints = pageHints(page.group.isEmpty() ? page.id : page.group);
    return notification;
}

Notification groupNotification(
    const IncidentId &group, const QList<Page> &pages, const QList<const ActionKind *> &kinds, const Names &names, TimePoint now)
{
    const Incident &first = pages.constFirst().incident;
    SharedIncidents others;
    for (const Page &page : pages.sliced(1))
        others.append(page.incident);
    const auto count = static_cast<int>(pages.size());
    Notification notification;
    notification.summary = Words::tr("%n incident(s): %1", nullptr, count).arg(first.title);
    QString stage;
    for (const Page &page : pages) {
        if (stage.isEmpty())
            stage = stageLine(page.incident->action, kinds);
    }
    notification.body
        = joined({placeText(first, names), Words::tr("Since %1").arg(localTime(first.created, now)), titlesOf(others), stage});
    notification.timeout = 0;
    notification.actions = {u"default"_s, Words::tr("Open")};
    // To take note of all does no harm; what ends an incident is for one at a time.
    for (const ActionKind *kind : kinds) {
        if (QLatin1StringView(kind->id) == "acknowledge"_L1)
            notification.actions << u"acknowledge"_s << Words::tr("Acknowledge all %n", nullptr, count);
    }
    notification.actions << u"open"_s << Words::tr("Open");
    notification.hints = pageHints(group);
    return notification;
}

Notification releasedNotification(const SharedIncidents &incidents, const Names &names, TimePoint now)
{
    Notification notification = lowUrgencyNotification(incidents, names, now);
    notification.body = joined({Words::tr("Kept back until now"), notification.body});
    return notification;
}

Notification recoveryNotification(const SharedIncidents &incidents, const Names &names, TimePoint now)
{
    Notification notification;
    const Incident &first = incidents.first();
    if (incidents.size() == 1) {
        notification.summary = Words::tr("Resolved: %1").arg(first.title);
        const Duration open = first.resolvedAt.value_or(now) - first.created;
        notification.body = joined({placeText(first, names), Words::tr("It was open for %1.").arg(ageText(open))});
    } else {
        notification.summary = Words::tr("%n incident(s) resolved", nullptr, static_cast<int>(incidents.size()));
        notification.body = titlesOf(incidents);
    }
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(UrgencyLevel::Normal, u"x-nightbell.recovery"_s);
    return notification;
}

Notification unwatchedNotification(const SharedIncidents &incidents, const Names &names)
{
    Notification notification;
    const Incident &first = incidents.first();
    if (incidents.size() == 1) {
        notification.summary = Words::tr("Not watched any more: %1").arg(first.title);
        notification.body = joined({placeText(first, names), first.unwatched, Words::tr("Whether it goes on is not known.")});
    } else {
        notification.summary = Words::tr("%n incident(s) not watched any more", nullptr, static_cast<int>(incidents.size()));
        notification.body = titlesOf(incidents);
    }
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(UrgencyLevel::Normal, u"x-nightbell.unwatched"_s);
    return notification;
}

Notification lowUrgencyNotification(const SharedIncidents &incidents, const Names &names, TimePoint now)
{
    Notification notification;
    const Incident &first = incidents.first();
    if (incidents.size() == 1) {
        notification.summary = first.title;
        notification.body
            = joined({Words::tr("Low urgency"), placeText(first, names), Words::tr("Since %1").arg(localTime(first.created, now))});
    } else {
        notification.summary = Words::tr("%n incident(s) of low urgency", nullptr, static_cast<int>(incidents.size()));
        notification.body = titlesOf(incidents);
    }
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(UrgencyLevel::Normal, u"x-nightbell.low"_s);
    return notification;
}

Notification refusalNotification(const QString &action, const QString &title, const QString &why)
{
    Notification notification;
    notification.summary = Words::tr("“%1” was refused").arg(action);
    notification.body = joined({title, why});
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(UrgencyLevel::Normal, u"x-nightbell.refusal"_s);
    return notification;
}

Notification dutyNotification(const DutyNews &news, TimePoint now)
{
    Notification notification;
    notification.summary = dutyNewsTitle(news, now);
    notification.body = dutyNewsText(news, now);
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(UrgencyLevel::Normal, u"x-nightbell.duty"_s);
    return notification;
}

Notification awayNotification(const AwayNews &news, TimePoint now)
{
    const auto count = [](const SharedIncidents &incidents) { return static_cast<int>(incidents.size()); };
    Notification notification;
    notification.summary = news.waiting.isEmpty() ? Words::tr("While you were away")
                                                  : Words::tr("While you were away: %n more need(s) you", nullptr, count(news.waiting));
    QStringList lines;
    if (news.since)
        lines.append(Words::tr("Nothing was watched since %1.").arg(localTime(*news.since, now)));
    if (!news.waiting.isEmpty())
        lines.append(titlesOf(news.waiting));
    if (!news.opened.isEmpty())
        lines.append(Words::tr("%n of low urgency: %1", nullptr, count(news.opened)).arg(titlesOf(news.opened)));
    if (!news.ended.isEmpty())
        lines.append(Words::tr("%n ended meanwhile: %1", nullptr, count(news.ended)).arg(titlesOf(news.ended)));
    notification.body = lines.join(u'\n');
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(news.waiting.isEmpty() ? UrgencyLevel::Normal : UrgencyLevel::Critical, u"x-nightbell.away"_s);
    if (!news.waiting.isEmpty())
        notification.timeout = 0;
    return notification;
}

Notification testNotification(const TestReport &report)
{
    Notification notification;
    notification.summary = report.outcome == TestOutcome::Acknowledged ? Words::tr("The test page got through")
                                                                       : Words::tr("Nobody reacted to the test page");
    notification.body = testLines(report).join(u'\n');
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(UrgencyLevel::Normal, u"x-nightbell.test"_s);
    return notification;
}

Notification sleepNotification(const QStringList &watched, bool phoneCovers, bool isOnDuty)
{
    Notification notification;
    notification.summary = Words::tr("This computer stops watching");
    notification.body = joined({Words::tr("It goes to sleep."),
        phoneCovers ? Words::tr("Only PagerDuty pages you meanwhile, as it is set up there.")
                    : Words::tr("Nobody is paged from here meanwhile."),
        watched.isEmpty() ? QString() : Words::tr("Not watched: %1").arg(watched.join(", "_L1))});
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(isOnDuty ? UrgencyLevel::Critical : UrgencyLevel::Normal, u"x-nightbell.custody"_s);
    return notification;
}

Notification networkLostNotification(const QStringList &unwatched, bool isOnDuty)
{
    Notification notification;
    notification.summary = Words::tr("The network is gone");
    notification.body = Words::tr("Not watched: %1").arg(unwatched.join(", "_L1));
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(isOnDuty ? UrgencyLevel::Critical : UrgencyLevel::Normal, u"x-nightbell.custody"_s);
    return notification;
}

Notification networkBackNotification()
{
    Notification notification;
    notification.summary = Words::tr("The network is back");
    notification.body = Words::tr("Everything is asked now.");
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(UrgencyLevel::Normal, u"x-nightbell.custody"_s);
    return notification;
}

Notification discreet(Notification notification)
{
    const QString category = notification.hints.value(u"category"_s).toString();
    if (category == "x-nightbell.custody"_L1 || category == "x-nightbell.duty"_L1 || category == "x-nightbell.test"_L1)
        return notification; // no title is in it
    const bool isCritical = notification.hints.value(u"urgency"_s) == commonHints(UrgencyLevel::Critical, {}).value(u"urgency"_s);
    if (category == "x-nightbell.page"_L1)
        notification.summary = Words::tr("Something needs you");
    else if (category == "x-nightbell.recovery"_L1)
        notification.summary = Words::tr("Something is resolved");
    else if (category == "x-nightbell.unwatched"_L1)
        notification.summary = Words::tr("Something is not watched any more");
    else if (category == "x-nightbell.low"_L1)
        notification.summary = Words::tr("Something of low urgency");
    else if (category == "x-nightbell.backup"_L1)
        notification.summary = isCritical ? Words::tr("The backup was not told") : Words::tr("The backup was told");
    else if (category != "x-nightbell.away"_L1 && category != "x-nightbell.refusal"_L1) // their titles are in the body
        notification.summary = Words::tr("Something has happened");
    notification.body = Words::tr("Titles are hidden now. Open it to read it.");
    return notification;
}

Notification backupNotification(const DeliveryNews &news)
{
    const bool worked = news.kind == DeliveryNews::Kind::Told;
    Notification notification;
    notification.summary = worked ? Words::tr("The backup was told: %1").arg(news.message.title)
                                  : Words::tr("The backup was not told: %1").arg(news.message.title);
    notification.body = deliveryText(news);
    notification.actions = {u"default"_s, Words::tr("Open")};
    notification.hints = commonHints(worked ? UrgencyLevel::Normal : UrgencyLevel::Critical, u"x-nightbell.backup"_s);
    return notification;
}

QString actionLabel(const QString &action, const QList<const ActionKind *> &kinds)
{
    const auto kind = std::ranges::find_if(kinds, [&action](const ActionKind *each) { return QLatin1StringView(each->id) == action; });
    if (kind == kinds.end())
        return action;
    return QCoreApplication::translate("Action", (*kind)->label).remove(u'&');
}

QString escaped(QString text)
{
    return text.replace(u'&', "&amp;"_L1).replace(u'<', "&lt;"_L1).replace(u'>', "&gt;"_L1);
}

} // namespace nightbell
