// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/backupmessage.h"

#include "domain/wording.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostEvidence = 2'000;
constexpr qsizetype mostOthers = 10;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(BackupMessage)
};

// "2026-11-28 03:12 (UTC+01:00)"
QString timeWithOffset(TimePoint time)
{
    const QDateTime local = toDateTime(time).toLocalTime();
    const int minutes = local.offsetFromUtc() / 60;
    const QString offset = u"UTC%1%2:%3"_s.arg(QChar(minutes < 0 ? u'-' : u'+'))
                               .arg(std::abs(minutes) / 60, 2, 10, QChar(u'0'))
                               .arg(std::abs(minutes) % 60, 2, 10, QChar(u'0'));
    return u"%1 (%2)"_s.arg(local.toString(u"yyyy-MM-dd HH:mm"_s), offset);
}

// Ids of sources may have any character, and be long; a reference goes into headers.
QString referenceOf(const IncidentId &incident, TimePoint raised, const QString &what)
{
    const QByteArray seed = incident.text().toUtf8() + '\n' + QByteArray::number(toMilliseconds(raised));
    const QByteArray digest = QCryptographicHash::hash(seed, QCryptographicHash::Sha256).toHex().first(20);
    return u"page-%1.%2"_s.arg(QLatin1StringView(digest), what);
}

ChannelMessage messageAbout(const Incident &incident, const QString &serviceName)
{
    ChannelMessage message;
    message.link = incident.url;
    message.incident = incident.id;
    message.source = incident.source;
    message.title = incident.title;
    message.service = serviceName;
    message.host = incident.host.text();
    message.severity = incident.severity;
    message.since = incident.created;
    return message;
}

} // namespace

ChannelMessage escalationMessage(const StepDue &step, const PagedPerson &person, const QString &serviceName)
{
    const Incident &incident = step.page.incident;
    ChannelMessage message = messageAbout(incident, serviceName);
    message.purpose = ChannelPurpose::Escalation;
    message.reference = referenceOf(incident.id, step.page.raised, u"step-%1"_s.arg(step.step));
    message.step = step.step;
    message.due = step.due;
    message.subject = Words::tr("Nobody has answered: %1").arg(incident.title);
    QStringList lines{incident.title, QString()};
    if (step.isLate)
        lines.append(
            Words::tr("This is late: it was due at %1, and the computer that pages was not running then.").arg(timeWithOffset(step.due)));
    lines.append(Words::tr("Since: %1").arg(timeWithOffset(incident.created)));
    lines.append(Words::tr("Severity: %1").arg(severityText(incident.severity)));
    if (!serviceName.isEmpty())
        lines.append(Words::tr("Service: %1").arg(serviceName));
    if (!incident.host.isEmpty())
        lines.append(Words::tr("Host: %1").arg(incident.host.text()));
    lines.append(Words::tr("Paged at %1, without an answer: %2 on %3").arg(timeWithOffset(step.page.raised), person.name, person.machine));
    lines.append(Words::tr("Incident: %1").arg(incident.number.isEmpty() ? incident.id.text() : incident.number));
    for (const Page &other : step.others)
        message.others.append(other.id);
    if (!step.others.isEmpty()) {
        lines.append({QString(), Words::tr("%n more of the same cause:", nullptr, static_cast<int>(step.others.size()))});
        for (const Page &other : step.others.first(std::min(mostOthers, step.others.size())))
            lines.append(u"– "_s + other.incident->title);
        if (step.others.size() > mostOthers)
            lines.append(u"– …"_s);
    }
    if (!incident.text.isEmpty())
        lines.append({QString(), incident.text.left(mostEvidence)});
    lines.append({QString(), Words::tr("You are told because nobody has acknowledged it. Please look after it.")});
    message.text = lines.join(u'\n');
    return message;
}

ChannelMessage overMessage(const ChannelMessage &before, const Incident &now)
{
    ChannelMessage message = before;
    message.purpose = ChannelPurpose::Over;
    message.reference = before.reference + u".over"_s;
    message.answers = before.reference;
    const TimePoint at = now.isOpen() ? now.acknowledgedAt.value_or(now.changed) : now.resolvedAt.value_or(now.changed);
    message.due = at;
    message.others.clear();
    if (!now.unwatched.isEmpty()) {
        message.subject = Words::tr("Not watched any more: %1").arg(before.title);
        message.text = before.title + u"\n\n"_s + now.unwatched + u' ' + Words::tr("Whether it goes on is not known.") + u'\n'
            + Words::tr("You were told of it before. You hear no more of it from here.");
        return message;
    }
    QString what;
    if (now.state == IncidentState::Triggered)
        what = Words::tr("It needs nobody any more: %1.").arg(stateText(now));
    else if (now.isOpen())
        what = now.acknowledgedBy.isEmpty() ? Words::tr("It was acknowledged at %1.").arg(timeWithOffset(at))
                                            : Words::tr("%1 has acknowledged it at %2.").arg(now.acknowledgedBy, timeWithOffset(at));
    else if (!now.resolvedAt)
        what = Words::tr("It ended while Nightbell was not running; when is not known.");
    else
        what = now.resolvedBy.isEmpty() ? Words::tr("It was resolved at %1.").arg(timeWithOffset(at))
                                        : Words::tr("%1 has resolved it at %2.").arg(now.resolvedBy, timeWithOffset(at));
    message.subject = now.isOpen() ? Words::tr("Somebody has it: %1").arg(before.title) : Words::tr("Over: %1").arg(before.title);
    message.text = before.title + u"\n\n"_s + what + u'\n' + Words::tr("You were told of it before. Nothing more is asked of you.");
    return message;
}

ChannelMessage testMessage(const PagedPerson &person, TimePoint now)
{
    ChannelMessage message;
    message.purpose = ChannelPurpose::Test;
    message.reference = u"test-%1"_s.arg(toMilliseconds(now));
    message.title = Words::tr("Test: nothing is broken");
    message.subject = Words::tr("Test: nothing is broken");
    message.severity = Severity::Info;
    message.since = message.due = now;
    message.text
        = Words::tr("This is a test by %1 on %2, sent at %3. Nothing is broken.").arg(person.name, person.machine, timeWithOffset(now))
        + u'\n' + Words::tr("When nobody answers a page there, you are told in this way.");
    return message;
}

} // namespace nightbell
