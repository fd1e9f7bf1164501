// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/monitor.h"
#include "models/monitorgroupmodel.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace nightbell {

class Clock;
class DataTable;
class FactList;
class SearchField;

// One monitor with all that is known of it, and its groups.
class MonitorDetail : public QWidget
{
    Q_OBJECT

public:
    explicit MonitorDetail(Clock &clock, QWidget *parent = nullptr);

    // `isOld`: whether it still is so is not known. `knowsMutes`: otherwise it may be muted all the same.
    void setMonitor(const Monitor &monitor, bool isOld, bool knowsMutes);
    const std::optional<Monitor> &monitor() const { return m_monitor; }
    const MonitorGroup *currentGroup() const; // nullptr: none is chosen
    void refreshTimes();

Q_SIGNALS:
    void groupChanged(); // another one is chosen, or none
    void groupActivated();

private:
    QWidget *makeFacts();
    QWidget *makeGroups();
    void showFacts();
    void showCount();

    Clock &m_clock;
    std::optional<Monitor> m_monitor;
    bool m_knowsMutes = true;
    MonitorGroupModel m_model;
    MonitorGroupFilter m_proxy;
    QLabel *m_name = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_message = nullptr;
    FactList *m_facts = nullptr;
    QLabel *m_count = nullptr;
    SearchField *m_filter = nullptr;
    DataTable *m_groups = nullptr;
};

} // namespace nightbell
