// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actionbutton.h"

#include <QAction>
#include <QCoreApplication>
#include <QPushButton>

namespace nightbell {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ActionButton)
};

} // namespace

QPushButton *makeActionButton(QAction *action, const QString &label, QWidget *parent)
{
    auto *button = new QPushButton(action->icon(), label, parent);
    button->setAutoDefault(false);
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    button->setToolTip(key.isEmpty() ? action->text() : Words::tr("%1 (%2)").arg(action->text(), key));
    const auto follow = [button, action] { button->setEnabled(action->isEnabled()); };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace nightbell
