// SPDX-License-Identifier: GPL-3.0-or-later
// From the decision to page to the first sample of sound and to the painted alert window. Needs a display and a sound server
// (PULSE_SERVER); the sound is listened to at the monitor of the default device, with parec.
#include "alarm.h"
#include "bench/measure.h"
#include "models/privacy.h"
#include "support/uibench.h"

#include <QApplication>
#include <QDBusConnection>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 9;

// When the first sample that is not silence came out of the device.
class Listener
{
public:
    explicit Listener(const QElapsedTimer &since)
    {
        QObject::connect(&m_recorder, &QProcess::readyReadStandardOutput, &m_recorder, [this, &since] {
            const QByteArray samples = m_recorder.readAllStandardOutput();
            m_listens = true;
            if (!m_heard && std::ranges::any_of(samples, [](char byte) { return byte != 0; }))
                m_heard = static_cast<double>(since.nsecsElapsed()) / 1e6;
        });
        m_recorder.start(u"parec"_s, {u"-d"_s, u"@DEFAULT_MONITOR@"_s, u"--latency-msec=5"_s, u"--raw"_s});
    }
    ~Listener()
    {
        m_recorder.kill();
        m_recorder.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Listener)

    bool listens() const { return m_listens; }
    std::optional<double> heard() const { return m_heard; }

private:
    QProcess m_recorder;
    bool m_listens = false;
    std::optional<double> m_heard;
};

double median(std::vector<double> times)
{
    std::ranges::sort(times);
    return times.empty() ? -1 : times[times.size() / 2];
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("PULSE_PROP", "media.role=alarm");
    QApplication app(argc, argv);
    std::vector<double> painted;
    std::vector<double> rang;
    std::vector<double> heard;
    UiBench bench(u"[console]\nalert-window = \"always\"\n"_s);
    bench.session->start();
    const QDBusConnection nobody(u"nobody"_s);
    Privacy privacy(*bench.session, nobody, nobody);
    Alarm alarm(*bench.session, nobody, privacy);
    QElapsedTimer since;
    since.start();
    QObject::connect(&alarm, &Alarm::alertShown, &app, [&] { painted.push_back(static_cast<double>(since.nsecsElapsed()) / 1e6); });
    QObject::connect(&alarm, &Alarm::rang, &app, [&] { rang.push_back(static_cast<double>(since.nsecsElapsed()) / 1e6); });
    for (int round = 0; round < rounds; ++round) {
        Listener listener(since);
        static_cast<void>(QTest::qWaitFor([&] { return listener.listens(); }, 2'000));
        since.restart();
        bench.show({bench.incident(u"Q%1"_s.arg(round), 0)});
        static_cast<void>(QTest::qWaitFor([&] { return listener.heard() && painted.size() > static_cast<std::size_t>(round); }, 2'000));
        if (listener.heard())
            heard.push_back(*listener.heard());
        bench.show({});
        static_cast<void>(QTest::qWaitFor([&] { return !alarm.isShowing(); }, 2'000));
    }
    if (painted.empty() || heard.empty()) {
        QTextStream(stdout) << "nothing was painted or heard: is there a display, a sound server, parec?" << Qt::endl;
        return 1;
    }
    bool holds = report("decision to the alert window, painted, the first time", painted.front(), 100);
    holds = report("the same, median", median(painted), 100) && holds;
    holds = report("decision to the first sample given to the device, the first time", rang.front(), 150) && holds;
    holds = report("decision to the first sample heard at the device, the first time", heard.front(), 150) && holds;
    holds = report("the same, median", median(heard), 150) && holds;
    return holds ? 0 : 1;
}
