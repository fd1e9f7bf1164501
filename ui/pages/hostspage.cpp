// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/hostspage.h"

#include "engine/session.h"
#include "models/watchsummary.h"
#include "theme.h"
#include "widgets/datatable.h"
#include "widgets/emptystate.h"
#include "widgets/hostdetail.h"
#include "widgets/searchfield.h"
#include "widgets/whilevisible.h"

#include <QAction>
#include <QDesktopServices>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr int mostAtOnce = 8; // questions about the past, for sources that are asked over a network

} // namespace

HostsPage::HostsPage(Session &session, QWidget *parent) : QWidget(parent), m_session(session), m_model(session.clock()), m_proxy(m_model)
{
    layOut();
    addActions();
    m_model.setRules(session.configuration().rules);
    connect(&session.store(), &Store::hostsChanged, this, &HostsPage::hostsChanged);
    connect(&session.store(), &Store::incidentsChanged, this, [this] { m_model.setIncidents(m_session.store().incidents()); });
    connect(&session.poller(), &Poller::statusChanged, this, &HostsPage::hostsChanged);
    connect(&session, &Session::configurationChanged, this, [this] { m_model.setRules(m_session.configuration().rules); });
    auto *heartbeat = new WhileVisible(this, std::chrono::seconds(1));
    connect(heartbeat, &WhileVisible::tick, this, &HostsPage::tick);
    hostsChanged();
    m_model.setIncidents(session.store().incidents());
    m_table->selectRow(0);
}

void HostsPage::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    column->addWidget(m_stack);

    m_list = new QWidget(m_stack);
    auto *list = new QVBoxLayout(m_list);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    m_filter = new SearchField(tr("Filter hosts"), tr("Filter hosts"), m_list);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 12, 8);
    bar->addWidget(m_filter);
    list->addLayout(bar);

    const QList<DataTable::Column> columns{{HostModel::State, 17, 10}, {HostModel::Name, 18, 10}, {HostModel::From, 16, 4},
        {HostModel::Cpu, 26, 9}, {HostModel::Memory, 26, 8}, {HostModel::Restarts, 15, 7}, {HostModel::Load, 8, 3},
        {HostModel::Disk, 18, 5}, {HostModel::Age, 8, 6}};
    m_tableOrEmpty = new QStackedWidget(m_list);
    m_table = new DataTable(m_session.clock(), columns, HostModel::Name, m_tableOrEmpty);
    m_table->setModel(&m_proxy);
    m_table->setAccessibleName(tr("Hosts"));
    m_table->sortByColumn(HostModel::State, Qt::AscendingOrder);
    m_empty = new EmptyState(m_tableOrEmpty);
    m_tableOrEmpty->addWidget(m_table);
    m_tableOrEmpty->addWidget(m_empty);
    list->addWidget(m_tableOrEmpty, 1);
    m_stack->addWidget(m_list);

    m_single = new QWidget(m_stack);
    auto *single = new QVBoxLayout(m_single);
    single->setContentsMargins(0, 0, 0, 0);
    single->setSpacing(0);
    auto *back = new QPushButton(tr("‹ All hosts"), m_single);
    back->setToolTip(tr("Back to the table (Esc)"));
    connect(back, &QPushButton::clicked, this, &HostsPage::closeHost);
    auto *backBar = new QHBoxLayout;
    backBar->setContentsMargins(16, 8, 16, 0);
    backBar->addWidget(back);
    backBar->addStretch(1);
    single->addLayout(backBar);
    m_detail = new HostDetail(m_session, m_model, m_single);
    single->addWidget(m_detail, 1);
    m_stack->addWidget(m_single);

    connect(m_table, &QAbstractItemView::activated, this, &HostsPage::openCurrent);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy.setText(text);
        updateEmptyState();
    });
    m_filter->leadTo(m_table);
    connect(m_empty, &EmptyState::buttonClicked, m_filter, &QLineEdit::clear);
}

void HostsPage::addActions()
{
    const auto add = [this](const QString &label, const QString &iconName, const QKeySequence &key) {
        auto *action = new QAction(icon(iconName, palette()), label, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        return action;
    };
    connect(add(tr("Open the host"), u"open"_s, {}), &QAction::triggered, this, &HostsPage::openCurrent);
    m_web = add(tr("Open in the browser"), u"external"_s, Qt::Key_O);
    connect(m_web, &QAction::triggered, this, &HostsPage::openInBrowser);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &HostsPage::updateActions);
    m_back = add(tr("Back to all hosts"), u"hosts"_s, Qt::Key_Backspace);
    connect(m_back, &QAction::triggered, this, &HostsPage::closeHost);
    connect(add(tr("Filter hosts"), u"filter"_s, Qt::Key_Slash), &QAction::triggered, this, [this] {
        closeHost();
        m_filter->setFocus(Qt::ShortcutFocusReason);
    });
    auto *escape = new QShortcut(Qt::Key_Escape, m_single);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &HostsPage::closeHost);
}

void HostsPage::hostsChanged()
{
    m_model.setSources(m_session.poller().statuses());
    m_model.setHosts(m_session.store().hosts());
    updateEmptyState();
    updateActions();
}

void HostsPage::updateEmptyState()
{
    const bool hasRows = m_proxy.rowCount() > 0;
    m_tableOrEmpty->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_empty);
    updateFocus();
    if (hasRows)
        return;
    if (m_model.rowCount() > 0) {
        m_empty->setContent(
            Tone::Neutral, tr("No host matches"), tr("%n host(s) are hidden by the filter.", nullptr, m_model.rowCount()), tr("Show all"));
        return;
    }
    const WatchSummary summary = summarize(m_session);
    if (summary.sources.isEmpty())
        m_empty->setContent(
            Tone::Neutral, tr("No hosts are watched"), tr("Switch watching this machine on in the settings, or add a source."));
    else if (summary.countOf(SourceState::Fresh) == summary.sources.size())
        m_empty->setContent(Tone::Neutral, tr("No hosts"), tr("The sources answered and know of no host."));
    else if (summary.isStarting())
        m_empty->setContent(Tone::Neutral, tr("Looking …"), tr("The sources have not answered yet."));
    else
        m_empty->setContent(Tone::Stale, tr("No hosts are known"), troubleText(summary, m_session.clock().now()));
}

void HostsPage::tick()
{
    const auto [first, last] = m_table->visibleRows();
    for (int row = first; row >= 0 && row <= last; ++row) {
        const int source = m_proxy.mapToSource(m_proxy.index(row, 0)).row();
        m_model.refreshAges(source, source);
    }
    readRecorded();
    if (m_proxy.rowCount() == 0)
        updateEmptyState();
}

// What happened before the console saw them, of the hosts that can be seen.
void HostsPage::readRecorded()
{
    const auto [first, last] = m_table->visibleRows();
    for (int row = first; row >= 0 && row <= last && m_reading < mostAtOnce; ++row) {
        const HostId id = m_model.at(m_proxy.mapToSource(m_proxy.index(row, 0)).row()).id;
        if (m_read.contains(id))
            continue;
        m_read.insert(id);
        read(id, Metric::Cpu);
        read(id, Metric::Memory);
    }
}

void HostsPage::read(const HostId &host, Metric metric)
{
    ++m_reading;
    SeriesQuery query;
    query.host = host;
    query.metric = metric;
    query.to = m_session.clock().now();
    query.from = query.to - RecentSeries::window;
    query.columns = 60;
    QCoro::connect(m_session.series(query), this, [this, host, metric](const Expected<Series> &series) {
        --m_reading;
        if (series)
            m_model.setRecorded(host, metric, *series);
    });
}

void HostsPage::openCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (opened().isEmpty() && current.isValid())
        openHost(m_model.at(m_proxy.mapToSource(current).row()).id);
}

void HostsPage::openInBrowser()
{
    const Host *host = lookedAt();
    if (host && !host->url.isEmpty())
        QDesktopServices::openUrl(host->url);
}

// The one that is open, or the current one of the table; nullptr: none.
const Host *HostsPage::lookedAt() const
{
    const QModelIndex current = m_table->currentIndex();
    const HostId id = !opened().isEmpty() ? opened() : current.isValid() ? m_model.at(m_proxy.mapToSource(current).row()).id : HostId();
    return m_session.store().host(id);
}

void HostsPage::updateActions()
{
    const Host *host = lookedAt();
    m_web->setEnabled(host && !host->url.isEmpty());
}

void HostsPage::openHost(const HostId &host)
{
    const int row = m_model.rowOf(host);
    if (row < 0)
        return;
    m_table->selectRow(m_proxy.mapFromSource(m_model.index(row, 0)).row());
    m_stack->setCurrentWidget(m_single);
    m_detail->setHost(host);
    updateFocus();
    m_detail->setFocus();
}

void HostsPage::closeHost()
{
    m_stack->setCurrentWidget(m_list);
    updateFocus();
    m_table->setFocus();
}

// Whoever comes to this page can go on with the keys.
void HostsPage::updateFocus()
{
    updateActions();
    setFocusProxy(m_stack->currentWidget() == m_single ? static_cast<QWidget *>(m_detail) : m_tableOrEmpty->currentWidget());
}

HostId HostsPage::opened() const
{
    return m_stack->currentWidget() == m_single ? m_detail->hostId() : HostId();
}

} // namespace nightbell
