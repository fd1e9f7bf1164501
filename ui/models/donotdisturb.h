// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>

namespace nightbell {

enum class DisturbState : std::uint8_t {
    Off, // notifications are shown
    On,
    Unknown, // there is no server, or it is one that cannot be asked
};

// What the desktop does with a critical notification now.
struct DisturbAnswer
{
    QString server; // the name that it gives itself; empty: there is none, or it does not answer
    DisturbState state = DisturbState::Unknown;
    bool letsCriticalThrough = false; // as the server comes; the person may have told it otherwise
    bool isSilent = false; // there is a server, and it does not answer

    // A page can be seen as a notification, as far as can be told.
    bool showsPages() const { return !server.isEmpty() && (state == DisturbState::Off || letsCriticalThrough); }

    bool operator==(const DisturbAnswer &) const = default;
};

// Asks the desktop whether it is in do-not-disturb: GNOME, Plasma, Xfce, MATE, Cinnamon, LXQt, dunst, mako and
// SwayNotificationCenter each have a way of their own. Nothing is kept: the answer is of the moment.
class DoNotDisturb : public QObject
{
    Q_OBJECT

public:
    using Reply = std::function<void(const DisturbAnswer &)>;

    explicit DoNotDisturb(QDBusConnection bus, QObject *parent = nullptr);

    // Replies once, within half a second: what has not answered by then is Unknown.
    void ask(const Reply &reply);

private:
    struct Question;

    void askServer(const std::shared_ptr<Question> &question, const QString &server);
    void askBus(const std::shared_ptr<Question> &question, const QString &service, const QString &path, const QString &interface,
        const QString &method, const QVariantList &arguments, const std::function<bool(const QVariant &)> &isOn);
    void askSettings(const std::shared_ptr<Question> &question, const QString &schema, const QString &key, const QString &valueWhenOn);

    QDBusConnection m_bus;
};

} // namespace nightbell
