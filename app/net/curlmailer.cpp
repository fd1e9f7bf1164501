// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curlmailer.h"

#include "base/duration.h"
#include "base/log.h"
#include "base/pending.h"
#include "net/tlswitness.h"

#include <QUrl>

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <mutex>
#include <thread>
#include <vector>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

using Answer = std::shared_ptr<Pending<Expected<Done>>>;

template<auto Free>
struct Freed
{
    template<typename T>
    void operator()(T *thing) const
    {
        Free(thing);
    }
};

QString schemeOf(MailSecurity security)
{
    switch (security) {
    case MailSecurity::StartTls:
        return u"smtp"_s;
    case MailSecurity::Tls:
        return u"smtps"_s;
    }
    return {};
}

// One e-mail over one connection of its own, on a thread of its own: when libcurl takes leave of a server, it waits for the
// answer to QUIT and blocks whoever called it.
class Delivery
{
public:
    Delivery(Mail mail, Answer answer);
    Delivery(const Delivery &) = delete;
    Delivery &operator=(const Delivery &) = delete;
    ~Delivery() = default;

    void run() { m_code = curl_easy_perform(m_easy.get()); } // on the thread
    void cancel(); // from another: run() ends soon

    const Answer &answer() const { return m_answer; }
    const Mail &mail() const { return m_mail; }
    Expected<Done> outcome() const; // precondition: run() has ended

private:
    static size_t onRead(char *buffer, size_t size, size_t count, void *self);
    static size_t onLine(char *data, size_t size, size_t count, void *self);
    static CURLcode onTlsContext(CURL *easy, void *context, void *self);
    static int onProgress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
    static curl_socket_t onOpenSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onCloseSocket(void *self, curl_socket_t socket);

    void setTransfer();
    void setTls();
    void takeLine(QByteArray line);
    Error refusal() const;
    Error tlsError() const;
    QString curlText() const;

    Mail m_mail;
    Answer m_answer;
    qsizetype m_read = 0; // bytes of the content that libcurl has
    std::array<char, CURL_ERROR_SIZE> m_error{};
    QByteArray m_refused; // the last line of the server's with a code of 400 and more
    TlsWitness m_tls;
    CURLcode m_code = CURLE_OK;
    std::atomic<bool> m_isCancelled = false;
    std::mutex m_mutex; // of the socket
    curl_socket_t m_socket = CURL_SOCKET_BAD;
    std::unique_ptr<curl_slist, Freed<&curl_slist_free_all>> m_recipients;
    std::unique_ptr<CURL, Freed<&curl_easy_cleanup>> m_easy; // last: its callbacks use all of the above
};

Delivery::Delivery(Mail mail, Answer answer) : m_mail(std::move(mail)), m_answer(std::move(answer)), m_easy(curl_easy_init())
{
    CURL *easy = m_easy.get();
    QUrl url;
    url.setScheme(schemeOf(m_mail.security));
    url.setHost(QString(m_mail.server).remove(u'[').remove(u']'));
    url.setPort(m_mail.port);
    curl_easy_setopt(easy, CURLOPT_URL, url.toEncoded().constData());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL)); // no STARTTLS: nothing is said
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    const auto deadline = static_cast<long>(m_mail.deadline.count());
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, deadline);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, deadline / 2); // the second address of the name gets its turn
    curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, deadline / 1000)); // of QUIT, which the deadline is not for
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); // who cancels does not wait for a name server
    curl_easy_setopt(easy, CURLOPT_PROXY, ""); // a proxy of the web does not carry e-mail
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    if (!m_mail.username.isEmpty()) {
        curl_easy_setopt(easy, CURLOPT_USERNAME, m_mail.username.toUtf8().constData());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, m_mail.password.toUtf8().constData());
    }
    curl_easy_setopt(easy, CURLOPT_MAIL_FROM, QByteArray('<' + m_mail.from.toUtf8() + '>').constData());
    m_recipients.reset(curl_slist_append(nullptr, QByteArray('<' + m_mail.to.toUtf8() + '>').constData()));
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, m_recipients.get());
    setTransfer();
    setTls();
}

void Delivery::setTransfer()
{
    CURL *easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, &Delivery::onRead);
    curl_easy_setopt(easy, CURLOPT_READDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Delivery::onLine); // the lines that the server says
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_error.data());
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &Delivery::onProgress);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &Delivery::onOpenSocket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &Delivery::onCloseSocket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
}

void Delivery::setTls()
{
    CURL *easy = m_easy.get();
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, &Delivery::onTlsContext);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, this);
    if (!m_mail.caFile.isEmpty())
        curl_easy_setopt(easy, CURLOPT_CAINFO, m_mail.caFile.toLocal8Bit().constData());
}

// Whatever is waited for on the connection ends with it.
void Delivery::cancel()
{
    m_isCancelled = true;
    const std::lock_guard lock(m_mutex);
    if (m_socket != CURL_SOCKET_BAD)
        ::shutdown(m_socket, SHUT_RDWR);
}

int Delivery::onProgress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<Delivery *>(self)->m_isCancelled ? 1 : 0;
}

curl_socket_t Delivery::onOpenSocket(void *self, curlsocktype, curl_sockaddr *address)
{
    auto *delivery = static_cast<Delivery *>(self);
    const std::lock_guard lock(delivery->m_mutex);
    delivery->m_socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    return delivery->m_socket;
}

int Delivery::onCloseSocket(void *self, curl_socket_t socket)
{
    auto *delivery = static_cast<Delivery *>(self);
    const std::lock_guard lock(delivery->m_mutex);
    if (delivery->m_socket == socket)
        delivery->m_socket = CURL_SOCKET_BAD;
    return ::close(socket);
}

size_t Delivery::onRead(char *buffer, size_t size, size_t count, void *self)
{
    auto *delivery = static_cast<Delivery *>(self);
    const qsizetype left = delivery->m_mail.content.size() - delivery->m_read;
    const qsizetype taken = std::min(left, static_cast<qsizetype>(size * count));
    std::memcpy(buffer, delivery->m_mail.content.constData() + delivery->m_read, static_cast<size_t>(taken));
    delivery->m_read += taken;
    return static_cast<size_t>(taken);
}

size_t Delivery::onLine(char *data, size_t size, size_t count, void *self)
{
    static_cast<Delivery *>(self)->takeLine(QByteArray(data, static_cast<qsizetype>(size * count)));
    return size * count;
}

void Delivery::takeLine(QByteArray line)
{
    line = line.trimmed();
    const int code = line.left(3).toInt();
    if (code >= 400 && code < 600)
        m_refused = line.left(300);
}

CURLcode Delivery::onTlsContext(CURL *, void *context, void *self)
{
    static_cast<Delivery *>(self)->m_tls.attach(static_cast<ssl_ctx_st *>(context));
    return CURLE_OK;
}

QString Delivery::curlText() const
{
    return redact(QString::fromUtf8(m_error.data()));
}

// What the server says is for people. Should it repeat what it was given, it does not go on.
Error Delivery::refusal() const
{
    QString said = QString::fromUtf8(m_refused).remove(QChar::ReplacementCharacter);
    if (!m_mail.password.isEmpty())
        said.replace(m_mail.password, u"…"_s);
    const int code = m_refused.left(3).toInt();
    if (code == 0)
        return Error{ErrorKind::BadAnswer, curlText()};
    return Error{code < 500 ? ErrorKind::Server : ErrorKind::Forbidden, redact(said)};
}

Error Delivery::tlsError() const
{
    const QString why = m_tls.failure() == CheckFailure::None ? curlText() : m_tls.detail();
    return Error{ErrorKind::Tls, why.isEmpty() ? curlText() : why};
}

Expected<Done> Delivery::outcome() const
{
    switch (m_code) { // libcurl's, not ours: it may grow
    case CURLE_OK:
        return Done{};
    case CURLE_LOGIN_DENIED: {
        Error error = refusal();
        // 454 and the like: the server cannot say now whether the password is right.
        error.kind = error.kind == ErrorKind::Server ? ErrorKind::Server : ErrorKind::Unauthorized;
        return error;
    }
    case CURLE_USE_SSL_FAILED:
        return Error{ErrorKind::Tls, u"the server offers no STARTTLS"_s};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CERTPROBLEM:
        return tlsError();
    case CURLE_SSL_CACERT_BADFILE:
        return Error{ErrorKind::BadInput, u"no certificate can be read from the CA file %1"_s.arg(m_mail.caFile)};
    case CURLE_URL_MALFORMAT:
    case CURLE_BAD_FUNCTION_ARGUMENT:
        return Error{ErrorKind::BadInput, curlText()};
    case CURLE_COULDNT_RESOLVE_HOST:
        return Error{ErrorKind::Unreachable, u"no address of %1 is known"_s.arg(m_mail.server)};
    case CURLE_COULDNT_CONNECT:
        return Error{ErrorKind::Unreachable, u"%1:%2 takes no connection"_s.arg(m_mail.server).arg(m_mail.port)};
    case CURLE_OPERATION_TIMEDOUT:
        return Error{ErrorKind::Timeout, u"%1 did not take it within %2"_s.arg(m_mail.server, formatDuration(m_mail.deadline))};
    default:
        if (!m_refused.isEmpty())
            return refusal();
        return Error{m_code == CURLE_WEIRD_SERVER_REPLY ? ErrorKind::BadAnswer : ErrorKind::Unreachable, curlText()};
    }
}

} // namespace

// Those under way. Finishing one may destroy the mailer, so that is always the last thing done.
class CurlMailer::Post : public QObject
{
public:
    explicit Post(Clock &clock) : m_clock(clock) { curl_global_init(CURL_GLOBAL_DEFAULT); } // counted by libcurl
    ~Post() override
    {
        abortAll();
        curl_global_cleanup();
    }

    void start(Mail mail, const Answer &answer)
    {
        auto delivery = std::make_unique<Delivery>(std::move(mail), answer);
        Delivery *started = delivery.get();
        std::thread thread([this, started] {
            started->run();
            QMetaObject::invokeMethod(
                this, [this, started] { onFinished(started); }, Qt::QueuedConnection);
        });
        m_underWay.push_back({std::move(delivery), std::move(thread), m_clock.elapsed()});
    }

    void abortAll()
    {
        std::vector<Entry> ended = std::exchange(m_underWay, {});
        for (const Entry &entry : ended)
            entry.delivery->cancel();
        for (Entry &entry : ended)
            entry.thread.join();
        for (const Entry &entry : ended)
            entry.delivery->answer()->finish(Error{ErrorKind::Cancelled, {}});
    }

private:
    struct Entry
    {
        std::unique_ptr<Delivery> delivery;
        std::thread thread;
        Duration began{0};
    };

    void onFinished(const Delivery *delivery)
    {
        const auto found = std::ranges::find_if(m_underWay, [delivery](const Entry &entry) { return entry.delivery.get() == delivery; });
        if (found == m_underWay.end())
            return;
        Entry entry = std::move(*found);
        m_underWay.erase(found);
        entry.thread.join();
        const Expected<Done> outcome = entry.delivery->outcome();
        qCDebug(lcNet).noquote() << "SMTP" << entry.delivery->mail().server << (outcome ? u"taken"_s : outcome.error().detail)
                                 << (m_clock.elapsed() - entry.began).count() << "ms";
        entry.delivery->answer()->finish(outcome);
    }

    Clock &m_clock;
    std::vector<Entry> m_underWay;
};

CurlMailer::CurlMailer(Clock &clock) : m_post(std::make_unique<Post>(clock))
{ }

CurlMailer::~CurlMailer() = default;

QCoro::Task<Expected<Done>> CurlMailer::send(Mail mail)
{
    const auto pending = std::make_shared<Pending<Expected<Done>>>();
    m_post->start(std::move(mail), pending);
    co_return co_await pending->wait();
}

void CurlMailer::abortAll()
{
    m_post->abortAll();
}

} // namespace nightbell
