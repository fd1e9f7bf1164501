// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"
#include "checks/check.h"
#include "engine/configuration.h"
#include "engine/configurationchange.h"
#include "engine/entryreader.h"
#include "pager/channels/channel.h"
#include "sources/source.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

Error badInput(const QString &detail)
{
    return {.kind = ErrorKind::BadInput, .detail = detail};
}

template<typename Entry>
auto idOf(const Entry &entry)
{
    if constexpr (std::is_same_v<Entry, ServiceEntry>)
        return entry.service.id;
    else
        return entry.id;
}

// The entries without their places and without that of the id.
template<typename Entry>
QList<Entry> others(QList<Entry> entries, const QString &id)
{
    entries.removeIf([&id](const Entry &entry) { return entry.origin.file.isEmpty() || idOf(entry).text() == id; });
    for (Entry &entry : entries)
        entry.origin = {};
    return entries;
}

// What must not change when an entry of that table does.
bool leavesOthers(const Configuration &before, const Configuration &after, const QString &table, const QString &id)
{
    const auto except = [&](const char *name) { return table == QLatin1StringView(name) ? id : QString(); };
    return others(before.sources, except("source")) == others(after.sources, except("source"))
        && others(before.services, except("service")) == others(after.services, except("service"))
        && others(before.checks, except("check")) == others(after.checks, except("check"))
        && others(before.channels, except("channel")) == others(after.channels, except("channel"))
        && (table == "rules"_L1 || before.rules == after.rules) && (table == "console"_L1 || before.console == after.console);
}

// Writes if `isThere` says of the new configuration that it is as wanted.
Expected<Done> finish(
    const ConfigurationChange &change, const Expected<Configuration> &after, const QString &table, const QString &id, bool isThere)
{
    if (!after)
        return after.error();
    if (isThere && leavesOthers(change.before(), *after, table, id))
        return change.write();
    const QString key = id.isEmpty() ? table : table + u'.' + id;
    for (const ConfigProblem &problem : after->problems) {
        if (problem.key == key || problem.key.startsWith(key + u'.'))
            return badInput(problem.text());
    }
    return badInput(u"%1 is set in another file, or written in a way that only a person can change"_s.arg(key));
}

template<typename Entry>
Expected<Done> saveEntry(ConfigurationChange &change, const WantedTable &wanted, Entry entry, QList<Entry> Configuration::*entries)
{
    if (!isConfigId(wanted.id))
        return badInput(u"%1: %2, found \"%3\""_s.arg(wanted.table, configIdExpectation(), wanted.id));
    const auto after = change.set(wanted);
    const QList<Entry> found = after ? (*after).*entries : QList<Entry>();
    entry.origin = {};
    const bool isThere = std::ranges::any_of(found, [&entry](Entry other) {
        other.origin = {};
        return other == entry;
    });
    return finish(change, after, wanted.table, wanted.id, isThere);
}

Expected<Done> removeEntry(const QString &folder, const ConfigKinds &kinds, const QString &table, const QString &id)
{
    ConfigurationChange change(folder, kinds);
    const auto after = change.remove(table, id);
    return finish(change, after, table, id, true);
}

// Values as the file would give them back.
FieldValues withoutDefaults(const FieldValues &values, const Fields &fields)
{
    FieldValues result;
    for (const Field &field : fields) {
        if (field.type != FieldType::Secret && !isDefault(values.value(field.key), field))
            result.insert(field.key, values.value(field.key));
    }
    return result;
}

// Only what changes: a setting that stands in another file may stay there.
template<typename Settings>
Expected<Done> saveSettings(
    ConfigurationChange &change, WantedTable wanted, const FieldValues &before, const Settings &settings, Settings Configuration::*member)
{
    wanted.fields.removeIf([&](const Field &field) { return before.value(field.key) == wanted.values.value(field.key); });
    const auto after = change.set(wanted);
    return finish(change, after, wanted.table, {}, after && (*after).*member == settings);
}

Fields fieldsWith(Fields fields, const QString &key, const QString &fallback)
{
    for (Field &field : fields) {
        if (field.key == key)
            field.fallback = fallback;
    }
    return fields;
}

} // namespace

Expected<Done> saveSource(const QString &folder, const SourceEntry &entry, const ConfigKinds &kinds)
{
    ConfigurationChange change(folder, kinds);
    const SourceKind *kind = findKind(kinds.sources, entry.kind);
    const Fields own = kind ? kind->fields : Fields();
    SourceEntry normal = entry;
    normal.values = withoutDefaults(entry.values, own);
    if (kind && normal.name.isEmpty())
        normal.name = sourceKindName(*kind);
    Fields fields = commonSourceFields() + own;
    if (kind) {
        fields = fieldsWith(fields, u"name"_s, sourceKindName(*kind));
        fields = fieldsWith(fields, u"every"_s, formatDuration(kind->interval));
    }
    FieldValues values = normal.values;
    values.insert(u"name"_s, normal.name);
    values.insert(u"every"_s, formatDuration(normal.every));
    values.insert(u"enabled"_s, normal.enabled);
    return saveEntry(change, {u"source"_s, entry.id.text(), entry.kind, fields, values}, normal, &Configuration::sources);
}

Expected<Done> saveCheck(const QString &folder, const CheckEntry &entry, const ConfigKinds &kinds)
{
    ConfigurationChange change(folder, kinds);
    const CheckKind *kind = findKind(kinds.checks, entry.kind);
    const Fields own = kind ? kind->fields : Fields();
    CheckEntry normal = entry;
    normal.values = withoutDefaults(entry.values, own);
    FieldValues values = normal.values;
    values.insert(u"every"_s, formatDuration(normal.every));
    values.insert(u"fail-after"_s, qint64{normal.failAfter});
    values.insert(u"service"_s, normal.service.text());
    values.insert(u"enabled"_s, normal.enabled);
    return saveEntry(change, {u"check"_s, entry.id.text(), entry.kind, commonCheckFields() + own, values}, normal, &Configuration::checks);
}

Expected<Done> saveService(const QString &folder, const ServiceEntry &entry, const ConfigKinds &kinds)
{
    ConfigurationChange change(folder, kinds);
    ServiceEntry normal = entry;
    const QString id = entry.service.id.text();
    if (normal.service.name.isEmpty())
        normal.service.name = id;
    return saveEntry(change, {u"service"_s, id, {}, fieldsWith(serviceFields(), u"name"_s, id), serviceValues(normal.service)}, normal,
        &Configuration::services);
}

Expected<Done> saveChannel(const QString &folder, const ChannelEntry &entry, const ConfigKinds &kinds)
{
    ConfigurationChange change(folder, kinds);
    const ChannelKind *kind = findKind(kinds.channels, entry.kind);
    const Fields own = kind ? kind->fields : Fields();
    ChannelEntry normal = entry;
    normal.values = withoutDefaults(entry.values, own);
    if (kind && normal.name.isEmpty())
        normal.name = channelKindName(*kind);
    const Fields fields = fieldsWith(commonChannelFields() + own, u"name"_s, kind ? channelKindName(*kind) : QString());
    FieldValues values = normal.values;
    values.insert(u"name"_s, normal.name);
    values.insert(u"enabled"_s, normal.enabled);
    return saveEntry(change, {u"channel"_s, entry.id.text(), entry.kind, fields, values}, normal, &Configuration::channels);
}

Expected<Done> saveRules(const QString &folder, const RuleSettings &rules, const ConfigKinds &kinds)
{
    ConfigurationChange change(folder, kinds);
    return saveSettings(
        change, {u"rules"_s, {}, {}, ruleFields(), ruleValues(rules)}, ruleValues(change.before().rules), rules, &Configuration::rules);
}

Expected<Done> saveConsole(const QString &folder, const ConsoleSettings &console, const ConfigKinds &kinds)
{
    ConfigurationChange change(folder, kinds);
    return saveSettings(change, {u"console"_s, {}, {}, allConsoleFields(), consoleValues(console)}, consoleValues(change.before().console),
        console, &Configuration::console);
}

Expected<Done> removeSource(const QString &folder, const SourceId &id, const ConfigKinds &kinds)
{
    return removeEntry(folder, kinds, u"source"_s, id.text());
}

Expected<Done> removeCheck(const QString &folder, const CheckId &id, const ConfigKinds &kinds)
{
    return removeEntry(folder, kinds, u"check"_s, id.text());
}

Expected<Done> removeService(const QString &folder, const ServiceId &id, const ConfigKinds &kinds)
{
    return removeEntry(folder, kinds, u"service"_s, id.text());
}

Expected<Done> removeChannel(const QString &folder, const ChannelId &id, const ConfigKinds &kinds)
{
    return removeEntry(folder, kinds, u"channel"_s, id.text());
}

} // namespace nightbell
