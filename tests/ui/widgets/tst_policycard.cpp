// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policycard.h"

#include "support/dutysource.h"

#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestPolicyCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsOnALevelIsSaidWithTheEnd_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("next");
        QTest::newRow("somebody for a while, then me") << 1 << u"Ada until 07:00"_s << u"you from 07:00"_s;
        QTest::newRow("somebody for good") << 2 << u"Doug"_s << QString();
        QTest::newRow("nobody") << 3 << QString() << QString();
    }
    void whoIsOnALevelIsSaidWithTheEnd()
    {
        QFETCH(const int, level);
        const EscalationPolicy policy = siteOnCall().policies.constFirst();
        const TimePoint now = FakeClock().now();
        QTEST(onLevelNow(policy, level, now), "now");
        QTEST(onLevelNext(policy, level, now), "next");
    }

    void aStretchNamesWhatIsNotKnownAnyway_data()
    {
        QTest::addColumn<Shift>("shift");
        QTest::addColumn<QString>("text");
        QTest::newRow("the end alone while it goes on") << shiftOf(-1, 4) << u"until 07:00"_s;
        QTest::newRow("both ends of one to come") << shiftOf(1, 4) << u"04:00 – 07:00"_s;
        QTest::newRow("the day of the end where it is another") << shiftOf(1, 30) << u"04:00 – Tue 09:00"_s;
        QTest::newRow("for good") << shiftOf(std::nullopt, std::nullopt) << u"always"_s;
        QTest::newRow("from some time on") << shiftOf(1, std::nullopt) << u"from 04:00"_s;
    }
    void aStretchNamesWhatIsNotKnownAnyway()
    {
        QFETCH(const Shift, shift);
        QTEST(stretchText(shift, FakeClock().now()), "text");
    }

    void aDelayThatIsNotKnownIsNotSaid()
    {
        EscalationPolicy policy = siteOnCall().policies.constFirst();
        policy.levels[0].delay = {};
        const PolicyCard card(policy, FakeClock().now());
        for (const QLabel *label : card.findChildren<QLabel *>())
            QVERIFY2(!label->text().contains(u"Unacknowledged"_s), qPrintable(label->text()));
    }

    void aLevelWithoutAnybodyIsSaid()
    {
        EscalationPolicy policy = siteOnCall().policies.constFirst();
        policy.now.removeFirst();
        const PolicyCard card(policy, FakeClock().now());
        QStringList texts;
        for (const QLabel *label : card.findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY(texts.contains(u"Nobody is on call here"_s));
        QVERIFY(card.findChildren<QToolButton *>().isEmpty()); // no address: nothing to open
    }
};

QTEST_MAIN(TestPolicyCard)
#include "tst_policycard.moc"
