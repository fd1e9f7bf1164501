// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ondemand.h"

#include <utility>

namespace nightbell {

OnDemandText::OnDemandText(QByteArray text) : m_text(std::move(text))
{
    // The reader looks behind the end: there has to be something. Answers that came in parts mostly have room already.
    constexpr auto room = static_cast<qsizetype>(simdjson::SIMDJSON_PADDING);
    if (m_text.data_ptr().freeSpaceAtEnd() < room) // capacity() also counts what is free before the beginning
        m_text.reserve(m_text.size() + room);
}

simdjson::error_code OnDemandText::open(simdjson::ondemand::document &document) const
{
    static thread_local simdjson::ondemand::parser parser;
    if (m_text.isEmpty())
        return simdjson::EMPTY;
    const auto size = static_cast<size_t>(m_text.size());
    return parser.iterate(m_text.constData(), size, size + simdjson::SIMDJSON_PADDING).get(document);
}

} // namespace nightbell
