// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/testreport.h"
#include "engine/sourcestatus.h"
#include "net/serverclock.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

// "Can I be woken?": what a page needs to reach the person, one fact at a time.
namespace nightbell {

enum class ReadinessLevel : std::uint8_t {
    Good,
    Doubtful, // a page gets through, but not in every way; or nobody can tell
    Bad, // a page may be missed
};

struct ReadinessFact
{
    QString id; // "sound", "source.pd": stable, scripts look for it
    ReadinessLevel level = ReadinessLevel::Doubtful;
    QString name; // what it is about
    QString says; // how it is, a sentence
    QString mend; // what can be done, a sentence; empty: nothing needs to be
    bool isBarred = false; // no page gets through this way; it may all the same get through another

    bool operator==(const ReadinessFact &) const = default;
};

// As ready as the worst of them. Without any fact nothing is known: Doubtful.
ReadinessLevel worstOf(const QList<ReadinessFact> &facts);

// What is not in order, a line each, the worst first; empty: all is.
QString doubtsText(const QList<ReadinessFact> &facts);

// What is watched, one fact a source, and that nothing is.
QList<ReadinessFact> sourceFacts(const QList<SourceStatus> &statuses, TimePoint now);

// That mistakes in the configuration may leave something out. `keys`: what is wrong, as of ConfigProblem::key.
std::optional<ReadinessFact> configurationFact(const QStringList &keys); // nullopt: there are none

// Whether this computer knows what time it is, as far as other servers say.
std::optional<ReadinessFact> clockFact(const std::optional<ClockComparison> &comparison); // nullopt: nobody has said

// What the last test page has shown. `last`: nullopt: there was none.
ReadinessFact testFact(const std::optional<TestReport> &last, TimePoint now);

// Nothing shows pages here: a terminal asks, and no console runs.
ReadinessFact noConsoleFact();

QString toWord(ReadinessLevel level); // good, doubtful, bad
QJsonObject encode(const ReadinessFact &fact); // id, level, name, says, mend

} // namespace nightbell
