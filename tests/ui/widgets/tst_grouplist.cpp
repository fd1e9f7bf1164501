// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/incidentspage.h"
#include "support/incidents.h"
#include "support/uibench.h"
#include "theme.h"
#include "widgets/grouplist.h"
#include "widgets/incidentlist.h"

#include <QApplication>
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

// What is listed or selected on the page, in order.
QStringList idsOf(const SharedIncidents &incidents)
{
    QStringList ids;
    for (const Incident &incident : incidents)
        ids.append(incident.id.text());
    ids.sort();
    return ids;
}

void press(Qt::Key key)
{
    QTest::keyClick(QApplication::focusWidget(), key);
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
    void oneKeyActsOnAGroup();
    void aGroupThatEndsLeavesNothingSelected();
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
    QVERIFY(list.chooser()->toolTip().endsWith(u"By label alertname"_s)); // of which the box may show a part only
}

void TestGroupList::keysChooseAndLeaveAGroup()
{
    GroupList list;
    list.setGrouping(byName);
    const SharedIncidents incidents{alert(u"a"_s, u"Cpu"_s), alert(u"b"_s, u"Disk"_s)};
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
    const SharedIncidents incidents{alert(u"a"_s, u"Cpu"_s), alert(u"b"_s, u"Disk"_s)};
    list.setIncidents(incidents, incidents, {});
    list.choose(u"Disk"_s);
    list.setIncidents(incidents, incidents, {});
    QCOMPARE(list.chosen(), std::optional(u"Disk"_s));
    const QSignalSpy changed(&list, &GroupList::chosenChanged);
    list.setIncidents(incidents, {incidents.constFirst()}, {});
    QCOMPARE(changed.size(), 1);
    QVERIFY2(!list.chosen(), "Another group must not be acted on instead");
}

void TestGroupList::oneKeyActsOnAGroup()
{
    UiBench bench;
    applyTheme(*qApp, u"light"_s);
    qRegisterMetaType<ActionRequest>();
    IncidentsPage page(*bench.session);
    page.resize(900, 600);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    const QSignalSpy requested(&bench.session->commander(), &Commander::requested);
    bench.show({alert(u"a"_s, u"Disk"_s), alert(u"b"_s, u"Cpu"_s), alert(u"c"_s, u"Disk"_s)});
    page.setGrouping(u"label:alertname"_s);
    QTest::keyClick(&page, Qt::Key_B);
    QVERIFY(page.findChild<GroupList *>()->hasFocus());
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    QCOMPARE(idsOf(page.selected()), (QStringList{u"a"_s, u"c"_s}));
    auto *list = page.findChild<IncidentList *>();
    QCOMPARE(list->model()->rowCount(), 2);
    press(Qt::Key_A);
    QStringList asked;
    for (const auto &call : requested)
        asked.append(call.at(0).value<ActionRequest>().incident.text());
    asked.sort();
    QCOMPARE(asked, (QStringList{u"a"_s, u"c"_s}));
    press(Qt::Key_Escape);
    QCOMPARE(list->model()->rowCount(), 3);
    QVERIFY2(page.selected().isEmpty(), "A key must not act on what nobody chose any more");
}

void TestGroupList::aGroupThatEndsLeavesNothingSelected()
{
    UiBench bench;
    IncidentsPage page(*bench.session);
    bench.show({alert(u"a"_s, u"Cpu"_s), alert(u"b"_s, u"Disk"_s)});
    page.setGrouping(u"label:alertname"_s);
    page.findChild<GroupList *>()->choose(u"Cpu"_s);
    QCOMPARE(idsOf(page.selected()), QStringList{u"a"_s});
    bench.show({alert(u"b"_s, u"Disk"_s)});
    QCOMPARE(page.findChild<IncidentList *>()->model()->rowCount(), 1);
    QVERIFY(page.selected().isEmpty());
}

QTEST_MAIN(TestGroupList)
#include "tst_grouplist.moc"
