// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/historypage.h"

#include "support/uibench.h"
#include "widgets/emptystate.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace nightbell;

namespace {

void add(UiBench &bench, const QString &incident, const QString &title)
{
    IncidentEvent event;
    event.at = bench.clock.now();
    event.incident = IncidentId(incident);
    event.title = title;
    bench.session->history().add(event);
}

} // namespace

class HistoryPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsTyped()
    {
        UiBench bench;
        QSignalSpy started(bench.session.get(), &Session::started);
        bench.session->start();
        QVERIFY(started.wait());
        add(bench, u"a"_s, u"CPU 91 % on web-1"_s);
        add(bench, u"b"_s, u"main site is failing"_s);
        HistoryPage page(*bench.session);
        page.show();
        auto *table = page.findChild<QTableView *>(u"events"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        page.findChild<QLineEdit *>()->setText(u"sit"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, HistoryModel::Title).data().toString(), u"main site is failing"_s);
        page.findChild<QLineEdit *>()->setText(u"nonesuch"_s);
        QTRY_COMPARE(page.findChild<EmptyState *>(u"no-events"_s)->headline(), u"Nothing found"_s);
    }

    void theSearchIsLeftByKeys()
    {
        UiBench bench;
        QSignalSpy started(bench.session.get(), &Session::started);
        bench.session->start();
        QVERIFY(started.wait());
        add(bench, u"a"_s, u"CPU 91 % on web-1"_s);
        HistoryPage page(*bench.session);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        auto *table = page.findChild<QTableView *>(u"events"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        auto *text = page.findChild<QLineEdit *>();
        text->setFocus();
        QTest::keyClicks(text, u"web"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(table->hasFocus());
        text->setFocus();
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(table->hasFocus());
        QCOMPARE(text->text(), QString());
    }

    void showsWhatHappensNow()
    {
        UiBench bench;
        QSignalSpy started(bench.session.get(), &Session::started);
        bench.session->start();
        QVERIFY(started.wait());
        HistoryPage page(*bench.session);
        page.show();
        auto *empty = page.findChild<EmptyState *>(u"no-events"_s);
        QTRY_COMPARE(empty->headline(), u"Nothing has happened"_s);
        QVERIFY(empty->isVisible());
        add(bench, u"a"_s, u"CPU 91 % on web-1"_s);
        QCOMPARE(page.findChild<QTableView *>(u"events"_s)->model()->rowCount(), 1);
        QVERIFY(!empty->isVisible());
    }

    void exportsOnlyWhatIsSelected()
    {
        UiBench bench;
        QSignalSpy started(bench.session.get(), &Session::started);
        bench.session->start();
        QVERIFY(started.wait());
        HistoryPage page(*bench.session);
        page.show();
        add(bench, u"a"_s, u"CPU 91 % on web-1"_s);
        auto *table = page.findChild<QTableView *>(u"events"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        const auto *button = page.findChild<QPushButton *>(u"export"_s);
        QVERIFY(!button->isEnabled());
        table->selectRow(0);
        QVERIFY(button->isEnabled());
    }
};

QTEST_MAIN(HistoryPageTest)

#include "tst_historypage.moc"
