// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/glob.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestGlob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
};

void TestGlob::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("expected");
    QTest::newRow("the same text") << u"web-1"_s << u"web-1"_s << true;
    QTest::newRow("only a part is not enough") << u"web-1"_s << u"web"_s << false;
    QTest::newRow("* stands for any run") << u"web-1"_s << u"w*1"_s << true;
    QTest::newRow("* stands for nothing, too") << u"web"_s << u"web*"_s << true;
    QTest::newRow("? stands for one") << u"web-1"_s << u"web-?"_s << true;
    QTest::newRow("? does not stand for none") << u"web-"_s << u"web-?"_s << false;
    QTest::newRow("it goes back to the last *") << u"a-b-a-c"_s << u"*a-c"_s << true;
    QTest::newRow("case matters") << u"Web"_s << u"web"_s << false;
    QTest::newRow("nothing matches nothing") << QString() << QString() << true;
}

void TestGlob::matches()
{
    QFETCH(const QString, text);
    QFETCH(const QString, pattern);
    QTEST(globMatches(text, pattern), "expected");
}

QTEST_GUILESS_MAIN(TestGlob)
#include "tst_glob.moc"
