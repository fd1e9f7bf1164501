// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"

#include <QByteArray>
#include <QCoroTask>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>
#include <utility>

namespace nightbell {

struct HttpHeader
{
    QByteArray name;
    QByteArray value;

    bool operator==(const HttpHeader &) const = default;
};

struct HttpRequest
{
    QByteArray method = "GET";
    QUrl url;
    bool isUrlSecret = false; // who knows the address may use it: only its host is said in errors and logs
    QList<HttpHeader> headers; // may hold secrets: never logged
    QByteArray body;
    Duration deadline = std::chrono::seconds(15); // from send() to the last byte
    qint64 maximumBytes = 64LL * 1024 * 1024; // of the answer's body; past it the answer is TooLarge
    QString caFile; // PEM; trusted beside the system's
    QString clientCertificate; // PEM, with the certificates that lead to it; shown to whoever asks for one
    QString clientKey; // PEM; empty: it is in the same file
};

// An answer with a status, whatever it is. 4xx and 5xx are answers too: who asked knows what they mean.
struct HttpReply
{
    int status = 0;
    QList<HttpHeader> headers;
    QByteArray body;

    // The first header of that name, case-insensitive; empty: none.
    QByteArray header(QByteArrayView name) const;
};

// The address as errors and logs may have it.
QString shownUrl(const HttpRequest &request);

// May carry what we know: https, or http to this very machine.
bool isAllowedUrl(const QUrl &url);

// The same scheme, host and port: what is meant for one may be sent to the other.
bool isSameOrigin(const QUrl &a, const QUrl &b);

// What a status of 400 and more means where a service does not say otherwise; what is not named is the request's own fault.
ErrorKind errorKindOf(int status);

// What a Retry-After header asks for: seconds or an HTTP date, counted from `now`; a date in the past is 0. nullopt: unreadable.
std::optional<Duration> parseRetryAfter(QByteArrayView value, TimePoint now);

// "Nightbell/0.1.0"
QByteArray userAgent();

// Sends requests. One real (qnamtransport), one fake in tests.
class Transport
{
public:
    Transport() = default;
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    virtual ~Transport() = default;

    // The answer, or why there is none: Cancelled, Timeout (also where the connection ended before a command was answered), Unreachable, Tls, TooLarge, BadAnswer, BadInput
    // (an address that isAllowedUrl() refuses, a CA file, client certificate or key that cannot be read). A redirect to another host is not followed
    // (it comes back as the answer that it is), so that no secret goes astray.
    // Nothing but GET, HEAD and OPTIONS is ever sent twice.
    virtual QCoro::Task<Expected<HttpReply>> send(HttpRequest request) = 0;

    // Ends everything under way with Cancelled.
    virtual void abortAll() = 0;

    // The way to the world is another one than before (the machine slept, the network changed): connections that are kept
    // for the next request lead nowhere. What is under way goes on.
    virtual void dropConnections() { }
};

} // namespace nightbell
