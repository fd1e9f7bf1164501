// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/oncall.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestOnCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void touchingShiftsAreOne_data();
    void touchingShiftsAreOne();
    void duty_data();
    void duty();
    void successorsAreOfTheSameLevel();
};

namespace {

const TimePoint now = FakeClock().now();

// Hours from now; nullopt: open.
Shift shift(std::optional<int> from, std::optional<int> to, int level = 1, const QString &policy = u"Site"_s, const QString &who = u"me"_s)
{
    Shift shift;
    shift.policyId = PolicyId(policy);
    shift.policy = policy;
    shift.level = level;
    shift.person = {PersonId(who), who};
    if (from)
        shift.start = now + std::chrono::hours(*from);
    if (to)
        shift.end = now + std::chrono::hours(*to);
    shift.isMine = who == "me"_L1;
    return shift;
}

} // namespace

void TestOnCall::touchingShiftsAreOne_data()
{
    QTest::addColumn<QList<Shift>>("shifts");
    QTest::addColumn<QList<Shift>>("merged");
    QTest::newRow("touching") << QList{shift(8, 16), shift(0, 8)} << QList{shift(0, 16)};
    QTest::newRow("overlapping") << QList{shift(0, 8), shift(4, 6), shift(7, 16)} << QList{shift(0, 16)};
    QTest::newRow("a gap stays a gap") << QList{shift(0, 8), shift(9, 16)} << QList{shift(0, 8), shift(9, 16)};
    QTest::newRow("others in between do not matter")
        << QList{shift(0, 8), shift(4, 9, 2), shift(8, 16)} << QList{shift(0, 16), shift(4, 9, 2)};
    QTest::newRow("levels stay apart") << QList{shift(0, 8), shift(8, 16, 2)} << QList{shift(0, 8), shift(8, 16, 2)};
    QTest::newRow("people stay apart") << QList{shift(0, 8), shift(8, 16, 1, u"Site"_s, u"doug"_s)}
                                       << QList{shift(0, 8), shift(8, 16, 1, u"Site"_s, u"doug"_s)};
    QTest::newRow("without an end") << QList{shift(0, 8), shift(8, {})} << QList{shift(0, {})};
    QTest::newRow("nothing ends what has no end") << QList{shift({}, {}), shift(4, 8)} << QList{shift({}, {})};
    QTest::newRow("none") << QList<Shift>() << QList<Shift>();
}

void TestOnCall::touchingShiftsAreOne()
{
    QFETCH(const QList<Shift>, shifts);
    QTEST(merged(shifts), "merged");
}

void TestOnCall::duty_data()
{
    QTest::addColumn<QList<Shift>>("mine");
    QTest::addColumn<bool>("isOnCall");
    QTest::addColumn<int>("untilHour"); // -1: none
    QTest::addColumn<int>("nextHour");
    QTest::newRow("no shifts") << QList<Shift>() << false << -1 << -1;
    QTest::newRow("on call") << QList{shift(-2, 6)} << true << 6 << -1;
    QTest::newRow("my next one") << QList{shift(5, 9), shift(20, 30)} << false << -1 << 5;
    QTest::newRow("over in this very moment") << QList{shift(-8, 0)} << false << -1 << -1;
    QTest::newRow("begins in this very moment") << QList{shift(0, 8)} << true << 8 << -1;
    QTest::newRow("for good has no end") << QList{shift({}, {}, 3)} << true << -1 << -1;
    QTest::newRow("what ends counts more than what does not") << QList{shift({}, {}, 3), shift(-2, 6)} << true << 6 << -1;
    QTest::newRow("from one policy to the next without a break")
        << QList{shift(-2, 6), shift(6, 9, 2, u"Other"_s), shift(10, 12)} << true << 9 << -1;
}

void TestOnCall::duty()
{
    QFETCH(const int, untilHour);
    QFETCH(const int, nextHour);
    OnCall onCall;
    QFETCH(const QList<Shift>, mine);
    onCall.mine = mine;
    const Duty duty = dutyAt(onCall, now);
    QTEST(duty.isOnCall, "isOnCall");
    QCOMPARE(duty.until, untilHour < 0 ? std::optional<TimePoint>() : now + std::chrono::hours(untilHour));
    QCOMPARE(duty.next ? duty.next->start : std::nullopt, nextHour < 0 ? std::optional<TimePoint>() : now + std::chrono::hours(nextHour));
}

void TestOnCall::successorsAreOfTheSameLevel()
{
    OnCall onCall;
    onCall.mine = {shift(-2, 6)};
    EscalationPolicy policy;
    policy.id = PolicyId(u"Site"_s);
    policy.next = {shift(6, 12, 1, u"Site"_s, u"doug"_s), shift(6, 12, 2, u"Site"_s, u"ann"_s)};
    onCall.policies = {policy};
    QCOMPARE(dutyAt(onCall, now).after, u"doug"_s);
}

QTEST_GUILESS_MAIN(TestOnCall)
#include "tst_oncall.moc"
