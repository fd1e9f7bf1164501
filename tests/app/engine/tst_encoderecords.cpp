// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/encoderecords.h"

#include "support/silencesource.h"

#include <QJsonArray>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint night = fromMilliseconds(1'767'582'000'000);

} // namespace

class TestEncodeRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silencesOfASource()
    {
        SilenceStatus status;
        status.source = SourceId(u"am"_s);
        status.name = u"Alerts"_s;
        status.example = u"host=\"web-1\""_s;
        status.askedAt = night;
        QJsonObject object = encodeSilences(status);
        QVERIFY(object["askedAt"_L1].isNull()); // it has never answered
        QVERIFY(object["silences"_L1].toArray().isEmpty());

        Silence silence = makeSilence(u"s1"_s, u"host=\"a\""_s, night + 1h);
        silence.isAcknowledgement = true;
        silence.reached = {IncidentId(u"am:1"_s)};
        Silence endless = silence;
        endless.ends.reset();
        endless.creator.clear();
        status.answer = SilenceAnswer{{silence, endless}, Error{ErrorKind::Timeout, {}}};
        status.error = Error{ErrorKind::Server, u"503"_s};
        object = encodeSilences(status);
        QCOMPARE(object["askedAt"_L1], QJsonValue(toIso(night)));
        QVERIFY(object["error"_L1].toString().contains("503"_L1));
        QVERIFY(object["incomplete"_L1].isString());
        const QJsonArray silences = object["silences"_L1].toArray();
        QCOMPARE(silences[0].toObject(),
            (QJsonObject{{u"id"_s, u"s1"_s}, {u"reach"_s, u"host=\"a\""_s}, {u"creator"_s, u"Doug"_s}, {u"comment"_s, u"the move"_s},
                {u"starts"_s, toIso(night - 3h)}, {u"ends"_s, toIso(night + 1h)}, {u"acknowledgement"_s, true}, {u"untilResolved"_s, false},
                {u"incidents"_s, QJsonArray{u"am:1"_s}}}));
        QVERIFY(silences[1]["ends"_L1].isNull());
        QVERIFY(silences[1]["creator"_L1].isNull());
    }

    void anEventOfTheLedger()
    {
        const IncidentEvent event{7, night, IncidentId(u"NB-1"_s), SourceId(u"nightbell"_s), IncidentEventKind::ActionRequested, u"ann"_s,
            u"disk full"_s, u"Acknowledge, from: tray"_s, u"acknowledge"_s, u"tray"_s};
        QCOMPARE(encode(event),
            (QJsonObject{{u"at"_s, toIso(night)}, {u"kind"_s, u"action-requested"_s}, {u"incident"_s, u"NB-1"_s},
                {u"source"_s, u"nightbell"_s}, {u"title"_s, u"disk full"_s}, {u"text"_s, u"Acknowledge, from: tray"_s}, {u"by"_s, u"ann"_s},
                {u"what"_s, u"acknowledge"_s}, {u"place"_s, u"tray"_s}}));
        QVERIFY(encode(IncidentEvent{})["incident"_L1].isNull());
    }

    void figures()
    {
        PageStatistics statistics;
        statistics.from = night - 24h * 7;
        statistics.to = night;
        statistics.pages = 3;
        statistics.nights = 7;
        statistics.nightPages = 1;
        statistics.median = 1500ms;
        statistics.services = {{ServiceId(u"shop"_s), 3, std::nullopt}};
        const QJsonObject object = encode(statistics);
        QCOMPARE(object["pages"_L1], QJsonValue(3));
        QCOMPARE(object["medianMs"_L1], QJsonValue(1500));
        QVERIFY(object["ninetiethMs"_L1].isNull());
        QCOMPARE(object["pagesPerNight"_L1], QJsonValue(0.14));
        QCOMPARE(
            object["services"_L1][0].toObject(), (QJsonObject{{u"service"_s, u"shop"_s}, {u"pages"_s, 3}, {u"medianMs"_s, QJsonValue()}}));
    }
};

QTEST_GUILESS_MAIN(TestEncodeRecords)
#include "tst_encoderecords.moc"
