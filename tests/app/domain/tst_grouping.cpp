// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/grouping.h"
#include "support/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

Incident alert(const QString &id, const QList<Label> &labels, IncidentState state = IncidentState::Triggered)
{
    Incident incident = makeIncident(id);
    incident.labels = labels;
    incident.state = state;
    return incident;
}

const Label cpu{u"alertname"_s, u"HighCpu"_s};
const Label prod{u"cluster"_s, u"prod"_s};

QList<Label> on(const QString &host)
{
    return {cpu, prod, Label{u"host"_s, host}};
}

} // namespace

class TestGrouping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsComeBack_data();
    void wordsComeBack();
    void unknownWordsAreNone();
    void membersShareTheirLabelsOnce();
    void whatNeedsAPersonComesFirst();
    void eachPropertyGroups();
    void namesAreEachOnce();
};

void TestGrouping::wordsComeBack_data()
{
    QTest::addColumn<QString>("word");
    for (const QString &word : {u""_s, u"source"_s, u"host"_s, u"service"_s, u"severity"_s, u"label:team"_s, u"label:a:b"_s})
        QTest::newRow(qPrintable(u"“%1” comes back"_s.arg(word))) << word;
}

void TestGrouping::wordsComeBack()
{
    QFETCH(const QString, word);
    const auto grouping = groupingFromWord(word);
    QVERIFY(grouping);
    QCOMPARE(toWord(*grouping), word);
}

void TestGrouping::unknownWordsAreNone()
{
    QVERIFY(!groupingFromWord(u"weather"_s));
    QVERIFY(!groupingFromWord(u"label:"_s));
}

void TestGrouping::membersShareTheirLabelsOnce()
{
    const SharedIncidents incidents{alert(u"a"_s, on(u"web-1"_s)), alert(u"b"_s, on(u"web-2"_s), IncidentState::Acknowledged),
        alert(u"c"_s, {Label{u"alertname"_s, u"DiskFull"_s}}), alert(u"d"_s, {})};
    const auto groups = grouped(incidents, Grouping{Grouping::By::Label, u"alertname"_s});
    QCOMPARE(groups.size(), 3);
    QCOMPARE(groups.at(0).id.text(), QString()); // those without the label are a group, too
    QCOMPARE(groups.at(2).id.text(), u"HighCpu"_s);
    QCOMPARE(groups.at(2).count, 2);
    QCOMPARE(groups.at(2).needing, 1);
    QCOMPARE(groups.at(2).worst->id.text(), u"a"_s);
    QCOMPARE(groups.at(2).shared, QList<Label>{prod});
    QVERIFY(grouped(incidents, Grouping{}).isEmpty());
}

void TestGrouping::whatNeedsAPersonComesFirst()
{
    const Label late{u"alertname"_s, u"Z"_s};
    const SharedIncidents incidents{
        alert(u"a"_s, {cpu}, IncidentState::Resolved), alert(u"b"_s, {cpu}, IncidentState::Acknowledged), alert(u"c"_s, {late})};
    const auto groups = grouped(incidents, Grouping{Grouping::By::Label, u"alertname"_s});
    QCOMPARE(groups.at(0).id.text(), u"Z"_s);
    QCOMPARE(groups.at(1).worst->id.text(), u"b"_s);
}

void TestGrouping::eachPropertyGroups()
{
    Incident incident = makeIncident(u"a"_s);
    incident.source = SourceId(u"prod"_s);
    incident.host = HostId(u"web-1"_s);
    incident.service = ServiceId(u"shop"_s);
    incident.severity = Severity::Warning;
    QCOMPARE(groupOf(incident, Grouping{Grouping::By::Source}), u"prod"_s);
    QCOMPARE(groupOf(incident, Grouping{Grouping::By::Host}), u"web-1"_s);
    QCOMPARE(groupOf(incident, Grouping{Grouping::By::Service}), u"shop"_s);
    QCOMPARE(groupOf(incident, Grouping{Grouping::By::Severity}), u"warning"_s);
}

void TestGrouping::namesAreEachOnce()
{
    const QStringList expected{u"alertname"_s, u"cluster"_s, u"host"_s};
    QCOMPARE(labelNames({alert(u"a"_s, on(u"x"_s)), alert(u"b"_s, on(u"y"_s))}), expected);
}

QTEST_GUILESS_MAIN(TestGrouping)
#include "tst_grouping.moc"
