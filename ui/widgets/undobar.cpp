// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/undobar.h"

#include "widgets/labels.h"
#include "widgets/whilevisible.h"

#include <QHBoxLayout>
#include <QKeySequence>
#include <QPushButton>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration tellFor = std::chrono::seconds(5);

} // namespace

UndoBar::UndoBar(Clock &clock, QWidget *parent) : QFrame(parent), m_clock(clock)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(12);
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setWordWrap(true);
    const QString keys = QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText);
    m_undo = new QPushButton(tr("Undo  %1").arg(keys), this);
    m_undo->setAccessibleName(tr("Undo"));
    m_left = makeMuted({}, this);
    m_left->setWordWrap(false);
    m_left->setMinimumWidth(fontMetrics().averageCharWidth() * 4);
    row->addWidget(m_text, 1);
    row->addWidget(m_undo);
    row->addWidget(m_left);
    connect(m_undo, &QPushButton::clicked, this, &UndoBar::undone);
    auto *heartbeat = new WhileVisible(this, std::chrono::milliseconds(200));
    connect(heartbeat, &WhileVisible::tick, this, &UndoBar::tick);
    hide();
}

void UndoBar::offer(const QString &text, Duration until)
{
    m_until = until;
    m_text->setText(text);
    setAccessibleName(text);
    m_undo->show();
    m_left->show();
    show();
    tick();
}

void UndoBar::tell(const QString &text)
{
    m_until = m_clock.elapsed() + tellFor;
    m_text->setText(text);
    setAccessibleName(text);
    m_undo->hide();
    m_left->hide();
    show();
}

void UndoBar::withdraw()
{
    if (!m_undo->isHidden())
        hide();
}

void UndoBar::tick()
{
    const Duration left = m_until - m_clock.elapsed();
    if (left <= Duration(0)) {
        hide();
        return;
    }
    m_left->setText(tr("%1 s").arg(std::chrono::ceil<std::chrono::seconds>(left).count()));
}

} // namespace nightbell
