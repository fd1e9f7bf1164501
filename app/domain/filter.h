// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "domain/names.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace nightbell {

// What the filter bar's text means: `severity:critical host:web* -word "two words"`. All terms have to match; a leading -
// turns one around. Only names with the same key are alternatives: `team:web team:db` is either; not so words of title and text. A term without a key is looked for in number, title, service, host, source, check and people. Names without *
// or ? match anywhere within, with them as a whole; words of fixed lists (state, severity, urgency) by their beginning.
// A key that does not exist is text like any other. Letters match in either case.
class Filter
{
public:
    Filter() = default;
    static Filter parse(const QString &text);

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool matches(const Incident &incident, const Names &names) const;

    bool operator==(const Filter &) const = default;

private:
    enum class Field : std::uint8_t {
        Anything,
        Title,
        Text,
        Service,
        Host,
        Source,
        Check,
        Who,
        State,
        Severity,
        Urgency,
        Team,
        Priority,
        Assignee,
        Number
    };
    struct Term
    {
        Field field = Field::Anything;
        QString pattern;
        bool isNegated = false;
        bool isGlob = false;

        bool operator==(const Term &) const = default;
    };

    static Term termOf(const QString &text, bool isQuoted);
    static bool found(const Term &term, const Incident &incident, const Names &names);
    static bool isAlternative(const Term &term);

    QList<Term> m_terms;
};

// The words of the key's list and the names that occur under it: what can be chosen without typing. Each once.
QStringList filterValues(const QString &key, const SharedIncidents &incidents, const Names &names);

// Whether the text has the term key:value, spelled in whatever way; and the text with it, or without it if it was there.
bool hasTerm(const QString &text, const QString &key, const QString &value);
QString toggledTerm(const QString &text, const QString &key, const QString &value);

// What could be meant by the term that ends at the cursor.
struct FilterCompletion
{
    qsizetype from = 0; // the part of the text that a suggestion takes the place of
    qsizetype length = 0;
    QStringList suggestions; // "severity:", "severity:critical", "host:web-1"

    bool operator==(const FilterCompletion &) const = default;
};

// Suggests keys, and for a key the words of its list or the names that occur in `incidents`, at most `limit`.
FilterCompletion complete(
    const QString &text, qsizetype cursor, const SharedIncidents &incidents, const Names &names, qsizetype limit = 12);

} // namespace nightbell
