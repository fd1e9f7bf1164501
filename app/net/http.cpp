// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"

#include "base/field.h"
#include "base/log.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

// RFC 9110, 5.6.7: the one form that is sent, and the two old ones that have to be understood. The day of the week is left
// out: two digits of a year are read as those of 1926, on which it was another.
std::optional<TimePoint> parseHttpDate(const QString &text)
{
    const QString date = text.section(u',', -1).simplified();
    for (const QString &format : {u"dd MMM yyyy hh:mm:ss 'GMT'"_s, u"dd-MMM-yy hh:mm:ss 'GMT'"_s, u"ddd MMM d hh:mm:ss yyyy"_s}) {
        QDateTime time = QLocale::c().toDateTime(date, format);
        if (!time.isValid())
            continue;
        if (time.date().year() < 2000)
            time = time.addYears(100);
        time.setTimeSpec(Qt::UTC);
        return fromDateTime(time);
    }
    return std::nullopt;
}

} // namespace

QByteArray HttpReply::header(QByteArrayView name) const
{
    const auto found
        = std::ranges::find_if(headers, [name](const HttpHeader &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; });
    return found == headers.end() ? QByteArray() : found->value;
}

QString shownUrl(const HttpRequest &request)
{
    return request.isUrlSecret ? request.url.scheme() + "://"_L1 + request.url.host() + u"/…"_s : redact(request.url);
}

bool isAllowedUrl(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return false;
    return url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLoopback(url.host()));
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host().compare(b.host(), Qt::CaseInsensitive) == 0 && portOf(a) == portOf(b);
}

ErrorKind errorKindOf(int status)
{
    switch (status) {
    case 401:
        return ErrorKind::Unauthorized;
    case 402:
    case 403:
        return ErrorKind::Forbidden;
    case 404:
        return ErrorKind::NotFound;
    case 408:
        return ErrorKind::Timeout;
    case 409:
        return ErrorKind::Conflict;
    case 429:
        return ErrorKind::TooManyRequests;
    default:
        return status >= 500 ? ErrorKind::Server : ErrorKind::BadInput;
    }
}

std::optional<Duration> parseRetryAfter(QByteArrayView value, TimePoint now)
{
    const QByteArray text = value.trimmed().toByteArray();
    const bool isNumber = !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (isNumber) {
        // Past a year it makes no difference, and a row of digits must not overflow.
        constexpr qint64 longest = 366LL * 86'400;
        bool fits = false;
        const qint64 seconds = text.toLongLong(&fits);
        return std::chrono::seconds(fits ? std::min(seconds, longest) : longest);
    }
    const auto until = parseHttpDate(QString::fromLatin1(text));
    return until ? std::optional(std::max(Duration(0), *until - now)) : std::nullopt;
}

QByteArray userAgent()
{
    return QByteArrayLiteral("Nightbell/" NIGHTBELL_VERSION);
}

} // namespace nightbell
