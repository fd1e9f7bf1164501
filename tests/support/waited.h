// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>

#include <optional>
#include <utility>

namespace nightbell {

template<typename T>
QCoro::Task<std::optional<T>> optionally(QCoro::Task<T> task)
{
    std::optional<T> value = co_await std::move(task);
    co_return value;
}

// What the task ends with. QCoro::waitFor() alone wants a type that can be empty, which Expected cannot.
template<typename T>
T waited(QCoro::Task<T> task)
{
    return *QCoro::waitFor(optionally(std::move(task)));
}

} // namespace nightbell
