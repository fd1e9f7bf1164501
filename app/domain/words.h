// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <initializer_list>
#include <optional>

namespace nightbell {

// The one of `all` whose toWord() is `word`; nullopt: none, which is not the same as a default.
template<typename Enum>
std::optional<Enum> fromWord(QStringView word, std::initializer_list<Enum> all)
{
    for (const Enum value : all) {
        if (toWord(value) == word)
            return value;
    }
    return std::nullopt;
}

} // namespace nightbell
