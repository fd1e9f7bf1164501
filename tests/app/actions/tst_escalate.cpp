// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestEscalate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void isTriggeredForTheNextLevel();
    void asksForTheLevel();
};

void TestEscalate::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"escalate")->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(actionKind(u"escalate")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!actionKind(u"escalate")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestEscalate::isTriggeredForTheNextLevel()
{
    QCOMPARE(actionKind(u"escalate")->expected(Incident{.state = IncidentState::Acknowledged}, {}).state, IncidentState::Triggered);
}

void TestEscalate::asksForTheLevel()
{
    QStringList keys;
    for (const Field &field : actionKind(u"escalate")->inputs)
        keys.append(field.key);
    QCOMPARE(keys, QStringList({u"level"_s}));
    QVERIFY(actionKind(u"escalate")->asksFirst);
}

QTEST_GUILESS_MAIN(TestEscalate)
#include "tst_escalate.moc"
