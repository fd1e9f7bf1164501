// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/searchfield.h"

#include "theme.h"

#include <QAction>
#include <QShortcut>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace nightbell {

SearchField::SearchField(const QString &name, const QString &placeholder, QWidget *parent) : QLineEdit(parent)
{
    setAccessibleName(name);
    setPlaceholderText(placeholder);
    addAction(icon(u"search"_s, palette()), QLineEdit::LeadingPosition);
    setClearButtonEnabled(true);
    const auto buttons = findChildren<QToolButton *>();
    for (QToolButton *button : buttons) // Qt gives them no names
        button->setAccessibleName(button == buttons.constFirst() ? name : tr("Clear"));
}

void SearchField::leadTo(QWidget *found)
{
    connect(this, &QLineEdit::returnPressed, found, qOverload<>(&QWidget::setFocus));
    auto *leave = new QShortcut(Qt::Key_Escape, this);
    leave->setContext(Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, found, [this, found] {
        clear();
        found->setFocus();
    });
}

} // namespace nightbell
