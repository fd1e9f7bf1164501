// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reachedlist.h"

#include "domain/wording.h"
#include "engine/store.h"
#include "theme.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr qsizetype most = 100;

} // namespace

ReachedList::ReachedList(const Store &store, QWidget *parent) : QListWidget(parent), m_store(store)
{
    setAccessibleName(tr("What is kept quiet now"));
    setUniformItemSizes(true);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        if (const QString id = item->data(Qt::UserRole).toString(); !id.isEmpty())
            Q_EMIT incidentActivated(IncidentId(id));
    });
}

void ReachedList::setIncidents(const QList<IncidentId> &incidents)
{
    QList<const Incident *> known;
    for (const IncidentId &id : incidents) {
        if (const Incident *incident = m_store.incident(id))
            known.append(incident);
    }
    const auto first = known.begin() + std::min(most, known.size());
    std::ranges::partial_sort(known, first, {}, [](const Incident *incident) { return std::pair(incident->title, incident->id); });
    QStringList ids;
    QStringList texts;
    for (const Incident *incident : std::as_const(known).first(std::min(most, known.size()))) {
        ids.append(incident->id.text());
        texts.append(tr("%1  %2 (%3)").arg(toneGlyph(toneOf(*incident)), incident->title, stateText(*incident)));
    }
    if (const qsizetype more = incidents.size() - texts.size(); more > 0 && !texts.isEmpty())
        texts.append(tr("and %n more", nullptr, static_cast<int>(more)));
    // Only what is new is laid out: the place where somebody reads stays.
    if (const QStringList shown = ids + texts; shown == std::exchange(m_shown, shown))
        return;
    clear();
    for (qsizetype place = 0; place < texts.size(); ++place) {
        auto *item = new QListWidgetItem(texts.at(place), this);
        item->setData(Qt::UserRole, ids.value(place));
        item->setToolTip(texts.at(place));
    }
}

} // namespace nightbell
