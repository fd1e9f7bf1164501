// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/demo/oncall.h"

#include "support/fakeclock.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDemoOnCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoeverComesNextBeginsWhenTheOneBeforeEnds()
    {
        const TimePoint start = FakeClock().now();
        for (TimePoint now = start; now < start + 7 * 24h; now += 5h) {
            const OnCall onCall = demo::onCallAt(SourceId(u"demo"_s), {}, now);
            QCOMPARE(onCall.policies.size(), 3);
            for (const EscalationPolicy &policy : onCall.policies) {
                QVERIFY(std::ranges::all_of(policy.now, [now](const Shift &shift) { return shift.isAt(now); }));
                QVERIFY(std::ranges::all_of(policy.next, [now](const Shift &shift) { return *shift.start > now; }));
            }
            QVERIFY(!onCall.mine.isEmpty());
            QVERIFY(std::ranges::all_of(
                onCall.mine, [now](const Shift &shift) { return shift.isMine && *shift.end > now && *shift.start < now + shiftsAhead; }));
        }
    }

    void aShiftThatIsTakenOverIsMine()
    {
        const TimePoint now = FakeClock().now();
        const ShiftOverride taken{u"stream"_s, u"Streaming, by day"_s, now + 1h, now + 20h};
        const OnCall before = demo::onCallAt(SourceId(u"demo"_s), {}, now + 6h);
        const OnCall after = demo::onCallAt(SourceId(u"demo"_s), {taken}, now + 6h);
        const auto isStream = [](const Shift &shift) { return shift.scheduleId == u"stream"_s; };
        QVERIFY(std::ranges::none_of(before.mine, isStream));
        QVERIFY(std::ranges::any_of(after.mine, isStream));
    }

    void whatCannotBeTakenIsRefused_data()
    {
        QTest::addColumn<QString>("schedule");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<bool>("isDone");
        QTest::newRow("a stretch to come is taken") << u"shop"_s << 1 << 2 << true;
        QTest::newRow("a schedule that there is not") << u"none"_s << 1 << 2 << false;
        QTest::newRow("an end before the start") << u"shop"_s << 2 << 1 << false;
        QTest::newRow("what is over") << u"shop"_s << -2 << -1 << false;
    }
    void whatCannotBeTakenIsRefused()
    {
        QFETCH(const QString, schedule);
        QFETCH(const int, from);
        QFETCH(const int, to);
        const TimePoint now = FakeClock().now();
        const ShiftOverride wanted{schedule, schedule, now + std::chrono::hours(from), now + std::chrono::hours(to)};
        QTEST(demo::checkOverride(wanted, now).hasValue(), "isDone");
    }
};

QTEST_GUILESS_MAIN(TestDemoOnCall)
#include "tst_oncall.moc"
