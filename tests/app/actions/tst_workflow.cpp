// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestWorkflow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void asksForTheWorkflow();
};

void TestWorkflow::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"workflow")->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(actionKind(u"workflow")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!actionKind(u"workflow")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestWorkflow::asksForTheWorkflow()
{
    QStringList keys;
    for (const Field &field : actionKind(u"workflow")->inputs)
        keys.append(field.key);
    QCOMPARE(keys, QStringList({u"workflow"_s}));
    QVERIFY(actionKind(u"workflow")->asksFirst);
}

QTEST_GUILESS_MAIN(TestWorkflow)
#include "tst_workflow.moc"
