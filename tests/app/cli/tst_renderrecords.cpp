// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/renderrecords.h"

#include "engine/encode.h"
#include "engine/encoderecords.h"
#include "support/silencesource.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint night = fromMilliseconds(1'767'582'000'000); // Monday, 2026-01-05 03:00
const RenderContext context{night, false};

QStringList silencesOf(const QList<Silence> &silences)
{
    SilenceStatus status;
    status.source = SourceId(u"am"_s);
    status.answer = SilenceAnswer{silences, {}};
    return renderSilences({encodeSilences(status)}, context);
}

IncidentEvent written(IncidentEventKind kind, const QString &text = {})
{
    return {0, night - 90s, IncidentId(u"NB-1"_s), SourceId(u"nightbell"_s), kind, u"ann"_s, u"disk full"_s, text};
}

} // namespace

class TestRenderRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSilenceSaysWhatItReachesAndHowLong()
    {
        Silence silence = makeSilence(u"s1"_s, u"host=\"web-1\""_s, night + 1h);
        silence.reached = {IncidentId(u"a"_s), IncidentId(u"b"_s)};
        const QStringList lines = silencesOf({silence});
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[1].simplified(), u"s1 am 04:00 2 Doug host=\"web-1\" the move"_s);
    }

    void whenASilenceEnds_data()
    {
        QTest::addColumn<std::optional<TimePoint>>("ends");
        QTest::addColumn<Duration>("starts"); // from now
        QTest::addColumn<bool>("untilResolved");
        QTest::addColumn<QString>("said");
        QTest::newRow("at a time") << std::optional(night + 1h) << Duration(-1h) << false << u" 04:00 "_s;
        QTest::newRow("when somebody ends it") << std::optional<TimePoint>() << Duration(-1h) << false << u" when ended "_s;
        QTest::newRow("with what is broken") << std::optional(night + 1h) << Duration(-1h) << true << u" when resolved "_s;
        QTest::newRow("it has not begun") << std::optional(night + 2h) << Duration(1h) << false << u" 04:00 – 05:00 "_s;
    }
    void whenASilenceEnds()
    {
        QFETCH(const std::optional<TimePoint>, ends);
        QFETCH(const Duration, starts);
        QFETCH(const bool, untilResolved);
        QFETCH(const QString, said);
        Silence silence = makeSilence(u"s1"_s, u"host=\"a\""_s, night);
        silence.ends = ends;
        silence.starts = night + starts;
        silence.lastsUntilResolved = untilResolved;
        const QString line = silencesOf({silence}).constLast();
        QVERIFY2(line.contains(said), qPrintable(line));
    }

    void noSilencesIsSaid()
    {
        QCOMPARE(silencesOf({}), QStringList{u"No silences."_s});
        QVERIFY(renderSilences({}, context).constFirst().contains(u"Alertmanager"_s));
    }

    void whatIsMadeSaysWhatItReaches()
    {
        QJsonObject made{{u"reach"_s, u"host=\"a\"\x1b[2J"_s}, {u"ends"_s, toIso(night + 2h)}, {u"incidents"_s, QJsonArray{u"am:1"_s}}};
        const QStringList lines = renderMadeSilence(made, context);
        QVERIFY2(lines.at(0).startsWith("Quiet until 05:00: host=\"a\""_L1) && !lines.at(0).contains(u'\x1b'), qPrintable(lines.at(0)));
        QVERIFY(lines.at(1).contains("1 "_L1));
        made.insert(u"incidents"_s, QJsonArray());
        QCOMPARE(renderMadeSilence(made, context).at(1), u"It reaches no open incident now."_s);
    }

    void aLineForEachThingThatHappened()
    {
        IncidentEvent pause{0, night, {}, {}, IncidentEventKind::Note, {}, u"The pause was ended"_s, {}};
        const QStringList lines = renderHistory(
            encodeAll(QList{written(IncidentEventKind::Paged), written(IncidentEventKind::Note, u"line 1\nline 2"_s), pause}), context);
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[1].simplified(), u"2026-01-05 02:58:30 page raised NB-1 ann disk full"_s);
        QVERIFY2(lines[2].endsWith("disk full: line 1 line 2"_L1), qPrintable(lines[2]));
        QCOMPARE(lines[3].simplified(), u"2026-01-05 03:00:00 note – – The pause was ended"_s);
        const QStringList longer = renderHistory(encodeAll(QList{written(IncidentEventKind::Opened, QString(10'000, u'x'))}), context);
        QVERIFY(longer[1].size() < 300);
        QVERIFY(longer[1].endsWith(u'…'));
        QCOMPARE(renderHistory({}, context), QStringList{u"Nothing of that has happened."_s});
    }

    void figuresOfPages()
    {
        PageStatistics statistics;
        statistics.from = night - 24h * 30;
        statistics.to = night;
        statistics.nights = 30;
        QCOMPARE(renderStatistics(encode(statistics), context).constLast(), u"No pages."_s);
        statistics.pages = 4;
        statistics.answered = 3;
        statistics.median = 40s;
        statistics.ninetieth = 2min + 3s;
        statistics.nightPages = 3;
        statistics.toldBackup = 1;
        statistics.services = {{ServiceId(u"shop"_s), 3, 1h + 2min}, {ServiceId(), 1, std::nullopt}};
        const QStringList lines = renderStatistics(encode(statistics), context);
        QVERIFY(lines.contains(u"3 answered: half within 40 s, nine of ten within 2 min 3 s"_s));
        QVERIFY(lines.contains(u"1 told to the backup"_s));
        QVERIFY2(lines.contains(u"3 from 22:00 to 06:00, 0.10 a night"_s), qPrintable(lines.join(u'\n')));
        QCOMPARE(lines.at(lines.size() - 2).simplified(), u"shop 3 1 h 2 min"_s);
        QCOMPARE(lines.constLast().simplified(), u"– 1 –"_s);
    }
};

QTEST_GUILESS_MAIN(TestRenderRecords)
#include "tst_renderrecords.moc"
