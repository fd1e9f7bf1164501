// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/incidentactions.h"

#include "theme.h"
#include "ui/pages/shownincidents.h"
#include "widgets/banner.h"

#include <QMessageBox>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace nightbell;

class IncidentActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qApp, u"light"_s);
        qRegisterMetaType<ActionRequest>();
    }

    void whatIsOverMeanwhileIsNotRefused()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.page));
        SharedIncidents incidents;
        for (int number = 0; number < 6; ++number)
            incidents.append(shown.incident(u"i%1"_s.arg(number), number));
        shown.show(incidents);
        shown.list()->setFocus();
        shown.press(Qt::Key_A, Qt::ControlModifier);
        shown.press(Qt::Key_A);
        auto *box = shown.page.findChild<QMessageBox *>();
        QVERIFY(box);
        shown.show(incidents.sliced(1)); // while the question stands
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(shown.asked().size(), 5);
        const auto banners = shown.page.findChildren<Banner *>();
        const auto said = std::ranges::find_if(banners, [](const Banner *banner) { return banner->isVisible(); });
        QVERIFY(said != banners.end());
        QCOMPARE((*said)->accessibleName(), Incident(incidents.first()).title + u" is over meanwhile"_s);
    }
};

QTEST_MAIN(IncidentActionsTest)

#include "tst_incidentactions.moc"
