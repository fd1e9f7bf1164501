// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/loopbackserver.h"
#include "support/pagerdutyserver.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>

namespace nightbell {

std::optional<PagerDutyServer::Fault> faultOf(const QJsonObject &object); // as POST /fail takes it; nothing: an unknown word

// A port beside the API that says what the world does: JSON in, JSON out, for pagerduty-loopback. It is not seen by who checks
// the API. An answer of 400 has the reason in "error".
//
//   GET    /state                          {"now", "incidents": [as GET /incidents/{id}], "requests": 12}
//   GET    /requests                       {"requests": [{"method", "path", "query", "headers", "body", "status", "at"}]}
//   DELETE /requests                       forgets them
//   POST   /trigger  {"title", "service", "urgency"?, "priority"?, "by"?, "assignees"?, "key"?, "details"?, "count"?}    {"ids"}
//   POST   /change   {"id", "by", "status"? "title"? "urgency"? "priority"? "level"? "assignees"? "policy"? "resolution"?}
//                                          somebody does it: acknowledges, resolves, reassigns, …
//   POST   /escalate {"id"}                as if the delay of its level had passed
//   POST   /note     {"id", "by", "content"}
//   POST   /hide     {"id", "hidden"?}     it belongs to another team: 404
//   POST   /advance  {"by": "5m"}          the world's clock goes forward
//   POST   /settings {"writeDelay"?: "2s", "longIds"?, "undocumented"?, "abilities"?, "perMinute"?, "putIncidentsPerMinute"?, "needsFrom"?}
//   POST   /revoke   {"key"}               401 from now on
//   POST   /fail     {"bad": "status", "path"?, "method"?, "status"?, "code"?, "message"?, "body"?, "rateHeaders"?, "resetsAfter"?, "bytes"?,
//                     "location"?, "dateOff"?: "3m", "removes"?, "skip"?, "times"?}
//                                          bad: status html cut-body huge-body hang hang-before close close-before nulls unknown-words
//                                          empty-lists redirect wrong-date shift; what each means: PagerDutyServer::Bad
//   POST   /heal                           no faults any more
//   POST   /away     {"away"}              connections to the API are refused, or taken again on the same ports
class PagerDutyControl
{
public:
    // advance: turns the clock of the world's now().
    PagerDutyControl(PagerDutyServer &server, std::function<void(Duration)> advance);
    QUrl url() const { return m_http.url({}); }

private:
    struct Done
    {
        QJsonObject answer;
        QString error; // empty: done
    };
    using Act = std::function<Done(const QJsonObject &)>;
    void on(const QByteArray &method, const QByteArray &path, const Act &act);
    void onIncidents();
    void onWorld();
    Done state() const;
    Done requests() const;
    Done trigger(const QJsonObject &wanted);
    Done change(const QJsonObject &wanted);
    Done settings(const QJsonObject &wanted);

    PagerDutyServer &m_server;
    std::function<void(Duration)> m_advance;
    LoopbackServer m_http;
    QHash<QByteArray, Act> m_acts; // "POST /fail"
};

} // namespace nightbell
