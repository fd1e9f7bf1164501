// SPDX-License-Identifier: GPL-3.0-or-later
// A day of PagerDuty in seconds: the engine polls an account in which something happens all the time, and of all answers 5 %
// are bad. Nothing may be missed, nobody paged twice for the same thing, nothing sent twice.
#include "engine/commander.h"
#include "engine/database.h"
#include "engine/pager.h"
#include "engine/poller.h"
#include "engine/store.h"
#include "support/fakeclock.h"
#include "support/worldtransport.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>

#ifndef __SANITIZE_ADDRESS__
#include <malloc.h>
#endif

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SourceId pagerDuty{u"pd"_s};

QString wordOf(IncidentState state)
{
    return toWord(state);
}

bool isOpen(const pd::Incident &incident)
{
    return incident.status != u"resolved";
}

bool wakesMe(const pd::Incident &incident)
{
    const bool isMine = std::ranges::any_of(incident.assignments, [](const pd::Assignment &each) { return each.user == pd::you; });
    return incident.status == u"triggered" && incident.urgency == u"high" && (isMine || incident.assignments.isEmpty());
}

class Day
{
public:
    explicit Day(quint32 seed)
        : random(seed)
        , world([this] { return clock.now(); })
        , api(world)
        , transport(std::make_shared<WorldTransport>(api))
        , database(QString())
        , outbox(database)
        , poller(clock)
        , commander(
              clock, store, outbox, [this](const SourceId &id) { return poller.source(id); }, [](const SourceId &) { return false; })
        , pager(clock)
    {
        pd::fillStartWorld(world);
        world.writeDelay = 2s;
        transport->fault = [this](const HttpRequest &request) { return fault(request); };
        transport->seen = [this](const HttpRequest &request) {
            if (request.method == "GET")
                asked.append(clock.elapsed());
        };
        QObject::connect(&store, &Store::incidentsChanged, &pager, &Pager::apply);
        QObject::connect(&pager, &Pager::raised, &pager, [this](const Page &page) { ++pages[page.id.text().mid(3)]; });
        QObject::connect(&poller, &Poller::answered, &store, &Store::replace);
        QObject::connect(&poller, &Poller::answered, &store, [this](const Snapshot &snapshot) { compare(snapshot); });
        QObject::connect(&commander, &Commander::requested, &store, [this] { ++pending; });
        QObject::connect(&commander, &Commander::finished, &store, [this](const ActionRequest &request, ActionOutcome outcome) {
            if (!late.remove(request.key))
                --pending;
            outcomes[static_cast<std::size_t>(outcome)] += 1;
            if (request.action == u"note" && outcome == ActionOutcome::Confirmed)
                notes.append(request.inputs.value(u"text"_s).toString());
            poller.pollNow(pagerDuty);
        });
        QObject::connect(&commander, &Commander::queued, &store, [this](const ActionRequest &request) {
            late.insert(request.key);
            --pending;
        });
        QSignalSpy opened(&database, &Database::opened);
        database.open();
        opened.wait();
    }

    void begin()
    {
        SourceStatus status;
        status.id = pagerDuty;
        status.kind = u"pagerduty"_s;
        status.interval = 10s;
        const FieldValues values{{u"url"_s, u"https://api.pagerduty.com"_s}, {u"token"_s, QString::fromLatin1(pd::yourKey)}};
        poller.add(status, sourceKind(u"pagerduty")->create(SourceContext{pagerDuty, values, clock, transport, 10s}));
    }

    void run(Duration span)
    {
        const Duration end = clock.elapsed() + span;
        Duration nextEvent = clock.elapsed();
        while (clock.elapsed() < end && problems.size() < 10) {
            watch();
            const Duration wait = std::min(poller.tick(), commander.tick());
            waitForOutbox();
            clock.advance(std::clamp(std::min(wait, nextEvent - clock.elapsed()), Duration(50ms), Duration(5s)));
            if (clock.elapsed() < nextEvent)
                continue;
            happens();
            nextEvent = clock.elapsed() + Duration(random.bounded(1'000, 180'000));
        }
    }

    // One thing, by anybody.
    void happens()
    {
        const QList<const pd::Incident *> open = openOnes();
        const int what = random.bounded(100);
        if (open.size() < 4 || (what < 34 && open.size() < 12)) {
            const QList<QString> services{pd::mainSite, pd::audioServers, pd::slothRacing, pd::postgres};
            world.trigger({.title = u"Trouble %1"_s.arg(random.bounded(1'000'000)), .service = services.at(random.bounded(4))});
        } else if (what < 60) {
            byOthers(open.at(random.bounded(open.size()))->id, what);
        } else {
            byMe(what);
        }
        watch();
    }

    QList<const pd::Incident *> openOnes() const
    {
        QList<const pd::Incident *> open = world.incidents();
        open.removeIf([](const pd::Incident *incident) { return !isOpen(*incident); });
        return open;
    }

    FakeClock clock;
    QRandomGenerator random;
    pd::World world;
    pd::Api api;
    std::shared_ptr<WorldTransport> transport;
    Database database;
    Outbox outbox;
    Store store;
    Poller poller;
    Commander commander;
    Pager pager;

    bool hasFaults = true;
    int faults = 0;
    int answers = 0;
    int pending = 0; // asked for, and neither finished nor queued
    QSet<QString> late;
    std::array<int, 4> outcomes{};
    QStringList notes;
    QHash<QString, int> pages; // by incident
    QHash<QString, int> episodes; // how often each began to be what wakes me
    QHash<QString, Duration> since; // when the present one began
    QList<Duration> asked;
    QStringList problems;
    Duration answeredAt{0};
    Duration longestGap{0};

private:
    std::optional<WorldTransport::Fault> fault(const HttpRequest &request)
    {
        using Fault = WorldTransport::Fault;
        if (!hasFaults || random.bounded(100) >= 5)
            return std::nullopt;
        ++faults;
        switch (random.bounded(8)) {
        case 0:
            return Fault{HttpReply{429, {{"ratelimit-reset", "20"}, {"ratelimit-remaining", "0"}}, "{\"error\":{\"code\":2020}}"}};
        case 1:
            return Fault{HttpReply{429, {}, {}}};
        case 2:
            return Fault{HttpReply{503, {}, "<html>upstream</html>"}};
        case 3:
            return Fault{HttpReply{200, {}, "<html>sign in</html>"}};
        case 4:
            return Fault{HttpReply{200, {}, "{\"incidents\":[{\"id\":\"PCUT"}, true};
        case 5:
            return Fault{Error{ErrorKind::Timeout, u"no answer"_s}, request.method != "GET"};
        case 6:
            return Fault{Error{ErrorKind::Unreachable, u"reset"_s}, true};
        default:
            return Fault{Error{ErrorKind::Unreachable, u"refused"_s}};
        }
    }

    void byOthers(const QString &id, int what)
    {
        const QString by = what % 2 == 0 ? pd::backup : pd::lead;
        switch (what % 8) {
        case 0:
        case 1:
            world.change(id, {.status = u"acknowledged"_s}, by);
            break;
        case 2:
        case 3:
            world.change(id, {.status = u"resolved"_s}, by);
            break;
        case 4:
            world.change(id, {.assignees = QStringList{pd::you}}, by);
            break;
        case 5:
            world.change(id, {.title = u"Named %1"_s.arg(random.bounded(1'000'000)), .priority = u"P1"_s}, by);
            break;
        case 6:
            world.change(id, {.urgency = world.incident(id)->urgency == u"high" ? u"low"_s : u"high"_s}, by);
            break;
        default:
            if (const QString into = openOnes().constFirst()->id; into != id)
                world.merge(into, {id}, by);
            break;
        }
    }

    void byMe(int what)
    {
        const SharedIncidents seen = store.incidents();
        if (seen.isEmpty() || pending > 0)
            return;
        const Incident incident = seen.at(random.bounded(seen.size()));
        if (!incident.isOpen())
            return;
        if (what < 75)
            commander.request(u"acknowledge"_s, {incident.id}, u"window"_s);
        else if (what < 83)
            commander.request(u"resolve"_s, {incident.id}, u"window"_s, {{u"note"_s, u"mended"_s}});
        else if (what < 90)
            commander.request(u"snooze"_s, {incident.id}, u"window"_s, {{u"for"_s, u"15m"_s}});
        else
            commander.request(u"note"_s, {incident.id}, u"window"_s, {{u"text"_s, u"note %1"_s.arg(random.generate())}});
    }

    // What is asked for is on disk, and its first answer is there.
    void waitForOutbox()
    {
        const QDeadlineTimer patience(20'000);
        while (pending > 0 && !patience.hasExpired())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
        QCoreApplication::processEvents();
        if (pending > 0)
            problems.append(u"an action has neither ended nor been queued"_s);
    }

    // Counts the times at which each incident begins to be what wakes me, as they are, not as they are read.
    void watch()
    {
        world.settle();
        for (const pd::Incident *incident : world.incidents()) {
            if (!wakesMe(*incident)) {
                const auto began = since.find(incident->id);
                if (began == since.end())
                    continue;
                // Long enough to be seen between any two answers.
                if (clock.elapsed() - *began > longestGap + 10s && pages.value(incident->id) == 0)
                    problems.append(u"%1 needed somebody for %2 s, and nobody was told"_s.arg(incident->id)
                                        .arg((clock.elapsed() - *began).count() / 1000));
                since.erase(began);
            } else if (!since.contains(incident->id)) {
                since.insert(incident->id, clock.elapsed());
                ++episodes[incident->id];
            }
        }
    }

    // What was answered is what is there.
    void compare(const Snapshot &snapshot)
    {
        ++answers;
        if (answeredAt > 0ms)
            longestGap = std::max(longestGap, clock.elapsed() - answeredAt);
        answeredAt = clock.elapsed();
        QHash<QString, const pd::Incident *> there;
        for (const pd::Incident *incident : world.readableIncidents()) {
            if (isOpen(*incident))
                there.insert(incident->id, incident);
        }
        for (const Incident &incident : *snapshot.incidents) {
            if (!incident.isOpen())
                continue; // told of once, so that it is known how it ended
            const pd::Incident *real = there.take(incident.id.text().mid(3));
            if (!real) {
                problems.append(u"%1 is not open"_s.arg(incident.id.text()));
                continue;
            }
            const pd::Priority *priority = world.priority(real->priority);
            const bool isMine = std::ranges::any_of(real->assignments, [](const pd::Assignment &each) { return each.user == pd::you; });
            if (wordOf(incident.state) != real->status || toWord(incident.urgency) != real->urgency || incident.title != real->title
                || incident.priority != (priority ? priority->name : QString()) || incident.assignees.size() != real->assignments.size()
                || (incident.concern == Concern::Mine) != isMine)
                problems.append(u"%1 is otherwise"_s.arg(incident.id.text()));
        }
        for (const QString &id : there.keys())
            problems.append(u"%1 is missing"_s.arg(id));
    }
};

} // namespace

class TestPagerDutyDay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsMissed_data();
    void nothingIsMissed();
    void pollingKeepsNothing();
};

void TestPagerDutyDay::nothingIsMissed_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::newRow("a Monday") << 20261123U;
}

void TestPagerDutyDay::nothingIsMissed()
{
    QFETCH(quint32, seed);
    Day day(seed);
    day.begin();
    day.run(24h);
    QVERIFY2(day.problems.isEmpty(), qPrintable(day.problems.join(u'\n')));

    // It was a day worth the name.
    QVERIFY(day.answers > 24 * 60);
    QVERIFY2(day.faults > day.transport->requests / 30, qPrintable(QString::number(day.faults)));
    QVERIFY(day.episodes.size() > 50);
    QVERIFY(day.outcomes[static_cast<std::size_t>(ActionOutcome::Confirmed)] > 50);
    QVERIFY(day.notes.size() > 5);

    for (auto page = day.pages.cbegin(); page != day.pages.cend(); ++page)
        QVERIFY2(page.value() <= day.episodes.value(page.key()),
            qPrintable(u"%1: %2 pages for %3 times"_s.arg(page.key()).arg(page.value()).arg(day.episodes.value(page.key()))));

    QStringList written;
    for (const pd::Incident *incident : day.world.incidents()) {
        for (const pd::Note &note : incident->notes)
            written.append(note.content);
    }
    for (const QString &note : std::as_const(day.notes))
        QCOMPARE(written.count(note), 1);

    // A tenth of what the account may, in any minute.
    qsizetype most = 0;
    for (qsizetype first = 0, last = 0; last < day.asked.size(); ++last) {
        while (day.asked.at(last) - day.asked.at(first) >= 60s)
            ++first;
        most = std::max(most, last - first + 1);
    }
    QVERIFY2(most <= 96, qPrintable(u"%1 reads in a minute"_s.arg(most)));
    QVERIFY2(day.longestGap <= 5min, qPrintable(QString::number(day.longestGap.count())));
}

void TestPagerDutyDay::pollingKeepsNothing()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("what is allocated is counted by the C library, which the sanitizer replaces");
#else
    Day day(7);
    day.begin();
    const auto poll = [&day](int times) {
        for (int i = 0; i < times; ++i) {
            day.poller.pollNow();
            day.poller.tick();
            day.asked.clear();
            day.clock.advance(10s);
        }
        QCoreApplication::processEvents();
    };
    // The world stands still: what grows is ours.
    for (pd::Policy &policy : day.world.policies)
        policy.levels.resize(1);
    poll(200);
    const auto before = static_cast<qint64>(mallinfo2().uordblks);
    poll(1'000);
    const auto after = static_cast<qint64>(mallinfo2().uordblks);
    QVERIFY2(after - before < 64 * 1024, qPrintable(u"%1 bytes more"_s.arg(after - before)));
#endif
}

QTEST_GUILESS_MAIN(TestPagerDutyDay)
#include "tst_day.moc"
