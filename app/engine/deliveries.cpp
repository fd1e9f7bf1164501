// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/deliveries.h"

#include "base/backoff.h"
#include "domain/testpage.h"
#include "domain/wording.h"
#include "engine/ownincidents.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

// Until the sources have been asked, nobody knows whether an incident of an earlier run still needs somebody.
constexpr Duration patienceAfterStart = std::chrono::seconds(20);
// What the server says of a password does not change in seconds, and asking often locks accounts.
constexpr Duration retryUnauthorized = std::chrono::minutes(15);

bool isSameReason(const Error &one, const Error &other)
{
    return one.kind == other.kind && one.detail == other.detail;
}

} // namespace

struct Deliveries::Item
{
    PostItem post;
    Duration nextAttempt{0};
    std::optional<Error> lastError;
    std::optional<Incident> over; // what became of its incident while it was on its way
    bool isKept = false; // on disk, or known not to be
    bool isRunning = false;

    bool isOver() const { return over && post.message.others.isEmpty(); }
};

QString toWord(DeliveryNews::Kind kind)
{
    switch (kind) {
    case DeliveryNews::Kind::Told:
        return u"backup-told"_s;
    case DeliveryNews::Kind::Failed:
        return u"backup-failed"_s;
    case DeliveryNews::Kind::GivenUp:
        return u"backup-given-up"_s;
    case DeliveryNews::Kind::Nobody:
        return u"backup-missing"_s;
    }
    return {};
}

// Channels have passwords as well as tokens, and e-mail has servers without TLS: other words than those for sources.
QString deliveryReason(const Error &error)
{
    const QString detail = error.detail.isEmpty() ? QString() : u" (%1)"_s.arg(error.detail);
    if (error.kind == ErrorKind::Unauthorized)
        return Deliveries::tr("it refused the name, password or token") + detail;
    if (error.kind == ErrorKind::Tls)
        return Deliveries::tr("no safe connection to it can be made") + detail;
    return errorText(error);
}

QString deliveryText(const DeliveryNews &news)
{
    const QString whom
        = news.recipient == news.channelName ? news.channelName : Deliveries::tr("%1 to %2").arg(news.channelName, news.recipient);
    switch (news.kind) {
    case DeliveryNews::Kind::Told:
        return news.message.purpose == ChannelPurpose::Over ? Deliveries::tr("%1: that it needs nobody any more").arg(whom) : whom;
    case DeliveryNews::Kind::Failed:
        return Deliveries::tr("%1: %2. It is tried again.").arg(whom, news.why);
    case DeliveryNews::Kind::GivenUp:
        return Deliveries::tr("%1: %2.").arg(whom, news.why);
    case DeliveryNews::Kind::Nobody:
        return Deliveries::tr("There is no channel to a backup: %1.").arg(news.why);
    }
    return {};
}

Deliveries::Deliveries(Clock &clock, Database &database, Deliver deliver, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_postbox(clock, database)
    , m_deliver(std::move(deliver))
{ }

Deliveries::~Deliveries() = default;

void Deliveries::setConfiguration(const Configuration &configuration)
{
    m_configuration = configuration;
    retryNow(); // the password that was wrong may be right now
}

void Deliveries::restore()
{
    QCoro::connect(m_postbox.load(), this, [this](const Expected<QList<PostItem>> &items) {
        for (const PostItem &post : items.valueOr({})) {
            if (find(post.key()))
                continue; // said again meanwhile
            auto item = std::make_unique<Item>();
            item->post = post;
            item->isKept = true;
            const bool isKnown = post.message.source == OwnIncidents::sourceId();
            item->nextAttempt = m_clock.elapsed() + (isKnown ? Duration(0) : patienceAfterStart);
            m_items.push_back(std::move(item));
        }
        Q_EMIT due();
    });
}

// A page must not be lost because the channel that was meant for it is not there.
QList<ChannelEntry> Deliveries::channelsFor(const QList<ChannelId> &ids) const
{
    QList<ChannelEntry> all = m_configuration.channels;
    all.removeIf([](const ChannelEntry &entry) { return !entry.enabled; });
    QList<ChannelEntry> named = all;
    named.removeIf([&ids](const ChannelEntry &entry) { return !ids.contains(entry.id); });
    return named.isEmpty() ? all : named;
}

void Deliveries::tell(const StepDue &step)
{
    if (!step.toBackup || isTestPage(step.page.incident)) // nobody else is woken by a test of this desktop
        return;
    const ServiceEntry *service = m_configuration.service(step.page.incident->service);
    const ChannelMessage message = escalationMessage(step, m_person, service ? service->service.name : step.page.incident->service.text());
    if (!enqueueAll(message, channelsFor(step.channels)))
        missing(message);
}

// False: there is nobody.
bool Deliveries::enqueueAll(const ChannelMessage &message, const QList<ChannelEntry> &channels)
{
    bool isAnybodyThere = false;
    for (const ChannelEntry &entry : channels) {
        const ChannelKind *kind = channelKind(entry.kind);
        for (const QString &recipient : kind ? kind->recipients(entry.values) : QStringList()) {
            isAnybodyThere = true;
            enqueue({message, entry.id, recipient, PostState::Waiting, 0});
        }
    }
    return isAnybodyThere;
}

void Deliveries::missing(const ChannelMessage &message)
{
    m_untold.insert(message.incident, message.title);
    say(DeliveryNews::Kind::Nobody, {message, {}, {}, PostState::Waiting, 0}, tr("none is configured"));
    Q_EMIT problemsChanged();
}

void Deliveries::enqueue(const PostItem &post)
{
    if (find(post.key()))
        return;
    auto item = std::make_unique<Item>();
    item->post = post;
    m_items.push_back(std::move(item));
    QCoro::connect(m_postbox.add(post), this, [this, key = post.key()](const Expected<bool> &isNew) {
        Item *kept = find(key);
        if (!kept)
            return;
        if (isNew && !*isNew) { // an earlier run has seen to it
            close(key);
            return;
        }
        // What the disk refuses is sent all the same: the session has said that nothing is kept.
        kept->isKept = true;
        if (kept->isOver())
            giveUp(*kept, tr("it needs nobody any more"));
        else
            attempt(*kept);
    });
}

void Deliveries::attempt(Item &item)
{
    const ChannelEntry *entry = channel(item.post.channel);
    if (!entry || !entry->enabled) {
        redirect(item);
        return;
    }
    const bool isEscalation = item.post.message.purpose == ChannelPurpose::Escalation;
    if (m_clock.now() - item.post.message.due > (isEscalation ? expiresAfter : overExpiresAfter) && item.post.attempts > 0) {
        giveUp(item, tr("it could not be told for too long"));
        return;
    }
    item.isRunning = true;
    ++item.post.attempts;
    QCoro::connect(m_deliver(*entry, item.post.recipient, item.post.message), this,
        [this, key = item.post.key()](const Expected<Done> &outcome) { settle(key, outcome); });
}

void Deliveries::settle(const QString &key, const Expected<Done> &outcome)
{
    Item *item = find(key);
    if (!item)
        return;
    item->isRunning = false;
    if (outcome)
        told(*item);
    else
        failed(*item, outcome.error());
}

void Deliveries::told(Item &item)
{
    const bool hadProblem = item.lastError.has_value();
    const QString key = item.post.key();
    item.lastError.reset();
    const bool mayEnd = item.post.message.purpose == ChannelPurpose::Escalation;
    item.post.state = mayEnd ? PostState::Told : PostState::Done;
    m_postbox.update(item.post);
    say(DeliveryNews::Kind::Told, item.post);
    if (!mayEnd)
        close(key);
    else if (item.isOver())
        tellOver(item, Incident(*item.over));
    if (hadProblem)
        Q_EMIT problemsChanged();
}

void Deliveries::failed(Item &item, const Error &why)
{
    if (item.isOver()) {
        giveUp(item, tr("it needs nobody any more"));
        return;
    }
    const bool isNews = !item.lastError || !isSameReason(*item.lastError, why);
    item.lastError = why;
    Duration wait
        = nextDelay(item.post.attempts - 1, firstRetry, longestRetry, why.retryAfter, static_cast<quint32>(qHash(item.post.key())));
    if (why.kind == ErrorKind::Unauthorized)
        wait = std::max(wait, retryUnauthorized);
    item.nextAttempt = m_clock.elapsed() + wait;
    m_postbox.update(item.post);
    if (isNews) {
        say(DeliveryNews::Kind::Failed, item.post, deliveryReason(why));
        Q_EMIT problemsChanged();
    }
    Q_EMIT due();
}

void Deliveries::apply(const Diff<Shared<Incident>> &diff)
{
    // A hope is not an answer: what is only asked for may be refused.
    const auto consider = [this](const Incident &incident) {
        if (incident.action.isUnderWay() || (incident.state == IncidentState::Triggered && incident.quiet == Quiet::No))
            return;
        Incident over = incident;
        if (!over.isOpen() && !over.resolvedAt)
            over.resolvedAt = m_clock.now(); // of what is not watched any more nobody else says when
        finish(over);
    };
    for (const Incident &incident : diff.added)
        consider(incident);
    for (const auto &change : diff.changed) {
        if (change.after->seenAs.isEmpty())
            consider(change.after);
        else
            rename(change.after->id, change.after->seenAs);
    }
    for (Incident incident : diff.removed) {
        incident.changed = m_clock.now(); // what ended while nobody looked is news all the same
        if (incident.isOpen()) {
            incident.state = IncidentState::Resolved;
            incident.resolvedAt = m_clock.now();
        }
        finish(incident);
    }
}

// It has not ended: it goes on under another name, and so does what was said of it.
void Deliveries::rename(const IncidentId &before, const IncidentId &now)
{
    if (m_untold.contains(before))
        m_untold.insert(now, m_untold.take(before));
    for (const auto &item : m_items) {
        ChannelMessage &message = item->post.message;
        const bool isOther = message.others.removeAll(before) > 0;
        if (isOther && message.incident != now && !message.others.contains(now))
            message.others.append(now);
        if (!isOther && message.incident != before)
            continue;
        if (message.incident == before) {
            message.incident = now;
            message.others.removeAll(now);
        }
        m_postbox.update(item->post);
    }
}

// It needs nobody any more.
void Deliveries::finish(const Incident &incident)
{
    bool isLess = m_untold.remove(incident.id);
    QList<QString> keys;
    for (const auto &item : m_items) {
        const bool isOther = item->post.message.others.removeAll(incident.id) > 0;
        if (isOther)
            m_postbox.update(item->post);
        if ((isOther || item->post.message.incident == incident.id) && item->post.message.purpose == ChannelPurpose::Escalation)
            keys.append(item->post.key());
    }
    for (const QString &key : keys) {
        Item *item = find(key);
        if (!item)
            continue;
        if (item->post.message.incident == incident.id)
            item->over = incident;
        if (!item->isOver())
            continue; // it speaks for others still
        isLess = isLess || item->lastError;
        if (item->post.state == PostState::Told)
            tellOver(*item, Incident(*item->over));
        else if (!item->isRunning && item->isKept)
            giveUp(*item, tr("it needs nobody any more"));
    }
    if (isLess)
        Q_EMIT problemsChanged();
}

void Deliveries::tellOver(const Item &item, const Incident &incident)
{
    PostItem before = item.post;
    before.state = PostState::Done;
    PostItem over{overMessage(before.message, incident), before.channel, before.recipient, PostState::Waiting, 0};
    // In this order: a crash in between tells of the end twice rather than never.
    enqueue(over);
    m_postbox.update(before);
    close(before.key());
}

void Deliveries::giveUp(const Item &item, const QString &why)
{
    PostItem post = item.post;
    post.state = PostState::Done;
    m_postbox.update(post);
    close(post.key());
    say(DeliveryNews::Kind::GivenUp, post, why);
    Q_EMIT problemsChanged();
}

// Its channel was taken away: whoever can be reached by another has to hear of it instead.
void Deliveries::redirect(const Item &item)
{
    const PostItem post = item.post;
    giveUp(item, tr("the channel is not configured any more"));
    if (post.message.purpose != ChannelPurpose::Escalation)
        return;
    if (!enqueueAll(post.message, channelsFor({})))
        missing(post.message);
}

void Deliveries::close(const QString &key)
{
    std::erase_if(m_items, [&key](const auto &item) { return item->post.key() == key; });
}

void Deliveries::say(DeliveryNews::Kind kind, const PostItem &post, const QString &why)
{
    const ChannelEntry *entry = channel(post.channel);
    Q_EMIT happened(DeliveryNews{kind, post.message, post.channel, entry ? entry->name : post.channel.text(), post.recipient, why});
}

Duration Deliveries::tick()
{
    const Duration now = m_clock.elapsed();
    QStringList keys;
    Duration wait = std::chrono::hours(1);
    for (const auto &item : m_items) {
        if (item->post.state != PostState::Waiting || item->isRunning || !item->isKept)
            continue;
        if (item->nextAttempt <= now)
            keys.append(item->post.key());
        else
            wait = std::min(wait, item->nextAttempt - now);
    }
    for (const QString &key : std::as_const(keys)) {
        if (Item *item = find(key))
            attempt(*item);
    }
    return wait;
}

void Deliveries::retryNow()
{
    for (const auto &item : m_items) {
        if (item->lastError) // what waits for the first answer of its source goes on waiting
            item->nextAttempt = std::min(item->nextAttempt, m_clock.elapsed());
    }
    Q_EMIT due();
}

QStringList Deliveries::problems() const
{
    QStringList sentences;
    for (const auto &item : m_items) {
        const PostItem &post = item->post;
        if (!item->lastError || post.message.purpose != ChannelPurpose::Escalation)
            continue;
        const ChannelEntry *entry = channel(post.channel);
        sentences.append(
            tr("“%1”: the backup could not be told (%2, %3): %4. It is tried again.")
                .arg(post.message.title, entry ? entry->name : post.channel.text(), post.recipient, deliveryReason(*item->lastError)));
    }
    if (!m_untold.isEmpty())
        sentences.append(tr("There is no channel to a backup (Settings, Channels), so nobody else was told of:"));
    for (const QString &title : m_untold)
        sentences.append(tr("“%1”").arg(title));
    return sentences;
}

qsizetype Deliveries::waiting() const
{
    return std::ranges::count_if(m_items, [](const auto &item) { return item->post.state == PostState::Waiting; });
}

Deliveries::Item *Deliveries::find(const QString &key) const
{
    const auto found = std::ranges::find_if(m_items, [&key](const auto &item) { return item->post.key() == key; });
    return found == m_items.end() ? nullptr : found->get();
}

const ChannelEntry *Deliveries::channel(const ChannelId &id) const
{
    const auto found = std::ranges::find(m_configuration.channels, id, &ChannelEntry::id);
    return found == m_configuration.channels.end() ? nullptr : &*found;
}

} // namespace nightbell
