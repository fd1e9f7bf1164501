// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace nightbell {

// What the session wants the person to know about itself, beside incidents.
struct Notice
{
    enum class Kind : std::uint8_t {
        Configuration, // files in error; text has the lines
        HistoryNotKept, // disk full, read-only, …: watching and paging go on; text: why
        DatabaseSetAside, // it was damaged; text: the new name
        SoundUnavailable, // pages cannot be heard; text: why, a sentence
        NotificationsUnavailable, // pages cannot be shown on the desktop; text: why, a sentence
        NotificationsHidden, // by do-not-disturb, critical ones too; text: what becomes of a page, a sentence
        SpeechUnavailable, // pages are to be said aloud, but cannot be; text: why, a sentence
        BackupNotTold, // of a page that nobody has answered; text: why, a line each
    };
    Kind kind = Kind::Configuration;
    QString text;

    bool operator==(const Notice &) const = default;
};

QString toWord(Notice::Kind kind);
std::optional<Notice::Kind> noticeKindFromWord(const QString &word);

// What it means, in sentences; the notice's own text says more.
QString noticeText(Notice::Kind kind);

} // namespace nightbell
