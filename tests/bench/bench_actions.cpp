// SPDX-License-Identifier: GPL-3.0-or-later
// 1,000 incidents on the page: from the key to the changed row on the screen, and how long the page is busy with a poll that
// changed every one of them, or with a storm that is acknowledged at once. And from the key to PagerDuty's receipt of the
// request, over the real disk and HTTP on loopback.
#include "bench/measure.h"
#include "bench/pagerdutyaccount.h"
#include "bench/process.h"
#include "models/incidentmodel.h"
#include "net/qnamtransport.h"
#include "pages/incidentspage.h"
#include "support/uibench.h"
#include "theme.h"
#include "widgets/incidentlist.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int count = 1'000;

SharedIncidents many(const UiBench &bench, int round)
{
    SharedIncidents incidents;
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

// A storm that is acknowledged at once: what the window does not do meanwhile.
bool storm()
{
    UiBench bench;
    IncidentsPage page(*bench.session);
    page.resize(1200, 800);
    page.show();
    bench.show(many(bench, 0));
    QCoreApplication::processEvents();
    QList<IncidentId> all;
    for (const Incident &incident : bench.session->store().incidents())
        all.append(incident.id);
    const double pause = medianMilliseconds(
        1, [](int) {},
        [&] {
            bench.session->commander().request(u"acknowledge"_s, all, u"window"_s);
            QCoreApplication::processEvents();
        });
    return report("acknowledging all of 1,000 at once: one pause of the window", pause, 100);
}

// A session as the console has it, but for the keychain, that watches a PagerDuty account with 100 incidents of mine.
struct Connected
{
    Connected()
    {
        QFile file(folder.filePath(u"bench.toml"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(
                "[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n[[source]]\nid = \"pd\"\nkind = \"pagerduty\"\nurl = \""
                + account.url().toUtf8() + "\"\n");
        file.close();
        auto secrets = std::make_unique<FakeSecrets>();
        secrets->stored.insert(u"pd/token"_s, u"none"_s);
        SessionPorts ports{std::make_shared<QnamTransport>(clock), std::make_unique<FakeProbe>(), std::move(secrets)};
        session = std::make_unique<Session>(SessionOptions{folder.path(), folder.path()}, clock, std::move(ports));
        session->start();
    }

    QTemporaryDir folder;
    bench::AccountProcess account{100};
    SystemClock clock;
    std::unique_ptr<Session> session;
};

// From the key, in milliseconds. Negative: it never came.
struct Way
{
    double disk = -1; // until it is in the outbox: until then the row says "saving"
    double wire = -1; // until it is at the server
};

Way fromKey(Connected &connected, IncidentList &list, int row, std::chrono::milliseconds looked)
{
    Way way;
    list.goTo(row);
    let(looked);
    const qint64 pressed = bench::monotonicNow();
    const auto since = [pressed](qint64 at) { return static_cast<double>(at - pressed) / 1e6; };
    const auto watch
        = QObject::connect(&connected.session->store(), &Store::incidentsChanged, &list, [&](const Diff<Shared<Incident>> &diff) {
              const auto isKept = [](const Change<Shared<Incident>> &change) { return change.after->action.stage == ActionStage::Sending; };
              if (way.disk < 0 && std::ranges::any_of(diff.changed, isKept))
                  way.disk = since(bench::monotonicNow());
          });
    QTest::keyClick(&list, Qt::Key_A);
    if (const QByteArray line = connected.account.lineMeanwhile(); !line.isEmpty())
        way.wire = since(line.toLongLong());
    QObject::disconnect(watch);
    return way;
}

double middle(std::vector<double> times)
{
    std::ranges::sort(times);
    return times.at(times.size() / 2);
}

bool keyToWire()
{
    Connected connected;
    const bool isThere = QTest::qWaitFor([&connected] { return connected.session->store().incidents().size() == 100; }, 10'000);
    IncidentsPage page(*connected.session);
    page.resize(1200, 800);
    page.show();
    page.activateWindow();
    auto *list = page.findChild<IncidentList *>();
    list->setFocus();
    std::vector<double> disk;
    std::vector<double> wire;
    std::vector<double> hurried; // pressed while the details of the incident are still being read and laid out
    for (int round = 0; isThere && round < 50; ++round) {
        const bool isHurried = round % 2 == 1;
        const Way way = fromKey(connected, *list, round, std::chrono::milliseconds(isHurried ? 0 : 300));
        disk.push_back(way.disk);
        (isHurried ? hurried : wire).push_back(way.wire);
    }
    if (wire.empty() || std::ranges::min(wire) < 0 || std::ranges::min(hurried) < 0 || std::ranges::min(disk) < 0) {
        QTextStream(stdout) << "LOST the request of a key never came" << Qt::endl;
        return false;
    }
    report("the slowest of 25 keys, to the server", std::ranges::max(wire), 30); // a busy disk is beyond anybody's promise
    report("from a key right after moving to the incident", middle(hurried), 30);
    const bool isKept = report("from the key to the disk: the row says \"saving\"", middle(disk), 25);
    return report("from the key to the request at the server", middle(wire), 30) && isKept;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    if (bench::isAccountProcess())
        return bench::serveAccount();
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

    SharedIncidents next;
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
            Incident changed = next.at(round);
            changed.title = u"another %1"_s.arg(round);
            next[round] = changed;
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
    allHold = storm() && allHold;
    allHold = keyToWire() && allHold;
    return allHold ? 0 : 1;
}
