// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

class QProcess;

namespace nightbell {

// Says something aloud through what is installed: espeak-ng, or else speech-dispatcher. Nothing of either is touched before the
// first word. What is said goes through a pipe: everybody on this machine can read arguments.
class Speaker : public QObject
{
    Q_OBJECT

public:
    struct Voice
    {
        QString program;
        QStringList arguments; // so that it reads from its input until that ends
    };

    // In the order in which they are tried.
    explicit Speaker(QList<Voice> voices = commonVoices(), QObject *parent = nullptr);
    ~Speaker() override;

    static QList<Voice> commonVoices();

    // What was being said is broken off.
    void say(const QString &text);
    void stop();

    bool isSpeaking() const { return m_process != nullptr; }
    QString problem() const { return m_problem; } // why nothing is said, a sentence; empty: it is, or nobody asked yet

Q_SIGNALS:
    void began();
    void ended();
    void problemChanged(const QString &problem);

private:
    void start(qsizetype voice);
    void end(bool isDone, qsizetype voice);
    void setProblem(const QString &problem);

    QList<Voice> m_voices;
    std::unique_ptr<QProcess> m_process; // none: silent
    QString m_text;
    QString m_problem;
};

} // namespace nightbell
