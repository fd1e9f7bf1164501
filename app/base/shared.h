// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTypeInfo>

#include <memory>
#include <utility>

namespace nightbell {

// A value that its copies share: a copy costs a reference count, and one that nobody has touched compares at once. For what is
// large and stands in many lists at a time. It is read like the value itself; to change it is to give it another one.
template<typename T>
class Shared
{
public:
    Shared() : m_value(none()) { }
    Shared(T value) : m_value(std::make_shared<const T>(std::move(value))) { } // implicit: a list of them is filled like one of T

    const T &operator*() const { return *m_value; }
    const T *operator->() const { return m_value.get(); }
    operator const T &() const { return *m_value; }

    // Sure to be equal, without a look at the values.
    bool isSameAs(const Shared &other) const { return m_value == other.m_value; }

    friend bool operator==(const Shared &a, const Shared &b) { return a.isSameAs(b) || *a == *b; }
    friend bool operator==(const Shared &a, const T &b) { return *a == b; }

private:
    static const std::shared_ptr<const T> &none()
    {
        static const auto value = std::make_shared<const T>();
        return value;
    }

    std::shared_ptr<const T> m_value; // never null
};

// A value, whether it is shared or not: for what is written for lists of both.
template<typename T>
const T &valueOf(const T &value)
{
    return value;
}

template<typename T>
const T &valueOf(const Shared<T> &value)
{
    return *value;
}

// Whether both are about the same thing. Two copies are, without a look.
template<typename T>
bool isOfOneId(const T &a, const T &b)
{
    return a.id == b.id;
}

template<typename T>
bool isOfOneId(const Shared<T> &a, const Shared<T> &b)
{
    return a.isSameAs(b) || a->id == b->id;
}

} // namespace nightbell

// A std::shared_ptr knows nothing of where it lies: lists and tables that grow move it as plain bytes.
template<typename T>
Q_DECLARE_TYPEINFO_BODY(nightbell::Shared<T>, Q_RELOCATABLE_TYPE);
