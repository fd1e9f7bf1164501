// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/checkspage.h"

#include "engine/session.h"
#include "theme.h"
#include "widgets/actionbutton.h"
#include "widgets/checkdetail.h"
#include "widgets/datatable.h"
#include "widgets/emptystate.h"
#include "widgets/whilevisible.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {

ChecksPage::ChecksPage(Session &session, QWidget *parent) : QWidget(parent), m_session(session), m_model(session.clock()), m_proxy(m_model)
{
    layOut();
    addActions();
    connect(&session.checks(), &CheckRunner::changed, this, &ChecksPage::refresh);
    auto *heartbeat = new WhileVisible(this, std::chrono::seconds(1));
    connect(heartbeat, &WhileVisible::tick, this, [this] {
        if (m_model.rowCount() > 0)
            m_model.refreshAges(0, m_model.rowCount() - 1);
    });
    refresh();
    m_table->selectRow(0);
}

void ChecksPage::layOut()
{
    const QList<DataTable::Column> columns{{CheckModel::State, 14, 10}, {CheckModel::Target, 26, 9}, {CheckModel::Latency, 10, 7},
        {CheckModel::Service, 16, 4}, {CheckModel::Certificate, 12, 5}, {CheckModel::Age, 8, 6}, {CheckModel::Reason, 30, 8}};
    m_tableOrEmpty = new QStackedWidget;
    m_table = new DataTable(m_session.clock(), columns, CheckModel::Target, m_tableOrEmpty);
    m_table->setModel(&m_proxy);
    m_table->setAccessibleName(tr("Checks"));
    m_table->sortByColumn(CheckModel::State, Qt::AscendingOrder);
    m_empty = new EmptyState(m_tableOrEmpty);
    if (m_session.options().demo)
        m_empty->setContent(Tone::Neutral, tr("The demonstration checks no sites"),
            tr("What a check finds is never invented. Start Nightbell to check sites of yours."));
    else
        m_empty->setContent(Tone::Neutral, tr("No site is checked yet"),
            tr("Name an address, and you are paged when it stops answering as it should."), tr("Add a check …"));
    m_tableOrEmpty->addWidget(m_table);
    m_tableOrEmpty->addWidget(m_empty);
    m_detail = new CheckDetail(m_session);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_tableOrEmpty);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 1);
    splitter->setChildrenCollapsible(false);

    m_bar = new QWidget;
    connect(m_empty, &EmptyState::buttonClicked, this, &ChecksPage::addRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ChecksPage::selectionChanged);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(splitter, 1);
}

void ChecksPage::addActions()
{
    QAction *run = addPageAction(tr("Run the check now"), u"refresh"_s, Qt::Key_R, [this] {
        if (const Check *check = current())
            m_session.checks().runNow(check->id);
    });
    QAction *edit = addPageAction(tr("Edit the check …"), u"edit"_s, Qt::Key_E, [this] {
        if (const Check *check = current())
            Q_EMIT editRequested(check->id);
    });
    QAction *removal = addPageAction(tr("Remove the check …"), u"remove"_s, Qt::Key_Delete, [this] {
        if (const Check *check = current())
            Q_EMIT removeRequested(check->id);
    });
    QAction *add = addPageAction(tr("Add a check …"), u"add"_s, Qt::Key_N, [this] { Q_EMIT addRequested(); });
    add->setEnabled(!m_session.options().demo);
    m_needSelection = {run, edit, removal};
    connect(m_table, &QAbstractItemView::activated, edit, &QAction::trigger);

    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(12, 8, 12, 8);
    bar->setSpacing(8);
    bar->addWidget(makeActionButton(run, tr("Run &now"), m_bar));
    bar->addWidget(makeActionButton(edit, tr("&Edit …"), m_bar));
    bar->addWidget(makeActionButton(removal, tr("Re&move …"), m_bar));
    bar->addStretch();
    bar->addWidget(makeActionButton(add, tr("&Add a check …"), m_bar));
}

QAction *ChecksPage::addPageAction(const QString &label, const QString &iconName, const QKeySequence &key, const std::function<void()> &act)
{
    auto *action = new QAction(icon(iconName, palette()), label, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    return action;
}

const Check *ChecksPage::current() const
{
    const QModelIndex index = m_proxy.mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model.at(index.row()) : nullptr;
}

void ChecksPage::openCheck(const CheckId &id)
{
    if (const int row = m_model.rowOf(id); row >= 0)
        m_table->setCurrentIndex(m_proxy.mapFromSource(m_model.index(row, CheckModel::Target)));
}

void ChecksPage::refresh()
{
    m_model.setChecks(m_session.checks().checks());
    const bool isEmpty = m_model.rowCount() == 0;
    m_tableOrEmpty->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_table);
    setFocusProxy(m_tableOrEmpty->currentWidget());
    m_bar->setVisible(!isEmpty);
    if (!isEmpty && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    selectionChanged();
}

void ChecksPage::selectionChanged()
{
    const Check *check = current();
    m_detail->setVisible(check != nullptr);
    for (QAction *action : std::as_const(m_needSelection))
        action->setEnabled(check != nullptr);
    if (check)
        m_detail->setCheck(*check);
}

} // namespace nightbell
