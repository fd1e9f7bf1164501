// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/host.h"
#include "domain/incident.h"
#include "domain/series.h"

#include <QList>
#include <QScrollArea>

#include <optional>

class QBoxLayout;
class QLabel;
class QToolButton;

namespace nightbell {

class FactList;
class HostModel;
class RangeBar;
class SeriesChart;
class Session;
class StatePill;

// One host: charts of CPU, memory and restarts, and what else is known of it. Follows the store while it can be seen.
class HostDetail : public QScrollArea
{
    Q_OBJECT

public:
    // `model` has what is derived of the host: its state, whether it is stale.
    HostDetail(Session &session, const HostModel &model, QWidget *parent = nullptr);

    void setHost(const HostId &host); // reads its samples
    const HostId &hostId() const { return m_id; }
    RangeBar &range() const { return *m_range; }
    const QList<SeriesChart *> &charts() const { return m_charts; } // CPU, memory, restarts

    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void readSeries();
    void readIncidents();
    void hostsChanged();
    void showFacts(const Host &host);
    void showServices(const Host &host);
    void showCharts();

    Session &m_session;
    const HostModel &m_model;
    HostId m_id;
    std::optional<Host> m_host; // as it was last
    int m_round = 0; // answers of an earlier one are for another host or range
    QList<std::optional<Series>> m_series; // as m_charts; nullopt: not read yet
    QList<QString> m_failures; // as m_charts; why it could not be read
    SharedIncidents m_incidents;

    QWidget *m_content = nullptr;
    QBoxLayout *m_columns = nullptr;
    QLabel *m_name = nullptr;
    QLabel *m_when = nullptr;
    QToolButton *m_web = nullptr; // opens the browser
    StatePill *m_state = nullptr;
    RangeBar *m_range = nullptr;
    QList<SeriesChart *> m_charts;
    FactList *m_facts = nullptr;
    QLabel *m_services = nullptr;
};

} // namespace nightbell
