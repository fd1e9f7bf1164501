// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control.h"
#include "support/silencesource.h"
#include "support/uibench.h"
#include "support/waited.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SourceId am(u"am"_s);

// A session with a source that has silences, and what is asked of it from outside.
struct Bench
{
    Bench()
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
    static QString reasonOf(const QJsonObject &answer) { return answer["error"_L1]["reason"_L1].toString(); }

    void addSource() { addSilenceSource(ui.session->poller(), script); }
    Silence silence(const QString &id) const { return makeSilence(id, u"host=\"a\""_s, ui.clock.now() + 1h); }
    void has(const QStringList &ids)
    {
        SilenceAnswer answer;
        for (const QString &id : ids)
            answer.silences.append(silence(id));
        script->answer = answer;
    }

    UiBench ui;
    std::unique_ptr<Control> control;
    std::shared_ptr<SilenceScript> script = std::make_shared<SilenceScript>();
};

QJsonObject ending(const QStringList &ids)
{
    return {{u"command"_s, u"unsilence"_s}, {u"ids"_s, QJsonArray::fromStringList(ids)}};
}

QJsonObject making(const QString &source, const QString &reach, const QString &span = u"2h"_s)
{
    return {{u"command"_s, u"silence"_s}, {u"source"_s, source}, {u"reach"_s, reach}, {u"for"_s, span}, {u"comment"_s, u"the move"_s}};
}

} // namespace

class TestControlSilences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingHasSilences()
    {
        Bench bench;
        const QJsonObject answer = bench.ask({{u"command"_s, u"silences"_s}});
        QCOMPARE(answer["ok"_L1], QJsonValue(true));
        QVERIFY(answer["result"_L1].isArray() && answer["result"_L1].toArray().isEmpty());
    }

    void theyAreAskedForThoughNobodyLooks()
    {
        Bench bench;
        bench.addSource();
        bench.has({u"s1"_s});
        const QJsonObject answer = bench.ask({{u"command"_s, u"silences"_s}});
        QCOMPARE(answer["result"_L1][0]["source"_L1], QJsonValue(u"am"_s));
        QCOMPARE(answer["result"_L1][0]["silences"_L1][0]["id"_L1], QJsonValue(u"s1"_s));
        QCOMPARE(bench.script->asked, 1);
        // Anew each time: another console may have done something meanwhile.
        bench.has({u"s2"_s});
        QCOMPARE(bench.ask({{u"command"_s, u"silences"_s}})["result"_L1][0]["silences"_L1][0]["id"_L1], QJsonValue(u"s2"_s));
    }

    void aSourceThatFailsSaysSo()
    {
        Bench bench;
        bench.addSource();
        bench.script->answer = Error{ErrorKind::Server, u"503"_s};
        const QJsonObject answer = bench.ask({{u"command"_s, u"silences"_s}});
        QVERIFY(answer["result"_L1][0]["error"_L1].toString().contains("503"_L1));
        QVERIFY(answer["result"_L1][0]["askedAt"_L1].isNull());
        // Nobody can tell that there is no such silence.
        const QJsonObject ended = bench.ask(ending({u"s1"_s}));
        QCOMPARE(ended["result"_L1][0]["outcome"_L1], QJsonValue(u"refused"_s));
        QVERIFY(ended["result"_L1][0]["reason"_L1].toString().contains("Alerts"_L1));
    }

    void oneIsMade()
    {
        Bench bench;
        bench.addSource();
        bench.script->preview = SilencePreview{{IncidentId(u"am:1"_s)}, false};
        const QJsonObject answer = bench.ask(making(u"am"_s, u" host=\"a\" "_s));
        QCOMPARE(answer["ok"_L1], QJsonValue(true));
        QCOMPARE(answer["result"_L1]["incidents"_L1].toArray(), QJsonArray{u"am:1"_s});
        QCOMPARE(answer["result"_L1]["ends"_L1], QJsonValue(toIso(bench.ui.clock.now() + 2h)));
        QCOMPARE(bench.script->made, (QList{SilenceDraft{u"host=\"a\""_s, bench.ui.clock.now() + 2h, u"the move"_s}}));
        const auto notes = waited(bench.ui.session->history().search({.kinds = {IncidentEventKind::Note}}));
        QVERIFY(notes && notes->size() == 1);
        QVERIFY(notes->constFirst().title.startsWith("You made a silence until "_L1));
    }

    void whatIsNotMadeIsSaid_data()
    {
        QTest::addColumn<QJsonObject>("request");
        QTest::addColumn<Expected<SilencePreview>>("preview");
        QTest::addColumn<Expected<Done>>("done");
        QTest::addColumn<QString>("reason");
        const Expected<SilencePreview> fine = SilencePreview{};
        const Expected<SilencePreview> strange = Error{ErrorKind::BadInput, {}};
        const Expected<SilencePreview> boundless = SilencePreview{{}, true};
        const Expected<Done> done = Done{};
        const Expected<Done> refused = Error{ErrorKind::Forbidden, u"403"_s};
        const Expected<Done> silent = Error{ErrorKind::Timeout, {}};
        const QJsonObject one = making(u"am"_s, u"host=\"a\""_s);
        QTest::newRow("no such source") << making(u"pd"_s, u"a"_s) << fine << done << u"“pd”"_s;
        QTest::newRow("no end") << making(u"am"_s, u"a"_s, u"soon"_s) << fine << done << u"for:"_s;
        QTest::newRow("a reach that is none") << one << strange << done << u"it is written like this: host=\"web-1\""_s;
        QTest::newRow("everything") << one << boundless << done << u"would keep everything quiet"_s;
        QTest::newRow("not allowed") << one << fine << refused << u"403"_s;
        QTest::newRow("no answer") << one << fine << silent << u"is not known"_s;
    }
    void whatIsNotMadeIsSaid()
    {
        QFETCH(const QJsonObject, request);
        QFETCH(const Expected<SilencePreview>, preview);
        QFETCH(const Expected<Done>, done);
        QFETCH(const QString, reason);
        Bench bench;
        bench.addSource();
        bench.script->preview = preview;
        bench.script->done = done;
        const QJsonObject answer = bench.ask(request);
        QCOMPARE(answer["ok"_L1], QJsonValue(false));
        QVERIFY2(Bench::reasonOf(answer).contains(reason), qPrintable(Bench::reasonOf(answer)));
    }

    void severalAreEnded()
    {
        Bench bench;
        bench.addSource();
        bench.has({u"7f3a-1"_s, u"7f3a-2"_s, u"9c00-1"_s});
        const QJsonArray outcomes = bench.ask(ending({u"7f3a-1"_s, u"9c00"_s, u"7f3a"_s, u"0000"_s}))["result"_L1].toArray();
        QCOMPARE(outcomes.size(), 4);
        QHash<QString, QString> byId;
        for (const QJsonValue &outcome : outcomes)
            byId.insert(outcome["id"_L1].toString(), outcome["outcome"_L1].toString());
        QCOMPARE(byId.value(u"7f3a-1"_s), u"confirmed"_s);
        QCOMPARE(byId.value(u"9c00-1"_s), u"confirmed"_s); // by its beginning
        QCOMPARE(byId.value(u"7f3a"_s), u"refused"_s); // there are two like that
        QCOMPARE(byId.value(u"0000"_s), u"refused"_s);
        QCOMPARE(bench.script->ended, (QList{SilenceId(u"7f3a-1"_s), SilenceId(u"9c00-1"_s)}));
    }

    // Two sources that ask one Alertmanager list the same silences.
    void whatSeveralSourcesListIsOfTheOneThatIsNamed()
    {
        Bench bench;
        bench.addSource();
        bench.has({u"s1"_s});
        const auto others = std::make_shared<SilenceScript>();
        Silence same = bench.silence(u"s1"_s);
        same.source = SourceId(u"am2"_s);
        SilenceAnswer answer;
        answer.silences.append(same);
        others->answer = answer;
        addSilenceSource(bench.ui.session->poller(), others, same.source);
        const QJsonValue refused = bench.ask(ending({u"s1"_s}))["result"_L1][0];
        QCOMPARE(refused["outcome"_L1], QJsonValue(u"refused"_s));
        QVERIFY2(refused["reason"_L1].toString().contains("am, am2"_L1), qPrintable(refused["reason"_L1].toString()));
        QVERIFY(refused["reason"_L1].toString().contains("--source"_L1));
        QVERIFY(bench.script->ended.isEmpty() && others->ended.isEmpty());
        QJsonObject request = ending({u"s1"_s});
        request.insert(u"source"_s, u"am2"_s);
        QCOMPARE(bench.ask(request)["result"_L1][0]["outcome"_L1], QJsonValue(u"confirmed"_s));
        QCOMPARE(others->ended, (QList{SilenceId(u"s1"_s)}));
        QVERIFY(bench.script->ended.isEmpty());
        request.insert(u"source"_s, u"elsewhere"_s);
        QVERIFY(Bench::reasonOf(bench.ask(request)).contains(u"“elsewhere”"_s));
    }

    void anEndThatNobodyKnowsOf()
    {
        Bench bench;
        bench.addSource();
        bench.has({u"s1"_s});
        bench.script->done = Error{ErrorKind::Timeout, {}};
        QCOMPARE(bench.ask(ending({u"s1"_s}))["result"_L1][0]["outcome"_L1], QJsonValue(u"unknown"_s));
        QVERIFY(!bench.ask(ending({}))["ok"_L1].toBool());
    }

    void oneIsProlonged()
    {
        Bench bench;
        bench.addSource();
        bench.has({u"s1"_s});
        QJsonObject request{{u"command"_s, u"prolong"_s}, {u"ids"_s, QJsonArray{u"s1"_s}}, {u"for"_s, u"4h"_s}};
        QCOMPARE(bench.ask(request)["result"_L1][0]["outcome"_L1], QJsonValue(u"confirmed"_s));
        QCOMPARE(bench.script->prolonged, (QList{std::pair(SilenceId(u"s1"_s), bench.ui.clock.now() + 4h)}));
        request.insert(u"for"_s, u""_s);
        QVERIFY(!bench.ask(request)["ok"_L1].toBool());
    }
};

QTEST_GUILESS_MAIN(TestControlSilences)
#include "tst_controlsilences.moc"
