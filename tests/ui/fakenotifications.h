// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

#include <utility>

namespace nightbell {

// A notification server that remembers what it was asked, with the types in which it came.
class FakeNotifications : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Call
    {
        QString signature;
        uint replaces = 0;
        uint id = 0;
        QString summary;
        QString body;
        QStringList actions;
        QVariantMap hints;
        int timeout = 0;
    };

    QList<Call> calls;
    QList<uint> closed;
    QStringList capabilities{QStringLiteral("actions"), QStringLiteral("body"), QStringLiteral("body-markup")};
    QString name = QStringLiteral("fake");
    QString refusal; // name of an error: Notify is refused with it
    bool refusesOnce = false;
    bool holdsReplies = false; // Notify is answered by release() only

    explicit FakeNotifications(QDBusConnection bus, uint firstId = 1) : m_bus(std::move(bus)), m_lastId(firstId - 1)
    {
        m_bus.registerObject(
            QStringLiteral("/org/freedesktop/Notifications"), this, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        m_bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }

    void release()
    {
        for (const QDBusMessage &reply : std::as_const(m_held))
            m_bus.send(reply);
        m_held.clear();
    }

    void press(uint id, const QString &key) { Q_EMIT ActionInvoked(id, key); }
    void give(uint id, const QString &token) { Q_EMIT ActivationToken(id, token); }
    void shut(uint id, uint reason) { Q_EMIT NotificationClosed(id, reason); }

public Q_SLOTS:
    QStringList GetCapabilities() const { return capabilities; }
    QString GetServerInformation(QString &vendor, QString &version, QString &specification) const
    {
        vendor = version = QStringLiteral("test");
        specification = QStringLiteral("1.2");
        return name;
    }
    void CloseNotification(uint id) { closed.append(id); }
    uint Notify(const QString &, uint replaces, const QString &, const QString &summary, const QString &body, const QStringList &actions,
        const QVariantMap &hints, int timeout)
    {
        const uint id = replaces != 0 ? replaces : ++m_lastId;
        calls.append({message().signature(), replaces, id, summary, body, actions, hints, timeout});
        if (!refusal.isEmpty()) {
            sendErrorReply(refusesOnce ? std::exchange(refusal, {}) : refusal, QStringLiteral("no"));
        } else if (holdsReplies) {
            setDelayedReply(true);
            m_held.append(message().createReply(QVariant::fromValue(id)));
        }
        return id;
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &key);
    void ActivationToken(uint id, const QString &token);
    void NotificationClosed(uint id, uint reason);

private:
    QDBusConnection m_bus;
    uint m_lastId;
    QList<QDBusMessage> m_held;
};

} // namespace nightbell
