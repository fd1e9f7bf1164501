// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "domain/diff.h"
#include "domain/incident.h"
#include "engine/configuration.h"
#include "engine/postbox.h"
#include "pager/backupmessage.h"
#include "pager/channels/channel.h"
#include "pager/escalation.h"

#include <QCoroTask>
#include <QHash>
#include <QList>
#include <QMetaType>
#include <QObject>
#include <QSet>

#include <functional>
#include <memory>
#include <vector>

namespace nightbell {

class Database;

// What has become of telling somebody.
struct DeliveryNews
{
    enum class Kind : std::uint8_t {
        Told, // whoever carries it on has taken it
        Failed, // it is tried again; said once a reason
        GivenUp, // it is not tried any more
        Nobody, // there is no channel to anybody
    };
    Kind kind = Kind::Told;
    ChannelMessage message;
    ChannelId channel; // empty: Nobody
    QString channelName;
    QString recipient;
    QString why; // a sentence without a full stop; empty: Told

    bool operator==(const DeliveryNews &) const = default;
};

QString toWord(DeliveryNews::Kind kind);
QString deliveryReason(const Error &error); // what happened, and what the other side said, without a full stop
QString deliveryText(const DeliveryNews &news); // a sentence: "E-mail to ann@example.com: the token was refused"

// Tells the backup what nobody has answered, through the channels, and says what became of it.
//
// What is to be said is on disk before it is sent, and stays there until somebody has taken it, the incident needs nobody any
// more, or it is a day old. A crash between the sending and the note of it sends it once more; its reference is the same then.
// Whoever was told also hears when somebody has it, or when it is over.
class Deliveries : public QObject
{
    Q_OBJECT

public:
    using Deliver = std::function<QCoro::Task<Expected<Done>>(ChannelEntry channel, QString recipient, ChannelMessage message)>;

    static constexpr Duration expiresAfter = std::chrono::hours(24);
    static constexpr Duration overExpiresAfter = std::chrono::hours(1); // of word that somebody has it
    static constexpr Duration firstRetry = std::chrono::seconds(10);
    static constexpr Duration longestRetry = std::chrono::minutes(5);

    Deliveries(Clock &clock, Database &database, Deliver deliver, QObject *parent = nullptr);
    ~Deliveries() override;

    void setPerson(const PagedPerson &person) { m_person = person; }
    const PagedPerson &person() const { return m_person; }
    void setConfiguration(const Configuration &configuration); // what waits is tried at once

    // What an earlier run left: what waits is tried once its incident is known to need somebody still, or after a moment.
    void restore();

    void tell(const StepDue &step);
    void apply(const Diff<Shared<Incident>> &diff);
    Duration tick(); // until it has to be called again
    void retryNow(); // the network is back

    // Why the backup does not know what it should, a sentence for each; empty: it does.
    QStringList problems() const;
    qsizetype waiting() const; // to be told, and not told yet

Q_SIGNALS:
    void happened(const nightbell::DeliveryNews &news);
    void problemsChanged();
    void due();

private:
    struct Item;

    QList<ChannelEntry> channelsFor(const QList<ChannelId> &ids) const; // empty: all
    bool enqueueAll(const ChannelMessage &message, const QList<ChannelEntry> &channels);
    void missing(const ChannelMessage &message);
    void enqueue(const PostItem &post);
    void attempt(Item &item);
    void settle(const QString &key, const Expected<Done> &outcome);
    void told(Item &item);
    void failed(Item &item, const Error &why);
    void tellOver(const Item &item, const Incident &incident);
    void finish(const Incident &incident);
    void rename(const IncidentId &before, const IncidentId &now);
    void close(const QString &key);
    void giveUp(const Item &item, const QString &why);
    void redirect(const Item &item);
    void say(DeliveryNews::Kind kind, const PostItem &post, const QString &why = {});
    Item *find(const QString &key) const;
    const ChannelEntry *channel(const ChannelId &id) const;

    Clock &m_clock;
    Postbox m_postbox;
    Deliver m_deliver;
    PagedPerson m_person;
    Configuration m_configuration;
    std::vector<std::unique_ptr<Item>> m_items; // that wait, or were told of what is not over; oldest first
    QHash<IncidentId, QString> m_untold; // for want of a channel; title
};

} // namespace nightbell

Q_DECLARE_METATYPE(nightbell::DeliveryNews)
