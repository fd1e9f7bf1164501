// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mark.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkShowsAMonitor_data();
    void aLinkShowsAMonitor();
    void aMarkIsTheSameFromBothSides_data();
    void aMarkIsTheSameFromBothSides();
    void anEventIsKnownByItsWholeNumber();
    void aShortKeyMarksNothing();
};

void TestMark::aLinkShowsAMonitor_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("mark");
    QTest::newRow("a monitor's page") << u"https://app.datadoghq.com/monitors/72563"_s << u"monitor datadoghq.com/72563 *"_s;
    QTest::newRow("with a group") << u"https://app.datadoghq.com/monitors/72563?from_ts=1&group=host%3Aweb-1&to_ts=2"_s
                                  << u"monitor datadoghq.com/72563 host:web-1"_s;
    QTest::newRow("the old form") << u"https://app.datadoghq.com/monitors#72563?to_ts=1452282540000&group=host%3Aweb-1&from_ts=1"_s
                                  << u"monitor datadoghq.com/72563 host:web-1"_s;
    QTest::newRow("the old form without a group")
        << u"https://app.datadoghq.com/monitors#8449881?to_ts=1&from_ts=2"_s << u"monitor datadoghq.com/8449881 *"_s;
    QTest::newRow("tags in another order") << u"https://app.datadoghq.com/monitors/1?group=host%3Ab%2Cenv%3Aprod"_s
                                           << u"monitor datadoghq.com/1 env:prod,host:b"_s;
    QTest::newRow("a blank in a tag") << u"https://app.datadoghq.com/monitors/1?group=name%3Aa+b"_s
                                      << u"monitor datadoghq.com/1 name:a b"_s;
    QTest::newRow("an organisation's own name") << u"https://acme.datadoghq.com/monitors/1"_s << u"monitor datadoghq.com/1 *"_s;
    QTest::newRow("another site") << u"https://us3.datadoghq.com/monitors/1"_s << u"monitor us3.datadoghq.com/1 *"_s;
    QTest::newRow("a name on another site") << u"https://acme.us5.datadoghq.com/monitors/1"_s << u"monitor us5.datadoghq.com/1 *"_s;
    QTest::newRow("a host that only ends like it") << u"https://evildatadoghq.com/monitors/1"_s << u"monitor evildatadoghq.com/1 *"_s;
    QTest::newRow("a server of one's own") << u"http://127.0.0.1:8080/monitors/1"_s << u"monitor 127.0.0.1:8080/1 *"_s;
    QTest::newRow("the list of monitors") << u"https://app.datadoghq.com/monitors/triggered"_s << QString();
    QTest::newRow("making a monitor") << u"https://app.datadoghq.com/monitors#create/metric"_s << QString();
    QTest::newRow("editing one") << u"https://app.datadoghq.com/monitors/72563/edit"_s << QString();
    QTest::newRow("a dashboard") << u"https://app.datadoghq.com/dashboard/abc"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("no host") << u"/monitors/1"_s << QString();
}

void TestMark::aLinkShowsAMonitor()
{
    QFETCH(QString, link);
    QFETCH(QString, mark);
    QCOMPARE(markOfLink(QUrl(link)), mark);
}

void TestMark::aMarkIsTheSameFromBothSides_data()
{
    QTest::addColumn<QString>("group");
    QTest::newRow("as a whole") << u"*"_s;
    QTest::newRow("one tag") << u"host:web-1"_s;
    QTest::newRow("two tags") << u"host:web-1,env:prod"_s;
    QTest::newRow("with what has to be encoded") << u"name:a&b=c+d #1"_s;
}

void TestMark::aMarkIsTheSameFromBothSides()
{
    QFETCH(QString, group);
    const QString own = monitorMark(QUrl(u"https://app.datadoghq.com"_s), u"12"_s, group);
    QVERIFY(!own.isEmpty());
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(group));
    QCOMPARE(markOfLink(QUrl(u"https://acme.datadoghq.com/monitors/12?group="_s + encoded)), own);
    QCOMPARE(markOfLink(QUrl(u"https://app.datadoghq.com/monitors#12?group="_s + encoded)), own);
    QVERIFY(markOfLink(QUrl(u"https://app.datadoghq.eu/monitors/12?group="_s + encoded)) != own);
    QVERIFY(markOfLink(QUrl(u"https://app.datadoghq.com/monitors/13?group="_s + encoded)) != own);
}

void TestMark::anEventIsKnownByItsWholeNumber()
{
    const QUrl web(u"https://app.datadoghq.com"_s);
    QCOMPARE(
        markOfEventLink(QUrl(u"https://app.datadoghq.com/event/event?id=4858216653438624768"_s)), eventMark(web, u"4858216653438624768"_s));
    QVERIFY(eventMark(web, u"4858216653438624768"_s) != eventMark(web, u"4858216653438624769"_s)); // the same as doubles
    QCOMPARE(eventMark(web, u"abc"_s), QString());
    QCOMPARE(markOfEventLink(QUrl(u"https://app.datadoghq.com/monitors/1?id=2"_s)), QString());
}

void TestMark::aShortKeyMarksNothing()
{
    QCOMPARE(keyMark(u"cpu"_s), QString());
    QCOMPARE(keyMark(QString()), QString());
    QVERIFY(!keyMark(u"518bc812f69e4f0cbe3369c8bb809639"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestMark)
#include "tst_mark.moc"
