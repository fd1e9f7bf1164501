// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace nightbell {

// The one of `words` that `word` is most likely a misspelling of: "every" for "evry". Empty: none is near.
QString nearestWord(const QString &word, const QStringList &words);

} // namespace nightbell
