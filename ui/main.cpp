// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/translation.h"
#include "engine/configuration.h"
#include "engine/controlclient.h"
#include "engine/datafolder.h"
#include "engine/session.h"
#include "screenshots.h"
#include "signals.h"
#include "theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTextStream>
#include <QThread>

#include <algorithm>
#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

struct Arguments
{
    SessionOptions session;
    bool hidden = false;
    QString screenshots; // folder; empty: none are wanted
};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(main)
};

QString defaultFolder(QStandardPaths::StandardLocation location)
{
    return QStandardPaths::writableLocation(location) + u"/nightbell"_s;
}

// nullopt: wrong usage, which has been said. Ends the program where only help or version is wanted.
std::optional<Arguments> readArguments()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Words::tr("On-call console: watches this machine, your sites and your alerting, and pages you."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption config(
        u"config"_s, Words::tr("Folder with the configuration (*.toml)."), u"DIR"_s, defaultFolder(QStandardPaths::GenericConfigLocation));
    const QCommandLineOption data(
        u"data"_s, Words::tr("Folder for history and queued actions."), u"DIR"_s, defaultFolder(QStandardPaths::GenericDataLocation));
    const QCommandLineOption hidden(u"hidden"_s, Words::tr("Start in the tray, without the window."));
    const QCommandLineOption demo(u"demo"_s, Words::tr("Show a scripted world; nothing is kept."));
    const QCommandLineOption screenshot(
        u"screenshot"_s, Words::tr("Write a picture of every page to DIR, from the demo, and end."), u"DIR"_s);
    parser.addOptions({config, data, hidden, demo, screenshot});
    const bool isKnown = parser.parse(QCoreApplication::arguments());
    if (parser.isSet(help))
        parser.showHelp();
    if (parser.isSet(version))
        parser.showVersion();
    if (!isKnown || !parser.positionalArguments().isEmpty()) {
        const QString what = isKnown ? Words::tr("What is “%1”?").arg(parser.positionalArguments().constFirst()) : parser.errorText();
        QTextStream(stderr) << what << Qt::endl;
        return {};
    }
    Arguments arguments;
    arguments.session.configFolder = parser.value(config);
    arguments.session.dataFolder = parser.value(data);
    arguments.session.demo = parser.isSet(demo) || parser.isSet(screenshot);
    arguments.hidden = parser.isSet(hidden);
    arguments.screenshots = parser.value(screenshot);
    return arguments;
}

// Without a display Qt ends the program in the middle of its first line.
bool isDisplayNamed(int argc, char *argv[])
{
    for (const char *variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(variable))
            return true;
    }
    const auto namesPlatform = [](const char *argument) { return QByteArrayView(argument).contains("-platform"); };
    return std::any_of(argv, argv + argc, namesPlatform);
}

void nameProgram()
{
    QCoreApplication::setApplicationName(u"nightbell"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(NIGHTBELL_VERSION));
}

// What a terminal without a display can have: help, version, mistakes. Returns the exit code.
int runWithoutDisplay(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    nameProgram();
    installTranslation(u"system"_s);
    if (!readArguments())
        return 2;
    QTextStream(stderr) << Words::tr("There is no display to show the console on; nightbellctl needs none.") << Qt::endl;
    return 1;
}

// What to do about a data folder that somebody else has.
enum class Neighbour : std::uint8_t {
    Raised, // a console, which has come to the front
    Leaving, // about to give the folder back, or not listening yet
    Stuck, // it does not answer
};

Neighbour askNeighbour(const QString &dataFolder)
{
    constexpr std::chrono::seconds deadline(2);
    const QStringList paths = controlPaths(dataFolder, false);
    const auto raised
        = askRunning(paths, QJsonObject{{u"command"_s, u"raise"_s}, {u"token"_s, qEnvironmentVariable("XDG_ACTIVATION_TOKEN")}}, deadline);
    if (raised && raised->value("ok"_L1).toBool())
        return Neighbour::Raised;
    if (raised) // a `nightbellctl watch` makes way for a console with a window, a single command is soon done
        static_cast<void>(askRunning(paths, QJsonObject{{u"command"_s, u"yield"_s}}, deadline));
    // Nobody listens: it has just ended, or a console has just started.
    return raised || raised.error().kind == ErrorKind::Unreachable ? Neighbour::Leaving : Neighbour::Stuck;
}

// The right to write in the data folder, for as long as the result lives. Where there is none, `options` says why nothing
// is kept: the console watches and pages all the same.
struct Hold
{
    std::optional<DataLock> lock;
    bool isRaisedElsewhere = false; // another console has come to the front instead
};

Hold holdData(SessionOptions &options)
{
    constexpr int attempts = 50;
    Hold hold;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        auto lock = DataLock::take(options.dataFolder);
        if (lock) {
            hold.lock = std::move(*lock);
            return hold;
        }
        if (lock.error().kind != ErrorKind::Conflict)
            return hold; // the database will say what is wrong with the folder
        const Neighbour neighbour = askNeighbour(options.dataFolder);
        hold.isRaisedElsewhere = neighbour == Neighbour::Raised;
        if (neighbour != Neighbour::Leaving)
            break;
        QThread::msleep(100);
    }
    if (!hold.isRaisedElsewhere)
        options.notKept = Words::tr("another Nightbell has the data folder and does not answer");
    return hold;
}

} // namespace

int main(int argc, char *argv[])
{
    keepLargeBlocksApart();
    if (!isDisplayNamed(argc, argv))
        return runWithoutDisplay(argc, argv);
    // Desktops mute the sounds of events in do-not-disturb, and keep them muted; an alarm is another stream to them.
    qputenv("PULSE_PROP", "media.role=alarm");
    QApplication app(argc, argv);
    nameProgram();
    QGuiApplication::setApplicationDisplayName(u"Nightbell"_s);
    QGuiApplication::setDesktopFileName(u"io.github.nightbell.Nightbell"_s);
    QGuiApplication::setQuitOnLastWindowClosed(false);

    installTranslation(u"system"_s);
    std::optional<Arguments> read = readArguments();
    if (!read)
        return 2;
    Arguments &arguments = *read;
    if (!arguments.screenshots.isEmpty())
        return takeScreenshots(app, arguments.screenshots);

    Hold hold;
    if (!arguments.session.demo) {
        hold = holdData(arguments.session);
        if (hold.isRaisedElsewhere)
            return 0;
    }
    const ConsoleSettings console = arguments.session.demo ? ConsoleSettings{} : loadConfiguration(arguments.session.configFolder).console;
    installTranslation(console.language);
    applyTheme(app, console.theme);
    SystemClock clock;
    Application application(app, clock, arguments.session);
    quitOnSignals(app);
    application.start(arguments.hidden);
    return QApplication::exec();
}
