// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestMaintenance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesWhereThereIsAService();
    void asksForHowLong();
};

void TestMaintenance::appliesWhereThereIsAService()
{
    QVERIFY(!actionKind(u"maintenance")->applies(Incident{}));
    QVERIFY(actionKind(u"maintenance")->applies(Incident{.service = ServiceId(u"main-site"_s)}));
}

void TestMaintenance::asksForHowLong()
{
    QStringList keys;
    for (const Field &field : actionKind(u"maintenance")->inputs)
        keys.append(field.key);
    QCOMPARE(keys, QStringList({u"for"_s, u"description"_s}));
    QVERIFY(actionKind(u"maintenance")->asksFirst);
}

QTEST_GUILESS_MAIN(TestMaintenance)
#include "tst_maintenance.moc"
