// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/backupmessage.h"
#include "support/fakeclock.h"
#include "support/incidents.h"

#include <QRegularExpression>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestBackupMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatWhenAndWho();
    void saysThatItIsLate();
    void speaksForTheOthers();
    void theReferenceNamesPageAndStep();
    void theEndSaysWhoHasIt_data();
    void theEndSaysWhoHasIt();
    void whatIsNotWatchedAnyMoreIsNotResolved();
    void aTestSaysSo();

private:
    StepDue step(const QString &id = u"prod:{alertname=\"Größe\"}"_s) const
    {
        Incident incident = makeIncident(id);
        incident.title = u"web-1 is down"_s;
        incident.text = u"no answer in 5 s"_s;
        incident.created = m_clock.now() - 6min;
        incident.url = QUrl(u"https://example.com/1"_s);
        StepDue step;
        step.page = {incident.id, incident, m_clock.now() - 5min, false};
        step.step = 2;
        step.toBackup = true;
        step.due = m_clock.now();
        return step;
    }

    FakeClock m_clock;
    PagedPerson m_person{u"ann"_s, u"laptop"_s};
};

void TestBackupMessage::saysWhatWhenAndWho()
{
    const ChannelMessage message = escalationMessage(step(), m_person, u"Web shop"_s);
    QCOMPARE(message.purpose, ChannelPurpose::Escalation);
    QCOMPARE(message.subject, u"Nobody has answered: web-1 is down"_s);
    QCOMPARE(message.link, QUrl(u"https://example.com/1"_s));
    for (const QString &part : {u"web-1 is down"_s, u"no answer in 5 s"_s, u"2026-01-05 02:54 (UTC+00:00)"_s,
             u"2026-01-05 02:55 (UTC+00:00), without an answer: ann on laptop"_s, u"Web shop"_s})
        QVERIFY2(message.text.contains(part), qPrintable(part + u" is not in\n"_s + message.text));
    QVERIFY(!message.text.contains(u"late"_s));
}

void TestBackupMessage::saysThatItIsLate()
{
    StepDue late = step();
    late.isLate = true;
    QVERIFY(escalationMessage(late, m_person, {}).text.contains(u"This is late: it was due at 2026-01-05 03:00"_s));
}

void TestBackupMessage::speaksForTheOthers()
{
    StepDue many = step();
    for (int i = 0; i < 14; ++i) {
        Incident other = makeIncident(u"o%1"_s.arg(i));
        other.title = u"other %1"_s.arg(i);
        many.others.append({other.id, other, m_clock.now(), false});
    }
    const QString text = escalationMessage(many, m_person, {}).text;
    QVERIFY(text.contains(u"14 more of the same cause"_s));
    QVERIFY(text.contains(u"other 9"_s));
    QVERIFY(!text.contains(u"other 10"_s));
}

void TestBackupMessage::theReferenceNamesPageAndStep()
{
    const QString reference = escalationMessage(step(), m_person, {}).reference;
    QCOMPARE(escalationMessage(step(), {u"bob"_s, u"desk"_s}, u"other words"_s).reference, reference);
    StepDue later = step();
    later.step = 3;
    QVERIFY(escalationMessage(later, m_person, {}).reference != reference);
    StepDue again = step(); // acknowledged, and raised anew
    again.page.raised += 1h;
    QVERIFY(escalationMessage(again, m_person, {}).reference != reference);
    QVERIFY(escalationMessage(step(u"prod:other"_s), m_person, {}).reference != reference);
    static const QRegularExpression safe(u"^[a-z0-9.-]{1,64}$"_s); // it goes into headers
    QVERIFY2(safe.match(reference).hasMatch(), qPrintable(reference));
}

void TestBackupMessage::theEndSaysWhoHasIt_data()
{
    QTest::addColumn<IncidentState>("state");
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("said");
    QTest::newRow("acknowledged by somebody") << IncidentState::Acknowledged << u"bob"_s << u"bob has acknowledged it at 2026"_s;
    QTest::newRow("acknowledged") << IncidentState::Acknowledged << QString() << u"It was acknowledged at 2026"_s;
    QTest::newRow("resolved by somebody") << IncidentState::Resolved << u"bob"_s << u"bob has resolved it at 2026"_s;
    QTest::newRow("resolved by itself") << IncidentState::Resolved << QString() << u"It was resolved at 2026"_s;
    QTest::newRow("resolved while nobody looked") << IncidentState::Resolved << u"-"_s << u"It ended while Nightbell was not running"_s;
    QTest::newRow("silenced") << IncidentState::Triggered << QString() << u"It needs nobody any more: silenced"_s;
}

void TestBackupMessage::theEndSaysWhoHasIt()
{
    QFETCH(const IncidentState, state);
    QFETCH(const QString, who);
    QFETCH(const QString, said);
    const ChannelMessage first = escalationMessage(step(), m_person, {});
    Incident now = step().page.incident;
    now.state = state;
    now.changed = m_clock.now();
    if (state == IncidentState::Triggered)
        now.quiet = Quiet::Silenced;
    if (state == IncidentState::Resolved && who != u"-"_s)
        now.resolvedAt = m_clock.now();
    now.acknowledgedBy = now.resolvedBy = who;
    const ChannelMessage over = overMessage(first, now);
    QCOMPARE(over.purpose, ChannelPurpose::Over);
    QCOMPARE(over.answers, first.reference);
    QVERIFY(over.reference != first.reference);
    QVERIFY2(over.text.contains(said), qPrintable(over.text));
}

void TestBackupMessage::whatIsNotWatchedAnyMoreIsNotResolved()
{
    const ChannelMessage first = escalationMessage(step(), m_person, {});
    Incident now = step().page.incident;
    now.state = IncidentState::Resolved;
    now.resolvedAt = m_clock.now();
    now.unwatched = u"The check was removed."_s;
    const ChannelMessage over = overMessage(first, now);
    QCOMPARE(over.purpose, ChannelPurpose::Over);
    QCOMPARE(over.subject, u"Not watched any more: web-1 is down"_s);
    QVERIFY2(over.text.contains(u"The check was removed. Whether it goes on is not known."_s), qPrintable(over.text));
    QVERIFY2(!over.text.contains(u"resolved"_s) && !over.text.contains(u"Nothing more is asked"_s), qPrintable(over.text));
}

void TestBackupMessage::aTestSaysSo()
{
    const ChannelMessage message = testMessage(m_person, m_clock.now());
    QCOMPARE(message.purpose, ChannelPurpose::Test);
    QVERIFY(message.subject.startsWith(u"Test"_s));
    QVERIFY(message.text.contains(u"Nothing is broken"_s));
}

QTEST_GUILESS_MAIN(TestBackupMessage)
#include "tst_backupmessage.moc"
