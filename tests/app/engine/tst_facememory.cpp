// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/facememory.h"

#include "engine/database.h"
#include "support/waited.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestFaceMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOutliveARun();
};

void TestFaceMemory::namesOutliveARun()
{
    QTemporaryDir folder;
    const FaceNames names{{IncidentId(u"dd:7"_s), IncidentId(u"pd:1"_s)}, {IncidentId(u"pd:1"_s), IncidentId(u"pd:1"_s)}};
    for (const bool isFirst : {true, false}) {
        Database database(folder.path());
        QSignalSpy opened(&database, &Database::opened);
        database.open();
        QVERIFY(opened.wait());
        FaceMemory memory(database);
        const auto before = waited(memory.load());
        QVERIFY(before);
        QCOMPARE(*before, isFirst ? FaceNames() : names);
        memory.keep({{IncidentId(u"dd:1"_s), IncidentId(u"pd:0"_s)}});
        memory.keep(names); // the last holds
        QCOMPARE(*waited(memory.load()), names);
    }
}

QTEST_GUILESS_MAIN(TestFaceMemory)
#include "tst_facememory.moc"
