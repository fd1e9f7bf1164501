// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/renderoncall.h"

#include "engine/encodeoncall.h"
#include "support/dutysource.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

QStringList rendered(const std::optional<OnCall> &answer)
{
    const OnCallStatus status{SourceId(u"pd"_s), u"Pager"_s, false, answer, {}};
    const TimePoint now = FakeClock().now();
    return renderOnCall({encodeOnCall(status, now)}, {now, false});
}

} // namespace

class TestRenderOnCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void levelsAndShiftsFollowMyOwnDuty()
    {
        QCOMPARE(rendered(siteOnCall()),
            (QStringList{u"Pager: you are not on call; your next shift begins 07:00"_s, {}, u"Site"_s,
                u"  1  Ada until 07:00, then you (5m)"_s, u"  2  Doug (10m)"_s, {}, u"Your shifts, 14 days"_s,
                u"  07:00 – 15:00: Site, level 1"_s}));
    }

    void theFirstLineSaysWhereIStand_data()
    {
        QTest::addColumn<QList<Shift>>("mine");
        QTest::addColumn<QString>("line");
        QTest::newRow("on call") << QList<Shift>{shiftOf(-1, 4)} << u"Pager: you are on call until 07:00"_s;
        QTest::newRow("on call for good") << QList<Shift>{shiftOf({}, {})} << u"Pager: you are on call, always"_s;
        QTest::newRow("never") << QList<Shift>{} << u"Pager: you are not on call"_s;
    }
    void theFirstLineSaysWhereIStand()
    {
        QFETCH(const QList<Shift>, mine);
        QTEST(rendered(onCallOf(mine)).constFirst(), "line");
    }

    void aShiftThatGoesOnIsFromNow() { QCOMPARE(rendered(onCallOf({shiftOf(-200, 4)})).constLast(), u"  now – 07:00: Site, level 1"_s); }

    void whatIsNotKnownIsNotClaimed()
    {
        QCOMPARE(rendered({}), QStringList{u"Pager: who is on call is not known"_s});
        OnCall nobody = onCallOf({});
        nobody.me = {};
        QCOMPARE(rendered(nobody), QStringList{u"Pager: your own shifts are not known"_s});
        QVERIFY(renderOnCall({}, {}).constFirst().contains(u"PagerDuty"_s));
    }

    void whatItWouldTakeIsSaid()
    {
        OnCall advised = onCallOf({});
        advised.me = {};
        advised.advice = u"Name a team"_s;
        QCOMPARE(rendered(advised), QStringList{u"Pager: Name a team"_s});
    }

    void aDelayThatIsNotKnownIsNotSaid()
    {
        OnCall onCall = siteOnCall();
        onCall.policies[0].levels[1].delay = {};
        onCall.problems = {u"Something is missing."_s};
        QVERIFY(rendered(onCall).contains(u"  2  Doug"_s));
        QCOMPARE(rendered(onCall).constLast(), u"Something is missing."_s);
    }

    void namesCannotWriteToTheTerminal()
    {
        OnCall onCall = siteOnCall();
        onCall.policies[0].now[0].person.name = u"Ada\x1b[2J"_s;
        QVERIFY(!rendered(onCall).join(u'\n').contains(u'\x1b'));
    }
};

QTEST_GUILESS_MAIN(TestRenderOnCall)
#include "tst_renderoncall.moc"
