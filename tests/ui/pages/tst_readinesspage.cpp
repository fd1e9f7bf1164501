// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/readinesspage.h"

#include "models/autostart.h"
#include "models/desktopreadiness.h"
#include "support/uibench.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

QStringList textsOf(const QWidget &page)
{
    QStringList texts;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&page))
            texts.append(label->text());
    }
    return texts;
}

} // namespace

class ReadinessPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsWrongWithoutADesktop()
    {
        UiBench bench;
        DesktopReadiness desktop(*bench.session, nowhere());
        ReadinessPage page(*bench.session, autostart());
        QVERIFY(textsOf(page).contains(u"Looking …"_s));
        page.show();
        QTRY_VERIFY(textsOf(page).contains("Notifications"_L1));
        const QStringList texts = textsOf(page);
        QVERIFY(texts.contains(u"✖ A page may be missed."_s));
        QVERIFY2(std::ranges::any_of(texts, [](const QString &text) { return text.startsWith("Nothing is watched."_L1); }),
            qPrintable(texts.join(u'\n')));
        QVERIFY(texts.contains(u"✖"_s));
        QVERIFY(std::ranges::any_of(texts, [](const QString &text) { return text.startsWith("No notification service runs here."_L1); }));
    }

    void theDesktopIsAskedUntilAllIsAnswered()
    {
        UiBench bench;
        DesktopReadiness desktop(*bench.session, nowhere());
        QSignalSpy settled(&bench.session->readiness(), &ReadinessWatch::settled);
        bench.session->readiness().ask();
        QTRY_COMPARE(settled.size(), 1);
        QStringList ids;
        for (const ReadinessFact &fact : bench.session->readiness().facts())
            ids.append(fact.id);
        for (const QString &id :
            {u"sources"_s, u"test-page"_s, u"notifications"_s, u"do-not-disturb"_s, u"sound"_s, u"tray"_s, u"power"_s, u"autostart"_s})
            QVERIFY2(ids.contains(id), qPrintable(id));
    }

    void hasARowForEachSource()
    {
        UiBench bench;
        bench.addSource();
        ReadinessPage page(*bench.session, autostart());
        page.show();
        QVERIFY(textsOf(page).contains("Pager"_L1));
    }

    void startsWithTheSessionWhenAskedTo()
    {
        UiBench bench;
        ReadinessPage page(*bench.session, autostart());
        page.show();
        auto *box = page.findChild<QCheckBox *>();
        QVERIFY(!box->isChecked());
        box->click();
        QVERIFY(startsWithSession(autostart()));
        QVERIFY(box->isChecked());
        box->click();
        QVERIFY(!startsWithSession(autostart()));
    }

    void aTestPageIsSentAndItsTimesAreShown()
    {
        UiBench bench;
        QSignalSpy started(bench.session.get(), &Session::started);
        bench.session->start();
        QVERIFY(started.wait());
        ReadinessPage page(*bench.session, autostart());
        page.show();
        QPushButton *test = nullptr;
        for (QPushButton *button : page.findChildren<QPushButton *>()) {
            if (button->text() == "&Test page now"_L1)
                test = button;
        }
        QVERIFY(test);
        QVERIFY(!test->isEnabled()); // nobody shows pages
        TestPages &tests = bench.session->testPages();
        tests.allow();
        page.hide();
        page.show();
        QVERIFY(test->isEnabled());
        test->click();
        QVERIFY(tests.isRunning());
        QVERIFY(!test->isEnabled());
        bench.clock.advance(std::chrono::milliseconds(4));
        tests.pageShown(tests.last()->incident);
        const auto says = [&page](const QString &words) {
            const QStringList texts = textsOf(page);
            return std::ranges::any_of(texts, [&words](const QString &text) { return text.contains(words); });
        };
        QVERIFY(says(u"Notification: shown after 4 ms."_s));
        QVERIFY(says(u"Nobody has reacted yet."_s));
        bench.clock.advance(TestPages::patience);
        tests.tick();
        QVERIFY(says(u"Nobody reacted."_s));
        QVERIFY(test->isEnabled());
    }

private:
    // A desktop that has nothing and says nothing.
    DesktopReadiness::Places nowhere() const
    {
        const QString none = m_folder.filePath(u"none"_s);
        return {QDBusConnection(u"none"_s), QDBusConnection(u"none"_s), autostart(), none, none};
    }

    QString autostart() const { return m_folder.filePath(u"autostart"_s); }

    QTemporaryDir m_folder;
};

QTEST_MAIN(ReadinessPageTest)

#include "tst_readinesspage.moc"
