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
        const qsizetype table = lines.indexOf(u"|---|---|---|---|"_s);
        QCOMPARE(lines.at(table + 1), u"| 2026-01-05T03:00:00.000Z | opened | Nightbell | above 70 % since 02:55 \\| \\<b\\> |"_s);
        QCOMPARE(lines.at(table + 2), u"| 2026-01-05T03:01:05.000Z | acknowledged | Doug |  |"_s);
    }

    void saysHowLongItTook()
    {
        QList<IncidentEvent> all = events();
        const auto add = [&all](IncidentEventKind kind, Duration after, const QString &text = {}, const QString &actor = {}) {
            IncidentEvent event = all.constFirst();
            event.kind = kind;
            event.at += after;
            event.text = text;
            event.actor = actor;
            all.append(event);
        };
        all.removeLast();
        add(IncidentEventKind::Seen, 2100ms);
        add(IncidentEventKind::Paged, 2101ms);
        add(IncidentEventKind::Shown, 2140ms, u"as a notification, by dunst"_s);
        add(IncidentEventKind::Sounded, 2230ms);
        add(IncidentEventKind::BackupTold, 302101ms, u"E-mail to ann@example.com"_s);
        add(IncidentEventKind::ActionRequested, 362101ms, u"Acknowledge, from: tray"_s, u"Doug"_s);
        add(IncidentEventKind::Resolved, 20min);
        const QStringList lines = timelineMarkdown(all, {}).split(u'\n');
        for (const QString &line :
            {u"- Until it was seen: 2.1 s"_s, u"- From the page until it was on the screen: 0.0 s (as a notification, by dunst)"_s,
                u"- From the page until it was heard: 0.1 s"_s,
                u"- From the page until the backup was told: 5 min (E-mail to ann@example.com)"_s,
                u"- From the page until the first answer: 6 min (Doug)"_s, u"- In all, until it was resolved: 20 min"_s})
            QVERIFY2(lines.contains(line), qPrintable(line + u" is not in\n"_s + lines.join(u'\n')));
        QVERIFY(lines.contains(u"## What is to be done"_s));
    }

    void saysThatNobodyAnswered()
    {
        QList<IncidentEvent> all{events().constFirst()};
        QVERIFY(timelineMarkdown(all, {}).contains(u"- Nobody was paged from here."_s));
        IncidentEvent paged = all.constFirst();
        paged.kind = IncidentEventKind::Paged;
        all.append(paged);
        QVERIFY(timelineMarkdown(all, {}).contains(u"- Nobody has answered the page."_s));
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
