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
        break;
    }
    return false;
}

} // namespace nightbell
