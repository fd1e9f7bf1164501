// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"

#include <QList>
#include <QRegularExpression>
#include <QString>

#include <optional>

namespace nightbell::prometheus {

// Sorted by name, names are unique.
using Labels = QList<Label>;

QString valueOf(const Labels &labels, QStringView name); // empty: it has none, which is the same by Prometheus' rules
void sortByName(Labels &labels);

// As Alertmanager computes it (FNV-1a over the sorted set), 16 hexadecimal digits. Precondition: sorted.
QString fingerprint(const Labels &labels);

// `labels` and those of `more` that it does not have, sorted.
Labels joined(Labels labels, const Labels &more);

// One condition on a label: severity="critical", job=~"node.*", team!="web".
struct Matcher
{
    QString name;
    QString value; // for a regular expression: its text; it has to match the whole value
    bool isRegex = false;
    bool isEqual = true; // false: it is turned around

    bool operator==(const Matcher &) const = default;
};

// All of them have to match.
class Matchers
{
public:
    Matchers() = default;
    explicit Matchers(const QList<Matcher> &matchers);

    // `severity="critical", job=~"node.*"`, with or without braces and quotes. nullopt: it is none.
    static std::optional<Matchers> parse(QStringView text);

    bool isEmpty() const { return m_all.isEmpty(); }
    const QList<Matcher> &all() const { return m_all; }
    bool matches(const Labels &labels) const;
    QString text() const; // as parse() reads it

    bool operator==(const Matchers &other) const { return m_all == other.m_all; }

private:
    QList<Matcher> m_all;
    QList<QRegularExpression> m_expressions; // one a matcher; of the others empty
};

// Matches exactly this set and no other: each label by equality.
Matchers exactly(const Labels &labels);

// Matches each of these sets, and others only if each of their values occurs in one of these at the same label.
// Precondition: not empty.
Matchers covering(const QList<Labels> &sets);

} // namespace nightbell::prometheus
