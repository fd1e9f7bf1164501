// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/statisticspage.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "models/watchsummary.h"
#include "widgets/emptystate.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int columns = 3; // of figures

QString none()
{
    return u"–"_s;
}

QString timeOrNone(const std::optional<Duration> &time)
{
    return time ? reactionText(*time) : none();
}

} // namespace

QString reactionText(Duration duration)
{
    const qint64 whole = duration.count() / 1000; // seconds
    if (whole < 10)
        return StatisticsPage::tr("%1 s").arg(QLocale().toString(static_cast<double>(duration.count()) / 1000, 'f', 1));
    if (whole < 60)
        return StatisticsPage::tr("%1 s").arg(whole);
    if (whole < 3600)
        return StatisticsPage::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return StatisticsPage::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60);
}

StatisticsPage::StatisticsPage(Session &session, QWidget *parent) : QWidget(parent), m_session(session)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 16);
    column->setSpacing(12);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    m_span = new QComboBox(this);
    m_span->setAccessibleName(tr("Time that is counted"));
    for (const int days : {7, 30, 90})
        m_span->addItem(tr("Last %n day(s)", nullptr, days), days);
    m_span->setCurrentIndex(1);
    connect(m_span, &QComboBox::currentIndexChanged, this, &StatisticsPage::refresh);
    m_counted = makeMuted({}, this);
    row->addWidget(m_span);
    row->addWidget(m_counted, 1);
    column->addLayout(row);
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(m_stack);
    m_figures = makeFigures();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_figures);
    column->addWidget(m_stack, 1);
    m_empty->setContent(Tone::Neutral, tr("Counting …"), {});
}

QWidget *StatisticsPage::makeFigures()
{
    auto *page = new QWidget(m_stack);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(16);
    m_pages = addFigure(grid, 0, tr("Pages"), tr("What you were called for"));
    m_median = addFigure(grid, 1, tr("Half were answered within"), tr("From the page to the acknowledgement, yours or another's"));
    m_ninetieth = addFigure(grid, 2, tr("Nine of ten within"), tr("From the page to the acknowledgement, yours or another's"));
    m_perNight = addFigure(grid, 3, tr("Pages a night"), tr("From 22:00 to 06:00"));
    m_answered = addFigure(grid, 4, tr("Answered"), tr("The others got well by themselves, or wait still"));
    m_backup = addFigure(grid, 5, tr("Went to the backup"), tr("Nobody had answered in time"));
    for (int place = 0; place < columns; ++place)
        grid->setColumnStretch(place, 1);
    column->addLayout(grid);
    column->addWidget(makeHeading(tr("By service"), 1.0, page));
    m_services = new QTableWidget(0, 3, page);
    m_services->setAccessibleName(tr("Pages by service"));
    m_services->setHorizontalHeaderLabels({tr("Service"), tr("Pages"), tr("Half were answered within")});
    m_services->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_services->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_services->setSelectionMode(QAbstractItemView::SingleSelection);
    m_services->setShowGrid(false);
    m_services->setTabKeyNavigation(false);
    m_services->verticalHeader()->hide();
    m_services->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_services->verticalHeader()->setDefaultSectionSize(m_services->fontMetrics().height() + 12);
    m_services->horizontalHeader()->setHighlightSections(false);
    m_services->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_services->horizontalHeader()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    for (int place = 0; place < 3; ++place)
        m_services->horizontalHeaderItem(place)->setTextAlignment((place == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    column->addWidget(m_services, 1);
    return page;
}

QLabel *StatisticsPage::addFigure(QGridLayout *grid, int place, const QString &name, const QString &help)
{
    auto *cell = new QVBoxLayout;
    cell->setSpacing(2);
    QLabel *value = makeHeading({}, 1.8, this);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleName(name);
    cell->addWidget(makeText(name, this));
    cell->addWidget(value);
    cell->addWidget(makeMuted(help, this));
    cell->addStretch(1); // an alignment would take the height of another width
    grid->addLayout(cell, place / columns, place % columns);
    return value;
}

void StatisticsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void StatisticsPage::refresh()
{
    const int round = ++m_round;
    auto task = m_session.history().statistics(std::chrono::hours(24) * m_span->currentData().toInt());
    QCoro::connect(std::move(task), this, [this, round](const Expected<PageStatistics> &answer) {
        if (round == m_round)
            take(answer);
    });
}

void StatisticsPage::take(const Expected<PageStatistics> &answer)
{
    if (!answer) {
        m_counted->clear();
        m_empty->setContent(Tone::Stale, tr("The history cannot be read"), errorText(answer.error()));
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    const TimePoint now = m_session.clock().now();
    const bool isShort = answer->from > now - std::chrono::hours(24) * m_span->currentData().toInt();
    m_counted->setText(isShort ? tr("The history begins at %1: no more than that is counted.").arg(localDateTime(answer->from))
                               : tr("Counted since %1.").arg(localDateTime(answer->from)));
    if (answer->pages == 0) {
        m_empty->setContent(Tone::Resolved, tr("No page in this time"),
            tr("How often you are paged, and how long the answer takes, is counted here from the first page on."));
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    present(*answer);
    m_stack->setCurrentWidget(m_figures);
}

void StatisticsPage::present(const PageStatistics &statistics)
{
    const QLocale locale;
    m_pages->setText(locale.toString(statistics.pages));
    m_median->setText(timeOrNone(statistics.median));
    m_ninetieth->setText(timeOrNone(statistics.ninetieth));
    m_perNight->setText(locale.toString(statistics.pagesPerNight(), 'f', 1));
    m_answered->setText(tr("%1 of %2").arg(locale.toString(statistics.answered), locale.toString(statistics.pages)));
    m_backup->setText(locale.toString(statistics.toldBackup));
    const Names names = namesOf(m_session);
    m_services->setRowCount(static_cast<int>(statistics.services.size()));
    for (int row = 0; row < m_services->rowCount(); ++row) {
        const ServicePages &service = statistics.services.at(row);
        const QStringList texts{service.service.isEmpty() ? tr("Without a service") : names.of(service.service),
            locale.toString(service.pages), timeOrNone(service.median)};
        for (int place = 0; place < texts.size(); ++place) {
            auto *item = new QTableWidgetItem(texts.at(place));
            item->setTextAlignment((place == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            m_services->setItem(row, place, item);
        }
    }
}

} // namespace nightbell
