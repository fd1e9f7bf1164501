// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/entryvalues.h"

#include "base/duration.h"
#include "checks/check.h"
#include "pager/channels/channel.h"
#include "sources/source.h"

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

Duration durationOf(const Fields &fields, const FieldValues &values, const QString &key)
{
    return parseDuration(fieldValue(fields, values, key).toString()).value_or(Duration(0));
}

// Those of `values` that are fields of the kind itself.
FieldValues ownValues(const Fields &fields, const FieldValues &values)
{
    FieldValues own;
    for (const Field &field : fields) {
        if (values.contains(field.key) && field.type != FieldType::Secret)
            own.insert(field.key, values.value(field.key));
    }
    return own;
}

} // namespace

FieldValues valuesOf(const SourceEntry &entry)
{
    FieldValues values = entry.values;
    values.insert(u"id"_s, entry.id.text());
    values.insert(u"name"_s, entry.name);
    values.insert(u"every"_s, formatDuration(entry.every));
    values.insert(u"enabled"_s, entry.enabled);
    return values;
}

FieldValues valuesOf(const CheckEntry &entry)
{
    FieldValues values = entry.values;
    values.insert(u"id"_s, entry.id.text());
    values.insert(u"every"_s, formatDuration(entry.every));
    values.insert(u"fail-after"_s, qint64(entry.failAfter));
    values.insert(u"service"_s, entry.service.text());
    values.insert(u"enabled"_s, entry.enabled);
    return values;
}

FieldValues valuesOf(const ServiceEntry &entry)
{
    return serviceValues(entry.service);
}

FieldValues valuesOf(const ChannelEntry &entry)
{
    FieldValues values = entry.values;
    values.insert(u"id"_s, entry.id.text());
    values.insert(u"name"_s, entry.name);
    values.insert(u"enabled"_s, entry.enabled);
    return values;
}

SourceEntry sourceFrom(const FieldValues &values, const QString &kind)
{
    const SourceKind *found = sourceKind(kind);
    const Fields &common = commonSourceFields();
    SourceEntry entry;
    entry.id = SourceId(values.value(u"id"_s).toString());
    entry.kind = kind;
    entry.name = values.value(u"name"_s).toString();
    entry.every = durationOf(common, values, u"every"_s);
    if (entry.every == Duration(0) && found)
        entry.every = found->interval;
    entry.enabled = fieldValue(common, values, u"enabled"_s).toBool();
    if (found)
        entry.values = ownValues(found->fields, values);
    return entry;
}

CheckEntry checkFrom(const FieldValues &values, const QString &kind)
{
    const CheckKind *found = checkKind(kind);
    const Fields &common = commonCheckFields();
    CheckEntry entry;
    entry.id = CheckId(values.value(u"id"_s).toString());
    entry.kind = kind;
    entry.every = durationOf(common, values, u"every"_s);
    entry.failAfter = fieldValue(common, values, u"fail-after"_s).toInt();
    entry.service = ServiceId(values.value(u"service"_s).toString());
    entry.enabled = fieldValue(common, values, u"enabled"_s).toBool();
    if (found)
        entry.values = ownValues(found->fields, values);
    return entry;
}

Expected<ServiceEntry> serviceFrom(const FieldValues &values)
{
    const ServiceReading reading = serviceOfValues(values);
    if (!reading.problems.isEmpty()) {
        const auto &[key, message] = reading.problems.constFirst();
        return Error{.kind = ErrorKind::BadInput, .detail = key + u": "_s + message};
    }
    return ServiceEntry{reading.service, {}};
}

ChannelEntry channelFrom(const FieldValues &values, const QString &kind)
{
    const ChannelKind *found = channelKind(kind);
    ChannelEntry entry;
    entry.id = ChannelId(values.value(u"id"_s).toString());
    entry.kind = kind;
    entry.name = values.value(u"name"_s).toString();
    entry.enabled = fieldValue(commonChannelFields(), values, u"enabled"_s).toBool();
    if (found)
        entry.values = ownValues(found->fields, values);
    return entry;
}

} // namespace nightbell
