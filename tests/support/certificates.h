// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace nightbell {

// Certificates for servers on this machine, made when they are asked for.
class Certificates
{
public:
    struct Wanted
    {
        QByteArray names = "DNS:localhost,IP:127.0.0.1"; // as OpenSSL writes alternative names
        long begins = -3600; // seconds from now
        long ends = 90L * 86'400;
        bool selfSigned = false;
    };

    // An authority of its own, valid until `ends` seconds from now.
    explicit Certificates(long ends = 3650L * 86'400) : m_key(EVP_EC_gen("P-256"), &EVP_PKEY_free), m_authority(X509_new(), &X509_free)
    {
        fill(m_authority.get(), m_key.get(), "Test authority", -86'400L * 3, ends);
        X509_set_issuer_name(m_authority.get(), X509_get_subject_name(m_authority.get()));
        extend(m_authority.get(), m_authority.get(), NID_basic_constraints, "critical,CA:TRUE");
        extend(m_authority.get(), m_authority.get(), NID_subject_key_identifier, "hash");
        X509_sign(m_authority.get(), m_key.get(), EVP_sha256());
    }

    QByteArray authorityPem() const { return pem(m_authority.get()); }

    // A server's side of TLS with such a certificate.
    QSslConfiguration server(const Wanted &wanted) const
    {
        const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
        const Certificate certificate(X509_new(), &X509_free);
        fill(certificate.get(), key.get(), "Test server", wanted.begins, wanted.ends);
        const X509 *issuer = wanted.selfSigned ? certificate.get() : m_authority.get();
        X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
        extend(certificate.get(), issuer, NID_subject_alt_name, wanted.names.constData());
        X509_sign(certificate.get(), wanted.selfSigned ? key.get() : m_key.get(), EVP_sha256());

        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(pem(certificate.get())));
        configuration.setPrivateKey(QSslKey(pem(key.get()), QSsl::Ec));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // of clients: none has a certificate
        return configuration;
    }

private:
    using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
    using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
    using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

    static void fill(X509 *certificate, EVP_PKEY *key, const char *name, long begins, long ends)
    {
        static long serial = 0;
        X509_set_version(certificate, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
        X509_gmtime_adj(X509_getm_notBefore(certificate), begins);
        X509_gmtime_adj(X509_getm_notAfter(certificate), ends);
        X509_set_pubkey(certificate, key);
        const auto *text = reinterpret_cast<const unsigned char *>(name); // NOLINT
        X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8, text, -1, -1, 0);
    }

    static void extend(X509 *certificate, const X509 *issuer, int what, const char *value)
    {
        X509V3_CTX context{};
        X509V3_set_ctx(&context, const_cast<X509 *>(issuer), certificate, nullptr, nullptr, 0); // NOLINT: it only reads
        X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, what, value);
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }

    static QByteArray content(BIO *memory)
    {
        char *data = nullptr;
        const long size = BIO_get_mem_data(memory, &data); // NOLINT: OpenSSL's macro
        return QByteArray(data, size);
    }

    static QByteArray pem(const X509 *certificate)
    {
        const Memory memory(BIO_new(BIO_s_mem()), &BIO_free);
        PEM_write_bio_X509(memory.get(), certificate);
        return content(memory.get());
    }

    static QByteArray pem(EVP_PKEY *key)
    {
        const Memory memory(BIO_new(BIO_s_mem()), &BIO_free);
        PEM_write_bio_PrivateKey_traditional(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
        return content(memory.get());
    }

    Key m_key;
    Certificate m_authority;
};

} // namespace nightbell
