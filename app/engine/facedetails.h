// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incidentdetails.h"
#include "sources/source.h"

#include <QList>

namespace nightbell {

// What one source is asked about its face of an incident.
struct FaceQuestion
{
    Source *source = nullptr; // has to be there when it is asked, not until it has answered
    QString name; // of the source, for people
    IncidentId face;
};

// What all sources know of the incident, together: all are asked at once. Error: the first could not answer, and no other did.
QCoro::Task<Expected<IncidentDetails>> askAll(QList<FaceQuestion> questions);

// Pure. What happened is in the order of time; of several answers, the first that has it says where the conference is.
IncidentDetails together(const QList<IncidentDetails> &parts);

} // namespace nightbell
