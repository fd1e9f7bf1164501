// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/silencespage.h"

#include "dialogs/silencedialog.h"
#include "domain/outcome.h"
#include "domain/wording.h"
#include "engine/session.h"
#include "theme.h"
#include "widgets/actionbutton.h"
#include "widgets/banner.h"
#include "widgets/datatable.h"
#include "widgets/emptystate.h"
#include "widgets/labels.h"
#include "widgets/reachedlist.h"
#include "widgets/searchfield.h"
#include "widgets/undobar.h"
#include "widgets/whilevisible.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

void clear(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QString rowId(const Silence &silence)
{
    return silence.source.text() + u'/' + silence.id.text();
}

} // namespace

SilencesPage::SilencesPage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(session.clock())
    , m_proxy(m_model)
{
    layOut();
    addActions();
    connect(&session.silences(), &SilenceWatch::changed, this, &SilencesPage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SilencesPage::selectionChanged);
    auto *heartbeat = new WhileVisible(this, std::chrono::seconds(5));
    connect(heartbeat, &WhileVisible::tick, this, &SilencesPage::refreshTimes);
    refresh();
}

SilencesPage::~SilencesPage() = default;

void SilencesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_session.silences().setWatched(true);
}

void SilencesPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_session.silences().setWatched(false);
}

void SilencesPage::layOut()
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
    const QList<DataTable::Column> columns{{SilenceModel::State, 20, 9}, {SilenceModel::Reach, 36, 10}, {SilenceModel::Quiet, 12, 7},
        {SilenceModel::Ends, 20, 8}, {SilenceModel::Creator, 20, 6}, {SilenceModel::Comment, 30, 5}, {SilenceModel::From, 12, 4}};
    m_table = new DataTable(m_session.clock(), columns, SilenceModel::Reach, m_tableOrEmpty);
    m_table->setModel(&m_proxy);
    m_table->setAccessibleName(tr("Silences"));
    m_table->sortByColumn(SilenceModel::Ends, Qt::AscendingOrder);
    m_empty = new EmptyState(m_tableOrEmpty);
    m_tableOrEmpty->addWidget(m_table);
    m_tableOrEmpty->addWidget(m_empty);
    connect(m_empty, &EmptyState::buttonClicked, this, [this] {
        if (m_session.silences().statuses().isEmpty())
            Q_EMIT connectRequested();
        else if (!m_filter->text().isEmpty())
            m_filter->clear();
        else if (m_new->isEnabled())
            makeNew();
        else
            m_session.silences().askNow();
    });
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_tableOrEmpty);
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    column->addWidget(splitter, 1);
    m_bottom = new UndoBar(m_session.clock(), this);
    column->addWidget(m_bottom);
}

QWidget *SilencesPage::makeDetail()
{
    m_detail = new QWidget;
    auto *column = new QVBoxLayout(m_detail);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    m_reach = makeHeading({}, 1.1, m_detail);
    m_reach->setTextFormat(Qt::PlainText);
    m_reach->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_about = makeMuted({}, m_detail);
    m_quiet = makeText({}, m_detail);
    m_reached = new ReachedList(m_session.store(), m_detail);
    connect(m_reached, &ReachedList::incidentActivated, this, &SilencesPage::incidentActivated);
    column->addWidget(m_reach);
    column->addWidget(m_about);
    column->addWidget(m_quiet);
    column->addWidget(m_reached, 1);
    column->addStretch(0); // where nothing is reached the words stay together
    return m_detail;
}

QAction *SilencesPage::addPageAction(const QString &label, const QString &iconName, const QKeySequence &key, void (SilencesPage::*act)())
{
    auto *action = new QAction(icon(iconName, palette()), label, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    return action;
}

void SilencesPage::addActions()
{
    m_new = addPageAction(tr("New silence …"), u"add"_s, Qt::Key_N, &SilencesPage::makeNew);
    QAction *prolongs = addPageAction(tr("Prolong the silence …"), u"clock"_s, Qt::Key_P, &SilencesPage::prolong);
    QAction *ends = addPageAction(tr("End the silence …"), u"bell"_s, Qt::Key_E, &SilencesPage::end);
    ends->setShortcuts({Qt::Key_E, Qt::Key_Delete});
    addPageAction(tr("Filter silences"), u"filter"_s, Qt::Key_Slash, &SilencesPage::filter);
    m_needSelection = {prolongs, ends};
    connect(m_table, &QAbstractItemView::activated, prolongs, &QAction::trigger);

    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    m_filter = new SearchField(tr("Filter silences"), tr("Filter silences"), m_bar);
    row->addWidget(m_filter, 1);
    row->addWidget(makeActionButton(prolongs, tr("&Prolong …"), m_bar));
    row->addWidget(makeActionButton(ends, tr("&End …"), m_bar));
    row->addWidget(makeActionButton(m_new, tr("&New silence …"), m_bar));
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy.setText(text);
        showEmpty();
    });
    m_filter->leadTo(m_table);
}

void SilencesPage::refresh()
{
    QList<SilenceRow> rows;
    bool isAnswered = false;
    for (const SilenceStatus &status : m_session.silences().statuses()) {
        if (!status.answer)
            continue;
        isAnswered = true;
        for (const Silence &silence : status.answer->silences) {
            const QString id = rowId(silence);
            rows.append(SilenceRow{id, silence, status.name, m_ending.contains(id)});
        }
    }
    m_model.setRows(rows);
    m_new->setEnabled(isAnswered);
    if (m_proxy.rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    showEmpty();
    showBanners();
    selectionChanged();
}

void SilencesPage::refreshTimes()
{
    m_model.refreshTimes();
    selectionChanged();
}

void SilencesPage::showEmpty()
{
    const bool hasRows = m_proxy.rowCount() > 0;
    m_tableOrEmpty->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_empty);
    setFocusProxy(m_tableOrEmpty->currentWidget());
    const QList<SilenceStatus> &statuses = m_session.silences().statuses();
    m_bar->setVisible(!statuses.isEmpty());
    if (hasRows)
        return;
    const auto failed = std::ranges::find_if(statuses, [](const SilenceStatus &status) { return status.error && !status.answer; });
    const bool isAnswered = std::ranges::any_of(statuses, [](const SilenceStatus &status) { return status.answer.has_value(); });
    if (statuses.isEmpty())
        m_empty->setContent(Tone::Neutral, tr("Nothing that is connected has silences"),
            tr("Alertmanagers have, and Datadog has downtimes: what keeps alerts quiet is shown here, and can be made, prolonged and "
               "ended."),
            m_session.options().demo ? QString() : tr("Connect Prometheus and Alertmanager …"));
    else if (m_model.rowCount() > 0)
        m_empty->setContent(Tone::Neutral, tr("No silence has these words"), {}, tr("Show all"));
    else if (failed != statuses.end())
        m_empty->setContent(Tone::Stale, tr("What is silenced is not known"),
            tr("%1: %2. It is asked again by itself.").arg(failed->name, errorText(*failed->error)),
            isAnswered ? QString() : tr("Ask again"));
    else if (!isAnswered)
        m_empty->setContent(Tone::Neutral, tr("Asking for silences …"), {});
    else
        m_empty->setContent(Tone::Neutral, tr("Nothing is silenced"),
            tr("A silence keeps alerts quiet for a while. Acknowledging an alert makes one as well."), tr("New silence …"));
}

// Only when they say something else: somebody may be about to press one of their buttons.
void SilencesPage::showBanners()
{
    QList<std::optional<Error>> told;
    for (const SilenceStatus &status : m_session.silences().statuses())
        told << status.error << (status.answer ? status.answer->incomplete : std::nullopt);
    if (m_failure == m_shownFailure && told == m_toldErrors)
        return;
    m_shownFailure = m_failure;
    m_toldErrors = told;
    clear(*m_banners);
    const TimePoint now = m_session.clock().now();
    if (!m_failure.isEmpty()) {
        auto *banner = new Banner(Tone::Triggered, this);
        banner->setText(m_failure, m_failureDetails);
        banner->setDismissible(true);
        connect(banner, &Banner::dismissed, this, [this] {
            m_failure.clear();
            m_shownFailure.clear();
        });
        m_banners->addWidget(banner);
    }
    for (const SilenceStatus &status : m_session.silences().statuses()) {
        if (!status.answer)
            continue;
        if (!status.error && !status.answer->incomplete)
            continue;
        auto *banner = new Banner(Tone::Stale, this);
        if (status.error)
            banner->setText(tr("%1 does not say what is silenced: %2. What is shown is of %3.")
                                .arg(status.name, errorText(*status.error), clockTime(status.askedAt, now)));
        else
            banner->setText(
                tr("%1 did not say everything: %2. There may be more silences.").arg(status.name, errorText(*status.answer->incomplete)));
        banner->addAction(tr("Ask again"), [this] { m_session.silences().askNow(); });
        m_banners->addWidget(banner);
    }
}

const SilenceRow *SilencesPage::current() const
{
    const QModelIndex index = m_proxy.mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model.at(index.row()) : nullptr;
}

void SilencesPage::selectionChanged()
{
    const SilenceRow *row = current();
    m_detail->setVisible(row != nullptr);
    for (QAction *action : std::as_const(m_needSelection))
        action->setEnabled(row && !row->isEnding);
    if (!row)
        return;
    const Silence &silence = row->silence;
    m_reach->setText(silence.reach);
    QStringList about{tr("By %1").arg(silence.creator), silenceEndText(silence, m_session.clock().now())};
    if (!silence.comment.isEmpty())
        about.append(silence.comment);
    m_about->setText(about.join(u" · "_s));
    m_quiet->setText(silence.reached.isEmpty()
            ? tr("It keeps nothing quiet now.")
            : tr("It keeps %n open incident(s) quiet now:", nullptr, static_cast<int>(silence.reached.size())));
    m_reached->setVisible(!silence.reached.isEmpty());
    m_reached->setIncidents(silence.reached);
}

void SilencesPage::open(SilenceDialog *dialog)
{
    connect(dialog, &SilenceDialog::confirmed, m_bottom, &UndoBar::tell);
    dialog->open();
}

void SilencesPage::makeNew()
{
    open(new SilenceDialog(m_session, SourceId(), QString(), this));
}

void SilencesPage::prolong()
{
    if (const SilenceRow *row = current(); row && !row->isEnding)
        open(new SilenceDialog(m_session, row->silence, this));
}

// What it keeps quiet wakes people again: that is asked about first.
void SilencesPage::end()
{
    const SilenceRow *row = current();
    if (!row || row->isEnding)
        return;
    const int count = static_cast<int>(row->silence.reached.size());
    const QString text = count > 0 ? tr("%n open incident(s) will be heard again.", nullptr, count) : tr("It keeps nothing quiet now.");
    auto *box = new QMessageBox(QMessageBox::Question, tr("End the silence?"), text, QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText); // labels may have anything in them
    box->setInformativeText(row->silence.reach);
    QPushButton *go = box->addButton(tr("&End it"), QMessageBox::AcceptRole);
    box->setDefaultButton(go);
    connect(box, &QMessageBox::accepted, this, [this, meant = *row] { endNow(meant); });
    box->open();
}

void SilencesPage::endNow(const SilenceRow &row)
{
    m_failure.clear();
    m_ending.insert(row.id);
    refresh();
    QCoro::connect(m_session.silences().end(row.silence), this, [this, row](const Expected<Done> &result) {
        m_ending.remove(row.id);
        if (result)
            m_bottom->tell(tr("Ended: %1").arg(row.silence.reach));
        else
            tellFailure(row, result.error());
        refresh();
    });
}

void SilencesPage::tellFailure(const SilenceRow &row, const Error &error)
{
    m_failure = isOutcomeUnknown(error) ? tr("Whether the silence has ended is not known: %1").arg(errorText(error))
                                        : tr("The silence goes on: %1").arg(errorText(error));
    m_failureDetails = row.silence.reach;
}

void SilencesPage::filter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
}

} // namespace nightbell
