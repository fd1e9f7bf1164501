// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked from outside of what was written down: the ledger, and the statistics of pages.
#include "engine/control.h"

#include "engine/encode.h"
#include "engine/encoderecords.h"
#include "engine/session.h"

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int newestOnly = 100; // where it is not said since when
constexpr int mostEvents = 10'000;
constexpr Duration countedUsually = std::chrono::hours(24 * 30);

} // namespace

// Oldest first, as it happened; of too many the newest.
void Control::searchHistory(const QJsonObject &request, const Reply &reply)
{
    HistoryQuery query;
    query.text = request.value("text"_L1).toString();
    query.from = fromIso(request.value("since"_L1).toString());
    const int most = query.from ? mostEvents : newestOnly;
    query.limit = most + 1; // whether there are more
    QCoro::connect(m_session.history().search(query), this, [this, most, reply](const Expected<QList<IncidentEvent>> &found) {
        if (!found) {
            reply(refusal(found.error()));
            return;
        }
        QList<IncidentEvent> events = found->first(std::min<qsizetype>(most, found->size()));
        std::ranges::reverse(events);
        reply(answered(QJsonObject{{u"events"_s, encodeAll(events)}, {u"hasMore"_s, found->size() > most}}));
    });
}

void Control::countPages(const QJsonObject &request, const Reply &reply)
{
    const auto since = fromIso(request.value("since"_L1).toString());
    const Duration span = since ? m_session.clock().now() - *since : countedUsually;
    QCoro::connect(m_session.history().statistics(span), this, [this, reply](const Expected<PageStatistics> &statistics) {
        if (statistics)
            reply(answered(encode(*statistics)));
        else
            reply(refusal(statistics.error()));
    });
}

} // namespace nightbell
