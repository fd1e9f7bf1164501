// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/mailer.h"

#include <memory>

namespace nightbell {

// SMTP with libcurl. Answers come in the event loop of the thread that made it; destroying it ends everything with Cancelled.
class CurlMailer final : public Mailer
{
public:
    explicit CurlMailer(Clock &clock);
    ~CurlMailer() override;

    QCoro::Task<Expected<Done>> send(Mail mail) override;
    void abortAll() override;

private:
    class Post;

    std::unique_ptr<Post> m_post;
};

} // namespace nightbell
