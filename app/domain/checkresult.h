// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace nightbell {

// Why a check failed: for decisions and for the sentence. `detail` of the result has the particulars.
enum class CheckFailure : std::uint8_t {
    None,
    Misconfigured, // the check itself cannot be run
    NameNotFound, // DNS has no address for the host
    NameLookupFailed, // DNS did not answer
    ConnectionRefused,
    Unreachable, // no route, network down
    ConnectTimeout,
    Timeout, // connected, but no complete answer within the limit
    TlsCertificateExpired,
    TlsCertificateNotYetValid,
    TlsNameMismatch,
    TlsUntrusted, // unknown issuer, self-signed
    TlsHandshake, // any other failure of the handshake
    UnexpectedStatus,
    TextMissing, // the text or expression that should be there is not
    TextForbidden, // the text that should not be there is
    TooManyRedirects,
    AnswerTooLarge,
    ConnectionLost, // broken off in the middle, or an answer that is not HTTP
};

// Where the time of one check went. Each phase alone, not added up; absent: the phase did not happen.
struct CheckPhases
{
    std::optional<Duration> nameLookup;
    std::optional<Duration> connect;
    std::optional<Duration> tls;
    std::optional<Duration> firstByte; // from the request sent to the first byte of the answer
    std::optional<Duration> transfer;
    Duration total{0};

    bool operator==(const CheckPhases &) const = default;
};

// What one run of a check saw.
struct CheckResult
{
    TimePoint at{}; // when it began
    CheckFailure failure = CheckFailure::None;
    // The particulars, redacted; checkReason() makes the sentence. Name…: the host · Connection…, Unreachable: the address ·
    // Timeout: the limit · Tls…Expired, …NotYetValid: the date · TlsNameMismatch: whom it is for · Text…: the text ·
    // TooManyRedirects: where to · others: what the library said, in English.
    QString detail;
    QString peer; // address that answered: "10.0.0.3:443"
    int status = 0; // HTTP status, 0: none
    CheckPhases phases;
    std::optional<TimePoint> certificateExpires; // of the server's own certificate

    bool passed() const { return failure == CheckFailure::None; }

    bool operator==(const CheckResult &) const = default;
};

enum class CheckState : std::uint8_t {
    Waiting, // not run yet
    Passing,
    Failing, // failed, but not often enough in a row to open an incident
    Failed, // an incident is open
    Paused, // switched off
};

// One check and what it saw lately.
struct Check
{
    CheckId id;
    QString kind;
    QString target; // what is checked, fit to be shown: "https://example.com/health"
    ServiceId service;
    CheckState state = CheckState::Waiting;
    Duration every{0};
    int failuresInRow = 0;
    int failAfter = 2;
    std::optional<TimePoint> since; // when the state began
    CheckResult last; // meaningless while Waiting

    bool operator==(const Check &) const = default;
};

QString toWord(CheckState state);
QString toWord(CheckFailure failure);

} // namespace nightbell
