// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keychain.h"

#include "base/log.h"
#include "base/pending.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QMap>
#include <QTimer>

#include <QCoroDBusPendingCall>
#include <qt6keychain/keychain.h>

#include <algorithm>
#include <memory>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

const QString service = u"Nightbell"_s;

QString keyOf(const SecretName &name)
{
    return name.entry + u'/' + name.field;
}

// How a job ended; nullopt: it has not, within the deadline.
struct Ending
{
    QKeychain::Error error = QKeychain::NoError;
    QString text;
    QString secret; // of a read
};
using Answer = std::shared_ptr<Pending<std::optional<Ending>>>;

QString secretOf(QKeychain::Job *job)
{
    const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job);
    return read ? read->textData() : QString();
}

// The job destroys itself when it is done, however late that is; a prompt that is open cannot be taken back.
Answer start(QKeychain::Job *job, const SecretName &name, Duration deadline)
{
    auto answer = std::make_shared<Pending<std::optional<Ending>>>();
    auto *timer = new QTimer(job);
    timer->setSingleShot(true);
    // Each answer goes out from the event loop and holds nothing of the job, whose signal is not the place to go on from.
    QObject::connect(timer, &QTimer::timeout, timer, [answer] {
        const auto held = answer;
        held->finish(std::optional<Ending>());
    });
    QObject::connect(job, &QKeychain::Job::finished, job, [answer, timer](QKeychain::Job *finished) {
        timer->stop();
        const Ending ending{finished->error(), finished->errorString(), secretOf(finished)};
        QTimer::singleShot(0, [answer, ending] { answer->finish(ending); });
    });
    timer->start(deadline);
    job->setKey(keyOf(name));
    job->setAutoDelete(true);
    job->start();
    return answer;
}

const QString late = u"the keychain did not answer; it may be asking for its password"_s;

Error unavailable(const std::optional<Ending> &ending)
{
    return ending ? Error{ErrorKind::Unavailable, redact(ending->text)} : Error{ErrorKind::Timeout, late};
}

// Why a secret was not given. `isThere`: a keychain that answers has it.
Error notGiven(const std::optional<Ending> &ending, bool isThere)
{
    if (!ending)
        return {ErrorKind::Locked, late};
    const bool isRefused = ending->error == QKeychain::AccessDenied || ending->error == QKeychain::AccessDeniedByUser;
    return {isThere || isRefused ? ErrorKind::Locked : ErrorKind::Unavailable, redact(ending->text)};
}

// The Secret Service, asked what it has under a name; it says that also of what is locked. Most entries have no secret, and
// this needs no libsecret, which with GLib's own D-Bus takes 3 MB of memory for good.
QDBusMessage searchFor(const SecretName &name)
{
    qDBusRegisterMetaType<QMap<QString, QString>>();
    QDBusMessage search = QDBusMessage::createMethodCall(
        u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"SearchItems"_s);
    const QMap<QString, QString> attributes{{u"server"_s, service}, {u"user"_s, keyOf(name)}}; // as QtKeychain stores them
    search << QVariant::fromValue(attributes);
    return search;
}

// Its answer: the items that are unlocked, and those that are not.
bool hasItems(const QDBusMessage &found, qsizetype list)
{
    return !qdbus_cast<QList<QDBusObjectPath>>(found.arguments().value(list)).isEmpty();
}

// Why the search had no answer. Only where there is no bus, or nobody on it to ask, there is no keychain.
Error unanswered(const QDBusError &refusal)
{
    const bool isNone = refusal.type() == QDBusError::ServiceUnknown || refusal.type() == QDBusError::Disconnected
        || refusal.type() == QDBusError::NoServer;
    return {isNone ? ErrorKind::Unavailable : ErrorKind::Locked, refusal.message()};
}

Expected<Done> done(const std::optional<Ending> &ending)
{
    if (ending && (ending->error == QKeychain::NoError || ending->error == QKeychain::EntryNotFound))
        return Done();
    return unavailable(ending);
}

} // namespace

// What is known of asking the person to unlock the keychain.
struct Keychain::Prompt
{
    const Clock &clock;
    bool isOpen = false;
    bool hasFailed = false; // dismissed, or nobody could be asked; noticed with the next read
    std::optional<Duration> restsSince = std::nullopt; // on Clock::elapsed()
};

Keychain::Keychain(const Clock &clock, QProcessEnvironment environment, Duration deadline)
    : m_environment(std::move(environment))
    , m_deadline(deadline)
    , m_prompt(std::make_shared<Prompt>(Prompt{clock}))
{ }

void Keychain::allowPrompt()
{
    m_prompt->hasFailed = false;
    m_prompt->restsSince.reset();
}

// One at a time, and after one that did not help none for a while: many secrets are read, again and again.
bool Keychain::mayPrompt(Prompt &prompt)
{
    if (std::exchange(prompt.hasFailed, false))
        prompt.restsSince = prompt.clock.elapsed();
    return !prompt.isOpen && (!prompt.restsSince || prompt.clock.elapsed() - *prompt.restsSince >= promptsRest);
}

QCoro::Task<Expected<std::optional<QString>>> Keychain::read(SecretName name)
{
    if (const QString variable = name.environmentVariable(); m_environment.contains(variable))
        co_return std::optional(m_environment.value(variable));
    const bool hasWallet = m_environment.value(u"XDG_CURRENT_DESKTOP"_s).contains("KDE"_L1);
    auto answer = co_await ask(m_prompt, name, m_deadline, hasWallet);
    co_return answer;
}

QCoro::Task<Expected<std::optional<QString>>> Keychain::ask(
    std::shared_ptr<Prompt> prompt, SecretName name, Duration deadline, bool hasWallet)
{
    const QDBusMessage search = searchFor(name);
    const int milliseconds = static_cast<int>(deadline.count());
    const QDBusPendingCall searching = QDBusConnection::sessionBus().asyncCall(search, milliseconds);
    const QDBusMessage found = co_await searching;
    const bool isAnswered = found.type() == QDBusMessage::ReplyMessage;
    if (!isAnswered && !hasWallet)
        co_return unanswered(QDBusError(found));
    if (isAnswered && !hasItems(found, 0) && !hasItems(found, 1))
        co_return std::optional<QString>();
    const bool mayAsk = !isAnswered || !hasItems(found, 0);
    if (mayAsk && !mayPrompt(*prompt))
        co_return Error{ErrorKind::Locked, u"the keychain is locked"_s};
    auto *job = new QKeychain::ReadPasswordJob(service);
    if (mayAsk) {
        prompt->isOpen = true;
        QObject::connect(job, &QKeychain::Job::finished, job, [prompt](const QKeychain::Job *finished) {
            prompt->isOpen = false;
            prompt->hasFailed = finished->error() != QKeychain::NoError;
        });
    }
    const Answer answer = start(job, name, deadline);
    const auto ending = co_await answer->wait();
    if (ending && ending->error == QKeychain::NoError)
        co_return std::optional(ending->secret);
    if (!isAnswered && ending && ending->error == QKeychain::EntryNotFound)
        co_return std::optional<QString>();
    co_return notGiven(ending, isAnswered);
}

QCoro::Task<Expected<Done>> Keychain::write(SecretName name, QString secret)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setTextData(secret);
    const Answer answer = start(job, name, m_deadline);
    const auto ending = co_await answer->wait();
    co_return done(ending);
}

QCoro::Task<Expected<Done>> Keychain::remove(SecretName name)
{
    const Answer answer = start(new QKeychain::DeletePasswordJob(service), name, m_deadline);
    const auto ending = co_await answer->wait();
    co_return done(ending);
}

} // namespace nightbell
