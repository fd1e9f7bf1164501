// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/probe.h"
#include "net/tlswitness.h"

#include <curl/curl.h>

#include <array>
#include <memory>

namespace nightbell {

// One request over one new connection: sets up libcurl's handle and reads what it says afterwards.
class CurlTransfer
{
public:
    // `request` with the redirects that were followed until now worked into it. Precondition: url is http or https.
    CurlTransfer(const ProbeRequest &request, Clock &clock);
    CurlTransfer(const CurlTransfer &) = delete;
    CurlTransfer &operator=(const CurlTransfer &) = delete;
    ~CurlTransfer() = default;

    CURL *handle() const { return m_easy.get(); }

    // Precondition: the transfer is over.
    ProbeReply reply(CURLcode code);

private:
    template<auto Free>
    struct Freed
    {
        template<typename T>
        void operator()(T *thing) const
        {
            Free(thing);
        }
    };

    static size_t onBody(char *data, size_t size, size_t count, void *self);
    static size_t onHeader(char *data, size_t size, size_t count, void *self);
    static curl_socket_t onOpenSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static CURLcode onTlsContext(CURL *easy, void *context, void *self);

    void setMethod(const ProbeRequest &request);
    void setHeaders(const ProbeRequest &request);
    void setTls(const ProbeRequest &request);
    void takeHeaderLine(QByteArray line);
    qint64 number(CURLINFO info) const;
    CheckPhases phases(CURLcode code) const;
    CheckFailure failure(CURLcode code) const;
    CheckFailure connectFailure() const;
    CheckFailure timeoutFailure() const;
    QString detail(CheckFailure failure) const;
    QString peer() const;
    bool isConnected() const;
    bool isHandshaking() const; // connected, but TLS is not up

    Clock &m_clock;
    Duration m_began;
    QUrl m_url;
    Duration m_timeLimit;
    qint64 m_maximumBytes;
    std::array<char, CURL_ERROR_SIZE> m_error{};
    QString m_triedAddress; // the last one a connection was tried to
    std::optional<Duration> m_tlsBegan; // since m_began: libcurl says nothing of the connection until TLS is up
    TlsWitness m_tls;
    bool m_headEnded = false;
    ProbeReply m_reply;
    std::unique_ptr<curl_slist, Freed<&curl_slist_free_all>> m_headers;
    std::unique_ptr<CURL, Freed<&curl_easy_cleanup>> m_easy; // last: its callbacks use all of the above
};

} // namespace nightbell
