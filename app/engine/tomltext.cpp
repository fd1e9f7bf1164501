// SPDX-License-Identifier: GPL-3.0-or-later
// The writing half of tomlfile.h: of one value, and of a table within a file that a person may have written.
#include "engine/tomlfile.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

QString quoted(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            result += u'\\' + QString(c);
        else if (c == u'\n')
            result += "\\n"_L1;
        else if (c == u'\t')
            result += "\\t"_L1;
        else if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            result += u"\\u%1"_s.arg(uint{c.unicode()}, 4, 16, QLatin1Char('0'));
        else
            result += c;
    }
    return result + u'"';
}

QString numberText(double number)
{
    if (std::isnan(number))
        return u"nan"_s;
    if (std::isinf(number))
        return number > 0 ? u"inf"_s : u"-inf"_s;
    const QString text = QString::number(number, 'g', QLocale::FloatingPointShortest);
    return text.contains(u'.') || text.contains(u'e') ? text : text + ".0"_L1;
}

// Lines of a file, from 1, with the line ends that it has.
class Lines
{
public:
    explicit Lines(const QByteArray &bytes) : m_lines(bytes.split('\n')), m_end(bytes.contains("\r\n") ? "\r" : "") { }

    int count() const { return static_cast<int>(m_lines.size()); }
    const QByteArray &at(int line) const { return m_lines.at(line - 1); }
    const QList<QByteArray> &all() const { return m_lines; }
    QByteArray between(int first, int last) const { return m_lines.sliced(first - 1, last - first + 1).join('\n'); }
    void remove(int first, int last) { m_lines.remove(first - 1, last - first + 1); }
    void insertAfter(int line, const QString &text) { m_lines.insert(line, text.toUtf8() + m_end); }
    QByteArray bytes() const { return m_lines.join('\n'); }

private:
    QList<QByteArray> m_lines;
    QByteArray m_end;
};

// From the header of a table to its last line with anything but a comment; nullopt: it has no header, or more is elsewhere.
std::optional<std::pair<int, int>> extentOf(const Lines &lines, const TomlNode &table)
{
    const QList<int> sections = tomlSections(lines.all());
    const auto start = std::ranges::find(sections, table.line);
    if (start == sections.end())
        return std::nullopt;
    int last = start + 1 == sections.end() ? lines.count() : *(start + 1) - 1;
    const bool isWhole = std::ranges::all_of(
        table.children, [first = table.line, last](const TomlNode &child) { return child.line > first && child.endLine <= last; });
    if (!isWhole)
        return std::nullopt;
    int lastValue = table.line;
    for (const TomlNode &child : table.children)
        lastValue = std::max(lastValue, child.endLine);
    while (last > lastValue && (lines.at(last).trimmed().isEmpty() || lines.at(last).trimmed().startsWith('#')))
        --last;
    return std::pair(table.line, last);
}

// The comment at the end of a member's lines, with its "#"; empty: there is none.
QString commentOf(const QByteArray &member)
{
    const QByteArray text = member.trimmed();
    for (qsizetype hash = text.indexOf('#'); hash >= 0; hash = text.indexOf('#', hash + 1)) {
        // A "#" within the value leaves half a value before it.
        if (!text.sliced(hash).contains('\n') && readToml(text.first(hash)).errors.isEmpty())
            return u' ' + QString::fromUtf8(text.sliced(hash));
    }
    return {};
}

QString memberText(const TomlNode &member)
{
    return tomlKey(member.key) + " = "_L1 + tomlText(member);
}

} // namespace

QString tomlText(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QMetaType::Int:
    case QMetaType::LongLong:
        return QString::number(value.toLongLong());
    case QMetaType::Double:
        return numberText(value.toDouble());
    case QMetaType::QStringList: {
        QStringList items;
        for (const QString &item : value.toStringList())
            items.append(quoted(item));
        return u'[' + items.join(", "_L1) + u']';
    }
    case QMetaType::QVariantMap: {
        QStringList members;
        const QVariantMap map = value.toMap();
        for (auto it = map.begin(); it != map.end(); ++it)
            members.append(tomlKey(it.key()) + " = "_L1 + tomlText(it.value()));
        return members.isEmpty() ? u"{}"_s : "{ "_L1 + members.join(", "_L1) + " }"_L1;
    }
    default:
        return quoted(value.toString());
    }
}

QString tomlText(const TomlNode &node)
{
    QStringList parts;
    switch (node.kind) {
    case TomlNode::Kind::Text:
    case TomlNode::Kind::Integer:
    case TomlNode::Kind::Number:
    case TomlNode::Kind::Boolean:
        return tomlText(node.scalar);
    case TomlNode::Kind::Moment:
        return node.scalar.toString();
    case TomlNode::Kind::List:
        for (const TomlNode &item : node.children)
            parts.append(tomlText(item));
        return u'[' + parts.join(", "_L1) + u']';
    case TomlNode::Kind::Table:
        for (const TomlNode &member : node.children)
            parts.append(tomlKey(member.key) + " = "_L1 + tomlText(member));
        return parts.isEmpty() ? u"{}"_s : "{ "_L1 + parts.join(", "_L1) + " }"_L1;
    }
    return {};
}

QString tomlKey(const QString &key)
{
    const bool isBare = !key.isEmpty() && std::ranges::all_of(key, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-';
    });
    return isBare ? key : quoted(key);
}

std::optional<QByteArray> replaceTable(const QByteArray &bytes, const TomlNode &table, const TomlNode &after)
{
    Lines lines(bytes);
    const auto extent = extentOf(lines, table);
    if (!extent)
        return std::nullopt;
    const auto isChanged = [&after](const TomlNode &member) {
        const TomlNode *changed = after.find(member.key);
        return !changed || tomlText(*changed) != tomlText(member);
    };
    // A member with a header of its own, or of dotted keys, is in more than one place: the table is written anew.
    const bool isScattered
        = std::ranges::any_of(table.children, [&](const TomlNode &member) { return !member.isInline && isChanged(member); });
    int end = table.line; // of the members that stand right below the header
    if (isScattered) {
        lines.remove(table.line + 1, extent->second);
    } else {
        int shift = 0;
        for (const TomlNode &member : table.children) {
            const int first = member.line + shift;
            int last = member.endLine + shift;
            if (isChanged(member)) {
                const TomlNode *changed = after.find(member.key);
                const QString comment = commentOf(lines.between(first, last));
                lines.remove(first, last);
                if (changed)
                    lines.insertAfter(first - 1, memberText(*changed) + comment);
                const int left = changed ? first : first - 1;
                shift -= last - left;
                last = left;
            }
            if (member.isInline)
                end = std::max(end, last);
        }
    }
    for (const TomlNode &member : after.children) {
        if (isScattered || !table.find(member.key))
            lines.insertAfter(end++, memberText(member));
    }
    return lines.bytes();
}

std::optional<QByteArray> removeTable(const QByteArray &bytes, const TomlNode &table)
{
    Lines lines(bytes);
    const auto extent = extentOf(lines, table);
    if (!extent)
        return std::nullopt;
    auto [first, last] = *extent;
    // One blank line between its neighbours is enough.
    while (last < lines.count() && lines.at(last + 1).trimmed().isEmpty())
        ++last;
    lines.remove(first, last);
    const QByteArray left = lines.bytes();
    return left.isEmpty() || left.endsWith('\n') ? left : left + '\n';
}

QByteArray appendTable(const QByteArray &bytes, const QString &header, const TomlNode &table)
{
    const QByteArray lineEnd = bytes.contains("\r\n") ? "\r\n" : "\n";
    QByteArray result = bytes;
    if (!result.isEmpty() && !result.endsWith('\n'))
        result += lineEnd;
    if (!result.trimmed().isEmpty())
        result += lineEnd;
    result += header.toUtf8() + lineEnd;
    for (const TomlNode &member : table.children)
        result += memberText(member).toUtf8() + lineEnd;
    return result;
}

} // namespace nightbell
