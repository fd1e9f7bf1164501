// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/facememory.h"

#include "engine/database.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlError>
#include <QSqlQuery>

#include <functional>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

const QString memo = u"faces"_s;

Expected<FaceNames> readNames(QSqlDatabase &database)
{
    QSqlQuery query(database);
    query.prepare(u"SELECT value FROM memos WHERE name = ?"_s);
    query.addBindValue(memo);
    if (!query.exec())
        return Error{ErrorKind::Storage, query.lastError().text()};
    FaceNames names;
    if (!query.next())
        return names;
    const QJsonObject object = QJsonDocument::fromJson(query.value(0).toByteArray()).object();
    for (auto face = object.begin(); face != object.end(); ++face)
        names.insert(IncidentId(face.key()), IncidentId(face.value().toString()));
    return names;
}

} // namespace

QCoro::Task<Expected<FaceNames>> FaceMemory::load()
{
    const std::function<Expected<FaceNames>(QSqlDatabase &)> job = readNames;
    return m_database.read<FaceNames>(job);
}

void FaceMemory::keep(const FaceNames &names)
{
    QJsonObject object;
    for (auto name = names.begin(); name != names.end(); ++name)
        object.insert(name.key().text(), name.value().text());
    const QString value = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    const std::function<Expected<Done>(QSqlDatabase &)> job = [value](QSqlDatabase &database) {
        return execute(database, u"INSERT OR REPLACE INTO memos (name, value) VALUES (?, ?)"_s, {memo, value});
    };
    m_database.run<Done>(job);
}

} // namespace nightbell
