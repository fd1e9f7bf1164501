// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/commandpalette.h"
#include "widgets/screenfit.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

QString plainText(const QAction &action)
{
    return action.text().remove(u'&');
}

bool matches(const QString &name, const QStringList &words)
{
    return std::ranges::all_of(words, [&name](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
}

} // namespace

CommandPalette::CommandPalette(const QList<QAction *> &actions, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Commands"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(tr("What do you want to do?"));
    m_text->setAccessibleName(tr("Command"));
    m_text->installEventFilter(this);
    m_text->setFocus();
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // names are elided
    m_list->setFocusPolicy(Qt::NoFocus); // the arrows are passed on from the text
    column->addWidget(m_text);
    column->addWidget(m_list);
    for (QAction *action : actions) {
        if (action->isEnabled() && action->isVisible() && !action->text().isEmpty())
            m_actions.append(action);
    }
    const int letter = fontMetrics().averageCharWidth();
    resizeWithinScreen(*this, QSize(letter * 64, fontMetrics().height() * 22));
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_text, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    filter({});
}

void CommandPalette::filter(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    m_list->clear();
    for (qsizetype index = 0; index < m_actions.size(); ++index) {
        const QAction &action = *m_actions[index];
        if (!matches(plainText(action), words))
            continue;
        const QString key = action.shortcut().toString(QKeySequence::NativeText);
        auto *item
            = new QListWidgetItem(action.icon(), key.isEmpty() ? plainText(action) : tr("%1    %2").arg(plainText(action), key), m_list);
        item->setData(Qt::UserRole, index);
        item->setSizeHint(QSize(0, fontMetrics().height() + 16)); // no wider than there is room
    }
    m_list->setCurrentRow(0);
    if (m_list->count() > 0)
        return;
    auto *nothing = new QListWidgetItem(tr("Nothing that can be done now has these words"), m_list);
    nothing->setFlags(Qt::NoItemFlags);
    nothing->setData(Qt::UserRole, -1);
}

void CommandPalette::run()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item == nullptr || !item->flags().testFlag(Qt::ItemIsEnabled))
        return;
    const QPointer<QAction> action = m_actions.value(item->data(Qt::UserRole).toLongLong());
    accept();
    if (action)
        action->trigger();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QCoreApplication::sendEvent(m_list, event);
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace nightbell
