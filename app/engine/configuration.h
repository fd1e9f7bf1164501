// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/expected.h"
#include "base/field.h"
#include "base/id.h"
#include "domain/hostrules.h"
#include "domain/service.h"

#include <QList>
#include <QString>

#include <cstdint>

namespace nightbell {

struct ChannelKind;
struct CheckKind;
struct SourceKind;

// Where an entry stands. Only entries of console.toml can be changed from the settings dialog.
struct ConfigOrigin
{
    QString file; // base name; empty: built in
    int line = 0;

    bool isEditable() const;

    bool operator==(const ConfigOrigin &) const = default;
};

// One mistake in a file: what it is about and what was expected there. English: it is also printed by scripts.
struct ConfigProblem
{
    QString file;
    int line = 0; // 0: the file as a whole
    QString key; // "check.home.every"; empty: none
    QString message; // `expected a duration such as "30s" or "5m", found "5 minutes"`

    QString text() const; // "checks.toml:12: check.home.every: expected …"

    bool operator==(const ConfigProblem &) const = default;
};

struct SourceEntry
{
    SourceId id;
    QString kind;
    QString name; // what people call it; the kind's name where it has none
    Duration every{0};
    bool enabled = true;
    FieldValues values; // of the kind's fields, secrets not among them
    ConfigOrigin origin;

    bool operator==(const SourceEntry &) const = default;
};

struct CheckEntry
{
    CheckId id;
    QString kind;
    Duration every = std::chrono::seconds(30);
    int failAfter = 2; // failures in a row until an incident is opened, 1–100
    bool enabled = true;
    ServiceId service; // one that is not configured is a problem, but the check runs
    FieldValues values;
    ConfigOrigin origin;

    bool operator==(const CheckEntry &) const = default;
};

struct ServiceEntry
{
    Service service;
    ConfigOrigin origin;

    bool operator==(const ServiceEntry &) const = default;
};

// A way to tell the backup.
struct ChannelEntry
{
    ChannelId id;
    QString kind;
    QString name; // what people call it; the kind's name where it has none
    bool enabled = true;
    FieldValues values; // of the kind's fields, secrets not among them
    ConfigOrigin origin;

    bool operator==(const ChannelEntry &) const = default;
};

// [console]: how the program itself behaves. One line each in visitConsoleSettings().
struct ConsoleSettings
{
    QString theme = QStringLiteral("system"); // system, light, dark
    QString language = QStringLiteral("system"); // system, en, de
    bool closeToTray = true; // closing the window keeps watching, where there is a tray
    Duration keepHistory = std::chrono::hours(24 * 90); // events and resolved incidents
    bool sound = true; // a page rings
    Duration soundLimit = std::chrono::minutes(10); // after that it is silent, whatever happens
    QString soundFile; // a WAV file in place of the built-in ring; empty: none
    QString soundOutput; // what the device calls itself; empty, or not there: the default one
    QString lowSound = QStringLiteral("silent"); // of low urgency: silent, chime
    bool raiseVolume = false; // a page unmutes the output and turns it up, until somebody reacts
    int volume = 80; // that is how far, in percent
    bool speak = false; // a page is said aloud
    QString alertWindow = QStringLiteral("needed"); // needed: where notifications are hidden or nobody reacted; always, never
    Duration alertAfter = std::chrono::seconds(30); // that is how long nobody may react
    bool liftDisturb = false; // a page ends do-not-disturb where it would be hidden, until somebody reacts
    QString hideTitles = QStringLiteral("never"); // in notifications and the alert window: never, locked (the screen is), always
    QString delaySleep = QStringLiteral("on-call"); // for a moment, to say that nothing is watched then: on-call, always, never
    QString testBeforeShift = QStringLiteral("off"); // a test page that long before a shift of the person's begins: off, 5m, …
    QString testAt = QStringLiteral("off"); // one each day: off, or an hour of local time (18:30)
    bool showWelcome = true; // the first-start page

    bool operator==(const ConsoleSettings &) const = default;
};

// All that the *.toml files of the folder say, merged, with what is wrong with them. Entries that are in error are not in
// the lists; everything else works. Values that equal their field's fallback are left out of `values`.
struct Configuration
{
    QList<SourceEntry> sources; // with the built-in "local" unless it is switched off
    QList<ServiceEntry> services;
    QList<CheckEntry> checks;
    QList<ChannelEntry> channels;
    RuleSettings rules;
    ConsoleSettings console;
    QList<ConfigProblem> problems;

    const ServiceEntry *service(const ServiceId &id) const; // nullptr: not configured
    bool isFirstStart() const; // nobody has said yet what to watch, nor that this machine is enough
};

// Fields that every source, check and service has beside those of its kind; for forms and for reading alike.
const Fields &commonSourceFields(); // id, name, every, enabled
const Fields &commonCheckFields(); // id, every, fail-after, service, enabled
const Fields &commonChannelFields(); // id, name, enabled
const Fields &serviceFields(); // id, name, urgency, what matches, hours, escalation
const Fields &ruleFields(); // cpu.above, cpu.for, memory.above, memory.for, restarts.more-than, restarts.within
const Fields &consoleFields(); // theme, language, close-to-tray, keep-history

// The same values as forms see them, by the keys of the fields, and back. Absent: the default.
FieldValues ruleValues(const RuleSettings &rules);
RuleSettings ruleSettings(const FieldValues &values);
FieldValues serviceValues(const Service &service);
struct ServiceReading
{
    Service service;
    FieldProblems problems; // key and what was expected there; empty: the service is as the values say
};
ServiceReading serviceOfValues(const FieldValues &values);
FieldValues consoleValues(const ConsoleSettings &console);
ConsoleSettings consoleSettings(const FieldValues &values); // showWelcome is not among them

// 1 to 64 of a-z, 0-9, "-", "_" and ".": what an entry can be called.
bool isConfigId(const QString &id);

// The kinds that entries can be of.
struct ConfigKinds
{
    QList<const SourceKind *> sources;
    QList<const CheckKind *> checks;
    QList<const ChannelKind *> channels;
};
ConfigKinds allKinds();

// The *.toml files of a folder, in alphabetical order. A folder that does not exist is an empty one.
Configuration loadConfiguration(const QString &folder, const ConfigKinds &kinds = allKinds());

// Changes of console.toml. Each reads the file, changes the one entry, writes it whole (QSaveFile: never half a file) and
// leaves all other keys and comments as they are. Values that equal their default are not written. Errors: Storage (cannot
// be written), BadInput (the file or the entry is in error, or the entry is another file's); the detail says what.
Expected<Done> saveSource(const QString &folder, const SourceEntry &entry, const ConfigKinds &kinds = allKinds());
Expected<Done> saveCheck(const QString &folder, const CheckEntry &entry, const ConfigKinds &kinds = allKinds());
Expected<Done> saveService(const QString &folder, const ServiceEntry &entry, const ConfigKinds &kinds = allKinds());
Expected<Done> saveChannel(const QString &folder, const ChannelEntry &entry, const ConfigKinds &kinds = allKinds());
Expected<Done> saveRules(const QString &folder, const RuleSettings &rules, const ConfigKinds &kinds = allKinds());
Expected<Done> saveConsole(const QString &folder, const ConsoleSettings &console, const ConfigKinds &kinds = allKinds());
// NotFound: there is no such entry.
Expected<Done> removeSource(const QString &folder, const SourceId &id, const ConfigKinds &kinds = allKinds());
Expected<Done> removeCheck(const QString &folder, const CheckId &id, const ConfigKinds &kinds = allKinds());
Expected<Done> removeService(const QString &folder, const ServiceId &id, const ConfigKinds &kinds = allKinds());
Expected<Done> removeChannel(const QString &folder, const ChannelId &id, const ConfigKinds &kinds = allKinds());

} // namespace nightbell
