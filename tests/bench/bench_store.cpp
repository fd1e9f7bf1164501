// SPDX-License-Identifier: GPL-3.0-or-later
// 10,000 incidents of which 1 % change: store, difference and model together; a keystroke in the filter.
#include "bench/measure.h"
#include "domain/filter.h"
#include "engine/store.h"
#include "models/filterproxy.h"
#include "models/incidentmodel.h"
#include "support/fakeclock.h"

#include <QApplication>
#include <QScrollBar>
#include <QTableView>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int count = 10'000;

Incident makeOne(int number, int version)
{
    Incident incident;
    incident.id = IncidentId(u"prod:%1"_s.arg(number));
    incident.source = SourceId(u"prod"_s);
    incident.dedupKey = u"key-%1"_s.arg(number);
    incident.title = u"CPU above 70 % on web-%1 (%2)"_s.arg(number).arg(version);
    incident.text = u"CPU is 91 %; the threshold is 70 % for 5 min.\nLast samples: 88 %, 90 %, 91 %"_s;
    incident.service = ServiceId(u"service-%1"_s.arg(number % 20));
    incident.host = HostId(u"prod:web-%1"_s.arg(number % 500));
    incident.created = incident.changed = fromMilliseconds(1'700'000'000'000 + number);
    return incident;
}

Snapshot makeSnapshot(int round)
{
    Snapshot snapshot;
    snapshot.source = SourceId(u"prod"_s);
    SharedIncidents incidents;
    for (int number = 0; number < count; ++number) {
        // Of each 200: one with another title, and one that is gone while another one has come.
        const int version = number % 200 == 7 ? round : 0;
        const int id = number % 400 == 9 ? number + count * round : number;
        incidents.append(makeOne(id, version));
    }
    snapshot.incidents = incidents;
    return snapshot;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    FakeClock clock;
    Store store;
    IncidentModel model(clock);
    FilterProxy proxy(model);
    QTableView view;
    view.setModel(&proxy);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.resize(1000, 700);
    view.show();
    QObject::connect(&store, &Store::incidentsChanged, &model, [&] { model.setItems(store.incidents()); });
    store.replace(makeSnapshot(0));
    view.selectRow(5'000);
    view.verticalScrollBar()->setValue(4'990);
    QCoreApplication::processEvents();
    const QString selected = view.currentIndex().data(IncidentModel::IdRole).toString();

    Snapshot next;
    const double update = medianMilliseconds(
        15, [&](int round) { next = makeSnapshot(round + 1); }, [&] { store.replace(next); });
    bool allHold = report("10,000 incidents, 1 % changed: store, difference and model", update, 12);

    const bool kept = view.currentIndex().data(IncidentModel::IdRole).toString() == selected && view.verticalScrollBar()->value() > 4'900;
    QTextStream(stdout) << (kept ? "ok   " : "LOST ") << "selection and scroll position" << Qt::endl;

    const QStringList keystrokes{u"w"_s, u"we"_s, u"web"_s, u"web-4"_s, u"web-42"_s};
    QString typed;
    const double filter = medianMilliseconds(
        15, [&](int round) { typed = keystrokes[round % keystrokes.size()]; }, [&] { proxy.setFilter(Filter::parse(typed)); });
    allHold = report("filter keystroke at 10,000 incidents", filter, 16) && allHold;
    return allHold && kept ? 0 : 1;
}
