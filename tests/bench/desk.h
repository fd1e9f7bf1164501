// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/process.h"
#include "support/privatebus.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace nightbell::bench {

// Where a console is measured: an X server (offscreen where there is no Xvfb) and a home of its own, on the message bus that is
// given. Ends with the object.
class Desk
{
public:
    explicit Desk(const PrivateBus &bus) : m_environment(QProcessEnvironment::systemEnvironment())
    {
        const auto name = [](const char *text) { return QLatin1StringView(text); };
        for (const char *variable : {"HOME", "XDG_RUNTIME_DIR"})
            m_environment.insert(name(variable), m_home.path());
        for (const char *variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            m_environment.remove(name(variable));
        m_environment.insert(name("DBUS_SESSION_BUS_ADDRESS"), bus.address());
        if (QStandardPaths::findExecutable(name("Xvfb")).isEmpty()) {
            m_environment.insert(name("QT_QPA_PLATFORM"), name("offscreen"));
            return;
        }
        m_display.start(
            name("Xvfb"), {name("-displayfd"), name("1"), name("-screen"), name("0"), name("1280x800x24"), name("-nolisten"), name("tcp")});
        m_display.waitForReadyRead(30'000);
        m_environment.insert(name("DISPLAY"), QLatin1Char(':') + QString::fromLatin1(m_display.readLine().trimmed()));
    }
    ~Desk() { endProcess(m_display); }
    Q_DISABLE_COPY_MOVE(Desk)

    QString home() const { return m_home.path(); }
    QProcessEnvironment environment() const { return m_environment; }

private:
    QTemporaryDir m_home;
    QProcessEnvironment m_environment;
    QProcess m_display;
};

} // namespace nightbell::bench
