// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/channelsender.h"

#include "base/log.h"
#include "engine/sourcesetup.h"

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<Expected<Done>> deliver(const ChannelKind *kind, ChannelContext context, QString recipient, ChannelMessage message)
{
    if (!kind)
        co_return Error{ErrorKind::BadInput, u"unknown kind of channel"_s};
    const auto outcome = co_await kind->deliver(std::move(context), std::move(recipient), std::move(message));
    Expected<Done> copy = outcome;
    co_return copy;
}

QCoro::Task<Expected<Done>> readAndDeliver(
    Secrets &secrets, ChannelEntry channel, FieldValues typed, ChannelContext context, QString recipient, ChannelMessage message)
{
    const auto kept = co_await readSecrets(secrets, channel);
    // What was typed may be all that is needed.
    if (!kept && typed.isEmpty())
        co_return kept.error();
    context.values.insert(kept.valueOr(FieldValues()));
    context.values.insert(typed);
    const ChannelKind *kind = channelKind(channel.kind);
    const auto outcome = co_await deliver(kind, std::move(context), std::move(recipient), std::move(message));
    Expected<Done> copy = outcome;
    co_return copy;
}

} // namespace

ChannelSender::ChannelSender(
    Clock &clock, Secrets &secrets, std::shared_ptr<Transport> transport, std::shared_ptr<Mailer> mailer, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_secrets(secrets)
    , m_transport(std::move(transport))
    , m_mailer(std::move(mailer))
{ }

void ChannelSender::prepare(const QList<ChannelEntry> &channels)
{
    m_known.clear();
    ++m_round;
    for (const ChannelEntry &channel : channels) {
        QCoro::connect(
            readSecrets(m_secrets, channel), this, [this, id = channel.id, round = m_round](const Expected<FieldValues> &values) {
                if (!values)
                    qCWarning(lcEngine).noquote()
                        << "the secrets of the channel" << id.text() << "cannot be read:" << values.error().detail;
                else if (round == m_round && !values->isEmpty()) // a keychain may come up later
                    m_known.insert(id, *values);
            });
    }
}

ChannelContext ChannelSender::contextFor(const ChannelEntry &channel) const
{
    return {channel.values, m_transport, m_mailer, m_clock.now()};
}

QCoro::Task<Expected<Done>> ChannelSender::send(ChannelEntry channel, QString recipient, ChannelMessage message, FieldValues typed)
{
    ChannelContext context = contextFor(channel);
    const auto known = m_known.constFind(channel.id);
    if (known == m_known.cend() || !typed.isEmpty())
        return readAndDeliver(
            m_secrets, std::move(channel), std::move(typed), std::move(context), std::move(recipient), std::move(message));
    context.values.insert(*known);
    return deliver(channelKind(channel.kind), std::move(context), std::move(recipient), std::move(message));
}

} // namespace nightbell
