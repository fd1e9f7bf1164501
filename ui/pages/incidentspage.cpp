// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/incidentspage.h"

#include "actions/action.h"
#include "dialogs/silencedialog.h"
#include "domain/wording.h"
#include "engine/session.h"
#include "models/watchsummary.h"
#include "pages/incidentactions.h"
#include "theme.h"
#include "widgets/banner.h"
#include "widgets/emptystate.h"
#include "widgets/filterbar.h"
#include "widgets/grouplist.h"
#include "widgets/incidentdetail.h"
#include "widgets/incidentlist.h"
#include "widgets/undobar.h"
#include "widgets/whilevisible.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr auto ageInterval = std::chrono::seconds(1);

bool canBeBrowsed(const QUrl &url)
{
    return url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
}

} // namespace

IncidentsPage::IncidentsPage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_since(session.clock().now())
    , m_model(session.clock())
    , m_proxy(m_model)
{
    addActions();
    layOut();
    connectParts();
    connectSession();
    auto *heartbeat = new WhileVisible(this, ageInterval);
    connect(heartbeat, &WhileVisible::tick, this, &IncidentsPage::tick);
    m_model.setNames(namesOf(session));
    m_model.setHoldOf([&session](const IncidentId &incident) { return session.pager().held(incident); });
    incidentsChanged();
    selectionChanged();
}

void IncidentsPage::addActions()
{
    m_do = new IncidentActions(m_session, this);
    m_do->setPlace([this] { return menuPlace(); });
    connect(m_do, &IncidentActions::refused, this, &IncidentsPage::showRefusal);
    connect(m_do, &IncidentActions::wasOver, this, [this](const QString &sentence) {
        showRefusal(sentence, {});
        m_refusal->setTone(Tone::Neutral); // nothing went wrong
    });
    m_undo = addPlainAction(tr("Undo"), u"undo"_s, QKeySequence::Undo, [this] { m_do->undo(); });
    m_open = addPlainAction(tr("Open in &browser"), u"external"_s, Qt::Key_O, [this] { openInBrowser(); });
    m_copy = addPlainAction(tr("&Copy"), u"copy"_s, QKeySequence::Copy, [this] { copySelected(); });
    m_leave = addPlainAction(tr("&Let it escalate"), u"moon"_s, Qt::Key_L, [this] { leaveSelected(); });
    m_leave->setToolTip(tr("Puts the page away here without acknowledging: whoever is next is told"));
    m_promote = addPlainAction(tr("Page me now"), u"bell"_s, Qt::Key_C, [this] { promoteSelected(); });
    m_promote->setToolTip(tr("Does not wait any longer: pages for what is held (C)"));
    m_silence = addPlainAction(tr("New silence for alerts li&ke this …"), u"bell-off"_s, {}, [this] { silenceLikeSelected(); });
    m_do->setMore({m_promote, m_leave, m_silence, m_open, m_copy});
    addPlainAction(tr("Next incident"), u"chevron-down"_s, Qt::Key_J, [this] { m_list->step(1); });
    addPlainAction(tr("Previous incident"), u"chevron-up"_s, Qt::Key_K, [this] { m_list->step(-1); });
    addPlainAction(tr("Filter incidents"), u"filter"_s, Qt::Key_Slash, [this] { m_filter->focusText(); });
    addPlainAction(tr("Narrow the list of incidents"), u"filter"_s, Qt::Key_F, [this] { m_filter->openChoices(); });
    addPlainAction(tr("Group incidents"), u"incidents"_s, Qt::Key_B, [this] { focusGroups(); });
}

QAction *IncidentsPage::addPlainAction(
    const QString &label, const QString &iconName, const QKeySequence &key, const std::function<void()> &act)
{
    auto *action = new QAction(icon(iconName, palette()), label, this);
    action->setShortcut(key);
    QString plain = label;
    action->setToolTip(tr("%1 (%2)").arg(plain.remove(u'&'), key.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    return action;
}

void IncidentsPage::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);

    auto *left = new QWidget(splitter);
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    m_filter
        = new FilterBar([this](const QString &text, qsizetype cursor) { return complete(text, cursor, m_model.items(), m_model.names()); },
            [this](const QString &key) { return filterValues(key, m_model.items(), m_model.names()); }, left);
    m_filter->layout()->setContentsMargins(12, 8, 12, 8);
    m_groups = new GroupList(left);
    m_filter->addBeside(m_groups->chooser());
    m_refusal = new Banner(Tone::Triggered, left);
    m_refusal->setDismissible(true);
    m_refusal->hide();
    m_stack = new QStackedWidget(left);
    m_list = new IncidentList(m_stack);
    m_list->setModel(&m_proxy);
    m_empty = new EmptyState(m_stack);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    leftColumn->addWidget(m_filter);
    leftColumn->addWidget(m_groups);
    leftColumn->addWidget(m_refusal);
    leftColumn->addWidget(m_stack, 1);
    m_undoBar = new UndoBar(m_session.clock(), left);
    leftColumn->addWidget(m_undoBar);

    QList<QAction *> buttons = m_do->buttons();
    buttons.insert(buttons.size() - 1, m_promote); // the menu of everything stays the last
    buttons.insert(buttons.size() - 1, m_open);
    m_detail = new IncidentDetail(m_session, buttons, splitter);
    splitter->addWidget(left);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 6);
    splitter->setSizes({500, 600});
    column->addWidget(splitter, 1);
}

void IncidentsPage::connectParts()
{
    auto *back = new QShortcut(Qt::Key_Escape, m_detail);
    back->setContext(Qt::WidgetWithChildrenShortcut);
    connect(back, &QShortcut::activated, m_list, qOverload<>(&QWidget::setFocus));
    connect(m_list, &QAbstractItemView::activated, m_detail, qOverload<>(&QWidget::setFocus));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, &IncidentsPage::popUpMenu);
    connect(m_undoBar, &UndoBar::undone, m_undo, &QAction::trigger);
    connect(m_filter, &FilterBar::left, this, [this] {
        setFocus();
        if (!m_list->selectionModel()->hasSelection()) // what was is not among what was filtered for
            m_list->step(1);
    });
    connect(m_detail, &IncidentDetail::hostActivated, this, &IncidentsPage::hostActivated);
    connect(m_detail, &IncidentDetail::monitorActivated, this, &IncidentsPage::monitorActivated);
    connect(m_detail, &IncidentDetail::linkOpened, this, [](const QUrl &url) { QDesktopServices::openUrl(url); });
    connect(m_empty, &EmptyState::buttonClicked, this, [this] {
        if (m_model.rowCount() == 0) {
            Q_EMIT addRequested();
            return;
        }
        m_groups->choose(std::nullopt);
        m_filter->setText({});
        m_filter->setQuick(FilterProxy::Quick::All);
        m_proxy.setQuick(FilterProxy::Quick::All);
        updateEmptyState();
    });
}

void IncidentsPage::connectSession()
{
    connect(m_filter, &FilterBar::filterChanged, this, [this](const Filter &filter) {
        m_proxy.setFilter(filter);
        filtered();
    });
    connect(m_filter, &FilterBar::quickChanged, this, [this](FilterProxy::Quick quick) {
        m_proxy.setQuick(quick);
        filtered();
    });
    connectGroups();
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &IncidentsPage::selectionChanged);
    connect(&m_session.store(), &Store::incidentsChanged, this, &IncidentsPage::incidentsChanged);
    connect(&m_session.store(), &Store::hostsChanged, this, &IncidentsPage::namesChanged);
    connect(&m_session, &Session::configurationChanged, this, &IncidentsPage::namesChanged);
    connect(&m_session.poller(), &Poller::statusChanged, this, &IncidentsPage::updateEmptyState);
    connect(&m_session.poller(), &Poller::statusChanged, this, [this] { updateActions(selected()); }); // what it has may be known only now
    connect(
        &m_session.pager(), &Pager::left, this, [this] { updateActions(selected()); }, Qt::QueuedConnection);
    connect(&m_session.pager(), &Pager::heldChanged, this, &IncidentsPage::updateHolds);
    connect(&m_session, &Session::configurationChanged, this, &IncidentsPage::updateHolds);
    connect(&m_session.commander(), &Commander::undoOfferChanged, this, &IncidentsPage::updateUndo);
    connect(&m_session.commander(), &Commander::finished, this, &IncidentsPage::tellFinished);
    updateUndo();
}

void IncidentsPage::filtered()
{
    updateGroups();
    selectionChanged(); // what is still selected stays, whatever becomes of it
    updateEmptyState();
}

void IncidentsPage::namesChanged()
{
    const Names names = namesOf(m_session);
    if (names == m_model.names())
        return;
    m_model.setNames(names);
    updateGroups();
    selectionChanged();
}

void IncidentsPage::connectGroups()
{
    connect(m_groups, &GroupList::groupingChanged, this, &IncidentsPage::updateGroups);
    connect(m_groups, &GroupList::chosenChanged, this, &IncidentsPage::groupChosen);
    connect(m_groups, &QAbstractItemView::activated, m_list, qOverload<>(&QWidget::setFocus));
}

void IncidentsPage::updateGroups()
{
    const bool isGrouped = m_groups->grouping().by != Grouping::By::Nothing;
    m_groups->setIncidents(m_model.items(), isGrouped ? m_proxy.ungrouped() : SharedIncidents(), m_model.names());
}

// Whoever chooses a group means all of it: the next key acts on its members.
void IncidentsPage::groupChosen()
{
    const auto group = m_groups->chosen();
    m_list->clearSelection();
    m_proxy.setGroup(m_groups->grouping(), group);
    if (group)
        m_list->selectAll();
    updateEmptyState();
}

void IncidentsPage::focusGroups()
{
    if (m_groups->isVisible() && !m_groups->hasFocus()) {
        m_groups->setFocus();
        return;
    }
    m_groups->chooser()->setFocus();
    m_groups->chooser()->showPopup();
}

QString IncidentsPage::grouping() const
{
    return toWord(m_groups->grouping());
}

void IncidentsPage::setGrouping(const QString &word)
{
    m_groups->setGrouping(groupingFromWord(word).value_or(Grouping{}));
}

void IncidentsPage::incidentsChanged()
{
    holdSelected(); // as it is now, and not only when the event loop comes to it
    const auto anchor = m_list->anchor();
    const auto shown = m_detail->shown();
    m_model.setItems(m_session.store().incidents());
    m_list->restore(anchor);
    // What was chosen turned out to be what another row is about: that one is meant.
    if (const Incident *now = shown ? m_session.store().incident(shown->id) : nullptr; now && now->id != shown->id && selected().isEmpty())
        m_list->goTo(m_proxy.rowOf(now->id));
    updateGroups();
    if (!m_hasChosenFirst && m_proxy.rowCount() > 0) {
        m_hasChosenFirst = true; // never again by itself: a key must not act on what somebody did not choose
        m_list->goTo(0);
    }
    selectionChanged();
    updateEmptyState();
}

SharedIncidents IncidentsPage::selected() const
{
    SharedIncidents incidents;
    for (const QModelIndex &index : m_list->selectionModel()->selectedRows(IncidentModel::Title))
        incidents.append(m_proxy.at(index.row()));
    return incidents;
}

void IncidentsPage::updateHolds()
{
    m_list->viewport()->update(); // its rows say so, where they can be seen
    updateActions(selected());
}

// What is worked on stays in the list, though it passes the filter no more.
void IncidentsPage::holdSelected()
{
    QSet<IncidentId> held;
    for (const Incident &incident : selected())
        held.insert(incident.id);
    m_proxy.setHeld(held);
}

void IncidentsPage::selectionChanged()
{
    SharedIncidents incidents = selected();
    // This may be said while rows are being taken out, in the middle of which the filter cannot change.
    QMetaObject::invokeMethod(this, &IncidentsPage::holdSelected, Qt::QueuedConnection);
    updateActions(incidents);
    // Gone from its source while it was being read: its last state stays on view, as resolved. What the filter hides does not.
    if (const auto &shown = m_detail->shown(); incidents.isEmpty() && shown && m_session.store().incident(shown->id) == nullptr) {
        Incident gone = *shown;
        gone.state = IncidentState::Resolved;
        gone.action = {};
        if (!gone.resolvedAt)
            gone.resolvedAt = m_session.clock().now();
        incidents.append(gone);
    }
    m_detail->setIncidents(incidents, m_model.names());
}

void IncidentsPage::updateActions(const SharedIncidents &incidents)
{
    m_do->setSelection(incidents);
    const bool canOpen = incidents.size() == 1 && canBeBrowsed(incidents.constFirst()->url);
    m_open->setVisible(canOpen); // before it is enabled: what cannot be seen cannot be
    m_open->setEnabled(canOpen);
    m_copy->setEnabled(!incidents.isEmpty());
    const bool canSilence = !incidents.isEmpty() && m_session.silences().has(incidents.constFirst()->source)
        && std::ranges::all_of(incidents, [&](const Incident &other) { return other.source == incidents.constFirst()->source; });
    m_silence->setVisible(canSilence);
    m_silence->setEnabled(canSilence);
    const auto isHeld = [this](const Incident &incident) { return m_session.pager().held(incident.id).has_value(); };
    const bool canPromote = std::ranges::any_of(incidents, isHeld);
    m_promote->setVisible(canPromote); // before it is enabled, as above
    m_promote->setEnabled(canPromote);
    const auto canLeave = [this](const Incident &incident) { return incident.escalation && isPaged(incident.id); };
    m_leave->setEnabled(std::ranges::any_of(incidents, canLeave));
    m_leave->setVisible(std::ranges::any_of(incidents, [](const Incident &incident) { return incident.escalation.has_value(); }));
}

// What it says can be made wider before it is made: it is shown meanwhile what it reaches.
void IncidentsPage::silenceLikeSelected()
{
    const SharedIncidents incidents = selected();
    if (incidents.isEmpty())
        return;
    QList<IncidentId> ids;
    for (const Incident &incident : incidents)
        ids.append(incident.id);
    const SourceId source = incidents.constFirst()->source;
    auto *dialog = new SilenceDialog(m_session, source, m_session.silences().reachOf(source, ids), this);
    connect(dialog, &SilenceDialog::confirmed, m_undoBar, &UndoBar::tell);
    dialog->open();
}

void IncidentsPage::updateEmptyState()
{
    m_detail->setVisible(m_model.rowCount() > 0 || m_detail->shown());
    QWidget *shown = m_proxy.rowCount() > 0 ? static_cast<QWidget *>(m_list) : m_empty;
    if (shown != m_stack->currentWidget() || focusProxy() != shown) {
        // Keys that were meant for the incidents are meant for those that come, too.
        const bool hasKeys = window()->focusWidget() == m_stack->currentWidget();
        m_stack->setCurrentWidget(shown);
        setFocusProxy(shown);
        if (hasKeys)
            shown->setFocus();
    }
    if (m_proxy.rowCount() > 0)
        return;
    if (m_model.rowCount() > 0) {
        m_empty->setContent(Tone::Neutral, tr("No incident matches"),
            tr("%n incident(s) are hidden by the filter.", nullptr, m_model.rowCount()), tr("Show all"));
        return;
    }
    const WatchSummary summary = summarize(m_session);
    const TimePoint now = m_session.clock().now();
    if (summary.watchesNothing()) {
        m_empty->setContent(Tone::Neutral, tr("Nothing is being watched"),
            tr("Add a site, or switch watching this machine on in the settings."), tr("Add something to watch"));
    } else if (summary.isTrustworthy()) {
        m_empty->setContent(Tone::Resolved, tr("Nothing needs you"),
            tr("Watching %1.\nAll of it answered in time; watching since %2.").arg(watchedText(summary), localTime(m_since, now)));
    } else if (summary.isStarting() || (summary.waitingChecks > 0 && summary.countOf(SourceState::Fresh) == summary.sources.size())) {
        m_empty->setContent(Tone::Neutral, tr("Looking …"), troubleText(summary, now));
    } else {
        m_empty->setContent(Tone::Stale, tr("Nothing is known to need you"), tr("That may be wrong:") + u'\n' + troubleText(summary, now));
    }
}

void IncidentsPage::tick()
{
    const int first = m_list->rowAt(0);
    const int last = m_list->rowAt(m_list->viewport()->height() - 1);
    for (int row = first; row >= 0 && row <= (last < 0 ? m_proxy.rowCount() - 1 : last); ++row) {
        const int source = m_proxy.mapToSource(m_proxy.index(row, 0)).row();
        m_model.refreshAges(source, source);
    }
    m_detail->refreshAges();
    updateEmptyState();
}

QList<QAction *> IncidentsPage::knownActions() const
{
    return m_do->known(actions());
}

void IncidentsPage::popUpMenu(QPoint at)
{
    if (!selected().isEmpty())
        m_do->popUp(m_list->viewport()->mapToGlobal(at));
}

QPoint IncidentsPage::menuPlace() const
{
    const QRect row = m_list->visualRect(m_list->currentIndex());
    const bool isSeen = row.isValid() && m_list->viewport()->rect().intersects(row);
    return m_list->viewport()->mapToGlobal(isSeen ? QPoint(row.left() + row.width() / 4, row.bottom()) : QPoint(0, 0));
}

void IncidentsPage::showRefusal(const QString &headline, const QString &details)
{
    m_refusal->setTone(Tone::Triggered);
    m_refusal->setVisible(!headline.isEmpty());
    if (!headline.isEmpty())
        m_refusal->setText(headline, details);
}

void IncidentsPage::updateUndo()
{
    const auto offer = m_session.commander().undoOffer();
    m_undo->setEnabled(offer.has_value());
    if (!offer) {
        m_undoBar->withdraw();
        return;
    }
    const ActionKind *kind = actionKind(offer->action);
    const QString done = kind && *kind->done != '\0' ? QCoreApplication::translate("Action", kind->done) : actionName(offer->action);
    const Incident *only = offer->incidents.size() == 1 ? m_session.store().incident(offer->incidents.constFirst()) : nullptr;
    const QString what = only ? only->title : tr("%n incident(s)", nullptr, static_cast<int>(offer->incidents.size()));
    m_undoBar->offer(tr("%1: %2").arg(done, what), offer->until);
}

// What has no row to be told in.
void IncidentsPage::tellFinished(const ActionRequest &request, ActionOutcome outcome, const Error &why)
{
    if (!request.incident.isEmpty())
        return;
    const QString name = actionName(request.action);
    switch (outcome) {
    case ActionOutcome::Confirmed:
        m_undoBar->tell(tr("%1: done").arg(name));
        return;
    case ActionOutcome::Withdrawn:
        return;
    case ActionOutcome::Refused:
        showRefusal(tr("%1 was refused").arg(name), errorText(why));
        return;
    case ActionOutcome::Expired:
        showRefusal(tr("%1 was given up").arg(name), errorText(why));
        return;
    }
}

bool IncidentsPage::isPaged(const IncidentId &incident) const
{
    const QList<Page> &pages = m_session.pager().pages();
    return std::ranges::find(pages, incident, &Page::id) != pages.end();
}

void IncidentsPage::leaveSelected()
{
    for (const Incident &incident : selected()) {
        if (incident.escalation)
            m_session.pager().leave(incident.id);
    }
    updateActions(selected());
}

void IncidentsPage::promoteSelected()
{
    for (const Incident &incident : selected()) {
        if (m_session.pager().held(incident.id))
            m_session.pager().promote(incident.id);
    }
}

void IncidentsPage::openInBrowser()
{
    const SharedIncidents incidents = selected();
    if (incidents.size() == 1 && canBeBrowsed(incidents.constFirst()->url))
        QDesktopServices::openUrl(incidents.constFirst()->url);
}

void IncidentsPage::copySelected()
{
    QStringList lines;
    for (const Incident &incident : selected())
        lines.append(incident.id.text() + u' ' + m_model.sentenceOf(incident));
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void IncidentsPage::select(const IncidentId &incident)
{
    if (m_model.rowOf(incident) < 0)
        return;
    if (m_proxy.rowOf(incident) < 0) {
        m_groups->choose(std::nullopt);
        m_filter->setText({});
        m_filter->setQuick(FilterProxy::Quick::All);
        m_proxy.setQuick(FilterProxy::Quick::All);
    }
    m_list->goTo(m_proxy.rowOf(incident));
    m_list->setFocus();
}

} // namespace nightbell
