// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source.h"

namespace nightbell {

using namespace Qt::StringLiterals;

QCoro::Task<Expected<Series>> Source::series(SeriesQuery)
{
    co_return Error{ErrorKind::Unavailable, u"this source keeps no series"_s};
}

} // namespace nightbell
