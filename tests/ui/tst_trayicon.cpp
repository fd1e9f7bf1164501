// SPDX-License-Identifier: GPL-3.0-or-later
#include "trayicon.h"

#include <QColor>
#include <QImage>
#include <QPixmap>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace nightbell;

namespace {

QImage drawn(const TrayLook &look, int size)
{
    return trayIcon(look).pixmap(QSize(size, size), 1.0).toImage().convertToFormat(QImage::Format_ARGB32);
}

QImage onPanel(const TrayLook &look, const QColor &panel)
{
    QImage image(22, 22, QImage::Format_ARGB32);
    image.fill(panel);
    const QImage icon = drawn(look, 22);
    for (int y = 0; y < 22; ++y) {
        for (int x = 0; x < 22; ++x) {
            if (icon.pixelColor(x, y).alpha() > 200)
                image.setPixelColor(x, y, icon.pixelColor(x, y));
        }
    }
    return image;
}

// Pixels that stand out from `panel` clearly (3 : 1, as WCAG asks of graphics).
int visible(const QImage &image, const QColor &panel)
{
    const auto channel = [](double value) { return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    const auto luminance = [&channel](const QColor &color) {
        return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
    };
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const double a = luminance(image.pixelColor(x, y));
            const double b = luminance(panel);
            count += (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05) >= 3.0 ? 1 : 0;
        }
    }
    return count;
}

bool isGreen(const QColor &color)
{
    return color.alpha() > 128 && color.green() > color.red() + 40 && color.green() > color.blue() + 40;
}

bool hasGreen(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (isGreen(image.pixelColor(x, y)))
                return true;
        }
    }
    return false;
}

} // namespace

class TrayIconTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereAPageMayBeMissedThereIsAMark()
    {
        const TrayLook well{Tone::Resolved, 0, false, false, false};
        TrayLook deaf = well;
        deaf.isDeaf = true;
        for (const int size : {16, 22, 64})
            QVERIFY(drawn(well, size) != drawn(deaf, size));
    }

    void itIsDrawnForEachSize_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {16, 22, 24, 32, 44, 48, 64})
            QTest::addRow("%d pixels", size) << size;
    }
    void itIsDrawnForEachSize()
    {
        QFETCH(const int, size);
        QVERIFY(trayIcon({}).availableSizes().contains(QSize(size, size))); // drawn, not scaled
        QCOMPARE(drawn({}, size).size(), QSize(size, size));
    }

    void statesAreToldApartWithoutColour()
    {
        const TrayLook needing{Tone::Triggered, 0, false, false};
        const TrayLook seen{Tone::Acknowledged, 0, false, false};
        const TrayLook fine{Tone::Resolved, 0, false, false};
        const TrayLook behind{Tone::Stale, 0, true, false};
        QList<QImage> shapes;
        for (const TrayLook &look : {needing, seen, fine, behind}) {
            const QImage mask = drawn(look, 24);
            QImage grey(mask.size(), QImage::Format_Grayscale8);
            for (int y = 0; y < 24; ++y) {
                for (int x = 0; x < 24; ++x) {
                    const QColor color = mask.pixelColor(x, y);
                    // White marks inside the shape count, its colour does not.
                    const int value = color.alpha() < 128 ? 0 : (color.lightness() > 225 ? 255 : 128);
                    grey.setPixelColor(x, y, QColor(value, value, value));
                }
            }
            QVERIFY(!shapes.contains(grey));
            shapes.append(grey);
        }
    }

    void staleIsNeverGreen()
    {
        QVERIFY(hasGreen(drawn({Tone::Resolved, 0, false, false}, 22)));
        QVERIFY(!hasGreen(drawn({Tone::Stale, 0, true, false}, 22)));
    }

    void staleIsHollow()
    {
        // Beside the slash, the middle shows the panel.
        QVERIFY(qAlpha(drawn({Tone::Triggered, 0, false, false}, 48).pixel(18, 34)) > 200);
        QVERIFY(qAlpha(drawn({Tone::Triggered, 0, true, false}, 48).pixel(18, 34)) < 50);
    }

    void countAndDemoAreSeen()
    {
        QVERIFY(drawn({Tone::Triggered, 1, false, false}, 22) != drawn({Tone::Triggered, 2, false, false}, 22));
        QVERIFY(drawn({Tone::Triggered, 1, false, false}, 22) != drawn({Tone::Triggered, 1, false, true}, 22));
    }

    void itIsSeenOnBothPanels_data()
    {
        QTest::addColumn<Tone>("tone");
        QTest::addColumn<bool>("isStale");
        QTest::addColumn<QColor>("panel");
        for (const auto &[panel, color] : {std::pair{"light", QColor(0xf5, 0xf5, 0xf5)}, std::pair{"dark", QColor(0x20, 0x22, 0x26)}}) {
            QTest::addRow("triggered on a %s panel", panel) << Tone::Triggered << false << color;
            QTest::addRow("acknowledged on a %s panel", panel) << Tone::Acknowledged << false << color;
            QTest::addRow("fine on a %s panel", panel) << Tone::Resolved << false << color;
            QTest::addRow("stale on a %s panel", panel) << Tone::Stale << true << color;
        }
    }
    void itIsSeenOnBothPanels()
    {
        QFETCH(const Tone, tone);
        QFETCH(const bool, isStale);
        QFETCH(const QColor, panel);
        const int seen = visible(onPanel({tone, 0, isStale, false}, panel), panel);
        QVERIFY2(seen >= 40, qPrintable(QString::number(seen)));
    }
};

QTEST_MAIN(TrayIconTest)
#include "tst_trayicon.moc"
