// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sourcestatus.h"

namespace nightbell {

using namespace Qt::StringLiterals;

QString toWord(SourceState state)
{
    switch (state) {
    case SourceState::Starting:
        return u"starting"_s;
    case SourceState::Fresh:
        return u"fresh"_s;
    case SourceState::Stale:
        return u"stale"_s;
    case SourceState::Failed:
        return u"failed"_s;
    }
    return {};
}

QString toWord(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return u"cancelled"_s;
    case ErrorKind::Timeout:
        return u"timeout"_s;
    case ErrorKind::Unreachable:
        return u"unreachable"_s;
    case ErrorKind::Tls:
        return u"tls"_s;
    case ErrorKind::Unauthorized:
        return u"unauthorized"_s;
    case ErrorKind::Forbidden:
        return u"forbidden"_s;
    case ErrorKind::NotFound:
        return u"not-found"_s;
    case ErrorKind::Conflict:
        return u"conflict"_s;
    case ErrorKind::TooManyRequests:
        return u"too-many-requests"_s;
    case ErrorKind::Server:
        return u"server"_s;
    case ErrorKind::BadAnswer:
        return u"bad-answer"_s;
    case ErrorKind::TooLarge:
        return u"too-large"_s;
    case ErrorKind::BadInput:
        return u"bad-input"_s;
    case ErrorKind::Storage:
        return u"storage"_s;
    case ErrorKind::Unavailable:
        return u"unavailable"_s;
    case ErrorKind::Locked:
        return u"locked"_s;
    }
    return {};
}

} // namespace nightbell
