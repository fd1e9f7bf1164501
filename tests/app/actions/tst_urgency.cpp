// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestUrgency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void becomesWhatWasAskedFor();
    void undoSetsTheOneBefore();
};

void TestUrgency::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"urgency")->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(actionKind(u"urgency")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!actionKind(u"urgency")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestUrgency::becomesWhatWasAskedFor()
{
    QCOMPARE(actionKind(u"urgency")->expected(Incident{}, ActionRequest{.inputs = {{u"urgency"_s, u"low"_s}}}).urgency, Urgency::Low);
    QCOMPARE(actionKind(u"urgency")->expected(Incident{}, ActionRequest{.inputs = {{u"urgency"_s, u"odd"_s}}}).urgency, Urgency::High);
}

void TestUrgency::undoSetsTheOneBefore()
{
    QCOMPARE(actionKind(u"urgency")->undo(Incident{}, {}), std::optional(Undo{u"urgency"_s, {{u"urgency"_s, u"high"_s}}}));
}

QTEST_GUILESS_MAIN(TestUrgency)
#include "tst_urgency.moc"
