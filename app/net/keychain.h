// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/secrets.h"

#include <QProcessEnvironment>

namespace nightbell {

// Secrets in the desktop's keychain (service "Nightbell", key "entry/field"). One that stands in the environment wins, and
// needs no keychain.
class Keychain final : public Secrets
{
public:
    // The keychain may wait for the person to unlock it, without end: after `deadline` the answer is Timeout. What was to
    // be written may be written later all the same.
    explicit Keychain(
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment(), Duration deadline = std::chrono::seconds(5));

    QCoro::Task<Expected<std::optional<QString>>> read(SecretName name) override;
    QCoro::Task<Expected<Done>> write(SecretName name, QString secret) override;
    QCoro::Task<Expected<Done>> remove(SecretName name) override;

private:
    QProcessEnvironment m_environment;
    Duration m_deadline;
};

} // namespace nightbell
