// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "engine/commander.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

class QApplication;

namespace nightbell {

class Alarm;
class CatchUp;
class Clock;
class Control;
class ControlServer;
class Custody;
class DesktopReadiness;
class MainWindow;
class Notifier;
class Privacy;
class Session;
class Tray;
struct SessionOptions;

// The console on the desktop: connects the session with window, tray, notifications and the local socket.
class Application : public QObject
{
    Q_OBJECT

public:
    // `app` and `clock` outlive it.
    Application(QApplication &app, Clock &clock, const SessionOptions &options);
    ~Application() override;

    // `hidden`: without the window, if a panel turns up that can show the tray icon; with it after a while otherwise.
    void start(bool hidden);

    Session &session() const { return *m_session; }
    MainWindow &window() const { return *m_window; }

private:
    void connectTray();
    void connectNotifier();
    void connectAlarm();
    void connectPrivacy();
    void connectControl();
    void connectCustody();
    void connectReadiness();
    void delaySleep();
    void catchUp();
    QStringList watchedElsewhere() const; // names of sources that need the network
    void showWindow(const QString &activationToken);
    void withdrawLostWindow();
    void toggleWindow();
    void openIncident(const IncidentId &incident, const QString &activationToken);
    void openOnCall(const QString &activationToken);
    void act(const QString &action, const QList<IncidentId> &incidents, const QString &origin, const FieldValues &inputs = {});
    void confirm(const QString &action, const QList<IncidentId> &incidents);
    void tellOutcome(const ActionRequest &request, ActionOutcome outcome, const Error &why);
    bool hideOnClose();
    void quit();

    QApplication &m_app;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Tray> m_tray;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<Privacy> m_privacy;
    std::unique_ptr<Alarm> m_alarm; // none in the demonstration: nobody is woken by an invention
    std::unique_ptr<Custody> m_custody; // nor does it keep a laptop awake
    std::unique_ptr<CatchUp> m_catchUp;
    std::optional<TimePoint> m_awaySince; // nothing was watched from then on
    std::unique_ptr<DesktopReadiness> m_readiness;
    std::unique_ptr<Control> m_control;
    std::unique_ptr<ControlServer> m_server;
};

} // namespace nightbell
