// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>
#include <utility>

namespace nightbell {

// A text that names one thing of one kind: a HostId where an IncidentId belongs does not compile.
template<typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QString text) : m_text(std::move(text)) { }

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    bool operator==(const Id &) const = default;
    std::strong_ordering operator<=>(const Id &other) const
    {
        const int order = m_text.compare(other.m_text);
        return order < 0 ? std::strong_ordering::less : order > 0 ? std::strong_ordering::greater : std::strong_ordering::equal;
    }

    friend size_t qHash(const Id &id, size_t seed = 0) noexcept { return qHash(id.m_text, seed); }

private:
    QString m_text;
};

using SourceId = Id<struct SourceTag>;
using IncidentId = Id<struct IncidentTag>;
using HostId = Id<struct HostTag>;
using ServiceId = Id<struct ServiceTag>;
using CheckId = Id<struct CheckTag>;
using PersonId = Id<struct PersonTag>;
using PolicyId = Id<struct PolicyTag>; // an escalation policy
using ChannelId = Id<struct ChannelTag>; // a way to tell somebody who is not here

} // namespace nightbell
