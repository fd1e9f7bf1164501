// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/configuration.h"
#include "net/secrets.h"
#include "sources/source.h"

#include <QCoroTask>

#include <memory>

// From an entry of the configuration to a source that can be asked.
namespace nightbell {

// The secrets that the entry's kind needs, by field. Errors: Locked, the keychain does not give them now; Unavailable, there is
// none and a secret is required.
QCoro::Task<Expected<FieldValues>> readSecrets(Secrets &secrets, SourceEntry entry);

// The same for a check and a channel.
QCoro::Task<Expected<FieldValues>> readSecrets(Secrets &secrets, CheckEntry entry);
QCoro::Task<Expected<FieldValues>> readSecrets(Secrets &secrets, ChannelEntry entry);

// Never null: where the secrets could not be read or the kind is unknown, it is a source that fails with that reason.
std::unique_ptr<Source> makeSource(const SourceEntry &entry, const Expected<FieldValues> &secretValues, Clock &clock,
    std::shared_ptr<Transport> transport, std::shared_ptr<const bool> mayRepeat = nullptr);

// Whether alerts of one of the sources may be forwarded to another.
bool mayRepeat(const QList<SourceEntry> &sources);

// The scripted world and nothing else.
Configuration demoConfiguration();

} // namespace nightbell
