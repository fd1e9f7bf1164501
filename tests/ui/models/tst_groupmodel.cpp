// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/groupmodel.h"
#include "support/incidents.h"
#include "theme.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

Incident alert(const QString &id, const QString &name)
{
    Incident incident = makeIncident(id);
    incident.labels = {Label{u"alertname"_s, name}, Label{u"cluster"_s, u"prod"_s}};
    return incident;
}

} // namespace

class TestGroupModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowSaysItAll();
    void changesAreExact();
    void sourcesHaveTheirNames();
};

void TestGroupModel::aRowSaysItAll()
{
    GroupModel model;
    const Grouping byName{Grouping::By::Label, u"alertname"_s};
    model.setGroups(grouped({alert(u"a"_s, u"Cpu"_s), alert(u"b"_s, u"Cpu"_s)}, byName), byName, {});
    QCOMPARE(model.rowCount(), 1);
    const QString shown = model.index(0, 0).data().toString();
    QVERIFY2(shown.startsWith(toneGlyph(Tone::Triggered)), qPrintable(shown));
    for (const QString &part : {u"Cpu"_s, u"2"_s, u"cluster=prod"_s})
        QVERIFY2(shown.contains(part), qPrintable(shown));
    const QString read = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    for (const QString &part : {u"Cpu"_s, u"triggered"_s, u"cluster=prod"_s})
        QVERIFY2(read.contains(part), qPrintable(read));
}

void TestGroupModel::changesAreExact()
{
    GroupModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Grouping byName{Grouping::By::Label, u"alertname"_s};
    model.setGroups(grouped({alert(u"a"_s, u"Cpu"_s), alert(u"b"_s, u"Disk"_s)}, byName), byName, {});
    const QPersistentModelIndex disk = model.index(1, 0);
    model.setGroups(grouped({alert(u"b"_s, u"Disk"_s), alert(u"c"_s, u"Zoo"_s)}, byName), byName, {});
    QCOMPARE(disk.row(), 0);
    QVERIFY(disk.data().toString().contains(u"Disk"_s));
    QCOMPARE(model.rowCount(), 2);
}

void TestGroupModel::sourcesHaveTheirNames()
{
    GroupModel model;
    Names names;
    names.sources.insert(SourceId(u"pd"_s), u"Pager of the night"_s);
    const Grouping bySource{Grouping::By::Source};
    model.setGroups(grouped({alert(u"a"_s, u"Cpu"_s)}, bySource), bySource, names);
    QVERIFY(model.index(0, 0).data().toString().contains(u"Pager of the night"_s));
}

QTEST_MAIN(TestGroupModel)
#include "tst_groupmodel.moc"
