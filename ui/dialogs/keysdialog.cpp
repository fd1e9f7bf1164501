// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/keysdialog.h"

#include "widgets/labels.h"
#include "widgets/screenfit.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {

KeysDialog::KeysDialog(const QList<Group> &groups, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(makeMuted(tr("Letters act when no text is being edited."), this));
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("List of keys"));
    auto *content = new QWidget(scroll);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 12, 0);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (const Group &group : groups)
        addGroup(grid, group);
    grid->setRowStretch(grid->rowCount(), 1);
    scroll->setWidget(content);
    column->addWidget(scroll, 1);
    scroll->setFocus(); // the arrows read on
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resizeWithinScreen(*this, QSize(fontMetrics().averageCharWidth() * 64, fontMetrics().height() * 28));
}

void KeysDialog::addGroup(QGridLayout *grid, const Group &group)
{
    QLabel *title = makeHeading(group.title, 1.0, this);
    title->setContentsMargins(0, 8, 0, 4);
    grid->addWidget(title, grid->rowCount(), 0, 1, 2);
    for (const QAction *action : group.actions) {
        if (!action->shortcut().isEmpty())
            addKey(grid, action->shortcut().toString(QKeySequence::NativeText), action->text().remove(u'&'));
    }
}

void KeysDialog::addKey(QGridLayout *grid, const QString &key, const QString &meaning)
{
    const int row = grid->rowCount();
    auto *name = new QLabel(key, this);
    name->setFont(scaled(font(), 1.0, QFont::DemiBold));
    grid->addWidget(name, row, 0, Qt::AlignTop);
    grid->addWidget(makeText(meaning, this), row, 1);
}

} // namespace nightbell
