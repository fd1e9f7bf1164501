// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sourcesecrets.h"

#include "base/log.h"
#include "engine/sourcesetup.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr Duration nothingToDo = std::chrono::hours(1);

} // namespace

SourceSecrets::SourceSecrets(Clock &clock, Secrets &secrets, QObject *parent) : QObject(parent), m_clock(clock), m_secrets(secrets)
{ }

void SourceSecrets::read(const SourceEntry &entry)
{
    forget(entry.id);
    m_readings.append(Reading{entry, ++m_lastNumber});
    start(m_lastNumber);
}

void SourceSecrets::forget(const SourceId &id)
{
    m_readings.removeIf([&id](const Reading &reading) { return reading.entry.id == id; });
}

void SourceSecrets::start(quint64 number)
{
    const auto reading = std::ranges::find(m_readings, number, &Reading::number);
    if (reading == m_readings.end() || reading->isRunning)
        return;
    reading->isRunning = true;
    QCoro::connect(readSecrets(m_secrets, reading->entry), this,
        [this, number](const Expected<FieldValues> &secretValues) { finish(number, secretValues); });
}

void SourceSecrets::finish(quint64 number, const Expected<FieldValues> &secretValues)
{
    const auto reading = std::ranges::find(m_readings, number, &Reading::number);
    if (reading == m_readings.end())
        return;
    const SourceEntry entry = reading->entry;
    const bool isNews = secretValues || !reading->hasFailed;
    if (secretValues) {
        m_readings.erase(reading);
    } else {
        reading->isRunning = false;
        reading->hasFailed = true;
        m_failedAt = m_clock.elapsed();
    }
    if (!secretValues && isNews)
        qCWarning(lcEngine).noquote() << "the secrets of" << entry.id.text() << "cannot be read:" << secretValues.error().detail;
    if (isNews)
        Q_EMIT answered(entry, secretValues);
    Q_EMIT due();
}

void SourceSecrets::readAgain()
{
    QList<quint64> numbers;
    for (const Reading &reading : std::as_const(m_readings))
        numbers.append(reading.number);
    for (const quint64 number : std::as_const(numbers))
        start(number);
}

Duration SourceSecrets::tick()
{
    const auto isWaiting = [](const Reading &reading) { return !reading.isRunning; };
    if (std::ranges::none_of(m_readings, isWaiting))
        return nothingToDo;
    const Duration left = m_failedAt + againAfter - m_clock.elapsed();
    if (left > Duration(0))
        return left;
    readAgain();
    return nothingToDo;
}

} // namespace nightbell
