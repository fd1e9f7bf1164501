// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control.h"
#include "support/uibench.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A session, and what is asked of it from outside.
struct Bench
{
    explicit Bench(const QString &toml = {}) : ui(toml)
    {
        control = std::make_unique<Control>(*ui.session, Control::Patience{});
        QSignalSpy started(ui.session.get(), &Session::started);
        ui.session->start();
        QVERIFY(started.wait());
    }

    QJsonObject ask(const QJsonObject &request)
    {
        QList<QJsonObject> answers;
        control->answer(request, [&answers](const QJsonObject &answer) { answers.append(answer); });
        return QTest::qWaitFor([&answers] { return !answers.isEmpty(); }) ? answers.constFirst() : QJsonObject();
    }
    void add(const QString &title, IncidentEventKind kind = IncidentEventKind::Note)
    {
        const TimePoint now = ui.clock.now();
        ui.session->history().add({0, now, IncidentId(u"NB-1"_s), SourceId(u"nightbell"_s), kind, {}, title, {}});
    }

    UiBench ui;
    std::unique_ptr<Control> control;
};

QStringList titles(const QJsonObject &answer)
{
    QStringList titles;
    for (const QJsonValue &event : answer["result"_L1]["events"_L1].toArray())
        titles.append(event["title"_L1].toString());
    return titles;
}

} // namespace

class TestControlRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void historyIsToldAsItHappened()
    {
        Bench bench;
        bench.add(u"disk full"_s);
        bench.ui.clock.advance(1h);
        bench.add(u"disk empty"_s);
        bench.add(u"other"_s);
        const auto asked = [&](const QString &text, const QJsonValue &since) {
            return titles(bench.ask({{u"command"_s, u"history"_s}, {u"text"_s, text}, {u"since"_s, since}}));
        };
        QCOMPARE(asked({}, {}), (QStringList{u"disk full"_s, u"disk empty"_s, u"other"_s}));
        QCOMPARE(asked(u"dis"_s, {}), (QStringList{u"disk full"_s, u"disk empty"_s}));
        QCOMPARE(asked(u"disk"_s, toIso(bench.ui.clock.now() - 1min)), QStringList{u"disk empty"_s});
    }

    void withoutATimeItIsTheNewest()
    {
        Bench bench;
        for (int i = 0; i < 101; ++i)
            bench.add(QString::number(i));
        const QJsonObject newest = bench.ask({{u"command"_s, u"history"_s}});
        QCOMPARE(titles(newest).size(), 100);
        QCOMPARE(titles(newest).constFirst(), u"1"_s);
        QCOMPARE(newest["result"_L1]["hasMore"_L1], QJsonValue(true));
        const QJsonObject all = bench.ask({{u"command"_s, u"history"_s}, {u"since"_s, toIso(bench.ui.clock.now() - 1h)}});
        QCOMPARE(titles(all).size(), 101);
        QCOMPARE(all["result"_L1]["hasMore"_L1], QJsonValue(false));
    }

    void itWaitsForNoSource()
    {
        Bench bench(u"[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"http://example.com/\"\n"_s); // which hangs
        QStringList answered;
        for (const QString &command : {u"status"_s, u"history"_s, u"stats"_s})
            bench.control->answer({{u"command"_s, command}}, [&answered, command](const QJsonObject &) { answered.append(command); });
        QTRY_COMPARE(answered.size(), 2);
        QVERIFY(!answered.contains(u"status"_s));
    }

    void pagesAreCounted()
    {
        Bench bench;
        bench.add(u"old"_s, IncidentEventKind::Paged);
        bench.ui.clock.advance(24h * 10);
        bench.add(u"new"_s, IncidentEventKind::Paged);
        bench.ui.clock.advance(40s);
        bench.add(u"new"_s, IncidentEventKind::Acknowledged);
        const QJsonObject month = bench.ask({{u"command"_s, u"stats"_s}})["result"_L1].toObject();
        QCOMPARE(month["pages"_L1], QJsonValue(2));
        QCOMPARE(month["medianMs"_L1], QJsonValue(40'000));
        const QJsonObject day
            = bench.ask({{u"command"_s, u"stats"_s}, {u"since"_s, toIso(bench.ui.clock.now() - 24h)}})["result"_L1].toObject();
        QCOMPARE(day["pages"_L1], QJsonValue(1));
    }
};

QTEST_GUILESS_MAIN(TestControlRecords)
#include "tst_controlrecords.moc"
