// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestStatusUpdate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesToWhatIsOpen();
    void asksForTheMessage();
};

void TestStatusUpdate::appliesToWhatIsOpen()
{
    QVERIFY(actionKind(u"statusupdate")->applies(Incident{.state = IncidentState::Triggered}));
    QVERIFY(actionKind(u"statusupdate")->applies(Incident{.state = IncidentState::Acknowledged}));
    QVERIFY(!actionKind(u"statusupdate")->applies(Incident{.state = IncidentState::Resolved}));
}

void TestStatusUpdate::asksForTheMessage()
{
    QStringList keys;
    for (const Field &field : actionKind(u"statusupdate")->inputs)
        keys.append(field.key);
    QCOMPARE(keys, QStringList({u"message"_s}));
    QVERIFY(actionKind(u"statusupdate")->asksFirst);
}

QTEST_GUILESS_MAIN(TestStatusUpdate)
#include "tst_statusupdate.moc"
