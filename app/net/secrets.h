// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QCoroTask>
#include <QString>

#include <optional>

namespace nightbell {

// Where a secret of an entry of the configuration is kept: entry "pd", field "token".
struct SecretName
{
    QString entry;
    QString field;

    QString environmentVariable() const; // "NIGHTBELL_SECRET_PD_TOKEN"

    bool operator==(const SecretName &) const = default;
};

// Reads and keeps secrets. Errors: Unavailable (there is no keychain), Locked (it may have the secret, and does not give it: it
// is locked, or did not answer in time and may be asking the person); of a change also Timeout.
class Secrets
{
public:
    Secrets() = default;
    Secrets(const Secrets &) = delete;
    Secrets &operator=(const Secrets &) = delete;
    virtual ~Secrets() = default;

    // nullopt: nothing is stored there.
    virtual QCoro::Task<Expected<std::optional<QString>>> read(SecretName name) = 0;
    virtual QCoro::Task<Expected<Done>> write(SecretName name, QString secret) = 0;
    virtual QCoro::Task<Expected<Done>> remove(SecretName name) = 0;

    // The person is there: what is locked may be asked for with the next read, though they have just been asked.
    virtual void allowPrompt() { }
};

} // namespace nightbell
