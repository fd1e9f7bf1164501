// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/incident.h"
#include "models/filterproxy.h"
#include "models/incidentmodel.h"

#include <QHash>
#include <QWidget>

#include <functional>

class QAction;
class QSplitter;
class QStackedWidget;

namespace nightbell {

class Banner;
class EmptyState;
class FilterBar;
class IncidentDetail;
class IncidentList;
class Session;
struct ActionKind;

// What is wrong, whether it needs me, what to do: the list of incidents, and everything about the selected ones.
//
// QWidget::actions() are what can be done here; each acts by its letter while no text is being edited.
class IncidentsPage : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentsPage(Session &session, QWidget *parent = nullptr);

    void select(const IncidentId &incident); // shows it, whatever was filtered; unknown: nothing happens
    QList<Incident> selected() const;

Q_SIGNALS:
    void hostActivated(const nightbell::HostId &host);
    void addRequested(); // something to watch

private:
    void addActions();
    QAction *addPlainAction(const QString &label, const QString &icon, const QKeySequence &key, const std::function<void()> &act);
    void layOut();
    void connectSession();

    void incidentsChanged();
    void namesChanged();
    void selectionChanged();
    void updateActions(const QList<Incident> &incidents);
    void updateEmptyState();
    void tick();
    void act(const ActionKind &kind);
    void openInBrowser();
    void copySelected();
    bool isCertain(const QString &action, qsizetype count);

    Session &m_session;
    TimePoint m_since; // watching since then
    IncidentModel m_model;
    FilterProxy m_proxy;
    QHash<const ActionKind *, QAction *> m_actions;
    QList<QAction *> m_buttons; // those shown in the detail
    QAction *m_open = nullptr;
    QAction *m_copy = nullptr;
    bool m_hasChosenFirst = false;

    FilterBar *m_filter = nullptr;
    Banner *m_refusal = nullptr;
    QStackedWidget *m_stack = nullptr;
    IncidentList *m_list = nullptr;
    EmptyState *m_empty = nullptr;
    IncidentDetail *m_detail = nullptr;
};

} // namespace nightbell
