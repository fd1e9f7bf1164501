// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <memory>

class QMediaDevices;
class QSoundEffect;

namespace nightbell {

// Rings: the sound of a page, again and again and louder each time, until it is told to stop or for `limit`. Nothing of the
// sound system is touched before the first ring. Plays on the default device, also when that becomes another one.
class Ringer : public QObject
{
    Q_OBJECT

public:
    explicit Ringer(QObject *parent = nullptr);
    ~Ringer() override;

    enum class Volume : std::uint8_t { Rising, Full };

    // From the first sound on; ringing already: the limit begins anew, and it gets no quieter.
    void ring(Duration limit, Volume volume = Volume::Rising);
    void stop();

    bool isRinging() const { return m_limit.isActive(); }
    QString problem() const { return m_problem; } // why nothing is heard, a sentence; empty: it is, or nobody asked yet

Q_SIGNALS:
    void started(); // the first sample is on its way to the device
    void stopped();
    void problemChanged(const QString &problem);

private:
    void play();
    void drop();
    void louder();
    void setProblem(const QString &problem);

    std::unique_ptr<QMediaDevices> m_devices;
    std::unique_ptr<QSoundEffect> m_sound;
    QTimer m_limit;
    QTimer m_ramp;
    float m_volume = 0; // of the device's own
    QString m_problem;
};

} // namespace nightbell
