// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "cli/arguments.h"
#include "cli/eventdelivery.h"
#include "cli/link.h"
#include "cli/output.h"
#include "cli/render.h"
#include "engine/sessionports.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace nightbell {

// Carries out one command line, from its start to its exit code.
class Errand : public QObject
{
    Q_OBJECT

public:
    Errand(Arguments arguments, Output &output, Clock &clock, Link::Ports ports, QObject *parent = nullptr);
    ~Errand() override;

    void start();
    void stop(); // asked for by the person: that is a good end

Q_SIGNALS:
    void finished(nightbell::ExitCode code); // once

private:
    void ask();
    void watch();
    void checkConfiguration();
    void check();
    void takeEvent();
    void askWithSpan(); // snooze, pause and silences
    void deliver();
    void warnOfFolder() const;
    void found(const QJsonObject &who);
    void answered(const QJsonObject &answer);
    void happened(const QJsonObject &line);
    void failed(const Error &why, bool isSent);
    void finish(ExitCode code);
    void showNotices(const QJsonObject &answer);
    ExitCode showResult(const QJsonObject &answer);
    ExitCode showOutcomes(const QJsonArray &outcomes, Command command);
    ExitCode showOnCallErrors(const QJsonArray &sources);
    ExitCode showSilenceErrors(const QJsonArray &sources);
    ExitCode showEvent(const QJsonObject &answer);
    RenderContext context() const;

    Arguments m_arguments;
    Output &m_output;
    Clock &m_clock;
    Link::Ports m_makePorts;
    SessionPorts m_ports; // of `check`, and of an event for elsewhere
    std::unique_ptr<EventDelivery> m_delivery;
    std::unique_ptr<Link> m_link;
    QTimer m_end;
    QTimer m_listenerLooks;
    bool m_isOwnEngine = true; // nobody else answered
    bool m_isFinished = false;
};

} // namespace nightbell
