// SPDX-License-Identifier: GPL-3.0-or-later
// 100,000 events: how long a search takes to its first page.
#include "bench/measure.h"
#include "engine/database.h"
#include "engine/history.h"
#include "support/fakeclock.h"
#include "support/waited.h"

#include <QCoreApplication>
#include <QTemporaryDir>

using namespace nightbell;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QTemporaryDir folder;
    FakeClock clock;
    Database database(folder.path());
    History history(clock, database);
    database.open();
    QTextStream(stdout) << "writing 100,000 events …" << Qt::endl;
    for (int number = 0; number < 100'000; ++number) {
        history.add(IncidentEvent{0, clock.now() + Duration(number), IncidentId(u"NB-%1"_s.arg(number / 5)), SourceId(u"nightbell"_s),
            IncidentEventKind::Opened, {}, u"CPU above 70 % on web-%1"_s.arg(number % 997),
            u"CPU is %1 %; the threshold is 70 %"_s.arg(number % 100)});
        if (number % 5'000 == 4'999)
            static_cast<void>(waited(history.search(HistoryQuery{.limit = 1})));
    }
    bool allHold = true;
    // Words that stand in every event, in one of a thousand, in none.
    for (const QString &words : {u"CPU"_s, u"web-42"_s, u"cpu web-996 97"_s, u"nowhere"_s, u""_s}) {
        const double time = medianMilliseconds(
            9, [](int) {}, [&] { static_cast<void>(waited(history.search(HistoryQuery{.text = words}))); });
        allHold = report(qPrintable(u"search for “%1”, first page of 100"_s.arg(words)), time, 50) && allHold;
    }
    return allHold ? 0 : 1;
}
