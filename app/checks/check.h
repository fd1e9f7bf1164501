// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/field.h"
#include "domain/checkresult.h"

#include <QCoroTask>

namespace nightbell {

class Probe;

struct CheckContext
{
    FieldValues values;
    Clock &clock;
    Probe &probe; // outlives every run
};

// A way to look at a site from here. A failure of the site is a result, not an error.
struct CheckKind
{
    const char *id; // "http": the word in TOML
    const char *name; // QT_TRANSLATE_NOOP("CheckKind", "Web page (HTTP)")
    Fields fields; // without those that every check has: id, kind, every, fail-after, service, enabled
    QString (*target)(const FieldValues &values); // what is checked, fit to be shown (no user info, no query)
    // What is wrong with the values beyond what each field can tell; empty: nothing. English, for files.
    QString (*problem)(const FieldValues &values);
    QCoro::Task<CheckResult> (*run)(CheckContext context);
};

// All kinds, in the order of menus. From the table that CMake generates.
const QList<const CheckKind *> &checkKinds();
const CheckKind *checkKind(QStringView id); // nullptr: there is none

} // namespace nightbell
