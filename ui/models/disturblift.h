// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keepsake.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QJsonObject>
#include <QObject>

namespace nightbell {

// Ends do-not-disturb on desktops that would hide a page (dunst, mako, MATE), and has it begin again. Also what a run before
// this one left lifted: that is known from `file`.
class DisturbLift : public QObject
{
    Q_OBJECT

public:
    DisturbLift(QDBusConnection bus, const QString &file, QObject *parent = nullptr);
    ~DisturbLift() override; // as restore(), without waiting for it

    static bool canLift(const QString &server); // as it names itself

    bool isLifted() const { return !m_before.isEmpty(); }

    // Precondition: do-not-disturb is on there. lifted() follows, where it succeeds.
    void lift(const QString &server);
    void restore();

Q_SIGNALS:
    void lifted(); // what was dropped while it was on has to be shown again
    void failed(); // it stays on
    void restored();

private:
    void begin(const QJsonObject &before);
    QDBusMessage message(const QJsonObject &before, bool isOn) const;

    QDBusConnection m_bus;
    Keepsake m_keepsake;
    QJsonObject m_before; // server, and mako's modes; empty: nothing is lifted
};

} // namespace nightbell
