// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/measuredlabel.h"

#include <QTest>

#include <functional>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestMeasuredLabel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Whatever is changed, and however often it was asked before: it is as high as any other label.
    void isAsHighAsAnyOther()
    {
        MeasuredLabel measured;
        QLabel plain;
        const auto compare = [&] {
            for (const int width : {80, 200, 80, 400})
                QCOMPARE(measured.heightForWidth(width), plain.heightForWidth(width));
        };
        const auto both = [&](const std::function<void(QLabel &)> &change) {
            change(measured);
            change(plain);
            compare();
        };
        both([](QLabel &label) { label.setText(u"one two three four five six seven eight nine ten"_s); });
        both([](QLabel &label) { label.setWordWrap(true); });
        both([](QLabel &label) { label.setText(u"<table><tr><td>03:12</td><td>another text, with a table in it</td></tr></table>"_s); });
        both([](QLabel &label) {
            QFont font = label.font();
            font.setPointSize(30);
            label.setFont(font);
        });
        both([](QLabel &label) { label.setStyleSheet(u"QLabel { padding: 20px; }"_s); });
        both([](QLabel &label) { label.setContentsMargins(10, 30, 10, 30); });
    }
};

QTEST_MAIN(TestMeasuredLabel)
#include "tst_measuredlabel.moc"
