// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/readiness.h"

#include "domain/wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Readiness)
};

constexpr Duration clockIsWrong = std::chrono::minutes(5); // support hours, tokens and silences go by it
constexpr Duration testHoldsFor = std::chrono::days(30);

QString mendOf(const std::optional<Error> &error)
{
    if (error && error->kind == ErrorKind::Unauthorized)
        return Words::tr("Enter the login anew in Settings → Sources.");
    return Words::tr("Look at its address, the network and the proxy in Settings → Sources.");
}

ReadinessFact sourceFact(const SourceStatus &status, TimePoint now)
{
    const QString age = status.lastSuccess ? ageText(std::chrono::duration_cast<Duration>(now - *status.lastSuccess)) : QString();
    ReadinessFact fact;
    fact.id = u"source."_s + status.id.text();
    fact.name = status.name.isEmpty() ? status.id.text() : status.name;
    switch (status.state) {
    case SourceState::Starting:
        fact.level = ReadinessLevel::Doubtful;
        fact.says = Words::tr("It has not answered yet.");
        break;
    case SourceState::Fresh:
        fact.level = ReadinessLevel::Good;
        fact.says = Words::tr("It answered %1 ago.").arg(age);
        if (!status.warnings.isEmpty()) {
            fact.level = ReadinessLevel::Doubtful;
            fact.says += u' ' + status.warnings.join(u' ');
        }
        break;
    case SourceState::Stale:
        fact.level = ReadinessLevel::Bad;
        fact.says = Words::tr("Its last answer is %1 old: what broke since then is not known.").arg(age);
        fact.mend = mendOf(status.error);
        break;
    case SourceState::Failed:
        fact.level = ReadinessLevel::Bad;
        fact.says
            = status.error ? Words::tr("It cannot be watched: %1.").arg(errorText(*status.error)) : Words::tr("It cannot be watched.");
        fact.mend = mendOf(status.error);
        break;
    }
    return fact;
}

} // namespace

ReadinessLevel worstOf(const QList<ReadinessFact> &facts)
{
    const auto worst = std::ranges::max_element(facts, {}, &ReadinessFact::level);
    return worst == facts.end() ? ReadinessLevel::Doubtful : worst->level;
}

QString doubtsText(const QList<ReadinessFact> &facts)
{
    QStringList lines;
    for (const ReadinessLevel level : {ReadinessLevel::Bad, ReadinessLevel::Doubtful}) {
        for (const ReadinessFact &fact : facts) {
            if (fact.level == level)
                lines.append(Words::tr("%1: %2").arg(fact.name, fact.says));
        }
    }
    return lines.join(u'\n');
}

QList<ReadinessFact> sourceFacts(const QList<SourceStatus> &statuses, TimePoint now)
{
    QList<ReadinessFact> facts;
    for (const SourceStatus &status : statuses)
        facts.append(sourceFact(status, now));
    if (facts.isEmpty()) {
        facts.append({u"sources"_s, ReadinessLevel::Bad, Words::tr("Sources"), Words::tr("Nothing is watched."),
            Words::tr("Add a source in Settings → Sources.")});
    }
    return facts;
}

std::optional<ReadinessFact> configurationFact(const QStringList &keys)
{
    if (keys.isEmpty())
        return std::nullopt;
    // An entry with a mistake is left out; without a key it is a whole file.
    const auto isOfWatching = [](const QString &key) { return key.isEmpty() || key.startsWith("source"_L1) || key.startsWith("check"_L1); };
    const bool isBad = std::ranges::any_of(keys, isOfWatching);
    return ReadinessFact{u"configuration"_s, isBad ? ReadinessLevel::Bad : ReadinessLevel::Doubtful, Words::tr("Configuration"),
        Words::tr("It has %n mistake(s): what they are about may not be watched.", nullptr, static_cast<int>(keys.size())),
        Words::tr("“nightbellctl config check” names them.")};
}

std::optional<ReadinessFact> clockFact(const std::optional<ClockComparison> &comparison)
{
    if (!comparison)
        return std::nullopt;
    ReadinessFact fact{u"clock"_s, ReadinessLevel::Good, Words::tr("Clock"), {}, {}};
    const Duration apart = std::chrono::abs(comparison->ahead);
    if (apart < ServerClock::mayDiffer) {
        fact.says = Words::tr("It agrees with that of %1.").arg(comparison->host);
        return fact;
    }
    fact.says = comparison->ahead > Duration(0)
        ? Words::tr("The clock of this computer is %1 behind that of %2.").arg(ageText(apart), comparison->host)
        : Words::tr("The clock of this computer is %1 ahead of that of %2.").arg(ageText(apart), comparison->host);
    if (comparison->someAgree) {
        fact.level = ReadinessLevel::Doubtful;
        fact.says += u' ' + Words::tr("Other servers agree with this computer.");
        fact.mend = Words::tr("Tell whoever runs %1.").arg(comparison->host);
    } else {
        fact.level = apart >= clockIsWrong ? ReadinessLevel::Bad : ReadinessLevel::Doubtful;
        fact.mend = Words::tr("Let it be set from the network: “timedatectl set-ntp true”.");
    }
    return fact;
}

ReadinessFact testFact(const std::optional<TestReport> &last, TimePoint now)
{
    ReadinessFact fact{u"test-page"_s, ReadinessLevel::Doubtful, Words::tr("Test page"), {}, {}};
    const QString again = Words::tr("Send a test page.");
    if (!last) {
        fact.says = Words::tr("None was sent yet: whether a page wakes you is theory.");
        fact.mend = again;
        return fact;
    }
    fact.says = testOutcomeText(*last, now);
    const bool isOld = now - last->started > testHoldsFor;
    if (last->outcome == TestOutcome::Acknowledged && !isOld)
        fact.level = ReadinessLevel::Good;
    else if (last->isOver())
        fact.mend = again;
    if (last->outcome == TestOutcome::Nobody && !last->wasNoticeable()) {
        fact.level = ReadinessLevel::Bad;
        fact.says += u' ' + Words::tr("It was neither to be seen nor to be heard.");
    }
    return fact;
}

ReadinessFact noConsoleFact()
{
    return {u"console"_s, ReadinessLevel::Bad, Words::tr("Console"), Words::tr("None runs here: nobody is paged on this desktop."),
        Words::tr("Start Nightbell.")};
}

QString toWord(ReadinessLevel level)
{
    switch (level) {
    case ReadinessLevel::Good:
        return u"good"_s;
    case ReadinessLevel::Doubtful:
        return u"doubtful"_s;
    case ReadinessLevel::Bad:
        return u"bad"_s;
    }
    return {};
}

QJsonObject encode(const ReadinessFact &fact)
{
    return {{u"id"_s, fact.id}, {u"level"_s, toWord(fact.level)}, {u"name"_s, fact.name}, {u"says"_s, fact.says},
        {u"mend"_s, fact.mend.isEmpty() ? QJsonValue() : QJsonValue(fact.mend)}};
}

} // namespace nightbell
