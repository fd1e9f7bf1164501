// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "engine/sourcestatus.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <cstdint>

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

    bool operator==(const ReadinessFact &) const = default;
};

// As ready as the worst of them. Without any fact nothing is known: Doubtful.
ReadinessLevel worstOf(const QList<ReadinessFact> &facts);

// What is watched, one fact a source, and that nothing is.
QList<ReadinessFact> sourceFacts(const QList<SourceStatus> &statuses, TimePoint now);

QString toWord(ReadinessLevel level); // good, doubtful, bad
QJsonObject encode(const ReadinessFact &fact); // id, level, name, says, mend

} // namespace nightbell
