// SPDX-License-Identifier: GPL-3.0-or-later
#include "ringer.h"

#include <QAudioDevice>
#include <QMediaDevices>
#include <QSoundEffect>
#include <QUrl>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr float firstVolume = 0.35F; // of the device's own: somebody may be awake
constexpr float step = 0.13F;
constexpr Duration rampEvery = std::chrono::seconds(5);

} // namespace

Ringer::Ringer(QObject *parent) : QObject(parent)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &Ringer::stop);
    m_ramp.setInterval(rampEvery);
    connect(&m_ramp, &QTimer::timeout, this, &Ringer::louder);
}

Ringer::~Ringer()
{
    drop();
}

void Ringer::ring(Duration limit, Volume volume)
{
    const bool wasRinging = isRinging();
    m_limit.start(limit);
    m_volume = volume == Volume::Full ? 1.0F : wasRinging ? m_volume : firstVolume;
    if (wasRinging) {
        if (m_sound)
            m_sound->setVolume(m_volume);
        return;
    }
    if (!m_devices) {
        m_devices = std::make_unique<QMediaDevices>();
        // Headphones were pulled out, a dock was left: it goes on where the person hears it.
        connect(m_devices.get(), &QMediaDevices::audioOutputsChanged, this, [this] {
            if (isRinging())
                play();
        });
    }
    play();
    m_ramp.start();
}

void Ringer::play()
{
    drop();
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    if (device.isNull()) {
        setProblem(tr("No sound device was found: pages are shown, but not heard."));
        return;
    }
    m_sound = std::make_unique<QSoundEffect>(device);
    m_sound->setLoopCount(QSoundEffect::Infinite);
    m_sound->setVolume(m_volume);
    connect(m_sound.get(), &QSoundEffect::statusChanged, this, [this] {
        if (m_sound->status() == QSoundEffect::Error)
            setProblem(tr("The sound device does not play: pages are shown, but not heard."));
    });
    connect(m_sound.get(), &QSoundEffect::playingChanged, this, [this] {
        if (m_sound->isPlaying()) {
            setProblem({});
            Q_EMIT started();
        }
    });
    m_sound->setSource(QUrl(u"qrc:/sounds/page.wav"_s));
    m_sound->play();
}

// A sound that is taken away says that it stopped, to nobody any more.
void Ringer::drop()
{
    if (m_sound)
        m_sound->disconnect(this);
    m_sound.reset();
}

void Ringer::louder()
{
    m_volume = std::min(1.0F, m_volume + step);
    if (m_sound)
        m_sound->setVolume(m_volume);
}

void Ringer::stop()
{
    const bool wasRinging = m_sound != nullptr || m_limit.isActive();
    m_limit.stop();
    m_ramp.stop();
    drop();
    if (wasRinging)
        Q_EMIT stopped();
}

void Ringer::setProblem(const QString &problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    Q_EMIT problemChanged(problem);
}

} // namespace nightbell
