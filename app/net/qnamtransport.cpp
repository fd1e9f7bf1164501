// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/qnamtransport.h"

#include "base/duration.h"
#include "base/field.h"
#include "base/log.h"
#include "base/pending.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTimer>

#include <algorithm>
#include <utility>
#include <vector>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

using Outcome = Expected<HttpReply>;
using Answer = std::shared_ptr<Pending<Outcome>>;

constexpr int maximumRedirects = 5;

class Proxies final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return isLoopback(query.peerHostName()) ? QList<QNetworkProxy>{QNetworkProxy::NoProxy} : systemProxyForQuery(query);
    }
};

// What is sent with a command. It cannot be read twice: Qt sends a request again, whatever its method, when the connection
// breaks before an answer, and would do to a service twice what was asked for once.
class Once final : public QIODevice
{
public:
    explicit Once(const QByteArray &bytes) : m_rest(bytes) { open(ReadOnly); }

    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_rest.isEmpty(); }
    qint64 bytesAvailable() const override { return m_rest.size() + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        const qsizetype size = std::min<qsizetype>(maximum, m_rest.size());
        std::copy_n(m_rest.constData(), size, data);
        m_rest.remove(0, size);
        return size > 0 || maximum == 0 ? size : -1;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_rest;
};

bool isCommand(const QByteArray &method)
{
    return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

// An answer with a status of 400 and more, which Qt calls an error; 407 is not the service's but a proxy's.
bool isHttpStatus(QNetworkReply::NetworkError error, int status)
{
    return (error == QNetworkReply::ProtocolInvalidOperationError && status >= 400)
        || (error > QNetworkReply::UnknownProxyError && error <= QNetworkReply::UnknownContentError)
        || (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError);
}

ErrorKind errorKind(QNetworkReply::NetworkError error)
{
    switch (error) { // Qt's, not ours: it may grow
    case QNetworkReply::OperationCanceledError:
        return ErrorKind::Cancelled;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return ErrorKind::Timeout;
    case QNetworkReply::SslHandshakeFailedError:
        return ErrorKind::Tls;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return ErrorKind::BadAnswer;
    default:
        return ErrorKind::Unreachable;
    }
}

// Of what must not be sent twice Qt says that it would have had to.
bool hasEnded(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::UnknownNetworkError || error == QNetworkReply::RemoteHostClosedError
        || error == QNetworkReply::ContentReSendError;
}

// A command that got no answer may have been carried out: that is not a server that cannot be reached.
ErrorKind kindWithoutAnswer(const QByteArray &method)
{
    return isCommand(method) ? ErrorKind::Timeout : ErrorKind::Unreachable;
}

// Qt has no words for a connection that ends while a command waits for its answer.
QString reasonOf(const QNetworkReply &reply)
{
    return hasEnded(reply.error()) ? u"the connection ended before there was an answer"_s : redact(reply.errorString());
}

// What `status` makes of `method`; nullopt: it is not followed. Only reading is repeated elsewhere without being asked to.
bool isFollowed(int status, const QByteArray &method)
{
    if (status == 307 || status == 308)
        return true;
    return (status == 301 || status == 302 || status == 303) && (method == "GET" || method == "HEAD");
}

std::optional<QSslKey> privateKey(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray pem = file.readAll();
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (QSslKey key(pem, algorithm); !key.isNull())
            return key;
    }
    return std::nullopt;
}

Expected<QSslConfiguration> tlsConfiguration(const HttpRequest &request)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!request.caFile.isEmpty()) {
        const auto certificates = QSslCertificate::fromPath(request.caFile);
        if (certificates.isEmpty())
            return Error{ErrorKind::BadInput, u"no certificate can be read from the CA file %1"_s.arg(request.caFile)};
        configuration.addCaCertificates(certificates);
    }
    if (!request.clientCertificate.isEmpty()) {
        const auto chain = QSslCertificate::fromPath(request.clientCertificate);
        if (chain.isEmpty())
            return Error{ErrorKind::BadInput, u"no certificate can be read from %1"_s.arg(request.clientCertificate)};
        const QString keyFile = request.clientKey.isEmpty() ? request.clientCertificate : request.clientKey;
        const auto key = privateKey(keyFile);
        if (!key)
            return Error{ErrorKind::BadInput, u"no key without a password can be read from %1"_s.arg(keyFile)};
        configuration.setLocalCertificateChain(chain);
        configuration.setPrivateKey(*key);
    }
    return configuration;
}

QNetworkRequest networkRequest(const HttpRequest &request, const QSslConfiguration &tls)
{
    QNetworkRequest out(request.url);
    out.setSslConfiguration(tls);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // Qt's guess at what is too small for its size refuses series that repeat a value; maximumBytes is the limit.
    out.setDecompressedSafetyCheckThreshold(-1);
    out.setRawHeader("User-Agent", userAgent());
    for (const HttpHeader &header : request.headers)
        out.setRawHeader(header.name, header.value);
    return out;
}

// One request, with the redirects that it leads to.
class Exchange : public QObject
{
public:
    Exchange(HttpRequest request, QSslConfiguration tls, Answer answer, QNetworkAccessManager &manager)
        : m_request(std::move(request))
        , m_tls(std::move(tls))
        , m_answer(std::move(answer))
        , m_manager(manager)
    {
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, &Exchange::onDeadline);
    }

    ~Exchange() override { dropReply(); }

    std::function<void()> concluded; // called once, may be called from within a signal of the reply

    const HttpRequest &request() const { return m_request; }
    const Answer &answer() const { return m_answer; }
    const std::optional<Outcome> &outcome() const { return m_outcome; }

    void start()
    {
        m_deadline.start(m_request.deadline);
        send();
    }

private:
    void send();
    QNetworkReply *sendOnce(QNetworkRequest request);
    void onReadyRead();
    void onFinished();
    void onDeadline();
    bool follow(int status, const QByteArray &location);
    void conclude(Outcome outcome);
    void dropReply();

    HttpRequest m_request;
    QSslConfiguration m_tls;
    Answer m_answer;
    QNetworkAccessManager &m_manager;
    QTimer m_deadline;
    QNetworkReply *m_reply = nullptr;
    QByteArray m_body;
    int m_redirects = 0;
    std::optional<Outcome> m_outcome;
};

void Exchange::send()
{
    const QNetworkRequest request = networkRequest(m_request, m_tls);
    m_body.clear();
    if (m_request.method == "HEAD")
        m_reply = m_manager.head(request);
    else if (isCommand(m_request.method))
        m_reply = sendOnce(request);
    else
        m_reply = m_manager.sendCustomRequest(request, m_request.method, m_request.body);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::onReadyRead);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::onFinished);
}

QNetworkReply *Exchange::sendOnce(QNetworkRequest request)
{
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
    auto *body = new Once(m_request.body);
    QNetworkReply *reply = m_manager.sendCustomRequest(request, m_request.method, body);
    body->setParent(reply);
    return reply;
}

void Exchange::onReadyRead()
{
    constexpr qsizetype portion = 256LL * 1024;
    while (m_reply->bytesAvailable() > 0) {
        const qsizetype before = m_body.size();
        m_body.resize(before + portion); // 8 MB are not copied twice on the window's thread
        const qint64 count = std::max<qint64>(m_reply->read(m_body.data() + before, portion), 0);
        m_body.resize(before + count);
        if (count == 0)
            return;
        if (m_body.size() > m_request.maximumBytes) {
            conclude(Error{ErrorKind::TooLarge, u"more than %1 bytes from %2"_s.arg(m_request.maximumBytes).arg(shownUrl(m_request))});
            return;
        }
    }
}

void Exchange::onFinished()
{
    const QNetworkReply::NetworkError error = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0 || (error != QNetworkReply::NoError && !isHttpStatus(error, status))) {
        conclude(Error{hasEnded(error) ? kindWithoutAnswer(m_request.method) : errorKind(error), reasonOf(*m_reply)});
        return;
    }
    onReadyRead();
    if (m_outcome || follow(status, m_reply->rawHeader("Location")))
        return;
    // Qt does not always notice that the connection ended before the answer did. Of what it decompresses it drops the header.
    const QByteArray length = m_reply->rawHeader("Content-Length");
    if (m_request.method != "HEAD" && m_body.size() < length.toLongLong()) {
        conclude(Error{kindWithoutAnswer(m_request.method),
            u"%1 of %2 bytes from %3"_s.arg(m_body.size()).arg(length.toLongLong()).arg(shownUrl(m_request))});
        return;
    }
    HttpReply reply;
    reply.status = status;
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        reply.headers.append({name, value});
    reply.body = std::move(m_body);
    conclude(std::move(reply));
}

bool Exchange::follow(int status, const QByteArray &location)
{
    if (location.isEmpty() || !isFollowed(status, m_request.method) || m_redirects == maximumRedirects)
        return false;
    const QUrl target = m_request.url.resolved(QUrl::fromEncoded(location));
    if (!target.isValid() || !isSameOrigin(target, m_request.url))
        return false;
    ++m_redirects;
    m_request.url = target;
    dropReply();
    send();
    return true;
}

void Exchange::onDeadline()
{
    conclude(
        Error{ErrorKind::Timeout, u"no complete answer from %1 within %2"_s.arg(shownUrl(m_request), formatDuration(m_request.deadline))});
}

void Exchange::conclude(Outcome outcome)
{
    m_deadline.stop();
    m_outcome = std::move(outcome);
    dropReply();
    concluded();
}

// Called from within the reply's signals too, so it is destroyed later.
void Exchange::dropReply()
{
    if (!m_reply)
        return;
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

} // namespace

// Those under way. An answer goes out from the event loop, never from within a signal of Qt's network classes, since who
// gets it may destroy the transport.
class QnamTransport::Exchanges : public QObject
{
public:
    explicit Exchanges(Clock &clock) : m_clock(clock) { }
    ~Exchanges() override { m_underWay.clear(); }

    void start(HttpRequest request, const Answer &answer);
    void abortAll();
    void dropConnections();
    void close();

private:
    struct Entry
    {
        std::unique_ptr<Exchange> exchange;
        Duration began{0};
    };

    QNetworkAccessManager &manager();
    void deliver(const Answer &answer);

    Clock &m_clock;
    std::unique_ptr<QNetworkAccessManager> m_manager; // once it is needed: who watches this machine only does without
    std::vector<std::unique_ptr<QNetworkAccessManager>> m_former; // with connections that lead nowhere, until nobody uses them
    std::vector<Entry> m_underWay;
    bool m_closed = false;
};

QNetworkAccessManager &QnamTransport::Exchanges::manager()
{
    if (!m_manager) {
        m_manager = std::make_unique<QNetworkAccessManager>();
        m_manager->setProxyFactory(new Proxies); // the manager owns it
        m_manager->setAutoDeleteReplies(false);
    }
    return *m_manager;
}

void QnamTransport::Exchanges::start(HttpRequest request, const Answer &answer)
{
    auto tls = tlsConfiguration(request);
    if (m_closed) {
        answer->finish(Error{ErrorKind::Cancelled, {}});
    } else if (!isAllowedUrl(request.url)) {
        answer->finish(Error{ErrorKind::BadInput, u"%1 is neither https nor on this machine"_s.arg(shownUrl(request))});
    } else if (!tls) {
        answer->finish(tls.error());
    } else {
        auto exchange = std::make_unique<Exchange>(std::move(request), *std::move(tls), answer, manager());
        exchange->concluded = [this, answer] {
            QMetaObject::invokeMethod(
                this, [this, answer] { deliver(answer); }, Qt::QueuedConnection);
        };
        Exchange &started = *exchange;
        m_underWay.push_back({std::move(exchange), m_clock.elapsed()});
        started.start();
    }
}

void QnamTransport::Exchanges::deliver(const Answer &answer)
{
    const auto found = std::ranges::find_if(m_underWay, [&answer](const Entry &entry) { return entry.exchange->answer() == answer; });
    if (found == m_underWay.end())
        return;
    const Entry entry = std::move(*found);
    m_underWay.erase(found);
    if (m_underWay.empty())
        m_former.clear();
    const Outcome &outcome = *entry.exchange->outcome();
    const HttpRequest &request = entry.exchange->request();
    const QString seen = outcome ? QString::number(outcome->status) : outcome.error().detail;
    qCDebug(lcNet).noquote() << request.method << shownUrl(request) << seen << (m_clock.elapsed() - entry.began).count() << "ms";
    answer->finish(outcome);
}

void QnamTransport::Exchanges::abortAll()
{
    std::vector<Answer> answers;
    for (const Entry &entry : m_underWay)
        answers.push_back(entry.exchange->answer());
    m_underWay.clear();
    for (const Answer &answer : answers)
        answer->finish(Error{ErrorKind::Cancelled, {}});
}

// Not clearConnectionCache(): it ends the thread of the requests that are under way.
void QnamTransport::Exchanges::dropConnections()
{
    if (!m_manager)
        return;
    if (!m_underWay.empty())
        m_former.push_back(std::move(m_manager));
    m_manager.reset();
}

void QnamTransport::Exchanges::close()
{
    m_closed = true;
    abortAll();
}

QnamTransport::QnamTransport(Clock &clock) : m_exchanges(std::make_unique<Exchanges>(clock))
{ }

QnamTransport::~QnamTransport()
{
    m_exchanges->close();
}

QCoro::Task<Expected<HttpReply>> QnamTransport::send(HttpRequest request)
{
    const auto answer = std::make_shared<Pending<Outcome>>();
    m_exchanges->start(std::move(request), answer);
    co_return co_await answer->wait();
}

void QnamTransport::abortAll()
{
    m_exchanges->abortAll();
}

void QnamTransport::dropConnections()
{
    m_exchanges->dropConnections();
}

} // namespace nightbell
