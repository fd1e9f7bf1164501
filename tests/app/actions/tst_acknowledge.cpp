// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestAcknowledge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsTriggered();
    void expectsWhoAndWhen();
};

void TestAcknowledge::appliesToWhatIsTriggered()
{
    const ActionKind *kind = actionKind(u"acknowledge");
    QVERIFY(kind);
    QVERIFY(kind->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(!kind->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!kind->applies(Incident{.state = IncidentState::Resolved}));
}

void TestAcknowledge::expectsWhoAndWhen()
{
    const TimePoint now = fromMilliseconds(1'000);
    const Incident after
        = actionKind(u"acknowledge")->expected(Incident{.title = u"disk"_s}, ActionRequest{.actor = u"me"_s, .requested = now});
    QCOMPARE(after.state, IncidentState::Acknowledged);
    QCOMPARE(after.acknowledgedBy, u"me"_s);
    QCOMPARE(after.acknowledgedAt, std::optional(now));
    QCOMPARE(after.title, u"disk"_s);
}

QTEST_GUILESS_MAIN(TestAcknowledge)
#include "tst_acknowledge.moc"
