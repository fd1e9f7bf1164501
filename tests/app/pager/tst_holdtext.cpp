// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/holdtext.h"
#include "support/incidents.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint friday = *fromIso(u"2026-01-09T20:00:00Z"_s);

Held heldOf(const QString &service, Standing why, std::optional<TimePoint> until)
{
    Incident incident = makeIncident(service);
    incident.service = ServiceId(service);
    Held held;
    held.incident = incident;
    held.id = held.incident->id;
    held.why = why;
    held.until = until;
    return held;
}

const Names names{.services = {{ServiceId(u"a"_s), u"A"_s}, {ServiceId(u"b"_s), u"B"_s}}, .hosts = {}, .sources = {}};

} // namespace

class TestHoldText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itSaysUntilWhenAndWhose();
    void eachMomentIsASentence();
    void aServiceWithoutHoursIsSaid();
    void oneIsSaidInItsRowAndWhyInItsDetails();
    void tomorrowIsAnotherDay_data();
    void tomorrowIsAnotherDay();
};

void TestHoldText::initTestCase()
{
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
}

void TestHoldText::itSaysUntilWhenAndWhose()
{
    const auto texts = heldTexts({heldOf(u"a"_s, Standing::OutsideHours, friday + 61h)}, names, friday);
    QCOMPARE(texts, QStringList{u"1 of low urgency held until Mon 09:00 (A)"_s});
    QCOMPARE(pauseText(friday + 30min, friday), u"Notifications are paused until 20:30"_s);
}

void TestHoldText::eachMomentIsASentence()
{
    const auto texts = heldTexts({heldOf(u"a"_s, Standing::Paused, friday + 1h), heldOf(u"b"_s, Standing::Paused, friday + 1h),
                                     heldOf(u"c"_s, Standing::OutsideHours, friday + 61h)},
        names, friday);
    QCOMPARE(texts.size(), 2);
    QCOMPARE(texts.first(), u"2 held back by the pause (A, B)"_s);
}

void TestHoldText::aServiceWithoutHoursIsSaid()
{
    const auto texts = heldTexts({heldOf(u"a"_s, Standing::OutsideHours, std::nullopt)}, names, friday);
    QVERIFY(texts.first().contains("no hours"_L1));
}

void TestHoldText::oneIsSaidInItsRowAndWhyInItsDetails()
{
    const Held waiting = heldOf(u"a"_s, Standing::OutsideHours, friday + 61h);
    QCOMPARE(holdText(waiting, friday), u"held until Mon 09:00"_s);
    QCOMPARE(holdReason(waiting, names, friday), u"until Mon 09:00: low urgency waits for the support hours of A"_s);
    const Held paused = heldOf(u"a"_s, Standing::Paused, friday + 30min);
    QCOMPARE(holdText(paused, friday), u"held by the pause until 20:30"_s);
    QCOMPARE(holdReason(paused, names, friday), u"until 20:30: notifications are paused"_s);
    const Held forEver = heldOf(u"b"_s, Standing::OutsideHours, std::nullopt);
    QCOMPARE(holdText(forEver, friday), u"held: the service has no hours"_s);
    QVERIFY(holdReason(forEver, names, friday).contains("B, which has none"_L1));
}

void TestHoldText::tomorrowIsAnotherDay_data()
{
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("expected");
    QTest::newRow("in the evening") << u"2026-01-09T20:00:00"_s << u"2026-01-10T09:00:00"_s;
    QTest::newRow("in the morning it is the next day's") << u"2026-01-09T08:00:00"_s << u"2026-01-10T09:00:00"_s;
    QTest::newRow("at night the night is still yesterday's") << u"2026-01-09T03:00:00"_s << u"2026-01-09T09:00:00"_s;
}

void TestHoldText::tomorrowIsAnotherDay()
{
    QFETCH(const QString, now);
    QFETCH(const QString, expected);
    const auto local = [](const QString &text) { return fromDateTime(QDateTime::fromString(text, Qt::ISODate)); };
    QCOMPARE(toIso(tomorrowMorning(local(now))), toIso(local(expected)));
}

QTEST_GUILESS_MAIN(TestHoldText)
#include "tst_holdtext.moc"
