// SPDX-License-Identifier: GPL-3.0-or-later
#include "ringer.h"

#include <QAudioDevice>
#include <QMediaDevices>
#include <QSoundEffect>

#include <algorithm>
#include <utility>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr float firstVolume = 0.35F; // of the device's own: somebody may be awake
constexpr float step = 0.13F;
constexpr float softly = 0.25F; // of what it would be
constexpr Duration rampEvery = std::chrono::seconds(5);
constexpr Duration watchEvery = std::chrono::seconds(1);
constexpr Duration anewEvery = std::chrono::seconds(20);

QUrl builtIn()
{
    return QUrl(u"qrc:/sounds/page.wav"_s);
}

QAudioDevice deviceFor(const QString &output)
{
    if (!output.isEmpty()) {
        for (const QAudioDevice &device : QMediaDevices::audioOutputs()) {
            if (device.description().contains(output, Qt::CaseInsensitive) || device.id() == output.toUtf8())
                return device;
        }
    }
    return QMediaDevices::defaultAudioOutput();
}

} // namespace

Ringer::Ringer(QObject *parent) : QObject(parent)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &Ringer::stop);
    m_ramp.setInterval(rampEvery);
    connect(&m_ramp, &QTimer::timeout, this, &Ringer::louder);
    // A device that vanishes is not always said to have changed, nor does its sound end: nobody is told that it is heard no
    // more. So it is looked after, and begun anew now and then, for a sound server that was started again.
    m_watch.setInterval(watchEvery);
    connect(&m_watch, &QTimer::timeout, this, &Ringer::follow);
    m_anew.setInterval(anewEvery);
    connect(&m_anew, &QTimer::timeout, this, [this] { play(sound()); });
}

Ringer::~Ringer()
{
    drop();
}

QString Ringer::device() const
{
    return QString::fromUtf8(m_device);
}

QUrl Ringer::sound() const
{
    return m_ring.file.isEmpty() ? builtIn() : QUrl::fromLocalFile(m_ring.file);
}

void Ringer::ring(const Ring &ring, Volume volume)
{
    const bool wasRinging = isRinging();
    m_ring = ring;
    m_limit.start(ring.limit);
    m_volume = volume == Volume::Full ? 1.0F : wasRinging ? m_volume : firstVolume;
    if (wasRinging) {
        applyVolume();
        return;
    }
    m_chime.reset();
    if (!m_devices) {
        m_devices = std::make_unique<QMediaDevices>();
        connect(m_devices.get(), &QMediaDevices::audioOutputsChanged, this, &Ringer::follow);
    }
    m_isHeard = false;
    play(sound());
    m_ramp.start();
    m_watch.start();
    m_anew.start();
}

void Ringer::chime(const QString &output)
{
    const QAudioDevice device = deviceFor(output);
    if (isRinging() || device.isNull())
        return;
    m_chime = std::make_unique<QSoundEffect>(device);
    m_chime->setVolume(firstVolume);
    m_chime->setSource(QUrl(u"qrc:/sounds/chime.wav"_s));
    m_chime->play();
}

// Headphones were pulled out, a dock was left: it goes on where the person hears it.
void Ringer::follow()
{
    if (!isRinging())
        return;
    const bool isOn = m_sound && (m_sound->isPlaying() || m_sound->status() == QSoundEffect::Loading);
    if (!isOn || deviceFor(m_ring.output).id() != m_device)
        play(sound());
}

void Ringer::play(const QUrl &sound)
{
    drop();
    const QAudioDevice device = deviceFor(m_ring.output);
    m_isHeard = m_isHeard && device.id() == m_device;
    m_device = device.id();
    if (device.isNull()) {
        setProblem(tr("No sound device was found: pages are shown, but not heard."));
        return;
    }
    m_sound = std::make_unique<QSoundEffect>(device);
    m_sound->setLoopCount(QSoundEffect::Infinite);
    applyVolume();
    connect(m_sound.get(), &QSoundEffect::statusChanged, this, [this, sound] { onStatusChanged(sound); });
    connect(m_sound.get(), &QSoundEffect::playingChanged, this, [this, sound] {
        if (!m_sound->isPlaying())
            return;
        if (m_ring.file.isEmpty() || sound != builtIn())
            setProblem({});
        if (!std::exchange(m_isHeard, true))
            Q_EMIT started();
    });
    m_sound->setSource(sound);
    m_sound->play();
}

void Ringer::onStatusChanged(const QUrl &sound)
{
    if (m_sound->status() != QSoundEffect::Error)
        return;
    if (sound == builtIn()) {
        setProblem(tr("The sound device does not play: pages are shown, but not heard."));
        return;
    }
    setProblem(tr("“%1” cannot be played: pages ring with the built-in sound.").arg(m_ring.file));
    // Not from within what has just said so.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (isRinging())
                play(builtIn());
        },
        Qt::QueuedConnection);
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
    applyVolume();
}

void Ringer::setSoft(bool isSoft)
{
    m_isSoft = isSoft;
    applyVolume();
}

void Ringer::applyVolume()
{
    if (m_sound)
        m_sound->setVolume(m_isSoft ? m_volume * softly : m_volume);
}

void Ringer::stop()
{
    const bool wasRinging = m_sound != nullptr || m_limit.isActive();
    m_limit.stop();
    m_ramp.stop();
    m_watch.stop();
    m_anew.stop();
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
