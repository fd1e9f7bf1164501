// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/incidentdetails.h"

#include <QTreeWidget>
#include <QUrl>

namespace nightbell {

// The alerts of an incident, each with what its event said as a tree to be opened. Branches are made when they are opened:
// a payload may be half a megabyte.
class PayloadTree : public QTreeWidget
{
    Q_OBJECT

public:
    explicit PayloadTree(Clock &clock, QWidget *parent = nullptr);

    void setAlerts(const QList<Alert> &alerts); // what was open stays open
    QUrl currentUrl() const; // where a browser shows the alert that the current row belongs to; empty: nowhere

Q_SIGNALS:
    void opened(const QUrl &url); // Return on an alert, or a double click

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addAlert(const Alert &alert);
    void fill(QTreeWidgetItem *item);
    void fitHeight();
    int rowHeight() const;
    void openCurrent();

    Clock &m_clock;
    QList<Alert> m_alerts;
};

} // namespace nightbell
