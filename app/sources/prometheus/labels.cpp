// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/labels.h"

#include <QMap>

#include <algorithm>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

// RE2 knows fewer escapes than Perl: only what means something is escaped.
QString escaped(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (u"\\.+*?()|[]{}^$"_s.contains(c))
            result += u'\\';
        result += c;
    }
    return result;
}

QString quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s);
    return u'"' + text + u'"';
}

bool isNamePart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u':';
}

class Parser
{
public:
    explicit Parser(QStringView text) : m_rest(text.trimmed()) { }

    std::optional<QList<Matcher>> parse()
    {
        if (m_rest.startsWith(u'{') && m_rest.endsWith(u'}'))
            m_rest = m_rest.sliced(1, m_rest.size() - 2).trimmed();
        QList<Matcher> matchers;
        while (!m_rest.isEmpty()) {
            Matcher matcher;
            if (!name(matcher) || !comparison(matcher) || !value(matcher))
                return std::nullopt;
            matchers.append(matcher);
            m_rest = m_rest.trimmed();
            if (m_rest.isEmpty())
                break;
            if (!m_rest.startsWith(u','))
                return std::nullopt;
            m_rest = m_rest.sliced(1).trimmed();
        }
        return matchers.isEmpty() ? std::nullopt : std::optional(matchers);
    }

private:
    // Newer servers allow any letters in a name, which is then in quotes.
    bool name(Matcher &matcher)
    {
        if (m_rest.startsWith(u'"'))
            return text(matcher.name, false) && !matcher.name.isEmpty() && ((m_rest = m_rest.trimmed()), true);
        const auto end = std::ranges::find_if_not(m_rest, isNamePart);
        const qsizetype length = end - m_rest.begin();
        matcher.name = m_rest.first(length).toString();
        m_rest = m_rest.sliced(length).trimmed();
        return length > 0;
    }
    bool comparison(Matcher &matcher)
    {
        if (m_rest.size() < 2)
            return m_rest == u"=" && ((m_rest = {}), true);
        const QStringView two = m_rest.first(2);
        matcher.isRegex = two == u"=~" || two == u"!~";
        matcher.isEqual = !two.startsWith(u'!');
        if (two != u"!=" && !matcher.isRegex && !two.startsWith(u'='))
            return false;
        m_rest = m_rest.sliced(matcher.isRegex || !matcher.isEqual ? 2 : 1).trimmed();
        return true;
    }
    bool value(Matcher &matcher)
    {
        if (!m_rest.startsWith(u'"')) {
            const qsizetype comma = m_rest.indexOf(u',');
            const qsizetype length = comma < 0 ? m_rest.size() : comma;
            matcher.value = m_rest.first(length).trimmed().toString();
            m_rest = m_rest.sliced(length);
            return !matcher.value.contains(u'"');
        }
        return text(matcher.value, matcher.isRegex);
    }
    // What is in quotes.
    bool text(QString &text, bool isRegex)
    {
        qsizetype at = 1;
        for (; at < m_rest.size() && m_rest[at] != u'"'; ++at) {
            if (m_rest[at] == u'\\' && at + 1 < m_rest.size()) {
                ++at;
                // In a regular expression the backslash is the expression's own.
                if (isRegex && m_rest[at] != u'"' && m_rest[at] != u'\\')
                    text += u'\\';
                text += !isRegex && m_rest[at] == u'n' ? QChar(u'\n') : m_rest[at];
            } else {
                text += m_rest[at];
            }
        }
        if (at >= m_rest.size())
            return false;
        m_rest = m_rest.sliced(at + 1);
        return true;
    }

    QStringView m_rest;
};

} // namespace

QString valueOf(const Labels &labels, QStringView name)
{
    for (const Label &label : labels) {
        if (label.name == name)
            return label.value;
    }
    return {};
}

void sortByName(Labels &labels)
{
    if (!std::ranges::is_sorted(labels, {}, &Label::name))
        std::ranges::sort(labels, {}, &Label::name);
}

QString fingerprint(const Labels &labels)
{
    quint64 hash = 14'695'981'039'346'656'037ULL;
    const auto add = [&hash](const QString &text) {
        const QByteArray bytes = text.toUtf8();
        for (const char c : bytes) {
            hash ^= static_cast<unsigned char>(c);
            hash *= 1'099'511'628'211ULL;
        }
        hash ^= 0xff;
        hash *= 1'099'511'628'211ULL;
    };
    for (const Label &label : labels) {
        add(label.name);
        add(label.value);
    }
    return u"%1"_s.arg(hash, 16, 16, QChar(u'0'));
}

Labels joined(Labels labels, const Labels &more)
{
    for (const Label &label : more) {
        if (valueOf(labels, label.name).isEmpty())
            labels.append(label);
    }
    sortByName(labels);
    return labels;
}

Matchers::Matchers(const QList<Matcher> &matchers) : m_all(matchers)
{
    for (const Matcher &matcher : m_all) {
        QRegularExpression expression;
        if (matcher.isRegex)
            expression.setPattern(QRegularExpression::anchoredPattern(matcher.value));
        m_expressions.append(expression);
    }
}

std::optional<Matchers> Matchers::parse(QStringView text)
{
    const auto matchers = Parser(text).parse();
    if (!matchers)
        return std::nullopt;
    const Matchers result(*matchers);
    const bool isValid = std::ranges::all_of(result.m_expressions, &QRegularExpression::isValid);
    return isValid ? std::optional(result) : std::nullopt;
}

bool Matchers::matches(const Labels &labels) const
{
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        const Matcher &matcher = m_all[i];
        const QString value = valueOf(labels, matcher.name);
        const bool fits = matcher.isRegex ? m_expressions[i].match(value).hasMatch() : value == matcher.value;
        if (fits != matcher.isEqual)
            return false;
    }
    return true;
}

QString Matchers::text() const
{
    QStringList parts;
    for (const Matcher &matcher : m_all) {
        const QString comparison = matcher.isEqual ? (matcher.isRegex ? u"=~"_s : u"="_s) : (matcher.isRegex ? u"!~"_s : u"!="_s);
        const bool isPlain = std::ranges::all_of(matcher.name, isNamePart);
        parts.append((isPlain ? matcher.name : quoted(matcher.name)) + comparison + quoted(matcher.value));
    }
    return parts.join(", "_L1);
}

Matchers exactly(const Labels &labels)
{
    QList<Matcher> matchers;
    for (const Label &label : labels)
        matchers.append(Matcher{label.name, label.value});
    return Matchers(matchers);
}

Matchers covering(const QList<Labels> &sets)
{
    QMap<QString, QStringList> values; // by label, each value once
    for (const Labels &labels : sets) {
        for (const Label &label : labels)
            values.insert(label.name, {});
    }
    for (auto entry = values.begin(); entry != values.end(); ++entry) {
        for (const Labels &labels : sets)
            entry.value().append(valueOf(labels, entry.key()));
        entry.value().removeDuplicates();
        entry.value().sort();
    }
    QList<Matcher> matchers;
    for (auto entry = values.begin(); entry != values.end(); ++entry) {
        if (entry.value().size() == 1) {
            matchers.append(Matcher{entry.key(), entry.value().constFirst()});
            continue;
        }
        QStringList choices;
        for (const QString &value : std::as_const(entry.value()))
            choices.append(escaped(value));
        matchers.append(Matcher{entry.key(), choices.join(u'|'), true});
    }
    return Matchers(matchers);
}

} // namespace nightbell::prometheus
