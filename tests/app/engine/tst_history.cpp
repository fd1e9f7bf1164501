// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/history.h"

#include "domain/testpage.h"
#include "engine/database.h"
#include "support/fakeclock.h"
#include "support/incidents.h"
#include "support/waited.h"

#include <QCoroTask>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    explicit Bench(const QString &folder) : database(folder), history(clock, database)
    {
        QSignalSpy opened(&database, &Database::opened);
        database.open();
        opened.wait();
        report = opened[0][0].value<DatabaseReport>();
    }

    void event(const QString &title, const QString &text = {}, IncidentEventKind kind = IncidentEventKind::Opened)
    {
        history.add(IncidentEvent{0, clock.now(), IncidentId(u"NB-1"_s), SourceId(u"nightbell"_s), kind, {}, title, text});
    }

    QStringList titles(const HistoryQuery &query)
    {
        QStringList found;
        const auto events = waited(history.search(query));
        for (const IncidentEvent &event : events.valueOr({}))
            found.append(event.title);
        return found;
    }

    FakeClock clock;
    Database database;
    History history;
    DatabaseReport report;
};

} // namespace

class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void newestFirstAndPaged();
    void findsWords_data();
    void findsWords();
    void limitsByTime();
    void findsKinds();
    void statisticsOfPages();
    void testPagesDoNotCount();
    void timelineIsOldestFirst();
    void remembersAcrossRestarts();
    void oldSamplesAreThinned();
    void oldEventsGo();
    void whatIsWrittenStays_data();
    void whatIsWrittenStays();
    void anOlderFileIsUpgraded();
    void howAndWhereAreKept();
    void aDamagedFileIsSetAside();
    void aFolderThatCannotBeWrittenIsSaid();
    void aFullDiskIsSaidAndMendsItself();
    void theFileIsForTheOwnerOnly();

private:
    QString folder() const { return m_folder->path(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHistory::newestFirstAndPaged()
{
    Bench bench(folder());
    for (int i = 0; i < 5; ++i)
        bench.event(QString::number(i));
    HistoryQuery query;
    query.limit = 2;
    const auto first = waited(bench.history.search(query));
    QVERIFY(first);
    QCOMPARE(first->size(), 2);
    QCOMPARE(first->constFirst().title, u"4"_s);
    query.beforeRow = first->constLast().row;
    QCOMPARE(bench.titles(query), (QStringList{u"2"_s, u"1"_s}));
}

void TestHistory::findsWords_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("a word") << u"payments"_s << QStringList{u"payments-db: replication lag"_s};
    QTest::newRow("the beginning of a word, in any case") << u"REPLI"_s << QStringList{u"payments-db: replication lag"_s};
    QTest::newRow("all words must appear") << u"cpu lag"_s << QStringList{};
    QTest::newRow("words of title and text together") << u"web-1 91"_s << QStringList{u"CPU above 70 % on web-1"_s};
    QTest::newRow("umlauts with and without dots") << u"grosse"_s << QStringList{};
    QTest::newRow("text of the person is no query language") << u"\"OR\" lag*) NOT ("_s << QStringList{};
    QTest::newRow("only marks") << u"\"\""_s << QStringList{};
    QTest::newRow("nothing finds everything") << u"  "_s << QStringList{u"CPU above 70 % on web-1"_s, u"payments-db: replication lag"_s};
}

void TestHistory::findsWords()
{
    QFETCH(const QString, words);
    QFETCH(const QStringList, titles);
    Bench bench(folder());
    bench.event(u"payments-db: replication lag"_s, u"900 s behind"_s);
    bench.event(u"CPU above 70 % on web-1"_s, u"CPU is 91 %"_s);
    QCOMPARE(bench.titles(HistoryQuery{.text = words}), titles);
}

void TestHistory::limitsByTime()
{
    Bench bench(folder());
    bench.event(u"old"_s);
    bench.clock.advance(1h);
    const TimePoint middle = bench.clock.now();
    bench.event(u"new"_s);
    QCOMPARE(bench.titles(HistoryQuery{.from = middle}), QStringList{u"new"_s});
    QCOMPARE(bench.titles(HistoryQuery{.to = middle}), QStringList{u"old"_s});
}

void TestHistory::findsKinds()
{
    Bench bench(folder());
    bench.event(u"opened"_s);
    bench.event(u"paged"_s, {}, IncidentEventKind::Paged);
    bench.event(u"shown"_s, {}, IncidentEventKind::Shown);
    HistoryQuery query;
    query.kinds = {IncidentEventKind::Paged, IncidentEventKind::Shown};
    QCOMPARE(bench.titles(query), (QStringList{u"shown"_s, u"paged"_s}));
    query.text = u"pag"_s;
    QCOMPARE(bench.titles(query), QStringList{u"paged"_s});
}

void TestHistory::statisticsOfPages()
{
    Bench bench(folder());
    Incident incident = makeIncident(u"NB-1"_s, IncidentState::Triggered, u"nightbell"_s);
    incident.service = ServiceId(u"shop"_s);
    bench.history.remember(incident);
    bench.event(u"old"_s, {}, IncidentEventKind::Paged);
    bench.clock.advance(24h * 10);
    bench.event(u"new"_s, {}, IncidentEventKind::Paged);
    bench.clock.advance(90s);
    bench.event(u"new"_s, {}, IncidentEventKind::Acknowledged);
    const auto week = waited(bench.history.statistics(24h * 7));
    QVERIFY(week);
    QCOMPARE(week->pages, 1);
    QCOMPARE(week->median, std::optional<Duration>(90s));
    QCOMPARE(week->services, (QList<ServicePages>{{ServiceId(u"shop"_s), 1, 90s}}));
    const auto month = waited(bench.history.statistics(24h * 30));
    QCOMPARE(month->pages, 2);
    QCOMPARE(month->from, bench.clock.now() - 24h * 10 - 90s); // nobody counted before that
}

void TestHistory::testPagesDoNotCount()
{
    Bench bench(folder());
    Incident test = makeIncident(u"NB-1"_s, IncidentState::Resolved, u"nightbell"_s);
    test.dedupKey = testPageKey();
    bench.history.remember(test);
    bench.event(u"test"_s, {}, IncidentEventKind::Paged);
    bench.event(u"test"_s, {}, IncidentEventKind::Acknowledged);
    bench.clock.advance(1s);
    QCOMPARE(waited(bench.history.statistics(24h))->pages, 0);
    // Only Nightbell's own: another source may call anything so.
    test.source = SourceId(u"pd"_s);
    bench.history.remember(test);
    QCOMPARE(waited(bench.history.statistics(24h))->pages, 1);
}

void TestHistory::timelineIsOldestFirst()
{
    Bench bench(folder());
    bench.event(u"a"_s);
    bench.event(u"a"_s, {}, IncidentEventKind::Acknowledged);
    const auto timeline = waited(bench.history.timeline(IncidentId(u"NB-1"_s)));
    QVERIFY(timeline);
    QCOMPARE(timeline->size(), 2);
    QCOMPARE(timeline->constLast().kind, IncidentEventKind::Acknowledged);
    QVERIFY(waited(bench.history.timeline(IncidentId(u"NB-2"_s)))->isEmpty());
}

void TestHistory::remembersAcrossRestarts()
{
    Incident open = makeIncident(u"NB-7"_s, IncidentState::Acknowledged, u"nightbell"_s);
    open.acknowledgedBy = u"me"_s;
    open.text = u"Zeile 1\nZeile 2 ☃"_s;
    open.url = QUrl(u"https://example.com/i/7"_s);
    {
        Bench bench(folder());
        open.created = open.changed = bench.clock.now();
        open.acknowledgedAt = bench.clock.now() + 1s;
        Incident longResolved = makeIncident(u"NB-12"_s, IncidentState::Resolved, u"nightbell"_s);
        longResolved.changed = bench.clock.now() - 24h;
        bench.history.remember(open);
        bench.history.remember(longResolved);
        bench.history.add(IncidentEvent{0, bench.clock.now(), open.id, open.source, IncidentEventKind::Paged, {}, open.title, {}});
        bench.history.flush();
    }
    Bench bench(folder());
    const auto remembered = waited(bench.history.restore());
    QVERIFY(remembered);
    QCOMPARE(remembered->incidents, SharedIncidents{open});
    QCOMPARE(remembered->paged, QList<IncidentId>{open.id});
    QCOMPARE(remembered->lastNumber, 12);
}

void TestHistory::oldSamplesAreThinned()
{
    Bench bench(folder());
    const TimePoint start = bench.clock.now();
    for (int i = 0; i < 24; ++i) { // two minutes, a sample each 5 s
        bench.history.addSample(u"web-1"_s, Metric::Cpu, Sample{start + i * 5s, i < 12 ? 10.0 : 50.0});
        bench.history.addSample(u"web-1"_s, Metric::Restarts, Sample{start + i * 5s, i == 3 ? 1.0 : 0.0});
    }
    const auto raw = waited(bench.history.samples(u"web-1"_s, Metric::Cpu, start, start + 1h, 5s));
    QCOMPARE(raw->samples.size(), 24);
    QCOMPARE(raw->gap, Duration(15s));
    bench.clock.advance(7h);
    bench.history.tidy(24h);
    const auto thinned = waited(bench.history.samples(u"web-1"_s, Metric::Cpu, start, start + 1h, 5s));
    QCOMPARE(thinned->samples, (QList<Sample>{{start + 30s, 10.0}, {start + 90s, 50.0}}));
    QVERIFY(thinned->gap >= 120s);
    const auto restarts = waited(bench.history.samples(u"web-1"_s, Metric::Restarts, start, start + 1h, 5s));
    QCOMPARE(restarts->samples, (QList<Sample>{{start + 30s, 1.0}, {start + 90s, 0.0}}));
    bench.history.tidy(24h); // once more changes nothing
    QCOMPARE(waited(bench.history.samples(u"web-1"_s, Metric::Cpu, start, start + 1h, 5s))->samples, thinned->samples);
    bench.clock.advance(24h * 9);
    bench.history.tidy(24h);
    QVERIFY(waited(bench.history.samples(u"web-1"_s, Metric::Cpu, start, start + 1h, 5s))->samples.isEmpty());
}

void TestHistory::oldEventsGo()
{
    Bench bench(folder());
    Incident open = makeIncident(u"NB-1"_s, IncidentState::Triggered, u"nightbell"_s);
    bench.history.remember(open);
    bench.event(u"of an open incident"_s);
    bench.history.add(
        IncidentEvent{0, bench.clock.now(), IncidentId(u"NB-2"_s), {}, IncidentEventKind::Opened, {}, u"of a resolved one"_s, {}});
    bench.clock.advance(24h * 100);
    bench.event(u"new"_s);
    bench.history.tidy(24h * 90);
    QCOMPARE(bench.titles({}), (QStringList{u"new"_s, u"of an open incident"_s}));
    QCOMPARE(bench.titles({.text = u"resolved"_s}), QStringList{}); // the index of words, too
}

void TestHistory::whatIsWrittenStays_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("an event is not changed") << u"UPDATE events SET text = 'another'"_s;
    QTest::newRow("an event is not moved in time") << u"UPDATE events SET at = 0"_s;
    QTest::newRow("an event is not dropped before its time") << u"DELETE FROM events"_s;
    QTest::newRow("nor replaced") << u"INSERT OR REPLACE INTO events (row, at, incident, source, kind, actor, title, text)"
                                     " VALUES (1, 0, '', '', '', '', '', '')"_s;
}

void TestHistory::whatIsWrittenStays()
{
    QFETCH(const QString, statement);
    Bench bench(folder());
    bench.event(u"as it was"_s);
    QCOMPARE(bench.titles({}), QStringList{u"as it was"_s});
    const Database::Job<Done> job = [statement](QSqlDatabase &database) { return execute(database, statement); };
    const auto done = waited(bench.database.run<Done>(job));
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(u"only added to"_s), qPrintable(done.error().detail));
    QCOMPARE(bench.titles({}), QStringList{u"as it was"_s});
}

void TestHistory::anOlderFileIsUpgraded()
{
    const QString path = folder() + u"/nightbell.db"_s;
    {
        QSqlDatabase old = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"old"_s);
        old.setDatabaseName(path);
        QVERIFY(old.open());
        QSqlQuery query(old);
        for (const QString &statement : {u"CREATE TABLE incidents (id TEXT PRIMARY KEY, state TEXT) WITHOUT ROWID"_s,
                 u"CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT)"_s,
                 u"CREATE TABLE events (row INTEGER PRIMARY KEY, at INTEGER NOT NULL, incident TEXT NOT NULL, source TEXT NOT NULL,"
                 " kind TEXT NOT NULL, actor TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL)"_s,
                 u"CREATE VIRTUAL TABLE events_text USING fts5 (title, text, actor, incident, content='events', content_rowid='row')"_s,
                 u"INSERT INTO events VALUES (1, 1, 'NB-1', 'nightbell', 'opened', '', 'of an earlier version', '')"_s,
                 u"PRAGMA user_version = 2"_s})
            QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(u"old"_s);
    Bench bench(folder());
    QCOMPARE(bench.report, DatabaseReport());
    bench.event(u"of this one"_s);
    QCOMPARE(bench.titles({}), (QStringList{u"of this one"_s, u"of an earlier version"_s}));
    const Database::Job<Done> job = [](QSqlDatabase &database) { return execute(database, u"DELETE FROM events"_s); };
    QVERIFY(!waited(bench.database.run<Done>(job)));
}

void TestHistory::howAndWhereAreKept()
{
    Bench bench(folder());
    const IncidentEvent asked{0, bench.clock.now(), IncidentId(u"NB-1"_s), {}, IncidentEventKind::ActionRequested, u"me"_s, u"t"_s, {},
        u"acknowledge"_s, u"notification"_s};
    bench.history.add(asked);
    const auto timeline = waited(bench.history.timeline(IncidentId(u"NB-1"_s)));
    QCOMPARE(timeline->constLast().what, asked.what);
    QCOMPARE(timeline->constLast().place, asked.place);
    QCOMPARE(timeline->constLast().at, asked.at); // to the millisecond
}

void TestHistory::aDamagedFileIsSetAside()
{
    {
        Bench bench(folder());
        for (int i = 0; i < 500; ++i)
            bench.event(u"lost"_s, QString(200, u'x'));
        bench.history.flush();
    }
    QFile file(folder() + u"/nightbell.db"_s);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(5'000);
    file.write(QByteArray(60'000, '\x5a'));
    file.close();
    Bench bench(folder());
    QCOMPARE(bench.report.setAside, u"nightbell.damaged-1.db"_s);
    QVERIFY(bench.report.notKept.isEmpty());
    QVERIFY(QFile::exists(folder() + u"/nightbell.damaged-1.db"_s));
    bench.event(u"after"_s);
    QCOMPARE(bench.titles({}), QStringList{u"after"_s});
}

void TestHistory::aFolderThatCannotBeWrittenIsSaid()
{
    Bench bench(u"/proc/no-such-folder"_s);
    QVERIFY(!bench.report.notKept.isEmpty());
    bench.event(u"in memory"_s);
    QCOMPARE(bench.titles({}), QStringList{u"in memory"_s});
}

void TestHistory::aFullDiskIsSaidAndMendsItself()
{
    Bench bench(folder());
    QSignalSpy failed(&bench.database, &Database::writeFailed);
    QSignalSpy recovered(&bench.database, &Database::writeRecovered);
    // SQLite's own limit behaves as a disk that is full: SQLITE_FULL.
    const auto limitPages = [&bench](int pages) {
        const auto done = waited(bench.database.run<Done>(
            [pages](QSqlDatabase &database) { return execute(database, u"PRAGMA max_page_count = %1"_s.arg(pages)); }));
        QVERIFY(done);
    };
    limitPages(1);
    for (int i = 0; i < 200; ++i)
        bench.event(u"kept"_s, QString(2'000, u'x'));
    bench.history.flush();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(waited(bench.history.incidents(10))); // which is written nowhere
    QVERIFY(waited(bench.database.run<Done>([](QSqlDatabase &database) { return execute(database, u"DELETE FROM outbox"_s); })));
    QCoreApplication::processEvents();
    QCOMPARE(recovered.size(), 0);
    limitPages(1'000'000);
    bench.history.flush();
    QTRY_COMPARE(recovered.size(), 1);
    QCOMPARE(bench.titles({.limit = 1'000}).size(), 200); // nothing was lost meanwhile
}

void TestHistory::theFileIsForTheOwnerOnly()
{
    Bench bench(folder() + u"/new/data"_s);
    const auto permissions = QFile::permissions(folder() + u"/new/data/nightbell.db"_s);
    QVERIFY(!(permissions & (QFile::ReadGroup | QFile::ReadOther)));
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
