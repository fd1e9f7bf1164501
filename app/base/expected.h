// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <cstdint>
#include <utility>
#include <variant>

namespace nightbell {

// What a caller can decide on. The sentence for people is made from it in ui/format and cli; `detail` is for the log.
enum class ErrorKind : std::uint8_t {
    Cancelled, // we gave up ourselves (shutdown, superseded)
    Timeout, // no answer within the deadline
    Unreachable, // name not found, connection refused, network down
    Tls, // certificate or handshake refused
    Unauthorized, // 401: who we say we are is not accepted
    Forbidden, // 403, 402: known, but not allowed
    NotFound, // 404: the thing is not there
    Conflict, // the thing has moved on (already resolved, merged, expired)
    TooManyRequests, // 429: slow down, see retryAfter
    Server, // 5xx: their fault, try later
    BadAnswer, // an answer we cannot read
    TooLarge, // an answer past our limit, not read to its end
    BadInput, // configuration or arguments in error
    Storage, // database, disk
    Unavailable, // a facility this machine does not have (keychain, bus, systemd)
    Locked, // the keychain has to be unlocked first, or does not answer: it may be asking for its password
};

// One failure, as a value. `detail` never holds a secret: whoever makes an Error redacts first.
struct Error
{
    ErrorKind kind = ErrorKind::Cancelled;
    QString detail;
    std::chrono::milliseconds retryAfter{0}; // 0: the other side named no time

    bool operator==(const Error &) const = default;
};

// A value, or the reason why there is none. The only way a failure travels.
template<typename T>
class [[nodiscard]] Expected
{
public:
    Expected(T value) : m_state(std::in_place_index<0>, std::move(value)) { } // NOLINT(google-explicit-constructor)
    Expected(Error error) : m_state(std::in_place_index<1>, std::move(error)) { } // NOLINT(google-explicit-constructor)

    bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    // Precondition of value(), * and ->: hasValue(). Precondition of error(): !hasValue(). std::get throws otherwise.
    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    const Error &error() const { return std::get<1>(m_state); }

    T valueOr(T other) const { return hasValue() ? value() : std::move(other); }

    bool operator==(const Expected &) const = default;

private:
    std::variant<T, Error> m_state;
};

// Success without a value.
struct Done
{
    bool operator==(const Done &) const = default;
};

} // namespace nightbell
