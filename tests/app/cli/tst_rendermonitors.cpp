// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/rendermonitors.h"

#include "engine/encode.h"
#include "engine/encodemonitors.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint night = fromMilliseconds(1'767'582'000'000);
const RenderContext context{night, false, 0};

Monitor monitorOf(const MonitorStanding &standing)
{
    Monitor monitor;
    monitor.id = MonitorId(u"dd:7"_s);
    monitor.name = u"CPU is high"_s;
    monitor.standing = standing;
    monitor.since = night - 4min;
    monitor.priority = 2;
    monitor.groups = {MonitorGroup{.name = u"a"_s, .standing = standing, .isMuted = true},
        MonitorGroup{.name = u"b"_s, .standing = {MonitorState::Ok, u"OK"_s}}};
    return monitor;
}

} // namespace

class TestRenderMonitors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void monitorsAreOneALine()
    {
        const QStringList lines
            = renderMonitors({encode(monitorOf({MonitorState::Alert, u"Alert"_s}), MonitorList{.listedAt = night}, {})}, context);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[1].simplified(), u"Alert CPU is high 1 Alert, 1 OK P2 4 min 1 group(s) dd:7"_s);
    }

    void whatIsOverAndWhatIsUnknownIsSaid()
    {
        QVERIFY(renderMonitors({encode(monitorOf({MonitorState::Over, u"Alert"_s}), MonitorList{.listedAt = night}, {})}, context)[1]
                    .startsWith("no longer alerting"_L1));
        QVERIFY(
            renderMonitors({encode(monitorOf({std::nullopt, u"Snoring"_s}), MonitorList{.listedAt = night}, {})}, context)[1].startsWith(
                "Snoring"_L1));
    }

    void rulesStandBelow()
    {
        RuleFinding finding;
        finding.hostName = u"vm"_s;
        const QJsonObject rule = encode(finding, {});
        QCOMPARE(renderMonitors({rule}, context), renderRules({rule}, context));
        const QStringList lines
            = renderMonitors({rule, encode(monitorOf({MonitorState::Ok, u"OK"_s}), MonitorList{.listedAt = night}, {})}, context);
        QVERIFY(lines[1].startsWith("OK"_L1));
        QCOMPARE(lines.mid(3), renderRules({rule}, context));
    }

    void nothingIsSaidToBeNothing() { QVERIFY(renderMonitors({}, context).constFirst().startsWith("No "_L1)); }
};

QTEST_GUILESS_MAIN(TestRenderMonitors)
#include "tst_rendermonitors.moc"
