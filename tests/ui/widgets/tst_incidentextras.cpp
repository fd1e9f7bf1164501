// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentextras.h"

#include "support/uibench.h"
#include "widgets/payloadtree.h"
#include "widgets/timeline.h"

#include <QApplication>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

struct Shown : UiBench
{
    Shown() : extras(*session)
    {
        addSource();
        shown = incident(u"a"_s, 1);
        show({shown, incident(u"b"_s, 1)});
        extras.show();
    }

    void look(const std::optional<Incident> &incident) { extras.setIncident(incident, u"Pager"_s); }
    QString text() const
    {
        QStringList texts;
        for (const QLabel *label : extras.findChildren<QLabel *>()) {
            if (!label->isHidden())
                texts.append(label->text());
        }
        return texts.join(u'|');
    }
    QPushButton *retry() const { return extras.findChild<QPushButton *>(); } // the first of them

    IncidentExtras extras;
    Incident shown;
};

} // namespace

class IncidentExtrasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatItIsLoading()
    {
        Shown bench;
        bench.source->isHeld = true;
        bench.look(bench.shown);
        QTRY_COMPARE(bench.text(), u"Loading what Pager knows of it …"_s);
        bench.source->release();
        QCOMPARE(bench.text(), QString()); // nothing is known, and nothing takes room
    }

    void showsWhatThereIs()
    {
        Shown bench;
        IncidentDetails details;
        details.alerts = {Alert{.id = u"x"_s, .title = u"load is high"_s, .payload = QJsonObject{{u"load"_s, 12}}}};
        details.notes = {{bench.clock.now(), u"Ann"_s, u"<b>Looked</b> at it"_s}};
        details.responders = {{Person{PersonId(u"P"_s), u"Bob"_s}, u"joined"_s}};
        details.past = {{u"1"_s, u"It was so before"_s, bench.clock.now(), {}, QUrl(u"https://example.com/1"_s)}};
        details.related = {{u"2"_s, u"It is so elsewhere"_s, {}, u"same service"_s, {}}};
        details.changes = {{u"3"_s, u"Deployed 4.2"_s, bench.clock.now(), {}, {}}};
        details.links = {{QUrl(u"https://example.com/run"_s), u"Runbook"_s}, {QUrl(u"javascript:alert(1)"_s), u"Trap"_s},
            {QUrl(u"https://example.com/graph.png"_s), u"Graph"_s, true}};
        details.conferenceNumber = u"+1 555 0100,,1234#"_s;
        details.problems = {u"The timeline could not be read."_s};
        bench.source->told = details;
        bench.look(bench.shown);
        for (const QString &part :
            {u"&lt;b&gt;Looked&lt;/b&gt; at it"_s, u"Bob: joined"_s, u"href='https://example.com/1'"_s, u"same service"_s,
                u"Deployed 4.2"_s, u"Runbook"_s, u"Image: Graph"_s, u"+1 555 0100,,1234#"_s, u"The timeline could not be read."_s})
            QTRY_VERIFY2(bench.text().contains(part), qPrintable(part));
        QVERIFY(!bench.text().contains(u"javascript"_s)); // the text of such a link, and no link
        QVERIFY(bench.text().contains(u"Trap"_s));
        QVERIFY(!bench.extras.findChild<PayloadTree *>()->isHidden());
    }

    void linksOpen()
    {
        Shown bench;
        bench.source->told = IncidentDetails{.links = {{QUrl(u"https://example.com/run"_s), u"Runbook"_s}}};
        bench.look(bench.shown);
        QTRY_VERIFY(bench.text().contains(u"Runbook"_s));
        QSignalSpy opened(&bench.extras, &IncidentExtras::linkOpened);
        for (QLabel *label : bench.extras.findChildren<QLabel *>()) {
            if (label->text().contains(u"Runbook"_s))
                Q_EMIT label->linkActivated(u"https://example.com/run"_s);
        }
        QCOMPARE(opened.size(), 1);
    }

    void aFailureIsSaidAndTriedAgain()
    {
        Shown bench;
        bench.source->told = Error{ErrorKind::Timeout, {}};
        bench.look(bench.shown);
        QTRY_COMPARE(bench.text(), u"Pager: no answer in time."_s);
        bench.source->told = IncidentDetails{.conferenceNumber = u"112"_s};
        bench.retry()->click();
        QCOMPARE(bench.text(), u"Conference|112"_s);
        QVERIFY(bench.retry()->isHidden());
    }

    void aFailureKeepsWhatWasKnown()
    {
        Shown bench;
        bench.source->told = IncidentDetails{.conferenceNumber = u"112"_s};
        bench.look(bench.shown);
        QTRY_COMPARE(bench.text(), u"Conference|112"_s);
        bench.source->told = Error{ErrorKind::Timeout, {}};
        bench.shown.title = u"another"_s;
        bench.look(bench.shown);
        QTRY_COMPARE(bench.text(), u"Pager: no answer in time. Shown is what was known before.|Conference|112"_s);
    }

    void theAnswerOfAnotherIncidentIsNotShown()
    {
        Shown bench;
        bench.source->isHeld = true;
        bench.source->told = IncidentDetails{.conferenceNumber = u"112"_s};
        bench.look(bench.shown);
        QTRY_COMPARE(bench.source->detailsAsked.size(), 1);
        bench.source->told = IncidentDetails{};
        bench.look(bench.incident(u"b"_s, 1));
        bench.source->release();
        QCOMPARE(bench.text(), QString());
        QTRY_COMPARE(bench.source->detailsAsked.size(), 2);
        QCOMPARE(bench.text(), QString());
    }

    void whatIsNotSeenIsNotAskedFor()
    {
        Shown bench;
        bench.extras.hide();
        bench.look(bench.shown);
        bench.look(std::nullopt);
        bench.extras.show();
        bench.look(bench.shown);
        QTRY_COMPARE(bench.source->detailsAsked.size(), 1);
    }

    void whatTheSourceSawStandsInTheTimeline()
    {
        FakeClock clock;
        Timeline timeline(clock);
        IncidentEvent ours;
        ours.at = clock.now() + std::chrono::minutes(2);
        ours.kind = IncidentEventKind::Paged;
        timeline.setEvents({ours});
        timeline.setSourceEvents({{clock.now() + std::chrono::minutes(1), u"trigger_log_entry"_s, {}, u"Triggered through the API"_s},
            {clock.now() + std::chrono::minutes(3), u"brand_new_log_entry"_s, u"Ann"_s, {}}});
        const QString text = timeline.text();
        QVERIFY(text.contains(u"brand_new_log_entry by Ann"_s)); // an unknown word as it is
        QVERIFY(text.indexOf(u"Triggered through"_s) < text.indexOf(u"Page raised"_s));
        QVERIFY(text.indexOf(u"Page raised"_s) < text.indexOf(u"brand_new"_s));
    }
};

QTEST_MAIN(IncidentExtrasTest)

#include "tst_incidentextras.moc"
