// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/facedetails.h"

#include "domain/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace nightbell {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FaceDetails)
};

void add(IncidentDetails &all, const IncidentDetails &more)
{
    all.alerts += more.alerts;
    all.hasMoreAlerts = all.hasMoreAlerts || more.hasMoreAlerts;
    all.events += more.events;
    all.notes += more.notes;
    all.responders += more.responders;
    all.past += more.past;
    all.related += more.related;
    all.changes += more.changes;
    for (const WebLink &link : more.links) {
        if (std::ranges::find(all.links, link.url, &WebLink::url) == all.links.end())
            all.links.append(link);
    }
    if (all.conferenceNumber.isEmpty() && all.conferenceUrl.isEmpty()) {
        all.conferenceNumber = more.conferenceNumber;
        all.conferenceUrl = more.conferenceUrl;
    }
    all.problems += more.problems;
}

} // namespace

IncidentDetails together(const QList<IncidentDetails> &parts)
{
    IncidentDetails all;
    for (const IncidentDetails &part : parts)
        add(all, part);
    std::ranges::stable_sort(all.events, {}, &SourceEvent::at);
    std::ranges::stable_sort(all.notes, {}, &IncidentNote::at);
    return all;
}

QCoro::Task<Expected<IncidentDetails>> askAll(QList<FaceQuestion> questions)
{
    std::vector<QCoro::Task<Expected<IncidentDetails>>> tasks;
    for (const FaceQuestion &question : questions)
        tasks.push_back(question.source->details(question.face));
    QList<IncidentDetails> parts;
    QStringList problems;
    std::optional<Error> first;
    for (size_t i = 0; i < tasks.size(); ++i) {
        const auto answer = co_await std::move(tasks[i]);
        if (answer) {
            parts.append(*answer);
            continue;
        }
        if (!first)
            first = answer.error();
        problems.append(Words::tr("%1: %2").arg(questions.at(static_cast<qsizetype>(i)).name, errorText(answer.error())));
    }
    if (parts.isEmpty() && first)
        co_return *first;
    IncidentDetails all = together(parts);
    all.problems += problems;
    co_return all;
}

} // namespace nightbell
