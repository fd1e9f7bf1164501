// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tlswitness.h"

#include <QHostAddress>
#include <QStringList>

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

// Where the witness is found from within OpenSSL's callback, which carries nothing of ours.
int witnessIndex()
{
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

std::optional<TimePoint> timeOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    return std::chrono::sys_seconds(std::chrono::seconds(timegm(&parts)));
}

QString textOf(const ASN1_STRING *text)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(ASN1_STRING_get0_data(text)), ASN1_STRING_length(text)); // NOLINT
}

QString commonName(const X509_NAME *name)
{
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    return at < 0 ? QString() : textOf(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
}

QString addressOf(const ASN1_OCTET_STRING *bytes)
{
    const auto *data = ASN1_STRING_get0_data(bytes);
    if (ASN1_STRING_length(bytes) == 16)
        return QHostAddress(data).toString();
    if (ASN1_STRING_length(bytes) != 4)
        return {};
    return u"%1.%2.%3.%4"_s.arg(data[0]).arg(data[1]).arg(data[2]).arg(data[3]);
}

// Whom the certificate is for: the first few of its alternative names, else its common name.
QString namesOf(const X509 *certificate)
{
    constexpr qsizetype enough = 4;
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)), &GENERAL_NAMES_free);
    QStringList list;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type == GEN_DNS)
            list.append(textOf(name->d.dNSName));
        else if (name->type == GEN_IPADD)
            list.append(addressOf(name->d.iPAddress));
    }
    if (list.isEmpty())
        return commonName(X509_get_subject_name(certificate));
    if (list.size() > enough)
        list = list.first(enough) << u"…"_s;
    return list.join(", "_L1);
}

} // namespace

void TlsWitness::attach(SSL_CTX *context)
{
    SSL_CTX_set_ex_data(context, witnessIndex(), this);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, &TlsWitness::onVerify);
}

int TlsWitness::onVerify(int verified, X509_STORE_CTX *store)
{
    const auto *ssl = static_cast<SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto *witness = static_cast<TlsWitness *>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), witnessIndex()));
    witness->see(verified == 1, store);
    return verified;
}

void TlsWitness::see(bool verified, X509_STORE_CTX *store)
{
    if (const X509 *leaf = X509_STORE_CTX_get0_cert(store); leaf && !m_leafExpires) {
        m_leafExpires = timeOf(X509_get0_notAfter(leaf));
        m_leafNames = namesOf(leaf);
    }
    if (verified)
        return;
    const int error = X509_STORE_CTX_get_error(store);
    const X509 *refused = X509_STORE_CTX_get_current_cert(store);
    const bool isLeaf = X509_STORE_CTX_get_error_depth(store) == 0;
    m_failure = CheckFailure::TlsUntrusted;
    m_detail = QString::fromLatin1(X509_verify_cert_error_string(error));
    if (error == X509_V_ERR_HOSTNAME_MISMATCH || error == X509_V_ERR_IP_ADDRESS_MISMATCH) {
        m_failure = CheckFailure::TlsNameMismatch;
        m_detail = m_leafNames;
    } else if (!isLeaf) {
        // The date of the server's own certificate is all right then: to say "expired" of it would be wrong.
        m_detail += u" (issuer %1)"_s.arg(refused ? commonName(X509_get_subject_name(refused)) : QString());
    } else if (error == X509_V_ERR_CERT_HAS_EXPIRED) {
        m_failure = CheckFailure::TlsCertificateExpired;
        m_detail = m_leafExpires ? toIso(*m_leafExpires) : QString();
    } else if (error == X509_V_ERR_CERT_NOT_YET_VALID) {
        const auto begins = refused ? timeOf(X509_get0_notBefore(refused)) : std::nullopt;
        m_failure = CheckFailure::TlsCertificateNotYetValid;
        m_detail = begins ? toIso(*begins) : QString();
    }
}

} // namespace nightbell
