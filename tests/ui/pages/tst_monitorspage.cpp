// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/monitorspage.h"

#include "dialogs/silencedialog.h"
#include "support/silencesource.h"
#include "support/uibench.h"
#include "widgets/banner.h"
#include "widgets/datatable.h"
#include "widgets/emptystate.h"
#include "widgets/monitordetail.h"
#include "widgets/searchfield.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SourceId dd(u"dd"_s);
const MonitorStanding ok{MonitorState::Ok, u"OK"_s};
const MonitorStanding alert{MonitorState::Alert, u"Alert"_s};

struct Bench
{
    // `lists`: a source that lists monitors is connected.
    explicit Bench(bool lists = true)
    {
        ui.session->start();
        [this] { QTRY_VERIFY(ui.session->isStarted()); }();
        if (lists) {
            SourceStatus status;
            status.id = dd;
            status.kind = u"datadog"_s;
            status.name = u"Datadog"_s;
            status.interval = 1h;
            ui.session->poller().add(status, std::make_unique<SilenceSource>(dd, script));
            [this] { QTRY_COMPARE(ui.session->poller().statuses().constFirst().state, SourceState::Fresh); }();
        }
        page.resize(1100, 700);
        page.show();
        [this] { QVERIFY(QTest::qWaitForWindowExposed(&page)); }();
    }

    // One that is well, and one of which a host alerts.
    MonitorList two() const
    {
        Monitor well{.id = MonitorId(u"dd:1"_s), .source = dd, .number = u"1"_s, .name = u"A job"_s, .standing = ok};
        well.groups = {MonitorGroup{.name = u"*"_s, .standing = ok}};
        Monitor red{.id = MonitorId(u"dd:2"_s), .source = dd, .number = u"2"_s, .name = u"CPU is high"_s, .query = u"avg:x > 1"_s};
        red.message = u"Look at it\n@ann"_s;
        red.recipients = {u"@ann"_s};
        red.tags = {u"team:web"_s};
        red.standing = alert;
        red.since = ui.clock.now() - 4min;
        red.key = u"datadog/2"_s;
        red.url = QUrl(u"https://app.example.com/monitors/2"_s);
        red.groups = {MonitorGroup{.name = u"host:a"_s, .standing = alert}, MonitorGroup{.name = u"host:b"_s, .standing = ok}};
        return {.monitors = {well, red}, .listedAt = ui.clock.now() - 2min};
    }
    void says(const MonitorList &list)
    {
        Snapshot snapshot;
        snapshot.source = dd;
        snapshot.askedAt = ui.clock.now();
        snapshot.monitors = list;
        ui.session->store().replace(snapshot);
    }
    void alerts()
    {
        Incident incident = makeIncident(u"dd:2/host:a-1"_s, IncidentState::Triggered, u"dd"_s);
        incident.dedupKey = u"datadog/2/host:a"_s;
        ui.session->store().replace(makeSnapshot({incident}, ui.clock.now(), u"dd"_s));
    }
    DataTable *table() const
    {
        const QList<DataTable *> tables = page.findChildren<DataTable *>();
        return *std::ranges::find(tables, u"Monitors"_s, &QWidget::accessibleName);
    }
    DataTable *groups() const { return page.findChild<MonitorDetail *>()->findChild<DataTable *>(); }
    QString shown() const
    {
        QStringList names;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            names.append(table()->model()->index(row, MonitorModel::Name).data().toString());
        return names.join(u", "_s);
    }
    QString headline() const { return page.findChild<EmptyState *>()->headline(); }
    bool isEmptyShown() const { return page.findChild<EmptyState *>()->isVisible(); }
    QString count() const { return page.findChild<QLabel *>(u"count"_s)->text(); }
    bool has(const QString &part) const
    {
        return std::ranges::any_of(
            page.findChildren<QLabel *>(), [&part](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
    }
    QAction *action(const QKeySequence &key) const
    {
        const QList<QAction *> all = page.actions();
        const auto found = std::ranges::find(all, key, &QAction::shortcut);
        return found == all.end() ? nullptr : *found;
    }
    void press(QWidget *widget, Qt::Key key)
    {
        page.activateWindow(); // a dialog was in front of it
        QVERIFY(QTest::qWaitForWindowActive(&page));
        widget->setFocus();
        QTest::keyClick(widget, key);
    }

    UiBench ui;
    std::shared_ptr<SilenceScript> script = std::make_shared<SilenceScript>();
    MonitorsPage page{*ui.session};
};

} // namespace

class TestMonitorsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereNothingListsMonitorsItSaysWhatDoes()
    {
        Bench bench(false);
        QVERIFY(bench.isEmptyShown());
        QVERIFY(bench.headline().startsWith("Nothing that is connected"_L1));
        QVERIFY(bench.has(u"Datadog does"_s));
        QSignalSpy connects(&bench.page, &MonitorsPage::connectRequested);
        Q_EMIT bench.page.findChild<EmptyState *>()->buttonClicked();
        QCOMPARE(connects.size(), 1);
    }

    void untilThereIsAListItIsAskedFor()
    {
        Bench bench;
        QCOMPARE(bench.headline(), u"Asking for monitors …"_s);
        bench.says({.listedAt = bench.ui.clock.now()});
        QCOMPARE(bench.headline(), u"No monitors"_s);
    }

    void theWorstIsOnTopAndSelected()
    {
        Bench bench;
        bench.says(bench.two());
        QVERIFY(!bench.isEmptyShown());
        QCOMPARE(bench.shown(), u"CPU is high, A job"_s);
        QCOMPARE(bench.count(), u"2 monitor(s) · listed 2 min ago"_s);
        for (const QString &part : {u"CPU is high"_s, u"Look at it\n@ann"_s, u"avg:x > 1"_s, u"team:web"_s, u"1 Alert, 1 OK"_s})
            QVERIFY2(bench.has(part), qPrintable(part));
        QCOMPARE(bench.groups()->model()->rowCount(), 2);
        QVERIFY(!bench.table()->accessibleName().isEmpty() && !bench.groups()->accessibleName().isEmpty());
    }

    void whatChangesKeepsTheSelection()
    {
        Bench bench;
        MonitorList list = bench.two();
        bench.says(list);
        bench.press(bench.table(), Qt::Key_Down);
        QCOMPARE(bench.page.findChild<MonitorDetail *>()->monitor()->name, u"A job"_s);
        list.monitors[0].standing = {MonitorState::NoData, u"No Data"_s};
        list.monitors[0].groups[0].standing = list.monitors[0].standing;
        bench.says(list);
        QCOMPARE(bench.page.findChild<MonitorDetail *>()->monitor()->name, u"A job"_s);
        QVERIFY(bench.has(u"1 No Data"_s));
    }

    void aFailedListIsShownAsOld()
    {
        Bench bench;
        MonitorList list = bench.two();
        bench.says(list);
        QVERIFY(bench.page.findChildren<Banner *>().isEmpty());
        list.error = Error{ErrorKind::Forbidden, u"the scope monitors_read is missing"_s};
        bench.says(list);
        QCOMPARE(bench.page.findChildren<Banner *>().size(), 1);
        QTRY_VERIFY(bench.has(u"Datadog does not list its monitors"_s));
        QTRY_VERIFY(bench.has(u"is not known"_s));
        const QModelIndex job = bench.table()->model()->index(1, MonitorModel::State);
        QCOMPARE(job.data().toString(), u"OK"_s);
        QVERIFY(static_cast<Tone>(job.data(Qt::UserRole + 2).toInt()) == Tone::Stale); // not green any more
        list.error.reset();
        bench.says(list);
        QTRY_VERIFY(bench.page.findChildren<Banner *>().isEmpty());
        list.knowsMutes = false;
        bench.says(list);
        QTRY_VERIFY(bench.has(u"does not say what is muted"_s));
    }

    void withoutAListItSaysThatOnlyAlertsAreShown()
    {
        Bench bench;
        MonitorList list = bench.two();
        list.monitors.removeFirst();
        list.listedAt.reset();
        list.error = Error{ErrorKind::Timeout, {}};
        bench.says(list);
        QTRY_VERIFY(bench.has(u"Only those that alert are shown"_s));
        list.monitors.clear();
        bench.says(list);
        QCOMPARE(bench.headline(), u"The monitors are not known"_s);
    }

    void textAndStateFilter()
    {
        Bench bench;
        bench.says(bench.two());
        auto *states = bench.page.findChild<QComboBox *>();
        QStringList choices;
        for (int i = 0; i < states->count(); ++i)
            choices.append(states->itemText(i));
        QCOMPARE(choices, (QStringList{u"All states (2)"_s, u"Not OK (1)"_s, u"Muted (0)"_s, u"Alert (1)"_s, u"OK (1)"_s}));
        states->setCurrentIndex(4);
        QCOMPARE(bench.shown(), u"A job"_s);
        QCOMPARE(bench.page.wish(), u"state:OK"_s);
        QCOMPARE(bench.count(), u"1 of 2 monitor(s) · listed 2 min ago"_s);
        MonitorList list = bench.two();
        list.monitors.removeFirst();
        bench.says(list); // what was chosen stays
        QCOMPARE(states->currentText(), u"OK (0)"_s);
        QCOMPARE(bench.headline(), u"No monitor matches"_s);
        Q_EMIT bench.page.findChild<EmptyState *>()->buttonClicked();
        QCOMPARE(bench.shown(), u"CPU is high"_s);
        bench.says(bench.two());
        bench.press(bench.table(), Qt::Key_Slash);
        QVERIFY(bench.page.findChild<SearchField *>()->hasFocus());
        QTest::keyClicks(bench.page.findChild<SearchField *>(), u"team:web"_s);
        QCOMPARE(bench.shown(), u"CPU is high"_s);
    }

    void theMonitorAndOneOfItsGroupsAreMuted()
    {
        Bench bench;
        bench.says(bench.two());
        QVERIFY(!bench.action(Qt::Key_G)->isEnabled()); // none is chosen
        bench.press(bench.table(), Qt::Key_M);
        auto *dialog = bench.page.findChild<SilenceDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit *>()->text(), u"2"_s);
        dialog->reject();
        QTRY_VERIFY(!bench.page.findChild<SilenceDialog *>());
        bench.press(bench.groups(), Qt::Key_Down);
        QVERIFY(bench.action(Qt::Key_G)->isEnabled());
        bench.press(bench.groups(), Qt::Key_G);
        dialog = bench.page.findChild<SilenceDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit *>()->text(), u"2 host:a"_s);
    }

    void anAlertingGroupLeadsToItsIncident()
    {
        Bench bench;
        bench.says(bench.two());
        QVERIFY(!bench.action(Qt::Key_I)->isEnabled());
        bench.alerts();
        QVERIFY(bench.action(Qt::Key_I)->isEnabled());
        QSignalSpy activated(&bench.page, &MonitorsPage::incidentActivated);
        bench.press(bench.table(), Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].value<IncidentId>(), IncidentId(u"dd:2/host:a-1"_s));
        bench.groups()->selectRow(1);
        QVERIFY(!bench.action(Qt::Key_I)->isEnabled()); // that one is well
        bench.groups()->selectRow(0);
        bench.press(bench.groups(), Qt::Key_I);
        QCOMPARE(activated.size(), 2);
        QVERIFY(bench.action(Qt::Key_O)->isEnabled());
        bench.press(bench.table(), Qt::Key_Down);
        QVERIFY(!bench.action(Qt::Key_O)->isEnabled()); // it has no address
    }

    void aMonitorIsOpenedWhateverIsFiltered()
    {
        Bench bench;
        bench.says(bench.two());
        bench.page.setWish(u"not-ok"_s);
        bench.page.findChild<SearchField *>()->setText(u"cpu"_s);
        bench.page.openMonitor(MonitorId(u"dd:1"_s));
        QCOMPARE(bench.page.findChild<MonitorDetail *>()->monitor()->name, u"A job"_s);
        bench.page.openMonitor(MonitorId(u"dd:none"_s));
        QCOMPARE(bench.page.findChild<MonitorDetail *>()->monitor()->name, u"A job"_s);
    }

    void aSourceThatGoesTakesItsMonitorsAlong()
    {
        Bench bench;
        bench.says(bench.two());
        bench.ui.session->poller().remove(dd);
        bench.ui.session->store().forget(dd, u"gone"_s);
        QVERIFY(bench.isEmptyShown());
        QVERIFY(bench.headline().startsWith("Nothing that is connected"_L1));
    }
};

QTEST_MAIN(TestMonitorsPage)
#include "tst_monitorspage.moc"
