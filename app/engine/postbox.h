// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "base/id.h"
#include "pager/channels/channel.h"

#include <QCoroTask>
#include <QList>
#include <QString>

namespace nightbell {

class Clock;
class Database;

enum class PostState : std::uint8_t {
    Waiting, // to be told
    Told, // and it may be that they have to hear when it is over
    Done, // nothing follows
};

QString toWord(PostState state);

// A message to one recipient of one channel.
struct PostItem
{
    ChannelMessage message;
    ChannelId channel;
    QString recipient;
    PostState state = PostState::Waiting;
    int attempts = 0;

    QString key() const { return message.reference + u'\n' + channel.text() + u'\n' + recipient; }

    bool operator==(const PostItem &) const = default;
};

// Messages to people who are not here, on disk before anything is sent.
class Postbox
{
public:
    Postbox(Clock &clock, Database &database);

    // On disk when the task ends. False: the same message was kept before, whatever became of it. Error Storage: it is not kept.
    QCoro::Task<Expected<bool>> add(PostItem item);
    QCoro::Task<Expected<Done>> update(PostItem item); // its state and attempts, and of what it speaks
    // Those that wait, and those that were told; oldest first. Drops what has been done for a month.
    QCoro::Task<Expected<QList<PostItem>>> load();

private:
    Clock &m_clock;
    Database &m_database;
};

} // namespace nightbell
