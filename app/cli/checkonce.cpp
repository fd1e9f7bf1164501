// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkonce.h"

#include "base/log.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct CommandLine
{
    Q_DECLARE_TR_FUNCTIONS(Command)
};

bool isAddress(const QString &text)
{
    return text.contains("://"_L1);
}

} // namespace

Expected<CheckEntry> checkEntryFor(const QString &operand, const Configuration &configuration)
{
    const auto known
        = std::ranges::find_if(configuration.checks, [&operand](const CheckEntry &entry) { return entry.id.text() == operand; });
    if (known != configuration.checks.end())
        return *known;
    if (!isAddress(operand))
        return Error{
            ErrorKind::NotFound, CommandLine::tr("There is no check “%1”; an address begins with https:// or http://.").arg(operand)};
    CheckEntry entry;
    entry.id = CheckId(redact(QUrl(operand)));
    entry.kind = u"http"_s;
    entry.values.insert(u"url"_s, operand);
    const CheckKind *kind = checkKind(entry.kind);
    for (const Field &field : kind->fields) {
        const QString problem = entry.values.contains(field.key) ? fieldProblem(field, entry.values.value(field.key)) : QString();
        if (!problem.isEmpty())
            return Error{ErrorKind::BadInput, CommandLine::tr("“%1” cannot be checked: %2").arg(entry.id.text(), problem)};
    }
    if (const QString problem = kind->problem(entry.values); !problem.isEmpty())
        return Error{ErrorKind::BadInput, CommandLine::tr("“%1” cannot be checked: %2").arg(entry.id.text(), problem)};
    return entry;
}

QCoro::Task<Expected<CheckResult>> runCheckOnce(CheckEntry entry, Secrets &secrets, Probe &probe, Clock &clock)
{
    const CheckKind *kind = checkKind(entry.kind);
    if (!kind)
        co_return Error{ErrorKind::BadInput, entry.kind};
    FieldValues values = entry.values;
    const bool isConfigured = !isAddress(entry.id.text()); // only what is configured has secrets
    for (const Field &field : kind->fields) {
        if (field.type != FieldType::Secret || !isConfigured)
            continue;
        const SecretName name{entry.id.text(), field.key};
        const auto secret = co_await secrets.read(name);
        if (!secret && (field.required || secret.error().kind != ErrorKind::Unavailable))
            co_return secret.error();
        if (secret && secret->has_value())
            values.insert(field.key, **secret);
    }
    const CheckContext context{values, clock, probe};
    const CheckResult result = co_await kind->run(context);
    co_return result;
}

} // namespace nightbell
