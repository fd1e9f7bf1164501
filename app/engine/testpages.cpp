// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/testpages.h"

#include "domain/testpage.h"
#include "engine/database.h"
#include "engine/ownincidents.h"

#include <QJsonDocument>
#include <QPointer>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration nothingToDo = std::chrono::hours(1);
constexpr Duration looksAtPlanEvery = std::chrono::minutes(1); // a shift may have been moved

using Kept = std::optional<TestReport>;

Expected<Kept> readLast(QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(u"SELECT value FROM memos WHERE name = 'test-page'"_s))
        return Error{ErrorKind::Storage, query.lastError().text()};
    if (!query.next())
        return Kept();
    return testReportFrom(QJsonDocument::fromJson(query.value(0).toByteArray()).object());
}

} // namespace

TestPages::TestPages(Clock &clock, OwnIncidents &incidents, Database &database, Questions questions, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_incidents(incidents)
    , m_database(database)
    , m_questions(std::move(questions))
{ }

QCoro::Task<Expected<Done>> TestPages::restore()
{
    const QPointer<TestPages> tests(this);
    const std::function<Expected<Kept>(QSqlDatabase &)> job = readLast;
    const Expected<Kept> kept = co_await m_database.read<Kept>(job);
    if (tests) {
        tests->m_isRestored = true;
        if (kept && *kept && !tests->m_last) {
            tests->m_last = *kept;
            if (!tests->m_last->isOver())
                tests->m_last->outcome = TestOutcome::Interrupted;
            Q_EMIT tests->changed();
        }
        Q_EMIT tests->due();
    }
    if (!kept)
        co_return kept.error();
    co_return Done{};
}

void TestPages::allow()
{
    m_isAllowed = true;
    Q_EMIT due();
}

Expected<Done> TestPages::start()
{
    if (!m_isAllowed)
        return Error{ErrorKind::Unavailable, u"nobody shows pages here"_s};
    if (isRunning())
        return Error{ErrorKind::Conflict, u"a test page is under way"_s};
    begin(false);
    return Done{};
}

void TestPages::begin(bool isScheduled)
{
    if (m_incidents.isOpen(testPageKey())) { // the last one, that somebody has reacted to
        Condition over;
        over.dedupKey = testPageKey();
        over.verdict = Verdict::Clear;
        m_incidents.apply(over);
    }
    m_last = TestReport{};
    m_last->started = m_clock.now();
    m_last->isScheduled = isScheduled;
    m_decidedAt.reset();
    m_endAt = m_clock.elapsed() + patience;
    Condition condition;
    condition.dedupKey = testPageKey();
    condition.verdict = Verdict::Firing;
    condition.title = tr("Test page: please acknowledge");
    condition.text = tr("Nothing is broken. This page shows whether one gets through to you.");
    m_incidents.trigger(condition); // kept or not, it is open
    keep();
    Q_EMIT changed();
    Q_EMIT due();
}

Duration TestPages::tick()
{
    const Duration now = m_clock.elapsed();
    if (isRunning() || m_incidents.isOpen(testPageKey())) {
        if (now < m_endAt)
            return m_endAt - now;
        if (isRunning())
            finish(TestOutcome::Nobody);
        Condition over;
        over.dedupKey = testPageKey();
        over.verdict = Verdict::Clear;
        m_incidents.apply(over);
    }
    if (!m_isAllowed || !m_isRestored)
        return nothingToDo;
    const auto last = m_last ? std::optional(m_last->started) : std::nullopt;
    const auto next = nextTest(m_questions.plan(), last, m_clock.now());
    if (!next)
        return nothingToDo;
    const Duration wait = std::max<Duration>(*next - m_clock.now(), m_notBefore - now);
    if (wait > Duration(0))
        return std::min(wait, looksAtPlanEvery);
    if (m_questions.isBusy()) { // whoever looks after something real knows that pages get through
        m_notBefore = now + waitsWhileBusy;
        return waitsWhileBusy;
    }
    begin(true);
    return patience;
}

void TestPages::pageRaised(const Page &page)
{
    if (!isRunning() || !isTestPage(page.incident))
        return;
    m_last->incident = page.id;
    m_decidedAt = m_clock.elapsed();
    Q_EMIT changed();
}

void TestPages::note(std::optional<Duration> &what)
{
    if (what || !m_decidedAt)
        return;
    what = m_clock.elapsed() - *m_decidedAt;
    Q_EMIT changed();
}

void TestPages::pageShown(const IncidentId &incident)
{
    if (isRunning() && incident == m_last->incident)
        note(m_last->shown);
}

void TestPages::alertShown(const QList<IncidentId> &incidents)
{
    if (isRunning() && incidents.contains(m_last->incident))
        note(m_last->alerted);
}

void TestPages::rang()
{
    if (isRunning())
        note(m_last->rang);
}

// Whatever was done about it: somebody reacted.
void TestPages::actionFinished(const ActionRequest &request, ActionOutcome outcome)
{
    if (!isRunning() || request.incident != m_last->incident || outcome != ActionOutcome::Confirmed)
        return;
    note(m_last->acknowledged);
    m_last->by = request.origin;
    m_endAt = m_clock.elapsed() + staysFor;
    finish(TestOutcome::Acknowledged);
    Q_EMIT due();
}

void TestPages::finish(TestOutcome outcome)
{
    m_last->outcome = outcome;
    m_last->unseen = doubtOf({u"notifications"_s, u"do-not-disturb"_s});
    m_last->unheard = doubtOf({u"sound"_s, u"volume"_s});
    const TestReport report = *m_last;
    keep();
    Q_EMIT changed();
    Q_EMIT ended(report);
}

// What may have kept the page from the person on its way through one of them.
QString TestPages::doubtOf(const QStringList &facts) const
{
    QStringList doubts;
    for (const ReadinessFact &fact : m_questions.facts()) {
        if (fact.isBarred && facts.contains(fact.id))
            doubts.append(fact.says);
    }
    return doubts.join(u' ');
}

void TestPages::keep()
{
    const QString value = QString::fromUtf8(QJsonDocument(encode(*m_last)).toJson(QJsonDocument::Compact));
    const std::function<Expected<Done>(QSqlDatabase &)> job = [value](QSqlDatabase &database) {
        return execute(database, u"INSERT OR REPLACE INTO memos (name, value) VALUES ('test-page', ?)"_s, {value});
    };
    m_database.run<Done>(job);
}

} // namespace nightbell
