// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/outcome.h"

namespace nightbell {

bool isOutcomeUnknown(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
    case ErrorKind::Timeout:
    case ErrorKind::BadAnswer:
    case ErrorKind::TooLarge:
        return true;
    case ErrorKind::Unreachable:
    case ErrorKind::Tls:
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::TooManyRequests:
    case ErrorKind::Server:
    case ErrorKind::BadInput:
    case ErrorKind::Storage:
    case ErrorKind::Unavailable:
    case ErrorKind::Locked:
        break;
    }
    return false;
}

bool mayBeSentAgain(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout:
    case ErrorKind::Unreachable:
    case ErrorKind::TooManyRequests:
    case ErrorKind::Server:
    case ErrorKind::BadAnswer: // a proxy's page; the request itself is idempotent
    case ErrorKind::TooLarge: // an answer that was not read to its end: it may have been done
    case ErrorKind::Cancelled:
    case ErrorKind::Locked:
        return true;
    case ErrorKind::Tls:
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::BadInput:
    case ErrorKind::Storage:
    case ErrorKind::Unavailable:
        return false;
    }
    return false;
}

} // namespace nightbell
