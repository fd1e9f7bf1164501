// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/entrylist.h"

#include "theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace nightbell {
namespace {

constexpr int idRole = Qt::UserRole;
constexpr int removableRole = Qt::UserRole + 1;

} // namespace

EntryList::EntryList(const QString &name, const QString &empty, QWidget *parent)
    : QWidget(parent)
    , m_tree(new QTreeWidget)
    , m_empty(new QLabel(empty))
    , m_add(new QPushButton(tr("&Add …")))
    , m_edit(new QPushButton(tr("&Edit …")))
    , m_remove(new QPushButton(tr("Re&move")))
{
    m_tree->setAccessibleName(name);
    m_tree->setHeaderLabels({tr("Name"), tr("What"), tr("Stands in")});
    m_tree->setRootIsDecorated(false);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_add);
    buttons->addWidget(m_edit);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_empty, 1);
    layout->addLayout(buttons);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (!m_add->menu())
            Q_EMIT addRequested({});
    });
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(current()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(current()); });
    connect(m_tree, &QTreeWidget::itemActivated, this, [this] { Q_EMIT editRequested(current()); });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &EntryList::refreshButtons);
    refreshButtons();
}

QString EntryList::current() const
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    return item ? item->data(0, idRole).toString() : QString();
}

void EntryList::setEntries(const QList<Entry> &entries)
{
    const QString selected = current();
    m_tree->clear();
    const QSize rowSize(0, m_tree->fontMetrics().height() + 12); // as high as the rows of the window's tables
    for (const Entry &entry : entries) {
        auto *item = new QTreeWidgetItem(m_tree, {entry.name, entry.what, entry.where});
        item->setSizeHint(1, rowSize); // of the stretched column: the others are as wide as their texts
        item->setData(0, idRole, entry.id);
        item->setData(0, removableRole, entry.isRemovable);
        for (int column = 0; column < 3; ++column)
            item->setToolTip(column, item->text(column));
        if (entry.id == selected)
            m_tree->setCurrentItem(item);
    }
    if (!m_tree->currentItem() && !entries.isEmpty())
        m_tree->setCurrentItem(m_tree->topLevelItem(0));
    m_tree->resizeColumnToContents(0);
    m_tree->resizeColumnToContents(2);
    m_tree->setVisible(!entries.isEmpty());
    m_empty->setVisible(entries.isEmpty());
    refreshButtons();
}

void EntryList::setAddChoices(const QList<std::pair<QString, QString>> &choices)
{
    auto *menu = new QMenu(m_add);
    for (const auto &[id, words] : choices)
        menu->addAction(words, this, [this, choice = id] { Q_EMIT addRequested(choice); });
    m_add->setMenu(menu);
    m_add->setVisible(!choices.isEmpty());
}

void EntryList::refreshButtons()
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    m_edit->setEnabled(item != nullptr);
    m_remove->setEnabled(item && item->data(0, removableRole).toBool());
}

} // namespace nightbell
