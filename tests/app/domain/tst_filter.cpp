// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/filter.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace nightbell;

namespace {

Incident example()
{
    Incident incident;
    incident.id = IncidentId(u"i1"_s);
    incident.source = SourceId(u"local"_s);
    incident.title = u"CPU 91 % on web-3"_s;
    incident.text = u"above 70 % since 03:12"_s;
    incident.service = ServiceId(u"main-site"_s);
    incident.host = HostId(u"local:web-3"_s);
    incident.check = CheckId(u"home"_s);
    incident.severity = Severity::Critical;
    incident.urgency = Urgency::High;
    incident.state = IncidentState::Acknowledged;
    incident.acknowledgedBy = u"Doug"_s;
    incident.number = u"4711"_s;
    incident.priority = u"P1"_s;
    incident.teams = {u"Web team"_s, u"Night"_s};
    incident.assignees = {Person{PersonId(u"PX1"_s), u"Ann Example"_s}};
    incident.concern = Concern::Mine;
    return incident;
}

Names names()
{
    Names names;
    names.services.insert(ServiceId(u"main-site"_s), u"Main site"_s);
    names.hosts.insert(HostId(u"local:web-3"_s), u"web-3"_s);
    names.sources.insert(SourceId(u"local"_s), u"This machine"_s);
    return names;
}

} // namespace

class FilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("expected");
        QTest::newRow("nothing typed matches") << u""_s << true;
        QTest::newRow("blanks match") << u"  "_s << true;
        QTest::newRow("a word of the title") << u"cpu"_s << true;
        QTest::newRow("a word that is nowhere") << u"memory"_s << false;
        QTest::newRow("a word of the evidence is not looked for") << u"03:12"_s << false;
        QTest::newRow("a word of the evidence with its key") << u"text:03:12"_s << true;
        QTest::newRow("all words have to match") << u"cpu memory"_s << false;
        QTest::newRow("a team") << u"team:web"_s << true;
        QTest::newRow("another team") << u"team:db"_s << false;
        QTest::newRow("the priority, in either case") << u"priority:p1"_s << true;
        QTest::newRow("another priority") << u"priority:p2"_s << false;
        QTest::newRow("an assignee by name") << u"assignee:ann"_s << true;
        QTest::newRow("me") << u"assignee:me"_s << true;
        QTest::newRow("not me") << u"-assignee:me"_s << false;
        QTest::newRow("somebody else") << u"assignee:bob"_s << false;
        QTest::newRow("the number by its beginning") << u"number:47"_s << true;
        QTest::newRow("a part of the number is another one") << u"number:711"_s << false;
        QTest::newRow("the number without its key") << u"4711"_s << true;
        QTest::newRow("an assignee without the key") << u"example"_s << true;
        QTest::newRow("the name of the service") << u"\"main SITE\""_s << true;
        QTest::newRow("the id of the service") << u"service:main-site"_s << true;
        QTest::newRow("a service by quoted name") << u"service:\"Main site\""_s << true;
        QTest::newRow("two words in quotes in this order") << u"\"91 % on\""_s << true;
        QTest::newRow("two words in quotes in another order") << u"\"on 91 %\""_s << false;
        QTest::newRow("a quote that is not closed yet") << u"\"91 % o"_s << true;
        QTest::newRow("a word that must not be there") << u"-cpu"_s << false;
        QTest::newRow("a word that must not be there and is not") << u"-memory"_s << true;
        QTest::newRow("a lone minus says nothing") << u"-"_s << true;
        QTest::newRow("a minus inside a word is part of it") << u"web-3"_s << true;
        QTest::newRow("severity by its beginning") << u"severity:crit"_s << true;
        QTest::newRow("another severity") << u"severity:warning"_s << false;
        QTest::newRow("not this severity") << u"-severity:critical"_s << false;
        QTest::newRow("severity in capitals") << u"SEVERITY:Critical"_s << true;
        QTest::newRow("state") << u"state:ack"_s << true;
        QTest::newRow("another state") << u"state:triggered"_s << false;
        QTest::newRow("urgency") << u"urgency:high"_s << true;
        QTest::newRow("host with a star at its end") << u"host:web*"_s << true;
        QTest::newRow("host with a star matches as a whole") << u"host:eb*"_s << false;
        QTest::newRow("host with a question mark") << u"host:web-?"_s << true;
        QTest::newRow("host with stars between") << u"host:w*b*3"_s << true;
        QTest::newRow("host without a star matches within") << u"host:eb"_s << true;
        QTest::newRow("another host") << u"host:db*"_s << false;
        QTest::newRow("source by name") << u"source:machine"_s << true;
        QTest::newRow("person") << u"who:doug"_s << true;
        QTest::newRow("check") << u"check:home"_s << true;
        QTest::newRow("title") << u"title:web"_s << true;
        QTest::newRow("an unknown key is text") << u"colour:red"_s << false;
        QTest::newRow("a key without a value hides nothing") << u"host:"_s << true;
        QTest::newRow("either of two teams") << u"team:db team:web"_s << true;
        QTest::newRow("neither of two teams") << u"team:db team:ops"_s << false;
        QTest::newRow("either team, but the urgency has to be that one") << u"team:db team:web urgency:low"_s << false;
        QTest::newRow("not one of two teams") << u"-team:db -team:web"_s << false;
        QTest::newRow("both words of the title") << u"title:web title:memory"_s << false;
        QTest::newRow("a quoted key is text") << u"\"severity:critical\""_s << false;
    }

    void matches()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, expected);
        QCOMPARE(Filter::parse(text).matches(example(), names()), expected);
    }

    void completes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        QTest::addColumn<qsizetype>("from");
        QTest::newRow("nothing for nothing") << u""_s << QStringList() << qsizetype(0);
        QTest::newRow("keys by their beginning") << u"se"_s << QStringList{u"severity:"_s, u"service:"_s} << qsizetype(0);
        QTest::newRow("the last term") << u"cpu st"_s << QStringList{u"state:"_s} << qsizetype(4);
        QTest::newRow("after the minus") << u"-st"_s << QStringList{u"state:"_s} << qsizetype(1);
        QTest::newRow("nothing after a blank") << u"cpu "_s << QStringList() << qsizetype(4);
        QTest::newRow("words of a list") << u"urgency:"_s << QStringList{u"urgency:high"_s, u"urgency:low"_s} << qsizetype(0);
        QTest::newRow("a word of a list by its beginning") << u"urgency:L"_s << QStringList{u"urgency:low"_s} << qsizetype(0);
        QTest::newRow("names that occur") << u"host:w"_s << QStringList{u"host:web-3"_s} << qsizetype(0);
        QTest::newRow("names with blanks are quoted") << u"service:"_s << QStringList{u"service:\"Main site\""_s} << qsizetype(0);
        QTest::newRow("no names that do not occur") << u"host:db"_s << QStringList() << qsizetype(0);
        QTest::newRow("nothing inside quotes") << u"\"se"_s << QStringList() << qsizetype(3);
    }

    void completes()
    {
        QFETCH(const QString, text);
        QFETCH(const QStringList, expected);
        QFETCH(const qsizetype, from);
        const FilterCompletion completion = complete(text, text.size(), {example()}, names());
        QCOMPARE(completion.suggestions, expected);
        QCOMPARE(completion.from, from);
    }

    void completionFitsIntoTheText()
    {
        const QString text = u"cpu service:Ma"_s;
        const FilterCompletion completion = complete(text, text.size(), {example()}, names());
        QCOMPARE(completion.suggestions.size(), 1);
        const QString whole = QString(text).replace(completion.from, completion.length, completion.suggestions.first());
        QCOMPARE(whole, u"cpu service:\"Main site\""_s);
        QVERIFY(Filter::parse(whole).matches(example(), names()));
    }

    void whatCanBeChosen()
    {
        QCOMPARE(filterValues(u"urgency"_s, {example()}, names()), (QStringList{u"high"_s, u"low"_s}));
        QCOMPARE(filterValues(u"service"_s, {example()}, names()), QStringList{u"Main site"_s});
        QCOMPARE(filterValues(u"team"_s, {}, names()), QStringList());
    }

    void choosingTurnsOnAndOff_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("there");
        QTest::addColumn<QString>("after");
        QTest::newRow("the first") << u""_s << u"team"_s << u"Web"_s << false << u"team:Web"_s;
        QTest::newRow("one more") << u"cpu team:Web"_s << u"team"_s << u"DB"_s << false << u"cpu team:Web team:DB"_s;
        QTest::newRow("off again") << u"team:Web cpu"_s << u"team"_s << u"Web"_s << true << u"cpu"_s;
        QTest::newRow("typed in small letters") << u"team:web"_s << u"team"_s << u"Web"_s << true << u""_s;
        QTest::newRow("with a blank") << u"cpu"_s << u"service"_s << u"Main site"_s << false << u"cpu service:\"Main site\""_s;
        QTest::newRow("with a blank, off") << u"cpu service:\"Main site\""_s << u"service"_s << u"Main site"_s << true << u"cpu"_s;
        QTest::newRow("not: is another term") << u"-team:Web"_s << u"team"_s << u"Web"_s << false << u"-team:Web team:Web"_s;
    }

    void choosingTurnsOnAndOff()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, key);
        QFETCH(const QString, value);
        QFETCH(const bool, there);
        QFETCH(const QString, after);
        QCOMPARE(hasTerm(text, key, value), there);
        QCOMPARE(toggledTerm(text, key, value), after);
        QCOMPARE(hasTerm(toggledTerm(text, key, value), key, value), !there);
    }
};

QTEST_GUILESS_MAIN(FilterTest)

#include "tst_filter.moc"
