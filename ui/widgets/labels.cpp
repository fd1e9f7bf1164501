// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/labels.h"

#include "widgets/measuredlabel.h"

using namespace Qt::StringLiterals;

namespace nightbell {

QFont scaled(const QFont &font, double factor, QFont::Weight weight)
{
    QFont result = font;
    if (font.pointSizeF() > 0)
        result.setPointSizeF(font.pointSizeF() * factor);
    else
        result.setPixelSize(qRound(font.pixelSize() * factor));
    result.setWeight(weight);
    return result;
}

QLabel *makeHeading(const QString &text, double factor, QWidget *parent)
{
    QLabel *label = makeText(text, parent);
    label->setFont(scaled(label->font(), factor, QFont::DemiBold));
    return label;
}

QLabel *makeText(const QString &text, QWidget *parent)
{
    auto *label = new MeasuredLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

QLabel *makeMuted(const QString &text, QWidget *parent)
{
    QLabel *label = makeText(text, parent);
    label->setProperty("muted", true);
    return label;
}

void giveWay(QLabel *label)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true); // a label says so by itself only when its text is set
    label->setSizePolicy(policy);
}

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', "<br>"_L1);
}

} // namespace nightbell
