// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"
#include "base/duration.h"
#include "base/log.h"
#include "checks/check.h"
#include "net/cafile.h"
#include "net/probe.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringConverter>

#include <algorithm>

namespace nightbell {

const CheckKind &httpCheck();

namespace {

using namespace Qt::StringLiterals;

const Fields &fields()
{
    static const Fields all{
        {.key = u"url"_s,
            .type = FieldType::Url,
            .label = QT_TRANSLATE_NOOP("Field", "Address"),
            .help = QT_TRANSLATE_NOOP("Field", "For example https://example.com/health"),
            .required = true,
            .anyHttp = true},
        {.key = u"method"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Method"),
            .fallback = u"GET"_s,
            .choices = {u"GET"_s, u"HEAD"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"OPTIONS"_s}},
        {.key = u"body"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Body"),
            .help = QT_TRANSLATE_NOOP("Field", "Sent with the request; set its Content-Type under Headers"),
            .fallback = u""_s},
        {.key = u"expected-status"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Expected status"),
            .help = QT_TRANSLATE_NOOP("Field", "Numbers, ranges and classes, such as 200-299, 401 or 3xx, with commas between them"),
            .fallback = u"200-399"_s},
        {.key = u"text"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Text that must appear"),
            .help = QT_TRANSLATE_NOOP("Field", "Capital and small letters matter"),
            .fallback = u""_s},
        {.key = u"regex"_s,
            .label = QT_TRANSLATE_NOOP("Field", "Expression that must match"),
            .help = QT_TRANSLATE_NOOP("Field", "A regular expression as in Perl"),
            .fallback = u""_s},
        {.key = u"forbidden-text"_s, .label = QT_TRANSLATE_NOOP("Field", "Text that must not appear"), .fallback = u""_s},
        {.key = u"time-limit"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Time limit"),
            .help = QT_TRANSLATE_NOOP("Field", "For the whole answer, with all redirects"),
            .fallback = u"10s"_s,
            .minimum = 100,
            .maximum = 300'000},
        {.key = u"redirects"_s,
            .type = FieldType::Integer,
            .label = QT_TRANSLATE_NOOP("Field", "Redirects to follow"),
            .help = QT_TRANSLATE_NOOP("Field", "0: a redirect is the answer"),
            .fallback = qint64{10},
            .maximum = 50},
        {.key = u"headers"_s,
            .type = FieldType::TextMap,
            .label = QT_TRANSLATE_NOOP("Field", "Headers"),
            .help = QT_TRANSLATE_NOOP("Field", "Not sent on to another host by a redirect"),
            .fallback = QVariantMap()},
        {.key = u"token"_s,
            .type = FieldType::Secret,
            .label = QT_TRANSLATE_NOOP("Field", "Token"),
            .help = QT_TRANSLATE_NOOP("Field", "Sent as “Authorization: Bearer …”, but not on to another host"),
            .fallback = u""_s},
        {.key = u"ip-version"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "IP version"),
            .fallback = u"any"_s,
            .choices = {u"any"_s, u"4"_s, u"6"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "Any"), "IPv4", "IPv6"}},
        caFileField(),
    };
    return all;
}

QString text(const FieldValues &values, const QString &key)
{
    return fieldValue(fields(), values, key).toString();
}

struct StatusRange
{
    int from = 0;
    int to = 0;
};

std::optional<int> parseStatus(QStringView word)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const int status = word.size() == 3 && std::ranges::all_of(word, isDigit) ? word.toInt() : 0;
    return status >= 100 && status <= 599 ? std::optional(status) : std::nullopt;
}

// "200", "2xx", "200-299": nullopt where it is none of them. Without a regular expression, the first of which costs the
// program half a megabyte.
std::optional<StatusRange> parseStatusRange(QStringView word)
{
    if (word.size() == 3 && word.sliced(1).compare("xx"_L1, Qt::CaseInsensitive) == 0) {
        const int from = (word.front().unicode() - u'0') * 100;
        return from >= 100 && from <= 500 ? std::optional(StatusRange{from, from + 99}) : std::nullopt;
    }
    const qsizetype dash = word.indexOf(u'-');
    const auto from = parseStatus(dash < 0 ? word : word.first(dash).trimmed());
    const auto to = dash < 0 ? from : parseStatus(word.sliced(dash + 1).trimmed());
    return from && to && *from <= *to ? std::optional(StatusRange{*from, *to}) : std::nullopt;
}

// Empty: not a list of statuses.
QList<StatusRange> parseStatusList(const QString &list)
{
    QList<StatusRange> ranges;
    for (const QString &word : list.split(u',')) {
        const auto range = parseStatusRange(word.trimmed());
        if (!range)
            return {};
        ranges.append(*range);
    }
    return ranges;
}

QRegularExpression expressionOf(const FieldValues &values)
{
    // An expression that backtracks without end would stop the console.
    const QString pattern = text(values, u"regex"_s);
    return pattern.isEmpty() ? QRegularExpression()
                             : QRegularExpression(u"(*LIMIT_MATCH=2000000)"_s + pattern, QRegularExpression::MultilineOption);
}

bool isHeaderName(const QString &name)
{
    static const QRegularExpression token(uR"(\A[A-Za-z0-9!#$%&'*+.^_`|~-]+\z)"_s);
    return token.match(name).hasMatch();
}

bool isHeaderValue(const QString &value)
{
    return std::ranges::all_of(value, [](QChar c) { return c == u'\t' || c.unicode() >= 0x20; });
}

QString headersProblem(const QVariantMap &headers)
{
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        if (!isHeaderName(header.key()))
            return u"headers: expected the name of a header, found \"%1\""_s.arg(header.key());
        if (!isHeaderValue(header.value().toString()))
            return u"headers.%1: expected one line of text"_s.arg(header.key());
    }
    return {};
}

QString target(const FieldValues &values)
{
    return redact(QUrl(text(values, u"url"_s)));
}

// As sources do: what proves who we are is not sent where everybody can read it.
QString secrecyProblem(const FieldValues &values, const QUrl &url)
{
    const bool isSecret = !url.userInfo().isEmpty() || !text(values, u"token"_s).isEmpty();
    if (!isSecret || isAllowedUrl(url))
        return {};
    return u"url: expected https, since a token or password is sent (http is allowed for loopback addresses only)"_s;
}

QString problem(const FieldValues &values)
{
    const QUrl url(text(values, u"url"_s), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return u"url: expected an address such as \"https://example.com/health\""_s;
    if (parseStatusList(text(values, u"expected-status"_s)).isEmpty())
        return u"expected-status: expected statuses such as \"200\", \"2xx\" or \"200-299,301\", found \"%1\""_s.arg(
            text(values, u"expected-status"_s));
    if (QString mistake = secrecyProblem(values, url); !mistake.isEmpty())
        return mistake;
    // Without the limit in front of it, so that the place of the mistake is right.
    const QString pattern = text(values, u"regex"_s);
    if (const QRegularExpression expression(pattern); !pattern.isEmpty() && !expression.isValid())
        return u"regex: %1 at character %2"_s.arg(expression.errorString()).arg(expression.patternErrorOffset() + 1);
    if (!parseDuration(text(values, u"time-limit"_s)))
        return u"time-limit: expected a duration such as \"10s\""_s;
    if (!isHeaderValue(text(values, u"token"_s)))
        return u"token: expected one line of text"_s;
    return headersProblem(fieldValue(fields(), values, u"headers"_s).toMap());
}

// Precondition: problem() has none.
ProbeRequest requestOf(const FieldValues &values)
{
    ProbeRequest request;
    request.method = text(values, u"method"_s).toLatin1();
    request.url = QUrl(text(values, u"url"_s), QUrl::StrictMode);
    request.body = text(values, u"body"_s).toUtf8();
    request.timeLimit = parseDuration(text(values, u"time-limit"_s)).value_or(request.timeLimit);
    request.maximumRedirects = fieldValue(fields(), values, u"redirects"_s).toInt();
    const QVariantMap headers = fieldValue(fields(), values, u"headers"_s).toMap();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        request.headers.append({header.key().toLatin1(), header.value().toString().toUtf8()});
    if (const QString token = text(values, u"token"_s); !token.isEmpty())
        request.headers.append({"Authorization", "Bearer " + token.toUtf8()});
    const QString version = text(values, u"ip-version"_s);
    if (version == "4"_L1)
        request.ipVersion = IpVersion::V4;
    else if (version == "6"_L1)
        request.ipVersion = IpVersion::V6;
    request.caFile = text(values, u"ca-file"_s);
    return request;
}

QString decoded(const ProbeReply &reply)
{
    static const QRegularExpression charset(uR"(charset\s*=\s*"?([^\s;"]+))"_s, QRegularExpression::CaseInsensitiveOption);
    QString name;
    for (const HttpHeader &header : reply.headers) {
        if (header.name.compare("content-type", Qt::CaseInsensitive) == 0)
            name = charset.match(QString::fromLatin1(header.value)).captured(1);
    }
    const auto encoding = QStringConverter::encodingForName(name.toLatin1().constData());
    QStringDecoder decoder(encoding.value_or(QStringConverter::Utf8));
    return decoder(reply.body);
}

struct Judgement
{
    CheckFailure failure = CheckFailure::None;
    QString detail;
};

Judgement tooLarge(const ProbeReply &reply)
{
    return {CheckFailure::AnswerTooLarge, u"> "_s + QLocale::c().formattedDataSize(reply.body.size(), 0)};
}

// A text that was not found in the part that was read may be in the rest.
Judgement missing(const ProbeReply &reply, const QString &what)
{
    return reply.truncated ? tooLarge(reply) : Judgement{CheckFailure::TextMissing, what};
}

Judgement judgeBody(const FieldValues &values, const ProbeReply &reply)
{
    const QString wanted = text(values, u"text"_s);
    const QString forbidden = text(values, u"forbidden-text"_s);
    const QRegularExpression expression = expressionOf(values);
    if (wanted.isEmpty() && forbidden.isEmpty() && expression.pattern().isEmpty())
        return {};
    const QString body = decoded(reply);
    if (!forbidden.isEmpty() && body.contains(forbidden))
        return {CheckFailure::TextForbidden, forbidden};
    if (!wanted.isEmpty() && !body.contains(wanted))
        return missing(reply, wanted);
    if (!expression.pattern().isEmpty()) {
        const auto match = expression.match(body);
        if (!match.isValid())
            return {CheckFailure::Misconfigured, u"regex: it takes too many steps on this page"_s};
        if (!match.hasMatch())
            return missing(reply, text(values, u"regex"_s));
    }
    if (!forbidden.isEmpty() && reply.truncated)
        return tooLarge(reply);
    return {};
}

Judgement judge(const FieldValues &values, const ProbeReply &reply)
{
    if (reply.cancelled)
        return {CheckFailure::ConnectionLost, u"cancelled"_s};
    if (reply.failure != CheckFailure::None)
        return {reply.failure, reply.detail};
    const auto ranges = parseStatusList(text(values, u"expected-status"_s));
    if (std::ranges::none_of(ranges, [&reply](const StatusRange &range) { return range.from <= reply.status && reply.status <= range.to; }))
        return {CheckFailure::UnexpectedStatus, {}}; // the status says it
    return judgeBody(values, reply);
}

QCoro::Task<CheckResult> run(CheckContext context)
{
    CheckResult result;
    result.at = context.clock.now();
    if (const QString mistake = problem(context.values); !mistake.isEmpty()) {
        result.failure = CheckFailure::Misconfigured;
        result.detail = mistake;
        co_return result;
    }
    auto request = requestOf(context.values);
    const ProbeReply reply = co_await context.probe.run(std::move(request));
    Judgement judgement = judge(context.values, reply);
    result.failure = judgement.failure;
    result.detail = std::move(judgement.detail);
    result.peer = reply.peer;
    result.status = reply.status;
    result.phases = reply.phases;
    result.certificateExpires = reply.certificateExpires;
    co_return result;
}

} // namespace

const CheckKind &httpCheck()
{
    static const CheckKind kind{"http", QT_TRANSLATE_NOOP("CheckKind", "Web page (HTTP)"), fields(), &target, &problem, &run};
    return kind;
}

} // namespace nightbell
