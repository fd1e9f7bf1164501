// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestTitle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void becomesWhatWasAskedFor();
    void undoSetsTheOneBefore();
};

void TestTitle::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"title")->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(actionKind(u"title")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!actionKind(u"title")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestTitle::becomesWhatWasAskedFor()
{
    QCOMPARE(actionKind(u"title")->expected(Incident{}, ActionRequest{.inputs = {{u"title"_s, u"new"_s}}}).title, u"new"_s);
}

void TestTitle::undoSetsTheOneBefore()
{
    QCOMPARE(actionKind(u"title")->undo(Incident{.title = u"old"_s}, {}), std::optional(Undo{u"title"_s, {{u"title"_s, u"old"_s}}}));
}

QTEST_GUILESS_MAIN(TestTitle)
#include "tst_title.moc"
