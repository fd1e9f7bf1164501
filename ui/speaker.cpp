// SPDX-License-Identifier: GPL-3.0-or-later
#include "speaker.h"

#include <QProcess>
#include <QTimer>

#include <chrono>
#include <utility>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds longest(30);

} // namespace

QList<Speaker::Voice> Speaker::commonVoices()
{
    return {
        {u"espeak-ng"_s, {u"--stdin"_s}}, // a stream of its own, of the console's role; no daemon that may have no voice
        {u"spd-say"_s, {u"--pipe-mode"_s, u"--priority"_s, u"important"_s}},
    };
}

Speaker::Speaker(QList<Voice> voices, QObject *parent) : QObject(parent), m_voices(std::move(voices))
{ }

Speaker::~Speaker()
{
    disconnect();
    stop();
}

void Speaker::say(const QString &text)
{
    stop();
    // One line: each of its own would be said by itself.
    m_text = text.simplified();
    start(0);
}

void Speaker::start(qsizetype voice)
{
    if (voice >= m_voices.size()) {
        setProblem(tr("Neither espeak-ng nor speech-dispatcher speaks here."));
        return;
    }
    m_process = std::make_unique<QProcess>();
    connect(m_process.get(), &QProcess::errorOccurred, this, [this, voice](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(false, voice);
    });
    connect(m_process.get(), &QProcess::started, this, [this] {
        m_process->write(m_text.toUtf8() + '\n');
        m_process->closeWriteChannel();
        Q_EMIT began();
    });
    connect(m_process.get(), &QProcess::finished, this,
        [this, voice](int code, QProcess::ExitStatus status) { end(code == 0 && status == QProcess::NormalExit, voice); });
    QTimer::singleShot(longest, m_process.get(), &QProcess::kill); // a daemon that hangs
    m_process->setStandardOutputFile(QProcess::nullDevice()); // it repeats what it reads
    m_process->start(m_voices.at(voice).program, m_voices.at(voice).arguments);
}

void Speaker::end(bool isDone, qsizetype voice)
{
    m_process.release()->deleteLater(); // it is the one that says so
    if (isDone) {
        setProblem({});
        Q_EMIT ended();
    } else {
        start(voice + 1);
        if (!isSpeaking())
            Q_EMIT ended();
    }
}

void Speaker::stop()
{
    if (!m_process)
        return;
    m_process->disconnect(this);
    m_process->kill();
    m_process->waitForFinished(500); // it is not left behind as a zombie
    m_process.reset();
    Q_EMIT ended();
}

void Speaker::setProblem(const QString &problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    Q_EMIT problemChanged(problem);
}

} // namespace nightbell
