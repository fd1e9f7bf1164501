// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/account.h"

#include <QCoreApplication>

namespace nightbell::pagerduty {
namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PagerDuty)
};

// The plan does not have it, or the person may not see it: asking again says the same.
bool isPlan(const Error &error)
{
    return error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::NotFound;
}

void readUser(Account &account, const JsonValue &user)
{
    account.me = personOf(user);
    account.me.name = textOf(user["name"]).isEmpty() ? account.me.name : textOf(user["name"]);
    account.email = textOf(user["email"]);
    account.role = textOf(user["role"]);
}

// With an account's key: whose e-mail address stands in `from`.
QCoro::Task<Expected<Account>> lookUp(ClientPtr client, Account account)
{
    const QString email = QString::fromUtf8(client->from);
    if (email.isEmpty())
        co_return Error{
            ErrorKind::BadInput, Words::tr("this key belongs to the account, not to a person: enter your e-mail address as “from”")};
    QUrlQuery query;
    addText(query, u"query"_s, email);
    const auto answer = co_await get(client, u"/users"_s, query);
    if (!answer)
        co_return answer.error();
    [[maybe_unused]] const auto done = answer->root()["users"].forEach([&](const JsonValue &user) {
        if (textOf(user["email"]).compare(email, Qt::CaseInsensitive) == 0)
            readUser(account, user);
    });
    if (account.me.id.isEmpty())
        co_return Error{ErrorKind::BadInput, Words::tr("nobody in this account has the e-mail address %1").arg(email)};
    co_return account;
}

QCoro::Task<Expected<Account>> identify(ClientPtr client)
{
    Account account;
    const auto me = co_await get(client, u"/users/me"_s);
    if (me) {
        account.isUserKey = true;
        readUser(account, me->root()["user"]);
        co_return account;
    }
    const ErrorKind kind = me.error().kind; // 400, they say; what else says "there is no me" is taken for the same
    if (kind != ErrorKind::BadInput && kind != ErrorKind::Conflict && kind != ErrorKind::Forbidden && kind != ErrorKind::NotFound)
        co_return me.error();
    auto found = co_await lookUp(client, account);
    co_return found;
}

} // namespace

QCoro::Task<Expected<Account>> fetchAccount(ClientPtr client)
{
    auto identified = co_await identify(client);
    if (!identified)
        co_return identified.error();
    Account account = *identified;
    if (account.isUserKey || client->from.isEmpty())
        client->from = account.email.toUtf8();
    const auto abilities = co_await get(client, u"/abilities"_s);
    if (abilities) {
        const QStringList words = abilities->root()["abilities"].toStringList();
        account.abilities = QSet<QString>(words.begin(), words.end());
        account.areAbilitiesKnown = true;
    } else {
        account.isComplete = isPlan(abilities.error());
    }
    const auto priorities = co_await get(client, u"/priorities"_s);
    if (priorities) {
        [[maybe_unused]] const auto done = priorities->root()["priorities"].forEach(
            [&account](const JsonValue &priority) { account.priorities.insert(textOf(priority["name"]), textOf(priority["id"])); });
    } else if (!isPlan(priorities.error())) {
        account.isComplete = false;
    }
    Account result = account;
    co_return result;
}

QStringList sentences(const Account &account, const QUrl &base)
{
    QStringList lines;
    lines.append(account.isUserKey ? Words::tr("You are %1 (%2).").arg(account.me.name, account.email)
                                   : Words::tr("A key of the account; you act as %1 (%2).").arg(account.me.name, account.email));
    if (base.host() == "api.pagerduty.com"_L1)
        lines.append(Words::tr("The account is in the United States."));
    else if (base.host() == "api.eu.pagerduty.com"_L1)
        lines.append(Words::tr("The account is in Europe."));
    if (account.areAbilitiesKnown) {
        QStringList abilities(account.abilities.begin(), account.abilities.end());
        abilities.sort();
        lines.append(
            Words::tr("The plan has %n ability(ies): %1.", nullptr, static_cast<int>(abilities.size())).arg(abilities.join(", "_L1)));
    }
    if (account.priorities.isEmpty())
        lines.append(Words::tr("The account has no priorities."));
    return lines;
}

} // namespace nightbell::pagerduty
