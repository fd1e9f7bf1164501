// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/filter.h"

#include "base/glob.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr auto keyWords = {"state"_L1, "severity"_L1, "urgency"_L1, "host"_L1, "service"_L1, "source"_L1, "check"_L1, "who"_L1,
    "assignee"_L1, "team"_L1, "priority"_L1, "number"_L1, "title"_L1, "text"_L1};

bool contains(const QString &text, const QString &part)
{
    return text.contains(part, Qt::CaseInsensitive);
}

struct Token
{
    qsizetype from = 0;
    qsizetype end = 0;
    QString text; // without quotes
    bool isNegated = false;
    bool isQuoted = false; // the whole of it: no key is meant
};

// Blanks separate, quotes hold together; a quote that is not closed yet goes to the end.
QList<Token> tokens(const QString &text)
{
    QList<Token> result;
    qsizetype at = 0;
    while (at < text.size()) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        Token token{.from = at, .end = at, .text = {}, .isNegated = false, .isQuoted = false};
        if (text[at] == u'-') {
            token.isNegated = true;
            ++at;
        }
        token.isQuoted = at < text.size() && text[at] == u'"';
        bool quoted = false;
        for (; at < text.size() && (quoted || !text[at].isSpace()); ++at) {
            if (text[at] == u'"')
                quoted = !quoted;
            else
                token.text.append(text[at]);
        }
        token.end = at;
        result.append(token);
    }
    return result;
}

} // namespace

Filter Filter::parse(const QString &text)
{
    Filter filter;
    for (const Token &token : tokens(text)) {
        Term term = termOf(token.text, token.isQuoted);
        if (term.pattern.isEmpty())
            continue; // "host:" while it is being typed hides nothing
        term.isNegated = token.isNegated;
        filter.m_terms.append(term);
    }
    return filter;
}

Filter::Term Filter::termOf(const QString &text, bool isQuoted)
{
    static constexpr std::initializer_list<std::pair<QLatin1StringView, Field>> fields{{"state"_L1, Field::State},
        {"severity"_L1, Field::Severity}, {"urgency"_L1, Field::Urgency}, {"host"_L1, Field::Host}, {"service"_L1, Field::Service},
        {"source"_L1, Field::Source}, {"check"_L1, Field::Check}, {"who"_L1, Field::Who}, {"title"_L1, Field::Title},
        {"text"_L1, Field::Text}, {"team"_L1, Field::Team}, {"priority"_L1, Field::Priority}, {"assignee"_L1, Field::Assignee},
        {"number"_L1, Field::Number}};
    Term term;
    term.pattern = text.toLower();
    const qsizetype colon = isQuoted ? -1 : text.indexOf(u':');
    if (colon > 0) {
        const QString key = term.pattern.left(colon);
        const auto field = std::ranges::find_if(fields, [&key](const auto &candidate) { return candidate.first == key; });
        if (field != fields.end()) {
            term.field = field->second;
            term.pattern = term.pattern.mid(colon + 1);
        }
    }
    term.isGlob = !isQuoted && (term.pattern.contains(u'*') || term.pattern.contains(u'?'));
    return term;
}

// An incident has one service, one host, …: that two of them match together is not what is meant.
bool Filter::isAlternative(const Term &term)
{
    return !term.isNegated && term.field != Field::Anything && term.field != Field::Title && term.field != Field::Text;
}

bool Filter::matches(const Incident &incident, const Names &names) const
{
    const auto holds = [&](const Term &term) { return found(term, incident, names) != term.isNegated; };
    const auto holdsWithOthers = [&](const Term &term) {
        if (holds(term))
            return true;
        return isAlternative(term) && std::ranges::any_of(m_terms, [&](const Term &other) {
            return isAlternative(other) && other.field == term.field && holds(other);
        });
    };
    return std::ranges::all_of(m_terms, holdsWithOthers);
}

bool Filter::found(const Term &term, const Incident &incident, const Names &names)
{
    const auto within
        = [&term](const QString &text) { return term.isGlob ? globMatches(text.toLower(), term.pattern) : contains(text, term.pattern); };
    const auto named = [&](const auto &id) { return within(id.text()) || within(names.of(id)); };
    const auto begins
        = [&term](const QString &word) { return term.isGlob ? globMatches(word, term.pattern) : word.startsWith(term.pattern); };
    const auto who = [&] { return within(incident.acknowledgedBy) || within(incident.resolvedBy); };
    const auto assigned = [&] {
        const bool isMe = incident.concern == Concern::Mine && begins(QStringLiteral("me"));
        return isMe || std::ranges::any_of(incident.assignees, [&](const Person &person) { return within(person.name); });
    };
    switch (term.field) {
    case Field::Title:
        return within(incident.title);
    case Field::Text:
        return within(incident.text);
    case Field::Service:
        return named(incident.service);
    case Field::Host:
        return named(incident.host);
    case Field::Source:
        return named(incident.source) || std::ranges::any_of(incident.faces, [&named](const Face &face) { return named(face.source); });
    case Field::Check:
        return within(incident.check.text());
    case Field::Who:
        return who();
    case Field::State:
        return begins(toWord(incident.state));
    case Field::Severity:
        return begins(toWord(incident.severity));
    case Field::Urgency:
        return begins(toWord(incident.urgency));
    case Field::Team:
        return std::ranges::any_of(incident.teams, within);
    case Field::Priority:
        return begins(incident.priority.toLower());
    case Field::Assignee:
        return assigned();
    case Field::Number:
        return begins(incident.number);
    case Field::Anything:
        break;
    }
    return within(incident.title) || within(incident.number) || named(incident.service) || named(incident.host) || named(incident.source)
        || within(incident.check.text()) || who() || assigned();
}

namespace {

QStringList fixedWords(const QString &key)
{
    QStringList words;
    if (key == "state"_L1) {
        for (const auto state : {IncidentState::Triggered, IncidentState::Acknowledged, IncidentState::Resolved})
            words.append(toWord(state));
    } else if (key == "severity"_L1) {
        for (const auto severity : {Severity::Critical, Severity::Error, Severity::Warning, Severity::Info, Severity::Unknown})
            words.append(toWord(severity));
    } else if (key == "urgency"_L1) {
        words = {toWord(Urgency::High), toWord(Urgency::Low)};
    } else if (key == "assignee"_L1) {
        words = {QStringLiteral("me")};
    }
    return words;
}

// The names that occur under `key` and go on from what is typed; sorted, each once.
QStringList occurring(const QString &key, const QString &typed, const SharedIncidents &incidents, const Names &names)
{
    std::set<QString> found;
    const auto offer = [&](const QString &name) {
        if (!name.isEmpty() && contains(name, typed))
            found.insert(name);
    };
    for (const Incident &incident : incidents) {
        if (key == "host"_L1)
            offer(names.of(incident.host));
        else if (key == "service"_L1)
            offer(names.of(incident.service));
        else if (key == "source"_L1)
            offer(names.of(incident.source));
        else if (key == "check"_L1)
            offer(incident.check.text());
        else if (key == "who"_L1)
            offer(incident.acknowledgedBy);
        else if (key == "priority"_L1)
            offer(incident.priority);
        else if (key == "number"_L1)
            offer(incident.number);
        else if (key == "team"_L1)
            std::ranges::for_each(incident.teams, offer);
        else if (key == "assignee"_L1)
            std::ranges::for_each(incident.assignees, offer, &Person::name);
    }
    return QStringList(found.begin(), found.end());
}

QString spelled(const QString &key, const QString &value)
{
    const bool needsQuotes = std::ranges::any_of(value, [](QChar letter) { return letter.isSpace(); });
    return key + u':' + (needsQuotes ? u'"' + value + u'"' : value);
}

} // namespace

QStringList filterValues(const QString &key, const SharedIncidents &incidents, const Names &names)
{
    QStringList values = fixedWords(key);
    for (const QString &name : occurring(key, {}, incidents, names)) {
        if (!values.contains(name))
            values.append(name);
    }
    return values;
}

namespace {

QList<Token> tokensOf(const QString &text, const QString &key, const QString &value)
{
    QList<Token> found = tokens(text);
    const QString term = key + u':' + value;
    found.removeIf(
        [&term](const Token &token) { return token.isNegated || token.isQuoted || token.text.compare(term, Qt::CaseInsensitive) != 0; });
    return found;
}

} // namespace

bool hasTerm(const QString &text, const QString &key, const QString &value)
{
    return !tokensOf(text, key, value).isEmpty();
}

QString toggledTerm(const QString &text, const QString &key, const QString &value)
{
    QList<Token> there = tokensOf(text, key, value);
    QString result = text;
    if (there.isEmpty())
        return (result.trimmed() + u' ' + spelled(key, value)).trimmed();
    std::ranges::reverse(there);
    for (const Token &token : std::as_const(there))
        result.remove(token.from, token.end - token.from);
    return result.simplified();
}

FilterCompletion complete(const QString &text, qsizetype cursor, const SharedIncidents &incidents, const Names &names, qsizetype limit)
{
    FilterCompletion completion{.from = cursor, .length = 0, .suggestions = {}};
    const QList<Token> all = tokens(text.left(cursor));
    if (all.isEmpty() || all.last().end < cursor || all.last().isQuoted)
        return completion;
    const Token &token = all.last();
    completion.from = token.from + (token.isNegated ? 1 : 0);
    completion.length = cursor - completion.from;
    const qsizetype colon = token.text.indexOf(u':');
    if (colon < 0) {
        for (const QLatin1StringView key : keyWords) {
            if (key.startsWith(token.text, Qt::CaseInsensitive) && !token.text.isEmpty())
                completion.suggestions.append(key + u':');
        }
        return completion;
    }
    const QString key = token.text.left(colon).toLower();
    const QString typed = token.text.mid(colon + 1);
    QStringList values;
    for (const QString &word : fixedWords(key)) {
        if (word.startsWith(typed, Qt::CaseInsensitive))
            values.append(word);
    }
    values += occurring(key, typed, incidents, names);
    for (const QString &value : std::as_const(values).first(std::min(limit, values.size())))
        completion.suggestions.append(spelled(key, value));
    return completion;
}

} // namespace nightbell
