// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/eventdelivery.h"

#include <QCoroTask>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

SecretName EventTarget::routingKey() const
{
    return SecretName{source.text(), u"routing-key"_s};
}

Expected<EventTarget> eventTargetFor(const SourceId &source, const Configuration &configuration)
{
    const auto entry = std::ranges::find(configuration.sources, source, &SourceEntry::id);
    if (entry == configuration.sources.end())
        return Error{ErrorKind::NotFound, EventDelivery::tr("There is no source “%1”.").arg(source.text())};
    if (entry->kind != "pagerduty"_L1)
        return Error{ErrorKind::BadInput, EventDelivery::tr("The source “%1” takes no events; one of PagerDuty does.").arg(source.text())};
    const QString base = entry->values.value(u"events-url"_s).toString();
    return EventTarget{source, QUrl(base.isEmpty() ? u"https://events.pagerduty.com"_s : base)};
}

EventDelivery::EventDelivery(std::shared_ptr<Transport> transport, Secrets &secrets, const Clock &clock, EventPace pace, QObject *parent)
    : QObject(parent)
    , m_transport(std::move(transport))
    , m_secrets(secrets)
    , m_clock(clock)
    , m_pace(pace)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &EventDelivery::attempt);
}

EventDelivery::~EventDelivery() = default;

void EventDelivery::start(const EventTarget &target, const Event &event)
{
    m_target = target;
    m_event = event;
    m_failures = 0;
    const SecretName name = target.routingKey();
    QCoro::connect(m_secrets.read(name), this, [this, name](const Expected<std::optional<QString>> &secret) {
        if (!secret && secret.error().kind == ErrorKind::Locked) {
            Q_EMIT failed(secret.error());
            return;
        }
        const QString key = secret ? secret->value_or(QString()).trimmed() : QString();
        if (key.isEmpty()) {
            Q_EMIT failed(Error{
                ErrorKind::BadInput, tr("it has no routing key: enter it in the settings, or set %1").arg(name.environmentVariable())});
            return;
        }
        m_routingKey = key;
        attempt();
    });
}

void EventDelivery::attempt()
{
    QCoro::connect(sendEvent(m_transport, m_target.base, m_routingKey, m_event, m_clock), this, [this](const Expected<QString> &key) {
        if (key) {
            Q_EMIT accepted(*key);
            return;
        }
        const auto wait = nextEventAttempt(key.error(), ++m_failures, m_pace);
        if (!wait) {
            Q_EMIT failed(key.error());
            return;
        }
        m_again.start(*wait);
        Q_EMIT postponed(key.error(), *wait);
    });
}

} // namespace nightbell
