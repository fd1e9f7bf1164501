// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"
#include "engine/configuration.h"

#include <QDate>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 minute = 60'000;
constexpr qint64 day = 24 * 60 * minute;

constexpr auto asSource = "source"_L1;

Field listField(const QString &key, const char *label, const char *help)
{
    return {.key = key, .type = FieldType::TextList, .label = label, .help = help};
}

Field spanField(const QString &key, const char *label, const char *help, const QString &fallback, qint64 maximum)
{
    return {.key = key, .type = FieldType::TimeSpan, .label = label, .help = help, .fallback = fallback, .maximum = maximum};
}

// Reads what consists of several texts, and notes what does not fit.
class ServiceReader
{
public:
    explicit ServiceReader(const FieldValues &values) : m_values(values) { }

    ServiceReading read();

private:
    QString text(const QString &key) const { return fieldValue(serviceFields(), m_values, key).toString().trimmed(); }
    QStringList texts(const QString &key) const { return m_values.value(key).toStringList(); }
    Duration span(const QString &key) const { return parseDuration(text(key)).value_or(Duration(0)); }
    void problem(const QString &key, const QString &message) { m_reading.problems.append({key, message}); }

    std::optional<SupportHours> hours();
    void minutes(const QString &key, int &value);
    QList<QDate> holidays();
    ServiceMatch match();

    const FieldValues &m_values;
    ServiceReading m_reading;
};

void ServiceReader::minutes(const QString &key, int &value)
{
    const QString given = text(key);
    const auto found = minutesFromText(given);
    if (!found)
        problem(key, u"expected a time such as \"09:00\", found %1"_s.arg(given.isEmpty() ? u"none"_s : u'"' + given.left(40) + u'"'));
    value = found.value_or(value);
}

QList<QDate> ServiceReader::holidays()
{
    QList<QDate> dates;
    for (const QString &given : texts(u"holidays"_s)) {
        const QDate date = QDate::fromString(given.trimmed(), Qt::ISODate);
        if (date.isValid())
            dates.append(date);
        else
            problem(u"holidays"_s, u"expected dates such as \"2026-12-25\", found \"%1\""_s.arg(given.left(40)));
    }
    return dates;
}

std::optional<SupportHours> ServiceReader::hours()
{
    const auto isHours = [](const QString &key) { return key.startsWith("support-hours."_L1); };
    SupportHours hours;
    hours.holidays = holidays();
    if (std::ranges::none_of(m_values.keys(), [&](const QString &key) { return isHours(key) && !text(key).isEmpty(); })) {
        if (!hours.holidays.isEmpty())
            problem(u"holidays"_s, u"expected support-hours, too: without them it is always served"_s);
        return std::nullopt;
    }
    const QString days = text(u"support-hours.days"_s);
    if (const auto found = supportDaysFromText(days))
        hours.days = *found;
    else
        problem(u"support-hours.days"_s,
            u"expected days such as \"mon-fri\", \"mon,wed,sat\" or \"daily\", found %1"_s.arg(
                days.isEmpty() ? u"none"_s : u'"' + days.left(40) + u'"'));
    minutes(u"support-hours.from"_s, hours.from);
    minutes(u"support-hours.to"_s, hours.to);
    if (hours.from == SupportHours::minutesOfDay)
        problem(u"support-hours.from"_s, u"expected a time from \"00:00\" to \"23:59\", found \"24:00\""_s);
    else if (hours.to == hours.from)
        problem(u"support-hours.to"_s, u"expected another time than in \"from\"; all day is \"00:00\" to \"24:00\""_s);
    if (const QString zone = text(u"support-hours.time-zone"_s); !zone.isEmpty()) {
        hours.zone = QTimeZone(zone.toUtf8());
        if (!hours.zone->isValid())
            problem(u"support-hours.time-zone"_s, u"expected a time zone such as \"Europe/Berlin\", found \"%1\""_s.arg(zone.left(40)));
    }
    return hours;
}

ServiceMatch ServiceReader::match()
{
    ServiceMatch match{texts(u"match.source"_s), texts(u"match.host"_s), texts(u"match.check"_s), texts(u"match.label"_s)};
    for (const QString &label : match.labels) {
        if (label.indexOf(u'=') < 1)
            problem(u"match.label"_s, u"expected labels such as \"team=payments\" or \"env=prod*\", found \"%1\""_s.arg(label.left(40)));
    }
    return match;
}

ServiceReading ServiceReader::read()
{
    Service &service = m_reading.service;
    service.id = ServiceId(text(u"id"_s));
    service.name = text(u"name"_s).isEmpty() ? service.id.text() : text(u"name"_s);
    service.urgency = urgencyFromWord(text(u"urgency"_s));
    service.hours = hours();
    service.louderAfter = span(u"louder-after"_s);
    service.escalateAfter = span(u"escalate-after"_s);
    for (const QString &channel : texts(u"escalate-to"_s))
        service.escalateTo.append(ChannelId(channel));
    service.pageAgainAfter = span(u"page-again-after"_s);
    service.always = fieldValue(serviceFields(), m_values, u"always"_s).toBool();
    service.match = match();
    return m_reading;
}

} // namespace

const Fields &serviceFields()
{
    static const Fields fields{
        {.key = u"id"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "Id"),
            .help = QT_TRANSLATE_NOOP("Field", "What checks name it by: choose it once."),
            .required = true},
        {.key = u"name"_s, .type = FieldType::Text, .label = QT_TRANSLATE_NOOP("Field", "Name")},
        {.key = u"urgency"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Urgency"),
            .help = QT_TRANSLATE_NOOP("Field", "High pages at once, always. Low is told of without insisting, within the support hours."),
            .fallback = QString(asSource),
            .choices = {QString(asSource), u"high"_s, u"low"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "As the source says; high where it does not"),
                QT_TRANSLATE_NOOP("FieldChoice", "High"), QT_TRANSLATE_NOOP("FieldChoice", "Low")}},
        listField(u"match.source"_s, QT_TRANSLATE_NOOP("Field", "Incidents of sources"),
            QT_TRANSLATE_NOOP(
                "Field", "Ids; * stands for any text. What is filled in has to fit, all of it; the first service that fits counts.")),
        listField(u"match.host"_s, QT_TRANSLATE_NOOP("Field", "… of hosts"), ""),
        listField(u"match.check"_s, QT_TRANSLATE_NOOP("Field", "… of checks"), ""),
        listField(u"match.label"_s, QT_TRANSLATE_NOOP("Field", "… with labels"), QT_TRANSLATE_NOOP("Field", "Such as team=payments.")),
        {.key = u"support-hours.days"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "Support hours: days"),
            .help = QT_TRANSLATE_NOOP("Field", "Such as mon-fri, or daily. Outside the hours low urgency is held. Empty: no hours.")},
        {.key = u"support-hours.from"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "… from"),
            .help = QT_TRANSLATE_NOOP("Field", "Such as 09:00.")},
        {.key = u"support-hours.to"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "… to"),
            .help = QT_TRANSLATE_NOOP("Field", "Such as 17:00. Earlier than the beginning: on the next day.")},
        {.key = u"support-hours.time-zone"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "… in the time zone"),
            .help = QT_TRANSLATE_NOOP("Field", "Such as America/Los_Angeles. Empty: the one of this computer.")},
        listField(u"holidays"_s, QT_TRANSLATE_NOOP("Field", "Holidays"), QT_TRANSLATE_NOOP("Field", "Dates such as 2026-12-25.")),
        spanField(u"louder-after"_s, QT_TRANSLATE_NOOP("Field", "Louder, each time again after"),
            QT_TRANSLATE_NOOP("Field", "A page that nobody acknowledges. 0s: never."), u"1m"_s, 60 * minute),
        spanField(u"escalate-after"_s, QT_TRANSLATE_NOOP("Field", "Tell the backup after"),
            QT_TRANSLATE_NOOP("Field", "Through the channels, if nobody has acknowledged by then. 0s: never."), u"5m"_s, day),
        listField(
            u"escalate-to"_s, QT_TRANSLATE_NOOP("Field", "Through the channels"), QT_TRANSLATE_NOOP("Field", "Their ids. Empty: all.")),
        spanField(u"page-again-after"_s, QT_TRANSLATE_NOOP("Field", "Page again after"),
            QT_TRANSLATE_NOOP("Field", "What was acknowledged, and is open still. 0s: never."), u"0s"_s, 7 * day),
        {.key = u"always"_s,
            .type = FieldType::Boolean,
            .label = QT_TRANSLATE_NOOP("Field", "Page even while notifications are paused"),
            .fallback = false},
    };
    return fields;
}

FieldValues serviceValues(const Service &service)
{
    FieldValues values{{u"id"_s, service.id.text()}, {u"name"_s, service.name},
        {u"urgency"_s, service.urgency ? toWord(*service.urgency) : QString(asSource)}, {u"match.source"_s, service.match.sources},
        {u"match.host"_s, service.match.hosts}, {u"match.check"_s, service.match.checks}, {u"match.label"_s, service.match.labels},
        {u"louder-after"_s, formatDuration(service.louderAfter)}, {u"escalate-after"_s, formatDuration(service.escalateAfter)},
        {u"page-again-after"_s, formatDuration(service.pageAgainAfter)}, {u"always"_s, service.always}};
    QStringList channels;
    for (const ChannelId &channel : service.escalateTo)
        channels.append(channel.text());
    values.insert(u"escalate-to"_s, channels);
    if (!service.hours)
        return values;
    values.insert(u"support-hours.days"_s, toText(service.hours->days));
    values.insert(u"support-hours.from"_s, minutesText(service.hours->from));
    values.insert(u"support-hours.to"_s, minutesText(service.hours->to));
    if (service.hours->zone)
        values.insert(u"support-hours.time-zone"_s, QString::fromUtf8(service.hours->zone->id()));
    QStringList holidays;
    for (const QDate &date : service.hours->holidays)
        holidays.append(date.toString(Qt::ISODate));
    values.insert(u"holidays"_s, holidays);
    return values;
}

ServiceReading serviceOfValues(const FieldValues &values)
{
    return ServiceReader(values).read();
}

} // namespace nightbell
