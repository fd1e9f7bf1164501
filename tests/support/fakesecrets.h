// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/secrets.h"

#include <QHash>

#include <optional>

namespace nightbell {

// Secrets in memory. With `failure` set, every call ends with it.
class FakeSecrets final : public Secrets
{
public:
    QHash<QString, QString> stored; // by "entry/field"
    std::optional<Error> failure;
    int prompts = 0; // how often the person was said to be there

    void allowPrompt() override { ++prompts; }
    QCoro::Task<Expected<std::optional<QString>>> read(SecretName name) override
    {
        if (failure)
            co_return *failure;
        const auto found = stored.constFind(key(name));
        if (found == stored.constEnd())
            co_return std::optional<QString>();
        co_return std::optional(*found);
    }

    QCoro::Task<Expected<Done>> write(SecretName name, QString secret) override
    {
        if (failure)
            co_return *failure;
        stored.insert(key(name), secret);
        co_return Done();
    }

    QCoro::Task<Expected<Done>> remove(SecretName name) override
    {
        if (failure)
            co_return *failure;
        stored.remove(key(name));
        co_return Done();
    }

    static QString key(const SecretName &name) { return name.entry + u'/' + name.field; }
};

} // namespace nightbell
