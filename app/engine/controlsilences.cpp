// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of silences from outside: the list, and making, prolonging and ending them.
#include "engine/control.h"

#include "base/duration.h"
#include "domain/outcome.h"
#include "domain/wording.h"
#include "engine/encode.h"
#include "engine/encoderecords.h"
#include "engine/session.h"

#include <QTimer>

#include <algorithm>
#include <memory>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestBeginning = 4; // of an id

QJsonObject outcomeOf(const QString &id, const QString &outcome, const QString &reason)
{
    return {{u"id"_s, id}, {u"outcome"_s, outcome}, {u"reason"_s, reason.isEmpty() ? QJsonValue() : QJsonValue(reason)}};
}

// By its id, or by a beginning of it that no other one has. Of one source, or where none is named of all.
QList<Silence> silencesCalled(const QString &id, const SourceId &source, const QList<SilenceStatus> &statuses)
{
    QList<Silence> exact;
    QList<Silence> beginning;
    for (const SilenceStatus &status : statuses) {
        if (!source.isEmpty() && status.source != source)
            continue;
        for (const Silence &silence : status.answer.value_or(SilenceAnswer()).silences) {
            if (silence.id.text() == id)
                exact.append(silence);
            else if (id.size() >= shortestBeginning && silence.id.text().startsWith(id))
                beginning.append(silence);
        }
    }
    return exact.isEmpty() ? beginning : exact;
}

// Why none of those is meant.
QString whichOneText(const QList<Silence> &found)
{
    QStringList sources;
    for (const Silence &silence : found)
        sources.append(silence.source.text());
    sources.sort();
    sources.removeDuplicates();
    if (sources.size() > 1)
        return Control::tr("several sources have a silence called so: %1; name one with --source").arg(sources.join(", "_L1));
    return Control::tr("several silences are called so");
}

// Those of which it is not known what they have now.
QStringList unknownSources(const QList<SilenceStatus> &statuses, const SourceId &source = {})
{
    QStringList names;
    for (const SilenceStatus &status : statuses) {
        if (!source.isEmpty() && status.source != source)
            continue;
        if (status.error || !status.answer || status.answer->incomplete)
            names.append(status.name);
    }
    return names;
}

} // namespace

// What is asked for together; answered when the last is over.
struct Control::Deeds
{
    qsizetype open = 0;
    QJsonArray outcomes;
    Reply reply;
};

// The list is asked for first: what one console has seen of it may be older than what another did.
void Control::askSilences(const QJsonObject &request, const Reply &reply)
{
    const quint64 number = ++m_lastNumber;
    m_silencesAsked.append({number, request, reply});
    QTimer::singleShot(SilenceWatch::deadline, this, [this, number] {
        const auto isIt = [number](const Asked &asked) { return asked.number == number; };
        if (std::ranges::any_of(m_silencesAsked, isIt))
            settleSilences();
    });
    m_session.silences().askOnce();
}

void Control::settleSilences()
{
    for (const Asked &asked : std::exchange(m_silencesAsked, {}))
        onSilences(asked.request, asked.reply);
}

void Control::onSilences(const QJsonObject &request, const Reply &reply)
{
    if (request.value("command"_L1) != "silences"_L1) {
        changeSilences(request, reply);
        return;
    }
    QJsonArray sources;
    for (const SilenceStatus &status : m_session.silences().statuses())
        sources.append(encodeSilences(status));
    reply(answered(sources));
}

void Control::makeSilence(const QJsonObject &request, const Reply &reply)
{
    const SourceId source(request.value("source"_L1).toString());
    const auto span = parseDuration(request.value("for"_L1).toString());
    const QString reach = request.value("reach"_L1).toString().trimmed();
    const QList<SilenceStatus> &statuses = m_session.silences().statuses();
    const auto status = std::ranges::find(statuses, source, &SilenceStatus::source);
    if (status == statuses.end()) {
        reply(refusal(Error{ErrorKind::BadInput, tr("there is no source “%1” that has silences").arg(source.text())}));
        return;
    }
    if (!span || *span <= Duration(0)) {
        reply(refusal(Error{ErrorKind::BadInput, tr("for: expected a duration")}));
        return;
    }
    const SilenceDraft draft{reach, m_session.clock().now() + *span, request.value("comment"_L1).toString()};
    const auto made = [this, source, draft, reply](const Expected<Done> &done, const QList<IncidentId> &reached) {
        if (!done) {
            const QString why = errorText(done.error());
            reply(refusal(
                Error{ErrorKind::BadInput, isOutcomeUnknown(done.error()) ? tr("whether that was done is not known: %1").arg(why) : why}));
            return;
        }
        QJsonArray incidents;
        for (const IncidentId &incident : reached)
            incidents.append(incident.text());
        reply(answered(QJsonObject{{u"source"_s, source.text()}, {u"reach"_s, draft.reach}, {u"ends"_s, toIso(draft.ends)},
            {u"outcome"_s, u"confirmed"_s}, {u"incidents"_s, incidents}}));
    };
    QCoro::connect(m_session.silences().preview(source, reach), this,
        [this, source, draft, example = status->example, made, reply](const Expected<SilencePreview> &preview) {
            if (!preview && preview.error().kind == ErrorKind::BadInput) {
                reply(refusal(
                    Error{ErrorKind::BadInput, tr("“%1” is not understood; it is written like this: %2").arg(draft.reach, example)}));
            } else if (!preview) {
                reply(refusal(preview.error()));
            } else if (preview->isBoundless) {
                reply(refusal(Error{ErrorKind::BadInput, tr("“%1” would keep everything quiet, whatever comes").arg(draft.reach)}));
            } else {
                QCoro::connect(m_session.silences().make(source, draft), this,
                    [made, reached = preview->reached](const Expected<Done> &done) { made(done, reached); });
            }
        });
}

// Prolongs those that are named, or ends them.
void Control::changeSilences(const QJsonObject &request, const Reply &reply)
{
    SilenceWatch &watch = m_session.silences();
    const bool isEnd = request.value("command"_L1) == "unsilence"_L1;
    const auto span = parseDuration(request.value("for"_L1).toString());
    const QStringList ids = request.value("ids"_L1).toVariant().toStringList();
    if (ids.isEmpty() || (!isEnd && (!span || *span <= Duration(0)))) {
        reply(refusal(Error{ErrorKind::BadInput, ids.isEmpty() ? tr("no silence is named") : tr("for: expected a duration")}));
        return;
    }
    const auto deeds = std::make_shared<Deeds>(Deeds{ids.size(), {}, reply});
    const auto over = [this, deeds](const QJsonObject &outcome) {
        deeds->outcomes.append(outcome);
        if (--deeds->open == 0)
            deeds->reply(answered(deeds->outcomes));
    };
    const SourceId source(request.value("source"_L1).toString());
    if (!source.isEmpty() && std::ranges::none_of(watch.statuses(), [&source](const auto &status) { return status.source == source; })) {
        reply(refusal(Error{ErrorKind::BadInput, tr("there is no source “%1” that has silences").arg(source.text())}));
        return;
    }
    const QStringList unknown = unknownSources(watch.statuses(), source);
    for (const QString &id : ids) {
        const QList<Silence> found = silencesCalled(id, source, watch.statuses());
        if (found.size() != 1) {
            QString why = found.isEmpty() ? tr("there is no such silence, or it is over") : whichOneText(found);
            if (found.isEmpty() && !unknown.isEmpty())
                why = tr("it is not among those that are known; not all are known of: %1").arg(unknown.join(", "_L1));
            over(outcomeOf(id, u"refused"_s, why));
            continue;
        }
        const Silence &silence = found.constFirst();
        auto task = isEnd ? watch.end(silence) : watch.prolong(silence, m_session.clock().now() + *span);
        QCoro::connect(std::move(task), this, [over, id = silence.id.text()](const Expected<Done> &done) {
            if (done)
                over(outcomeOf(id, u"confirmed"_s, {}));
            else
                over(outcomeOf(id, isOutcomeUnknown(done.error()) ? u"unknown"_s : u"refused"_s, errorText(done.error())));
        });
    }
}

} // namespace nightbell
