// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/labels.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::prometheus;
using namespace Qt::StringLiterals;

namespace {

const Labels disk{{u"alertname"_s, u"DiskFull"_s}, {u"instance"_s, u"web-1:9100"_s}, {u"mountpoint"_s, u"/"_s}};

} // namespace

class TestLabels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fingerprintsAreThoseOfAlertmanager();
    void matchersAreRead_data();
    void matchersAreRead();
    void matchersDecide_data();
    void matchersDecide();
    void exactMatchersFitOneSetOnly();
    void coveringMatchersFitTheirSets();
    void valuesInExpressionsAreTakenLiterally();
};

// What Alertmanager 0.25 said of these labels.
void TestLabels::fingerprintsAreThoseOfAlertmanager()
{
    QCOMPARE(fingerprint({{u"alertname"_s, u"A"_s}}), u"d2c6efc389df0927"_s);
    QCOMPARE(fingerprint({{u"alertname"_s, u"Ä"_s}, {u"x"_s, u"日本"_s}}), u"5af8a92899002e05"_s);
}

void TestLabels::matchersAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("again"); // empty: refused
    QTest::newRow("one with quotes") << uR"(severity="critical")"_s << uR"(severity="critical")"_s;
    QTest::newRow("without quotes") << u"severity=critical"_s << uR"(severity="critical")"_s;
    QTest::newRow("all four comparisons, in braces")
        << uR"({a="1", b!="2",c=~"3.*" , d!~"4"})"_s << uR"(a="1", b!="2", c=~"3.*", d!~"4")"_s;
    QTest::newRow("a comma and a brace within quotes") << uR"(a="x,y}")"_s << uR"(a="x,y}")"_s;
    QTest::newRow("an escaped quote") << uR"(a="say \"hi\"")"_s << uR"(a="say \"hi\"")"_s;
    QTest::newRow("an empty value") << uR"(team="")"_s << uR"(team="")"_s;
    QTest::newRow("an empty value without quotes") << u"team="_s << uR"(team="")"_s;
    QTest::newRow("nothing") << u""_s << QString();
    QTest::newRow("empty braces") << u"{}"_s << QString();
    QTest::newRow("no comparison") << u"severity"_s << QString();
    QTest::newRow("an open quote") << uR"(a="1)"_s << QString();
    QTest::newRow("no name") << uR"(="1")"_s << QString();
    QTest::newRow("no comma") << uR"(a="1" b="2")"_s << QString();
    QTest::newRow("an expression that is none") << uR"(a=~"(")"_s << QString();
}

void TestLabels::matchersAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, again);
    const auto matchers = Matchers::parse(text);
    QCOMPARE(matchers.has_value(), !again.isEmpty());
    if (!matchers)
        return;
    QCOMPARE(matchers->text(), again);
    QCOMPARE(Matchers::parse(again), matchers);
}

void TestLabels::matchersDecide_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    QTest::newRow("the value") << uR"(alertname="DiskFull")"_s << true;
    QTest::newRow("another value") << uR"(alertname="Disk")"_s << false;
    QTest::newRow("an expression fits the whole value only") << uR"(alertname=~"Disk")"_s << false;
    QTest::newRow("an expression") << uR"(instance=~"web-.*")"_s << true;
    QTest::newRow("turned around") << uR"(instance!~"db-.*")"_s << true;
    QTest::newRow("a missing label is empty") << uR"(team="")"_s << true;
    QTest::newRow("a missing label is not something") << uR"(team!="web")"_s << true;
    QTest::newRow("all of them") << uR"(alertname="DiskFull", mountpoint="/var")"_s << false;
}

void TestLabels::matchersDecide()
{
    QFETCH(QString, text);
    QTEST(Matchers::parse(text)->matches(disk), "fits");
}

void TestLabels::exactMatchersFitOneSetOnly()
{
    const Matchers matchers = exactly(disk);
    QVERIFY(matchers.matches(disk));
    for (const Matcher &matcher : matchers.all())
        QVERIFY(matcher.isEqual && !matcher.isRegex);
    Labels other = disk;
    other[2].value = u"/var"_s;
    QVERIFY(!matchers.matches(other));
}

void TestLabels::coveringMatchersFitTheirSets()
{
    Labels second = disk;
    second[1].value = u"web-2:9100"_s;
    Labels third = disk;
    third.removeLast();
    const Matchers matchers = covering({disk, second, third});
    QVERIFY(matchers.matches(disk) && matchers.matches(second) && matchers.matches(third));
    Labels stranger = disk;
    stranger[1].value = u"web-3:9100"_s;
    QVERIFY(!matchers.matches(stranger));
    QCOMPARE(matchers.text(), uR"(alertname="DiskFull", instance=~"web-1:9100|web-2:9100", mountpoint=~"|/")"_s);
}

void TestLabels::valuesInExpressionsAreTakenLiterally()
{
    const Labels a{{u"x"_s, u"1.5 (a|b)*"_s}};
    const Labels b{{u"x"_s, u"[c]\\"_s}};
    const Matchers matchers = covering({a, b});
    QVERIFY(matchers.matches(a) && matchers.matches(b));
    QVERIFY(!matchers.matches({{u"x"_s, u"1x5 (a|b)*"_s}}));
    QVERIFY(!matchers.matches({{u"x"_s, u"c\\"_s}}));
}

QTEST_GUILESS_MAIN(TestLabels)
#include "tst_labels.moc"
