// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAction;
class QPushButton;
class QWidget;

namespace nightbell {

// A button that does what the action does, with words of its own; it is enabled when the action is, and names its key.
QPushButton *makeActionButton(QAction *action, const QString &label, QWidget *parent);

} // namespace nightbell
