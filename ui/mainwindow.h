// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/monitor.h"

#include <QList>
#include <QWidget>

#include <functional>

class QAction;
class QStackedWidget;

namespace nightbell {

class HostsPage;
class IncidentsPage;
class MonitorsPage;
class NavButton;
class NavRail;
class Session;
class StatusLine;

// The window's frame: places at the left, how things stand above, one page at a time. Pages are made when they are first seen.
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    explicit MainWindow(Session &session, QWidget *parent = nullptr);
    ~MainWindow() override;

    // Asked when the window is closed: true hides it and the program goes on; false (as without a hook) lets it close.
    void setHideOnClose(std::function<bool()> hidesOnClose);

    void showPage(int place); // in the order of the places
    int pageCount() const { return static_cast<int>(m_pages.size()); }
    QString pageName(int place) const;
    void showIncident(const IncidentId &incident); // goes there and selects it
    void showHost(const HostId &host); // goes there and opens it
    void showMonitor(const MonitorId &monitor); // goes there and selects it
    void showOnCall(); // goes there
    void showReadiness(); // goes there
    void showWelcome();
    void showSettings();
    void addCommand(QAction *action); // one of somebody else's, for the palette and the list of keys

Q_SIGNALS:
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    struct Page
    {
        QString name;
        std::function<QWidget *()> make;
        QWidget *widget = nullptr;
        QAction *action = nullptr;
    };

    void layOut();
    NavButton *addPage(const QString &icon, const QString &name, std::function<QWidget *()> make);
    void addPages();
    void addActions();
    void addPauseActions();
    QAction *addWindowAction(const QString &icon, const QString &label, const QKeySequence &key, const std::function<void()> &act);
    void connectSession();
    void refresh();
    void sendTestPage();
    void showPalette();
    void showKeys();
    void restoreState();
    QString stateFile() const; // empty: nothing is kept

    Session &m_session;
    std::function<bool()> m_hidesOnClose;
    QList<Page> m_pages;
    QList<QAction *> m_commands;
    IncidentsPage *m_incidents = nullptr;
    HostsPage *m_hosts = nullptr;
    MonitorsPage *m_monitors = nullptr;
    NavRail *m_rail = nullptr;
    NavButton *m_incidentsPlace = nullptr;
    NavButton *m_checksPlace = nullptr;
    int m_onCallPlace = 0;
    int m_readinessPlace = 0;
    int m_monitorsPlace = 0;
    StatusLine *m_status = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_welcome = nullptr;
};

} // namespace nightbell
