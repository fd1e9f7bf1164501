// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/supporthours.h"

#include <QStringList>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int farthestDay = 2 * 366;
constexpr auto dayWords = std::array{"mon"_L1, "tue"_L1, "wed"_L1, "thu"_L1, "fri"_L1, "sat"_L1, "sun"_L1};

enum class Twice : std::uint8_t { First, Second };

std::chrono::seconds offsetAt(const QTimeZone &zone, TimePoint time)
{
    return std::chrono::seconds(zone.offsetFromUtc(toDateTime(time)));
}

// When the wall clock of the zone shows this, `minutes` after the midnight that begins the date.
TimePoint momentOf(const QTimeZone &zone, QDate date, int minutes, Twice twice)
{
    const TimePoint shown = fromDateTime(QDateTime(date, QTime(0, 0), Qt::UTC)) + std::chrono::minutes(minutes);
    // No zone is a day away from UTC, and none changes twice within two: these are the offsets before and after a change.
    const auto before = offsetAt(zone, shown - std::chrono::hours(24));
    const auto after = offsetAt(zone, shown + std::chrono::hours(24));
    const TimePoint early = shown - before;
    const TimePoint late = shown - after;
    const bool isEarly = offsetAt(zone, early) == before;
    const bool isLate = offsetAt(zone, late) == after;
    if (isEarly && isLate)
        return twice == Twice::First ? std::min(early, late) : std::max(early, late);
    if (isEarly || isLate)
        return isEarly ? early : late;
    // Never shown: the change lies between the two.
    TimePoint low = std::min(early, late);
    TimePoint high = std::max(early, late);
    const auto offset = offsetAt(zone, low);
    while (high - low > Duration(1)) {
        const TimePoint middle = low + (high - low) / 2;
        (offsetAt(zone, middle) == offset ? low : high) = middle;
    }
    return high;
}

std::optional<TimeSpan> windowOf(const SupportHours &hours, const QTimeZone &zone, QDate date)
{
    if (!hours.days.at(static_cast<std::size_t>(date.dayOfWeek() - 1)) || hours.holidays.contains(date))
        return std::nullopt;
    const int end = hours.to > hours.from ? hours.to : hours.to + SupportHours::minutesOfDay;
    const TimeSpan window{momentOf(zone, date, hours.from, Twice::First), momentOf(zone, date, end, Twice::Second)};
    return window.begin < window.end ? std::optional(window) : std::nullopt;
}

std::optional<int> dayFromWord(QStringView word)
{
    const auto found = std::ranges::find_if(dayWords, [word](QLatin1StringView day) { return word == day; });
    return found == dayWords.end() ? std::nullopt : std::optional(static_cast<int>(found - dayWords.begin()));
}

} // namespace

std::optional<TimeSpan> supportWindow(const SupportHours &hours, TimePoint now)
{
    const QTimeZone zone = hours.zone.value_or(QTimeZone::systemTimeZone());
    const QDate today = toDateTime(now).toTimeZone(zone).date();
    for (int day = -1; day <= farthestDay; ++day) {
        const auto window = windowOf(hours, zone, today.addDays(day));
        if (window && window->end > now)
            return window;
    }
    return std::nullopt;
}

std::optional<std::array<bool, 7>> supportDaysFromText(const QString &text)
{
    std::array<bool, 7> days{};
    const QString words = text.toLower().simplified().remove(u' ');
    if (words == "daily"_L1)
        return std::array<bool, 7>{true, true, true, true, true, true, true};
    for (const QString &part : words.split(u',')) {
        const QStringList ends = part.split(u'-');
        const auto first = dayFromWord(ends.constFirst());
        const auto last = dayFromWord(ends.constLast());
        if (!first || !last || ends.size() > 2)
            return std::nullopt;
        for (int day = *first;; day = (day + 1) % 7) {
            days.at(static_cast<std::size_t>(day)) = true;
            if (day == *last)
                break;
        }
    }
    return days;
}

QString toText(const std::array<bool, 7> &days)
{
    if (std::ranges::all_of(days, std::identity()))
        return u"daily"_s;
    QStringList parts;
    for (std::size_t day = 0; day < days.size(); ++day) {
        if (!days[day])
            continue;
        std::size_t last = day;
        while (last + 1 < days.size() && days[last + 1])
            ++last;
        parts.append(last < day + 2 ? QString(dayWords[day]) : dayWords[day] + u'-' + dayWords[last]);
        if (last >= day + 2)
            day = last;
    }
    return parts.join(u',');
}

std::optional<int> minutesFromText(const QString &text)
{
    if (text.size() != 5 || text[2] != u':')
        return std::nullopt;
    bool isHour = false;
    bool isMinute = false;
    const int hour = QStringView(text).first(2).toInt(&isHour);
    const int minute = QStringView(text).last(2).toInt(&isMinute);
    const bool isTime = isHour && isMinute && text[0].isDigit() && text[3].isDigit() && hour >= 0 && minute >= 0 && minute < 60
        && (hour < 24 || (hour == 24 && minute == 0));
    return isTime ? std::optional(hour * 60 + minute) : std::nullopt;
}

QString minutesText(int minutes)
{
    return u"%1:%2"_s.arg(minutes / 60, 2, 10, QLatin1Char('0')).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

} // namespace nightbell
