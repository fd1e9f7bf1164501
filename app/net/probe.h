// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/checkresult.h"
#include "net/http.h"

#include <QByteArray>
#include <QCoroTask>
#include <QList>
#include <QString>
#include <QUrl>

#include <cstdint>
#include <optional>

namespace nightbell {

enum class IpVersion : std::uint8_t { Any, V4, V6 };

// One look at a site, as a visitor who has never been there: new name lookup, new connection, new handshake.
struct ProbeRequest
{
    QByteArray method = "GET";
    QUrl url; // http or https; may hold user info, which is sent as Basic authorization
    QList<HttpHeader> headers; // may hold secrets: sent only to the scheme, host and port of `url`
    QByteArray body;
    Duration timeLimit = std::chrono::seconds(10); // over all redirects; does not run while the request waits for its turn
    int maximumRedirects = 10; // 0: a redirect is the answer
    IpVersion ipVersion = IpVersion::Any;
    QString caFile; // PEM; trusted beside the system's
    qint64 maximumBytes = 1024 * 1024; // of the decoded body; no more is read
};

// What was seen. A status is not judged here: failure is about getting an answer at all.
struct ProbeReply
{
    bool cancelled = false; // we gave up ourselves: says nothing about the site
    CheckFailure failure = CheckFailure::None;
    QString detail; // as in CheckResult
    int status = 0; // 0: there was no answer
    QList<HttpHeader> headers; // of the last answer
    QByteArray body;
    bool truncated = false; // the body goes on past maximumBytes
    QString httpVersion; // "1.0", "1.1", "2"; empty: no answer
    QString peer; // the address that answered last, or was tried last: "10.0.0.3:443"
    CheckPhases phases; // each the sum over all redirects; one that was not completed has the time until the failure
    std::optional<TimePoint> certificateExpires; // of the server's own certificate, also when it was refused
    int redirects = 0; // how many were followed
    QUrl url; // that answered last
};

// Looks at sites. One real (CurlProbe), one fake in tests.
class Probe
{
public:
    Probe() = default;
    Probe(const Probe &) = delete;
    Probe &operator=(const Probe &) = delete;
    virtual ~Probe() = default;

    virtual QCoro::Task<ProbeReply> run(ProbeRequest request) = 0;

    // Ends everything under way and everything that waits with `cancelled`.
    virtual void abortAll() = 0;
};

} // namespace nightbell
