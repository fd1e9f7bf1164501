// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/historymodel.h"
#include "support/fakeclock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace nightbell;
using namespace std::chrono_literals;

namespace {

// A history of `count` events, as the database would answer.
struct FakeHistory
{
    QList<IncidentEvent> events; // newest first
    QList<HistoryQuery> asked;
    std::optional<Error> error;

    FakeHistory(int count, const FakeClock &clock)
    {
        for (int row = count; row > 0; --row) {
            IncidentEvent event;
            event.row = row;
            event.at = clock.now() - std::chrono::minutes(count - row);
            event.incident = IncidentId(u"i%1"_s.arg(row));
            event.title = row % 2 == 0 ? u"CPU 91 % on web-1"_s : u"main site is failing"_s;
            events.append(event);
        }
    }

    QCoro::Task<Expected<QList<IncidentEvent>>> search(HistoryQuery query)
    {
        asked.append(query);
        if (error)
            co_return Error(*error); // QCoro moves out of what is returned by name
        QList<IncidentEvent> found;
        for (const IncidentEvent &event : events) {
            if ((query.beforeRow == 0 || event.row < query.beforeRow) && isFoundBy(query.text, event) && found.size() < query.limit)
                found.append(event);
        }
        co_return found;
    }
};

} // namespace

class HistoryModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesPageByPage()
    {
        FakeClock clock;
        FakeHistory history(450, clock);
        HistoryModel model(clock, [&history](HistoryQuery query) { return history.search(std::move(query)); });
        QSignalSpy loaded(&model, &HistoryModel::loaded);
        model.setQuery({}, std::nullopt);
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(model.rowCount(), HistoryModel::pageSize);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QCOMPARE(history.asked.last().beforeRow, history.events.at(HistoryModel::pageSize - 1).row);
        model.fetchMore({});
        QCOMPARE(model.rowCount(), 450);
        QVERIFY(!model.canFetchMore({}));
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.at(row), history.events.at(row));
    }

    void anotherQueryHasAnotherAnswer()
    {
        FakeClock clock;
        FakeHistory history(20, clock);
        HistoryModel model(clock, [&history](HistoryQuery query) { return history.search(std::move(query)); });
        model.setQuery({}, std::nullopt);
        model.setQuery(u"main"_s, clock.now() - 1h);
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(history.asked.last().from, std::optional(clock.now() - 1h));
    }

    void whatHappensNowComesInAtTheTop()
    {
        FakeClock clock;
        FakeHistory history(20, clock);
        HistoryModel model(clock, [&history](HistoryQuery query) { return history.search(std::move(query)); });
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setQuery(u"web"_s, std::nullopt);
        QCOMPARE(model.rowCount(), 10);
        IncidentEvent event;
        event.at = clock.now();
        event.title = u"memory 80 % on web-2"_s;
        model.add(event);
        QCOMPARE(model.rowCount(), 11);
        QCOMPARE(model.at(0), event);
        event.title = u"main site is failing"_s;
        model.add(event);
        QCOMPARE(model.rowCount(), 11); // it was not asked for
    }

    void aFailureIsKeptAndWhatIsShownStays()
    {
        FakeClock clock;
        FakeHistory history(5, clock);
        HistoryModel model(clock, [&history](HistoryQuery query) { return history.search(std::move(query)); });
        model.setQuery({}, std::nullopt);
        history.error = Error{ErrorKind::Storage, u"disk I/O error"_s};
        model.setQuery(u"web"_s, std::nullopt);
        QCOMPARE(model.error(), history.error);
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(!model.canFetchMore({}));
        history.error.reset();
        model.setQuery(u"web"_s, std::nullopt);
        QVERIFY(!model.error());
        QCOMPARE(model.rowCount(), 2);
    }

    void findsAsTheDatabaseDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("expected");
        QTest::newRow("nothing finds everything") << u""_s << true;
        QTest::newRow("the beginning of a word") << u"pay"_s << true;
        QTest::newRow("the middle of a word") << u"ments"_s << false;
        QTest::newRow("all words have to be there") << u"payments web"_s << false;
        QTest::newRow("words of title and text together") << u"payments lag"_s << true;
        QTest::newRow("punctuation separates") << u"payments-db"_s << true;
    }

    void findsAsTheDatabaseDoes()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, expected);
        IncidentEvent event;
        event.title = u"payments-db: replication"_s;
        event.text = u"lag of 40 s"_s;
        QCOMPARE(isFoundBy(text, event), expected);
    }
};

QTEST_GUILESS_MAIN(HistoryModelTest)

#include "tst_historymodel.moc"
