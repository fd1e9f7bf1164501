// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/incident.h"
#include "domain/monitor.h"
#include "engine/commander.h"
#include "models/filterproxy.h"
#include "models/incidentmodel.h"

#include <QWidget>

#include <functional>

class QAction;
class QSplitter;
class QStackedWidget;

namespace nightbell {

class Banner;
class EmptyState;
class FilterBar;
class GroupList;
class IncidentActions;
class IncidentDetail;
class IncidentList;
class Session;
class UndoBar;

// What is wrong, whether it needs me, what to do: the list of incidents, and everything about the selected ones.
//
// QWidget::actions() are what can be done here; each acts by its letter while no text is being edited.
class IncidentsPage : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentsPage(Session &session, QWidget *parent = nullptr);

    void select(const IncidentId &incident); // shows it, whatever was filtered; unknown: nothing happens
    SharedIncidents selected() const;
    QString grouping() const; // a word for setGrouping()
    void setGrouping(const QString &word);
    QList<QAction *> knownActions() const; // without those that no source has

Q_SIGNALS:
    void hostActivated(const nightbell::HostId &host);
    void monitorActivated(const nightbell::MonitorId &monitor);
    void addRequested(); // something to watch

private:
    void addActions();
    QAction *addPlainAction(const QString &label, const QString &icon, const QKeySequence &key, const std::function<void()> &act);
    void layOut();
    void connectParts();
    void connectSession();

    void incidentsChanged();
    void filtered();
    void namesChanged();
    void holdSelected();
    void selectionChanged();
    void updateActions(const SharedIncidents &incidents);
    void updateHolds();
    void updateUndo();
    void popUpMenu(QPoint at); // in the list's viewport
    QPoint menuPlace() const; // on the screen, beside the current row
    void connectGroups();
    void updateGroups();
    void groupChosen();
    void focusGroups();
    void updateEmptyState();
    void tick();
    void showRefusal(const QString &headline, const QString &details);
    void tellFinished(const ActionRequest &request, ActionOutcome outcome, const Error &why);
    bool isPaged(const IncidentId &incident) const;
    void leaveSelected();
    void promoteSelected();
    void openInBrowser();
    void copySelected();
    void silenceLikeSelected();

    Session &m_session;
    TimePoint m_since; // watching since then
    IncidentModel m_model;
    FilterProxy m_proxy;
    IncidentActions *m_do = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_open = nullptr;
    QAction *m_leave = nullptr;
    QAction *m_promote = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_silence = nullptr;
    bool m_hasChosenFirst = false;

    FilterBar *m_filter = nullptr;
    GroupList *m_groups = nullptr;
    Banner *m_refusal = nullptr;
    UndoBar *m_undoBar = nullptr;
    QStackedWidget *m_stack = nullptr;
    IncidentList *m_list = nullptr;
    EmptyState *m_empty = nullptr;
    IncidentDetail *m_detail = nullptr;
};

} // namespace nightbell
