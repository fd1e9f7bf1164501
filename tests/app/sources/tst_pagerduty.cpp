// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pagerdutybench.h"

#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using Bad = PagerDutyServer::Bad;
using Fault = PagerDutyServer::Fault;

namespace {

ErrorKind kindOf(const Expected<Snapshot> &snapshot)
{
    return snapshot ? ErrorKind::Cancelled : snapshot.error().kind;
}

} // namespace

class TestPagerDuty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatIsOpen();
    void introducesItself();
    void anAccountKeyNeedsAnAddress();
    void whatFails_data();
    void whatFails();
    void afterAnErrorTheNextAnswerCounts();
    void oneBadElementLeavesTheOthers();
    void strangeWordsNeedSomebody();
    void pagesThatShiftMissNothing();
    void slowsDownBeforeItIsStopped();
    void acknowledges();
    void alreadyDoneIsDone();
    void changesWhatItIsAskedTo_data();
    void changesWhatItIsAskedTo();
    void snoozesWhatIsTriggered();
    void severalGoInOnePut();
    void oneThatMovedOnDoesNotKeepTheOthers();
    void aNoteIsSentOnce();
    void anIncidentIsCreatedOnce();
    void whatThePlanLacksIsHidden();
    void redirectsGetNoToken();
    void offersChoices_data();
    void offersChoices();
    void countsDownToTheNextLevel();
};

void TestPagerDuty::listsWhatIsOpen()
{
    PagerDutyBench bench;
    const auto snapshot = bench.poll();
    QVERIFY2(snapshot, qPrintable(snapshot ? QString() : snapshot.error().detail));
    QVERIFY2(snapshot->warnings.isEmpty(), qPrintable(snapshot->warnings.join(u';')));
    QSet<QString> expected;
    for (const pd::Incident *incident : bench.server.world().incidents()) {
        if (incident->status != u"resolved")
            expected.insert(u"pd:"_s + incident->id);
    }
    QSet<QString> listed;
    for (const Incident &incident : *snapshot->incidents)
        listed.insert(incident.id.text());
    QCOMPARE(listed, expected);
    QVERIFY(!listed.isEmpty());
    const auto mine = std::ranges::count(*snapshot->incidents, Concern::Mine, &Incident::concern);
    QVERIFY(mine > 0);
    QVERIFY(
        std::ranges::all_of(*snapshot->incidents, [](const Incident &each) { return !each.number.isEmpty() && !each.title.isEmpty(); }));
    QVERIFY(std::ranges::any_of(
        *snapshot->incidents, [](const Incident &each) { return each.policy.size() > 0 && each.service.text().size() > 0; }));
    QVERIFY(bench.server.requests("GET", "/incidents").constFirst().query.contains("date_range=all"));
    QCOMPARE(*snapshot->nextIn, std::ranges::any_of(*snapshot->incidents, &Incident::needsPerson) ? Duration(10'000) : Duration(30'000));
}

void TestPagerDuty::introducesItself()
{
    PagerDutyBench bench;
    const auto lines = waited(bench.source->introduce());
    QVERIFY(lines);
    QVERIFY2(lines->constFirst().contains(bench.server.world().user(pd::you)->email), qPrintable(lines->join(u'\n')));
    QCOMPARE(bench.source->actor(), bench.server.world().user(pd::you)->name);
    QVERIFY2(lines->join(u'\n').contains(u"urgencies"_s), qPrintable(lines->join(u'\n'))); // which abilities, not how many
}

void TestPagerDuty::anAccountKeyNeedsAnAddress()
{
    PagerDutyBench without({{u"token"_s, QString::fromUtf8(pd::accountKey)}});
    const auto refused = without.poll();
    QCOMPARE(kindOf(refused), ErrorKind::BadInput);
    QVERIFY(refused.error().detail.contains(u"from"_s));

    PagerDutyBench unknown({{u"token"_s, QString::fromUtf8(pd::accountKey)}, {u"from"_s, u"nobody@example.com"_s}});
    QCOMPARE(kindOf(unknown.poll()), ErrorKind::BadInput);

    const QString email = without.server.world().user(pd::you)->email;
    PagerDutyBench known({{u"token"_s, QString::fromUtf8(pd::accountKey)}, {u"from"_s, email}});
    QVERIFY(known.poll());
    const QString id = known.firstOpen(IncidentState::Triggered);
    QVERIFY(known.act(u"acknowledge"_s, id));
    QCOMPARE(known.server.requests().constLast().header("From"), email.toUtf8());
}

void TestPagerDuty::whatFails_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<ErrorKind>("expected");
    QTest::newRow("401") << Fault{.path = "/incidents", .status = 401} << ErrorKind::Unauthorized;
    QTest::newRow("402") << Fault{.path = "/incidents", .status = 402} << ErrorKind::Forbidden;
    QTest::newRow("403") << Fault{.path = "/incidents", .status = 403} << ErrorKind::Forbidden;
    QTest::newRow("404") << Fault{.path = "/incidents", .status = 404} << ErrorKind::NotFound;
    QTest::newRow("408") << Fault{.path = "/incidents", .status = 408} << ErrorKind::Timeout;
    QTest::newRow("413") << Fault{.path = "/incidents", .status = 413} << ErrorKind::BadInput;
    QTest::newRow("429") << Fault{.path = "/incidents", .status = 429} << ErrorKind::TooManyRequests;
    QTest::newRow("429 without headers and body")
        << Fault{.path = "/incidents", .status = 429, .hasBody = false, .hasRateHeaders = false} << ErrorKind::TooManyRequests;
    QTest::newRow("500") << Fault{.path = "/incidents", .status = 500} << ErrorKind::Server;
    QTest::newRow("503 of a proxy, in HTML") << Fault{.path = "/incidents", .bad = Bad::Html, .status = 503} << ErrorKind::Server;
    QTest::newRow("HTML instead of JSON") << Fault{.path = "/incidents", .bad = Bad::Html} << ErrorKind::BadAnswer;
    QTest::newRow("a redirect to another host")
        << Fault{.path = "/incidents", .bad = Bad::Redirect, .location = "http://127.0.0.1:9"} << ErrorKind::BadAnswer;
    QTest::newRow("200 MB") << Fault{.path = "/incidents", .bad = Bad::HugeBody} << ErrorKind::TooLarge;
}

void TestPagerDuty::whatFails()
{
    QFETCH(Fault, fault);
    QFETCH(ErrorKind, expected);
    PagerDutyBench bench;
    QVERIFY(bench.poll());
    fault.times = -1;
    bench.server.fail(fault);
    const auto snapshot = bench.poll();
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().kind, expected);
    QVERIFY(!snapshot.error().detail.contains(QString::fromUtf8(pd::yourKey)));
    if (expected == ErrorKind::TooManyRequests)
        QVERIFY(snapshot.error().retryAfter >= std::chrono::seconds(20));
    bench.server.heal();
    bench.clock.advance(snapshot.error().retryAfter);
    QVERIFY(bench.poll());
}

void TestPagerDuty::afterAnErrorTheNextAnswerCounts()
{
    PagerDutyBench bench;
    const qsizetype before = bench.incidents().size();
    bench.server.fail({.path = "/incidents", .bad = Bad::CutBody});
    QVERIFY(!bench.poll());
    QCOMPARE(bench.incidents().size(), before);
    bench.server.setAway(true);
    QCOMPARE(kindOf(bench.poll()), ErrorKind::Unreachable);
    bench.server.setAway(false);
    QCOMPARE(bench.incidents().size(), before);
}

void TestPagerDuty::oneBadElementLeavesTheOthers()
{
    PagerDutyBench bench;
    const qsizetype before = bench.incidents().size();
    bench.server.fail({.path = "/incidents", .bad = Bad::Nulls});
    const auto snapshot = bench.poll();
    QVERIFY2(snapshot, qPrintable(snapshot ? QString() : snapshot.error().detail));
    QCOMPARE(snapshot->incidents->size(), before);
    QVERIFY(std::ranges::none_of(*snapshot->incidents, [](const Incident &each) { return each.title.isEmpty(); }));
}

void TestPagerDuty::strangeWordsNeedSomebody()
{
    PagerDutyBench bench;
    QVERIFY(bench.poll());
    bench.server.fail({.path = "/incidents", .bad = Bad::UnknownWords});
    const auto snapshot = bench.poll();
    QVERIFY(snapshot);
    QVERIFY(!snapshot->warnings.isEmpty());
    QVERIFY(std::ranges::all_of(*snapshot->incidents, &Incident::isOpen));
    QVERIFY(std::ranges::any_of(*snapshot->incidents, &Incident::needsPerson));
}

void TestPagerDuty::pagesThatShiftMissNothing()
{
    PagerDutyBench bench;
    for (int i = 0; i < 250; ++i)
        bench.server.world().trigger({.title = u"more %1"_s.arg(i), .service = pd::mainSite});
    QVERIFY(bench.poll());
    bench.server.fail({.path = "/incidents", .bad = Bad::Shift, .skip = 1, .times = 1});
    const auto incidents = bench.incidents();
    QSet<QString> listed;
    for (const Incident &incident : incidents)
        listed.insert(incident.id.text());
    QCOMPARE(listed.size(), incidents.size());
    for (const pd::Incident *incident : bench.server.world().incidents()) {
        if (incident->status != u"resolved")
            QVERIFY2(listed.contains(u"pd:"_s + incident->id), qPrintable(incident->id));
    }
}

void TestPagerDuty::slowsDownBeforeItIsStopped()
{
    PagerDutyBench bench;
    for (int i = 0; i < 1'000; ++i)
        bench.server.world().trigger({.title = u"more %1"_s.arg(i), .service = pd::mainSite});
    QVERIFY(bench.poll());
    bench.server.forgetRequests();
    const auto snapshot = bench.poll();
    QVERIFY(snapshot);
    const auto requests = static_cast<double>(bench.server.requests().size());
    QVERIFY(requests >= 10);
    // A tenth of 960 a minute.
    QVERIFY(requests / (static_cast<double>(snapshot->nextIn->count()) / 60'000.0) <= 96.5);
}

void TestPagerDuty::acknowledges()
{
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    QVERIFY(bench.act(u"acknowledge"_s, id));
    QCOMPARE(bench.server.world().incident(id)->status, u"acknowledged"_s);
    const auto after = bench.incident(id);
    QVERIFY(after);
    QCOMPARE(after->state, IncidentState::Acknowledged);
    QCOMPARE(after->acknowledgedBy, bench.source->actor());
}

void TestPagerDuty::alreadyDoneIsDone()
{
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    bench.server.world().change(id, {.status = u"acknowledged"_s}, pd::backup);
    QVERIFY(bench.act(u"acknowledge"_s, id));
    bench.server.world().change(id, {.status = u"resolved"_s}, pd::backup);
    QVERIFY(bench.act(u"resolve"_s, id));
    QVERIFY(!bench.act(u"acknowledge"_s, id)); // resolved is not acknowledged
}

void TestPagerDuty::changesWhatItIsAskedTo_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<FieldValues>("inputs");
    QTest::addColumn<QByteArray>("path"); // of the request, after the incident's
    const auto row = [](const char *name, const QString &action, const FieldValues &inputs, const QByteArray &path = {}) {
        QTest::newRow(name) << action << inputs << path;
    };
    row("resolve with a note", u"resolve"_s, {{u"note"_s, u"restarted it"_s}});
    row("urgency", u"urgency"_s, {{u"urgency"_s, u"low"_s}});
    row("title", u"title"_s, {{u"title"_s, u"a better one"_s}});
    row("reassign to a person", u"reassign"_s, {{u"people"_s, QStringList{QString(pd::backup)}}});
    row("escalate", u"escalate"_s, {{u"level"_s, u"2"_s}});
    row("note", u"note"_s, {{u"text"_s, u"looking at it"_s}}, "/notes");
    row("responders", u"responders"_s, {{u"people"_s, QStringList{QString(pd::backup)}}, {u"message"_s, u"help"_s}}, "/responder_requests");
    row("status update", u"statusupdate"_s, {{u"message"_s, u"we are on it"_s}}, "/status_updates");
}

void TestPagerDuty::changesWhatItIsAskedTo()
{
    QFETCH(QString, action);
    QFETCH(FieldValues, inputs);
    QFETCH(QByteArray, path);
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    const auto done = bench.act(action, id, inputs);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    const auto &last = bench.server.requests().constLast();
    QCOMPARE(last.path, "/incidents/" + id.toUtf8() + path);
    QVERIFY(last.status >= 200 && last.status < 300);
    QVERIFY(!last.header("From").isEmpty());
}

void TestPagerDuty::snoozesWhatIsTriggered()
{
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    const auto done = bench.act(u"snooze"_s, id, {{u"for"_s, u"1h"_s}});
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    const auto after = bench.incident(id);
    QVERIFY(after);
    QCOMPARE(after->state, IncidentState::Acknowledged);
    QVERIFY(after->snoozedUntil);
    QVERIFY(std::chrono::abs(*after->snoozedUntil - bench.clock.now() - std::chrono::hours(1)) < std::chrono::seconds(2));
}

void TestPagerDuty::severalGoInOnePut()
{
    PagerDutyBench bench;
    QList<ActionRequest> requests;
    for (int i = 0; i < 260; ++i)
        requests.append(
            bench.request(u"acknowledge"_s, bench.server.world().trigger({.title = u"t %1"_s.arg(i), .service = pd::mainSite})));
    QVERIFY(bench.poll());
    const auto answers = waited(bench.source->performAll(requests));
    QCOMPARE(answers.size(), 260);
    QVERIFY(std::ranges::all_of(answers, [](const Expected<Done> &answer) { return answer.hasValue(); }));
    QCOMPARE(bench.server.requests("PUT", "/incidents").size(), 2); // 250 at most in one
}

void TestPagerDuty::oneThatMovedOnDoesNotKeepTheOthers()
{
    PagerDutyBench bench;
    const QString first = bench.server.world().trigger({.title = u"first"_s, .service = pd::mainSite});
    const QString second = bench.server.world().trigger({.title = u"second"_s, .service = pd::mainSite});
    QVERIFY(bench.poll());
    bench.server.world().change(first, {.status = u"resolved"_s}, pd::backup);
    const auto answers
        = waited(bench.source->performAll({bench.request(u"acknowledge"_s, first), bench.request(u"acknowledge"_s, second)}));
    QCOMPARE(answers.size(), 2);
    QVERIFY(!answers.at(0));
    QCOMPARE(answers.at(0).error().kind, ErrorKind::Conflict);
    QVERIFY(answers.at(1));
    QCOMPARE(bench.server.world().incident(second)->status, u"acknowledged"_s);
}

void TestPagerDuty::aNoteIsSentOnce()
{
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    ActionRequest request = bench.request(u"note"_s, id, {{u"text"_s, u"only once"_s}});
    bench.server.fail({.path = "/incidents/" + id.toUtf8() + "/notes", .method = "POST", .bad = Bad::Close});
    QVERIFY(!waited(bench.source->perform(request))); // it was carried out, and nobody here knows
    request.mayHaveBeenSent = true;
    QVERIFY(waited(bench.source->perform(request)));
    QCOMPARE(bench.server.requests("POST", "/incidents/" + id.toUtf8() + "/notes").size(), 1);

    bench.server.fail({.path = "/incidents/" + id.toUtf8() + "/notes", .method = "POST", .bad = Bad::CloseBefore});
    ActionRequest other = bench.request(u"note"_s, id, {{u"text"_s, u"another"_s}});
    QVERIFY(!waited(bench.source->perform(other)));
    other.mayHaveBeenSent = true;
    QVERIFY(waited(bench.source->perform(other)));
    QCOMPARE(bench.server.requests("POST", "/incidents/" + id.toUtf8() + "/notes").size(), 3);
}

void TestPagerDuty::anIncidentIsCreatedOnce()
{
    PagerDutyBench bench;
    const qsizetype before = bench.incidents().size();
    ActionRequest request
        = bench.request(u"create"_s, {}, {{u"title"_s, u"by hand"_s}, {u"service"_s, QString(pd::mainSite)}, {u"urgency"_s, u"high"_s}});
    request.incident = {};
    bench.server.fail({.path = "/incidents", .method = "POST", .bad = Bad::Close});
    QVERIFY(!waited(bench.source->perform(request)));
    request.mayHaveBeenSent = true;
    const auto done = waited(bench.source->perform(request));
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(bench.incidents().size(), before + 1);
}

void TestPagerDuty::whatThePlanLacksIsHidden()
{
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    QVERIFY(bench.source->supports(u"statusupdate"));
    bench.server.fail({.path = "/incidents/" + id.toUtf8() + "/status_updates", .status = 402});
    QVERIFY(!bench.act(u"statusupdate"_s, id, {{u"message"_s, u"x"_s}}));
    QVERIFY(!bench.source->supports(u"statusupdate"));
    QVERIFY(bench.source->supports(u"acknowledge"));
    QVERIFY(!bench.source->supports(u"dance"));
}

void TestPagerDuty::redirectsGetNoToken()
{
    PagerDutyBench elsewhere;
    PagerDutyBench bench;
    QVERIFY(bench.poll());
    bench.server.fail({.path = "/incidents", .bad = Bad::Redirect, .location = elsewhere.server.url().toEncoded(), .times = -1});
    QVERIFY(!bench.poll());
    QVERIFY(elsewhere.server.requests().isEmpty());
}

void TestPagerDuty::offersChoices_data()
{
    QTest::addColumn<QString>("from");
    for (const char *from : {"people", "policies", "services", "priorities", "levels"})
        QTest::newRow(from) << QString::fromLatin1(from);
}

void TestPagerDuty::offersChoices()
{
    QFETCH(QString, from);
    PagerDutyBench bench;
    const QString id = bench.firstOpen(IncidentState::Triggered);
    const auto options = waited(bench.source->options(OptionQuery{from, PagerDutyBench::idOf(id), {}}));
    QVERIFY2(options, qPrintable(options ? QString() : options.error().detail));
    QVERIFY(!options->isEmpty());
    QVERIFY(std::ranges::none_of(*options, [](const Option &option) { return option.id.isEmpty() || option.name.isEmpty(); }));
}

void TestPagerDuty::countsDownToTheNextLevel()
{
    PagerDutyBench bench;
    const QString id = bench.server.world().trigger({.title = u"new"_s, .service = pd::mainSite});
    const auto incident = bench.incident(id);
    QVERIFY(incident);
    QVERIFY(incident->escalation);
    QVERIFY(incident->escalation->at > bench.clock.now());
    QVERIFY(!incident->escalation->to.isEmpty());
    QVERIFY(bench.act(u"acknowledge"_s, id));
    QVERIFY(!bench.incident(id)->escalation);
}

Q_DECLARE_METATYPE(Fault)
QTEST_GUILESS_MAIN(TestPagerDuty)
#include "tst_pagerduty.moc"
