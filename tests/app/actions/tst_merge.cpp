// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void isOneRequestForTheSelection();
};

void TestMerge::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"merge")->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(actionKind(u"merge")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!actionKind(u"merge")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestMerge::isOneRequestForTheSelection()
{
    QCOMPARE(actionKind(u"merge")->subject, ActionSubject::Selection);
    QVERIFY(actionKind(u"merge")->asksFirst);
    QVERIFY(!actionKind(u"merge")->undo);
}

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
