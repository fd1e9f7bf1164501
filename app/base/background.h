// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"

#include <QCoroTask>
#include <QObject>
#include <QSemaphore>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <span>

namespace nightbell {

// Runs `work` on a thread of the pool; the task ends on the thread that called. `work` owns what it uses, and nobody else
// changes that meanwhile. What is abandoned runs to its end, and its result is dropped.
template<typename T>
QCoro::Task<T> inBackground(QThreadPool &pool, std::function<T()> work)
{
    const auto pending = std::make_shared<Pending<T>>();
    // Lives on this thread and is deleted here, wherever the last pointer goes.
    const std::shared_ptr<QObject> home(new QObject, [](QObject *object) { object->deleteLater(); });
    pool.start([work = std::move(work), pending, home] {
        QMetaObject::invokeMethod(
            home.get(), [pending, result = work()] { pending->finish(result); }, Qt::QueuedConnection);
    });
    return [](std::shared_ptr<Pending<T>> value) -> QCoro::Task<T> { co_return co_await value->wait(); }(pending);
}

// Calls `read` with both halves of the items at once, where a second thread is free, else with all of them. For work on a thread
// of its own, of which somebody waits for the end; `read` touches nothing but its items.
template<typename T, typename Read>
void inHalves(std::span<T> items, Read read)
{
    const std::span<T> second = items.subspan(items.size() / 2);
    QSemaphore isRead;
    const auto readSecond = [&] {
        read(second);
        isRead.release();
    };
    if (!QThreadPool::globalInstance()->tryStart(readSecond)) {
        read(items);
        return;
    }
    read(items.first(items.size() / 2));
    isRead.acquire();
}

} // namespace nightbell
