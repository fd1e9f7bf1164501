// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/encodemonitors.h"

#include <QJsonArray>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const TimePoint night = fromMilliseconds(1'767'582'000'000);

} // namespace

class TestEncodeMonitors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsThereOrNull()
    {
        const QJsonObject object = encode(Monitor{}, {}, {});
        for (const QString &key : {u"rule"_s, u"kind"_s, u"state"_s, u"word"_s, u"since"_s, u"priority"_s, u"mutedUntil"_s, u"query"_s,
                 u"message"_s, u"url"_s, u"listed"_s}) {
            QVERIFY2(object.contains(key), qPrintable(key));
            QVERIFY2(object[key].isNull(), qPrintable(key));
        }
        QCOMPARE(object["muted"_L1], QJsonValue(false));
        QVERIFY(object["groups"_L1].isArray() && object["tags"_L1].isArray() && object["recipients"_L1].isArray());
    }

    void aMonitorWithItsGroups()
    {
        Monitor monitor;
        monitor.id = MonitorId(u"dd:7"_s);
        monitor.source = SourceId(u"dd"_s);
        monitor.number = u"7"_s;
        monitor.name = u"CPU"_s;
        monitor.kind = u"query alert"_s;
        monitor.standing = {MonitorState::NoData, u"No Data"_s};
        monitor.priority = 2;
        monitor.tags = {u"team:web"_s};
        monitor.isMuted = true;
        monitor.mutedUntil = night;
        monitor.key = u"datadog/7"_s;
        monitor.groups = {MonitorGroup{.name = u"host:a"_s, .standing = {MonitorState::Over, u"Alert"_s}, .since = night},
            MonitorGroup{.name = u"host:b"_s, .standing = {std::nullopt, u"Snoring"_s}}};
        const QJsonObject object = encode(monitor, MonitorList{.listedAt = night}, {{u"datadog/7/host:a"_s, IncidentId(u"dd:x"_s)}});
        QCOMPARE(object["id"_L1], QJsonValue(u"dd:7"_s));
        QCOMPARE(object["state"_L1], QJsonValue(u"no-data"_s));
        QCOMPARE(object["word"_L1], QJsonValue(u"No Data"_s));
        QCOMPARE(object["priority"_L1], QJsonValue(2));
        QCOMPARE(object["mutedUntil"_L1], QJsonValue(toIso(night)));
        QCOMPARE(object["listed"_L1], QJsonValue(toIso(night)));
        QCOMPARE(object["groups"_L1][0].toObject(),
            (QJsonObject{{u"name"_s, u"host:a"_s}, {u"state"_s, u"over"_s}, {u"word"_s, u"Alert"_s}, {u"since"_s, toIso(night)},
                {u"muted"_s, false}, {u"mutedUntil"_s, QJsonValue()}, {u"incident"_s, u"dd:x"_s}}));
        QCOMPARE(object["groups"_L1][1]["state"_L1], QJsonValue(u"Snoring"_s)); // as its source says it
        QVERIFY(object["groups"_L1][1]["incident"_L1].isNull());
    }

    void whatIsNotKnownToBeMutedIsNotSaidToBeLoud()
    {
        Monitor monitor;
        monitor.groups = {MonitorGroup{.name = u"host:a"_s}, MonitorGroup{.name = u"host:b"_s, .isMuted = true}};
        const QJsonObject object = encode(monitor, MonitorList{.knowsMutes = false}, {});
        QVERIFY(object["muted"_L1].isNull());
        QVERIFY(object["groups"_L1][0]["muted"_L1].isNull());
        QCOMPARE(object["groups"_L1][1]["muted"_L1], QJsonValue(true));
    }

    void statesAreCalledAsTheSourceOrWeDo()
    {
        QVERIFY(isStateCalled(u"no data"_s, u"no-data"_s));
        QVERIFY(isStateCalled(u" Alert"_s, u"alert"_s));
        QVERIFY(isStateCalled(u"snoring"_s, u"Snoring"_s));
        QVERIFY(!isStateCalled(u"ok"_s, u"over"_s));
    }
};

QTEST_GUILESS_MAIN(TestEncodeMonitors)
#include "tst_encodemonitors.moc"
