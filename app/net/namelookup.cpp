// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/namelookup.h"

#include <QPromise>
#include <QUrl>

#include <netdb.h>

#include <system_error>
#include <thread>

namespace nightbell {
namespace {

int familyOf(IpVersion version)
{
    switch (version) {
    case IpVersion::Any:
        return AF_UNSPEC;
    case IpVersion::V4:
        return AF_INET;
    case IpVersion::V6:
        return AF_INET6;
    }
    return AF_UNSPEC;
}

CheckFailure lookUp(const QByteArray &host, IpVersion version)
{
    addrinfo hints{};
    hints.ai_family = familyOf(version);
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const int error = ::getaddrinfo(host.constData(), nullptr, &hints, &found);
    if (error == 0)
        ::freeaddrinfo(found);
#ifdef EAI_NODATA // GNU: the name is there, but has no such address
    if (error == EAI_NODATA || error == EAI_ADDRFAMILY)
        return CheckFailure::NameNotFound;
#endif
    return error == EAI_NONAME ? CheckFailure::NameNotFound : CheckFailure::NameLookupFailed;
}

} // namespace

QFuture<CheckFailure> explainLookup(const QString &host, IpVersion version)
{
    QPromise<CheckFailure> promise;
    promise.start();
    QFuture<CheckFailure> future = promise.future();
    try {
        std::thread([promise = std::move(promise), host = QUrl::toAce(host), version]() mutable {
            promise.addResult(lookUp(host, version));
            promise.finish();
        }).detach();
    } catch (const std::system_error &) {
        // No more threads: the promise has gone with the closure, and the future says so by being cancelled.
    }
    return future;
}

} // namespace nightbell
