// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/render.h"

#include "engine/deliveries.h"
#include "engine/encode.h"
#include "engine/watchlines.h"
#include "support/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint night = fromMilliseconds(1'767'582'000'000);
const RenderContext context{night, false};

} // namespace

class TestRender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void incidents();
    void hostsSayWhatIsNotKnown();
    void rules();
    void checks();
    void sources();
    void emptyListsSaySo();
    void summary_data();
    void summary();
    void watchLines_data();
    void watchLines();
    void everyStateHasItsWord();
    void silentSources();
    void pausesAndHolds();
    void checkRun();
    void notices();
};

void TestRender::incidents()
{
    Incident incident = makeIncident(u"pd:Q1"_s);
    incident.title = u"main site\x1b[2J is down"_s;
    incident.created = night - 4min;
    incident.action = {ActionStage::Queued, u"acknowledge"_s, {}};
    const QStringList lines = renderIncidents(encodeAll(SharedIncidents{incident}), context);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[1].startsWith(u"pd:Q1  triggered  high     4 min  –        main site [2J is down (Acknowledge: queued)"_s),
        qPrintable(lines[1]));
}

void TestRender::hostsSayWhatIsNotKnown()
{
    Host host;
    host.id = HostId(u"local:vm"_s);
    host.name = u"vm"_s;
    host.state = HostState::Up;
    host.memory = 12.34;
    host.sampledAt = night - 3s;
    const QStringList lines = renderHosts(encodeAll(QList<Host>{host}, night, Duration(1h)), context);
    QCOMPARE(lines[1].simplified(), u"local:vm up – 12 % unknown 3 s vm"_s);
}

void TestRender::rules()
{
    RuleFinding finding;
    finding.hostName = u"vm"_s;
    finding.verdict = Verdict::Firing;
    finding.value = 91;
    finding.threshold = 70;
    finding.span = 5min;
    RuleFinding restarts = finding;
    restarts.rule = RuleKind::Restarts;
    restarts.value = 3;
    restarts.threshold = 2;
    restarts.unit = u"a.service"_s;
    const QJsonArray array{encode(finding, IncidentId(u"NB-1"_s)), encode(restarts, {})};
    const QStringList lines = renderRules(array, context);
    QCOMPARE(lines[1].simplified(), u"vm CPU firing 91 % above 70 % for 5m NB-1 –"_s);
    QCOMPARE(lines[2].simplified(), u"vm restarts firing 3 more than 2 within 5m – a.service"_s);
}

void TestRender::checks()
{
    Check check;
    check.id = CheckId(u"home"_s);
    check.kind = u"http"_s;
    check.target = u"https://example.com/"_s;
    QCOMPARE(renderChecks(encodeAll(QList<Check>{check}), context)[1].simplified(), u"home http not run yet – – https://example.com/"_s);
    check.state = CheckState::Failed;
    check.last.at = night;
    check.last.failure = CheckFailure::TlsCertificateExpired;
    check.last.certificateExpires = night - 48h;
    check.last.phases.total = 12ms;
    QCOMPARE(renderChecks(encodeAll(QList<Check>{check}), context)[1].simplified(),
        u"home http failed 12 ms expired https://example.com/ TLS certificate expired 2 day(s) ago"_s);
}

void TestRender::sources()
{
    SourceStatus status;
    status.id = SourceId(u"prod"_s);
    status.kind = u"prometheus"_s;
    status.name = u"prod"_s;
    status.state = SourceState::Failed;
    status.lastSuccess = night - 3min;
    status.error = Error{ErrorKind::Timeout, {}};
    QCOMPARE(renderSources(encodeAll(QList<SourceStatus>{status}, night), context)[1].simplified(),
        u"prod prometheus failed 3 min prod no answer in time"_s);
    QVERIFY(renderSourceFacts(encodeAll(QList<SourceStatus>{status}, night)).isEmpty());
    status.facts = {u"Metric queries: 120 of 400 in the last hour."_s};
    QCOMPARE(renderSourceFacts(encodeAll(QList<SourceStatus>{status}, night)),
        (QStringList{QString(), u"prod: Metric queries: 120 of 400 in the last hour."_s}));
}

void TestRender::emptyListsSaySo()
{
    for (const auto &render : {renderIncidents, renderHosts, renderRules, renderChecks, renderSources}) {
        const QStringList lines = render({}, context);
        QCOMPARE(lines.size(), 1);
        QVERIFY(lines[0].startsWith("No "_L1));
    }
}

void TestRender::summary_data()
{
    QTest::addColumn<QJsonObject>("status");
    QTest::addColumn<QString>("expected");
    QTest::addRow("nothing") << QJsonObject{{u"state"_s, u"quiet"_s}} << u"Nothing needs you."_s;
    QTest::addRow("not green when something is not known")
        << QJsonObject{{u"state"_s, u"unknown"_s}} << u"Nothing is known to need you, but not everything could be looked at."_s;
    QTest::addRow("some need you") << QJsonObject{{u"state"_s, u"needs-you"_s}, {u"needsYou"_s, 2}, {u"open"_s, 3}}
                                   << u"2 incident(s) need(s) you. 1 other(s) open."_s;
    QTest::addRow("the demo says that it is one")
        << QJsonObject{{u"state"_s, u"quiet"_s}, {u"demo"_s, true}} << u"Nothing needs you. This is the demo."_s;
}

void TestRender::summary()
{
    QFETCH(QJsonObject, status);
    QTEST(renderSummary(status, context), "expected");
}

void TestRender::watchLines_data()
{
    QTest::addColumn<QJsonObject>("line");
    QTest::addColumn<QString>("expected");
    const auto row
        = [](const char *name, const QJsonObject &line, const QString &expected) { QTest::addRow("%s", name) << line << expected; };
    Diff<Shared<Incident>> opened;
    opened.added = {makeIncident(u"a"_s)};
    row("opened", nightbell::watchLines(opened, night)[0], u"03:00:00 incident a title of a"_s);
    Diff<Shared<Incident>> changed;
    changed.changed = {{makeIncident(u"a"_s), makeIncident(u"a"_s, IncidentState::Acknowledged)}};
    row("acknowledged", nightbell::watchLines(changed, night)[0], u"03:00:00 acknowledged a title of a"_s);
    Diff<Shared<Incident>> removed;
    removed.removed = {makeIncident(u"a"_s)};
    row("resolved", nightbell::watchLines(removed, night)[0], u"03:00:00 resolved a title of a"_s);
    Page page;
    page.incident = makeIncident(u"a"_s);
    row("page", pageLine(page, night), u"03:00:00 page a title of a"_s);
    row("page cleared", pageClearedLine(page, night), u"03:00:00 page cleared a title of a"_s);
    row("low urgency", toldLine(makeIncident(u"a"_s), false, night), u"03:00:00 low urgency a title of a"_s);
    row("low urgency that was held", toldLine(makeIncident(u"a"_s), true, night), u"03:00:00 was held a title of a"_s);
    DeliveryNews news;
    news.message.incident = IncidentId(u"a"_s);
    news.message.title = u"disk full"_s;
    news.channelName = u"Mail"_s;
    news.recipient = u"ann@example.com"_s;
    row("the backup was told", deliveryLine(news, night), u"03:00:00 backup told a disk full: Mail to ann@example.com"_s);
    news.kind = DeliveryNews::Kind::GivenUp;
    news.why = u"it could not be told for too long"_s;
    row("the backup was not told", deliveryLine(news, night),
        u"03:00:00 backup not told a disk full: Mail to ann@example.com: it could not be told for too long."_s);
    SourceStatus source;
    source.name = u"prod"_s;
    SourceStatus failed = source;
    failed.state = SourceState::Failed;
    failed.error = Error{ErrorKind::Timeout, {}};
    row("source failed", nightbell::watchLines(source, failed, night)[0], u"03:00:00 source failed prod: no answer in time"_s);
    Check check;
    check.id = CheckId(u"home"_s);
    check.target = u"https://example.com/"_s;
    Check down = check;
    down.state = CheckState::Failed;
    down.last.at = night;
    down.last.failure = CheckFailure::ConnectionRefused;
    Diff<Check> fell;
    fell.changed = {{check, down}};
    row("check failed", nightbell::watchLines(fell, night)[0], u"03:00:00 check failed home https://example.com/: connection refused"_s);
    const ActionRequest request{u"acknowledge"_s, IncidentId(u"a"_s), SourceId(u"pd"_s), {}, {}, night};
    row("confirmed", actionLine(request, ActionOutcome::Confirmed, {}, night), u"03:00:00 confirmed a Acknowledge"_s);
    row("refused", actionLine(request, ActionOutcome::Refused, Error{ErrorKind::Timeout, {}}, night),
        u"03:00:00 refused a Acknowledge: no answer in time"_s);
    row("queued", actionQueuedLine(request, Error{ErrorKind::Timeout, {}}, night), u"03:00:00 queued a Acknowledge: no answer in time"_s);
}

void TestRender::watchLines()
{
    QFETCH(QJsonObject, line);
    QFETCH(QString, expected);
    QCOMPARE(renderWatchLine(line, context).simplified(), expected);
}

void TestRender::everyStateHasItsWord()
{
    // A state that people would read as its JSON word in another language would show here as unchanged by colour.
    const RenderContext coloured{night, true};
    for (const auto state : {SourceState::Fresh, SourceState::Stale, SourceState::Failed}) {
        SourceStatus status;
        status.state = state;
        QVERIFY(renderSources(encodeAll(QList<SourceStatus>{status}, night), coloured)[1].contains(u"\x1b["_s));
    }
}

void TestRender::silentSources()
{
    SourceStatus status;
    status.name = u"prod"_s;
    QCOMPARE(silentSourceText(encode(status, night), night), u"prod has not answered yet."_s);
    status.state = SourceState::Failed;
    status.error = Error{ErrorKind::Timeout, {}};
    status.lastSuccess = night - 3min;
    QCOMPARE(
        silentSourceText(encode(status, night), night), u"prod could not be asked: no answer in time. What is shown of it is 3 min old."_s);
}

void TestRender::pausesAndHolds()
{
    const auto held = [](const QString &service, const QString &why, const QJsonValue &until) {
        return QJsonObject{{u"id"_s, u"NB-1"_s}, {u"service"_s, service}, {u"why"_s, why}, {u"until"_s, until}};
    };
    QCOMPARE(renderPaging({{u"pausedUntil"_s, QJsonValue()}}, context), QStringList{u"Notifications are not paused."_s});
    const QString halfPast = toIso(night + 30min);
    const QString morning = toIso(night + 6h);
    const QStringList lines = renderPaging({{u"pausedUntil"_s, halfPast},
                                               {u"held"_s,
                                                   QJsonArray{held(u"shop"_s, u"pause"_s, halfPast), held(u"shop"_s, u"pause"_s, halfPast),
                                                       held(u"batch\x1b[2J"_s, u"hours"_s, morning)}}},
        context);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], u"Notifications are paused until 03:30."_s);
    QVERIFY2(lines[1].startsWith("2 "_L1) && lines[1].endsWith("(shop)."_L1), qPrintable(lines[1]));
    QVERIFY2(lines[2].startsWith("1 "_L1) && lines[2].contains("09:00"_L1) && !lines[2].contains(u'\x1b'), qPrintable(lines[2]));
    // With how things are they are only told where there is something to tell.
    const QJsonObject quiet{
        {u"state"_s, u"quiet"_s}, {u"paging"_s, QJsonObject{{u"pausedUntil"_s, QJsonValue()}, {u"held"_s, QJsonArray()}}}};
    QVERIFY(!renderStatus(quiet, context).contains(u"Notifications are not paused."_s));
    const QJsonObject paused{{u"state"_s, u"quiet"_s}, {u"paging"_s, QJsonObject{{u"pausedUntil"_s, halfPast}, {u"held"_s, QJsonArray()}}}};
    QCOMPARE(renderStatus(paused, context).at(1), u"Notifications are paused until 03:30."_s);
}

void TestRender::checkRun()
{
    CheckResult result;
    result.at = night;
    result.status = 200;
    result.peer = u"192.0.2.1:443"_s;
    result.phases.nameLookup = 2ms;
    result.phases.total = 12ms;
    QCOMPARE(renderCheckRun(u"https://example.com/"_s, encode(result), context),
        (QStringList{u"https://example.com/  passing"_s, u"name 2 ms · total 12 ms"_s, u"status 200 · address 192.0.2.1:443"_s}));
    result.failure = CheckFailure::ConnectionRefused;
    QCOMPARE(renderCheckRun(u"https://example.com/"_s, encode(result), context)[0],
        u"https://example.com/  failing: connection refused by 192.0.2.1:443"_s);
}

void TestRender::notices()
{
    const auto notice = [](const QString &kind, const QString &text) {
        return renderNotice(QJsonObject{{u"kind"_s, kind}, {u"text"_s, text}});
    };
    QCOMPARE(notice(u"history-not-kept"_s, u"disk full"_s), u"History is not being kept. Watching and paging go on. (disk full)"_s);
    QVERIFY(notice(u"backup-not-told"_s, u"mail: no answer\nntfy: no answer"_s).endsWith("(mail: no answer; ntfy: no answer)"_L1));
    QCOMPARE(notice(u"something-new"_s, u"text"_s), u"text"_s);
    DeliveryNews news;
    news.kind = DeliveryNews::Kind::GivenUp;
    news.message.incident = IncidentId(u"NB-1"_s);
    news.message.title = u"web-1 is down"_s;
    news.channelName = u"Mail"_s;
    news.recipient = u"ann@example.com"_s;
    news.why = u"no answer in time"_s;
    QVERIFY(renderWatchLine(deliveryLine(news, night), context)
                .endsWith(u"  backup not told   NB-1  web-1 is down: Mail to ann@example.com: no answer in time."_s));
}

QTEST_GUILESS_MAIN(TestRender)
#include "tst_render.moc"
