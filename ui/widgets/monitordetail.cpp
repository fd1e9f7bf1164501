// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/monitordetail.h"

#include "base/clock.h"
#include "domain/wording.h"
#include "models/monitormodel.h"
#include "widgets/datatable.h"
#include "widgets/factlist.h"
#include "widgets/labels.h"
#include "widgets/searchfield.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {

MonitorDetail::MonitorDetail(Clock &clock, QWidget *parent) : QWidget(parent), m_clock(clock), m_model(clock), m_proxy(m_model)
{
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(makeFacts());
    splitter->addWidget(makeGroups());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({500, 500});
    splitter->setChildrenCollapsible(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(splitter);
}

QWidget *MonitorDetail::makeFacts()
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("About the monitor"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    m_name = makeHeading({}, 1.1, content);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    giveWay(m_name);
    m_state = makeMuted({}, content);
    m_message = makeText({}, content);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    giveWay(m_message);
    m_facts = new FactList(content);
    column->addWidget(m_name);
    column->addWidget(m_state);
    column->addWidget(m_message);
    column->addWidget(m_facts);
    column->addStretch(1);
    area->setWidget(content);
    return area;
}

QWidget *MonitorDetail::makeGroups()
{
    auto *pane = new QWidget;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 0, 12, 0);
    bar->setSpacing(8);
    m_count = makeMuted({}, pane);
    m_filter = new SearchField(tr("Filter groups"), tr("Filter groups"), pane);
    bar->addWidget(m_count, 1);
    bar->addWidget(m_filter, 1);
    column->addLayout(bar);
    const QList<DataTable::Column> columns{{MonitorGroupModel::State, 20, 9}, {MonitorGroupModel::Name, 22, 10},
        {MonitorGroupModel::Since, 8, 7}, {MonitorGroupModel::Muted, 14, 6}};
    m_groups = new DataTable(m_clock, columns, MonitorGroupModel::Name, pane);
    m_groups->setModel(&m_proxy);
    m_groups->setAccessibleName(tr("Groups of the monitor"));
    m_groups->sortByColumn(MonitorGroupModel::State, Qt::AscendingOrder);
    column->addWidget(m_groups, 1);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy.setText(text);
        showCount();
    });
    m_filter->leadTo(m_groups);
    connect(m_groups->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &MonitorDetail::groupChanged);
    connect(m_groups, &QAbstractItemView::activated, this, &MonitorDetail::groupActivated);
    return pane;
}

void MonitorDetail::setMonitor(const Monitor &monitor, bool isOld, bool knowsMutes)
{
    const bool isAnother = !m_monitor || m_monitor->id != monitor.id;
    const bool isNews = isAnother || *m_monitor != monitor || knowsMutes != m_knowsMutes;
    if (isAnother) { // what was chosen there is not chosen here
        m_model.setGroups({}, isOld);
        m_filter->clear();
    }
    m_monitor = monitor;
    m_knowsMutes = knowsMutes;
    m_model.setGroups(monitor.groups, isOld);
    if (isNews)
        showFacts();
    if (isAnother)
        m_groups->setCurrentIndex({});
    showCount();
}

void MonitorDetail::showFacts()
{
    const Monitor &monitor = *m_monitor;
    m_name->setText(monitor.name);
    m_message->setText(monitor.message);
    m_message->setVisible(!monitor.message.isEmpty());
    QList<Fact> facts;
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty())
            facts.append(Fact{name, value});
    };
    add(tr("Query"), monitor.query);
    add(tr("Kind"), monitor.kind);
    add(tr("Number"), monitor.number);
    add(tr("Tells"), monitor.recipients.join(u", "_s));
    add(tr("Tags"), monitor.tags.join(u", "_s));
    if (monitor.priority)
        add(tr("Priority"), u'P' + QString::number(*monitor.priority));
    if (!m_knowsMutes)
        add(tr("Muted"), tr("not known"));
    else if (monitor.isMuted)
        add(tr("Muted"), monitor.mutedUntil ? tr("until %1").arg(localDateTime(*monitor.mutedUntil)) : tr("until somebody ends it"));
    else if (const int muted = mutedGroups(monitor); muted > 0)
        add(tr("Muted"), tr("%1 of %n group(s)", nullptr, static_cast<int>(monitor.groups.size())).arg(muted));
    m_facts->setFacts(facts);
    refreshTimes();
}

void MonitorDetail::refreshTimes()
{
    if (!m_monitor)
        return;
    const TimePoint now = m_clock.now();
    const QString state = standingText(m_monitor->standing);
    m_state->setText(
        m_monitor->since ? tr("%1 since %2 (%3)").arg(state, localDateTime(*m_monitor->since), ageText(now - *m_monitor->since)) : state);
    const auto [first, last] = m_groups->visibleRows();
    for (int row = first; row >= 0 && row <= last; ++row) {
        const int source = m_proxy.mapToSource(m_proxy.index(row, 0)).row();
        m_model.refreshAges(source, source);
    }
}

void MonitorDetail::showCount()
{
    const int all = m_model.rowCount();
    const int shown = m_proxy.rowCount();
    if (all == 0)
        m_count->setText(tr("Its groups are not known."));
    else if (shown == all)
        m_count->setText(m_monitor ? tr("Groups: %1").arg(countsText(*m_monitor)) : QString());
    else
        m_count->setText(tr("%1 of %n group(s)", nullptr, all).arg(shown));
}

const MonitorGroup *MonitorDetail::currentGroup() const
{
    const QModelIndex index = m_proxy.mapToSource(m_groups->currentIndex());
    return index.isValid() ? &m_model.at(index.row()).group : nullptr;
}

} // namespace nightbell
