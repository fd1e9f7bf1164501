// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "sources/pagerduty/client.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace nightbell::pagerduty {

// Who we are there, and what the account has.
struct Account
{
    Person me; // empty id: an account's key, and nobody named in `from`
    QString email;
    QString role;
    bool isUserKey = false;
    QSet<QString> abilities; // PagerDuty's words
    bool areAbilitiesKnown = false;
    bool isComplete = true; // false: a part could not be read; later perhaps
    QHash<QString, QString> priorities; // id by name; empty: the account has none

    bool operator==(const Account &) const = default;
};

// Asks who the key belongs to; with an account's key, who `from` is. Error Unauthorized: the key is wrong, revoked, or of
// the other region; BadInput: `from` is needed or unknown, in a sentence.
QCoro::Task<Expected<Account>> fetchAccount(ClientPtr client);

// What a "Test" button says of it.
QStringList sentences(const Account &account, const QUrl &base);

} // namespace nightbell::pagerduty
