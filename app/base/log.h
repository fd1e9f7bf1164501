// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>
#include <QString>

// All logging categories. Quiet by default (warnings only); QT_LOGGING_RULES="nightbell.*=true" opens them.
Q_DECLARE_LOGGING_CATEGORY(lcNet) // method, host, path, status, time. Never bodies, query strings, headers.
Q_DECLARE_LOGGING_CATEGORY(lcProbe)
Q_DECLARE_LOGGING_CATEGORY(lcSampler)
Q_DECLARE_LOGGING_CATEGORY(lcEngine)
Q_DECLARE_LOGGING_CATEGORY(lcStorage)
Q_DECLARE_LOGGING_CATEGORY(lcControl)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

class QUrl;

namespace nightbell {

// `text` without the parts that can carry a secret: user info and query of addresses, Authorization values, and tokens
// (runs of 20 or more letters, digits, - and _ that mix letters and digits).
QString redact(const QString &text);

// Scheme, host, port and path: what may be shown and logged of an address.
QString redact(const QUrl &url);

} // namespace nightbell
