// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestReassign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void isTriggeredForTheOthers();
    void undoGivesItBackToWhoHadIt();
};

void TestReassign::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"reassign")->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(actionKind(u"reassign")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!actionKind(u"reassign")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestReassign::isTriggeredForTheOthers()
{
    const Incident before{
        .state = IncidentState::Acknowledged, .acknowledgedBy = u"me"_s, .assignees = {Person{PersonId(u"P1"_s), u"me"_s}}};
    const Incident after = actionKind(u"reassign")->expected(before, ActionRequest{.inputs = {{u"people"_s, QStringList{u"P2"_s}}}});
    QCOMPARE(after.state, IncidentState::Triggered);
    QCOMPARE(after.assignees.size(), 1);
    QCOMPARE(after.assignees.constFirst().id, PersonId(u"P2"_s));
}

void TestReassign::undoGivesItBackToWhoHadIt()
{
    const Incident before{.assignees = {Person{PersonId(u"P1"_s), u"me"_s}}};
    QCOMPARE(actionKind(u"reassign")->undo(before, {}), std::optional(Undo{u"reassign"_s, {{u"people"_s, QStringList{u"P1"_s}}}}));
    QVERIFY(!actionKind(u"reassign")->undo(Incident{}, {}));
}

QTEST_GUILESS_MAIN(TestReassign)
#include "tst_reassign.moc"
