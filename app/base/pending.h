// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <optional>
#include <utility>

namespace nightbell {

// A value that comes later. One coroutine awaits it; whoever makes the value says finish(). Both hold it by shared_ptr, so
// neither has to outlive the other: `co_await pending->wait();`
template<typename T>
class Pending
{
public:
    Pending() = default;
    Pending(const Pending &) = delete;
    Pending &operator=(const Pending &) = delete;
    ~Pending() = default;

    bool isFinished() const { return m_value.has_value(); }

    // The first value counts. The coroutine goes on before this returns: it may destroy whoever calls.
    void finish(T value)
    {
        if (m_value)
            return;
        m_value.emplace(std::move(value));
        if (m_waiting)
            std::exchange(m_waiting, {}).resume();
    }

    // What to co_await. By value, and with a constructor: g++ 12 copies or destroys others wrongly.
    class Wait
    {
    public:
        explicit Wait(Pending *pending) : m_pending(pending) { }
        bool await_ready() const noexcept { return m_pending->isFinished(); }
        void await_suspend(std::coroutine_handle<> waiting) noexcept { m_pending->m_waiting = waiting; }
        T await_resume() { return *m_pending->m_value; }

    private:
        Pending *m_pending;
    };
    Wait wait() { return Wait(this); }

private:
    std::optional<T> m_value;
    std::coroutine_handle<> m_waiting;
};

} // namespace nightbell
