// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of paging from outside: pauses, what is held back, and whether a page would reach the person.
#include "engine/control.h"

#include "base/duration.h"
#include "engine/encode.h"
#include "engine/session.h"
#include "pager/holdtext.h"

#include <QTimer>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration longestPause = std::chrono::hours(24 * 7);
constexpr Duration desktopPatience = std::chrono::seconds(2); // until it has said how it is

} // namespace

void Control::pause(const QJsonObject &request, const Reply &reply)
{
    if (request.value("command"_L1) == "resume"_L1) {
        m_session.pager().resume();
    } else {
        const auto span = parseDuration(request.value("for"_L1).toString());
        if (!span || *span <= Duration(0) || *span > longestPause) {
            reply(refusal(Error{ErrorKind::BadInput, tr("for: expected a duration of seven days at most")}));
            return;
        }
        m_session.pager().pause(m_session.clock().now() + *span);
    }
    reply(answered(paging()));
}

// What is kept back, and until when.
QJsonObject Control::paging() const
{
    const auto timeOrNull = [](const std::optional<TimePoint> &time) { return time ? QJsonValue(toIso(*time)) : QJsonValue(); };
    QJsonArray held;
    for (const Held &each : m_session.pager().held())
        held.append(QJsonObject{{u"id"_s, each.id.text()}, {u"title"_s, each.incident->title},
            {u"service"_s, each.incident->service.text()}, {u"why"_s, toWord(each.why)}, {u"until"_s, timeOrNull(each.until)}});
    return {{u"pausedUntil"_s, timeOrNull(m_session.pager().pausedUntil())}, {u"held"_s, held}};
}

// Open incidents, and of each whether it is kept back.
QJsonArray Control::withHolds(const SharedIncidents &incidents) const
{
    QHash<IncidentId, Held> held;
    for (const Held &each : m_session.pager().held())
        held.insert(each.id, each);
    QJsonArray array;
    for (const Incident &incident : incidents) {
        QJsonObject object = encode(incident);
        const auto found = held.constFind(incident.id);
        const bool isHeld = found != held.cend();
        object.insert(u"held"_s, isHeld ? QJsonValue(toWord(found->why)) : QJsonValue());
        object.insert(u"heldUntil"_s, isHeld && found->until ? QJsonValue(toIso(*found->until)) : QJsonValue());
        array.append(object);
    }
    return array;
}

// As the desktop is now, or as it was when it last answered.
void Control::readiness(bool test, const Reply &reply)
{
    if (test) {
        if (const auto begun = m_session.testPages().start(); !begun) {
            const bool isUnderWay = begun.error().kind == ErrorKind::Conflict;
            reply(refusal(Error{begun.error().kind, isUnderWay ? tr("a test page is under way") : tr("no console shows pages here")}));
            return;
        }
        m_testsAsked.append(reply);
        return;
    }
    m_readinessAsked.append(reply);
    QTimer::singleShot(desktopPatience, this, &Control::settleReadiness);
    m_session.readiness().ask();
}

void Control::settleReadiness()
{
    for (const Reply &reply : std::exchange(m_readinessAsked, {}))
        reply(answered(readinessNow()));
}

void Control::settleTest()
{
    for (const Reply &reply : std::exchange(m_testsAsked, {}))
        reply(answered(encode(*m_session.testPages().last())));
}

QJsonArray Control::readinessNow() const
{
    QList<ReadinessFact> facts = m_session.readiness().facts();
    if (!m_session.testPages().isAllowed())
        facts.prepend(noConsoleFact());
    QJsonArray array;
    for (const ReadinessFact &fact : std::as_const(facts))
        array.append(encode(fact));
    return array;
}

} // namespace nightbell
