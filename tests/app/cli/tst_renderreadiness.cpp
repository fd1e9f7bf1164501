// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/renderreadiness.h"

#include "domain/testreport.h"
#include "engine/readiness.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class RenderReadinessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineForEachFactAndOneForHowToMendIt()
    {
        const QJsonArray facts{encode(ReadinessFact{u"sound"_s, ReadinessLevel::Good, u"Sound"_s, u"Pages ring on Speakers."_s, {}}),
            encode(ReadinessFact{u"volume"_s, ReadinessLevel::Bad, u"Volume"_s, u"It is muted."_s, u"Unmute it."_s}),
            encode(ReadinessFact{u"tray"_s, ReadinessLevel::Doubtful, u"Tr\x1b[31may"_s, u"None."_s, {}})};
        const QStringList lines = renderReadiness(facts, {});
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[0].startsWith(u"✔ Sound "_s));
        QVERIFY(lines[0].endsWith("Pages ring on Speakers."_L1));
        QVERIFY(lines[1].startsWith(u"✖ Volume "_s));
        QCOMPARE(lines[2].trimmed(), u"Unmute it."_s);
        QVERIFY(lines[3].startsWith(u'!'));
        QVERIFY(!lines[3].contains(u'\x1b'));
        QVERIFY(isAnyBad(facts));
        QVERIFY(!isAnyBad({facts[0], facts[2]}));
    }

    void aTestPageIsToldInSentences()
    {
        TestReport report;
        report.started = fromMilliseconds(1);
        report.outcome = TestOutcome::Nobody;
        QVERIFY(renderTest(encode(report), {}).contains(u"Nobody reacted."_s));
        QVERIFY(renderTest({}, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(RenderReadinessTest)

#include "tst_renderreadiness.moc"
