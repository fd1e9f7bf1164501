// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelineexport.h"
#include "support/fakeclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace nightbell;
using namespace std::chrono_literals;

namespace {

QList<IncidentEvent> events()
{
    FakeClock clock;
    IncidentEvent opened;
    opened.at = clock.now();
    opened.incident = IncidentId(u"NB-7"_s);
    opened.source = SourceId(u"local"_s);
    opened.title = u"CPU 91 % on web_1"_s;
    opened.text = u"above 70 %\nsince 02:55 | <b>"_s;
    IncidentEvent acknowledged = opened;
    acknowledged.at = clock.now() + 65s;
    acknowledged.kind = IncidentEventKind::Acknowledged;
    acknowledged.actor = u"Doug"_s;
    acknowledged.text.clear();
    return {opened, acknowledged};
}

} // namespace

class TimelineExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markdownIsATable()
    {
        Names names;
        names.sources.insert(SourceId(u"local"_s), u"This machine"_s);
        const QStringList lines = timelineMarkdown(events(), names).split(u'\n');
        QCOMPARE(lines.at(0), u"# CPU 91 % on web\\_1"_s);
        QVERIFY(lines.at(2).contains(u"NB-7"_s) && lines.at(2).contains(u"This machine"_s));
        QCOMPARE(lines.at(7), u"| 2026-01-05T03:00:00.000Z | opened | Nightbell | above 70 % since 02:55 \\| \\<b\\> |"_s);
        QCOMPARE(lines.at(8), u"| 2026-01-05T03:01:05.000Z | acknowledged | Doug |  |"_s);
    }

    void jsonHasEverything()
    {
        const QJsonObject whole = QJsonDocument::fromJson(timelineJson(events())).object();
        QCOMPARE(whole.value(u"incident"_s).toString(), u"NB-7"_s);
        QCOMPARE(whole.value(u"title"_s).toString(), u"CPU 91 % on web_1"_s);
        const QJsonArray list = whole.value(u"events"_s).toArray();
        QCOMPARE(list.size(), 2);
        QCOMPARE(list.at(0).toObject().value(u"text"_s).toString(), u"above 70 %\nsince 02:55 | <b>"_s);
        QCOMPARE(list.at(1).toObject().value(u"event"_s).toString(), u"acknowledged"_s);
        QCOMPARE(list.at(1).toObject().value(u"actor"_s).toString(), u"Doug"_s);
        QCOMPARE(list.at(1).toObject().value(u"at"_s).toString(), u"2026-01-05T03:01:05.000Z"_s);
    }

    void nothingIsNothing()
    {
        QCOMPARE(timelineMarkdown({}, {}), QString());
        QVERIFY(QJsonDocument::fromJson(timelineJson({})).object().value(u"events"_s).toArray().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TimelineExportTest)

#include "tst_timelineexport.moc"
