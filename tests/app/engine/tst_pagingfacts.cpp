// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pagingfacts.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Configuration with(const QStringList &sources, bool hasChannel)
{
    Configuration configuration;
    for (const QString &kind : sources) {
        SourceEntry source;
        source.kind = kind;
        configuration.sources.append(source);
    }
    if (hasChannel) {
        ChannelEntry channel;
        channel.name = u"Ann"_s;
        configuration.channels.append(channel);
    }
    return configuration;
}

} // namespace

class PagingFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPauseKeepsPagesBack()
    {
        const TimePoint now{1000h};
        QVERIFY(!pauseFact(std::nullopt, now));
        const auto fact = pauseFact(now + 30min, now);
        QCOMPARE(fact->level, ReadinessLevel::Bad);
        QVERIFY(!fact->mend.isEmpty());
    }

    void somebodyElseIsTold_data()
    {
        QTest::addColumn<Configuration>("configuration");
        QTest::addColumn<QStringList>("problems");
        QTest::addColumn<ReadinessLevel>("level");
        const QStringList none;
        Configuration off = with({}, true);
        off.channels[0].enabled = false;
        QTest::newRow("nobody") << with({u"local"_s}, false) << none << ReadinessLevel::Doubtful;
        QTest::newRow("a channel") << with({u"local"_s}, true) << none << ReadinessLevel::Good;
        QTest::newRow("a channel that is switched off") << off << none << ReadinessLevel::Doubtful;
        QTest::newRow("a channel that does not work") << with({}, true) << QStringList{u"It was refused."_s} << ReadinessLevel::Bad;
        QTest::newRow("PagerDuty's own") << with({u"pagerduty"_s}, false) << none << ReadinessLevel::Good;
        QTest::newRow("PagerDuty and others") << with({u"pagerduty"_s, u"local"_s}, false) << none << ReadinessLevel::Doubtful;
    }

    void somebodyElseIsTold()
    {
        QFETCH(Configuration, configuration);
        QFETCH(QStringList, problems);
        QFETCH(ReadinessLevel, level);
        const ReadinessFact fact = backupFact(configuration, problems);
        QCOMPARE(fact.level, level);
        QCOMPARE(fact.mend.isEmpty(), level == ReadinessLevel::Good);
        QVERIFY(!fact.says.isEmpty());
    }
};

QTEST_GUILESS_MAIN(PagingFactsTest)

#include "tst_pagingfacts.moc"
