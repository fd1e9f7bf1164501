// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/http.h"

#include <QString>
#include <QUrl>
#include <QUrlQuery>

namespace nightbell::prometheus {

// How one server is reached.
struct Access
{
    QUrl base; // with any path prefix, without the slash at its end
    QList<HttpHeader> headers; // may hold secrets
    QString caFile;
    QString clientCertificate;
    QString clientKey;
    QString name; // what people are told: host and port, and the path where that tells two apart
};

// "Basic …" of a name and a password, in UTF-8.
QByteArray basicAuthorization(const QString &user, const QString &password);

// `path` begins with a slash and goes after the prefix.
HttpRequest getRequest(const Access &access, const QString &path, Duration deadline, const QUrlQuery &query = {});
HttpRequest formRequest(const Access &access, const QString &path, Duration deadline, const QList<std::pair<QString, QString>> &form);
HttpRequest jsonRequest(const Access &access, const QByteArray &method, const QString &path, Duration deadline, const QByteArray &json);

// The body of an answer that says yes; otherwise why not, with what the server says (a bare text, an object or a page).
Expected<QByteArray> bodyOf(const Expected<HttpReply> &reply, TimePoint now);

} // namespace nightbell::prometheus
