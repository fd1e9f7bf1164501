// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/field.h"
#include "base/id.h"
#include "domain/incident.h"

#include <QCoroTask>
#include <QMetaType>
#include <QString>
#include <QUrl>

#include <cstdint>
#include <memory>
#include <optional>

namespace nightbell {

class Mailer;
class Transport;

enum class ChannelPurpose : std::uint8_t {
    Escalation, // nobody has answered: somebody else has to
    Over, // to whoever was told of it: somebody has it now, or it is over
    Test, // nothing is broken
};

QString toWord(ChannelPurpose purpose);
std::optional<ChannelPurpose> channelPurposeFromWord(QStringView word);

// What is to be said to somebody who is not here. Made once, when it is due, and the same in each attempt.
struct ChannelMessage
{
    ChannelPurpose purpose = ChannelPurpose::Escalation;
    QString reference; // of a-z, 0-9, "-" and ".": names the page and its step; the same in each attempt
    QString answers; // the reference of the message that this one belongs to; empty: none
    QString subject; // one line
    QString text; // lines of plain text
    QUrl link; // where a browser shows it; empty: nowhere
    IncidentId incident;
    SourceId source;
    QString title; // of the incident
    QString service; // its name; empty: none
    QString host; // empty: none
    Severity severity = Severity::Critical;
    int step = 0; // of the escalation
    TimePoint since{}; // it is broken
    TimePoint due{}; // when it should have been said
    QList<IncidentId> others; // of the same cause: it speaks for them, too, as long as they need somebody; for us only

    bool operator==(const ChannelMessage &) const = default;
};

// One line in UTF-8 JSON and back; nullopt: of another version.
QString toJson(const ChannelMessage &message);
std::optional<ChannelMessage> channelMessageFromJson(const QString &json);

struct ChannelContext
{
    FieldValues values; // with the secrets
    std::shared_ptr<Transport> transport;
    std::shared_ptr<Mailer> mailer;
    TimePoint now{};
};

// A way to reach somebody who does not sit in front of this desktop.
struct ChannelKind
{
    const char *id; // "email": the word in TOML
    const char *name; // QT_TRANSLATE_NOOP("ChannelKind", "E-mail")
    Fields fields; // without those that every channel has: id, kind, name, enabled
    // Whom it reaches, each told on its own; fit to be shown: no address that is a secret.
    QStringList (*recipients)(const FieldValues &values);
    // What is wrong with the values beyond what each field can tell; empty: nothing. English, for files.
    QString (*problem)(const FieldValues &values);
    // Done: whoever carries it on has taken it. Not before.
    QCoro::Task<Expected<Done>> (*deliver)(ChannelContext context, QString recipient, ChannelMessage message);
};

// All kinds, in the order of menus. From the table that CMake generates.
const QList<const ChannelKind *> &channelKinds();
const ChannelKind *channelKind(QStringView id); // nullptr: there is none

} // namespace nightbell

Q_DECLARE_METATYPE(nightbell::ChannelMessage)
