// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/watchlines.h"

#include "support/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint night = fromMilliseconds(1'767'582'000'000);

QStringList events(const QList<QJsonObject> &lines)
{
    QStringList events;
    for (const QJsonObject &line : lines)
        events.append(line["event"_L1].toString());
    return events;
}

Incident with(IncidentState state, ActionStage stage)
{
    Incident incident = makeIncident(u"a"_s, state);
    incident.action.stage = stage;
    return incident;
}

} // namespace

class TestWatchLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void incidentChanges_data();
    void incidentChanges();
    void openedIncidentIsWholeAndTimed();
    void goneIncidentIsResolved();
    void newEvidenceAloneIsNoLine();
    void sources_data();
    void sources();
    void checks_data();
    void checks();
    void actions();
    void pages();
};

void TestWatchLines::incidentChanges_data()
{
    using enum IncidentState;
    QTest::addColumn<Incident>("before");
    QTest::addColumn<Incident>("after");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const Incident &before, const Incident &after, const QStringList &expected) {
        QTest::addRow("%s", name) << before << after << expected;
    };
    const auto none = ActionStage::None;
    row("acknowledged is a change", with(Triggered, none), with(Acknowledged, none), {u"incident-changed"_s});
    row("resolved is resolved", with(Triggered, none), with(Resolved, none), {u"incident-resolved"_s});
    row("a resolution that is only asked for is a change", with(Triggered, none), with(Resolved, ActionStage::Sending),
        {u"incident-changed"_s});
    row("its confirmation resolves", with(Resolved, ActionStage::Sending), with(Resolved, none), {u"incident-resolved"_s});
    row("its refusal is a change", with(Resolved, ActionStage::Sending), with(Triggered, ActionStage::Refused), {u"incident-changed"_s});
    row("resolved is said once", with(Resolved, none), with(Resolved, ActionStage::Refused), {});
}

void TestWatchLines::incidentChanges()
{
    QFETCH(Incident, before);
    QFETCH(Incident, after);
    QFETCH(QStringList, expected);
    Diff<Shared<Incident>> diff;
    diff.changed = {{before, after}};
    QCOMPARE(events(watchLines(diff, night)), expected);
}

void TestWatchLines::openedIncidentIsWholeAndTimed()
{
    Diff<Shared<Incident>> diff;
    diff.added = {makeIncident(u"a"_s), makeIncident(u"b"_s, IncidentState::Resolved)};
    const auto lines = watchLines(diff, night);
    QCOMPARE(events(lines), QStringList{u"incident-opened"_s}); // b was over when we came
    QCOMPARE(lines[0]["at"_L1], QJsonValue(u"2026-01-05T03:00:00.000Z"_s));
    QCOMPARE(lines[0]["incident"_L1]["title"_L1], QJsonValue(u"title of a"_s));
}

void TestWatchLines::goneIncidentIsResolved()
{
    Diff<Shared<Incident>> diff;
    diff.removed = {makeIncident(u"a"_s), makeIncident(u"b"_s, IncidentState::Resolved)};
    const auto lines = watchLines(diff, night);
    QCOMPARE(events(lines), QStringList{u"incident-resolved"_s}); // b was said before
    QCOMPARE(lines[0]["incident"_L1]["state"_L1], QJsonValue(u"resolved"_s));
    QCOMPARE(lines[0]["incident"_L1]["resolvedAt"_L1], QJsonValue(u"2026-01-05T03:00:00.000Z"_s));
}

void TestWatchLines::newEvidenceAloneIsNoLine()
{
    const Incident before = makeIncident(u"a"_s);
    Incident after = before;
    after.text = u"other figures"_s;
    after.changed = night;
    Diff<Shared<Incident>> diff;
    diff.changed = {{before, after}};
    QCOMPARE(events(watchLines(diff, night)), QStringList());
    after.title = u"worse"_s;
    diff.changed = {{before, after}};
    QCOMPARE(events(watchLines(diff, night)), QStringList{u"incident-changed"_s});
}

void TestWatchLines::sources_data()
{
    using enum SourceState;
    QTest::addColumn<SourceState>("before");
    QTest::addColumn<SourceState>("after");
    QTest::addColumn<QStringList>("expected");
    QTest::addRow("the first answer is no news") << Starting << Fresh << QStringList();
    QTest::addRow("failed from the start") << Starting << Failed << QStringList{u"source-failed"_s};
    QTest::addRow("failed") << Fresh << Failed << QStringList{u"source-failed"_s};
    QTest::addRow("went stale") << Fresh << Stale << QStringList{u"source-failed"_s};
    QTest::addRow("stale, then failed, is said once") << Stale << Failed << QStringList();
    QTest::addRow("recovered") << Failed << Fresh << QStringList{u"source-recovered"_s};
}

void TestWatchLines::sources()
{
    QFETCH(SourceState, before);
    QFETCH(SourceState, after);
    QFETCH(QStringList, expected);
    SourceStatus one;
    one.state = before;
    SourceStatus other = one;
    other.state = after;
    QCOMPARE(events(watchLines(one, other, night)), expected);
}

void TestWatchLines::checks_data()
{
    using enum CheckState;
    QTest::addColumn<CheckState>("before");
    QTest::addColumn<CheckState>("after");
    QTest::addColumn<QStringList>("expected");
    QTest::addRow("one failure is not enough") << Passing << Failing << QStringList();
    QTest::addRow("enough failures") << Failing << Failed << QStringList{u"check-failed"_s};
    QTest::addRow("one more changes nothing") << Failed << Failed << QStringList();
    QTest::addRow("passes again") << Failed << Passing << QStringList{u"check-recovered"_s};
    QTest::addRow("a first pass is no news") << Waiting << Passing << QStringList();
}

void TestWatchLines::checks()
{
    QFETCH(CheckState, before);
    QFETCH(CheckState, after);
    QFETCH(QStringList, expected);
    Diff<Check> diff;
    diff.changed = {{Check{.state = before}, Check{.state = after}}};
    QCOMPARE(events(watchLines(diff, night)), expected);
}

void TestWatchLines::actions()
{
    const ActionRequest request{u"acknowledge"_s, IncidentId(u"a"_s), SourceId(u"pd"_s), u"me"_s, u"command"_s, night};
    const QJsonObject confirmed = actionLine(request, ActionOutcome::Confirmed, {}, night);
    QCOMPARE(confirmed["event"_L1], QJsonValue(u"action-confirmed"_s));
    QCOMPARE(confirmed["id"_L1], QJsonValue(u"a"_s));
    QCOMPARE(confirmed["action"_L1], QJsonValue(u"acknowledge"_s));
    QVERIFY(confirmed["reason"_L1].isNull());
    const QJsonObject refused = actionLine(request, ActionOutcome::Refused, Error{ErrorKind::Timeout, {}}, night);
    QCOMPARE(refused["event"_L1], QJsonValue(u"action-refused"_s));
    QCOMPARE(refused["reason"_L1], QJsonValue(u"no answer in time"_s));
    QCOMPARE(refused["expired"_L1], QJsonValue(false));
    QCOMPARE(actionLine(request, ActionOutcome::Expired, {}, night)["expired"_L1], QJsonValue(true));
    QCOMPARE(actionQueuedLine(request, Error{ErrorKind::Timeout, {}}, night)["event"_L1], QJsonValue(u"action-queued"_s));
}

void TestWatchLines::pages()
{
    Page page;
    page.incident = makeIncident(u"a"_s);
    page.repeated = true;
    QCOMPARE(pageLine(page, night)["event"_L1], QJsonValue(u"page"_s));
    QCOMPARE(pageLine(page, night)["repeated"_L1], QJsonValue(true));
    QCOMPARE(pageClearedLine(page, night)["event"_L1], QJsonValue(u"page-cleared"_s));
    QCOMPARE(pageClearedLine(page, night)["incident"_L1]["id"_L1], QJsonValue(u"a"_s));
}

QTEST_GUILESS_MAIN(TestWatchLines)
#include "tst_watchlines.moc"
