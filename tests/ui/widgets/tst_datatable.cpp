// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tablefilter.h"
#include "models/tableroles.h"
#include "support/fakeclock.h"
#include "widgets/datatable.h"

#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestDataTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void hidesTheLeastImportantColumnsFirst();
    void returnOpens();
    void lettersAreThePages();
    void rowsStayUnderThePointer();
    void visibleRows();

private:
    FakeClock m_clock;
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<TableFilter> m_filter;
    std::unique_ptr<DataTable> m_table;
};

void TestDataTable::init()
{
    m_model = std::make_unique<QStandardItemModel>();
    for (int row = 0; row < 100; ++row) {
        QList<QStandardItem *> items;
        for (int column = 0; column < 3; ++column) {
            items.append(new QStandardItem(QString::number(row)));
            items.last()->setData(row, SortRole);
        }
        m_model->appendRow(items);
    }
    m_filter = std::make_unique<TableFilter>(*m_model);
    m_table = std::make_unique<DataTable>(m_clock, QList<DataTable::Column>{{0, 10, 9}, {1, 10, 1}, {2, 10, 5}}, 0);
    m_table->setModel(m_filter.get());
    m_table->resize(800, 400);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
}

void TestDataTable::cleanup()
{
    m_table.reset();
    m_filter.reset();
    m_model.reset();
}

void TestDataTable::hidesTheLeastImportantColumnsFirst()
{
    const int unit = m_table->fontMetrics().averageCharWidth() * 10 + 16;
    m_table->resize(unit * 3 + 40, 400);
    QVERIFY(!m_table->isColumnHidden(1) && !m_table->isColumnHidden(2));
    m_table->resize(unit * 2 + 40, 400);
    QVERIFY(m_table->isColumnHidden(1) && !m_table->isColumnHidden(2));
    m_table->resize(unit / 2, 400);
    QVERIFY(!m_table->isColumnHidden(0) && m_table->isColumnHidden(2));
}

void TestDataTable::returnOpens()
{
    QSignalSpy activated(m_table.get(), &QAbstractItemView::activated);
    m_table->selectRow(3);
    QTest::keyClick(m_table.get(), Qt::Key_Down);
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toModelIndex().row(), 4);
}

void TestDataTable::lettersAreThePages()
{
    m_table->selectRow(0);
    QKeyEvent letter(QEvent::KeyPress, Qt::Key_5, Qt::NoModifier, u"r"_s);
    QCoreApplication::sendEvent(m_table.get(), &letter);
    QVERIFY(!letter.isAccepted());
    QCOMPARE(m_table->currentIndex().row(), 0);
}

void TestDataTable::rowsStayUnderThePointer()
{
    m_table->sortByColumn(0, Qt::AscendingOrder);
    QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
    QCoreApplication::sendEvent(m_table->viewport(), &enter);
    m_model->item(0, 0)->setData(1000, SortRole);
    QCOMPARE(m_filter->index(0, 0).data(SortRole).toInt(), 1000);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(m_table->viewport(), &leave);
    QCOMPARE(m_filter->index(99, 0).data(SortRole).toInt(), 1000);
}

void TestDataTable::visibleRows()
{
    const auto [first, last] = m_table->visibleRows();
    QCOMPARE(first, 0);
    QVERIFY(last > 3 && last < 99);
    m_filter->setText(u"nothing has this"_s);
    QCOMPARE(m_table->visibleRows().first, -1);
}

QTEST_MAIN(TestDataTable)
#include "tst_datatable.moc"
