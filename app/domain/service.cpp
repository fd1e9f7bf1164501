// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/service.h"

#include "base/glob.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

bool fits(const QStringList &patterns, const QString &text)
{
    return patterns.isEmpty() || (!text.isEmpty() && std::ranges::any_of(patterns, [lower = text.toLower()](const QString &pattern) {
        return globMatches(lower, pattern.toLower());
    }));
}

// "prod:web-1" is known as "web-1", too.
bool hostFits(const QStringList &patterns, const QString &host)
{
    return fits(patterns, host) || fits(patterns, host.sliced(host.indexOf(u':') + 1));
}

bool labelsFit(const QStringList &patterns, const QList<Label> &labels)
{
    return std::ranges::all_of(patterns, [&labels](const QString &pattern) {
        const QString name = pattern.section(u'=', 0, 0).trimmed();
        const QString value = pattern.section(u'=', 1).trimmed().toLower();
        const auto label = std::ranges::find(labels, name, &Label::name);
        return label != labels.end() && globMatches(label->value.toLower(), value);
    });
}

bool matches(const ServiceMatch &match, const Incident &incident)
{
    return !match.isEmpty() && fits(match.sources, incident.source.text()) && hostFits(match.hosts, incident.host.text())
        && fits(match.checks, incident.check.text()) && labelsFit(match.labels, incident.labels);
}

} // namespace

const Service *serviceOf(const Incident &incident, const QList<Service> &services)
{
    if (!incident.service.isEmpty()) {
        const auto named = std::ranges::find(services, incident.service, &Service::id);
        if (named != services.end())
            return &*named;
    }
    const auto matching = std::ranges::find_if(services, [&incident](const Service &service) { return matches(service.match, incident); });
    return matching == services.end() ? nullptr : &*matching;
}

void assignServices(SharedIncidents &incidents, const QList<Service> &services, bool pagesItself)
{
    if (services.isEmpty())
        return;
    for (qsizetype row = 0; row < incidents.size(); ++row) {
        const Incident &incident = incidents.at(row);
        const Service *service = serviceOf(incident, services);
        if (!service)
            continue;
        const Urgency urgency = pagesItself ? incident.urgency : service->urgency.value_or(incident.urgency);
        if (!incident.service.isEmpty() && incident.urgency == urgency)
            continue; // not touched: it stays shared with whoever has it
        Incident changed = incident;
        if (changed.service.isEmpty())
            changed.service = service->id;
        changed.urgency = urgency;
        incidents[row] = changed;
    }
}

} // namespace nightbell
