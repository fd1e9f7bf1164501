// SPDX-License-Identifier: GPL-3.0-or-later
// From exec to the first painted window, beside an empty QMainWindow of a program that links the same libraries; memory then,
// and how often the console wakes up while its window is hidden; what an hour of samples adds to its memory. Without arguments:
// starts itself as each of these, on an X server and a message bus of its own (offscreen where there is no Xvfb).
#include "application.h"
#include "base/clock.h"
#include "base/translation.h"
#include "bench/desk.h"
#include "bench/process.h"
#include "engine/configuration.h"
#include "engine/session.h"
#include "mainwindow.h"
#include "support/privatebus.h"
#include "theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QMainWindow>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <functional>
#include <vector>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 15;
constexpr std::chrono::seconds idleTime(20);
constexpr double startLimit = 2.0; // times the empty window
constexpr double wakeupLimit = 2; // a second, all threads
constexpr double cpuLimit = 0.2; // percent of a core, with a hidden window
constexpr qint64 memoryLimit = 75'000; // kB, resident
constexpr qint64 growthLimit = 1'000; // kB, in an hour of samples
constexpr std::chrono::milliseconds hurriedInterval(100); // between two samples, which stand for 5 s
constexpr int hurry = 50;

qint64 monotonicMicroseconds()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Says when the first widget has been painted.
class FirstPaint : public QObject
{
public:
    using QObject::QObject;
    std::function<void()> painted;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_seen) {
            m_seen = true;
            QTimer::singleShot(0, this, [this] {
                QTextStream(stdout) << monotonicMicroseconds() << Qt::endl;
                if (painted)
                    painted();
            });
        }
        return false;
    }

private:
    bool m_seen = false;
};

int runEmpty(QApplication &app, FirstPaint &paint)
{
    app.installEventFilter(&paint);
    QMainWindow window;
    window.resize(1180, 720);
    window.show();
    return QApplication::exec();
}

// So fast that an hour passes in 72 s.
class HastyClock final : public Clock
{
public:
    TimePoint now() const override { return m_began + elapsed(); }
    Duration elapsed() const override { return hurry * (m_system.elapsed() - m_beganElapsed); }

private:
    SystemClock m_system;
    TimePoint m_began = m_system.now();
    Duration m_beganElapsed = m_system.elapsed();
};

// As the person would by pressing F5 without end.
void pollWithoutEnd(const MainWindow &window, QTimer &timer)
{
    const QList<QAction *> actions = window.actions();
    const auto poll = std::ranges::find(actions, QKeySequence(Qt::Key_F5), &QAction::shortcut);
    QObject::connect(&timer, &QTimer::timeout, *poll, &QAction::trigger);
    timer.start(hurriedInterval);
}

enum class Manner : std::uint8_t { Shown, Hidden, Hurried };

int runConsole(QApplication &app, FirstPaint &paint, Manner manner)
{
    app.installEventFilter(&paint);
    const QString folder = qEnvironmentVariable("HOME");
    const SessionOptions options{folder + u"/config"_s, folder + u"/data"_s, false, {}};
    QDir().mkpath(options.dataFolder);
    const ConsoleSettings console = loadConfiguration(options.configFolder).console;
    installTranslation(console.language);
    applyTheme(app, console.theme);
    SystemClock clock;
    HastyClock hastyClock;
    Application application(app, manner == Manner::Hurried ? static_cast<Clock &>(hastyClock) : clock, options);
    QTimer timer;
    paint.painted = [&application, &timer, manner] {
        if (manner == Manner::Hidden)
            application.window().hide();
        if (manner == Manner::Hurried)
            pollWithoutEnd(application.window(), timer);
    };
    application.start(false);
    return QApplication::exec();
}

struct Child
{
    QProcess process;
    qint64 started = 0;
    qint64 painted = 0;

    double milliseconds() const { return static_cast<double>(painted - started) / 1000; }
    ~Child() { endProcess(process); }
};

bool start(Child &child, const QString &mode, const QProcessEnvironment &environment)
{
    child.process.setProcessEnvironment(environment);
    child.process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.started = monotonicMicroseconds();
    child.process.start(QCoreApplication::applicationFilePath(), {mode});
    if (!child.process.waitForReadyRead(30'000))
        return false;
    child.painted = child.process.readLine().trimmed().toLongLong();
    return child.painted > 0;
}

struct Use
{
    qint64 wakeups = 0;
    qint64 nanoseconds = 0; // on a processor
};

Use useOf(qint64 process) // of all its threads
{
    const QString tasks = u"/proc/%1/task/"_s.arg(process);
    Use use;
    for (const QString &thread : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        use.wakeups += statusFigure(tasks + thread + u"/status"_s, "voluntary_ctxt_switches:");
        QFile times(tasks + thread + u"/schedstat"_s);
        if (times.open(QIODevice::ReadOnly))
            use.nanoseconds += times.readAll().split(' ').value(0).toLongLong();
    }
    return use;
}

double medianStart(const QString &mode, const QProcessEnvironment &environment, std::vector<double> &times)
{
    Child child;
    if (start(child, mode, environment))
        times.push_back(child.milliseconds());
    auto sorted = times;
    std::ranges::sort(sorted);
    return sorted.empty() ? 0 : sorted[sorted.size() / 2];
}

bool compareStarts(const QProcessEnvironment &environment)
{
    std::vector<double> emptyTimes;
    std::vector<double> consoleTimes;
    double empty = 0;
    double console = 0;
    for (int round = 0; round < rounds; ++round) {
        empty = medianStart(u"--empty"_s, environment, emptyTimes);
        console = medianStart(u"--console"_s, environment, consoleTimes);
    }
    if (emptyTimes.size() != rounds || consoleTimes.size() != rounds) {
        QTextStream(stdout) << "FAILED a window was not painted" << Qt::endl;
        return false;
    }
    return reportHolds(console <= startLimit * empty,
        u"exec to first paint: console %1 ms, empty window %2 ms, %3 times (limit %4)"_s.arg(console, 0, 'f', 1)
            .arg(empty, 0, 'f', 1)
            .arg(console / empty, 0, 'f', 2)
            .arg(startLimit));
}

bool measureIdle(const QProcessEnvironment &environment)
{
    Child child;
    if (!start(child, u"--hidden-console"_s, environment)) {
        QTextStream(stdout) << "FAILED the console does not start" << Qt::endl;
        return false;
    }
    const qint64 process = child.process.processId();
    let(std::chrono::seconds(5)); // what a start leaves behind is done
    const Use before = useOf(process);
    let(idleTime);
    const Use after = useOf(process);
    const double seconds = static_cast<double>(idleTime.count());
    const double rate = static_cast<double>(after.wakeups - before.wakeups) / seconds;
    const double cpu = static_cast<double>(after.nanoseconds - before.nanoseconds) / seconds / 1e7;
    const Resident resident = residentOf(process);
    bool allHold = before.wakeups > 0 && resident.all > 0;
    allHold = reportHolds(rate <= wakeupLimit, u"hidden window: %1 wakeups a second (limit %2)"_s.arg(rate, 0, 'f', 1).arg(wakeupLimit))
        && allHold;
    allHold = reportHolds(cpu <= cpuLimit, u"hidden window: %1 % of a core (limit %2)"_s.arg(cpu, 0, 'f', 2).arg(cpuLimit)) && allHold;
    return reportHolds(resident.all <= memoryLimit,
               u"resident: %1 kB (limit %2), of that its own %3 kB"_s.arg(resident.all).arg(memoryLimit).arg(resident.own))
        && allHold;
}

bool measureGrowth(const QProcessEnvironment &environment)
{
    Child child;
    if (!start(child, u"--hurried-console"_s, environment)) {
        QTextStream(stdout) << "FAILED the console does not start" << Qt::endl;
        return false;
    }
    let(std::chrono::seconds(20)); // also the sound system is found by then, or missed
    const Resident before = residentOf(child.process.processId());
    let(std::chrono::minutes(60) / hurry);
    const Resident after = residentOf(child.process.processId());
    return reportHolds(before.all > 0 && after.all - before.all <= growthLimit,
        u"an hour of samples, hurried: resident %1 kB before, %2 kB after (limit %3 more), its own %4 kB and %5 kB"_s.arg(before.all)
            .arg(after.all)
            .arg(growthLimit)
            .arg(before.own)
            .arg(after.own));
}

int compare(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    PrivateBus bus;
    const bench::Desk desk(bus);
    const QProcessEnvironment environment = desk.environment();
    const bool starts = compareStarts(environment);
    const bool rests = measureIdle(environment);
    const bool isFlat = measureGrowth(environment);
    return starts && rests && isFlat ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 2)
        return compare(argc, argv);
    const QByteArrayView mode(argv[1]);
    QApplication app(argc, argv);
    FirstPaint paint;
    if (mode == "--empty")
        return runEmpty(app, paint);
    return runConsole(app, paint,
        mode == "--hidden-console"        ? Manner::Hidden
            : mode == "--hurried-console" ? Manner::Hurried
                                          : Manner::Shown);
}
