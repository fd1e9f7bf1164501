// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/action.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestNote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForTheText();
    void changesNothingInTheRow();
    void isNotSentTwice();
};

void TestNote::asksForTheText()
{
    QStringList keys;
    for (const Field &field : actionKind(u"note")->inputs)
        keys.append(field.key);
    QCOMPARE(keys, QStringList({u"text"_s}));
    QVERIFY(actionKind(u"note")->asksFirst);
}

void TestNote::changesNothingInTheRow()
{
    const Incident incident{.title = u"disk"_s};
    QCOMPARE(actionKind(u"note")->expected(incident, {}), incident);
}

void TestNote::isNotSentTwice()
{
    QVERIFY(!actionKind(u"note")->isRepeatable);
}

QTEST_GUILESS_MAIN(TestNote)
#include "tst_note.moc"
