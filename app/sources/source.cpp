// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source.h"

namespace nightbell {

using namespace Qt::StringLiterals;

QCoro::Task<Expected<Series>> Source::series(SeriesQuery)
{
    co_return Error{ErrorKind::Unavailable, u"this source keeps no series"_s};
}

QCoro::Task<Expected<IncidentDetails>> Source::details(IncidentId)
{
    co_return IncidentDetails{};
}

QCoro::Task<Expected<QList<Option>>> Source::options(OptionQuery)
{
    co_return Error{ErrorKind::Unavailable, u"this source has nothing to choose from"_s};
}

QCoro::Task<Expected<OnCall>> Source::onCall()
{
    co_return Error{ErrorKind::Unavailable, u"this source does not know who is on call"_s};
}

QCoro::Task<Expected<Done>> Source::takeShift(ShiftOverride)
{
    co_return Error{ErrorKind::Unavailable, u"this source has no shifts to take over"_s};
}

QCoro::Task<Expected<QStringList>> Source::introduce()
{
    co_return QStringList{};
}

} // namespace nightbell
