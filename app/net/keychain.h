// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/secrets.h"

#include <QProcessEnvironment>

#include <memory>

namespace nightbell {

// Secrets in the desktop's keychain (service "Nightbell", key "entry/field"). One that stands in the environment wins, and
// needs no keychain.
class Keychain final : public Secrets
{
public:
    // How long nobody is asked to unlock it again after they did not.
    static constexpr Duration promptsRest = std::chrono::minutes(1);

    // The keychain may wait for the person to unlock it, without end: after `deadline` the answer is Locked or, of a change,
    // Timeout. What was to be written may be written later all the same. `clock` outlives it.
    explicit Keychain(const Clock &clock, QProcessEnvironment environment = QProcessEnvironment::systemEnvironment(),
        Duration deadline = std::chrono::seconds(5));

    QCoro::Task<Expected<std::optional<QString>>> read(SecretName name) override;
    QCoro::Task<Expected<Done>> write(SecretName name, QString secret) override;
    QCoro::Task<Expected<Done>> remove(SecretName name) override;
    void allowPrompt() override;

private:
    struct Prompt;

    static bool mayPrompt(Prompt &prompt);
    static QCoro::Task<Expected<std::optional<QString>>> ask(
        std::shared_ptr<Prompt> prompt, SecretName name, Duration deadline, bool hasWallet);

    QProcessEnvironment m_environment;
    Duration m_deadline;
    std::shared_ptr<Prompt> m_prompt; // the coroutines may go on when the keychain is gone
};

} // namespace nightbell
