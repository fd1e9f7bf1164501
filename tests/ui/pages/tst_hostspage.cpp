// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/hostspage.h"

#include "support/uibench.h"
#include "widgets/datatable.h"
#include "widgets/hostdetail.h"
#include "widgets/rangebar.h"
#include "widgets/serieschart.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool says(const QWidget &widget, const QString &part)
{
    return std::ranges::any_of(
        widget.findChildren<QLabel *>(), [&part](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
}

// The twelve hosts of the demonstration in a window.
struct Bench
{
    Bench()
    {
        ui.session->start();
        [this] { QTRY_COMPARE(ui.session->store().hosts().size(), 12); }();
        page = std::make_unique<HostsPage>(*ui.session);
        page->resize(1000, 700);
        page->show();
        [this] { QVERIFY(QTest::qWaitForWindowExposed(page.get())); }();
        table = page->findChild<DataTable *>();
        detail = page->findChild<HostDetail *>();
        page->activateWindow();
        table->setFocus();
    }

    UiBench ui{{}, true};
    std::unique_ptr<HostsPage> page;
    DataTable *table = nullptr;
    HostDetail *detail = nullptr;
};

} // namespace

class TestHostsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysOpenAndCloseAHost();
    void clicksOpenAndCloseAHost();
    void filterHidesWhatDoesNotMatch();
    void detailHasTheFiguresAndTheirCharts();
    void whatItsSourceMeasuresBesideIsShown();
    void anotherRangeIsReadAnew();
    void hostThatGoesIsSaidToBeGone();
    void unknownHostOpensNothing();
    void emptyPageSaysWhy();
};

void TestHostsPage::keysOpenAndCloseAHost()
{
    Bench bench;
    QVERIFY(bench.page->opened().isEmpty());
    QTest::keyClick(bench.table, Qt::Key_Down);
    QTest::keyClick(bench.table, Qt::Key_Return);
    const HostId second = bench.page->opened();
    QVERIFY(!second.isEmpty());
    QTest::keyClick(bench.detail, Qt::Key_Escape);
    QVERIFY(bench.page->opened().isEmpty());
    QTRY_VERIFY(bench.table->hasFocus());
    QTest::keyClick(bench.table, Qt::Key_Up);
    QTest::keyClick(bench.table, Qt::Key_Return);
    QVERIFY(!bench.page->opened().isEmpty());
    QVERIFY(bench.page->opened() != second);
    QTest::keyClick(bench.detail, Qt::Key_Backspace);
    QVERIFY(bench.page->opened().isEmpty());
}

void TestHostsPage::clicksOpenAndCloseAHost()
{
    Bench bench;
    const QRect row = bench.table->visualRect(bench.table->model()->index(2, 1));
    QTest::mouseClick(bench.table->viewport(), Qt::LeftButton, {}, row.center());
    QTest::mouseDClick(bench.table->viewport(), Qt::LeftButton, {}, row.center());
    QTRY_VERIFY(!bench.page->opened().isEmpty());
    const auto buttons = bench.page->findChildren<QPushButton *>();
    const auto back = std::ranges::find_if(buttons, [](const QPushButton *button) { return button->text().contains(u"All hosts"_s); });
    QVERIFY(back != buttons.end());
    QTest::mouseClick(*back, Qt::LeftButton);
    QVERIFY(bench.page->opened().isEmpty());
}

void TestHostsPage::filterHidesWhatDoesNotMatch()
{
    Bench bench;
    auto *filter = bench.page->findChild<QLineEdit *>();
    QTest::keyClick(bench.table, Qt::Key_Slash);
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"pg-"_s);
    QCOMPARE(bench.table->model()->rowCount(), 2);
    QTest::keyClicks(filter, u"nothing"_s);
    QCOMPARE(bench.table->model()->rowCount(), 0);
    QVERIFY(says(*bench.page, u"No host matches"_s));
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(bench.table->model()->rowCount(), 12);
    QTRY_VERIFY(bench.table->hasFocus());
}

void TestHostsPage::detailHasTheFiguresAndTheirCharts()
{
    Bench bench;
    const Host host = *std::ranges::find(bench.ui.session->store().hosts(), u"pg-1.demo"_s, &Host::name);
    bench.page->openHost(host.id);
    QCOMPARE(bench.detail->hostId(), host.id);
    QVERIFY(says(*bench.detail, u"pg-1.demo"_s));
    QTRY_VERIFY(says(*bench.detail, u"/var/lib/postgresql"_s)); // new labels are shown by the event loop
    QVERIFY(says(*bench.detail, u"16 core"_s));
    QCOMPARE(bench.detail->charts().size(), 3);
    for (const SeriesChart *chart : bench.detail->charts())
        QVERIFY(chart->isVisible());
}

void TestHostsPage::whatItsSourceMeasuresBesideIsShown()
{
    Bench bench;
    Host host = bench.ui.session->store().hosts().constFirst();
    host.figures.append(HostFigure{u"Replication lag"_s, u"0.3 s"_s});
    Snapshot snapshot;
    snapshot.source = host.source;
    snapshot.askedAt = bench.ui.clock.now();
    snapshot.hosts = QList<Host>{host};
    bench.ui.session->store().replace(snapshot);
    bench.page->openHost(host.id);
    QTRY_VERIFY(says(*bench.detail, u"Replication lag"_s));
    QVERIFY(says(*bench.detail, u"0.3 s"_s));
    const auto buttons = bench.detail->findChildren<QToolButton *>();
    const auto web = std::ranges::find(buttons, u"Open in the browser"_s, &QToolButton::accessibleName);
    QVERIFY(web != buttons.end());
    QVERIFY(!(*web)->isVisible()); // it has no page
    const QList<QAction *> actions = bench.page->actions();
    const auto open = std::ranges::find(actions, u"Open in the browser"_s, &QAction::text);
    QVERIFY(open != actions.end());
    QVERIFY(!(*open)->isEnabled());
    host.url = QUrl(u"https://example.com/host"_s);
    snapshot.hosts = QList<Host>{host};
    bench.ui.session->store().replace(snapshot);
    QTRY_VERIFY((*web)->isVisible());
    QVERIFY((*open)->isEnabled());
}

void TestHostsPage::anotherRangeIsReadAnew()
{
    Bench bench;
    bench.page->openHost(bench.ui.session->store().hosts().constFirst().id);
    QSignalSpy changed(&bench.detail->range(), &RangeBar::rangeChanged);
    const Duration before = bench.detail->range().range();
    const auto buttons = bench.detail->range().findChildren<QAbstractButton *>();
    QCOMPARE(buttons.size(), 4);
    QTest::mouseClick(buttons.last(), Qt::LeftButton);
    QCOMPARE(changed.size(), 1);
    QVERIFY(bench.detail->range().range() > before);
    QCOMPARE(bench.detail->range().range(), Duration(7 * 24h));
}

void TestHostsPage::hostThatGoesIsSaidToBeGone()
{
    Bench bench;
    const Host first = bench.ui.session->store().hosts().constFirst();
    bench.page->openHost(first.id);
    Snapshot none;
    none.source = first.source;
    none.askedAt = bench.ui.clock.now();
    none.hosts = QList<Host>();
    bench.ui.session->store().replace(none);
    QVERIFY(says(*bench.detail, u"not watched any more"_s));
    QCOMPARE(bench.table->model()->rowCount(), 0);
}

void TestHostsPage::unknownHostOpensNothing()
{
    Bench bench;
    bench.page->openHost(HostId(u"nobody"_s));
    QVERIFY(bench.page->opened().isEmpty());
}

void TestHostsPage::emptyPageSaysWhy()
{
    UiBench ui;
    HostsPage page(*ui.session);
    page.show();
    QVERIFY(says(page, u"No hosts are watched"_s));
}

QTEST_MAIN(TestHostsPage)
#include "tst_hostspage.moc"
