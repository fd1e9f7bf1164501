// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/checkresult.h"

#include <QString>

#include <optional>

struct ssl_ctx_st; // OpenSSL: SSL_CTX
struct x509_store_ctx_st; // X509_STORE_CTX

namespace nightbell {

// Looks on while OpenSSL verifies a certificate chain, and remembers what libcurl does not tell once it was refused. It
// never changes the outcome.
class TlsWitness
{
public:
    TlsWitness() = default;
    TlsWitness(const TlsWitness &) = delete;
    TlsWitness &operator=(const TlsWitness &) = delete;
    ~TlsWitness() = default;

    // Precondition: this lives as long as the connections of `context`.
    void attach(ssl_ctx_st *context);

    std::optional<TimePoint> leafExpires() const { return m_leafExpires; } // nullopt: no certificate was seen
    const QString &leafNames() const { return m_leafNames; } // "example.com, *.example.com"

    // Why the chain was refused; None: it was not. `detail` of the result is set with it.
    CheckFailure failure() const { return m_failure; }
    const QString &detail() const { return m_detail; }

private:
    static int onVerify(int verified, x509_store_ctx_st *store);
    void see(bool verified, x509_store_ctx_st *store);

    std::optional<TimePoint> m_leafExpires;
    QString m_leafNames;
    CheckFailure m_failure = CheckFailure::None;
    QString m_detail;
};

} // namespace nightbell
