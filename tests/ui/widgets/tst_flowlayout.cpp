// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flowlayout.h"

#include <QTest>
#include <QWidget>

using namespace nightbell;

namespace {

QWidget *block(QWidget *parent, int width, int height = 20)
{
    auto *widget = new QWidget(parent);
    widget->setFixedSize(width, height);
    return widget;
}

} // namespace

class TestFlowLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrapsWhereTheRowEnds();
    void standsOnTheMiddleOfItsRow();
    void hiddenOnesTakeNoPlace();
    void needsAsMuchAsItsWidest();
};

void TestFlowLayout::wrapsWhereTheRowEnds()
{
    QWidget parent;
    auto *layout = new FlowLayout(4);
    const QList<QWidget *> blocks{block(&parent, 50), block(&parent, 46), block(&parent, 30, 40)};
    for (QWidget *widget : blocks)
        layout->addWidget(widget);
    parent.setLayout(layout);
    QCOMPARE(layout->heightForWidth(200), 40);
    QCOMPARE(layout->heightForWidth(100), 20 + 4 + 40); // the first two fit exactly
    QCOMPARE(layout->heightForWidth(99), 20 + 4 + 40);
    QCOMPARE(layout->heightForWidth(10), 20 + 4 + 20 + 4 + 40); // one a row, however narrow
    parent.resize(100, 200);
    parent.show();
    layout->activate();
    QCOMPARE(blocks[1]->pos(), QPoint(54, 0));
    QCOMPARE(blocks[2]->pos(), QPoint(0, 24));
}

void TestFlowLayout::standsOnTheMiddleOfItsRow()
{
    QWidget parent;
    auto *layout = new FlowLayout(4);
    QWidget *low = block(&parent, 50, 20);
    QWidget *high = block(&parent, 30, 40);
    layout->addWidget(low);
    layout->addWidget(high);
    parent.setLayout(layout);
    parent.resize(100, 200);
    parent.show();
    layout->activate();
    QCOMPARE(low->pos(), QPoint(0, 10));
    QCOMPARE(high->pos(), QPoint(54, 0));
    QCOMPARE(layout->heightForWidth(100), 40);
}

void TestFlowLayout::hiddenOnesTakeNoPlace()
{
    QWidget parent;
    auto *layout = new FlowLayout(4);
    QWidget *first = block(&parent, 50);
    QWidget *second = block(&parent, 50);
    layout->addWidget(first);
    layout->addWidget(second);
    parent.setLayout(layout);
    parent.resize(200, 100);
    parent.show();
    first->hide();
    layout->activate();
    QCOMPARE(second->pos(), QPoint(0, 0));
    QCOMPARE(layout->heightForWidth(60), 20);
    delete layout->takeAt(0);
    QCOMPARE(layout->count(), 1);
    QVERIFY(!layout->takeAt(5));
}

void TestFlowLayout::needsAsMuchAsItsWidest()
{
    QWidget parent;
    auto *layout = new FlowLayout(4);
    layout->addWidget(block(&parent, 50));
    layout->addWidget(block(&parent, 80, 30));
    parent.setLayout(layout);
    QCOMPARE(layout->minimumSize(), QSize(80, 30));
    QCOMPARE(layout->sizeHint(), QSize(50 + 4 + 80, 30));
}

QTEST_MAIN(TestFlowLayout)
#include "tst_flowlayout.moc"
