// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QSharedData>
#include <QString>

#include <compare>
#include <utility>

namespace nightbell {

// A text that names one thing of one kind: a HostId where an IncidentId belongs does not compile. Copies share the text and its
// hash: ids are the keys of most tables, and in most look-ups both sides are copies of one id.
template<typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QString text) : m_name(text.isEmpty() ? nullptr : new Name(std::move(text))) { }

    const QString &text() const
    {
        static const QString none;
        return m_name ? m_name->text : none;
    }
    bool isEmpty() const { return !m_name; }

    friend bool operator==(const Id &a, const Id &b)
    {
        if (a.m_name == b.m_name)
            return true;
        return a.m_name && b.m_name && a.m_name->hash == b.m_name->hash && a.m_name->text == b.m_name->text;
    }
    friend std::strong_ordering operator<=>(const Id &a, const Id &b)
    {
        return a.m_name == b.m_name ? std::strong_ordering::equal : a.text().compare(b.text()) <=> 0;
    }

    friend size_t qHash(const Id &id, size_t seed = 0) noexcept { return id.m_name ? id.m_name->hash ^ seed : seed; }

private:
    struct Name : QSharedData
    {
        explicit Name(QString &&own) : text(std::move(own)) { }

        QString text;
        size_t hash = qHash(text, QHashSeed::globalSeed());
    };

    QExplicitlySharedDataPointer<const Name> m_name; // null: empty
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

// Lists and tables that grow move it as plain bytes.
template<typename Tag>
Q_DECLARE_TYPEINFO_BODY(nightbell::Id<Tag>, Q_RELOCATABLE_TYPE);
