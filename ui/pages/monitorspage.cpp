// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/monitorspage.h"

#include "dialogs/silencedialog.h"
#include "domain/wording.h"
#include "engine/session.h"
#include "theme.h"
#include "widgets/actionbutton.h"
#include "widgets/banner.h"
#include "widgets/datatable.h"
#include "widgets/emptystate.h"
#include "widgets/labels.h"
#include "widgets/monitordetail.h"
#include "widgets/searchfield.h"
#include "widgets/undobar.h"
#include "widgets/whilevisible.h"

#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

const QString all = u"all"_s;
const QString notOk = u"not-ok"_s;
const QString muted = u"muted"_s;
const QString statePrefix = u"state:"_s;

void clear(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

MonitorWish wishOf(const QString &text)
{
    if (text == notOk)
        return {MonitorWish::Kind::NotOk, {}};
    if (text == muted)
        return {MonitorWish::Kind::Muted, {}};
    if (text.startsWith(statePrefix))
        return {MonitorWish::Kind::State, text.sliced(statePrefix.size())};
    return {};
}

// "Datadog": what could be connected.
QString listingKinds()
{
    QStringList names;
    for (const SourceKind *kind : sourceKinds()) {
        if (kind->listsMonitors && QLatin1StringView(kind->id) != "demo"_L1)
            names.append(QCoreApplication::translate("SourceKind", kind->name));
    }
    return names.join(u", "_s);
}

} // namespace

MonitorsPage::MonitorsPage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(session.clock())
    , m_proxy(m_model)
{
    layOut();
    addActions();
    connect(&session.store(), &Store::monitorsChanged, this, &MonitorsPage::refresh);
    connect(&session.store(), &Store::incidentsChanged, this, &MonitorsPage::updateActions);
    connect(&session.poller(), &Poller::statusChanged, this, &MonitorsPage::refresh);
    connect(&session.poller(), &Poller::removed, this, &MonitorsPage::refresh);
    connect(&session.silences(), &SilenceWatch::changed, this, &MonitorsPage::updateActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &MonitorsPage::selectionChanged);
    auto *heartbeat = new WhileVisible(this, std::chrono::seconds(5));
    connect(heartbeat, &WhileVisible::tick, this, &MonitorsPage::refreshTimes);
    refresh();
}

void MonitorsPage::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar = new QWidget(this);
    column->addWidget(m_bar);
    m_banners = new QVBoxLayout;
    m_banners->setSpacing(4);
    column->addLayout(m_banners);

    m_tableOrEmpty = new QStackedWidget;
    const QList<DataTable::Column> columns{{MonitorModel::State, 20, 9}, {MonitorModel::Name, 34, 10}, {MonitorModel::Groups, 22, 8},
        {MonitorModel::Priority, 8, 5}, {MonitorModel::Since, 9, 7}, {MonitorModel::Muted, 15, 6}, {MonitorModel::Tags, 26, 3},
        {MonitorModel::From, 12, 2}};
    m_table = new DataTable(m_session.clock(), columns, MonitorModel::Name, m_tableOrEmpty);
    m_table->setModel(&m_proxy);
    m_table->setAccessibleName(tr("Monitors"));
    m_table->sortByColumn(MonitorModel::State, Qt::AscendingOrder);
    m_empty = new EmptyState(m_tableOrEmpty);
    m_tableOrEmpty->addWidget(m_table);
    m_tableOrEmpty->addWidget(m_empty);
    connect(m_empty, &EmptyState::buttonClicked, this, [this] {
        if (listingSources().isEmpty()) {
            Q_EMIT connectRequested();
        } else if (m_model.rowCount() > 0) {
            m_filter->clear();
            setWish(all);
        } else {
            m_session.pollNow();
        }
    });
    m_detail = new MonitorDetail(m_session.clock());
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_tableOrEmpty);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    column->addWidget(splitter, 1);
    m_bottom = new UndoBar(m_session.clock(), this);
    column->addWidget(m_bottom);
}

QAction *MonitorsPage::addPageAction(const QString &label, const QString &iconName, const QKeySequence &key, void (MonitorsPage::*act)())
{
    auto *action = new QAction(icon(iconName, palette()), label, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    return action;
}

void MonitorsPage::addActions()
{
    m_showIncident = addPageAction(tr("Show the monitor's incident"), u"incidents"_s, Qt::Key_I, &MonitorsPage::showIncident);
    m_browse = addPageAction(tr("Open in the browser"), u"external"_s, Qt::Key_O, &MonitorsPage::openInBrowser);
    m_muteMonitor = addPageAction(tr("Mute the monitor …"), u"bell-off"_s, Qt::Key_M, &MonitorsPage::muteMonitor);
    m_muteGroup = addPageAction(tr("Mute the group …"), u"bell-off"_s, Qt::Key_G, &MonitorsPage::muteGroup);
    addPageAction(tr("Filter monitors"), u"filter"_s, Qt::Key_Slash, &MonitorsPage::filter);
    connect(m_table, &QAbstractItemView::activated, m_showIncident, &QAction::trigger);
    connect(m_detail, &MonitorDetail::groupChanged, this, &MonitorsPage::updateActions);
    connect(m_detail, &MonitorDetail::groupActivated, m_showIncident, &QAction::trigger);

    auto *column = new QVBoxLayout(m_bar);
    column->setContentsMargins(12, 8, 12, 4);
    column->setSpacing(4);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_filter = new SearchField(tr("Filter monitors"), tr("Filter monitors, tags, groups"), m_bar);
    m_wishes = new QComboBox(m_bar);
    m_wishes->setAccessibleName(tr("State"));
    m_wishes->setToolTip(tr("Which monitors are shown"));
    m_wishes->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(m_filter, 1);
    row->addWidget(m_wishes);
    row->addWidget(makeActionButton(m_showIncident, tr("&Incident"), m_bar));
    row->addWidget(makeActionButton(m_muteMonitor, tr("&Mute …"), m_bar));
    row->addWidget(makeActionButton(m_muteGroup, tr("Mute &group …"), m_bar));
    row->addWidget(makeActionButton(m_browse, tr("&Open"), m_bar));
    column->addLayout(row);
    m_count = makeMuted({}, m_bar);
    m_count->setObjectName(u"count"_s);
    column->addWidget(m_count);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy.setText(text);
        showCount();
        showEmpty();
    });
    m_filter->leadTo(m_table);
    connect(m_wishes, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_isFilling)
            setWish(m_wishes->currentData().toString());
    });
}

QList<SourceStatus> MonitorsPage::listingSources() const
{
    QList<SourceStatus> sources = m_session.poller().statuses();
    sources.removeIf([](const SourceStatus &status) {
        const SourceKind *kind = sourceKind(status.kind);
        return !kind || !kind->listsMonitors;
    });
    return sources;
}

void MonitorsPage::refresh()
{
    QList<Monitor> monitors;
    QHash<SourceId, QString> names;
    m_old.clear();
    m_unmuted.clear();
    for (const SourceStatus &source : listingSources()) {
        names.insert(source.id, source.name.isEmpty() ? source.id.text() : source.name);
        const MonitorList *list = m_session.store().monitors(source.id);
        if (!list)
            continue;
        if (source.state != SourceState::Fresh || list->error)
            m_old.insert(source.id);
        if (!list->knowsMutes)
            m_unmuted.insert(source.id);
        monitors = monitors.isEmpty() ? list->monitors : monitors + list->monitors; // of one it is the very same list
    }
    m_model.setSources(names, m_old);
    m_model.setMonitors(monitors);
    if (m_proxy.rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    fillWishes();
    showCount();
    showEmpty();
    showBanners();
    selectionChanged();
}

void MonitorsPage::refreshTimes()
{
    const auto [first, last] = m_table->visibleRows();
    for (int row = first; row >= 0 && row <= last; ++row) {
        const int source = m_proxy.mapToSource(m_proxy.index(row, 0)).row();
        m_model.refreshAges(source, source);
    }
    m_detail->refreshTimes();
    showCount();
    showBanners();
}

// With how many there are of each. What was chosen stays, also where there is none of it now.
void MonitorsPage::fillWishes()
{
    QList<MonitorCount> counts;
    int bad = 0;
    int quiet = 0;
    for (const Monitor &monitor : m_model.items()) {
        bad += monitor.standing.state != MonitorState::Ok ? 1 : 0;
        quiet += isAnyMuted(monitor) ? 1 : 0;
        const auto known = std::ranges::find(counts, monitor.standing, &MonitorCount::standing);
        if (known == counts.end())
            counts.append({monitor.standing, 1});
        else
            ++known->groups;
    }
    std::ranges::stable_sort(counts, {}, [](const MonitorCount &count) { return rankOf(count.standing); });
    QList<std::pair<QString, QString>> wishes{
        {all, tr("All states (%1)").arg(m_model.rowCount())}, {notOk, tr("Not OK (%1)").arg(bad)}, {muted, tr("Muted (%1)").arg(quiet)}};
    for (const MonitorCount &count : std::as_const(counts)) {
        const QString text = standingText(count.standing);
        wishes.append({statePrefix + text, tr("%1 (%2)", "a state and a number").arg(text).arg(count.groups)});
    }
    const QString chosen = wish();
    if (std::ranges::find(wishes, chosen, &std::pair<QString, QString>::first) == wishes.end())
        wishes.append({chosen, tr("%1 (%2)", "a state and a number").arg(m_proxy.wish().word).arg(0)});
    m_isFilling = true;
    while (m_wishes->count() > wishes.size())
        m_wishes->removeItem(m_wishes->count() - 1);
    for (int i = 0; i < static_cast<int>(wishes.size()); ++i) {
        if (i == m_wishes->count())
            m_wishes->addItem(QString());
        m_wishes->setItemText(i, wishes.at(i).second);
        m_wishes->setItemData(i, wishes.at(i).first);
        if (wishes.at(i).first == chosen)
            m_wishes->setCurrentIndex(i);
    }
    m_isFilling = false;
}

QString MonitorsPage::wish() const
{
    switch (m_proxy.wish().kind) {
    case MonitorWish::Kind::All:
        return all;
    case MonitorWish::Kind::NotOk:
        return notOk;
    case MonitorWish::Kind::Muted:
        return muted;
    case MonitorWish::Kind::State:
        return statePrefix + m_proxy.wish().word;
    }
    return all;
}

void MonitorsPage::setWish(const QString &wish)
{
    m_proxy.setWish(wishOf(wish));
    fillWishes();
    showCount();
    showEmpty();
}

void MonitorsPage::showCount()
{
    const TimePoint now = m_session.clock().now();
    QStringList parts;
    const int count = m_model.rowCount();
    if (m_proxy.rowCount() == count)
        parts.append(tr("%n monitor(s)", nullptr, count));
    else
        parts.append(tr("%1 of %n monitor(s)", nullptr, count).arg(m_proxy.rowCount()));
    const QList<SourceStatus> sources = listingSources();
    for (const SourceStatus &source : sources) {
        const MonitorList *list = m_session.store().monitors(source.id);
        if (!list || !list->listedAt)
            continue;
        const QString age = ageText(now - *list->listedAt);
        parts.append(sources.size() == 1 ? tr("listed %1 ago").arg(age) : tr("%1: listed %2 ago").arg(source.name, age));
    }
    m_count->setText(parts.join(u" · "_s));
}

void MonitorsPage::showEmpty()
{
    const bool hasRows = m_proxy.rowCount() > 0;
    m_tableOrEmpty->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_empty);
    setFocusProxy(m_tableOrEmpty->currentWidget());
    const QList<SourceStatus> sources = listingSources();
    m_bar->setVisible(!sources.isEmpty());
    if (hasRows)
        return;
    const auto isListed = [this](const SourceStatus &source) { return m_session.store().monitors(source.id) != nullptr; };
    const auto failed
        = std::ranges::find_if(sources, [&isListed](const SourceStatus &source) { return source.error && !isListed(source); });
    if (sources.isEmpty())
        m_empty->setContent(Tone::Neutral, tr("Nothing that is connected lists monitors"),
            tr("%1 does: all monitors are shown here, with the state of each of their groups, and can be muted.").arg(listingKinds()),
            m_session.options().demo ? QString() : tr("Connect Datadog …"));
    else if (m_model.rowCount() > 0)
        m_empty->setContent(Tone::Neutral, tr("No monitor matches"),
            tr("%n monitor(s) are hidden by the filter.", nullptr, m_model.rowCount()), tr("Show all"));
    else if (failed != sources.end())
        m_empty->setContent(Tone::Stale, tr("The monitors are not known"),
            tr("%1: %2. It is asked again by itself.").arg(failed->name, errorText(*failed->error)), tr("Ask again"));
    else if (!std::ranges::all_of(sources, isListed))
        m_empty->setContent(Tone::Neutral, tr("Asking for monitors …"), {});
    else if (!m_troubles.isEmpty() || !m_old.isEmpty())
        m_empty->setContent(Tone::Stale, tr("The monitors are not known"), {}, tr("Ask again"));
    else
        m_empty->setContent(Tone::Neutral, tr("No monitors"), tr("The source answered and knows of no monitor."));
}

QString MonitorsPage::troubleOf(const SourceStatus &source) const
{
    const MonitorList *list = m_session.store().monitors(source.id);
    if (!list)
        return source.error ? tr("%1 does not list its monitors: %2.").arg(source.name, errorText(*source.error)) : QString();
    const TimePoint now = m_session.clock().now();
    const QString why = list->error ? errorText(*list->error) : source.error ? errorText(*source.error) : QString();
    if (list->error && !list->listedAt)
        return tr("%1 does not list its monitors: %2. Only those that alert are shown.").arg(source.name, why);
    if (list->error || source.state == SourceState::Failed)
        return tr("%1 does not list its monitors: %2. What is shown is of %3; whether what was OK then still is, is not known.")
            .arg(source.name, why.isEmpty() ? tr("no answer") : why, clockTime(list->listedAt.value_or(now), now));
    if (source.state != SourceState::Fresh)
        return tr("%1 has not answered of late. What is shown may be over.").arg(source.name);
    if (!list->knowsMutes)
        return tr("%1 does not say what is muted: what does not look so may be muted all the same.").arg(source.name);
    return list->skipped > 0 ? tr("%1 lists %n monitor(s) that could not be read.", nullptr, list->skipped).arg(source.name) : QString();
}

// Only when they say something else: somebody may be about to press one of their buttons.
void MonitorsPage::showBanners()
{
    QStringList troubles;
    for (const SourceStatus &source : listingSources())
        troubles.append(troubleOf(source));
    troubles.removeAll(QString());
    if (troubles == m_troubles)
        return;
    m_troubles = troubles;
    clear(*m_banners);
    for (const QString &trouble : std::as_const(m_troubles)) {
        auto *banner = new Banner(Tone::Stale, this);
        banner->setText(trouble);
        banner->addAction(tr("Ask again"), [this] { m_session.pollNow(); });
        m_banners->addWidget(banner);
    }
}

const Monitor *MonitorsPage::current() const
{
    const QModelIndex index = m_proxy.mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model.at(index.row()) : nullptr;
}

void MonitorsPage::selectionChanged()
{
    const Monitor *monitor = current();
    m_detail->setVisible(monitor != nullptr);
    if (monitor)
        m_detail->setMonitor(*monitor, m_old.contains(monitor->source), !m_unmuted.contains(monitor->source));
    updateActions();
}

void MonitorsPage::updateActions()
{
    const Monitor *monitor = current();
    const MonitorGroup *group = monitor ? m_detail->currentGroup() : nullptr;
    const bool canMute = monitor && m_session.silences().has(monitor->source);
    m_browse->setEnabled(monitor && monitor->url.isValid());
    m_muteMonitor->setEnabled(canMute);
    m_muteGroup->setEnabled(canMute && group);
    m_showIncident->setEnabled(monitor && !incidentOf(*monitor, group).isEmpty());
}

IncidentId MonitorsPage::incidentOf(const Monitor &monitor, const MonitorGroup *group) const
{
    const Store &store = m_session.store();
    const QString key = group ? incidentKeyOf(monitor, group->name) : QString();
    for (const Incident &face : store.faces()) {
        if (face.source != monitor.source || !face.isOpen())
            continue;
        if (group ? face.dedupKey == key : isOf(face.dedupKey, monitor))
            return store.nameOf(face.id);
    }
    return {};
}

void MonitorsPage::openMonitor(const MonitorId &id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return;
    QModelIndex index = m_proxy.mapFromSource(m_model.index(row, MonitorModel::Name));
    if (!index.isValid()) {
        m_filter->clear();
        setWish(all);
        index = m_proxy.mapFromSource(m_model.index(row, MonitorModel::Name));
    }
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    m_table->setFocus();
}

void MonitorsPage::openInBrowser()
{
    if (const Monitor *monitor = current(); monitor && monitor->url.isValid())
        QDesktopServices::openUrl(monitor->url);
}

void MonitorsPage::muteMonitor()
{
    if (const Monitor *monitor = current())
        mute(*monitor, {});
}

void MonitorsPage::muteGroup()
{
    const Monitor *monitor = current();
    const MonitorGroup *group = m_detail->currentGroup();
    if (monitor && group)
        mute(*monitor, group->name);
}

void MonitorsPage::mute(const Monitor &monitor, const QString &group)
{
    auto *dialog = new SilenceDialog(m_session, monitor.source, m_session.silences().reachOfMonitor(monitor, group), this);
    connect(dialog, &SilenceDialog::confirmed, m_bottom, &UndoBar::tell);
    dialog->open();
}

void MonitorsPage::showIncident()
{
    const Monitor *monitor = current();
    const IncidentId incident = monitor ? incidentOf(*monitor, m_detail->currentGroup()) : IncidentId();
    if (!incident.isEmpty())
        Q_EMIT incidentActivated(incident);
}

void MonitorsPage::filter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
}

} // namespace nightbell
