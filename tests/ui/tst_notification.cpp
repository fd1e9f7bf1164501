// SPDX-License-Identifier: GPL-3.0-or-later
#include "notification.h"

#include "support/fakeclock.h"
#include "support/incidents.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace nightbell;

namespace {

Page pageOf(IncidentState state, const IncidentAction &action = {})
{
    Incident incident = makeIncident(u"i1"_s, state);
    incident.service = ServiceId(u"payments"_s);
    incident.created = FakeClock().now();
    incident.action = action;
    return {incident.id, incident, incident.created, false};
}

QStringList keys(const Notification &notification)
{
    QStringList keys;
    for (qsizetype at = 0; at < notification.actions.size(); at += 2)
        keys.append(notification.actions.at(at));
    return keys;
}

} // namespace

class NotificationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hiddenTitlesAreInNoWord()
    {
        const Page page = pageOf(IncidentState::Triggered);
        const auto words = [](const Notification &notification) { return notification.summary + notification.body; };
        const QList<Notification> all{pageNotification(page, {}, {}, page.raised), recoveryNotification({page.incident}, {}, page.raised),
            unwatchedNotification({page.incident}, {}), lowUrgencyNotification({page.incident}, {}, page.raised),
            refusalNotification(u"Acknowledge"_s, page.incident->title, u"no"_s)};
        for (const Notification &each : all) {
            QVERIFY(words(each).contains(page.incident->title));
            const Notification hidden = discreet(each);
            QVERIFY2(!words(hidden).contains(page.incident->title) && !words(hidden).contains("payments"_L1), qPrintable(words(hidden)));
            QVERIFY(!hidden.summary.isEmpty());
            QCOMPARE(hidden.hints, each.hints); // as urgent as before
            QCOMPARE(hidden.actions, each.actions);
        }
        const Notification sleep = sleepNotification({u"prod"_s}, false, true);
        QCOMPARE(discreet(sleep), sleep); // nothing is broken in it
    }
    void beforeSleepItSaysWhoCovers()
    {
        const Notification covered = sleepNotification({u"Pager"_s, u"prod"_s}, true, false);
        QVERIFY(covered.body.contains("Only PagerDuty pages you meanwhile"_L1));
        QVERIFY(covered.body.contains("Not watched: Pager, prod"_L1));
        QVERIFY(sleepNotification({}, false, false).body.contains("Nobody is paged from here"_L1));
        QVERIFY(!sleepNotification({}, false, false).body.contains("Not watched"_L1));
        QCOMPARE(networkLostNotification({u"prod"_s}, false).body, u"Not watched: prod"_s);
        const auto urgency = [](const Notification &notification) { return notification.hints.value(u"urgency"_s).value<uchar>(); };
        QCOMPARE(urgency(covered), uchar(1));
        // Whoever is on call has to know, whatever else is hidden.
        QCOMPARE(urgency(sleepNotification({}, true, true)), uchar(2));
        QCOMPARE(urgency(networkLostNotification({u"prod"_s}, true)), uchar(2));
        QVERIFY(!networkBackNotification().summary.isEmpty());
    }

    void buttonsAreTheActionsThatApply_data()
    {
        QTest::addColumn<IncidentState>("state");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("triggered can be acknowledged and resolved")
            << IncidentState::Triggered << QStringList{u"default"_s, u"acknowledge"_s, u"resolve"_s, u"open"_s};
        QTest::newRow("acknowledged can be resolved") << IncidentState::Acknowledged << QStringList{u"default"_s, u"resolve"_s, u"open"_s};
        QTest::newRow("resolved can be looked at") << IncidentState::Resolved << QStringList{u"default"_s, u"open"_s};
    }
    void buttonsAreTheActionsThatApply()
    {
        QFETCH(const IncidentState, state);
        QFETCH(const QStringList, expected);
        QCOMPARE(keys(pageNotification(pageOf(state), commonActionKinds(), {}, FakeClock().now())), expected);
    }

    void whatEscalatesSaysWhenAndMayBeLeft()
    {
        Page page = pageOf(IncidentState::Triggered);
        Incident incident = page.incident;
        incident.escalation = Escalation{FakeClock().now() + std::chrono::minutes(16), 1, u"Backup"_s};
        page.incident = incident;
        const Notification shown = pageNotification(page, commonActionKinds(), {}, FakeClock().now());
        QVERIFY2(shown.body.endsWith(u"\nEscalates at 03:16 to Backup"_s), qPrintable(shown.body)); // stays true without ticking
        QCOMPARE(keys(shown), (QStringList{u"default"_s, u"acknowledge"_s, u"resolve"_s, u"leave"_s, u"open"_s}));
    }

    void itSaysOfWhatAndByWhomItWasTold()
    {
        Page page = pageOf(IncidentState::Triggered);
        Incident incident = page.incident;
        incident.service = ServiceId(u"pay"_s);
        incident.source = SourceId(u"pd"_s);
        page.incident = incident;
        const Names names{.services = {}, .hosts = {}, .sources = {{SourceId(u"pd"_s), u"PagerDuty"_s}}};
        const Notification shown = pageNotification(page, commonActionKinds(), names, FakeClock().now());
        QCOMPARE(shown.body.section(u'\n', 0, 0), u"pay · PagerDuty"_s);
    }

    void theDefaultIsToOpen()
    {
        const Notification page = pageNotification(pageOf(IncidentState::Triggered), commonActionKinds(), {}, FakeClock().now());
        QCOMPARE(page.actions.first(2), (QStringList{u"default"_s, u"Open"_s}));
    }

    void labelsHaveNoMnemonic()
    {
        QCOMPARE(actionLabel(u"acknowledge"_s, commonActionKinds()), u"Acknowledge"_s);
        QCOMPARE(actionLabel(u"unheard-of"_s, commonActionKinds()), u"unheard-of"_s);
    }

    void thePageSaysWhatHappensToAnAction_data()
    {
        QTest::addColumn<ActionStage>("stage");
        QTest::addColumn<QString>("expected"); // the last line
        QTest::newRow("nothing happens") << ActionStage::None << u"Since 03:00:00"_s;
        QTest::newRow("so is writing it down") << ActionStage::Saving << u"Since 03:00:00"_s;
        QTest::newRow("sending is over in a moment") << ActionStage::Sending << u"Since 03:00:00"_s;
        QTest::newRow("queued waits, and why") << ActionStage::Queued << u"“Acknowledge” is not sent yet: no network"_s;
        QTest::newRow("refused, and why") << ActionStage::Refused << u"“Acknowledge” was refused: no network"_s;
    }
    void thePageSaysWhatHappensToAnAction()
    {
        QFETCH(const ActionStage, stage);
        QFETCH(const QString, expected);
        const IncidentAction action{stage, u"acknowledge"_s, u"no network"_s};
        const Notification page = pageNotification(pageOf(IncidentState::Triggered, action), commonActionKinds(), {}, FakeClock().now());
        QCOMPARE(page.body.section(u'\n', -1), expected);
        QCOMPARE(page.body.section(u'\n', 0, 0), u"payments · pd"_s);
    }

    void aPageLooksTheSameLater()
    {
        // Words that age would replace the notification every minute, and some desktops ring for that.
        FakeClock clock;
        const Page page = pageOf(IncidentState::Triggered);
        const Notification before = pageNotification(page, commonActionKinds(), {}, clock.now());
        clock.advance(std::chrono::minutes(20));
        QCOMPARE(pageNotification(page, commonActionKinds(), {}, clock.now()), before);
    }

    void aRecoverySaysForHowLong()
    {
        FakeClock clock;
        const Incident incident = pageOf(IncidentState::Triggered).incident;
        clock.advance(std::chrono::minutes(12));
        const Notification recovery = recoveryNotification({incident}, {}, clock.now());
        QCOMPARE(recovery.summary, u"Resolved: title of i1"_s);
        QVERIFY2(recovery.body.endsWith(u"It was open for 12 min."_s), qPrintable(recovery.body));
        QVERIFY(!recovery.hints.contains(u"resident"_s));
        QCOMPARE(recovery.timeout, -1);
    }

    void escapingKeepsWhatWasWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain words") << u"a “b” 'c'"_s << u"a “b” 'c'"_s;
        QTest::newRow("markup") << u"<b>a</b>"_s << u"&lt;b&gt;a&lt;/b&gt;"_s;
        QTest::newRow("an ampersand, once") << u"a & b &amp; c"_s << u"a &amp; b &amp;amp; c"_s;
    }
    void escapingKeepsWhatWasWritten()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, expected);
        QCOMPARE(escaped(text), expected);
    }
};

QTEST_GUILESS_MAIN(NotificationTest)
#include "tst_notification.moc"
