// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/http.h"
#include "net/serverclock.h"
#include "sources/pagerduty/wire.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <memory>
#include <optional>

namespace nightbell::pagerduty {

// What the account has told of its rate limit, and what it has cost so far. Times are on Clock::elapsed().
struct Budget
{
    int limit = 960; // requests a minute, where no answer has said otherwise (PagerDuty's guide)
    std::optional<int> remaining; // until the next reset
    int spent = 0; // requests since it was last reckoned with
    Duration restUntil{0}; // everything rests: a 429 has said that nothing remains
    QHash<QByteArray, Duration> partsRestUntil; // "GET /oncalls": some have a limit of their own
    Duration slowUntil{0}; // there was a 429 lately
};

// One account at one address: what every request to it needs. Shared by the coroutines that ask, which outlive the source.
struct Client
{
    QUrl base;
    QString token; // never logged, never sent anywhere but to `base`
    QByteArray from; // e-mail address of who acts; empty: not known yet
    QString caFile; // PEM; empty: the system's certificates alone
    Clock &clock;
    std::shared_ptr<Transport> transport;
    Budget budget = {};
    ServerClock theirs = {};

    TimePoint nowThere() const { return clock.now() + theirs.ahead; }
};
using ClientPtr = std::shared_ptr<Client>;

// One request. Error: Unauthorized (401), Forbidden (402, 403), NotFound (404), Conflict and BadInput (other 4xx, with
// PagerDuty's code in the detail), TooManyRequests, Timeout (408), Server, BadAnswer, and what the transport has. While
// PagerDuty wants to be left alone, nothing is sent: TooManyRequests with the rest of the time.
QCoro::Task<Expected<JsonDocument>> get(ClientPtr client, QString path, QUrlQuery query = {});
QCoro::Task<Expected<JsonDocument>> send(ClientPtr client, QByteArray method, QString path, QByteArray body);

// Adds what a person wrote: QUrlQuery alone takes "%41" for a letter.
void addText(QUrlQuery &query, const QString &key, const QString &text);

// The numbers that PagerDuty gave with a refusal ("status 400, code 1002"), 0: none.
int statusOf(const Error &error);
int codeOf(const Error &error);

Get getOf(const ClientPtr &client);
Post postOf(const ClientPtr &client);

} // namespace nightbell::pagerduty
