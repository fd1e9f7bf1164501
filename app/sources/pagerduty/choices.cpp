// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/choices.h"

#include <QCoreApplication>

namespace nightbell::pagerduty {
namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PagerDuty)
};

// Where a list of options comes from.
struct Listing
{
    QString path;
    const char *list = "";
    QUrlQuery query;
    bool isSearched = false; // over there; otherwise here
    std::function<std::optional<Option>(const JsonValue &)> read;
};

std::optional<Option> named(const JsonValue &value, const QString &hint)
{
    Option option{textOf(value["id"]), textOf(value["name"]), hint};
    if (option.name.isEmpty())
        option.name = textOf(value["summary"]);
    return option.id.isEmpty() || option.name.isEmpty() ? std::nullopt : std::optional(option);
}

std::optional<Listing> listingOf(const OptionQuery &query, const QString &id)
{
    Listing listing;
    listing.query.addQueryItem(u"limit"_s, u"100"_s);
    listing.isSearched = query.from != "priorities"_L1 && query.from != "workflows"_L1;
    if (listing.isSearched && !query.text.isEmpty())
        addText(listing.query, u"query"_s, query.text);
    if (query.from == "people"_L1) {
        listing.path = u"/users"_s;
        listing.list = "users";
        listing.read = [](const JsonValue &value) { return named(value, textOf(value["email"])); };
    } else if (query.from == "policies"_L1) {
        listing.path = u"/escalation_policies"_s;
        listing.list = "escalation_policies";
        listing.read = [](const JsonValue &value) { return named(value, textOf(value["description"])); };
    } else if (query.from == "services"_L1) {
        listing.path = u"/services"_s;
        listing.list = "services";
        listing.read = [](const JsonValue &value) { return named(value, textOf(value["description"])); };
    } else if (query.from == "priorities"_L1) {
        listing.path = u"/priorities"_s;
        listing.list = "priorities";
        listing.read = [](const JsonValue &value) -> std::optional<Option> {
            // By its name: that is what an incident shows, and what undoing a change has.
            const QString name = textOf(value["name"]);
            return name.isEmpty() ? std::nullopt : std::optional(Option{name, name, textOf(value["description"])});
        };
    } else if (query.from == "workflows"_L1) {
        listing.path = u"/incident_workflows/triggers"_s;
        listing.list = "triggers";
        listing.query.addQueryItem(u"trigger_type"_s, u"manual"_s);
        if (!id.isEmpty())
            listing.query.addQueryItem(u"incident_id"_s, id);
        listing.read = [](const JsonValue &value) { return named(value["workflow"], textOf(value["workflow"]["description"])); };
    } else {
        return std::nullopt;
    }
    return listing;
}

QList<Option> matching(QList<Option> options, const Listing &listing, const QString &text)
{
    if (!listing.isSearched)
        options.removeIf([&text](const Option &option) {
            return !option.name.contains(text, Qt::CaseInsensitive) && !option.hint.contains(text, Qt::CaseInsensitive);
        });
    return options;
}

} // namespace

QCoro::Task<Expected<QList<Option>>> fetchOptions(ClientPtr client, OptionQuery query, QString id, std::shared_ptr<OptionMemory> memory)
{
    const std::optional<Listing> listing = listingOf(query, id);
    if (!listing)
        co_return Error{ErrorKind::BadInput, u"there is no list of %1"_s.arg(query.from)};
    const QString path = listing->path;
    const QUrlQuery wanted = listing->query;
    const QString key = path + u'?' + wanted.toString();
    const Duration now = client->clock.elapsed();
    const auto known = memory->entries.constFind(key);
    if (known != memory->entries.constEnd() && now - known->at < OptionMemory::goodFor)
        co_return matching(known->options, *listing, query.text);
    const auto document = co_await get(client, path, wanted);
    if (!document)
        co_return document.error();
    const auto listed = readList<Option>(document->root(), listing->list, listing->read);
    if (!listed)
        co_return listed.error();
    if (memory->entries.size() >= OptionMemory::kept)
        memory->entries.clear();
    memory->entries.insert(key, OptionMemory::Entry{now, listed->rows});
    co_return matching(listed->rows, *listing, query.text);
}

QList<Option> levelsOf(const EscalationPolicy &policy)
{
    QList<Option> options;
    for (const EscalationLevel &level : policy.levels)
        options.append(Option{QString::number(level.level), Words::tr("Level %1").arg(level.level), level.targets.join(", "_L1)});
    return options;
}

} // namespace nightbell::pagerduty
