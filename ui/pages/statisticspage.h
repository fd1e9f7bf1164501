// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "domain/pagestatistics.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QStackedWidget;
class QTableWidget;

namespace nightbell {

class EmptyState;
class Session;

// How often one was paged and how long it took, from the ledger: a view of the history.
class StatisticsPage : public QWidget
{
    Q_OBJECT

public:
    explicit StatisticsPage(Session &session, QWidget *parent = nullptr);

    void refresh(); // asks anew; what is shown stays until the answer is there

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeFigures();
    QLabel *addFigure(QGridLayout *grid, int place, const QString &name, const QString &help);
    void take(const Expected<PageStatistics> &answer);
    void present(const PageStatistics &statistics);

    Session &m_session;
    QComboBox *m_span = nullptr;
    QLabel *m_counted = nullptr; // since when
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_figures = nullptr;
    QLabel *m_pages = nullptr;
    QLabel *m_median = nullptr;
    QLabel *m_ninetieth = nullptr;
    QLabel *m_perNight = nullptr;
    QLabel *m_answered = nullptr;
    QLabel *m_backup = nullptr;
    QTableWidget *m_services = nullptr;
    int m_round = 0; // answers to earlier questions are dropped
};

// "1 min 12 s": a time as exact as it matters.
QString reactionText(Duration duration);

} // namespace nightbell
