// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "models/historymodel.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace nightbell {

class EmptyState;
class SearchField;
class StatisticsPage;
class Session;

// Everything that was seen and done: searched, read, and exported as the timeline of one incident; and what it comes to.
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPage(Session &session, QWidget *parent = nullptr);

    void setSearch(const QString &text);

private:
    void layOut();
    QWidget *makeEvents();
    QTableView *makeTable();
    void addActions();
    QList<IncidentEventKind> wantedKinds() const;
    void search();
    void loaded();
    void updateFocus();
    void selectionChanged();
    void exportAs(const QString &suffix);
    void write(const QString &file, const QList<IncidentEvent> &events);

    Session &m_session;
    HistoryModel m_model;
    QTimer m_typing; // searches when the typing pauses
    SearchField *m_text = nullptr;
    QComboBox *m_range = nullptr;
    QComboBox *m_kinds = nullptr;
    QTabBar *m_views = nullptr;
    QStackedWidget *m_pages = nullptr; // one a view
    StatisticsPage *m_statistics = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QLabel *m_said = nullptr; // how the last export went
    QPushButton *m_export = nullptr;
    QAction *m_exportMarkdown = nullptr;
    QAction *m_exportJson = nullptr;
};

} // namespace nightbell
