// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "domain/series.h"
#include "models/hostmodel.h"
#include "models/tablefilter.h"

#include <QSet>
#include <QWidget>

class QAction;
class QStackedWidget;

namespace nightbell {

class DataTable;
class EmptyState;
class HostDetail;
class SearchField;
class Session;

// All hosts in a table; one of them with its charts. Enter opens, Escape goes back.
class HostsPage : public QWidget
{
    Q_OBJECT

public:
    explicit HostsPage(Session &session, QWidget *parent = nullptr);

    void openHost(const HostId &host); // unknown: nothing happens
    void closeHost(); // back to the table
    HostId opened() const; // empty: the table is shown

private:
    void layOut();
    void addActions();
    void hostsChanged();
    void updateEmptyState();
    void updateFocus();
    void tick();
    void readRecorded();
    void read(const HostId &host, Metric metric);
    void openCurrent();
    void openInBrowser();
    const Host *lookedAt() const;
    void updateActions();

    Session &m_session;
    HostModel m_model;
    TableFilter m_proxy;
    QSet<HostId> m_read; // their last hour has been asked for
    int m_reading = 0; // answers that are awaited

    QStackedWidget *m_stack = nullptr;
    QWidget *m_list = nullptr;
    SearchField *m_filter = nullptr;
    QStackedWidget *m_tableOrEmpty = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_single = nullptr;
    HostDetail *m_detail = nullptr;
    QAction *m_back = nullptr;
    QAction *m_web = nullptr;
};

} // namespace nightbell
