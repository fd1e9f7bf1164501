// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/silencespage.h"

#include "dialogs/silencedialog.h"
#include "support/silencesource.h"
#include "support/uibench.h"
#include "widgets/banner.h"
#include "widgets/datatable.h"
#include "widgets/emptystate.h"
#include "widgets/reachedlist.h"
#include "widgets/searchfield.h"

#include <QAction>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    // `has`: a source with silences is connected.
    explicit Bench(bool has = true)
    {
        ui.session->start();
        [this] { QTRY_VERIFY(ui.session->isStarted()); }();
        ui.show({ui.incident(u"1"_s, 5)});
        if (has)
            addSilenceSource(ui.session->poller(), script);
        page.resize(1000, 700);
        page.show();
        [this] { QVERIFY(QTest::qWaitForWindowExposed(&page)); }();
    }

    static SilenceAnswer two(const FakeClock &clock)
    {
        Silence first = makeSilence(u"s1"_s, u"host=\"a\""_s, clock.now() + 1h);
        first.reached = {IncidentId(u"1"_s)};
        return {{first, makeSilence(u"s2"_s, u"host=\"b\""_s, clock.now() + 2h)}, {}};
    }
    void answers(const Expected<SilenceAnswer> &answer)
    {
        script->answer = answer;
        ui.session->silences().askNow();
    }
    void press(Qt::Key key)
    {
        page.activateWindow();
        page.findChild<DataTable *>()->setFocus();
        QTest::keyClick(page.findChild<DataTable *>(), key);
    }
    QMessageBox *question() const { return page.findChild<QMessageBox *>(); }
    QString headline() const { return page.findChild<EmptyState *>()->headline(); }
    bool isEmptyShown() const { return page.findChild<EmptyState *>()->isVisible(); }
    int rows() const { return page.findChild<DataTable *>()->model()->rowCount(); }
    bool says(const QString &part) const
    {
        return std::ranges::any_of(
            page.findChildren<QLabel *>(), [&part](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
    }

    UiBench ui;
    std::shared_ptr<SilenceScript> script = std::make_shared<SilenceScript>();
    SilencesPage page{*ui.session};
};

} // namespace

class TestSilencesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereNothingHasSilencesItSaysWhatDoes()
    {
        Bench bench(false);
        QSignalSpy connects(&bench.page, &SilencesPage::connectRequested);
        QCOMPARE(bench.headline(), u"Nothing that is connected has silences"_s);
        Q_EMIT bench.page.findChild<EmptyState *>()->buttonClicked();
        QCOMPARE(connects.size(), 1);
    }

    void silencesAreListedTheNextToEndFirst()
    {
        Bench bench;
        bench.answers(Bench::two(bench.ui.clock));
        QTRY_COMPARE(bench.rows(), 2);
        const QAbstractItemModel *model = bench.page.findChild<DataTable *>()->model();
        QCOMPARE(model->index(0, SilenceModel::Reach).data().toString(), u"host=\"a\""_s);
        QCOMPARE(model->index(0, SilenceModel::Quiet).data().toString(), u"1"_s);
        QVERIFY(bench.says(u"1 open incident(s) quiet now"_s)); // the first is chosen
        QCOMPARE(bench.page.findChild<ReachedList *>()->count(), 1);
        QSignalSpy activated(&bench.page, &SilencesPage::incidentActivated);
        Q_EMIT bench.page.findChild<ReachedList *>()->itemActivated(bench.page.findChild<ReachedList *>()->item(0));
        QCOMPARE(activated.size(), 1);
    }

    void nothingSilencedIsSaid()
    {
        Bench bench;
        QTRY_COMPARE(bench.headline(), u"Nothing is silenced"_s);
        Q_EMIT bench.page.findChild<EmptyState *>()->buttonClicked();
        QVERIFY(bench.page.findChild<SilenceDialog *>());
    }

    void whatIsNotKnownIsNotCalledNothing()
    {
        Bench bench(false);
        bench.script->answer = Error{ErrorKind::Server, u"503"_s};
        addSilenceSource(bench.ui.session->poller(), bench.script);
        QTRY_COMPARE(bench.headline(), u"What is silenced is not known"_s);
    }

    void whatWasKnownStaysWhenAskingFails()
    {
        Bench bench;
        bench.answers(Bench::two(bench.ui.clock));
        QTRY_COMPARE(bench.rows(), 2);
        bench.answers(Error{ErrorKind::Timeout, {}});
        QTRY_VERIFY(bench.says(u"does not say what is silenced"_s));
        QCOMPARE(bench.rows(), 2);
        SilenceAnswer half = Bench::two(bench.ui.clock);
        half.incomplete = Error{ErrorKind::Timeout, {}};
        bench.answers(half);
        QTRY_VERIFY(bench.says(u"There may be more silences"_s));
    }

    void keysMakeProlongAndFilter()
    {
        Bench bench;
        bench.answers(Bench::two(bench.ui.clock));
        QTRY_COMPARE(bench.rows(), 2);
        bench.press(Qt::Key_N);
        QTRY_VERIFY(bench.page.findChild<SilenceDialog *>());
        delete bench.page.findChild<SilenceDialog *>();
        bench.press(Qt::Key_P);
        QTRY_VERIFY(bench.page.findChild<SilenceDialog *>());
        QCOMPARE(bench.page.findChild<SilenceDialog *>()->windowTitle(), u"Prolong the silence"_s);
        delete bench.page.findChild<SilenceDialog *>();
        bench.press(Qt::Key_Slash);
        auto *filter = bench.page.findChild<SearchField *>();
        QTRY_VERIFY(filter->hasFocus());
        filter->setText(u"\"b\""_s);
        QCOMPARE(bench.rows(), 1);
        filter->setText(u"zzz"_s);
        QVERIFY(bench.isEmptyShown());
        QTest::keyClick(filter, Qt::Key_Escape);
        QCOMPARE(bench.rows(), 2);
    }

    void endingIsAskedAboutAndThenDone()
    {
        Bench bench;
        bench.answers(Bench::two(bench.ui.clock));
        QTRY_COMPARE(bench.rows(), 2);
        bench.press(Qt::Key_E);
        QTRY_VERIFY(bench.question());
        QVERIFY(bench.question()->text().contains(u"1 open incident(s) will be heard again"_s));
        QVERIFY(bench.script->ended.isEmpty());
        bench.script->held = std::make_shared<Pending<Expected<Done>>>();
        bench.question()->accept();
        QCOMPARE(bench.script->ended, QList<SilenceId>{SilenceId(u"s1"_s)});
        const QAbstractItemModel *model = bench.page.findChild<DataTable *>()->model();
        QCOMPARE(model->index(0, SilenceModel::State).data().toString(), u"ending …"_s);
        bench.script->held->finish(Done{});
        QTRY_VERIFY(bench.says(u"Ended: host=\"a\""_s));
    }

    void aSilenceThatGoesOnIsSaidToGoOn()
    {
        Bench bench;
        bench.answers(Bench::two(bench.ui.clock));
        QTRY_COMPARE(bench.rows(), 2);
        bench.script->done = Error{ErrorKind::Forbidden, {}};
        bench.press(Qt::Key_E);
        QTRY_VERIFY(bench.question());
        bench.question()->accept();
        QTRY_VERIFY(bench.says(u"The silence goes on"_s));
        const QAbstractItemModel *model = bench.page.findChild<DataTable *>()->model();
        QCOMPARE(model->index(0, SilenceModel::State).data().toString(), u"in force"_s);
    }

    void everythingIsInTheCommandPalette()
    {
        Bench bench;
        QStringList names;
        for (const QAction *action : bench.page.actions())
            names.append(action->text());
        for (const QString &name : {u"New silence …"_s, u"Prolong the silence …"_s, u"End the silence …"_s, u"Filter silences"_s})
            QVERIFY2(names.contains(name), qPrintable(name));
    }

    void aHiddenPageAsksNothing()
    {
        Bench bench;
        QTRY_VERIFY(bench.script->asked > 0);
        bench.page.hide();
        const int asked = bench.script->asked;
        bench.ui.clock.advance(5min);
        bench.ui.session->silences().tick();
        QCoreApplication::processEvents();
        QCOMPARE(bench.script->asked, asked);
    }
};

QTEST_MAIN(TestSilencesPage)
#include "tst_silencespage.moc"
