// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestResponders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void asksForWhomAndWhat();
};

void TestResponders::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"responders")->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(actionKind(u"responders")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!actionKind(u"responders")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestResponders::asksForWhomAndWhat()
{
    QStringList keys;
    for (const Field &field : actionKind(u"responders")->inputs)
        keys.append(field.key);
    QCOMPARE(keys, QStringList({u"people"_s, u"message"_s}));
    QVERIFY(actionKind(u"responders")->asksFirst);
}

QTEST_GUILESS_MAIN(TestResponders)
#include "tst_responders.moc"
