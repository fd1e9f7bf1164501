// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curltransfer.h"

#include "base/duration.h"
#include "base/log.h"

#include <QFileInfo>
#include <QHostAddress>
#include <QtEndian>

#include <netinet/in.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

Duration fromMicroseconds(qint64 microseconds)
{
    return std::chrono::floor<Duration>(std::chrono::microseconds(microseconds));
}

QString withPort(const QString &address, int port)
{
    return (address.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(address).arg(port);
}

QString httpVersionText(long version)
{
    switch (version) {
    case CURL_HTTP_VERSION_1_0:
        return u"1.0"_s;
    case CURL_HTTP_VERSION_1_1:
        return u"1.1"_s;
    case CURL_HTTP_VERSION_2_0:
        return u"2"_s;
    case CURL_HTTP_VERSION_3:
        return u"3"_s;
    default:
        return {};
    }
}

long ipResolve(IpVersion version)
{
    switch (version) {
    case IpVersion::Any:
        return CURL_IPRESOLVE_WHATEVER;
    case IpVersion::V4:
        return CURL_IPRESOLVE_V4;
    case IpVersion::V6:
        return CURL_IPRESOLVE_V6;
    }
    return CURL_IPRESOLVE_WHATEVER;
}

} // namespace

CurlTransfer::CurlTransfer(const ProbeRequest &request, Clock &clock)
    : m_clock(clock)
    , m_began(clock.elapsed())
    , m_url(request.url)
    , m_timeLimit(request.timeLimit)
    , m_maximumBytes(request.maximumBytes)
    , m_easy(curl_easy_init())
{
    CURL *easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_URL, m_url.toEncoded(QUrl::RemoveFragment).constData());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    const auto limit = static_cast<long>(std::max<qint64>(1, m_timeLimit.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, limit);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, limit);
    curl_easy_setopt(easy, CURLOPT_IPRESOLVE, ipResolve(request.ipVersion));
    // As a visitor who has never been here: nothing known from before may hide a failure or shorten a phase.
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
    // Otherwise taking out a handle waits for getaddrinfo(), and a name server that is silent stops the whole thread.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_error.data());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlTransfer::onBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlTransfer::onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::onOpenSocket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    setMethod(request);
    setHeaders(request);
    setTls(request);
}

void CurlTransfer::setMethod(const ProbeRequest &request)
{
    CURL *easy = m_easy.get();
    if (request.method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
        return;
    }
    if (!request.body.isEmpty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH") {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t{request.body.size()});
        curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, request.body.constData());
    }
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.constData());
}

void CurlTransfer::setHeaders(const ProbeRequest &request)
{
    curl_easy_setopt(m_easy.get(), CURLOPT_USERAGENT, userAgent().constData());
    curl_slist *list = curl_slist_append(nullptr, "Expect:"); // no waiting for "100 Continue"
    for (const HttpHeader &header : request.headers) {
        // "Name:" would take a header away; with ";" it is sent empty.
        const QByteArray line = header.value.isEmpty() ? header.name + ";" : header.name + ": " + header.value;
        list = curl_slist_append(list, line.constData());
    }
    m_headers.reset(list);
    curl_easy_setopt(m_easy.get(), CURLOPT_HTTPHEADER, list);
}

void CurlTransfer::setTls(const ProbeRequest &request)
{
    CURL *easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    // A resumed session is not verified again, so its certificate would not be seen.
    curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, &CurlTransfer::onTlsContext);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, this);
    // A folder is looked into for the one issuer that is asked for; the file with all of them takes 25 ms to read, each time.
    const char *folder = curl_version_info(CURLVERSION_NOW)->capath;
    if (!request.caFile.isEmpty())
        curl_easy_setopt(easy, CURLOPT_CAINFO, request.caFile.toLocal8Bit().constData());
    else if (folder && QFileInfo(QString::fromLocal8Bit(folder)).isDir())
        curl_easy_setopt(easy, CURLOPT_CAINFO, nullptr);
}

size_t CurlTransfer::onBody(char *data, size_t size, size_t count, void *self)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    const auto arrived = static_cast<qint64>(size * count);
    const qint64 room = transfer->m_maximumBytes - transfer->m_reply.body.size();
    transfer->m_reply.body.append(data, std::min(arrived, room));
    transfer->m_reply.truncated = arrived > room;
    return arrived > room ? 0 : size * count;
}

size_t CurlTransfer::onHeader(char *data, size_t size, size_t count, void *self)
{
    static_cast<CurlTransfer *>(self)->takeHeaderLine(QByteArray(data, static_cast<qsizetype>(size * count)));
    return size * count;
}

void CurlTransfer::takeHeaderLine(QByteArray line)
{
    if (line.startsWith("HTTP/")) {
        m_reply.headers.clear(); // an answer of the 100s came before
        m_headEnded = false;
        return;
    }
    if (line == "\r\n" || line == "\n")
        m_headEnded = true;
    const qsizetype colon = line.indexOf(':');
    if (colon > 0)
        m_reply.headers.append({line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()});
}

curl_socket_t CurlTransfer::onOpenSocket(void *self, curlsocktype, curl_sockaddr *address)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    const QHostAddress host(&address->addr);
    sockaddr_storage storage{};
    std::memcpy(&storage, &address->addr, std::min<size_t>(address->addrlen, sizeof storage));
    const quint16 port = storage.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6 *>(&storage)->sin6_port // NOLINT
                                                       : reinterpret_cast<sockaddr_in *>(&storage)->sin_port; // NOLINT
    transfer->m_triedAddress = withPort(host.toString(), qFromBigEndian(port));
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

CURLcode CurlTransfer::onTlsContext(CURL *, void *context, void *self)
{
    auto *transfer = static_cast<CurlTransfer *>(self);
    transfer->m_tlsBegan = transfer->m_clock.elapsed() - transfer->m_began;
    transfer->m_tls.attach(static_cast<ssl_ctx_st *>(context));
    return CURLE_OK;
}

qint64 CurlTransfer::number(CURLINFO info) const
{
    if ((static_cast<unsigned>(info) & CURLINFO_TYPEMASK) == CURLINFO_OFF_T) {
        curl_off_t value = 0;
        curl_easy_getinfo(m_easy.get(), info, &value);
        return value;
    }
    long value = 0;
    curl_easy_getinfo(m_easy.get(), info, &value);
    return value;
}

ProbeReply CurlTransfer::reply(CURLcode code)
{
    const bool stoppedByUs = code == CURLE_WRITE_ERROR && m_reply.truncated;
    m_reply.failure = stoppedByUs ? CheckFailure::None : failure(code);
    m_reply.detail = m_reply.failure == CheckFailure::None ? QString() : detail(m_reply.failure);
    m_reply.status = static_cast<int>(number(CURLINFO_RESPONSE_CODE));
    m_reply.httpVersion = httpVersionText(static_cast<long>(number(CURLINFO_HTTP_VERSION)));
    m_reply.peer = peer();
    m_reply.phases = phases(code);
    m_reply.certificateExpires = m_tls.leafExpires();
    m_reply.url = m_url;
    return std::move(m_reply);
}

QString CurlTransfer::peer() const
{
    const char *address = nullptr;
    curl_easy_getinfo(m_easy.get(), CURLINFO_PRIMARY_IP, &address);
    if (!address || *address == '\0')
        return m_triedAddress;
    return withPort(QString::fromLatin1(address), static_cast<int>(number(CURLINFO_PRIMARY_PORT)));
}

// libcurl's times are moments since the start; 0 is a moment that has not come. What was under way when it ended gets the rest.
CheckPhases CurlTransfer::phases(CURLcode code) const
{
    CheckPhases phases;
    phases.total = fromMicroseconds(number(CURLINFO_TOTAL_TIME_T));
    Duration until{0};
    const auto take = [&](std::optional<Duration> &phase, CURLINFO moment) {
        const qint64 reached = number(moment);
        const Duration end = reached > 0 ? std::clamp(fromMicroseconds(reached), until, phases.total) : phases.total;
        phase = end - until;
        until = end;
        return reached > 0;
    };
    if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY) {
        phases.nameLookup = phases.total;
        return phases;
    }
    // An address has nothing to look up: the moment that libcurl notes for it belongs to the connection.
    const bool looksUp = QHostAddress(m_url.host()).isNull();
    if (looksUp && !take(phases.nameLookup, CURLINFO_NAMELOOKUP_TIME_T))
        return phases;
    if (isHandshaking()) {
        phases.connect = std::clamp(*m_tlsBegan, until, phases.total) - until;
        phases.tls = phases.total - until - *phases.connect;
        return phases;
    }
    if (!take(phases.connect, CURLINFO_CONNECT_TIME_T))
        return phases;
    if (m_url.scheme() == "https"_L1 && !take(phases.tls, CURLINFO_APPCONNECT_TIME_T))
        return phases;
    if (take(phases.firstByte, CURLINFO_STARTTRANSFER_TIME_T))
        phases.transfer = phases.total - until;
    return phases;
}

bool CurlTransfer::isConnected() const
{
    return m_tlsBegan || number(CURLINFO_CONNECT_TIME_T) > 0;
}

bool CurlTransfer::isHandshaking() const
{
    return m_tlsBegan && number(CURLINFO_APPCONNECT_TIME_T) == 0;
}

CheckFailure CurlTransfer::failure(CURLcode code) const
{
    switch (code) { // libcurl's, not ours: it may grow
    case CURLE_OK:
        // To libcurl an answer that breaks off within its headers is one without a body.
        return m_headEnded ? CheckFailure::None : CheckFailure::ConnectionLost;
    case CURLE_URL_MALFORMAT:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_FAILED_INIT:
    case CURLE_BAD_FUNCTION_ARGUMENT:
        return CheckFailure::Misconfigured;
    case CURLE_COULDNT_RESOLVE_HOST:
        return CheckFailure::NameNotFound;
    case CURLE_COULDNT_RESOLVE_PROXY:
        return CheckFailure::NameLookupFailed;
    case CURLE_COULDNT_CONNECT:
        return connectFailure();
    case CURLE_PROXY:
        return CheckFailure::Unreachable;
    case CURLE_OPERATION_TIMEDOUT:
        return timeoutFailure();
    case CURLE_PEER_FAILED_VERIFICATION:
        // The chain is good, so it was libcurl that refused the name.
        return m_tls.failure() == CheckFailure::None ? CheckFailure::TlsNameMismatch : m_tls.failure();
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return CheckFailure::TlsHandshake;
    default:
        return isHandshaking() ? CheckFailure::TlsHandshake : CheckFailure::ConnectionLost;
    }
}

CheckFailure CurlTransfer::connectFailure() const
{
    if (peer().isEmpty())
        return CheckFailure::NameNotFound; // it has addresses, but none of the version that is asked for
    switch (number(CURLINFO_OS_ERRNO)) {
    case ECONNREFUSED:
        return CheckFailure::ConnectionRefused;
    case ETIMEDOUT:
        return CheckFailure::ConnectTimeout;
    default:
        return CheckFailure::Unreachable;
    }
}

CheckFailure CurlTransfer::timeoutFailure() const
{
    if (isConnected())
        return CheckFailure::Timeout;
    return number(CURLINFO_NAMELOOKUP_TIME_T) > 0 ? CheckFailure::ConnectTimeout : CheckFailure::NameLookupFailed;
}

QString CurlTransfer::detail(CheckFailure failure) const
{
    const QString text = m_error.front() ? redact(QString::fromUtf8(m_error.data())) : u"the answer is cut off"_s;
    switch (failure) {
    case CheckFailure::NameNotFound:
    case CheckFailure::NameLookupFailed:
        return m_url.host();
    case CheckFailure::ConnectionRefused:
    case CheckFailure::Unreachable:
    case CheckFailure::ConnectTimeout:
        return peer();
    case CheckFailure::Timeout:
        return formatDuration(m_timeLimit);
    case CheckFailure::TlsNameMismatch:
        return m_tls.leafNames();
    case CheckFailure::TlsCertificateExpired:
    case CheckFailure::TlsCertificateNotYetValid:
    case CheckFailure::TlsUntrusted:
        return m_tls.detail();
    case CheckFailure::None:
    case CheckFailure::Misconfigured:
    case CheckFailure::TlsHandshake:
    case CheckFailure::UnexpectedStatus:
    case CheckFailure::TextMissing:
    case CheckFailure::TextForbidden:
    case CheckFailure::TooManyRedirects:
    case CheckFailure::AnswerTooLarge:
    case CheckFailure::ConnectionLost:
        return text;
    }
    return text;
}

} // namespace nightbell
