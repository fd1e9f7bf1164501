// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keepsake.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace nightbell {

QJsonObject Keepsake::read() const
{
    QFile file(m_file);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

bool Keepsake::keep(const QJsonObject &values) const
{
    QSaveFile file(m_file);
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(values).toJson(QJsonDocument::Compact)) > 0 && file.commit();
}

void Keepsake::forget() const
{
    QFile::remove(m_file);
}

} // namespace nightbell
