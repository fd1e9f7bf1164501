// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QFile>
#include <QList>
#include <QProcess>
#include <QString>
#include <QTextStream>
#include <QTimer>

#include <chrono>

namespace nightbell {

// The figure of a line like "VmRSS:   1234 kB"; 0: there is no such line.
inline qint64 statusFigure(const QString &file, QByteArrayView key)
{
    QFile status(file);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(key))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

// In kB; `own` without what is mapped from files, and so shared.
struct Resident
{
    qint64 all = 0;
    qint64 own = 0;
};

inline Resident residentOf(qint64 process)
{
    const QString status = QStringLiteral("/proc/%1/status").arg(process);
    return {statusFigure(status, "VmRSS:"), statusFigure(status, "RssAnon:")};
}

// The stretch of time over which something is measured.
inline void let(std::chrono::milliseconds pass)
{
    QEventLoop loop;
    QTimer::singleShot(pass, &loop, &QEventLoop::quit);
    loop.exec();
}

// Asks it to end, and makes it where it does not listen.
inline void endProcess(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.terminate();
    if (!process.waitForFinished(10'000))
        process.kill();
    process.waitForFinished(1'000);
}

inline bool reportHolds(bool holds, const QString &text)
{
    QTextStream(stdout) << (holds ? "ok   " : "OVER ") << text << Qt::endl;
    return holds;
}

} // namespace nightbell
