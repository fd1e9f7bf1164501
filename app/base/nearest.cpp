// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace nightbell {
namespace {

// Levenshtein's distance: single characters put in, left out or exchanged.
qsizetype distance(const QString &from, const QString &to)
{
    std::vector<qsizetype> row(static_cast<size_t>(to.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        qsizetype diagonal = i;
        row[0] = i + 1;
        for (qsizetype j = 0; j < to.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const qsizetype replaced = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({replaced, row[at] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

QString nearestWord(const QString &word, const QStringList &words)
{
    QString nearest;
    // A third of the letters may be wrong; a long word cannot be a misspelling of any of ours and would cost time.
    qsizetype best = std::clamp<qsizetype>(word.size() / 3, 1, 3) + 1;
    if (word.isEmpty() || word.size() > 64)
        return nearest;
    for (const QString &candidate : words) {
        const qsizetype wrong = distance(word.toLower(), candidate);
        if (wrong < best && wrong < candidate.size()) {
            best = wrong;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace nightbell
