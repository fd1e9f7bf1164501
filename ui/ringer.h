// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <cstdint>
#include <memory>

class QMediaDevices;
class QSoundEffect;

namespace nightbell {

// Rings: the sound of a page, again and again and louder each time, until it is told to stop or for as long as it may. Nothing
// of the sound system is touched before the first ring. Plays on the chosen device, or on the default one, also when that
// becomes another one.
class Ringer : public QObject
{
    Q_OBJECT

public:
    struct Ring
    {
        QString file; // a WAV file; empty, or it cannot be played: the built-in sound
        QString output; // a part of the device's description, or its id; empty, or not there: the default device
        Duration limit = std::chrono::minutes(10); // it is silent then, whatever happens

        bool operator==(const Ring &) const = default;
    };
    enum class Volume : std::uint8_t { Rising, Full };

    explicit Ringer(QObject *parent = nullptr);
    ~Ringer() override;

    // From the first sound on; ringing already: the limit begins anew, and it gets no quieter.
    void ring(const Ring &ring, Volume volume = Volume::Rising);
    void chime(const QString &output); // once, and softly; not while it rings
    void stop();

    void setSoft(bool isSoft); // so that something else can be understood meanwhile

    bool isRinging() const { return m_limit.isActive(); }
    QString device() const; // what it plays on, as the sound server names it
    QString problem() const { return m_problem; } // why nothing is heard, a sentence; empty: it is, or nobody asked yet

Q_SIGNALS:
    void started(); // the first sample is on its way to the device: once a ring, and again on another device
    void stopped();
    void problemChanged(const QString &problem);

private:
    void play(const QUrl &sound);
    void onStatusChanged(const QUrl &sound);
    void follow();
    void drop();
    void louder();
    void applyVolume();
    void setProblem(const QString &problem);
    QUrl sound() const;

    Ring m_ring;
    std::unique_ptr<QMediaDevices> m_devices;
    std::unique_ptr<QSoundEffect> m_sound;
    std::unique_ptr<QSoundEffect> m_chime;
    QByteArray m_device; // its id; empty: there is none
    QTimer m_limit;
    QTimer m_ramp;
    QTimer m_watch;
    QTimer m_anew;
    float m_volume = 0; // of the device's own
    bool m_isSoft = false;
    bool m_isHeard = false; // started() was said of this ring on this device
    QString m_problem;
};

} // namespace nightbell
