// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/checkspage.h"

#include "support/uibench.h"
#include "widgets/checkdetail.h"
#include "widgets/datatable.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString twoChecks = u"[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"https://example.com/\"\n"
                          "[[check]]\nid = \"shop\"\nkind = \"http\"\nurl = \"https://shop.example.com/\"\nfail-after = 1\n"_s;

// Two sites in a window: "home" answers, "shop" refuses.
struct Bench
{
    Bench()
    {
        ui.session->start();
        [this] { QTRY_COMPARE(ui.probe->waitingCount(), 2); }();
        for (int i = 0; i < 2; ++i) {
            const bool isHome = ui.probe->requests.at(i).url.host() == u"example.com"_s;
            ProbeReply reply;
            if (isHome) {
                reply.status = 200;
                reply.phases.nameLookup = 4ms;
                reply.phases.connect = 11ms;
                reply.phases.total = 42ms;
            } else {
                reply.failure = CheckFailure::ConnectionRefused;
                reply.peer = u"192.0.2.1:443"_s;
            }
            ui.probe->finishNext(reply);
        }
        page.resize(1000, 700);
        page.show();
        [this] { QVERIFY(QTest::qWaitForWindowExposed(&page)); }();
        table = page.findChild<DataTable *>();
        detail = page.findChild<CheckDetail *>();
        page.activateWindow();
        table->setFocus();
    }

    QPushButton *button(const QString &text) const
    {
        const auto buttons = page.findChildren<QPushButton *>();
        const auto found = std::ranges::find(buttons, text, &QPushButton::text);
        return found == buttons.end() ? nullptr : *found;
    }
    bool detailSays(const QString &part) const
    {
        return std::ranges::any_of(detail->findChildren<QLabel *>(), [&part](const QLabel *label) { return label->text().contains(part); });
    }

    UiBench ui{twoChecks};
    ChecksPage page{*ui.session};
    DataTable *table = nullptr;
    CheckDetail *detail = nullptr;
    QSignalSpy added{&page, &ChecksPage::addRequested};
    QSignalSpy edited{&page, &ChecksPage::editRequested};
    QSignalSpy removed{&page, &ChecksPage::removeRequested};
};

} // namespace

class TestChecksPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatFailsComesFirst();
    void detailSaysWhereTheTimeWent();
    void buttonsActOnTheSelectedCheck();
    void keysEdit();
    void eachActionHasItsKey();
    void runNowAsksOnlyThatSite();
    void emptyPageOffersToAdd();
};

void TestChecksPage::whatFailsComesFirst()
{
    Bench bench;
    QCOMPARE(bench.table->model()->rowCount(), 2);
    bench.page.openCheck(CheckId(u"shop"_s));
    QCOMPARE(bench.table->currentIndex().row(), 0);
    QVERIFY(bench.detailSays(u"https://shop.example.com/"_s));
    QVERIFY(bench.detailSays(u"192.0.2.1:443"_s));
}

void TestChecksPage::detailSaysWhereTheTimeWent()
{
    Bench bench;
    bench.page.openCheck(CheckId(u"home"_s));
    QVERIFY(bench.detailSays(u"DNS 4 ms"_s));
    QVERIFY(bench.detailSays(u"Connect 11 ms"_s));
    QVERIFY(bench.detailSays(u"total 42 ms"_s));
    QVERIFY(bench.detailSays(u"status 200"_s));
    bench.page.openCheck(CheckId(u"shop"_s));
    QVERIFY(!bench.detailSays(u"DNS"_s)); // it did not come so far
}

void TestChecksPage::buttonsActOnTheSelectedCheck()
{
    Bench bench;
    bench.page.openCheck(CheckId(u"home"_s));
    QTest::mouseClick(bench.button(u"&Edit …"_s), Qt::LeftButton);
    QTest::mouseClick(bench.button(u"Re&move …"_s), Qt::LeftButton);
    QTest::mouseClick(bench.button(u"&Add a check …"_s), Qt::LeftButton);
    QCOMPARE(bench.edited.size(), 1);
    QCOMPARE(bench.edited[0][0].value<CheckId>(), CheckId(u"home"_s));
    QCOMPARE(bench.removed.size(), 1);
    QCOMPARE(bench.removed[0][0].value<CheckId>(), CheckId(u"home"_s));
    QCOMPARE(bench.added.size(), 1);
}

void TestChecksPage::keysEdit()
{
    Bench bench;
    bench.page.openCheck(CheckId(u"shop"_s));
    QTest::keyClick(bench.table, Qt::Key_Down);
    QTest::keyClick(bench.table, Qt::Key_Return);
    QCOMPARE(bench.edited.size(), 1);
    QCOMPARE(bench.edited[0][0].value<CheckId>(), CheckId(u"home"_s));
}

void TestChecksPage::eachActionHasItsKey()
{
    Bench bench;
    QVERIFY(QTest::qWaitForWindowActive(&bench.page));
    bench.page.openCheck(CheckId(u"home"_s));
    QTest::keyClick(bench.table, Qt::Key_E);
    QTest::keyClick(bench.table, Qt::Key_Delete);
    QTest::keyClick(bench.table, Qt::Key_N);
    QCOMPARE(bench.edited.size(), 1);
    QCOMPARE(bench.removed.size(), 1);
    QCOMPARE(bench.added.size(), 1);
    const qsizetype before = bench.ui.probe->requests.size();
    QTest::keyClick(bench.table, Qt::Key_R);
    QTRY_COMPARE(bench.ui.probe->requests.size(), before + 1);
}

void TestChecksPage::runNowAsksOnlyThatSite()
{
    Bench bench;
    const qsizetype before = bench.ui.probe->requests.size();
    bench.page.openCheck(CheckId(u"home"_s));
    QTest::mouseClick(bench.button(u"Run &now"_s), Qt::LeftButton);
    QTRY_COMPARE(bench.ui.probe->requests.size(), before + 1);
    QCOMPARE(bench.ui.probe->requests.last().url.host(), u"example.com"_s);
}

void TestChecksPage::emptyPageOffersToAdd()
{
    UiBench ui;
    ChecksPage page(*ui.session);
    page.show();
    QSignalSpy added(&page, &ChecksPage::addRequested);
    const auto buttons = page.findChildren<QPushButton *>();
    const auto add = std::ranges::find(buttons, u"Add a check …"_s, &QPushButton::text);
    QVERIFY(add != buttons.end() && (*add)->isVisible());
    QTest::mouseClick(*add, Qt::LeftButton);
    QCOMPARE(added.size(), 1);
    QVERIFY(!page.findChild<CheckDetail *>()->isVisible());
}

QTEST_MAIN(TestChecksPage)
#include "tst_checkspage.moc"
