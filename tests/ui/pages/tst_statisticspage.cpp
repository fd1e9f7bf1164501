// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/statisticspage.h"

#include "support/uibench.h"
#include "widgets/emptystate.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace nightbell;
using namespace std::chrono_literals;

namespace {

void add(UiBench &bench, const QString &incident, IncidentEventKind kind, Duration ago, const QString &actor = {})
{
    IncidentEvent event;
    event.at = bench.clock.now() - ago;
    event.incident = IncidentId(incident);
    event.kind = kind;
    event.actor = actor;
    bench.session->history().add(event);
}

QStringList texts(const QWidget &page)
{
    QStringList all;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&page))
            all.append(label->text());
    }
    return all;
}

} // namespace

class StatisticsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<UiBench>();
        QSignalSpy started(m_bench->session.get(), &Session::started);
        m_bench->session->start();
        QVERIFY(started.wait());
    }
    void cleanup() { m_bench.reset(); }

    void withoutPagesItSaysSo()
    {
        StatisticsPage page(*m_bench->session);
        page.show();
        QTRY_COMPARE(page.findChild<EmptyState *>()->headline(), u"No page in this time"_s);
    }

    void showsHowLongItTook()
    {
        add(*m_bench, u"a"_s, IncidentEventKind::Paged, 2h);
        add(*m_bench, u"a"_s, IncidentEventKind::Acknowledged, 2h - 72s, u"me"_s);
        add(*m_bench, u"b"_s, IncidentEventKind::Paged, 1h);
        add(*m_bench, u"b"_s, IncidentEventKind::BackupTold, 55min);
        StatisticsPage page(*m_bench->session);
        page.show();
        QTRY_VERIFY(texts(page).contains(u"1 min 12 s"_s));
        QVERIFY(texts(page).contains(u"1 of 2"_s));
        QVERIFY2(texts(page).join(u'\n').contains(u"The history begins at"_s), qPrintable(texts(page).join(u'\n')));
        const auto *services = page.findChild<QTableWidget *>();
        QCOMPARE(services->rowCount(), 1);
        QCOMPARE(services->item(0, 0)->text(), u"Without a service"_s);
        QCOMPARE(services->item(0, 1)->text(), u"2"_s);
    }

    void anotherSpanIsCountedAnew()
    {
        add(*m_bench, u"a"_s, IncidentEventKind::Paged, 24h * 20);
        StatisticsPage page(*m_bench->session);
        page.show();
        QTRY_VERIFY(texts(page).contains(u"0 of 1"_s));
        page.findChild<QComboBox *>()->setCurrentIndex(0);
        QTRY_VERIFY(page.findChild<EmptyState *>()->isVisible());
    }

    void times_data()
    {
        QTest::addColumn<Duration>("time");
        QTest::addColumn<QString>("text");
        QTest::newRow("at once") << Duration(420) << u"0.4 s"_s;
        QTest::newRow("seconds") << Duration(59s) << u"59 s"_s;
        QTest::newRow("minutes") << Duration(61s) << u"1 min 1 s"_s;
        QTest::newRow("hours") << Duration(1h + 5min + 59s) << u"1 h 5 min"_s;
    }

    void times()
    {
        QFETCH(const Duration, time);
        QTEST(reactionText(time), "text");
    }

private:
    std::unique_ptr<UiBench> m_bench;
};

QTEST_MAIN(StatisticsPageTest)

#include "tst_statisticspage.moc"
