// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/nearest.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestNearest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nearest_data();
    void nearest();
};

void TestNearest::nearest_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a letter is missing") << u"evry"_s << u"every"_s;
    QTest::newRow("a letter too much") << u"everyy"_s << u"every"_s;
    QTest::newRow("a wrong letter") << u"evary"_s << u"every"_s;
    QTest::newRow("capital letters") << u"Every"_s << u"every"_s;
    QTest::newRow("two letters of a long word") << u"fail-aftr"_s << u"fail-after"_s;
    QTest::newRow("the nearer of two") << u"urk"_s << u"url"_s;
    QTest::newRow("a short word must be nearly right") << u"up"_s << QString();
    QTest::newRow("something else") << u"colour"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("far too long a word") << u"every"_s.repeated(1'000'000) << QString();
}

void TestNearest::nearest()
{
    QFETCH(const QString, word);
    QFETCH(const QString, expected);
    const QStringList words{u"id"_s, u"every"_s, u"fail-after"_s, u"url"_s, u"hurl"_s};
    QCOMPARE(nearestWord(word, words), expected);
}

QTEST_GUILESS_MAIN(TestNearest)
#include "tst_nearest.moc"
