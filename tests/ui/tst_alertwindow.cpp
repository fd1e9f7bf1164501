// SPDX-License-Identifier: GPL-3.0-or-later
#include "alertwindow.h"
#include "support/incidents.h"

#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;

class AlertWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void buttonsWorkAfterAMoment();
    void whatIsNewDisarmsThem();
    void acknowledgesAllThatItShows();
    void whatEscalatesCanBeLeft();
    void closingItIsHidingIt();
    void everythingHasAName();
    void saysOnceWhatCanBeSeen();
    void hiddenTitlesAreNowhere();
    void saysWhatElseIsToBeKnown();

private:
    QPushButton *button(const QString &text) const;
    void put(const QStringList &ids);

    LayerShell m_layers; // none here
    std::unique_ptr<AlertWindow> m_window;
};

void AlertWindowTest::init()
{
    m_window = std::make_unique<AlertWindow>();
    put({u"Q1"_s});
    m_window->showOn(QGuiApplication::primaryScreen(), m_layers);
}

void AlertWindowTest::put(const QStringList &ids)
{
    SharedIncidents incidents;
    for (const QString &id : ids)
        incidents.append(makeIncident(id));
    m_window->setIncidents(incidents, {}, {});
}

QPushButton *AlertWindowTest::button(const QString &text) const
{
    for (QPushButton *candidate : m_window->findChildren<QPushButton *>()) {
        if (candidate->text().startsWith(text))
            return candidate;
    }
    return nullptr;
}

void AlertWindowTest::buttonsWorkAfterAMoment()
{
    QSignalSpy acknowledged(m_window.get(), &AlertWindow::acknowledgeRequested);
    QSignalSpy hidden(m_window.get(), &AlertWindow::hideRequested);
    QTest::mouseClick(button(u"&Acknowledge"_s), Qt::LeftButton);
    QTest::keyClick(m_window.get(), Qt::Key_Return);
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QCOMPARE(acknowledged.size() + hidden.size(), 0);
    QTRY_VERIFY(m_window->isArmed());
    QTest::mouseClick(button(u"&Acknowledge"_s), Qt::LeftButton);
    QCOMPARE(acknowledged.size(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QCOMPARE(hidden.size(), 1);
}

void AlertWindowTest::whatIsNewDisarmsThem()
{
    QTRY_VERIFY(m_window->isArmed());
    put({u"Q1"_s});
    QVERIFY(m_window->isArmed()); // the same again: nothing to be surprised by
    put({u"Q2"_s, u"Q1"_s});
    QVERIFY(!m_window->isArmed());
    QVERIFY(!button(u"&Acknowledge"_s)->isEnabled());
    QTRY_VERIFY(m_window->isArmed());
}

void AlertWindowTest::acknowledgesAllThatItShows()
{
    put({u"Q1"_s, u"Q2"_s});
    QSignalSpy acknowledged(m_window.get(), &AlertWindow::acknowledgeRequested);
    QTRY_VERIFY(m_window->isArmed());
    QCOMPARE(button(u"&Acknowledge"_s)->text(), u"&Acknowledge all 2"_s);
    QTest::mouseClick(button(u"&Acknowledge"_s), Qt::LeftButton);
    QCOMPARE(acknowledged.value(0).value(0).value<QList<IncidentId>>(), (QList{IncidentId(u"Q1"_s), IncidentId(u"Q2"_s)}));
}

void AlertWindowTest::whatEscalatesCanBeLeft()
{
    QVERIFY(!button(u"Let it"_s)->isVisible()); // nobody is told after me
    Incident incident = makeIncident(u"Q1"_s);
    incident.escalation = Escalation{TimePoint(std::chrono::minutes(5)), 1, u"Backup"_s};
    m_window->setIncidents({incident}, {}, {});
    QVERIFY(button(u"Let it"_s)->isVisible());
    const auto labels = m_window->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->text().contains(u"to Backup"_s); }));
    QSignalSpy left(m_window.get(), &AlertWindow::leaveRequested);
    QTRY_VERIFY(m_window->isArmed());
    QTest::mouseClick(button(u"Let it"_s), Qt::LeftButton);
    QCOMPARE(left.value(0).value(0).value<QList<IncidentId>>(), QList{IncidentId(u"Q1"_s)});
    m_window->setIncidents({incident, makeIncident(u"Q2"_s)}, {}, {});
    QVERIFY(!button(u"Let it"_s)->isVisible());
}

void AlertWindowTest::closingItIsHidingIt()
{
    QSignalSpy hidden(m_window.get(), &AlertWindow::hideRequested);
    m_window->close();
    QCOMPARE(hidden.size(), 1);
    QVERIFY(m_window->isVisible()); // whoever owns it decides
}

void AlertWindowTest::everythingHasAName()
{
    for (const QPushButton *each : m_window->findChildren<QPushButton *>())
        QVERIFY(!each->text().isEmpty());
    QVERIFY(!m_window->accessibleName().isEmpty());
    QVERIFY(m_window->windowTitle().contains(u"title of Q1"_s));
}

void AlertWindowTest::saysOnceWhatCanBeSeen()
{
    QSignalSpy painted(m_window.get(), &AlertWindow::painted);
    QTRY_COMPARE(painted.size(), 1);
    QCOMPARE(painted.at(0).at(0).value<QList<IncidentId>>(), (QList{IncidentId(u"Q1"_s)}));
    m_window->repaint();
    QCoreApplication::processEvents();
    QCOMPARE(painted.size(), 1);
    put({u"Q2"_s, u"Q1"_s});
    QTRY_COMPARE(painted.size(), 2);
}

void AlertWindowTest::hiddenTitlesAreNowhere()
{
    m_window->setTitlesHidden(true);
    put({u"Q1"_s, u"Q2"_s});
    for (const QLabel *label : m_window->findChildren<QLabel *>())
        QVERIFY2(label->isHidden() || !label->text().contains("title of"_L1), qPrintable(label->text()));
    QVERIFY(!m_window->windowTitle().contains("title of"_L1));
    QCOMPARE(button(u"&Acknowledge"_s)->text(), u"&Acknowledge all 2"_s); // all else is as it was
    m_window->setTitlesHidden(false);
    put({u"Q1"_s, u"Q2"_s});
    QVERIFY(m_window->windowTitle().contains("title of Q1"_L1));
}

void AlertWindowTest::saysWhatElseIsToBeKnown()
{
    const auto isSaid = [this](const QString &note) {
        return std::ranges::any_of(
            m_window->findChildren<QLabel *>(), [&note](const QLabel *label) { return label->isVisible() && label->text() == note; });
    };
    m_window->setNote(u"Do-not-disturb is on."_s);
    QVERIFY(isSaid(u"Do-not-disturb is on."_s));
    m_window->setNote({});
    QVERIFY(!isSaid(u"Do-not-disturb is on."_s) && !isSaid({}));
}

QTEST_MAIN(AlertWindowTest)
#include "tst_alertwindow.moc"
