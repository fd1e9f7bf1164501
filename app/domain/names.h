// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"

#include <QHash>
#include <QString>

namespace nightbell {

// What people call the things that ids stand for. What has no name is called by its id.
struct Names
{
    QHash<ServiceId, QString> services;
    QHash<HostId, QString> hosts;
    QHash<SourceId, QString> sources;

    QString of(const ServiceId &id) const { return services.value(id, id.text()); }
    QString of(const HostId &id) const { return hosts.value(id, id.text()); }
    QString of(const SourceId &id) const { return sources.value(id, id.text()); }

    bool operator==(const Names &) const = default;
};

} // namespace nightbell
