// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keychain.h"

#include "base/log.h"
#include "base/pending.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

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

Error unavailable(const std::optional<Ending> &ending)
{
    if (!ending)
        return {ErrorKind::Timeout, u"the keychain did not answer; it may be asking for its password"_s};
    return {ErrorKind::Unavailable, redact(ending->text)};
}

Expected<Done> done(const std::optional<Ending> &ending)
{
    if (ending && (ending->error == QKeychain::NoError || ending->error == QKeychain::EntryNotFound))
        return Done();
    return unavailable(ending);
}

} // namespace

Keychain::Keychain(QProcessEnvironment environment, Duration deadline) : m_environment(std::move(environment)), m_deadline(deadline)
{ }

QCoro::Task<Expected<std::optional<QString>>> Keychain::read(SecretName name)
{
    if (const QString variable = name.environmentVariable(); m_environment.contains(variable))
        co_return std::optional(m_environment.value(variable));
    const Answer answer = start(new QKeychain::ReadPasswordJob(service), name, m_deadline);
    const auto ending = co_await answer->wait();
    if (ending && ending->error == QKeychain::EntryNotFound)
        co_return std::optional<QString>();
    if (!ending || ending->error != QKeychain::NoError)
        co_return unavailable(ending);
    co_return std::optional(ending->secret);
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
