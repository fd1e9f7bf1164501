// SPDX-License-Identifier: GPL-3.0-or-later
// 1,000 incidents on the page: from the key to the changed row on the screen, and how long the page is busy with a poll that
// changed every one of them.
#include "bench/measure.h"
#include "models/incidentmodel.h"
#include "pages/incidentspage.h"
#include "support/uibench.h"
#include "theme.h"
#include "widgets/incidentlist.h"

#include <QApplication>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int count = 1'000;

QList<Incident> many(const UiBench &bench, int round)
{
    QList<Incident> incidents;
    for (int number = 0; number < count; ++number) {
        Incident incident = bench.incident(u"i%1"_s.arg(number), 0);
        incident.created = incident.changed = fromMilliseconds(1'700'000'000'000 + number);
        incident.title = u"CPU above 70 % on web-%1 (%2)"_s.arg(number).arg(round);
        incident.number = QString::number(number + 1);
        incident.priority = u"P%1"_s.arg(number % 4 + 1);
        incident.concern = number % 3 == 0 ? Concern::Mine : Concern::Others;
        incident.assignees = {Person{PersonId(u"P1"_s), u"Ann"_s}};
        incident.escalation = Escalation{fromMilliseconds(1'900'000'000'000 + number), 1, u"Backup"_s};
        incidents.append(incident);
    }
    return incidents;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    applyTheme(app, u"light"_s);
    UiBench bench;
    IncidentsPage page(*bench.session);
    page.resize(1200, 800);
    page.show();
    page.activateWindow();
    bench.show(many(bench, 0));
    auto *list = page.findChild<IncidentList *>();
    list->setFocus();
    QCoreApplication::processEvents();

    const double key = medianMilliseconds(
        25,
        [&](int round) {
            list->goTo(round);
            QCoreApplication::processEvents();
        },
        [&] {
            QTest::keyClick(list, Qt::Key_A);
            list->viewport()->repaint();
        });
    const bool isDone = !list->currentIndex().data(IncidentModel::StageRole).toString().isEmpty();
    QTextStream(stdout) << (isDone ? "ok   " : "LOST ") << "the row says what is happening" << Qt::endl;
    bool allHold = report("from the key to the changed row, of 1,000", key, 16) && isDone;

    QList<Incident> next;
    const double poll = medianMilliseconds(
        15, [&](int round) { next = many(bench, round + 1); },
        [&] {
            bench.show(next);
            QCoreApplication::processEvents();
        });
    allHold = report("a poll that changed all of 1,000: store, models, page, pages raised", poll, 30) && allHold;

    const double one = medianMilliseconds(
        15,
        [&](int round) {
            next = many(bench, 100);
            next[round].title = u"another %1"_s.arg(round);
            if (round == 0)
                bench.show(next);
        },
        [&] {
            bench.show(next);
            QCoreApplication::processEvents();
        });
    allHold = report("a poll that changed one or two of 1,000", one, 16) && allHold;

    const double tick = medianMilliseconds(
        15, [&](int) { bench.clock.advance(std::chrono::seconds(1)); },
        [&] {
            page.hide();
            page.show(); // comes into sight: everything that counts is counted
            QCoreApplication::processEvents();
        });
    allHold = report("coming into sight, with all that is counted", tick, 50) && allHold;
    return allHold ? 0 : 1;
}
