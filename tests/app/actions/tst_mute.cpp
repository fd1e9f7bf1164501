// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestMute : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void asksForWhatAndHowLong();
    void nobodyIsNeededMeanwhile();
    void whoeverHasItKeepsIt();
    void isTakenBackUnlessItWasMutedBefore();
};

void TestMute::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"mute")->applies(Incident{}));
    QVERIFY(!actionKind(u"mute")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestMute::asksForWhatAndHowLong()
{
    QStringList keys;
    for (const Field &field : actionKind(u"mute")->inputs)
        keys.append(field.key);
    QCOMPARE(keys, QStringList({u"what"_s, u"for"_s, u"message"_s}));
    QVERIFY(actionKind(u"mute")->asksFirst);
}

void TestMute::nobodyIsNeededMeanwhile()
{
    QVERIFY(Incident{}.needsPerson());
    QVERIFY(!actionKind(u"mute")->expected(Incident{}, ActionRequest{}).needsPerson());
}

void TestMute::whoeverHasItKeepsIt()
{
    const Incident incident{.state = IncidentState::Acknowledged, .acknowledgedBy = u"ann"_s};
    QCOMPARE(actionKind(u"mute")->expected(incident, ActionRequest{}), incident);
}

void TestMute::isTakenBackUnlessItWasMutedBefore()
{
    const auto undo = actionKind(u"mute")->undo(Incident{}, ActionRequest{});
    QVERIFY(undo && undo->action == u"unmute");
    QVERIFY(!actionKind(u"mute")->undo(Incident{.quiet = Quiet::Silenced}, ActionRequest{}));
}

QTEST_GUILESS_MAIN(TestMute)
#include "tst_mute.moc"
