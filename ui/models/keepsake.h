// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <utility>

namespace nightbell {

// How something of the desktop was before a page changed it: on disk before it is changed, gone once it is as it was. What
// is found at a start was left there by a run that came to a sudden end.
class Keepsake
{
public:
    explicit Keepsake(QString file) : m_file(std::move(file)) { }

    QJsonObject read() const; // empty: there is none
    bool keep(const QJsonObject &values) const; // false: it cannot be written, so nothing should be changed
    void forget() const;

private:
    QString m_file;
};

} // namespace nightbell
