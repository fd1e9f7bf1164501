// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/background.h"
#include "base/expected.h"
#include "sources/datadog/state.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace nightbell::datadog {

constexpr int mostPages = 50; // of a list, 1,000 elements each
constexpr qsizetype manyGroups = 200; // more are gone through on another thread
constexpr qsizetype readHere = 64 * 1024; // bytes; more is read on another thread

template<typename Answer, typename Read>
QCoro::Task<Expected<Answer>> decoded(StatePtr state, QByteArray body, Read read)
{
    const bool isSmall = body.size() < readHere;
    std::function<Expected<Answer>()> work = [body, read] { return read(body); };
    body.clear();
    if (isSmall) {
        auto here = work();
        co_return Expected<Answer>(here);
    }
    auto there = co_await inBackground<Expected<Answer>>(state->pool, std::move(work));
    co_return Expected<Answer>(there);
}

inline bool isDue(const std::optional<Duration> &asked, Duration every, Duration now)
{
    return !asked || now - *asked >= every;
}

} // namespace nightbell::datadog
