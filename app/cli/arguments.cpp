// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include "base/duration.h"
#include "base/nearest.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

struct CommandLine
{
    Q_DECLARE_TR_FUNCTIONS(Command)
};

struct CommandKind
{
    Command command;
    const char *word;
    const char *operands; // as in the help
    qsizetype fewest;
    qsizetype most;
    const char *options; // those that not every command has
    const char *summary;
    const char *help;
};

constexpr qsizetype any = 1000;

constexpr std::array kinds{
    CommandKind{Command::Watch, "watch", "[--for DURATION]", 0, 0, "--for", QT_TRANSLATE_NOOP("Command", "Print a line for each change."),
        QT_TRANSLATE_NOOP("Command",
            "Watches until it is interrupted, or for DURATION (90s, 5m, 1h), and prints a line for each change. With --json each line "
            "is an object with at, event and what it is about. While it runs, other calls of nightbellctl talk to it.")},
    CommandKind{Command::Status, "status", "", 0, 0, "", QT_TRANSLATE_NOOP("Command", "Say in a few lines how things are."),
        QT_TRANSLATE_NOOP("Command", "Says what needs you and how the sources are. Exit code 5: something needs you.")},
    CommandKind{Command::Incidents, "incidents", "[--all]", 0, 0, "--all", QT_TRANSLATE_NOOP("Command", "List the open incidents."),
        QT_TRANSLATE_NOOP("Command", "Lists the open incidents; with --all also those that are resolved and remembered.")},
    CommandKind{Command::Hosts, "hosts", "", 0, 0, "", QT_TRANSLATE_NOOP("Command", "List the hosts with their figures."),
        QT_TRANSLATE_NOOP("Command", "Lists the hosts of all sources: CPU, memory, restarts by failure, and how old the figures are.")},
    CommandKind{Command::Monitors, "monitors", "[--state alert,no-data]", 0, 0, "--state",
        QT_TRANSLATE_NOOP("Command", "List the monitors of all sources, and the rules for each host."),
        QT_TRANSLATE_NOOP("Command",
            "Lists all monitors of the sources that have them (Datadog), the worst first, with how many of their groups are in which "
            "state; and the built-in rules for each host, what they see and whether they fire. With --state only those in one of these "
            "states: alert, warn, no-data, ok, unknown, skipped, ignored, over (no longer alerting, and not listed anew yet), a word of "
            "the source; clear, firing and unknown of the rules. Exit code 4: what is shown is old.")},
    CommandKind{Command::Checks, "checks", "", 0, 0, "", QT_TRANSLATE_NOOP("Command", "List the site checks."),
        QT_TRANSLATE_NOOP("Command", "Lists the configured checks with their last results.")},
    CommandKind{Command::Sources, "sources", "", 0, 0, "", QT_TRANSLATE_NOOP("Command", "List the sources and the age of their data."),
        QT_TRANSLATE_NOOP("Command", "Lists the sources, whether they answer, and how old what they said is.")},
    CommandKind{Command::OnCall, "oncall", "", 0, 0, "", QT_TRANSLATE_NOOP("Command", "Say who is on call, and when you are."),
        QT_TRANSLATE_NOOP("Command",
            "Says whether you are on call, who stands on each level of each escalation policy now and next, and your shifts of 14 days.")},
    CommandKind{Command::Readiness, "readiness", "[--test]", 0, 0, "--test",
        QT_TRANSLATE_NOOP("Command", "Say whether a page would reach you."),
        QT_TRANSLATE_NOOP("Command",
            "Says of each thing that a page needs to reach you how it is, and how to mend it. Exit code 5: a page may be missed.\n\n"
            "With --test a test page goes the whole way; ends when somebody has reacted, or nobody did for three minutes, and prints "
            "what it took. Exit code 0: somebody reacted; 1: nobody did, or it could not be sent.")},
    CommandKind{Command::Acknowledge, "ack", "ID…", 1, any, "", QT_TRANSLATE_NOOP("Command", "Acknowledge incidents."),
        QT_TRANSLATE_NOOP("Command",
            "Acknowledges incidents by their ids. Exit code 0: each is acknowledged; 1: one was refused, or is queued since its source "
            "cannot be reached (it is sent when it can be).")},
    CommandKind{Command::Resolve, "resolve", "ID…", 1, any, "", QT_TRANSLATE_NOOP("Command", "Resolve incidents."),
        QT_TRANSLATE_NOOP("Command",
            "Resolves incidents by their ids. Exit code 0: each is resolved; 1: one was refused, or is queued since its source cannot be "
            "reached (it is sent when it can be).")},
    CommandKind{Command::Snooze, "snooze", "ID… --for 1h|--until 09:00", 1, any, "--for --until",
        QT_TRANSLATE_NOOP("Command", "Acknowledge incidents for a while."),
        QT_TRANSLATE_NOOP("Command",
            "Acknowledges incidents for DURATION (15m, 1h, 2d) or until TIME (09:00, \"2026-01-05 09:00\"), seven days at most; they "
            "trigger again then, unless they are resolved. Exit codes as of ack.")},
    CommandKind{Command::Note, "note", "ID TEXT…", 2, any, "", QT_TRANSLATE_NOOP("Command", "Write a note to an incident."),
        QT_TRANSLATE_NOOP("Command", "Writes a note to the timeline of an incident, for all who see it. Exit codes as of ack.")},
    CommandKind{Command::Pause, "pause", "--for 30m|--until 09:00", 0, 0, "--for --until",
        QT_TRANSLATE_NOOP("Command", "Hear nothing new for a while."),
        QT_TRANSLATE_NOOP("Command",
            "Keeps back new pages and notifications for DURATION (30m, 1h) or until TIME (09:00, \"2026-01-05 09:00\"), seven days at "
            "most. "
            "What still needs somebody then pages at once. Services that say always = true page all the same, and what has paged "
            "already goes on.")},
    CommandKind{Command::Resume, "resume", "", 0, 0, "", QT_TRANSLATE_NOOP("Command", "End a pause."),
        QT_TRANSLATE_NOOP("Command", "Ends a pause now: what was kept back and still needs somebody pages at once.")},
    CommandKind{Command::Silences, "silences", "", 0, 0, "", QT_TRANSLATE_NOOP("Command", "List what keeps alerts quiet."),
        QT_TRANSLATE_NOOP("Command",
            "Lists the silences of Alertmanagers and the downtimes of Datadog: what each reaches, whose it is, and when it ends. Exit "
            "code 4: a source did not answer.")},
    CommandKind{Command::Silence, "silence", "SOURCE REACH --for 2h", 2, any, "--for --until --comment",
        QT_TRANSLATE_NOOP("Command", "Keep alerts of a source quiet for a while."),
        QT_TRANSLATE_NOOP("Command",
            "Keeps what REACH reaches quiet for DURATION (30m, 2h, 7d), or with --until TIME (09:00, \"2026-01-05 09:00\"), and says which "
            "open incidents that is now. REACH is written as the source writes it: "
            "'alertname=\"DiskFull\", instance=~\"web-.*\"' for an Alertmanager, 'monitor:42 AND host:web-1' for Datadog. --comment TEXT "
            "says why.")},
    CommandKind{Command::Prolong, "prolong", "ID… --for 2h|--until 09:00", 1, any, "--for --until --source",
        QT_TRANSLATE_NOOP("Command", "Let silences end at another time."),
        QT_TRANSLATE_NOOP("Command",
            "Lets silences end DURATION from now, or at TIME, sooner or later than they would have. ID is that of the list, or the "
            "beginning of it; --source SOURCE says whose it is where several sources list it.")},
    CommandKind{Command::Unsilence, "unsilence", "ID…", 1, any, "--source", QT_TRANSLATE_NOOP("Command", "End silences."),
        QT_TRANSLATE_NOOP("Command",
            "Ends silences now. ID is that of the list, or the beginning of it; --source SOURCE says whose it is where several sources "
            "list it.")},
    CommandKind{Command::History, "history", "[WORD…] [--since 24h]", 0, any, "--since",
        QT_TRANSLATE_NOOP("Command", "Print what happened."),
        QT_TRANSLATE_NOOP("Command",
            "Prints what was seen, shown, heard, answered and told, the newest last: all that has each WORD (or a word that begins so), "
            "since DURATION ago (24h, 7d) or TIME (22:00, 2026-01-05, \"2026-01-05 22:00\"). Without --since the newest 100.")},
    CommandKind{Command::Statistics, "stats", "[--since 30d]", 0, 0, "--since",
        QT_TRANSLATE_NOOP("Command", "Say how often you were paged, and how you answered."),
        QT_TRANSLATE_NOOP("Command",
            "Counts the pages of the last 30 days, or since DURATION ago or TIME: how many were answered and how quickly, how many came "
            "at night, and for which services. Test pages do not count.")},
    CommandKind{Command::Event, "event", "trigger|acknowledge|resolve", 1, 1,
        "--summary --severity --dedup-key --service --host --url --details --to",
        QT_TRANSLATE_NOOP("Command", "Open an incident from a script, and end it."),
        QT_TRANSLATE_NOOP("Command",
            "event trigger --summary TEXT [--severity critical|error|warning|info] [--dedup-key KEY] [--service ID]\n"
            "              [--host NAME] [--url URL] [--details TEXT] [--to SOURCE]\n"
            "event acknowledge|resolve --dedup-key KEY [--to SOURCE]\n\n"
            "Opens an incident and prints its dedup key; triggered again while it is open, it says what was said last. It stays open\n"
            "until somebody resolves it. The service decides whether it pages; without one, critical (which it is unless said\n"
            "otherwise) and error do.\n\n"
            "With --to it is sent to that source of kind pagerduty instead, and up to four times if PagerDuty does not take it at\n"
            "once. Exit code 4: it did not get there; sent again with the same dedup key it raises nothing twice.")},
    CommandKind{Command::Check, "check", "URL|ID", 1, 1, "", QT_TRANSLATE_NOOP("Command", "Run one check once."),
        QT_TRANSLATE_NOOP("Command",
            "Looks once at an address, or runs a configured check once, and prints where the time went and why it failed. Exit code 1: "
            "it failed.")},
    CommandKind{Command::ConfigCheck, "config", "check", 1, 1, "", QT_TRANSLATE_NOOP("Command", "Look for mistakes in the configuration."),
        QT_TRANSLATE_NOOP("Command",
            "Reads all *.toml files of the configuration folder. Exit code 3: there are mistakes, each with file, line and key.")},
};

const CommandKind *kindOf(const QString &word)
{
    const auto found = std::ranges::find_if(kinds, [&word](const CommandKind &kind) { return QLatin1StringView(kind.word) == word; });
    return found == kinds.end() ? nullptr : &*found;
}

QString synopsis(const CommandKind &kind)
{
    const QString operands = QString::fromUtf8(kind.operands);
    const QString word = QLatin1StringView(kind.word);
    return operands.isEmpty() ? word : word + u' ' + operands;
}

QString optionsHelp()
{
    return CommandLine::tr("Options:\n"
                           "  --config DIR   read the configuration of this folder\n"
                           "  --data DIR     keep history and queued actions in this folder\n"
                           "  --json         print JSON\n"
                           "  --demo         a scripted world instead of what is configured\n"
                           "  -h, --help     this text, or with a command its own\n"
                           "  -v, --version  the version");
}

struct OwnOption
{
    const char *name;
    const char *value; // as in the help
    const char *help;
};

constexpr std::array ownOptions{
    OwnOption{"--comment", "TEXT", QT_TRANSLATE_NOOP("Command", "say why")},
    OwnOption{"--for", "DURATION", QT_TRANSLATE_NOOP("Command", "for so long: 90s, 5m, 1h")},
    OwnOption{"--until", "TIME", QT_TRANSLATE_NOOP("Command", "until then: 09:00, \"2026-01-05 09:00\"")},
    OwnOption{"--source", "SOURCE", QT_TRANSLATE_NOOP("Command", "the source that it is of")},
    OwnOption{"--since", "TIME", QT_TRANSLATE_NOOP("Command", "since then, or so long ago")},
    OwnOption{"--state", "STATES", QT_TRANSLATE_NOOP("Command", "only those in one of these states")},
    OwnOption{"--all", "", QT_TRANSLATE_NOOP("Command", "those that are resolved, too")},
    OwnOption{"--test", "", QT_TRANSLATE_NOOP("Command", "send a test page")},
};

// The lines of those that the command alone has; what those of event are for stands in its text.
QString ownOptionsHelp(const CommandKind &kind)
{
    const QStringList taken = QString::fromLatin1(kind.options).split(u' ');
    QString text;
    for (const OwnOption &option : ownOptions) {
        const QString name = (QLatin1StringView(option.name) + u' ' + QLatin1StringView(option.value)).trimmed();
        if (taken.contains(QLatin1StringView(option.name)))
            text += "\n  "_L1 + name.leftJustified(15) + CommandLine::tr(option.help);
    }
    return text;
}

QString helpOf(const CommandKind &kind)
{
    return CommandLine::tr("Usage: nightbellctl [OPTIONS] %1").arg(synopsis(kind)) + u"\n\n"_s + CommandLine::tr(kind.help) + u"\n\n"_s
        + optionsHelp() + ownOptionsHelp(kind);
}

QString generalHelp()
{
    QString text = CommandLine::tr("Usage: nightbellctl [OPTIONS] COMMAND\n\n"
                                   "Asks and commands the running console; where none runs, it does the work itself.\n\n"
                                   "Commands:\n");
    for (const CommandKind &kind : kinds)
        text += "  "_L1 + synopsis(kind).leftJustified(35) + CommandLine::tr(kind.summary) + u'\n';
    return text + u'\n' + optionsHelp() + u"\n\n"_s
        + CommandLine::tr(
            "Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 configuration in error, 4 a source could not be reached,\n"
            "5 something needs you (status), or a page may be missed (readiness).");
}

UsageAnswer wrong(const QString &problem)
{
    return {problem + u'\n' + CommandLine::tr("Try: nightbellctl --help"), ExitCode::Usage};
}

// Reads word by word; the first mistake ends it.
class Parser
{
public:
    explicit Parser(const QStringList &words) : m_words(words) { }

    std::variant<Arguments, UsageAnswer> parse()
    {
        while (!m_words.isEmpty() && !m_answer) {
            const QString word = m_words.takeFirst();
            if (m_optionsEnded || !word.startsWith(u'-') || word == "-"_L1)
                operand(word);
            else if (word == "--"_L1)
                m_optionsEnded = true;
            else
                option(word.section(u'=', 0, 0), word.contains(u'=') ? std::optional(word.section(u'=', 1)) : std::nullopt);
        }
        return m_answer ? *m_answer : finish();
    }

private:
    void operand(const QString &word)
    {
        if (m_kind) {
            m_arguments.operands.append(word);
            return;
        }
        m_kind = kindOf(word);
        if (m_kind)
            return;
        const QString near = nearestWord(word, commandWords());
        m_answer = wrong(near.isEmpty() ? CommandLine::tr("There is no command “%1”.").arg(word)
                                        : CommandLine::tr("There is no command “%1”. Did you mean “%2”?").arg(word, near));
    }

    void option(const QString &name, const std::optional<QString> &value)
    {
        m_given.append(name);
        if (name == "--config"_L1) {
            m_arguments.configFolder = valueOf(name, value);
        } else if (name == "--data"_L1) {
            m_arguments.dataFolder = valueOf(name, value);
        } else if (name == "--for"_L1) {
            const QString text = valueOf(name, value);
            m_arguments.watchFor = parseDuration(text);
            if (!m_answer && !m_arguments.watchFor)
                m_answer = wrong(CommandLine::tr("%1 wants a duration such as 90s, 5m or 1h, not “%2”.").arg(name, text));
        } else if (name == "--until"_L1) {
            m_arguments.until = valueOf(name, value);
            if (!m_answer && !momentFrom(m_arguments.until, TimePoint()))
                m_answer
                    = wrong(CommandLine::tr("%1 wants a time such as 09:00 or “2026-01-05 09:00”, not “%2”.").arg(name, m_arguments.until));
        } else if (name == "--since"_L1) {
            m_arguments.since = valueOf(name, value);
            if (!m_answer && !sinceFrom(m_arguments.since, TimePoint()))
                m_answer = wrong(CommandLine::tr("%1 wants a duration such as 24h or 7d, or a time such as 22:00 or 2026-01-05, not “%2”.")
                                     .arg(name, m_arguments.since));
        } else if (name == "--state"_L1) {
            m_arguments.states = valueOf(name, value).split(u',', Qt::SkipEmptyParts);
        } else if (name == "--comment"_L1) {
            m_arguments.comment = valueOf(name, value);
        } else if (name == "--source"_L1) {
            m_arguments.source = SourceId(valueOf(name, value));
        } else if (eventOptions.contains(name)) {
            eventOption(name, valueOf(name, value));
        } else if (value) {
            m_answer = wrong(CommandLine::tr("There is no option “%1” with a value.").arg(name));
        } else if (name == "--json"_L1) {
            m_arguments.json = true;
        } else if (name == "--demo"_L1) {
            m_arguments.demo = true;
        } else if (name == "--all"_L1) {
            m_arguments.all = true;
        } else if (name == "--test"_L1) {
            m_arguments.test = true;
        } else if (name == "--help"_L1 || name == "-h"_L1) {
            m_wantsHelp = true;
        } else if (name == "--version"_L1 || name == "-v"_L1) {
            m_answer = UsageAnswer{u"nightbellctl "_s + QCoreApplication::applicationVersion(), ExitCode::Done};
        } else {
            m_answer = wrong(CommandLine::tr("There is no option “%1”.").arg(name));
        }
    }

    void eventOption(const QString &name, const QString &text)
    {
        Event &event = m_arguments.event;
        if (m_answer) {
            return;
        } else if (name == "--summary"_L1) {
            event.summary = text;
        } else if (name == "--dedup-key"_L1) {
            event.dedupKey = text;
            if (text.size() > longestDedupKey)
                m_answer = wrong(CommandLine::tr("%1 may have %2 characters at most.").arg(name).arg(longestDedupKey));
        } else if (name == "--service"_L1) {
            event.service = ServiceId(text);
        } else if (name == "--host"_L1) {
            event.host = text;
        } else if (name == "--details"_L1) {
            event.details = text;
        } else if (name == "--to"_L1) {
            m_arguments.sendTo = SourceId(text);
        } else if (name == "--url"_L1) {
            event.url = QUrl(text, QUrl::StrictMode);
            if (event.url.host().isEmpty() || !QStringList{u"http"_s, u"https"_s}.contains(event.url.scheme()))
                m_answer = wrong(CommandLine::tr("%1 wants an address that begins with https:// or http://, not “%2”.").arg(name, text));
        } else if (name == "--severity"_L1) {
            const auto severity = severityFromWord(text);
            event.severity = severity.value_or(Severity::Unknown);
            if (event.severity == Severity::Unknown)
                m_answer = wrong(CommandLine::tr("%1 wants critical, error, warning or info, not “%2”.").arg(name, text));
        }
    }

    std::optional<UsageAnswer> eventProblem()
    {
        const auto action = eventActionFromWord(m_arguments.operands.first());
        if (!action)
            return wrong(CommandLine::tr("“%1” wants %2.").arg(QLatin1StringView(m_kind->word), QString::fromUtf8(m_kind->operands)));
        m_arguments.event.action = *action;
        m_arguments.operands.clear();
        const QString command = u"event "_s + toWord(*action);
        const QString wanted = *action == EventAction::Trigger ? u"--summary"_s : u"--dedup-key"_s;
        if (!m_given.contains(wanted) || (*action == EventAction::Trigger && m_arguments.event.summary.trimmed().isEmpty()))
            return wrong(CommandLine::tr("“%1” wants %2.").arg(command, wanted));
        for (const QString &name : std::as_const(m_given)) {
            if (*action != EventAction::Trigger && eventOptions.contains(name) && name != "--dedup-key"_L1 && name != "--to"_L1)
                return wrong(CommandLine::tr("“%1” has no option %2.").arg(command, name));
        }
        return std::nullopt;
    }

    QString valueOf(const QString &name, const std::optional<QString> &value)
    {
        const QString text = value ? *value : m_words.isEmpty() ? QString() : m_words.takeFirst();
        if (text.isEmpty())
            m_answer = wrong(CommandLine::tr("%1 wants a value.").arg(name));
        return text;
    }

    std::variant<Arguments, UsageAnswer> finish()
    {
        if (m_wantsHelp)
            return UsageAnswer{m_kind ? helpOf(*m_kind) : generalHelp(), ExitCode::Done};
        if (!m_kind)
            return wrong(CommandLine::tr("A command is missing."));
        const QString word = QLatin1StringView(m_kind->word);
        m_arguments.command = m_kind->command;
        const QStringList taken = QString::fromLatin1(m_kind->options).split(u' ');
        for (const QString &name : std::as_const(m_given)) {
            if (!commonOptions.contains(name) && !taken.contains(name))
                return wrong(CommandLine::tr("“%1” has no option %2.").arg(word, name));
        }
        // What ends has one end.
        if (taken.contains("--until"_L1) && m_arguments.watchFor.has_value() == !m_arguments.until.isEmpty())
            return wrong(CommandLine::tr("“%1” wants %2.").arg(word, QString::fromUtf8(m_kind->operands)));
        if (m_arguments.operands.size() < m_kind->fewest)
            return wrong(CommandLine::tr("“%1” wants %2.").arg(word, QString::fromUtf8(m_kind->operands)));
        if (m_arguments.operands.size() > m_kind->most)
            return wrong(CommandLine::tr("“%1” does not want “%2”.").arg(word, m_arguments.operands[m_kind->most]));
        if (m_kind->command == Command::ConfigCheck && m_arguments.operands != QStringList{u"check"_s})
            return wrong(CommandLine::tr("“%1” wants %2.").arg(word, u"check"_s));
        if (m_kind->command == Command::Event)
            m_answer = eventProblem();
        if (m_answer)
            return *m_answer;
        return m_arguments;
    }

    const QStringList eventOptions{
        u"--summary"_s, u"--severity"_s, u"--dedup-key"_s, u"--service"_s, u"--host"_s, u"--url"_s, u"--details"_s, u"--to"_s};

    const QStringList commonOptions{u"--config"_s, u"--data"_s, u"--json"_s, u"--demo"_s};

    QStringList m_words;
    QStringList m_given; // options
    Arguments m_arguments;
    const CommandKind *m_kind = nullptr;
    std::optional<UsageAnswer> m_answer;
    bool m_optionsEnded = false;
    bool m_wantsHelp = false;
};

} // namespace

std::variant<Arguments, UsageAnswer> parseArguments(const QStringList &arguments)
{
    return Parser(arguments).parse();
}

std::optional<TimePoint> momentFrom(const QString &text, TimePoint now)
{
    if (const QTime time = QTime::fromString(text, u"H:mm"_s); time.isValid()) {
        const QDateTime local = toDateTime(now).toLocalTime();
        const QDateTime today(local.date(), time);
        return fromDateTime(today > local ? today : QDateTime(local.date().addDays(1), time));
    }
    for (const QString &format : {u"yyyy-MM-dd H:mm"_s, u"yyyy-MM-ddTH:mm"_s}) {
        if (const QDateTime local = QDateTime::fromString(text, format); local.isValid())
            return fromDateTime(local);
    }
    return fromIso(text);
}

std::optional<TimePoint> sinceFrom(const QString &text, TimePoint now)
{
    if (const auto span = parseDuration(text))
        return now - *span;
    const QDateTime local = toDateTime(now).toLocalTime();
    if (const QTime time = QTime::fromString(text, u"H:mm"_s); time.isValid()) {
        const QDateTime today(local.date(), time);
        return fromDateTime(today <= local ? today : QDateTime(local.date().addDays(-1), time));
    }
    if (const QDate date = QDate::fromString(text, u"yyyy-MM-dd"_s); date.isValid())
        return fromDateTime(date.startOfDay());
    return momentFrom(text, now);
}

QStringList commandWords()
{
    QStringList words;
    for (const CommandKind &kind : kinds)
        words.append(QLatin1StringView(kind.word));
    return words;
}

} // namespace nightbell
