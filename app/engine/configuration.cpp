// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/configuration.h"

#include "base/duration.h"
#include "engine/configurationread.h"

#include <QCoreApplication>
#include <QTime>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

QVariant toValue(double value)
{
    // Whole percentages are shown, and written, as whole numbers.
    const auto whole = static_cast<qint64>(value);
    return static_cast<double>(whole) == value ? QVariant(whole) : QVariant(value);
}
QVariant toValue(int value)
{
    return QVariant(qint64{value});
}
QVariant toValue(bool value)
{
    return value;
}
QVariant toValue(const QString &value)
{
    return value;
}
QVariant toValue(Duration value)
{
    return formatDuration(value);
}

void fromValue(const QVariant &value, double &result)
{
    result = value.toDouble();
}
void fromValue(const QVariant &value, int &result)
{
    result = value.toInt();
}
void fromValue(const QVariant &value, bool &result)
{
    result = value.toBool();
}
void fromValue(const QVariant &value, QString &result)
{
    result = value.toString();
}
void fromValue(const QVariant &value, Duration &result)
{
    result = parseDuration(value.toString()).value_or(result);
}

// One line a setting: read, write and forms follow.
template<typename Rules, typename Visit>
void visitRules(Rules &rules, const Visit &visit)
{
    visit(u"cpu.above"_s, rules.cpuAbove);
    visit(u"cpu.for"_s, rules.cpuFor);
    visit(u"memory.above"_s, rules.memoryAbove);
    visit(u"memory.for"_s, rules.memoryFor);
    visit(u"restarts.more-than"_s, rules.restartsMoreThan);
    visit(u"restarts.within"_s, rules.restartsWithin);
}

template<typename Console, typename Visit>
void visitConsoleSettings(Console &console, const Visit &visit)
{
    visit(u"theme"_s, console.theme);
    visit(u"language"_s, console.language);
    visit(u"close-to-tray"_s, console.closeToTray);
    visit(u"keep-history"_s, console.keepHistory);
    visit(u"sound"_s, console.sound);
    visit(u"sound-limit"_s, console.soundLimit);
    visit(u"sound-file"_s, console.soundFile);
    visit(u"sound-output"_s, console.soundOutput);
    visit(u"low-sound"_s, console.lowSound);
    visit(u"raise-volume"_s, console.raiseVolume);
    visit(u"volume"_s, console.volume);
    visit(u"speak"_s, console.speak);
    visit(u"alert-window"_s, console.alertWindow);
    visit(u"alert-after"_s, console.alertAfter);
    visit(u"lift-do-not-disturb"_s, console.liftDisturb);
    visit(u"hide-titles"_s, console.hideTitles);
    visit(u"delay-sleep"_s, console.delaySleep);
    visit(u"test-before-shift"_s, console.testBeforeShift);
    visit(u"test-at"_s, console.testAt);
    visit(u"show-welcome"_s, console.showWelcome);
}

constexpr qint64 second = 1'000;
constexpr qint64 hour = 3'600 * second;
constexpr qint64 day = 24 * hour;

Field idField(const char *help)
{
    return {.key = u"id"_s, .type = FieldType::Text, .label = QT_TRANSLATE_NOOP("Field", "Id"), .help = help, .required = true};
}

Field enabledField()
{
    return {.key = u"enabled"_s, .type = FieldType::Boolean, .label = QT_TRANSLATE_NOOP("Field", "Switched on"), .fallback = true};
}

Field percentField(const QString &key, const char *label)
{
    return {.key = key, .type = FieldType::Integer, .label = label, .fallback = qint64{70}, .minimum = 0, .maximum = 100};
}

// "off", and the times of day of which one can be chosen.
QStringList halfHours()
{
    QStringList times{u"off"_s};
    for (int minutes = 0; minutes < 24 * 60; minutes += 30)
        times.append(QTime(minutes / 60, minutes % 60).toString(u"HH:mm"_s));
    return times;
}

} // namespace

bool ConfigOrigin::isEditable() const
{
    return file.isEmpty() || file == consoleFile;
}

QString ConfigProblem::text() const
{
    QString place = file;
    if (line > 0)
        place += u':' + QString::number(line);
    return place + ": "_L1 + (key.isEmpty() ? message : key + ": "_L1 + message);
}

const ServiceEntry *Configuration::service(const ServiceId &id) const
{
    const auto found = std::ranges::find_if(services, [&id](const ServiceEntry &entry) { return entry.service.id == id; });
    return found == services.end() ? nullptr : &*found;
}

bool Configuration::isFirstStart() const
{
    const auto isNamed = [](const SourceEntry &source) { return source.kind != "local"_L1; };
    return console.showWelcome && checks.isEmpty() && std::ranges::none_of(sources, isNamed);
}

const Fields &commonSourceFields()
{
    static const Fields fields{
        idField(QT_TRANSLATE_NOOP("Field", "Part of the ids of incidents and hosts: choose it once.")),
        {.key = u"name"_s, .type = FieldType::Text, .label = QT_TRANSLATE_NOOP("Field", "Name")},
        {.key = u"every"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Ask every"),
            .minimum = second,
            .maximum = hour},
        enabledField(),
    };
    return fields;
}

const Fields &commonCheckFields()
{
    static const Fields fields{
        idField(QT_TRANSLATE_NOOP("Field", "Part of the ids of incidents: choose it once.")),
        {.key = u"every"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Check every"),
            .fallback = u"30s"_s,
            .minimum = 5 * second,
            .maximum = day},
        {.key = u"fail-after"_s,
            .type = FieldType::Integer,
            .label = QT_TRANSLATE_NOOP("Field", "Failures in a row until an incident"),
            .fallback = qint64{2},
            .minimum = 1,
            .maximum = 100},
        {.key = u"service"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "Service"),
            .help = QT_TRANSLATE_NOOP("Field", "What breaks when this fails; its urgency decides who is woken.")},
        enabledField(),
    };
    return fields;
}

const Fields &commonChannelFields()
{
    static const Fields fields{
        idField(QT_TRANSLATE_NOOP("Field", "What services name it by: choose it once.")),
        {.key = u"name"_s, .type = FieldType::Text, .label = QT_TRANSLATE_NOOP("Field", "Name")},
        enabledField(),
    };
    return fields;
}

const Fields &ruleFields()
{
    static const Fields fields{
        percentField(u"cpu.above"_s, QT_TRANSLATE_NOOP("Field", "CPU above (percent)")),
        {.key = u"cpu.for"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "CPU without interruption for"),
            .fallback = u"5m"_s,
            .maximum = day},
        percentField(u"memory.above"_s, QT_TRANSLATE_NOOP("Field", "Memory above (percent)")),
        {.key = u"memory.for"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Memory without interruption for"),
            .fallback = u"5m"_s,
            .maximum = day},
        {.key = u"restarts.more-than"_s,
            .type = FieldType::Integer,
            .label = QT_TRANSLATE_NOOP("Field", "Restarts by failure, more than"),
            .fallback = qint64{2},
            .minimum = 0,
            .maximum = 1'000},
        // Hosts remember restarts for a day.
        {.key = u"restarts.within"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Restarts within"),
            .fallback = u"1h"_s,
            .minimum = 60 * second,
            .maximum = day},
    };
    return fields;
}

const Fields &consoleFields()
{
    static const Fields fields{
        {.key = u"theme"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Appearance"),
            .fallback = u"system"_s,
            .choices = {u"system"_s, u"light"_s, u"dark"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "As the system"), QT_TRANSLATE_NOOP("FieldChoice", "Light"),
                QT_TRANSLATE_NOOP("FieldChoice", "Dark")},
            .section = QT_TRANSLATE_NOOP("Field", "Console")},
        {.key = u"language"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Language"),
            .fallback = u"system"_s,
            .choices = {u"system"_s, u"en"_s, u"de"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "As the system"), "English", "Deutsch"}},
        {.key = u"close-to-tray"_s,
            .type = FieldType::Boolean,
            .label = QT_TRANSLATE_NOOP("Field", "Keep watching when the window is closed"),
            .fallback = true},
        {.key = u"keep-history"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Keep history for"),
            .fallback = u"90d"_s,
            .minimum = day,
            .maximum = 3'650 * day},
        {.key = u"sound"_s,
            .type = FieldType::Boolean,
            .label = QT_TRANSLATE_NOOP("Field", "Ring when something needs me"),
            .fallback = true,
            .section = QT_TRANSLATE_NOOP("Field", "Pages")},
        {.key = u"sound-limit"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Ring for at most"),
            .fallback = u"10m"_s,
            .minimum = 5 * second,
            .maximum = 12 * hour},
        {.key = u"sound-file"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "My own ring"),
            .help = QT_TRANSLATE_NOOP(
                "Field", "Path of a WAV file. Empty: the built-in ring, which is also used when the file cannot be played.")},
        {.key = u"sound-output"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "Ring on"),
            .help = QT_TRANSLATE_NOOP(
                "Field", "Name of a sound device, or a part of it. Empty, or where it is not connected: the default device."),
            .optionsFrom = "sound-outputs"},
        {.key = u"low-sound"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Low urgency"),
            .fallback = u"silent"_s,
            .choices = {u"silent"_s, u"chime"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "Makes no sound"),
                QT_TRANSLATE_NOOP("FieldChoice", "One short chime, but not in do-not-disturb")}},
        {.key = u"raise-volume"_s,
            .type = FieldType::Boolean,
            .label = QT_TRANSLATE_NOOP("Field", "Unmute the device and turn it up for a page"),
            .help = QT_TRANSLATE_NOOP("Field", "Mute and volume are as before once somebody has reacted."),
            .fallback = false},
        {.key = u"volume"_s,
            .type = FieldType::Integer,
            .label = QT_TRANSLATE_NOOP("Field", "Turn it up to (%)"),
            .fallback = qint64{80},
            .minimum = 10,
            .maximum = 100},
        {.key = u"speak"_s,
            .type = FieldType::Boolean,
            .label = QT_TRANSLATE_NOOP("Field", "Say aloud what is broken"),
            .help = QT_TRANSLATE_NOOP("Field", "Needs espeak-ng or speech-dispatcher."),
            .fallback = false},
        {.key = u"alert-window"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Alert window"),
            .help = QT_TRANSLATE_NOOP("Field", "In front of everything, on every screen. It takes no key that you are typing."),
            .fallback = u"needed"_s,
            .choices = {u"needed"_s, u"always"_s, u"never"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "Where notifications are hidden, or nobody reacts"),
                QT_TRANSLATE_NOOP("FieldChoice", "At each page"), QT_TRANSLATE_NOOP("FieldChoice", "Never")}},
        {.key = u"alert-after"_s,
            .type = FieldType::TimeSpan,
            .label = QT_TRANSLATE_NOOP("Field", "Nobody reacts for"),
            .fallback = u"30s"_s,
            .minimum = second,
            .maximum = hour},
        {.key = u"lift-do-not-disturb"_s,
            .type = FieldType::Boolean,
            .label = QT_TRANSLATE_NOOP("Field", "End do-not-disturb for a page"),
            .help = QT_TRANSLATE_NOOP("Field",
                "Where the desktop would hide it: dunst, mako and MATE. What other programs had to say is shown then, too. It is on again "
                "once somebody has reacted."),
            .fallback = false},
        {.key = u"hide-titles"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Hide titles"),
            .help = QT_TRANSLATE_NOOP(
                "Field", "In notifications, in the alert window and in what is said aloud. They ring and stay as urgent as they are."),
            .fallback = u"never"_s,
            .choices = {u"never"_s, u"locked"_s, u"always"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "Never"), QT_TRANSLATE_NOOP("FieldChoice", "While the screen is locked"),
                QT_TRANSLATE_NOOP("FieldChoice", "Always")},
            .section = QT_TRANSLATE_NOOP("Field", "Privacy")},
        {.key = u"delay-sleep"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Hold up sleep for a moment"),
            .help = QT_TRANSLATE_NOOP("Field", "So that it can be said that this computer stops watching."),
            .fallback = u"on-call"_s,
            .choices = {u"on-call"_s, u"always"_s, u"never"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "While I am on call, as far as that is known"),
                QT_TRANSLATE_NOOP("FieldChoice", "Always"), QT_TRANSLATE_NOOP("FieldChoice", "Never")},
            .section = QT_TRANSLATE_NOOP("Field", "Readiness")},
        {.key = u"test-before-shift"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Test page before my shift"),
            .help = QT_TRANSLATE_NOOP("Field", "It rings like any other page. Somebody has to acknowledge it."),
            .fallback = u"off"_s,
            .choices = {u"off"_s, u"5m"_s, u"15m"_s, u"30m"_s, u"1h"_s, u"2h"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "Off"), QT_TRANSLATE_NOOP("FieldChoice", "5 minutes before"),
                QT_TRANSLATE_NOOP("FieldChoice", "15 minutes before"), QT_TRANSLATE_NOOP("FieldChoice", "30 minutes before"),
                QT_TRANSLATE_NOOP("FieldChoice", "An hour before"), QT_TRANSLATE_NOOP("FieldChoice", "Two hours before")}},
        {.key = u"test-at"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Test page each day at"),
            .fallback = u"off"_s,
            .choices = halfHours()},
    };
    return fields;
}

FieldValues ruleValues(const RuleSettings &rules)
{
    FieldValues values;
    visitRules(rules, [&values](const QString &key, const auto &value) { values.insert(key, toValue(value)); });
    return values;
}

RuleSettings ruleSettings(const FieldValues &values)
{
    RuleSettings rules;
    visitRules(rules, [&values](const QString &key, auto &value) {
        if (values.contains(key))
            fromValue(values.value(key), value);
    });
    return rules;
}

FieldValues consoleValues(const ConsoleSettings &console)
{
    FieldValues values;
    visitConsoleSettings(console, [&values](const QString &key, const auto &value) { values.insert(key, toValue(value)); });
    return values;
}

ConsoleSettings consoleSettings(const FieldValues &values)
{
    ConsoleSettings console;
    visitConsoleSettings(console, [&values](const QString &key, auto &value) {
        if (values.contains(key))
            fromValue(values.value(key), value);
    });
    return console;
}

bool isConfigId(const QString &id)
{
    return !id.isEmpty() && id.size() <= 64 && std::ranges::all_of(id, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_' || c == u'.';
    });
}

Fields allConsoleFields()
{
    return consoleFields() + Fields{Field{.key = u"show-welcome"_s, .type = FieldType::Boolean, .fallback = true}};
}

Configuration loadConfiguration(const QString &folder, const ConfigKinds &kinds)
{
    return readConfiguration(readConfigFiles(folder), kinds);
}

} // namespace nightbell
