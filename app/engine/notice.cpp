// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/notice.h"

#include <QCoreApplication>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Notice)
};

constexpr auto lastKind = Notice::Kind::BackupNotTold;

} // namespace

QString toWord(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Configuration:
        return u"configuration"_s;
    case Notice::Kind::HistoryNotKept:
        return u"history-not-kept"_s;
    case Notice::Kind::DatabaseSetAside:
        return u"database-set-aside"_s;
    case Notice::Kind::SoundUnavailable:
        return u"sound-unavailable"_s;
    case Notice::Kind::NotificationsUnavailable:
        return u"notifications-unavailable"_s;
    case Notice::Kind::NotificationsHidden:
        return u"notifications-hidden"_s;
    case Notice::Kind::SpeechUnavailable:
        return u"speech-unavailable"_s;
    case Notice::Kind::BackupNotTold:
        return u"backup-not-told"_s;
    }
    return {};
}

std::optional<Notice::Kind> noticeKindFromWord(const QString &word)
{
    for (int kind = 0; kind <= static_cast<int>(lastKind); ++kind) {
        if (toWord(static_cast<Notice::Kind>(kind)) == word)
            return static_cast<Notice::Kind>(kind);
    }
    return std::nullopt;
}

QString noticeText(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Configuration:
        return Words::tr("The configuration has mistakes. Everything else in it is in use.");
    case Notice::Kind::HistoryNotKept:
        return Words::tr("History is not being kept. Watching and paging go on.");
    case Notice::Kind::DatabaseSetAside:
        return Words::tr("The history was damaged. It was set aside and a new one begun.");
    case Notice::Kind::SoundUnavailable:
        return Words::tr("Pages cannot be heard.");
    case Notice::Kind::NotificationsUnavailable:
        return Words::tr("Pages cannot be shown as notifications.");
    case Notice::Kind::NotificationsHidden:
        return Words::tr("Do-not-disturb is on: this desktop hides notifications, those of pages too.");
    case Notice::Kind::SpeechUnavailable:
        return Words::tr("Pages cannot be said aloud.");
    case Notice::Kind::BackupNotTold:
        return Words::tr("The backup could not be told of a page that nobody has answered.");
    }
    return {};
}

} // namespace nightbell
