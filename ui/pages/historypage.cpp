// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/historypage.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "models/timelineexport.h"
#include "models/watchsummary.h"
#include "pages/statisticspage.h"
#include "theme.h"
#include "widgets/emptystate.h"
#include "widgets/labels.h"
#include "widgets/searchfield.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr auto typingPause = std::chrono::milliseconds(150);

} // namespace

HistoryPage::HistoryPage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(session.clock(), [&session](HistoryQuery query) { return session.history().search(std::move(query)); })
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &HistoryPage::search);
    addActions();
    layOut();
    connect(&m_model, &HistoryModel::loaded, this, &HistoryPage::loaded);
    connect(&session.history(), &History::added, this, [this](const IncidentEvent &event) {
        m_model.add(event);
        loaded();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryPage::selectionChanged);
    search();
    selectionChanged();
}

void HistoryPage::addActions()
{
    const auto add = [this](const QString &label, const QString &suffix) {
        auto *action = new QAction(icon(u"export"_s, palette()), label, this);
        connect(action, &QAction::triggered, this, [this, suffix] { exportAs(suffix); });
        addAction(action);
        return action;
    };
    m_exportMarkdown = add(tr("Export as &Markdown …"), u"md"_s);
    m_exportJson = add(tr("Export as &JSON …"), u"json"_s);
    auto *find = new QAction(icon(u"search"_s, palette()), tr("Search the history"), this);
    find->setShortcut(Qt::Key_Slash);
    connect(find, &QAction::triggered, this, [this] { m_text->setFocus(Qt::ShortcutFocusReason); });
    addAction(find);
}

void HistoryPage::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_views = new QTabBar(this);
    m_views->setAccessibleName(tr("Views of the history"));
    m_views->setDrawBase(false);
    m_views->setExpanding(false);
    m_views->addTab(tr("&Events"));
    m_views->addTab(tr("&Statistics"));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeEvents());
    m_statistics = new StatisticsPage(m_session, m_pages);
    m_pages->addWidget(m_statistics);
    connect(m_views, &QTabBar::currentChanged, this, [this](int view) {
        m_pages->setCurrentIndex(view);
        updateFocus();
    });
    auto *tabs = new QHBoxLayout;
    tabs->setContentsMargins(12, 8, 12, 0);
    tabs->addWidget(m_views);
    tabs->addStretch(1);
    column->addLayout(tabs);
    column->addWidget(m_pages, 1);
}

QWidget *HistoryPage::makeEvents()
{
    auto *page = new QWidget(m_pages);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    m_text = new SearchField(tr("Search the history"), tr("Search titles, texts and people"), this);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    m_range = new QComboBox(this);
    m_range->setAccessibleName(tr("Time range"));
    m_range->addItem(tr("Last hour"), 1);
    m_range->addItem(tr("Last 24 hours"), 24);
    m_range->addItem(tr("Last 7 days"), 24 * 7);
    m_range->addItem(tr("Last 30 days"), 24 * 30);
    m_range->addItem(tr("All that is kept"), 0);
    m_range->setCurrentIndex(m_range->count() - 1);
    connect(m_range, &QComboBox::currentIndexChanged, this, &HistoryPage::search);
    m_kinds = new QComboBox(this);
    m_kinds->setAccessibleName(tr("What happened"));
    m_kinds->addItems({tr("Everything"), tr("Incidents"), tr("Pages"), tr("Answers"), tr("Backup")});
    connect(m_kinds, &QComboBox::currentIndexChanged, this, &HistoryPage::search);
    for (QComboBox *choice : {m_kinds, m_range}) // they give way where letters are large
        choice->setMinimumWidth(choice->fontMetrics().averageCharWidth() * 14);
    row->addWidget(m_text, 1);
    row->addWidget(m_kinds);
    row->addWidget(m_range);
    m_export = new QPushButton(icon(u"export"_s, palette()), tr("Export"), this);
    m_export->setObjectName(u"export"_s);
    auto *menu = new QMenu(m_export);
    menu->addActions({m_exportMarkdown, m_exportJson});
    m_export->setMenu(menu);
    m_export->setProperty("menu", true);
    row->addWidget(m_export);
    column->addLayout(row);
    m_said = makeMuted({}, this);
    m_said->setContentsMargins(16, 0, 16, 8);
    m_said->hide();
    column->addWidget(m_said);

    m_stack = new QStackedWidget(this);
    m_table = makeTable();
    m_empty = new EmptyState(m_stack);
    m_empty->setObjectName(u"no-events"_s);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_text->leadTo(m_table);
    column->addWidget(m_stack, 1);
    return page;
}

QTableView *HistoryPage::makeTable()
{
    auto *table = new QTableView(m_stack);
    table->setObjectName(u"events"_s);
    table->setModel(&m_model);
    table->setAccessibleName(tr("History"));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 12);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const int texts : {HistoryModel::Title, HistoryModel::Text}) // share what the others leave
        table->horizontalHeader()->setSectionResizeMode(texts, QHeaderView::Stretch);
    const int letter = table->fontMetrics().averageCharWidth();
    table->horizontalHeader()->setMinimumSectionSize(letter * 14); // to be read: rather the table is wider than the window
    table->setColumnWidth(HistoryModel::At, letter * 18);
    table->setColumnWidth(HistoryModel::Event, letter * 20);
    table->setColumnWidth(HistoryModel::Who, letter * 16);
    return table;
}

QList<IncidentEventKind> HistoryPage::wantedKinds() const
{
    using enum IncidentEventKind;
    switch (m_kinds->currentIndex()) {
    case 1:
        return {Opened, Seen, Updated, Acknowledged, Resolved, Note};
    case 2:
        return {Paged, Shown, Sounded, PageCleared};
    case 3:
        return {ActionRequested, ActionSent, ActionQueued, ActionConfirmed, ActionRefused, Acknowledged};
    case 4:
        return {BackupTold, BackupMissed};
    default:
        return {};
    }
}

void HistoryPage::setSearch(const QString &text)
{
    m_text->setText(text);
    search();
}

void HistoryPage::search()
{
    m_typing.stop();
    const int hours = m_range->currentData().toInt();
    std::optional<TimePoint> from;
    if (hours > 0)
        from = m_session.clock().now() - std::chrono::hours(hours);
    m_model.setQuery(m_text->text().trimmed(), from, wantedKinds());
    loaded();
}

void HistoryPage::loaded()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_table);
    if (m_model.error()) {
        m_empty->setContent(Tone::Stale, tr("The history cannot be read"), errorText(*m_model.error()));
        m_stack->setCurrentWidget(m_empty);
    } else if (m_model.isLoading()) {
        m_empty->setContent(Tone::Neutral, tr("Looking …"), {});
    } else if (m_text->text().trimmed().isEmpty() && m_kinds->currentIndex() == 0) {
        m_empty->setContent(
            Tone::Neutral, tr("Nothing has happened"), tr("Incidents and what people do about them are written down here."));
    } else {
        m_empty->setContent(Tone::Neutral, tr("Nothing found"), tr("No event fits all that is asked for."));
    }
    updateFocus();
}

// Whoever comes to this page can go on with the keys.
void HistoryPage::updateFocus()
{
    setFocusProxy(m_pages->currentWidget() == m_statistics ? static_cast<QWidget *>(m_views) : m_stack->currentWidget());
}

void HistoryPage::selectionChanged()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const bool hasIncident = rows.size() == 1 && !m_model.at(rows.constFirst().row()).incident.isEmpty();
    m_exportMarkdown->setEnabled(hasIncident);
    m_exportJson->setEnabled(hasIncident);
    m_export->setEnabled(hasIncident);
    m_export->setToolTip(hasIncident ? tr("The timeline of the selected incident") : tr("Select an event of the incident first"));
}

void HistoryPage::exportAs(const QString &suffix)
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    const IncidentId incident = m_model.at(rows.constFirst().row()).incident;
    const QString kind = suffix == "md"_L1 ? tr("Markdown (*.md)") : tr("JSON (*.json)");
    QString name = incident.text();
    for (QChar &letter : name) {
        if (!letter.isLetterOrNumber() && letter != u'-')
            letter = u'_';
    }
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the timeline"), u"%1.%2"_s.arg(name, suffix), kind);
    if (file.isEmpty())
        return;
    auto task = m_session.history().timeline(incident);
    QCoro::connect(std::move(task), this, [this, file](const Expected<QList<IncidentEvent>> &answer) {
        if (answer) {
            write(file, *answer);
        } else {
            m_said->setText(tr("The timeline cannot be read: %1.").arg(errorText(answer.error())));
            m_said->show();
        }
    });
}

void HistoryPage::write(const QString &file, const QList<IncidentEvent> &events)
{
    const QByteArray bytes = file.endsWith(".json"_L1) ? timelineJson(events) : timelineMarkdown(events, namesOf(m_session)).toUtf8();
    QSaveFile out(file);
    const bool isWritten = out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
    m_said->setText(isWritten ? tr("Written to %1.").arg(file) : tr("%1 cannot be written: %2.").arg(file, out.errorString()));
    m_said->show();
}

} // namespace nightbell
