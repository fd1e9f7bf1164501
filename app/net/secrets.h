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

// Reads and keeps secrets. Errors: Unavailable (there is no keychain, or it is locked), Timeout (it did not answer in time;
// it may be asking the person).
class Secrets
{
public:
    Secrets() = default;
    Secrets(const Secrets &) = delete;
    Secrets &operator=(const Secrets &) = delete;
    virtual ~Secrets() = default;

    // nullopt: nothing is stored there, as far as can be told (a locked keychain may say so too).
    virtual QCoro::Task<Expected<std::optional<QString>>> read(SecretName name) = 0;
    virtual QCoro::Task<Expected<Done>> write(SecretName name, QString secret) = 0;
    virtual QCoro::Task<Expected<Done>> remove(SecretName name) = 0;
};

} // namespace nightbell
