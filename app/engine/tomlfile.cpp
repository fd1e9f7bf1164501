// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tomlfile.h"

#include <QStringDecoder>
#include <QStringList>

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <variant>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostErrors = 20; // of one file; past that it is some other kind of file

// toml++ destroys tables recursively: a key of some ten thousand parts would end the program. A key cannot span lines.
constexpr qsizetype mostDots = 1000;

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

int lineOf(const toml::source_position &position)
{
    return static_cast<int>(position.line);
}

TomlNode convert(const toml::node &node)
{
    TomlNode result;
    result.line = lineOf(node.source().begin);
    result.endLine = std::max(result.line, lineOf(node.source().end));
    if (const auto *text = node.as_string()) {
        result.kind = TomlNode::Kind::Text;
        result.scalar = fromUtf8(text->get());
    } else if (const auto *integer = node.as_integer()) {
        result.kind = TomlNode::Kind::Integer;
        result.scalar = qint64{integer->get()};
    } else if (const auto *number = node.as_floating_point()) {
        result.kind = TomlNode::Kind::Number;
        result.scalar = number->get();
    } else if (const auto *boolean = node.as_boolean()) {
        result.kind = TomlNode::Kind::Boolean;
        result.scalar = boolean->get();
    } else if (const auto *list = node.as_array()) {
        result.kind = TomlNode::Kind::List;
        result.isInline = !list->is_array_of_tables() || list->get(0)->as_table()->is_inline();
        for (const toml::node &item : *list)
            result.children.push_back(convert(item));
    } else if (const auto *table = node.as_table()) {
        result.kind = TomlNode::Kind::Table;
        result.isInline = table->is_inline();
        std::vector<std::pair<toml::source_position, TomlNode>> members;
        for (const auto &[key, value] : *table) {
            TomlNode member = convert(value);
            member.key = fromUtf8(key.str());
            member.line = lineOf(key.source().begin);
            members.emplace_back(key.source().begin, std::move(member));
        }
        std::ranges::stable_sort(members, [](const auto &a, const auto &b) { return a.first < b.first; });
        for (auto &member : members)
            result.children.push_back(std::move(member.second));
    } else {
        result.kind = TomlNode::Kind::Moment;
        std::ostringstream stream;
        node.visit([&stream](const auto &value) {
            if constexpr (toml::is_date<decltype(value)> || toml::is_time<decltype(value)> || toml::is_date_time<decltype(value)>)
                stream << value.get();
        });
        result.scalar = QString::fromStdString(stream.str());
    }
    return result;
}

// What toml++ says, in the words of our other messages. Values are cut out of it: one of them may be a secret.
QString inWords(QString detail)
{
    if (const auto colon = detail.indexOf(": "_L1); detail.startsWith("Error while parsing "_L1) && colon > 0)
        detail = detail.sliced(colon + 2);
    struct Wording
    {
        QLatin1StringView has;
        QLatin1StringView words;
    };
    static constexpr Wording wordings[]{
        {"could not determine value type"_L1, "expected a value; a text needs quotation marks"_L1},
        {"expected 'true'"_L1, "expected true or false; a text needs quotation marks"_L1},
        {"expected 'false'"_L1, "expected true or false; a text needs quotation marks"_L1},
        {"expected 'inf'"_L1, "expected a number; a text needs quotation marks"_L1},
        {"expected 'nan'"_L1, "expected a number; a text needs quotation marks"_L1},
        {"not representable"_L1, "expected a number of at most 64 bits"_L1},
        {"expected a comment or whitespace"_L1, "expected the end of the line; a text needs quotation marks"_L1},
        {"control characters other than TAB"_L1, "expected the closing quotation mark on the same line"_L1},
        {"encountered end-of-file"_L1, "expected its end, found the end of the file"_L1},
        {"expected value, saw"_L1, "expected a value, found nothing"_L1},
        {"expected keys, tables"_L1, "expected a key, a [section] or a comment"_L1},
        {"exceeded maximum nested"_L1, "expected lists and tables nested less deeply"_L1},
        {"unknown escape sequence"_L1, "expected a known escape sequence after \"\\\"; write \"\\\\\" for the character itself"_L1},
    };
    for (const Wording &wording : wordings) {
        if (detail.contains(wording.has))
            return wording.words;
    }
    if (const auto existing = detail.indexOf("cannot redefine existing "_L1); existing >= 0)
        return u"expected %1 once, found it again"_s.arg(detail.sliced(detail.indexOf(u'\'', existing))).replace(u'\'', u'"');
    const auto saw = detail.indexOf(", saw '"_L1);
    if (saw < 0)
        return detail;
    const QString seen = detail.sliced(saw + 7).chopped(1);
    const QString found = seen == "\\n"_L1 || seen == "\n"_L1 ? u"the end of the line"_s : u'"' + seen.left(1) + u'"';
    return detail.first(saw).replace(u'\'', u'"') + ", found "_L1 + found;
}

std::variant<toml::table, TomlError> parse(const QByteArray &bytes)
{
    try {
        return toml::parse(std::string_view(bytes.constData(), static_cast<size_t>(bytes.size())));
    } catch (const toml::parse_error &error) {
        const auto &place = error.source().begin;
        return TomlError{lineOf(place), static_cast<int>(place.column), inWords(fromUtf8(error.description()))};
    }
}

// What toml++ would stumble over without being able to say where.
std::optional<TomlError> unreadable(const QList<QByteArray> &lines)
{
    if (lines.first().startsWith("\xff\xfe") || lines.first().startsWith("\xfe\xff"))
        return TomlError{1, 0, u"expected text in UTF-8, found UTF-16"_s};
    for (int number = 1; const QByteArray &line : lines) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString text = decoder(line);
        if (decoder.hasError())
            return TomlError{number, 0, u"expected text in UTF-8, found other bytes"_s};
        if (line.count('.') > mostDots)
            return TomlError{number, 0, u"expected at most %1 dots in a line"_s.arg(mostDots)};
        ++number;
    }
    return std::nullopt;
}

// A section's lines, from 1, both included. The first one may have no header.
struct Section
{
    int first = 1;
    int last = 0;
};

QList<Section> sectionsOf(const QList<QByteArray> &lines)
{
    QList<Section> sections{Section{}};
    for (const int start : tomlSections(lines)) {
        sections.last().last = start - 1;
        sections.append(Section{.first = start});
    }
    sections.last().last = static_cast<int>(lines.size());
    return sections;
}

// Empties the lines, so that those of the others keep their numbers. False: there was nothing in them.
bool empty(QList<QByteArray> &lines, const Section &section)
{
    bool hadText = false;
    for (int number = section.first; number <= section.last; ++number) {
        hadText = hadText || !lines[number - 1].isEmpty();
        lines[number - 1].clear();
    }
    return hadText;
}

// Each section by itself: a quotation mark that is missing in one would make toml++ blame a later one.
void dropBrokenSections(QList<QByteArray> &lines, QList<TomlError> &errors)
{
    for (const Section &section : sectionsOf(lines)) {
        const auto parsed = parse(lines.sliced(section.first - 1, section.last - section.first + 1).join('\n'));
        if (const auto *error = std::get_if<TomlError>(&parsed)) {
            const int line = std::clamp(section.first - 1 + error->line, section.first, section.last);
            errors.append(TomlError{line, error->column, error->message});
            empty(lines, section);
        }
    }
}

} // namespace

const TomlNode *TomlNode::find(QStringView name) const
{
    const auto found = std::ranges::find(children, name, &TomlNode::key);
    return found == children.end() ? nullptr : &*found;
}

TomlDocument readToml(const QByteArray &bytes)
{
    TomlDocument document;
    QList<QByteArray> lines = bytes.split('\n');
    if (const auto error = unreadable(lines)) {
        document.errors.append(*error);
        return document;
    }
    auto parsed = parse(bytes);
    if (std::holds_alternative<TomlError>(parsed)) {
        dropBrokenSections(lines, document.errors);
        parsed = parse(lines.join('\n'));
    }
    // What is left is wrong together only: a table that is defined twice.
    while (auto *error = std::get_if<TomlError>(&parsed)) {
        error->line = std::clamp(error->line, 1, static_cast<int>(lines.size()));
        document.errors.append(*error);
        const auto sections = sectionsOf(lines);
        const auto around = std::ranges::find_if(sections, [error](const Section &section) { return error->line <= section.last; });
        if (around == sections.end() || !empty(lines, *around) || document.errors.size() > mostErrors)
            return document;
        parsed = parse(lines.join('\n'));
    }
    document.root = convert(std::get<toml::table>(parsed));
    return document;
}

QList<int> tomlSections(const QList<QByteArray> &lines)
{
    QList<int> sections;
    for (int number = 1; const QByteArray &bytes : lines) {
        const QByteArray line = bytes.sliced(number == 1 && bytes.startsWith(byteOrderMark) ? 3 : 0).trimmed();
        const qsizetype brackets = line.startsWith("[[") ? 2 : 1;
        const qsizetype close = line.indexOf(']');
        if (line.startsWith('[') && close > brackets) {
            const QByteArray name = line.sliced(brackets, close - brackets).trimmed();
            const bool isBare
                = std::ranges::all_of(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-'; });
            const QByteArray rest = line.sliced(close).trimmed();
            const QByteArray after = rest.sliced(rest.startsWith("]]") ? 2 : 1).trimmed();
            if (isBare && !name.isEmpty() && (after.isEmpty() || after.startsWith('#')))
                sections.append(number);
        }
        ++number;
    }
    return sections;
}

} // namespace nightbell
