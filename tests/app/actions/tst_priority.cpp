// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestPriority : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void becomesWhatWasAskedFor();
    void undoSetsTheOneBefore();
};

void TestPriority::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"priority")->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(actionKind(u"priority")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!actionKind(u"priority")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestPriority::becomesWhatWasAskedFor()
{
    QCOMPARE(actionKind(u"priority")->expected(Incident{}, ActionRequest{.inputs = {{u"priority"_s, u"P2"_s}}}).priority, u"P2"_s);
}

void TestPriority::undoSetsTheOneBefore()
{
    QCOMPARE(
        actionKind(u"priority")->undo(Incident{.priority = u"P1"_s}, {}), std::optional(Undo{u"priority"_s, {{u"priority"_s, u"P1"_s}}}));
}

QTEST_GUILESS_MAIN(TestPriority)
#include "tst_priority.moc"
