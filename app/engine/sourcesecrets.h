// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "engine/configuration.h"
#include "net/secrets.h"

#include <QList>
#include <QObject>

namespace nightbell {

// Reads the secrets of sources, and again and again those that the keychain does not give: it may be locked until somebody
// comes.
class SourceSecrets : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration againAfter = std::chrono::seconds(10);

    SourceSecrets(Clock &clock, Secrets &secrets, QObject *parent = nullptr);

    void read(const SourceEntry &entry); // ends in answered()
    void forget(const SourceId &id); // the source is gone: so is what was asked for it

    // Reads anew what could not be read. Returns how long until the next call has something to do.
    Duration tick();
    void readAgain(); // the same at once

Q_SIGNALS:
    // Once with the secrets; before that, where they could not be read, once with the reason.
    void answered(const nightbell::SourceEntry &entry, const nightbell::Expected<nightbell::FieldValues> &secretValues);
    void due();

private:
    struct Reading
    {
        SourceEntry entry;
        quint64 number = 0;
        bool isRunning = false;
        bool hasFailed = false;
    };

    void start(quint64 number);
    void finish(quint64 number, const Expected<FieldValues> &secretValues);

    Clock &m_clock;
    Secrets &m_secrets;
    QList<Reading> m_readings; // of what has not been read yet
    quint64 m_lastNumber = 0; // each has one of its own: answers to those that were forgotten are dropped
    Duration m_failedAt{0}; // on Clock::elapsed()
};

} // namespace nightbell
