// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"

#include <array>

namespace nightbell {
namespace {

struct Unit
{
    QLatin1StringView name;
    qint64 milliseconds;
};

using namespace Qt::StringLiterals;

// Largest first; "ms" before "m" and "s" does not matter, since the longest run of letters is compared whole.
constexpr std::array<Unit, 5> units{{{"d"_L1, 86'400'000}, {"h"_L1, 3'600'000}, {"m"_L1, 60'000}, {"s"_L1, 1'000}, {"ms"_L1, 1}}};

constexpr qint64 longest = 10LL * 366 * 86'400'000; // ten years: past that it is a mistake, and far from overflow

std::optional<qint64> unitOf(QStringView name)
{
    for (const Unit &unit : units) {
        if (name == unit.name)
            return unit.milliseconds;
    }
    return std::nullopt;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

std::optional<Duration> parseDuration(QStringView text)
{
    if (text.isEmpty())
        return std::nullopt;
    qint64 total = 0;
    qint64 previousUnit = longest;
    while (!text.isEmpty()) {
        qsizetype digits = 0;
        while (digits < text.size() && isDigit(text[digits]))
            ++digits;
        qsizetype end = digits;
        while (end < text.size() && !isDigit(text[end]))
            ++end;
        bool ok = false;
        const qint64 number = text.first(digits).toLongLong(&ok);
        const auto unit = unitOf(text.sliced(digits, end - digits));
        if (!ok || !unit || *unit >= previousUnit || number > longest / *unit)
            return std::nullopt;
        total += number * *unit;
        previousUnit = *unit;
        text = text.sliced(end);
    }
    return total <= longest ? std::optional(Duration(total)) : std::nullopt;
}

QString formatDuration(Duration duration)
{
    qint64 rest = duration.count();
    if (rest <= 0)
        return u"0s"_s;
    // "90s" reads better than "1m30s"; past two minutes the larger units do.
    if (rest < 120'000 && rest % 1'000 == 0 && rest % 60'000 != 0)
        return QString::number(rest / 1'000) + u's';
    QString text;
    for (const Unit &unit : units) {
        if (rest >= unit.milliseconds) {
            text += QString::number(rest / unit.milliseconds) + unit.name;
            rest %= unit.milliseconds;
        }
    }
    return text;
}

} // namespace nightbell
