// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakepanel.h"
#include "support/dutysource.h"
#include "support/privatebus.h"
#include "support/uibench.h"
#include "tray.h"

#include <QApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace nightbell;

namespace {

constexpr auto panelName = "panel"_L1;

QStringList texts(const QMenu &menu)
{
    QStringList texts;
    for (const QAction *action : menu.actions())
        texts.append(action->isSeparator() ? u"-"_s : action->text());
    return texts;
}

QAction *find(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (action->text().contains(text))
            return action;
    }
    return nullptr;
}

} // namespace

// On the offscreen platform Qt draws no icon anywhere; what it is given is what is looked at. A real panel: tests/desktop.
class TrayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_bus.emplace();
        QVERIFY2(m_bus->isRunning(), "dbus-daemon does not start");
        m_bench.emplace();
    }
    void cleanup()
    {
        m_tray.reset();
        m_panel.reset();
        m_bench.reset();
        m_bus.reset();
    }

    void withoutAPanelThereIsNoIcon()
    {
        QSignalSpy changed(&start(), &Tray::availableChanged);
        showPanel(false);
        QTRY_VERIFY(m_panel->asked() > 0);
        QVERIFY(!m_tray->isAvailable()); // Plasma's watcher comes first, whoever draws comes later
        m_panel->registerHost();
        QTRY_VERIFY(m_tray->isAvailable());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toBool(), true);
    }

    void theTipSaysWhyAPageMayBeMissed()
    {
        m_bench->addSource();
        start();
        ReadinessFact volume{u"volume"_s, ReadinessLevel::Bad, u"Volume"_s, u"The sound is muted."_s, {}};
        m_bench->session->readiness().setDesktop({volume});
        QVERIFY(m_tray->toolTip().contains("A page may be missed: The sound is muted."_L1));
        volume.level = ReadinessLevel::Good;
        m_bench->session->readiness().setDesktop({volume});
        QVERIFY(!m_tray->toolTip().contains("missed"_L1));
    }

    void aPanelThatIsThereIsUsed()
    {
        showPanel(true);
        start();
        QTRY_VERIFY(m_tray->isAvailable());
    }

    void aPanelThatGoesTakesTheIconAndBringsItBack()
    {
        showPanel(true);
        QSignalSpy changed(&start(), &Tray::availableChanged);
        QTRY_VERIFY(m_tray->isAvailable());
        m_panel.reset();
        m_bus->disconnect(panelName);
        QTRY_VERIFY(!m_tray->isAvailable());
        showPanel(true);
        QTRY_VERIFY(m_tray->isAvailable());
        QCOMPARE(changed.size(), 3);
    }

    void withoutABusThereIsNoIcon()
    {
        Tray tray(*m_bench->session, QDBusConnection(u"not connected"_s));
        tray.start();
        QVERIFY(!tray.isAvailable());
    }

    void theWorstThatNeedsAPersonIsShown_data()
    {
        QTest::addColumn<QList<IncidentState>>("states");
        QTest::addColumn<Urgency>("urgency");
        QTest::addColumn<Tone>("tone");
        QTest::addColumn<int>("count");
        using enum IncidentState;
        QTest::newRow("nothing, but nobody watches: never green") << QList<IncidentState>{} << Urgency::High << Tone::Stale << 0;
        QTest::newRow("one needs me") << QList{Triggered} << Urgency::High << Tone::Triggered << 1;
        QTest::newRow("what is acknowledged does not count")
            << QList{Triggered, Acknowledged, Triggered} << Urgency::High << Tone::Triggered << 2;
        QTest::newRow("all are acknowledged") << QList{Acknowledged} << Urgency::High << Tone::Acknowledged << 0;
        QTest::newRow("low urgency needs nobody now") << QList{Triggered} << Urgency::Low << Tone::Acknowledged << 0;
    }
    void theWorstThatNeedsAPersonIsShown()
    {
        QFETCH(const QList<IncidentState>, states);
        QFETCH(const Urgency, urgency);
        QFETCH(const Tone, tone);
        QFETCH(const int, count);
        SharedIncidents incidents;
        for (const IncidentState state : states) {
            Incident incident = m_bench->incident(u"i%1"_s.arg(incidents.size()), 5);
            incident.state = state;
            incident.urgency = urgency;
            incidents.append(incident);
        }
        startShown();
        m_bench->show(incidents);
        QCOMPARE(m_tray->look().tone, tone);
        QCOMPARE(m_tray->look().count, count);
        QVERIFY(m_tray->look().isStale); // no source answers in this session
    }

    void quietIsAClaim_data()
    {
        QTest::addColumn<QString>("toml");
        QTest::addColumn<Tone>("tone");
        QTest::addColumn<QStringList>("says");
        QTest::newRow("all that should be watched is") << QString() << Tone::Resolved << QStringList{u"Nothing needs you"_s};
        QTest::newRow("a source with a mistake in its entry") << u"[[source]]\nid = \"prod\"\nkind = \"promotheus\"\n"_s << Tone::Stale
                                                              << QStringList{u"Nothing is known to need you"_s, u"1 mistake(s)"_s};
        QTest::newRow("a check that has never run")
            << u"[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"http://example.com/\"\n"_s << Tone::Stale
            << QStringList{u"Nothing is known to need you"_s, u"1 check(s) not run yet."_s};
    }
    void quietIsAClaim()
    {
        QFETCH(const QString, toml);
        QFETCH(const Tone, tone);
        QFETCH(const QStringList, says);
        m_bench.emplace(toml);
        startShown();
        m_bench->addSource();
        m_bench->session->start();
        QTRY_VERIFY(m_bench->session->isStarted());
        QTRY_COMPARE(m_bench->session->poller().statuses().constFirst().state, SourceState::Fresh);
        QTRY_COMPARE(m_tray->look().tone, tone);
        for (const QString &line : says)
            QVERIFY2(m_tray->toolTip().contains(line), qPrintable(m_tray->toolTip()));
    }

    // Whoever mends the files sees it at once.
    void theTrayFollowsTheConfiguration()
    {
        m_bench.emplace(u"[[source]]\nid = \"prod\"\nkind = \"promotheus\"\n"_s);
        startShown();
        m_bench->addSource();
        m_bench->session->start();
        QTRY_VERIFY(m_bench->session->isStarted());
        QTRY_COMPARE(m_bench->session->poller().statuses().constFirst().state, SourceState::Fresh);
        QCOMPARE(m_tray->look().tone, Tone::Stale);
        QFile file(m_bench->configFolder() + u"/bench.toml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n");
        file.close();
        m_bench->session->reloadConfiguration();
        QCOMPARE(m_tray->look().tone, Tone::Resolved);
    }

    void theMenuHasWhatCanBeDone()
    {
        startShown();
        m_bench->show({m_bench->incident(u"old"_s, 30), m_bench->incident(u"new"_s, 2)});
        QCOMPARE(texts(menu()),
            (QStringList{u"▲ title of new"_s, u"▲ title of old"_s, u"-"_s, u"&Acknowledge all (2)"_s, u"&Resolve all (2)"_s, u"-"_s,
                u"Pause notifications"_s, u"Open Nightbell"_s, u"Quit"_s}));
        QCOMPARE(texts(*find(menu(), u"new"_s)->menu()), (QStringList{u"&Acknowledge"_s, u"&Resolve"_s, u"Snooze for 1 &h"_s, u"Open"_s}));
    }

    void whatTheSourceDoesNotHaveIsNotOffered()
    {
        startShown();
        m_bench->addSource();
        m_bench->source->lacks = {u"snooze"_s, u"resolve"_s};
        m_bench->show({m_bench->incident(u"a"_s, 2)});
        QCOMPARE(texts(*find(menu(), u"title of a"_s)->menu()), (QStringList{u"&Acknowledge"_s, u"Open"_s}));
        QVERIFY(!find(menu(), u"Resolve all"_s));
    }

    void whatEscalatesSaysWhenAndMayBeLeft()
    {
        startShown();
        Incident first = m_bench->incident(u"first"_s, 2);
        first.escalation = Escalation{m_bench->clock.now() + std::chrono::minutes(16), 1, u"Backup"_s};
        Incident later = m_bench->incident(u"later"_s, 1);
        later.escalation = Escalation{m_bench->clock.now() + std::chrono::minutes(30), 1, u"Boss"_s};
        m_bench->show({later, first});
        const QString tip = m_tray->toolTip();
        QVERIFY2(tip.contains(u"title of first escalates at 03:16 to Backup"_s), qPrintable(tip));
        QVERIFY(!tip.contains(u"Boss"_s));
        QSignalSpy left(&*m_tray, &Tray::leaveRequested);
        find(*find(menu(), u"first"_s)->menu(), u"escalate"_s)->trigger();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.constFirst().constFirst().value<IncidentId>(), IncidentId(u"first"_s));
    }

    void snoozingSaysForHowLong()
    {
        startShown();
        m_bench->show({m_bench->incident(u"a"_s, 2)});
        QSignalSpy asked(&*m_tray, &Tray::actionRequested);
        find(*find(menu(), u"title of a"_s)->menu(), u"Snooze"_s)->trigger();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.at(0).at(0).toString(), u"snooze"_s);
        QCOMPARE(asked.at(0).at(3).value<FieldValues>().value(u"for"_s).toString(), u"1h"_s);
    }

    void entriesAskForWhatTheySay()
    {
        startShown();
        m_bench->show({m_bench->incident(u"old"_s, 30), m_bench->incident(u"new"_s, 2)});
        QSignalSpy asked(&*m_tray, &Tray::actionRequested);
        QSignalSpy opened(&*m_tray, &Tray::openRequested);
        find(*find(menu(), u"old"_s)->menu(), u"Acknowledge"_s)->trigger();
        find(menu(), u"Acknowledge all"_s)->trigger();
        find(menu(), u"Resolve all"_s)->trigger();
        find(*find(menu(), u"new"_s)->menu(), u"Open"_s)->trigger();
        const IncidentId older(u"old"_s);
        const IncidentId newer(u"new"_s);
        QCOMPARE(asked.size(), 3);
        QCOMPARE(asked.at(0).at(0).toString(), u"acknowledge"_s);
        QCOMPARE(asked.at(0).at(1).value<QList<IncidentId>>(), QList{older});
        QCOMPARE(asked.at(0).at(2).toBool(), false);
        QCOMPARE(asked.at(1).at(1).value<QList<IncidentId>>(), (QList{newer, older}));
        QCOMPARE(asked.at(1).at(2).toBool(), false);
        QCOMPARE(asked.at(2).at(0).toString(), u"resolve"_s);
        QCOMPARE(asked.at(2).at(2).toBool(), true); // confirmed first
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<IncidentId>(), newer);
    }

    void manyIncidentsAreCutShort()
    {
        SharedIncidents incidents;
        for (int number = 0; number < 11; ++number)
            incidents.append(m_bench->incident(u"i%1"_s.arg(number), number + 1));
        startShown();
        m_bench->show(incidents);
        const QStringList entries = texts(menu());
        QCOMPARE(entries.filter(u"title of"_s).size(), 8);
        QVERIFY2(entries.at(8).startsWith(u"3 more"_s), qPrintable(entries.at(8)));
        QVERIFY(find(menu(), u"Acknowledge all (11)"_s));
    }

    void titlesAreShownAsTheyAre()
    {
        auto odd = m_bench->incident(u"odd"_s, 1);
        odd.title = u"R&D\nis "_s + QString(200, u'x');
        startShown();
        m_bench->show({odd});
        const QString text = texts(menu()).first();
        QVERIFY2(text.startsWith(u"▲ R&&D is xxx"_s), qPrintable(text));
        QVERIFY2(text.size() < 70 && text.endsWith(u'…'), qPrintable(text));
    }

    void theMenuStaysWhenNothingChanged()
    {
        startShown();
        auto broken = m_bench->incident(u"a"_s, 1);
        m_bench->show({broken});
        const QList<QAction *> before = menu().actions();
        broken.text = u"more evidence"_s;
        m_bench->show({broken});
        QCOMPARE(menu().actions(), before); // somebody may have it open
        broken.title = u"another title"_s;
        m_bench->show({broken});
        QVERIFY2(texts(menu()).first().contains(u"another title"_s), qPrintable(texts(menu()).first()));
    }

    void nothingToDoIsSaid()
    {
        startShown();
        m_bench->show({m_bench->incident(u"a"_s, 1)});
        m_bench->show({});
        QCOMPARE(texts(menu()), (QStringList{u"No open incidents"_s, u"-"_s, u"Pause notifications"_s, u"Open Nightbell"_s, u"Quit"_s}));
        QVERIFY(!menu().actions().first()->isEnabled());
        QSignalSpy quit(&*m_tray, &Tray::quitRequested);
        find(menu(), u"Quit"_s)->trigger();
        QCOMPARE(quit.size(), 1);
    }

    void whetherIAmOnCallStandsInMenuAndToolTip()
    {
        startShown();
        m_bench->session->start();
        QTRY_VERIFY(m_bench->session->isStarted());
        auto script = std::make_shared<DutyScript>();
        script->onCall = onCallOf({shiftOf(-1, 4)});
        addDutySource(*m_bench->session, script);
        QTRY_VERIFY(find(menu(), u"On call until 07:00"_s));
        QVERIFY2(m_tray->toolTip().contains(u"On call until 07:00"_s), qPrintable(m_tray->toolTip()));
        QSignalSpy requested(&*m_tray, &Tray::onCallRequested);
        find(menu(), u"On call"_s)->trigger();
        QCOMPARE(requested.size(), 1);
    }

private:
    Tray &start()
    {
        m_tray.emplace(*m_bench->session, m_bus->connection(u"client"_s));
        m_tray->start();
        return *m_tray;
    }
    void showPanel(bool hasHost) { m_panel.emplace(m_bus->connection(panelName), hasHost); }
    void startShown()
    {
        showPanel(true);
        start();
        QTRY_VERIFY(m_tray->isAvailable());
    }
    // The tray's menu is the only one in this program.
    QMenu &menu() const
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            auto *menu = qobject_cast<QMenu *>(widget);
            if (menu != nullptr && find(*menu, u"Quit"_s) != nullptr)
                return *menu;
        }
        qFatal("there is no menu");
    }

    std::optional<PrivateBus> m_bus;
    std::optional<FakePanel> m_panel;
    std::optional<UiBench> m_bench;
    std::optional<Tray> m_tray;
};

QTEST_MAIN(TrayTest)
#include "tst_tray.moc"
