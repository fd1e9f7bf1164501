// SPDX-License-Identifier: GPL-3.0-or-later
// Of the session: how well it watches, whether a page would reach the person, what tries it out, and looking at everything once more.
#include "engine/session.h"

#include "base/duration.h"
#include "engine/pagingfacts.h"

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

void Session::connectTests()
{
    TestPages &tests = testPages();
    connect(&pager(), &Pager::raised, &tests, &TestPages::pageRaised);
    connect(&commander(), &Commander::finished, &tests, &TestPages::actionFinished);
    connect(&tests, &TestPages::due, this, &Session::schedule);
    connect(&onCall(), &OnCallWatch::changed, this, &Session::schedule); // a test may be due before a shift
}

bool Session::areAllThere() const
{
    return m_started && std::ranges::all_of(m_running, [this](const SourceEntry &entry) { return poller().source(entry.id) != nullptr; });
}

bool Session::isComplete() const
{
    const auto isStarting = [](const SourceStatus &status) { return status.state == SourceState::Starting; };
    const auto isWaiting = [](const Check &check) { return check.state == CheckState::Waiting; };
    return areAllThere() && std::ranges::none_of(poller().statuses(), isStarting) && std::ranges::none_of(checks().checks(), isWaiting);
}

WatchState Session::watchState() const
{
    WatchState state = nightbell::watchState(poller().statuses(), checks().checks());
    state.mistakes = static_cast<int>(m_configuration.problems.size());
    state.isWhole = areAllThere();
    return state;
}

QList<ReadinessFact> Session::readinessFacts() const
{
    const TimePoint now = m_clock.now();
    QList<ReadinessFact> facts = sourceFacts(poller().statuses(), now);
    QStringList mistakes;
    for (const ConfigProblem &problem : m_configuration.problems)
        mistakes.append(problem.key);
    if (const auto configuration = configurationFact(mistakes))
        facts.append(*configuration);
    if (const auto clock = clockFact(m_transport->heard().compare(m_clock.elapsed())))
        facts.append(*clock);
    if (const auto pause = pauseFact(pager().pausedUntil(), now))
        facts.append(*pause);
    facts.append(backupFact(m_configuration, deliveries().problems()));
    facts.append(testFact(testPages().last(), now));
    return facts;
}

TestPlan Session::testPlan() const
{
    const ConsoleSettings &console = m_configuration.console;
    TestPlan plan;
    plan.beforeShift = parseDuration(console.testBeforeShift); // "off" is none
    const QTime at = QTime::fromString(console.testAt, u"HH:mm"_s);
    if (at.isValid())
        plan.at = at;
    const std::optional<Duty> duty = onCall().duty();
    if (duty && !duty->isOnCall && duty->next)
        plan.nextShift = duty->next->start;
    return plan;
}

bool Session::isOnDuty() const
{
    const std::optional<Duty> duty = onCall().duty();
    return !duty || duty->isOnCall;
}

bool Session::isRunning(const SourceId &id) const
{
    return std::ranges::find(m_running, id, &SourceEntry::id) != m_running.end();
}

// Whoever is not on call finds it in the list; there may be no network where they are.
void Session::missed(const SourceStatus &status, Duration lasts, bool isPart)
{
    const SourceKind *kind = sourceKind(status.kind);
    if (!isPart || !kind || !kind->tellsOfSilence)
        judge().missed(status, lasts, isOnDuty() ? Urgency::High : Urgency::Low);
}

void Session::setNotice(Notice::Kind kind, const QString &text)
{
    const QList<Notice> before = m_notices;
    m_notices.removeIf([kind](const Notice &notice) { return notice.kind == kind; });
    if (!text.isEmpty())
        m_notices.append(Notice{kind, text});
    if (m_notices != before)
        Q_EMIT noticesChanged();
}

void Session::pollNow()
{
    readSecretsAgain();
    poller().pollNow();
    checks().runNow();
    commander().retryNow();
    onCall().askNow();
    deliveries().retryNow();
    silences().askNow();
}

void Session::catchUp()
{
    m_transport->dropConnections();
    pollNow();
}

} // namespace nightbell
