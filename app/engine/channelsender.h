// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "engine/configuration.h"
#include "net/http.h"
#include "net/mailer.h"
#include "net/secrets.h"
#include "pager/channels/channel.h"

#include <QCoroTask>
#include <QHash>
#include <QObject>

#include <memory>

namespace nightbell {

// Carries messages through channels, with their secrets.
class ChannelSender : public QObject
{
    Q_OBJECT

public:
    ChannelSender(
        Clock &clock, Secrets &secrets, std::shared_ptr<Transport> transport, std::shared_ptr<Mailer> mailer, QObject *parent = nullptr);

    // Reads the secrets ahead: at night the keychain may be locked.
    void prepare(const QList<ChannelEntry> &channels);

    // `typed`: secrets that win over those that are kept.
    QCoro::Task<Expected<Done>> send(ChannelEntry channel, QString recipient, ChannelMessage message, FieldValues typed = {});

private:
    ChannelContext contextFor(const ChannelEntry &channel) const;

    Clock &m_clock;
    Secrets &m_secrets;
    std::shared_ptr<Transport> m_transport;
    std::shared_ptr<Mailer> m_mailer;
    QHash<ChannelId, FieldValues> m_known; // secrets by channel
    int m_round = 0; // answers of the keychain to earlier configurations are dropped
};

} // namespace nightbell
