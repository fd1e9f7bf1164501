// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tablefilter.h"
#include "models/tableroles.h"

#include <QStandardItemModel>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestTableFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rows_data();
    void rows();
    void sortsByTheKeyAndNotTheText();

private:
    std::unique_ptr<QStandardItemModel> m_model;
};

void TestTableFilter::init()
{
    m_model = std::make_unique<QStandardItemModel>();
    for (const auto &[name, figure, key] :
        {std::tuple(u"web-1"_s, u"9 %"_s, 9.0), std::tuple(u"web-2"_s, u"91 %"_s, 91.0), std::tuple(u"db"_s, u"–"_s, -1.0)}) {
        auto *first = new QStandardItem(name);
        first->setData(name, SortRole);
        auto *second = new QStandardItem(figure);
        second->setData(key, SortRole);
        m_model->appendRow({first, second});
    }
}

void TestTableFilter::rows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rows");
    QTest::newRow("no words show everything") << u"  "_s << 3;
    QTest::newRow("a part of a word") << u"WEB"_s << 2;
    QTest::newRow("a word in another column") << u"91"_s << 1;
    QTest::newRow("all words have to appear") << u"web 91"_s << 1;
    QTest::newRow("not across two cells") << u"web-191"_s << 0;
}

void TestTableFilter::rows()
{
    QFETCH(const QString, text);
    QFETCH(const int, rows);
    TableFilter filter(*m_model);
    filter.setText(text);
    QCOMPARE(filter.rowCount(), rows);
    filter.setText({});
    QCOMPARE(filter.rowCount(), 3);
}

void TestTableFilter::sortsByTheKeyAndNotTheText()
{
    TableFilter filter(*m_model);
    filter.sort(1, Qt::DescendingOrder);
    QCOMPARE(filter.index(0, 0).data().toString(), u"web-2"_s);
    QCOMPARE(filter.index(2, 0).data().toString(), u"db"_s); // what is not known comes last
    filter.sort(0, Qt::AscendingOrder);
    QCOMPARE(filter.index(0, 0).data().toString(), u"db"_s);
}

QTEST_MAIN(TestTableFilter)
#include "tst_tablefilter.moc"
