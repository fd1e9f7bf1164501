// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestRetrigger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsNotTriggered();
    void nobodyHasItAfterwards();
};

void TestRetrigger::appliesToWhatIsNotTriggered()
{
    QVERIFY(!actionKind(u"retrigger")->applies(Incident{}));
    QVERIFY(actionKind(u"retrigger")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(actionKind(u"retrigger")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestRetrigger::nobodyHasItAfterwards()
{
    const Incident before{.state = IncidentState::Resolved,
        .acknowledgedAt = fromMilliseconds(1),
        .resolvedAt = fromMilliseconds(2),
        .acknowledgedBy = u"me"_s,
        .resolvedBy = u"me"_s};
    QCOMPARE(actionKind(u"retrigger")->expected(before, {}), Incident{});
}

QTEST_GUILESS_MAIN(TestRetrigger)
#include "tst_retrigger.moc"
