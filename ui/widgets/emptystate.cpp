// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emptystate.h"

#include "widgets/labels.h"
#include "widgets/toneshape.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nightbell {

EmptyState::EmptyState(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus); // it stands for what there would be to act on
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(12);
    m_shape = new ToneShape(Tone::Neutral, 2.5, this);
    m_headline = makeHeading({}, 1.35, this);
    m_text = makeMuted({}, this);
    for (QLabel *label : {m_headline, m_text})
        label->setAlignment(Qt::AlignHCenter);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_button = new QPushButton(this);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::buttonClicked);

    column->addStretch(2);
    column->addWidget(m_shape, 0, Qt::AlignHCenter);
    column->addWidget(m_headline);
    column->addWidget(m_text);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

void EmptyState::setContent(Tone tone, const QString &headline, const QString &text, const QString &button)
{
    m_shape->setTone(tone);
    m_headline->setText(headline);
    setAccessibleName(headline);
    setAccessibleDescription(text);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
}

QString EmptyState::headline() const
{
    return m_headline->text();
}

} // namespace nightbell
