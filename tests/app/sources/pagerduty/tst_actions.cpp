// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/pagerduty/actions.h"
#include "support/pagerdutybench.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using Bad = PagerDutyServer::Bad;

namespace {

struct Storm
{
    explicit Storm(int count)
    {
        for (int i = 0; i < count; ++i)
            ids.append(bench.server.world().trigger({.title = u"storm %1"_s.arg(i), .service = pd::mainSite}));
    }
    QList<Expected<Done>> all(const QString &action, const FieldValues &inputs = {})
    {
        QList<ActionRequest> requests;
        for (const QString &id : ids)
            requests.append(bench.request(action, id, inputs));
        return waited(bench.source->performAll(requests));
    }
    qsizetype in(const QString &status)
    {
        return std::ranges::count_if(ids, [&](const QString &id) { return bench.server.world().incident(id)->status == status; });
    }
    qsizetype puts() const
    {
        return std::ranges::count_if(bench.server.requests(), [](const auto &request) { return request.method == "PUT"; });
    }

    PagerDutyBench bench;
    QStringList ids;
};

qsizetype done(const QList<Expected<Done>> &answers)
{
    return std::ranges::count_if(answers, [](const Expected<Done> &answer) { return answer.hasValue(); });
}

} // namespace

class TestPagerDutyActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneThatMovedOnCostsFewRequests();
    void whatIsSoAlreadyCountsAsDone();
    void tooManyForThemAreSplit();
    void whatIsRefusedForAllIsAskedOnce_data();
    void whatIsRefusedForAllIsAskedOnce();
    void resolvesManyWithANote();
    void whatThePlanLacksIsHiddenForMany();
    void whatTheAnswerLeavesOutIsNotDone_data();
    void whatTheAnswerLeavesOutIsNotDone();
};

void TestPagerDutyActions::oneThatMovedOnCostsFewRequests()
{
    Storm storm(250);
    storm.bench.server.world().change(storm.ids.at(77), {.status = u"resolved"_s}, pd::backup);
    const auto answers = storm.all(u"acknowledge"_s);
    QCOMPARE(answers.size(), 250);
    QCOMPARE(done(answers), 249);
    QCOMPARE(answers.at(77).error().kind, ErrorKind::Conflict);
    QCOMPARE(storm.in(u"acknowledged"_s), 249);
    QVERIFY2(storm.puts() <= 20, qPrintable(QString::number(storm.puts())));
}

void TestPagerDutyActions::whatIsSoAlreadyCountsAsDone()
{
    Storm storm(8);
    storm.bench.server.world().change(storm.ids.at(2), {.status = u"acknowledged"_s}, pd::backup);
    storm.bench.server.world().change(storm.ids.at(5), {.status = u"acknowledged"_s}, pd::lead);
    QCOMPARE(done(storm.all(u"acknowledge"_s)), 8);
    QCOMPARE(storm.in(u"acknowledged"_s), 8);
}

void TestPagerDutyActions::tooManyForThemAreSplit()
{
    Storm storm(6);
    storm.bench.server.fail({.path = "/incidents", .method = "PUT", .status = 413});
    QCOMPARE(done(storm.all(u"acknowledge"_s)), 6);
    QCOMPARE(storm.puts(), 3);
}

void TestPagerDutyActions::whatIsRefusedForAllIsAskedOnce_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("no rights") << 403 << ErrorKind::Forbidden;
    QTest::newRow("too many requests") << 429 << ErrorKind::TooManyRequests;
    QTest::newRow("their fault") << 503 << ErrorKind::Server;
}

void TestPagerDutyActions::whatIsRefusedForAllIsAskedOnce()
{
    QFETCH(int, status);
    QFETCH(ErrorKind, kind);
    Storm storm(20);
    storm.bench.server.fail({.path = "/incidents", .method = "PUT", .status = status});
    const auto answers = storm.all(u"acknowledge"_s);
    QCOMPARE(answers.size(), 20);
    QVERIFY(std::ranges::all_of(answers, [&](const Expected<Done> &answer) { return !answer && answer.error().kind == kind; }));
    QCOMPARE(storm.puts(), 1);
    QVERIFY(storm.bench.source->supports(u"acknowledge")); // also with 403: it may be of these alone
}

void TestPagerDutyActions::resolvesManyWithANote()
{
    Storm storm(3);
    QCOMPARE(done(storm.all(u"resolve"_s, {{u"note"_s, u"unplugged it"_s}})), 3);
    QCOMPARE(storm.in(u"resolved"_s), 3);
    for (const QString &id : std::as_const(storm.ids))
        QVERIFY(storm.bench.server.world().incident(id)->notes.constFirst().content.contains(u"unplugged it"_s));
}

void TestPagerDutyActions::whatThePlanLacksIsHiddenForMany()
{
    Storm storm(3);
    storm.bench.server.fail({.path = "/incidents", .method = "PUT", .status = 402});
    QCOMPARE(done(storm.all(u"priority"_s, {{u"priority"_s, u"P1"_s}})), 0);
    QVERIFY(!storm.bench.source->supports(u"priority"));
    QVERIFY(storm.bench.source->supports(u"resolve"));
}

void TestPagerDutyActions::whatTheAnswerLeavesOutIsNotDone_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<FieldValues>("inputs");
    QTest::newRow("acknowledge") << u"acknowledge"_s << FieldValues();
    QTest::newRow("resolve") << u"resolve"_s << FieldValues();
    QTest::newRow("another urgency") << u"urgency"_s << FieldValues{{u"urgency"_s, u"low"_s}};
}

void TestPagerDutyActions::whatTheAnswerLeavesOutIsNotDone()
{
    QFETCH(QString, action);
    QFETCH(FieldValues, inputs);
    Storm storm(3);
    storm.bench.server.fail({.path = "/incidents", .method = "PUT", .bad = Bad::EmptyLists});
    const auto answers = storm.all(action, inputs);
    QCOMPARE(answers.size(), 3);
    for (const auto &answer : answers) {
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::BadAnswer); // asked again, until one is said to be so
    }
    QCOMPARE(done(storm.all(action, inputs)), 3);
}

QTEST_GUILESS_MAIN(TestPagerDutyActions)
#include "tst_actions.moc"
