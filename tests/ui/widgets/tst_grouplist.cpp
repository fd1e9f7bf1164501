// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/incidents.h"
#include "widgets/grouplist.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

Incident alert(const QString &id, const QString &name)
{
    Incident incident = makeIncident(id);
    incident.labels = {Label{u"alertname"_s, name}};
    return incident;
}

const Grouping byName{Grouping::By::Label, u"alertname"_s};

} // namespace

class TestGroupList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersTheLabelsThatOccur();
    void keysChooseAndLeaveAGroup();
    void aChoiceEndsWithItsGroup();
};

void TestGroupList::offersTheLabelsThatOccur()
{
    GroupList list;
    list.setIncidents({alert(u"a"_s, u"Cpu"_s)}, {}, {});
    const int place = list.chooser()->findData(u"label:alertname"_s);
    QVERIFY(place > 0);
    const QSignalSpy changed(&list, &GroupList::groupingChanged);
    Q_EMIT list.chooser()->activated(place);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(list.grouping(), byName);
    list.setIncidents({}, {}, {});
    QCOMPARE(list.chooser()->currentData().toString(), u"label:alertname"_s); // still what it is grouped by
    QVERIFY(!list.accessibleName().isEmpty());
    QVERIFY(!list.chooser()->accessibleName().isEmpty());
}

void TestGroupList::keysChooseAndLeaveAGroup()
{
    GroupList list;
    list.setGrouping(byName);
    const QList<Incident> incidents{alert(u"a"_s, u"Cpu"_s), alert(u"b"_s, u"Disk"_s)};
    list.setIncidents(incidents, incidents, {});
    QVERIFY(!list.chosen());
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(list.chosen(), std::optional(u"Cpu"_s));
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(list.chosen(), std::optional(u"Disk"_s));
    QTest::keyClick(&list, Qt::Key_C); // a letter is a command, no search
    QCOMPARE(list.chosen(), std::optional(u"Disk"_s));
    QTest::keyClick(&list, Qt::Key_Escape);
    QVERIFY(!list.chosen());
}

void TestGroupList::aChoiceEndsWithItsGroup()
{
    GroupList list;
    list.setGrouping(byName);
    const QList<Incident> incidents{alert(u"a"_s, u"Cpu"_s), alert(u"b"_s, u"Disk"_s)};
    list.setIncidents(incidents, incidents, {});
    list.choose(u"Disk"_s);
    list.setIncidents(incidents, incidents, {});
    QCOMPARE(list.chosen(), std::optional(u"Disk"_s));
    const QSignalSpy changed(&list, &GroupList::chosenChanged);
    list.setIncidents(incidents, {incidents.constFirst()}, {});
    QCOMPARE(changed.size(), 1);
    QVERIFY2(!list.chosen(), "Another group must not be acted on instead");
}

QTEST_MAIN(TestGroupList)
#include "tst_grouplist.moc"
