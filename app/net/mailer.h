// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"

#include <QByteArray>
#include <QCoroTask>
#include <QString>

#include <cstdint>

namespace nightbell {

// How a server of e-mail is talked to. There is no way without TLS.
enum class MailSecurity : std::uint8_t {
    StartTls, // begins in clear and has to go over to TLS before anything is said
    Tls, // from the first byte
};

// One e-mail to one person, and the server that takes it.
struct Mail
{
    QString server; // name or address
    quint16 port = 587;
    MailSecurity security = MailSecurity::StartTls;
    QString username; // empty: the server wants none
    QString password; // never logged
    QString caFile; // PEM; trusted beside the system's
    QString from; // addresses without names
    QString to;
    QByteArray content; // headers and body as RFC 5322 has them, with CRLF
    Duration deadline = std::chrono::seconds(30); // for all of it
};

// Hands e-mails to servers. One real (curlmailer), one fake in tests.
class Mailer
{
public:
    Mailer() = default;
    Mailer(const Mailer &) = delete;
    Mailer &operator=(const Mailer &) = delete;
    virtual ~Mailer() = default;

    // Ends when the server has taken it, or with why it did not: Unauthorized (name or password), Forbidden (it refuses for
    // good: 5xx), Server (it refuses for now: 4xx), Tls (the certificate, or it offers no STARTTLS), Unreachable, Timeout,
    // BadAnswer, BadInput, Cancelled. The detail has what the server said, and never the password.
    virtual QCoro::Task<Expected<Done>> send(Mail mail) = 0;

    // Ends everything under way with Cancelled.
    virtual void abortAll() = 0;
};

} // namespace nightbell
