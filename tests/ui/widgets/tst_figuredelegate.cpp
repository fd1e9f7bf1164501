// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/series.h"
#include "models/tableroles.h"
#include "support/fakeclock.h"
#include "theme.h"
#include "widgets/figuredelegate.h"

#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFigureDelegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSeriesIsDrawnBesideItsFigure();
    void aToneIsDrawnInItsColour();

private:
    QImage painted(const QHash<int, QVariant> &roles) const;

    FakeClock m_clock;
};

QImage TestFigureDelegate::painted(const QHash<int, QVariant> &roles) const
{
    QStandardItemModel model;
    auto *item = new QStandardItem(u"20 %"_s);
    for (auto role = roles.cbegin(); role != roles.cend(); ++role)
        item->setData(role.value(), role.key());
    model.appendRow(item);
    QImage image(300, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    FigureDelegate(*std::make_unique<FakeClock>()).paint(&painter, option, model.index(0, 0));
    return image;
}

void TestFigureDelegate::aSeriesIsDrawnBesideItsFigure()
{
    QList<Sample> samples;
    for (int i = 0; i < 60; ++i)
        samples.append({m_clock.now() - std::chrono::minutes(60 - i), 50});
    const auto with = painted({{SeriesRole, QVariant::fromValue(Series{Metric::Cpu, samples})}, {TopRole, 100.0}});
    const auto without = painted({{SeriesRole, QVariant::fromValue(Series{})}, {TopRole, 100.0}});
    const QRect left(10, 6, 150, 28);
    const QRect right(240, 0, 60, 40);
    QVERIFY(with.copy(left) != without.copy(left));
    QCOMPARE(with.copy(right), without.copy(right)); // the figure stands where it stood
}

void TestFigureDelegate::aToneIsDrawnInItsColour()
{
    const QImage image = painted({{ToneRole, static_cast<int>(Tone::Triggered)}});
    bool found = false;
    for (int x = 0; x < 40; ++x)
        found = found || image.pixelColor(x, 20) == toneColor(Tone::Triggered, QPalette());
    QVERIFY(found);
}

QTEST_MAIN(TestFigureDelegate)
#include "tst_figuredelegate.moc"
