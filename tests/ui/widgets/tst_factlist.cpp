// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/factlist.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

// What can be read, from the top.
QStringList textsOf(const FactList &list)
{
    QStringList texts;
    for (const QLabel *label : list.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&list))
            texts.append(label->text());
    }
    return texts;
}

} // namespace

class TestFactList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsNamesAndValues();
    void exchangesInPlace();
    void whatGoesLeavesNoRow();
    void linksLead();
    void doesNotReadTextAsMarkup();
};

void TestFactList::showsNamesAndValues()
{
    FactList list;
    list.setFacts({{u"Service"_s, u"checkout"_s}, {u"Severity"_s, u"critical"_s}});
    QCOMPARE(textsOf(list), QStringList({u"Service"_s, u"checkout"_s, u"Severity"_s, u"critical"_s}));
}

void TestFactList::exchangesInPlace()
{
    FactList list;
    list.setFacts({{u"Since"_s, u"09:00"_s}, {u"Id"_s, u"1"_s}});
    const QList<QLabel *> labels = list.findChildren<QLabel *>();
    list.setFacts({{u"Since"_s, u"09:00"_s}, {u"Id"_s, u"2"_s}});
    list.setValue(0, u"09:30"_s);
    QCOMPARE(list.findChildren<QLabel *>(), labels);
    QCOMPARE(textsOf(list), QStringList({u"Since"_s, u"09:30"_s, u"Id"_s, u"2"_s}));
    list.setFacts({{u"Since"_s, u"09:00"_s}, {u"Id"_s, u"2"_s}}); // what setValue() said does not stay
    QCOMPARE(textsOf(list).at(1), u"09:00"_s);
}

void TestFactList::whatGoesLeavesNoRow()
{
    FactList list;
    list.setFacts({{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}, {u"C"_s, u"3"_s}});
    const int three = list.sizeHint().height();
    list.setFacts({{u"A"_s, u"1"_s}});
    QCOMPARE(textsOf(list), QStringList({u"A"_s, u"1"_s}));
    QVERIFY(list.sizeHint().height() < three / 2);
    list.setFacts({{u"A"_s, u"1"_s}, {u"D"_s, u"4"_s}, {u"E"_s, u"5"_s}});
    QCOMPARE(textsOf(list), QStringList({u"A"_s, u"1"_s, u"D"_s, u"4"_s, u"E"_s, u"5"_s}));
    QCOMPARE(list.sizeHint().height(), three);
}

void TestFactList::linksLead()
{
    FactList list;
    QSignalSpy activated(&list, &FactList::linkActivated);
    list.setFacts({{u"Host"_s, u"web-1"_s, u"local:web-1"_s}, {u"Datadog"_s, u"muted"_s, u"https://a.example/?x=1&y='2'"_s, u"Open"_s}});
    const QList<QLabel *> labels = list.findChildren<QLabel *>();
    QCOMPARE(labels.at(1)->text(), u"<a href='local:web-1'>web-1</a>"_s);
    QCOMPARE(labels.at(1)->accessibleName(), u"Host: web-1"_s);
    QCOMPARE(labels.at(3)->text(), u"muted · <a href='https://a.example/?x=1&amp;y=&#39;2&#39;'>Open</a>"_s);
    Q_EMIT labels.at(1)->linkActivated(u"local:web-1"_s);
    QCOMPARE(activated.value(0).value(0).toString(), u"local:web-1"_s);
    list.setFacts({{u"Host"_s, u"web-1"_s}}); // a link no more
    QCOMPARE(labels.at(1)->text(), u"web-1"_s);
    QCOMPARE(labels.at(1)->textFormat(), Qt::PlainText);
}

void TestFactList::doesNotReadTextAsMarkup()
{
    FactList list;
    list.setFacts({{u"Check"_s, u"<b>x</b>"_s}, {u"Host"_s, u"<i>y</i>"_s, u"h"_s}});
    const QList<QLabel *> labels = list.findChildren<QLabel *>();
    QCOMPARE(labels.at(1)->textFormat(), Qt::PlainText);
    QCOMPARE(labels.at(3)->text(), u"<a href='h'>&lt;i&gt;y&lt;/i&gt;</a>"_s);
}

QTEST_MAIN(TestFactList)
#include "tst_factlist.moc"
