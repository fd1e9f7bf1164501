// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/json.h"
#include "domain/incident.h"

#include <QByteArray>
#include <QCoroTask>
#include <QList>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <optional>

// What everything that reads PagerDuty's REST API has in common.
namespace nightbell::pagerduty {

// One request to the account, below its base: the answer's body, parsed. Forbidden: 402 and 403, NotFound: 404.
using Get = std::function<QCoro::Task<Expected<JsonDocument>>(QString path, QUrlQuery query)>;
using Post = std::function<QCoro::Task<Expected<JsonDocument>>(QString path, QByteArray body)>;

// What could be read of a list. One bad element is left out and counted.
template<typename T>
struct Listed
{
    QList<T> rows;
    int skipped = 0;
    bool hasMore = false; // there is another page
};

// The elements of root[name] as `read` reads them.
template<typename T>
Expected<Listed<T>> readList(const JsonValue &root, const char *name, const std::function<std::optional<T>(const JsonValue &)> &read)
{
    if (!root[name].isArray())
        return Error{ErrorKind::BadAnswer, QString::fromLatin1(name) + QStringLiteral(": expected a list")};
    Listed<T> listed;
    const Expected<Done> visited = root[name].forEach([&](const JsonValue &value) {
        const std::optional<T> row = value.isObject() ? read(value) : std::nullopt;
        if (row)
            listed.rows.append(*row);
        else
            ++listed.skipped;
    });
    if (!visited)
        return visited.error();
    listed.hasMore = root["more"].boolOr(false);
    return listed;
}

std::optional<TimePoint> timeOf(const JsonValue &value); // with any offset
QString textOf(const JsonValue &value); // empty: absent, null, or no text
Person personOf(const JsonValue &reference); // its summary, or name, or e-mail address, or id
QUrl webUrlOf(const JsonValue &value); // http and https only: anything else is not for a browser

// "escalate_log_entry" → "escalate log entry": a word that we have no words for.
QString plainWord(const QString &word);

} // namespace nightbell::pagerduty
