// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;

class TestUnmute : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsMuted();
    void somebodyIsNeededAgain();
};

void TestUnmute::appliesToWhatIsMuted()
{
    QVERIFY(actionKind(u"unmute")->applies(Incident{.quiet = Quiet::Silenced}));
    QVERIFY(!actionKind(u"unmute")->applies(Incident{}));
    QVERIFY(!actionKind(u"unmute")->applies(Incident{.state = IncidentState::Resolved, .quiet = Quiet::Silenced}));
}

void TestUnmute::somebodyIsNeededAgain()
{
    const Incident muted{.quiet = Quiet::Silenced};
    QVERIFY(!muted.needsPerson());
    QVERIFY(actionKind(u"unmute")->expected(muted, ActionRequest{}).needsPerson());
}

QTEST_GUILESS_MAIN(TestUnmute)
#include "tst_unmute.moc"
