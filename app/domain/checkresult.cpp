// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/checkresult.h"

namespace nightbell {

using namespace Qt::StringLiterals;

QString toWord(CheckState state)
{
    switch (state) {
    case CheckState::Waiting:
        return u"waiting"_s;
    case CheckState::Passing:
        return u"passing"_s;
    case CheckState::Failing:
        return u"failing"_s;
    case CheckState::Failed:
        return u"failed"_s;
    case CheckState::Paused:
        return u"paused"_s;
    }
    return {};
}

QString toWord(CheckFailure failure)
{
    switch (failure) {
    case CheckFailure::None:
        return u"none"_s;
    case CheckFailure::Misconfigured:
        return u"misconfigured"_s;
    case CheckFailure::NameNotFound:
        return u"name-not-found"_s;
    case CheckFailure::NameLookupFailed:
        return u"name-lookup-failed"_s;
    case CheckFailure::ConnectionRefused:
        return u"connection-refused"_s;
    case CheckFailure::Unreachable:
        return u"unreachable"_s;
    case CheckFailure::ConnectTimeout:
        return u"connect-timeout"_s;
    case CheckFailure::Timeout:
        return u"timeout"_s;
    case CheckFailure::TlsCertificateExpired:
        return u"tls-certificate-expired"_s;
    case CheckFailure::TlsCertificateNotYetValid:
        return u"tls-certificate-not-yet-valid"_s;
    case CheckFailure::TlsNameMismatch:
        return u"tls-name-mismatch"_s;
    case CheckFailure::TlsUntrusted:
        return u"tls-untrusted"_s;
    case CheckFailure::TlsHandshake:
        return u"tls-handshake"_s;
    case CheckFailure::UnexpectedStatus:
        return u"unexpected-status"_s;
    case CheckFailure::TextMissing:
        return u"text-missing"_s;
    case CheckFailure::TextForbidden:
        return u"text-forbidden"_s;
    case CheckFailure::TooManyRedirects:
        return u"too-many-redirects"_s;
    case CheckFailure::AnswerTooLarge:
        return u"answer-too-large"_s;
    case CheckFailure::ConnectionLost:
        return u"connection-lost"_s;
    }
    return {};
}

} // namespace nightbell
