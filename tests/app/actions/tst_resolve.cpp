// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestResolve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void keepsWhoAcknowledged();
};

void TestResolve::appliesToWhatIsOpen()
{
    const ActionKind *kind = actionKind(u"resolve");
    QVERIFY(kind);
    QVERIFY(kind->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(kind->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!kind->applies(Incident{.state = IncidentState::Resolved}));
}

void TestResolve::keepsWhoAcknowledged()
{
    const Incident after
        = actionKind(u"resolve")
              ->expected(Incident{.acknowledgedBy = u"backup"_s}, ActionRequest{.actor = u"me"_s, .requested = fromMilliseconds(5)});
    QCOMPARE(after.state, IncidentState::Resolved);
    QCOMPARE(after.resolvedBy, u"me"_s);
    QCOMPARE(after.acknowledgedBy, u"backup"_s);
    QCOMPARE(after.resolvedAt, std::optional(fromMilliseconds(5)));
}

QTEST_GUILESS_MAIN(TestResolve)
#include "tst_resolve.moc"
