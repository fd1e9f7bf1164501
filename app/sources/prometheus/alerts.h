// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "sources/prometheus/mapping.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <memory>
#include <vector>

namespace nightbell::prometheus {

// One alert of an Alertmanager.
struct SeenAlert
{
    QString fingerprint;
    quint64 digest = 0; // of all that is read of it; not of the times at which it was told again
    Shared<Incident> incident; // as new in the first cluster, and kept quiet by nothing; one for all answers in which it is the same
    QStringList silencedBy; // ids
    bool isInhibited = false;
    bool isWatchdog = false;
};

// The alerts of one answer, sorted by fingerprint.
struct AlertList
{
    std::vector<SeenAlert> alerts;
    int skipped = 0; // elements that could not be read

    const SeenAlert *find(const QString &fingerprint) const;
};

// The body of /api/v2/alerts. What did not change since `before` (may be null) is taken over from it.
Expected<std::shared_ptr<const AlertList>> readAlerts(
    const QByteArray &body, const Mapping &mapping, std::shared_ptr<const AlertList> before);

// The facts of the alert with that fingerprint, for whoever looks at it; nullopt: it is not there or not readable.
std::optional<AlertFacts> readFacts(const QByteArray &body, const QString &fingerprint);

} // namespace nightbell::prometheus
