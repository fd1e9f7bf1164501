// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/mailer.h"

#include <QList>

namespace nightbell {

// A mailer whose answers the test writes, in order; the last one stays.
class FakeMailer final : public Mailer
{
public:
    QList<Mail> mails;
    QList<Expected<Done>> answers{Expected<Done>(Done{})};

    QCoro::Task<Expected<Done>> send(Mail mail) override
    {
        mails.append(std::move(mail));
        const Expected<Done> answer = answers.size() > 1 ? answers.takeFirst() : answers.constFirst();
        Expected<Done> copy = answer;
        co_return copy;
    }
    void abortAll() override { }
};

} // namespace nightbell
