// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/cafile.h"

#include <QtGlobal>

namespace nightbell {

using namespace Qt::StringLiterals;

Field caFileField()
{
    return Field{.key = u"ca-file"_s,
        .label = QT_TRANSLATE_NOOP("Field", "CA file"),
        .help = QT_TRANSLATE_NOOP("Field", "PEM. Trusted beside the system's certificates.")};
}

} // namespace nightbell
