// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/screenfit.h"

#include <QScreen>
#include <QTest>
#include <QWidget>

using namespace nightbell;

class TestScreenFit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatFitsIsGiven();
    void whatDoesNotFitIsCut();
};

void TestScreenFit::whatFitsIsGiven()
{
    QWidget window;
    resizeWithinScreen(window, QSize(300, 200));
    QCOMPARE(window.size(), QSize(300, 200));
}

void TestScreenFit::whatDoesNotFitIsCut()
{
    QWidget window;
    const QSize screen = window.screen()->availableSize();
    resizeWithinScreen(window, QSize(300, screen.height() * 2));
    QCOMPARE(window.width(), 300);
    QVERIFY(window.height() < screen.height() && window.height() > screen.height() / 2);
}

QTEST_MAIN(TestScreenFit)

#include "tst_screenfit.moc"
