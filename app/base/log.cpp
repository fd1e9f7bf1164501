// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <QRegularExpression>
#include <QUrl>

Q_LOGGING_CATEGORY(lcNet, "nightbell.net", QtWarningMsg)
Q_LOGGING_CATEGORY(lcProbe, "nightbell.probe", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSampler, "nightbell.sampler", QtWarningMsg)
Q_LOGGING_CATEGORY(lcEngine, "nightbell.engine", QtWarningMsg)
Q_LOGGING_CATEGORY(lcStorage, "nightbell.storage", QtWarningMsg)
Q_LOGGING_CATEGORY(lcControl, "nightbell.control", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUi, "nightbell.ui", QtWarningMsg)

namespace nightbell {

using namespace Qt::StringLiterals;

QString redact(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QString redact(const QString &text)
{
    static const QRegularExpression userInfo(uR"((\b[a-z][a-z0-9+.-]*://)[^\s/@]+@)"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression query(uR"((\b[a-z][a-z0-9+.-]*://[^\s?"']+)\?[^\s"']*)"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression authorization(
        uR"(((?:authorization|api[-_]?key|app(?:lication)?[-_]?key|token|password|secret|routing_key)["']?\s*[:=]\s*["']?)(?:(?:token|bearer|basic)\s+)?[^\s"',;]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression scheme(
        uR"(\b(token|bearer|basic)\s+(token=)?[A-Za-z0-9+/=_.~-]{8,})"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression token(uR"(\b(?=[A-Za-z0-9_-]*[0-9])(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{20,}\b)"_s);
    QString out = text;
    out.replace(userInfo, u"\\1…@"_s);
    out.replace(query, u"\\1?…"_s);
    out.replace(authorization, u"\\1…"_s);
    out.replace(scheme, u"\\1 …"_s);
    out.replace(token, u"…"_s);
    return out;
}

} // namespace nightbell
