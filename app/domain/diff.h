// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/shared.h"

#include <QHash>
#include <QList>

namespace nightbell {

// One thing that is not as it was.
template<typename T>
struct Change
{
    T before;
    T after;

    bool operator==(const Change &) const = default;
};

// What is different between two looks at the same list. Everyone downstream takes this; nobody compares lists twice.
template<typename T>
struct Diff
{
    QList<T> added;
    QList<Change<T>> changed;
    QList<T> removed;

    bool isEmpty() const { return added.isEmpty() && changed.isEmpty() && removed.isEmpty(); }

    bool operator==(const Diff &) const = default;
};

// By `id`. The order within each list follows `after` (added, changed) or `before` (removed). Precondition: ids are unique
// within each list. Linear in the size of both.
template<typename T>
Diff<T> difference(const QList<T> &before, const QList<T> &after)
{
    using Key = std::decay_t<decltype(valueOf(std::declval<const T &>()).id)>;
    Diff<T> result;
    QHash<Key, const T *> old;
    old.reserve(before.size());
    for (const T &item : before)
        old.insert(valueOf(item).id, &item);
    qsizetype seen = 0;
    for (const T &item : after) {
        const auto found = old.find(valueOf(item).id);
        if (found == old.end()) {
            result.added.append(item);
            continue;
        }
        ++seen;
        if (!(**found == item))
            result.changed.append(Change<T>{**found, item});
        *found = nullptr; // still there
    }
    if (seen == before.size())
        return result;
    for (const T &item : before) {
        if (old.value(valueOf(item).id) != nullptr)
            result.removed.append(item);
    }
    return result;
}

} // namespace nightbell
