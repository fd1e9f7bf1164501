// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestCreate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAboutASource();
    void asksForWhatIsWrongWhere();
};

void TestCreate::isAboutASource()
{
    QCOMPARE(actionKind(u"create")->subject, ActionSubject::Source);
    QVERIFY(!actionKind(u"create")->isRepeatable);
}

void TestCreate::asksForWhatIsWrongWhere()
{
    QStringList keys;
    for (const Field &field : actionKind(u"create")->inputs)
        keys.append(field.key);
    QCOMPARE(keys, QStringList({u"title"_s, u"service"_s, u"urgency"_s, u"details"_s, u"people"_s}));
    QVERIFY(actionKind(u"create")->asksFirst);
}

QTEST_GUILESS_MAIN(TestCreate)
#include "tst_create.moc"
