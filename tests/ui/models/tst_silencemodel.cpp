// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/silencemodel.h"

#include "models/tableroles.h"
#include "support/fakeclock.h"
#include "theme.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

SilenceRow row(const FakeClock &clock, Duration left)
{
    SilenceRow row;
    row.id = u"am/s1"_s;
    row.silence.reach = u"host=\"a\""_s;
    row.silence.creator = u"Doug"_s;
    row.silence.starts = clock.now() - 1h;
    row.silence.ends = clock.now() + left;
    row.silence.reached = {IncidentId(u"1"_s), IncidentId(u"2"_s)};
    row.sourceName = u"Alerts"_s;
    return row;
}

} // namespace

class TestSilenceModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesAreSaidInWordsAndShapes_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("state");
        QTest::addColumn<Tone>("tone");
        QTest::newRow("somebody's") << 0 << u"in force"_s << Tone::Maintenance;
        QTest::newRow("an acknowledgement with an end") << 1 << u"acknowledged"_s << Tone::Acknowledged;
        QTest::newRow("an acknowledgement that goes on") << 2 << u"until resolved"_s << Tone::Acknowledged;
        QTest::newRow("still to begin") << 3 << u"from 04:00"_s << Tone::Neutral;
        QTest::newRow("being ended") << 4 << u"ending …"_s << Tone::Maintenance;
    }

    void statesAreSaidInWordsAndShapes()
    {
        QFETCH(int, kind);
        QFETCH(QString, state);
        QFETCH(Tone, tone);
        FakeClock clock;
        SilenceRow item = row(clock, 3h);
        item.silence.isAcknowledgement = kind == 1 || kind == 2;
        item.silence.lastsUntilResolved = kind == 2;
        if (kind == 3)
            item.silence.starts = clock.now() + 1h;
        item.isEnding = kind == 4;
        SilenceModel model(clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setRows({item});
        const QModelIndex first = model.index(0, SilenceModel::State);
        QCOMPARE(first.data().toString(), state);
        QCOMPARE(static_cast<Tone>(first.data(ToneRole).toInt()), tone);
        QVERIFY(first.data(Qt::AccessibleTextRole).toString().startsWith(state + u": host"_s));
    }

    void whatWakesSoonIsLoud()
    {
        FakeClock clock;
        SilenceModel model(clock);
        const auto isLoud = [&model] { return model.index(0, SilenceModel::Ends).data(LoudRole).toBool(); };
        SilenceRow item = row(clock, 10min);
        model.setRows({item});
        QVERIFY(isLoud());
        item.silence.lastsUntilResolved = true; // prolonged by itself
        model.setRows({item});
        QVERIFY(!isLoud());
        item = row(clock, 10min);
        item.silence.reached.clear();
        model.setRows({item});
        QVERIFY(!isLoud());
        model.setRows({row(clock, 1h)});
        QVERIFY(!isLoud());
        clock.advance(50min);
        model.refreshTimes();
        QVERIFY(isLoud());
    }

    void endsAreTimesAndHowLongThatIs()
    {
        FakeClock clock;
        Silence silence = row(clock, 25min).silence;
        QCOMPARE(silenceEndText(silence, clock.now()), u"03:25, in 25 min"_s);
        silence.ends.reset();
        QCOMPARE(silenceEndText(silence, clock.now()), u"when somebody ends it"_s);
        silence.ends = clock.now() - 1s;
        QCOMPARE(silenceEndText(silence, clock.now()), u"over"_s);
    }
};

QTEST_MAIN(TestSilenceModel)
#include "tst_silencemodel.moc"
