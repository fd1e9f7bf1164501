// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keepsake.h"

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace nightbell {

// How loud a sound device is: one raw volume a channel, as PulseAudio and PipeWire count them (65536 is 100 %).
struct SinkVolume
{
    bool isMuted = false;
    QList<int> channels;

    bool operator==(const SinkVolume &) const = default;
};

// From what `pactl get-sink-mute` and `get-sink-volume` say; nullopt: something else.
std::optional<SinkVolume> sinkVolume(const QString &mute, const QString &volume);

// Unmutes a sound device and turns it up for a page, and puts back what it changed. Also what a run before this one left
// loud: that is known from `file`. A device that is loud enough already is left alone.
class VolumeLift : public QObject
{
    Q_OBJECT

public:
    VolumeLift(const QString &tool, const QString &file, QObject *parent = nullptr); // tool: pactl
    ~VolumeLift() override; // as restore(), without waiting for it

    bool isLifted() const { return !m_before.isEmpty(); }

    // `device`: as the sound server names it; empty: its default. `percent`: at least so loud.
    void lift(const QString &device, int percent);
    void restore();

Q_SIGNALS:
    void lifted();
    void restored();
    void failed(); // mute and volume are what they were

private:
    void change(const QString &sink, const SinkVolume &now, int percent);

    QString m_tool;
    Keepsake m_keepsake;
    QJsonObject m_before; // by device: "muted" and "channels", where each was changed
    QJsonObject m_restoring; // of that, what is just being put back
};

} // namespace nightbell
