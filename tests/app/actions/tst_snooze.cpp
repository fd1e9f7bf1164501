// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestSnooze : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void whatIsTriggeredBecomesMineUntilThen();
    void whoAcknowledgedStays();
    void undoTriggersAgainWhatWasTriggered();
};

void TestSnooze::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"snooze")->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(actionKind(u"snooze")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!actionKind(u"snooze")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestSnooze::whatIsTriggeredBecomesMineUntilThen()
{
    const Incident after = actionKind(u"snooze")->expected(
        Incident{}, ActionRequest{.actor = u"me"_s, .requested = fromMilliseconds(1'000), .inputs = {{u"for"_s, u"15m"_s}}});
    QCOMPARE(after.state, IncidentState::Acknowledged);
    QCOMPARE(after.acknowledgedBy, u"me"_s);
    QCOMPARE(after.snoozedUntil, std::optional(fromMilliseconds(901'000)));
}

void TestSnooze::whoAcknowledgedStays()
{
    const Incident before{.state = IncidentState::Acknowledged, .acknowledgedBy = u"backup"_s};
    QCOMPARE(actionKind(u"snooze")->expected(before, ActionRequest{.actor = u"me"_s, .inputs = {{u"for"_s, u"1h"_s}}}).acknowledgedBy,
        u"backup"_s);
}

void TestSnooze::undoTriggersAgainWhatWasTriggered()
{
    QCOMPARE(actionKind(u"snooze")->undo(Incident{}, {}), std::optional(Undo{u"retrigger"_s}));
    QVERIFY(!actionKind(u"snooze")->undo(Incident{.state = IncidentState::Acknowledged}, {}));
}

QTEST_GUILESS_MAIN(TestSnooze)
#include "tst_snooze.moc"
