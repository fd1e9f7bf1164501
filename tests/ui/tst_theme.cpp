// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace nightbell;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

// As WCAG 2 defines it.
double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsEnough_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::newRow("on the light palette") << u"light"_s;
        QTest::newRow("on the dark palette") << u"dark"_s;
    }

    void contrastIsEnough()
    {
        QFETCH(const QString, choice);
        applyTheme(*qApp, choice);
        const QPalette palette = qApp->palette();
        QCOMPARE(isDark(palette), choice == u"dark"_s);
        const QList<QColor> grounds{
            palette.color(QPalette::Window), palette.color(QPalette::Base), palette.color(QPalette::Highlight), raised(palette)};
        QList<QColor> texts{mutedText(palette), accent(palette), palette.color(QPalette::WindowText), palette.color(QPalette::Text),
            palette.color(QPalette::ButtonText), palette.color(QPalette::HighlightedText), palette.color(QPalette::Link),
            palette.color(QPalette::PlaceholderText)};
        for (const auto tone : {Tone::Triggered, Tone::Acknowledged, Tone::Resolved, Tone::Stale, Tone::Maintenance, Tone::Neutral})
            texts.append(toneColor(tone, palette));
        for (const QColor &text : std::as_const(texts)) {
            for (const QColor &ground : grounds)
                QVERIFY2(contrast(text, ground) >= 4.5,
                    qPrintable(u"%1 on %2: %3"_s.arg(text.name(), ground.name()).arg(contrast(text, ground))));
        }
        for (int index = 0; index < 8; ++index)
            QVERIFY2(contrast(seriesColor(index, palette), palette.color(QPalette::Base)) >= 3, qPrintable(QString::number(index)));
    }

    void placeholdersCanBeRead_data() { contrastIsEnough_data(); }

    void placeholdersCanBeRead()
    {
        QFETCH(const QString, choice);
        applyTheme(*qApp, choice);
        QLineEdit edit;
        edit.ensurePolished();
        const QColor text = edit.palette().color(QPalette::PlaceholderText);
        QCOMPARE(text.alpha(), 255);
        QVERIFY(contrast(text, edit.palette().color(QPalette::Base)) >= 4.5);
    }

    void tonesDifferByShapeToo()
    {
        QStringList glyphs;
        for (const auto tone : {Tone::Triggered, Tone::Acknowledged, Tone::Resolved, Tone::Stale, Tone::Maintenance, Tone::Neutral})
            glyphs.append(toneGlyph(tone));
        QCOMPARE(QSet<QString>(glyphs.begin(), glyphs.end()).size(), glyphs.size());
    }

    void styleSheetHasNoNameLeftOpen()
    {
        applyTheme(*qApp, u"light"_s);
        QVERIFY(qApp->styleSheet().size() > 1000);
        QVERIFY(!qApp->styleSheet().contains(QRegularExpression(u"@\\w+@"_s)));
    }

    void everyIconDraws_data()
    {
        QTest::addColumn<QString>("name");
        applyTheme(*qApp, u"light"_s);
        const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(files.size() >= 20);
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << file.chopped(4);
    }

    void everyIconDraws()
    {
        QFETCH(const QString, name);
        const QPixmap once = icon(name, qApp->palette()).pixmap(QSize(24, 24), 1.0);
        const QPixmap twice = icon(name, qApp->palette()).pixmap(QSize(24, 24), 2.0);
        QCOMPARE(once.size(), QSize(24, 24));
        QCOMPARE(twice.size(), QSize(48, 48));
        const QImage image = twice.toImage();
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                drawn += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
        }
        QVERIFY2(drawn > 40, qPrintable(QString::number(drawn)));
    }

    void iconsFollowTheTheme()
    {
        applyTheme(*qApp, u"light"_s);
        const QIcon bell = icon(u"bell"_s, qApp->palette());
        const QImage onLight = bell.pixmap(24, 24).toImage();
        applyTheme(*qApp, u"dark"_s);
        QVERIFY(bell.pixmap(24, 24).toImage() != onLight);
    }

    void unknownIconIsNull() { QVERIFY(icon(u"nonesuch"_s, qApp->palette()).isNull()); }
};

QTEST_MAIN(ThemeTest)

#include "tst_theme.moc"
