// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <charconv>
#include <string_view>

namespace nightbell {

// Reads points of a curve in the one form in which servers write them, several times as fast as a reader of any JSON.
// Whatever else it meets is a no, and has to be read in another way.
class PlainText
{
public:
    explicit PlainText(std::string_view text) : m_at(text.data()), m_end(text.data() + text.size()) { }

    bool skip(char expected) { return m_at != m_end && *m_at == expected ? (++m_at, true) : false; }

    bool skip(std::string_view expected)
    {
        const bool isThere = std::string_view(m_at, static_cast<size_t>(m_end - m_at)).substr(0, expected.size()) == expected;
        m_at += isThere ? expected.size() : 0;
        return isThere;
    }

    // Digits, at most 15 of them.
    bool readInteger(qint64 &number)
    {
        const char *at = m_at;
        qint64 sum = 0;
        for (; at != m_end && isDigit(*at) && at - m_at < 15; ++at)
            sum = sum * 10 + (*at - '0');
        const bool hasDigits = at != m_at;
        m_at = at;
        number = sum;
        return hasDigits && !isAtDigit();
    }

    // Seconds with at most three digits behind the point.
    bool readMilliseconds(qint64 &number)
    {
        if (!readInteger(number))
            return false;
        number *= 1000;
        if (skip('.')) {
            for (int place = 100; place > 0 && isAtDigit(); place /= 10)
                number += (*m_at++ - '0') * place;
        }
        return !isAtDigit();
    }

    // Also NaN and numbers that no double holds: then `error` says so.
    bool readNumber(double &number, std::errc &error)
    {
        const auto [end, problem] = std::from_chars(m_at, m_end, number);
        const bool isNumber = end != m_at;
        m_at = end;
        error = problem;
        return isNumber;
    }

private:
    static bool isDigit(char character) { return character >= '0' && character <= '9'; }
    bool isAtDigit() const { return m_at != m_end && isDigit(*m_at); }

    const char *m_at;
    const char *m_end;
};

} // namespace nightbell
