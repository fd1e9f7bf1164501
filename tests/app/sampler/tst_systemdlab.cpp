// SPDX-License-Identifier: GPL-3.0-or-later
// The source of this machine beside a real systemd. Needs the lab tools/systemd-user-lab.sh of NIGHTBELL_SHARED, and root for
// its namespaces; says so and skips otherwise. The lab has flap.service, which fails twice a second, and steady ok@1 to ok@5.
#include "domain/hostrules.h"
#include "sources/source.h"
#include "support/waited.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cstdio>

#include <unistd.h>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int skipped = 77; // SKIP_RETURN_CODE of the test

// The source, polled when it wants to be, as the engine does.
class Watch
{
public:
    SystemClock clock;
    std::unique_ptr<Source> source = sourceKind(u"local")->create(SourceContext{SourceId(u"local"_s), {}, clock, nullptr});
    Host host;
    int polls = 0;

    Watch()
    {
        source->wantsPoll = [this] { poll(); };
        poll();
    }
    void poll()
    {
        host = waited(source->poll())->hosts->first();
        ++polls;
    }
    ServiceUnit unit(const QString &name) const
    {
        const auto found = std::ranges::find(host.units, name, &ServiceUnit::name);
        return found == host.units.end() ? ServiceUnit() : *found;
    }
    qsizetype restarts(const QString &name) const { return unit(name).failedRestarts.size(); }
};

void systemctl(const QStringList &arguments)
{
    QProcess process;
    process.start(u"systemctl"_s, QStringList{u"--user"_s} + arguments);
    QVERIFY(process.waitForFinished(20000));
    QCOMPARE(process.exitCode(), 0);
}

// What systemd itself says, asked the slow way.
uint countOf(const QString &unitPath)
{
    QDBusMessage question = QDBusMessage::createMethodCall(
        u"org.freedesktop.systemd1"_s, u"/org/freedesktop/systemd1/unit/"_s + unitPath, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    question << u"org.freedesktop.systemd1.Service"_s << u"NRestarts"_s;
    const QDBusMessage answer = QDBusConnection::sessionBus().call(question);
    return answer.arguments().isEmpty() ? 0 : qvariant_cast<QDBusVariant>(answer.arguments().constFirst()).variant().toUInt();
}

} // namespace

class TestSystemdLab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void restartsBeforeOurStartAreNotCounted();
    void thirdFailureIsSeenInTime();
    void cleanRestartIsNotCounted();
    void killedServiceIsSeen();
    void countGoesOnAfterReload();
    void countGoesOnAfterReexec();
};

void TestSystemdLab::initTestCase()
{
    // systemd gives up after five starts within ten seconds, unless it is told otherwise.
    const QString folder = qEnvironmentVariable("HOME") + u"/.config/systemd/user/flap.service.d"_s;
    QVERIFY(QDir().mkpath(folder));
    QFile limit(folder + u"/limit.conf"_s);
    QVERIFY(limit.open(QIODevice::WriteOnly));
    limit.write("[Unit]\nStartLimitIntervalSec=0\n");
    limit.close();
    systemctl({u"daemon-reload"_s});
    systemctl({u"stop"_s, u"flap.service"_s});
    systemctl({u"start"_s, u"flap.service"_s});
}

void TestSystemdLab::restartsBeforeOurStartAreNotCounted()
{
    QTRY_VERIFY(countOf(u"flap_2eservice"_s) >= 2);
    Watch watch;
    QTRY_COMPARE(watch.host.restartsUnknown, RestartsUnknown::Known);
    QVERIFY(watch.restarts(u"flap.service"_s) < 2);
    QVERIFY(watch.unit(u"ok@3.service"_s).activeState == "active"_L1);
    QCOMPARE(watch.unit(u"ok@3.service"_s).manager, UnitManager::User);
}

void TestSystemdLab::thirdFailureIsSeenInTime()
{
    systemctl({u"stop"_s, u"flap.service"_s});
    Watch watch;
    QTRY_COMPARE(watch.host.restartsUnknown, RestartsUnknown::Known);
    systemctl({u"start"_s, u"flap.service"_s});
    std::optional<Duration> happened;
    const auto isSeen = [&watch, &happened] {
        if (!happened && countOf(u"flap_2eservice"_s) >= 3)
            happened = watch.clock.elapsed();
        return watch.restarts(u"flap.service"_s) >= 3;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSeen(), 10000);
    const Duration late = watch.clock.elapsed() - happened.value_or(watch.clock.elapsed());
    qInfo("seen %lld ms after it happened", static_cast<long long>(late.count()));
    QVERIFY(late < 2s);

    HostRules rules{RuleSettings{}};
    const auto findings = rules.judge(watch.host, 15s, [](const QString &) { return false; });
    QVERIFY(std::ranges::any_of(findings, [](const RuleFinding &finding) {
        return finding.unit == "flap.service"_L1 && finding.verdict == Verdict::Firing && finding.value >= 3;
    }));
}

void TestSystemdLab::cleanRestartIsNotCounted()
{
    Watch watch;
    QTRY_COMPARE(watch.host.restartsUnknown, RestartsUnknown::Known);
    systemctl({u"restart"_s, u"ok@1.service"_s});
    systemctl({u"restart"_s, u"ok@1.service"_s});
    // The bus keeps the order: what is said of the flapping service from now on comes after that.
    const qsizetype before = watch.restarts(u"flap.service"_s);
    QTRY_VERIFY(watch.restarts(u"flap.service"_s) >= before + 2);
    QCOMPARE(watch.restarts(u"ok@1.service"_s), 0);
    QCOMPARE(watch.unit(u"ok@1.service"_s).activeState, u"active"_s);
}

void TestSystemdLab::killedServiceIsSeen()
{
    Watch watch;
    QTRY_COMPARE(watch.unit(u"ok@2.service"_s).activeState, u"active"_s);
    systemctl({u"kill"_s, u"--signal=KILL"_s, u"ok@2.service"_s});
    QTRY_COMPARE_WITH_TIMEOUT(watch.unit(u"ok@2.service"_s).activeState, u"failed"_s, 2000);
    QCOMPARE(watch.unit(u"ok@2.service"_s).result, u"signal"_s);
    QCOMPARE(watch.restarts(u"ok@2.service"_s), 0); // nobody started it again
    systemctl({u"reset-failed"_s, u"ok@2.service"_s});
    systemctl({u"start"_s, u"ok@2.service"_s});
    QTRY_COMPARE_WITH_TIMEOUT(watch.unit(u"ok@2.service"_s).activeState, u"active"_s, 2000);
}

void TestSystemdLab::countGoesOnAfterReload()
{
    Watch watch;
    QTRY_VERIFY(watch.restarts(u"flap.service"_s) >= 1);
    const qsizetype before = watch.restarts(u"flap.service"_s);
    systemctl({u"daemon-reload"_s});
    QTRY_VERIFY(watch.restarts(u"flap.service"_s) >= before + 2);
    QVERIFY(!watch.unit(u"ok@4.service"_s).name.isEmpty());
    QVERIFY(watch.restarts(u"flap.service"_s) <= qsizetype(countOf(u"flap_2eservice"_s)));
}

void TestSystemdLab::countGoesOnAfterReexec()
{
    Watch watch;
    QTRY_VERIFY(watch.restarts(u"flap.service"_s) >= 1);
    const qsizetype before = watch.restarts(u"flap.service"_s);
    systemctl({u"daemon-reexec"_s});
    QTRY_VERIFY_WITH_TIMEOUT(watch.restarts(u"flap.service"_s) >= before + 2, 10000);
    QCOMPARE(watch.host.restartsUnknown, RestartsUnknown::Known);
    QVERIFY(!watch.unit(u"ok@4.service"_s).name.isEmpty());
}

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsSet("NIGHTBELL_LAB")) {
        QCoreApplication application(argc, argv);
        TestSystemdLab test;
        return QTest::qExec(&test, argc, argv);
    }
    const QByteArray lab = qgetenv("NIGHTBELL_SHARED") + "/tools/systemd-user-lab.sh";
    if (!QFile::exists(QFile::decodeName(lab)) || geteuid() != 0) {
        std::puts("SKIP: needs NIGHTBELL_SHARED with tools/systemd-user-lab.sh, and root");
        return skipped;
    }
    qputenv("NIGHTBELL_LAB", "1");
    execlp("bash", "bash", lab.constData(), argv[0], nullptr);
    std::perror("bash");
    return 1;
}

#include "tst_systemdlab.moc"
