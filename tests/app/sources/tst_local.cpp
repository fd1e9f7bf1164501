// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source.h"
#include "support/fakeclock.h"
#include "support/waited.h"

#include <QSysInfo>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<Source> makeSource(Clock &clock)
{
    return sourceKind(u"local")->create(SourceContext{SourceId(u"local"_s), {}, clock, nullptr});
}

} // namespace

class TestLocal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindIsRegistered();
    void hostHasFigures();
    void cpuComesWithinASecond();
    void actionsAreRefused();
};

void TestLocal::kindIsRegistered()
{
    const SourceKind *kind = sourceKind(u"local");
    QVERIFY(kind);
    QCOMPARE(kind->interval, Duration(std::chrono::seconds(5)));
    QVERIFY(!kind->keepsSeries);
    for (const Field &field : kind->fields)
        QVERIFY2(fieldProblem(field, QStringList{u"nginx*"_s}).isEmpty(), qPrintable(field.key));
}

void TestLocal::hostHasFigures()
{
    FakeClock clock;
    const auto source = makeSource(clock);
    const auto snapshot = waited(source->poll());
    QVERIFY(snapshot);
    QCOMPARE(snapshot->source, SourceId(u"local"_s));
    QCOMPARE(snapshot->askedAt, clock.now());
    QVERIFY(!snapshot->incidents);
    QCOMPARE(snapshot->hosts->size(), 1);
    const Host &host = snapshot->hosts->first();
    QCOMPARE(host.id.text(), u"local:"_s + QSysInfo::machineHostName());
    QCOMPARE(host.name, QSysInfo::machineHostName());
    QCOMPARE(host.source, SourceId(u"local"_s));
    QCOMPARE(host.state, HostState::Up);
    QCOMPARE(host.sampledAt, clock.now());
    QVERIFY(host.memory);
    QVERIFY(host.load1);
    QVERIFY(host.restartsUnknown != RestartsUnknown::NotReported);
}

void TestLocal::cpuComesWithinASecond()
{
    FakeClock clock;
    const auto source = makeSource(clock);
    bool isAsked = false;
    source->wantsPoll = [&isAsked] { isAsked = true; };
    QTRY_VERIFY(isAsked);
    const auto snapshot = waited(source->poll());
    QVERIFY(snapshot->hosts->first().cpu);
    QVERIFY(*snapshot->hosts->first().cpu >= 0 && *snapshot->hosts->first().cpu <= 100);
}

void TestLocal::actionsAreRefused()
{
    FakeClock clock;
    const auto source = makeSource(clock);
    const auto answer = waited(source->perform(ActionRequest{.action = u"resolve"_s, .incident = IncidentId(u"x"_s)}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(TestLocal)
#include "tst_local.moc"
