// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sourcesetup.h"

#include "checks/check.h"
#include "pager/channels/channel.h"

#include <QCoreApplication>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

// Stands for a source that cannot be built, so that the person sees it fail and why.
class FailingSource final : public Source
{
public:
    explicit FailingSource(Error error) : m_error(std::move(error)) { }

    QCoro::Task<Expected<Snapshot>> poll() override { return fail<Snapshot>(m_error); }
    QCoro::Task<Expected<Done>> perform(ActionRequest) override { return fail<Done>(m_error); }

private:
    template<typename T>
    static QCoro::Task<Expected<T>> fail(Error error)
    {
        co_return error;
    }

    Error m_error;
};

QCoro::Task<Expected<FieldValues>> readFields(Secrets &secrets, QString entry, Fields fields)
{
    FieldValues values;
    for (const Field &field : fields) {
        if (field.type != FieldType::Secret)
            continue;
        const SecretName name{entry, field.key};
        const auto secret = co_await secrets.read(name);
        // Without a keychain there is no password in it: a server that wants none can be asked, another will say so.
        if (!secret && !field.required && secret.error().kind == ErrorKind::Unavailable)
            continue;
        if (!secret)
            co_return secret.error();
        if (const std::optional<QString> &value = *secret)
            values.insert(field.key, *value);
    }
    co_return values;
}

} // namespace

QCoro::Task<Expected<FieldValues>> readSecrets(Secrets &secrets, CheckEntry entry)
{
    const CheckKind *kind = checkKind(entry.kind);
    return readFields(secrets, entry.id.text(), kind ? kind->fields : Fields());
}

QCoro::Task<Expected<FieldValues>> readSecrets(Secrets &secrets, SourceEntry entry)
{
    const SourceKind *kind = sourceKind(entry.kind);
    return readFields(secrets, entry.id.text(), kind ? kind->fields : Fields());
}

QCoro::Task<Expected<FieldValues>> readSecrets(Secrets &secrets, ChannelEntry entry)
{
    const ChannelKind *kind = channelKind(entry.kind);
    return readFields(secrets, entry.id.text(), kind ? kind->fields : Fields());
}

std::unique_ptr<Source> makeSource(const SourceEntry &entry, const Expected<FieldValues> &secretValues, Clock &clock,
    std::shared_ptr<Transport> transport, std::shared_ptr<const bool> mayRepeat)
{
    const SourceKind *kind = sourceKind(entry.kind);
    if (!kind)
        return std::make_unique<FailingSource>(Error{ErrorKind::BadInput, u"unknown kind \"%1\""_s.arg(entry.kind)});
    if (!secretValues)
        return std::make_unique<FailingSource>(secretValues.error());
    FieldValues values = entry.values;
    values.insert(*secretValues);
    return kind->create(SourceContext{entry.id, values, clock, std::move(transport), entry.every, std::move(mayRepeat)});
}

bool mayRepeat(const QList<SourceEntry> &sources)
{
    return std::ranges::any_of(sources, [](const SourceEntry &entry) {
        const SourceKind *kind = sourceKind(entry.kind);
        return entry.enabled && kind && kind->marksAlerts;
    });
}

Configuration demoConfiguration()
{
    Configuration configuration;
    SourceEntry entry;
    entry.id = SourceId(u"demo"_s);
    entry.kind = u"demo"_s;
    entry.name = QCoreApplication::translate("SourceKind", "Demo");
    entry.every = std::chrono::seconds(5);
    configuration.sources.append(entry);
    // The services of the script; what they are called is configuration also in a world that does not exist.
    const auto addService = [&configuration](const QString &id, const QString &name, Urgency urgency) {
        configuration.services.append(ServiceEntry{Service{ServiceId(id), name, urgency}, {}});
    };
    addService(u"web-shop"_s, QCoreApplication::translate("Demo", "Web shop"), Urgency::High);
    addService(u"payments"_s, QCoreApplication::translate("Demo", "Payments"), Urgency::High);
    addService(u"streaming"_s, QCoreApplication::translate("Demo", "Streaming"), Urgency::Low);
    configuration.services.last().service.hours = SupportHours{}; // by day: what can wait is seen to wait at night
    configuration.console.showWelcome = false;
    return configuration;
}

} // namespace nightbell
