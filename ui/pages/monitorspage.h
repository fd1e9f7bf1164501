// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "domain/monitor.h"
#include "models/monitormodel.h"

#include <QWidget>

#include <functional>

class QAction;
class QComboBox;
class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace nightbell {

class DataTable;
class EmptyState;
class MonitorDetail;
class SearchField;
class Session;
class UndoBar;
struct SourceStatus;

// All monitors of all sources that list them, the worst first; one of them with its groups.
class MonitorsPage : public QWidget
{
    Q_OBJECT

public:
    explicit MonitorsPage(Session &session, QWidget *parent = nullptr);

    void openMonitor(const MonitorId &id); // selects it, whatever the filter hides; unknown: nothing happens
    QString wish() const; // which states are shown, as setWish() takes it
    void setWish(const QString &wish);

Q_SIGNALS:
    void connectRequested(); // a source that lists monitors
    void incidentActivated(const nightbell::IncidentId &incident);

private:
    void layOut();
    void addActions();
    QAction *addPageAction(const QString &label, const QString &icon, const QKeySequence &key, void (MonitorsPage::*act)());
    QList<SourceStatus> listingSources() const;
    void refresh();
    void refreshTimes();
    void fillWishes();
    void showCount();
    void showEmpty();
    void showBanners();
    QString troubleOf(const SourceStatus &source) const; // empty: what it lists is fresh
    void selectionChanged();
    void updateActions();
    const Monitor *current() const; // nullptr: none
    IncidentId incidentOf(const Monitor &monitor, const MonitorGroup *group) const; // empty: there is none
    void openInBrowser();
    void muteMonitor();
    void muteGroup();
    void mute(const Monitor &monitor, const QString &group);
    void showIncident();
    void filter();

    Session &m_session;
    MonitorModel m_model;
    MonitorFilter m_proxy;
    QSet<SourceId> m_old; // sources of which it is not known whether they still say so
    QSet<SourceId> m_unmuted; // sources of which mutes are not known
    QStringList m_troubles; // as the banners say
    bool m_isFilling = false; // the choices of states
    QWidget *m_bar = nullptr;
    SearchField *m_filter = nullptr;
    QComboBox *m_wishes = nullptr;
    QVBoxLayout *m_banners = nullptr;
    QLabel *m_count = nullptr;
    QStackedWidget *m_tableOrEmpty = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    MonitorDetail *m_detail = nullptr;
    UndoBar *m_bottom = nullptr;
    QAction *m_browse = nullptr;
    QAction *m_muteMonitor = nullptr;
    QAction *m_muteGroup = nullptr;
    QAction *m_showIncident = nullptr;
};

} // namespace nightbell
