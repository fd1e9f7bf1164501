// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/configurationchange.h"

#include "base/duration.h"
#include "engine/entryreader.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <set>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

Error badInput(const QString &detail)
{
    return {.kind = ErrorKind::BadInput, .detail = detail};
}

TomlNode scalarNode(const QString &key, const QVariant &value)
{
    TomlNode node{.kind = TomlNode::Kind::Text, .key = key, .scalar = value, .children = {}};
    switch (value.typeId()) {
    case QMetaType::Bool:
        node.kind = TomlNode::Kind::Boolean;
        break;
    case QMetaType::Int:
    case QMetaType::LongLong:
        node.kind = TomlNode::Kind::Integer;
        break;
    case QMetaType::Double:
        node.kind = TomlNode::Kind::Number;
        break;
    default:
        break;
    }
    return node;
}

TomlNode toNode(const QString &key, const QVariant &value)
{
    TomlNode node = scalarNode(key, value);
    if (value.typeId() == QMetaType::QStringList) {
        node.kind = TomlNode::Kind::List;
        for (const QString &item : value.toStringList())
            node.children.push_back(scalarNode({}, item));
    } else if (value.typeId() == QMetaType::QVariantMap) {
        node.kind = TomlNode::Kind::Table;
        const QVariantMap map = value.toMap();
        for (auto it = map.begin(); it != map.end(); ++it)
            node.children.push_back(scalarNode(it.key(), it.value()));
    }
    return node;
}

bool saysTheSame(const TomlNode &node, const QVariant &value, const Field &field)
{
    const QVariant found = toVariant(node, field.type);
    if (field.type == FieldType::TimeSpan && node.kind == TomlNode::Kind::Text)
        return parseDuration(found.toString()) == parseDuration(value.toString());
    return found == value;
}

// The member of that name says `value`, or is gone where that is the default. "cpu.above" is a member's member.
void setMember(TomlNode &table, const QString &key, const QVariant &value, const Field &field)
{
    const QString name = key.section(u'.', 0, 0);
    auto member = std::ranges::find(table.children, name, &TomlNode::key);
    const bool isThere = member != table.children.end();
    if (const QString rest = key.sliced(name.size()); !rest.isEmpty()) {
        TomlNode group = isThere ? *member : TomlNode{.key = name, .scalar = {}, .children = {}};
        setMember(group, rest.sliced(1), value, field);
        if (group.children.empty() && isThere)
            table.children.erase(member);
        else if (isThere)
            *member = group;
        else if (!group.children.empty())
            table.children.push_back(group);
        return;
    }
    if (isThere && saysTheSame(*member, isDefault(value, field) ? field.fallback : value, field))
        return; // also where it says the default in so many words
    if (isDefault(value, field)) {
        if (isThere)
            table.children.erase(member);
    } else if (isThere) {
        *member = toNode(name, value);
    } else {
        table.children.push_back(toNode(name, value));
    }
}

TomlNode changed(const TomlNode &before, const WantedTable &wanted)
{
    TomlNode after = before;
    const TomlNode *kind = before.find(u"kind");
    if (kind && kind->scalar.toString() != wanted.kind)
        after.children.clear(); // the keys of another kind mean nothing here
    if (!wanted.id.isEmpty() && !after.find(u"id"))
        after.children.push_back(scalarNode(u"id"_s, wanted.id));
    if (!wanted.kind.isEmpty() && !after.find(u"kind"))
        after.children.push_back(scalarNode(u"kind"_s, wanted.kind));
    for (const Field &field : wanted.fields) {
        if (field.key != "id"_L1 && field.type != FieldType::Secret)
            setMember(after, field.key, wanted.values.value(field.key), field);
    }
    return after;
}

// The entries of a table that has them: [[check]].
const TomlNode *findEntry(const TomlNode &root, const QString &table, const QString &id)
{
    const TomlNode *list = root.find(table);
    if (!list || list->kind != TomlNode::Kind::List)
        return nullptr;
    const auto found = std::ranges::find_if(list->children, [&id](const TomlNode &entry) {
        const TomlNode *node = entry.find(u"id");
        return node && node->kind == TomlNode::Kind::Text && node->scalar.toString() == id;
    });
    return found == list->children.end() ? nullptr : &*found;
}

} // namespace

ConfigurationChange::ConfigurationChange(QString folder, const ConfigKinds &kinds)
    : m_folder(std::move(folder))
    , m_kinds(kinds)
    , m_files(readConfigFiles(m_folder))
    , m_before(readConfiguration(m_files, kinds))
{ }

const ConfigFile *ConfigurationChange::console() const
{
    const auto found = std::ranges::find(m_files, consoleFile, &ConfigFile::name);
    return found == m_files.end() ? nullptr : &*found;
}

Expected<Done> ConfigurationChange::mayChange(const QString &table, const QString &id) const
{
    const ConfigFile *file = console();
    if (file && file->problem)
        return badInput(consoleFile + ": "_L1 + *file->problem);
    if (file && !file->document.errors.isEmpty()) {
        const int line = file->document.errors.first().line;
        const auto isIt = [line](const ConfigProblem &problem) { return problem.file == consoleFile && problem.line == line; };
        const auto problem = std::ranges::find_if(m_before.problems, isIt);
        return badInput(problem == m_before.problems.end() ? u"console.toml:%1: syntax error"_s.arg(line) : problem->text());
    }
    for (const ConfigFile &other : m_files) {
        const TomlNode *entry = id.isEmpty() || other.name == consoleFile ? nullptr : findEntry(other.document.root, table, id);
        if (entry)
            return badInput(u"\"%1\" stands in %2:%3; only entries of console.toml can be changed"_s.arg(id, other.name).arg(entry->line));
    }
    return Done{};
}

Expected<Configuration> ConfigurationChange::set(const WantedTable &wanted)
{
    if (const auto may = mayChange(wanted.table, wanted.id); !may)
        return may.error();
    const ConfigFile empty{.name = consoleFile, .bytes = {}, .document = {}, .problem = std::nullopt};
    const ConfigFile *existing = console();
    const ConfigFile &file = existing ? *existing : empty;
    const TomlNode *entry
        = wanted.id.isEmpty() ? file.document.root.find(wanted.table) : findEntry(file.document.root, wanted.table, wanted.id);
    const TomlNode after = changed(entry ? *entry : TomlNode(), wanted);
    if (entry)
        return become(replaceTable(file.bytes, *entry, after), entry->line);
    if (after.children.empty()) // settings that are all at their defaults
        return become(file.bytes, 0);
    const QString header = wanted.id.isEmpty() ? u"[%1]"_s.arg(wanted.table) : u"[[%1]]"_s.arg(wanted.table);
    return become(appendTable(file.bytes, header, after), 0);
}

Expected<Configuration> ConfigurationChange::remove(const QString &table, const QString &id)
{
    if (const auto may = mayChange(table, id); !may)
        return may.error();
    const ConfigFile *file = console();
    const TomlNode *entry = file ? findEntry(file->document.root, table, id) : nullptr;
    if (!entry)
        return Error{.kind = ErrorKind::NotFound, .detail = u"there is no %1 \"%2\" in console.toml"_s.arg(table, id)};
    return become(removeTable(file->bytes, *entry), entry->line);
}

// The configuration with the new console.toml. An error if that makes new problems.
Expected<Configuration> ConfigurationChange::become(const std::optional<QByteArray> &bytes, int line)
{
    if (!bytes) {
        return badInput(
            u"console.toml:%1: written in a way that only a person can change; write it below a header such as [rules] or [[check]]"_s.arg(
                line));
    }
    m_bytes = *bytes;
    QList<ConfigFile> files = m_files;
    files.removeIf([](const ConfigFile &file) { return file.name == consoleFile; });
    files.append({.name = consoleFile, .bytes = m_bytes, .document = readToml(m_bytes), .problem = std::nullopt});
    std::ranges::sort(files, {}, &ConfigFile::name);
    const Configuration after = readConfiguration(files, m_kinds);
    std::set<std::pair<QString, QString>> known;
    for (const ConfigProblem &problem : m_before.problems)
        known.emplace(problem.file, problem.key);
    for (const ConfigProblem &problem : after.problems) {
        if (!known.contains({problem.file, problem.key}))
            return badInput(problem.text());
    }
    return after;
}

Expected<Done> ConfigurationChange::write() const
{
    if (console() && console()->bytes == m_bytes)
        return Done{};
    const auto failed = [](const QString &reason) { return Error{.kind = ErrorKind::Storage, .detail = "console.toml: "_L1 + reason}; };
    const QFileInfo folder(m_folder);
    const auto onlyOwner = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!folder.exists() && !(QDir().mkpath(folder.path()) && QDir().mkdir(m_folder, onlyOwner)))
        return failed(u"the folder cannot be created"_s);
    QSaveFile file(m_folder + u'/' + consoleFile);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(m_bytes) == m_bytes.size() && file.commit();
    if (!isWritten)
        return failed(file.errorString());
    return Done{};
}

} // namespace nightbell
