// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/configurationread.h"

#include "base/duration.h"
#include "base/nearest.h"
#include "checks/check.h"
#include "engine/entryreader.h"
#include "net/secrets.h"
#include "pager/channels/channel.h"
#include "sources/source.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView localKind("local");

QStringList tableNames()
{
    return {u"source"_s, u"service"_s, u"check"_s, u"channel"_s, u"rules"_s, u"console"_s};
}

// The values of the fields that the kind adds to the common ones.
FieldValues only(const FieldValues &values, const Fields &fields)
{
    FieldValues result;
    for (const Field &field : fields) {
        if (values.contains(field.key))
            result.insert(field.key, values.value(field.key));
    }
    return result;
}

// The id has its own rules.
Fields withoutId(Fields fields)
{
    fields.removeIf([](const Field &field) { return field.key == "id"_L1; });
    return fields;
}

// Collects what the files say, one after the other.
class Merger
{
public:
    explicit Merger(const ConfigKinds &kinds) : m_kinds(kinds) { }

    void add(const ConfigFile &file);
    Configuration finish();

private:
    struct Head // of an entry
    {
        QString id; // empty: it has none that could be used
        EntryReader reader;
    };

    void addTable(const TomlNode &table);
    void addSource(const TomlNode &entry);
    void addService(const TomlNode &entry);
    void addCheck(const TomlNode &entry);
    void addChannel(const TomlNode &entry);
    void checkChannelsOfServices();
    void addSettings(const TomlNode &table, const Fields &fields, FieldValues &values);

    Head readHead(const TomlNode &entry, const QString &table);
    bool isFirst(const QString &key, int line, EntryReader &reader, const QString &below, const QString &what);
    template<typename Kind>
    const Kind *readKind(const TomlNode &entry, const QList<const Kind *> &kinds, EntryReader &reader) const;
    void claimSecrets(const TomlNode &entry, const QString &table, const QString &id, const Fields &fields, EntryReader &reader);
    bool isSecondLocal(const TomlNode &entry, const QString &id, const QString &kind, EntryReader &reader);
    static void reportAll(const TomlNode &entry, const FieldProblems &problems, EntryReader &reader);
    ConfigOrigin origin(const TomlNode &node) const { return {m_file, node.line}; }
    void problem(int line, const QString &key, const QString &message);

    const ConfigKinds &m_kinds;
    QString m_file;
    Configuration m_result;
    FieldValues m_rules;
    FieldValues m_console;
    QHash<QString, ConfigOrigin> m_places; // "check.home" → where it was first named
    QHash<QString, QString> m_secrets; // "NIGHTBELL_SECRET_HOME_TOKEN" → "check.home", whose it is
    bool m_hasLocal = false;
};

void Merger::problem(int line, const QString &key, const QString &message)
{
    m_result.problems.append({.file = m_file, .line = line, .key = key, .message = message});
}

void Merger::add(const ConfigFile &file)
{
    m_file = file.name;
    if (file.problem)
        problem(0, {}, *file.problem);
    for (const TomlError &error : file.document.errors) {
        const QString where = error.column > 0 ? u"syntax error at column %1: "_s.arg(error.column) : u"syntax error: "_s;
        problem(error.line, {}, where + error.message);
    }
    for (const TomlNode &table : file.document.root.children)
        addTable(table);
}

void Merger::addTable(const TomlNode &table)
{
    if (const QStringList tables = tableNames(); !tables.contains(table.key)) {
        const QString nearest = nearestWord(table.key, tables);
        const QString key = table.key.left(60);
        problem(table.line, {},
            nearest.isEmpty() ? u"unknown key \"%1\", expected one of %2"_s.arg(key, tables.join(", "_L1))
                              : u"unknown key \"%1\", did you mean \"%2\"?"_s.arg(key, nearest));
        return;
    }
    const bool isSettings = table.key == "rules"_L1 || table.key == "console"_L1;
    if (isSettings) {
        if (table.kind != TomlNode::Kind::Table)
            problem(table.line, table.key, u"expected a table [%1], found %2"_s.arg(table.key, foundText(table)));
        else if (table.key == "rules"_L1)
            addSettings(table, ruleFields(), m_rules);
        else
            addSettings(table, allConsoleFields(), m_console);
        return;
    }
    if (table.kind != TomlNode::Kind::List) {
        problem(table.line, table.key, u"expected [[%1]] with two brackets, found %2"_s.arg(table.key, foundText(table)));
        return;
    }
    for (const TomlNode &entry : table.children) {
        if (entry.kind != TomlNode::Kind::Table)
            problem(entry.line, table.key, u"expected a table, found %1"_s.arg(foundText(entry)));
        else if (table.key == "source"_L1)
            addSource(entry);
        else if (table.key == "service"_L1)
            addService(entry);
        else if (table.key == "channel"_L1)
            addChannel(entry);
        else
            addCheck(entry);
    }
}

Merger::Head Merger::readHead(const TomlNode &entry, const QString &table)
{
    const TomlNode *id = entry.find(u"id");
    const QString text = id && id->kind == TomlNode::Kind::Text && isConfigId(id->scalar.toString()) ? id->scalar.toString() : QString();
    const QString path = text.isEmpty() ? table : table + u'.' + text;
    Head head{text, EntryReader(m_file, path, text.isEmpty() ? u"<id>"_s : text, m_result.problems)};
    if (id && text.isEmpty())
        head.reader.report(id->line, u"id"_s, configIdExpectation() + ", found "_L1 + foundText(*id));
    else if (!id)
        head.reader.report(entry.line, u"id"_s, u"expected this key, found none"_s);
    else
        isFirst(path, id->line, head.reader, u"id"_s, u"this id"_s);
    return head;
}

// Whether nothing of that name was there before; a problem that names both places otherwise.
bool Merger::isFirst(const QString &key, int line, EntryReader &reader, const QString &below, const QString &what)
{
    const auto place = m_places.constFind(key);
    if (place == m_places.constEnd()) {
        m_places.insert(key, {m_file, line});
        return true;
    }
    reader.report(line, below, u"expected %1 once, it stands in %2:%3 already"_s.arg(what, place->file).arg(place->line));
    return false;
}

template<typename Kind>
const Kind *Merger::readKind(const TomlNode &entry, const QList<const Kind *> &kinds, EntryReader &reader) const
{
    QStringList known;
    for (const Kind *kind : kinds)
        known.append(QLatin1StringView(kind->id));
    const TomlNode *node = entry.find(u"kind");
    if (!node) {
        reader.report(entry.line, u"kind"_s, u"expected this key, one of %1, found none"_s.arg(known.join(", "_L1)));
        return nullptr;
    }
    const Kind *kind = node->kind == TomlNode::Kind::Text ? findKind(kinds, node->scalar.toString()) : nullptr;
    if (!kind)
        reader.report(node->line, u"kind"_s, u"unknown kind, expected one of %1, found %2"_s.arg(known.join(", "_L1), foundText(*node)));
    return kind;
}

// A secret is found by the entry's id and the field alone: two entries that share one would send the other's.
void Merger::claimSecrets(const TomlNode &entry, const QString &table, const QString &id, const Fields &fields, EntryReader &reader)
{
    const QString path = table + u'.' + id;
    for (const Field &field : fields) {
        if (field.type != FieldType::Secret || reader.hasProblems())
            continue;
        const QString variable = SecretName{id, field.key}.environmentVariable();
        const QString owner = m_secrets.value(variable);
        if (owner.isEmpty()) {
            m_secrets.insert(variable, path);
            continue;
        }
        const ConfigOrigin place = m_places.value(owner);
        reader.report(entry.find(u"id")->line, u"id"_s,
            u"expected another id: its secret \"%1\" would be the one of %2 in %3:%4, both are %5"_s.arg(field.key, owner, place.file)
                .arg(place.line)
                .arg(variable));
    }
}

// There is one machine to be watched, and its id is taken even where no file names it.
bool Merger::isSecondLocal(const TomlNode &entry, const QString &id, const QString &kind, EntryReader &reader)
{
    if (kind == localKind)
        return !isFirst(u"kind local"_s, entry.line, reader, u"kind"_s, u"the source of this machine"_s);
    if (id == localKind) {
        reader.report(entry.line, u"id"_s, u"expected another id, found \"local\", which is this machine's"_s);
        return true;
    }
    return false;
}

void Merger::reportAll(const TomlNode &entry, const FieldProblems &problems, EntryReader &reader)
{
    for (const auto &[key, message] : problems) {
        const TomlNode *node = &entry;
        for (const QString &part : key.split(u'.')) {
            const TomlNode *member = node->find(part);
            node = member ? member : node; // one that is missing is reported where it should stand
        }
        reader.report(node->line, key, message);
    }
}

void Merger::addSource(const TomlNode &entry)
{
    Head head = readHead(entry, u"source"_s);
    const SourceKind *kind = readKind(entry, m_kinds.sources, head.reader);
    if (!kind)
        return;
    isSecondLocal(entry, head.id, QLatin1StringView(kind->id), head.reader);
    const FieldValues values = head.reader.read(entry, withoutId(commonSourceFields()) + kind->fields, {u"id"_s, u"kind"_s});
    claimSecrets(entry, u"source"_s, head.id, kind->fields, head.reader);
    if (head.reader.hasProblems())
        return;
    // What it leaves out does not keep it from watching the rest.
    if (kind->problems)
        reportAll(entry, kind->problems(only(values, kind->fields)), head.reader);
    SourceEntry source;
    source.id = SourceId(head.id);
    source.kind = QLatin1StringView(kind->id);
    source.name = values.value(u"name"_s).toString();
    if (source.name.isEmpty())
        source.name = sourceKindName(*kind);
    source.every = parseDuration(values.value(u"every"_s).toString()).value_or(kind->interval);
    source.enabled = fieldValue(commonSourceFields(), values, u"enabled"_s).toBool();
    source.values = only(values, kind->fields);
    source.origin = origin(entry);
    m_hasLocal = m_hasLocal || source.kind == localKind;
    m_result.sources.append(source);
}

void Merger::addService(const TomlNode &entry)
{
    Head head = readHead(entry, u"service"_s);
    FieldValues values = head.reader.read(entry, withoutId(serviceFields()), {u"id"_s});
    values.insert(u"id"_s, head.id);
    const ServiceReading reading = serviceOfValues(values);
    reportAll(entry, reading.problems, head.reader);
    if (!head.reader.hasProblems())
        m_result.services.append(ServiceEntry{reading.service, origin(entry)});
}

void Merger::addCheck(const TomlNode &entry)
{
    Head head = readHead(entry, u"check"_s);
    const CheckKind *kind = readKind(entry, m_kinds.checks, head.reader);
    if (!kind)
        return;
    const Fields &common = commonCheckFields();
    const FieldValues values = head.reader.read(entry, withoutId(common) + kind->fields, {u"id"_s, u"kind"_s});
    CheckEntry check;
    check.values = only(values, kind->fields);
    if (!head.reader.hasProblems() && kind->problem) {
        if (const QString problem = kind->problem(check.values); !problem.isEmpty())
            head.reader.report(entry.line, {}, problem);
    }
    claimSecrets(entry, u"check"_s, head.id, kind->fields, head.reader);
    if (head.reader.hasProblems())
        return;
    check.id = CheckId(head.id);
    check.kind = QLatin1StringView(kind->id);
    check.every = parseDuration(fieldValue(common, values, u"every"_s).toString()).value_or(check.every);
    check.failAfter = fieldValue(common, values, u"fail-after"_s).toInt();
    check.enabled = fieldValue(common, values, u"enabled"_s).toBool();
    check.service = ServiceId(values.value(u"service"_s).toString());
    check.origin = origin(entry);
    if (const TomlNode *service = entry.find(u"service"))
        m_places.insert(u"service of "_s + head.id, {m_file, service->line});
    m_result.checks.append(check);
}

void Merger::addChannel(const TomlNode &entry)
{
    Head head = readHead(entry, u"channel"_s);
    const ChannelKind *kind = readKind(entry, m_kinds.channels, head.reader);
    if (!kind)
        return;
    const FieldValues values = head.reader.read(entry, withoutId(commonChannelFields()) + kind->fields, {u"id"_s, u"kind"_s});
    ChannelEntry channel;
    channel.values = only(values, kind->fields);
    if (!head.reader.hasProblems()) {
        if (const QString problem = kind->problem(channel.values); !problem.isEmpty())
            head.reader.report(entry.line, {}, problem);
    }
    claimSecrets(entry, u"channel"_s, head.id, kind->fields, head.reader);
    if (head.reader.hasProblems())
        return;
    channel.id = ChannelId(head.id);
    channel.kind = QLatin1StringView(kind->id);
    channel.name = values.value(u"name"_s).toString();
    if (channel.name.isEmpty())
        channel.name = channelKindName(*kind);
    channel.enabled = fieldValue(commonChannelFields(), values, u"enabled"_s).toBool();
    channel.origin = origin(entry);
    m_result.channels.append(channel);
}

void Merger::addSettings(const TomlNode &table, const Fields &fields, FieldValues &values)
{
    EntryReader reader(m_file, table.key, {}, m_result.problems);
    const FieldValues read = reader.read(table, fields);
    for (const Field &field : fields) {
        const TomlNode *node = &table;
        for (const QString &part : field.key.split(u'.'))
            node = node ? node->find(part) : nullptr;
        if (node && isFirst(table.key + u'.' + field.key, node->line, reader, field.key, u"this key"_s) && read.contains(field.key))
            values.insert(field.key, read.value(field.key));
    }
}

// One that is in error has been reported already.
void Merger::checkChannelsOfServices()
{
    for (const ServiceEntry &entry : std::as_const(m_result.services)) {
        for (const ChannelId &channel : entry.service.escalateTo) {
            const bool isThere = std::ranges::find(m_result.channels, channel, &ChannelEntry::id) != m_result.channels.end();
            if (!isThere && !m_places.contains(u"channel."_s + channel.text()))
                m_result.problems.append({.file = entry.origin.file,
                    .line = entry.origin.line,
                    .key = u"service.%1.escalate-to"_s.arg(entry.service.id.text()),
                    .message = u"expected the id of a [[channel]], found \"%1\""_s.arg(channel.text().left(64))});
        }
    }
}

Configuration Merger::finish()
{
    QList<ConfigProblem> &problems = m_result.problems;
    const SourceKind *local = findKind(m_kinds.sources, localKind);
    if (local && !m_hasLocal) {
        SourceEntry entry;
        entry.id = SourceId(localKind);
        entry.kind = localKind;
        entry.name = sourceKindName(*local);
        entry.every = local->interval;
        m_result.sources.prepend(entry);
    }
    QStringList services;
    for (const ServiceEntry &entry : std::as_const(m_result.services))
        services.append(entry.service.id.text());
    for (const CheckEntry &check : std::as_const(m_result.checks)) {
        const QString &service = check.service.text();
        // A service that is in error has been reported already.
        if (service.isEmpty() || services.contains(service) || m_places.contains(u"service."_s + service))
            continue;
        const QString nearest = nearestWord(service, services);
        const QString hint = nearest.isEmpty() ? QString() : u", did you mean \"%1\"?"_s.arg(nearest);
        const ConfigOrigin place = m_places.value(u"service of "_s + check.id.text());
        problems.append({.file = place.file,
            .line = place.line,
            .key = u"check.%1.service"_s.arg(check.id.text()),
            .message = u"expected the id of a [[service]], found \"%1\"%2"_s.arg(service.left(64), hint)});
    }
    checkChannelsOfServices();
    m_result.rules = ruleSettings(m_rules);
    m_result.console = consoleSettings(m_console);
    std::ranges::stable_sort(
        problems, [](const ConfigProblem &a, const ConfigProblem &b) { return std::tie(a.file, a.line) < std::tie(b.file, b.line); });
    return m_result;
}

} // namespace

QString configIdExpectation()
{
    return u"expected 1 to 64 of a-z, 0-9, \"-\", \"_\" and \".\""_s;
}

QString sourceKindName(const SourceKind &kind)
{
    return QCoreApplication::translate("SourceKind", kind.name);
}

QString channelKindName(const ChannelKind &kind)
{
    return QCoreApplication::translate("ChannelKind", kind.name);
}

Configuration readConfiguration(const QList<ConfigFile> &files, const ConfigKinds &kinds)
{
    Merger merger(kinds);
    for (const ConfigFile &file : files)
        merger.add(file);
    return merger.finish();
}

} // namespace nightbell
