// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "engine/configuration.h"
#include "net/secrets.h"
#include "pager/events.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <memory>

// `nightbellctl event … --to SOURCE`: from this process straight to the pager, whether or not a console runs.
namespace nightbell {

struct EventTarget
{
    SourceId source;
    QUrl base; // of its Events API

    SecretName routingKey() const;

    bool operator==(const EventTarget &) const = default;
};

// NotFound: no such source; BadInput: it takes no events.
Expected<EventTarget> eventTargetFor(const SourceId &source, const Configuration &configuration);

// Sends one event, and again where that may help. Ends in accepted() or failed().
class EventDelivery : public QObject
{
    Q_OBJECT

public:
    // `secrets` and `clock` outlive it.
    EventDelivery(
        std::shared_ptr<Transport> transport, Secrets &secrets, const Clock &clock, EventPace pace = {}, QObject *parent = nullptr);
    ~EventDelivery() override;

    void start(const EventTarget &target, const Event &event);

Q_SIGNALS:
    void accepted(const QString &dedupKey);
    void postponed(const nightbell::Error &why, nightbell::Duration wait);
    void failed(const nightbell::Error &why);

private:
    void attempt();

    std::shared_ptr<Transport> m_transport;
    Secrets &m_secrets;
    const Clock &m_clock;
    EventPace m_pace;
    EventTarget m_target;
    Event m_event;
    QString m_routingKey;
    QTimer m_again;
    int m_failures = 0;
};

} // namespace nightbell
