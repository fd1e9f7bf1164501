// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/readinesspage.h"

#include "models/autostart.h"
#include "support/uibench.h"

#include <QCheckBox>
#include <QLabel>
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
        const DesktopReadiness::Places places = nowhere();
        ReadinessPage page(*bench.session, places);
        page.show();
        QTRY_VERIFY(textsOf(page).contains("Notifications"_L1));
        const QStringList texts = textsOf(page);
        QVERIFY(texts.contains(u"✖ A page may be missed."_s));
        QVERIFY2(std::ranges::any_of(texts, [](const QString &text) { return text.startsWith("Nothing is watched."_L1); }),
            qPrintable(texts.join(u'\n')));
        QVERIFY(texts.contains(u"✖"_s));
        QVERIFY(std::ranges::any_of(texts, [](const QString &text) { return text.startsWith("No notification service runs here."_L1); }));
    }

    void hasARowForEachSource()
    {
        UiBench bench;
        bench.addSource();
        const DesktopReadiness::Places places = nowhere();
        ReadinessPage page(*bench.session, places);
        page.show();
        QVERIFY(textsOf(page).contains("Pager"_L1));
    }

    void startsWithTheSessionWhenAskedTo()
    {
        UiBench bench;
        const DesktopReadiness::Places places = nowhere();
        ReadinessPage page(*bench.session, places);
        page.show();
        auto *box = page.findChild<QCheckBox *>();
        QVERIFY(!box->isChecked());
        box->click();
        QVERIFY(startsWithSession(places.autostart));
        QVERIFY(box->isChecked());
        box->click();
        QVERIFY(!startsWithSession(places.autostart));
    }

private:
    // A desktop that has nothing and says nothing.
    DesktopReadiness::Places nowhere() const
    {
        return {QDBusConnection(u"none"_s), QDBusConnection(u"none"_s), m_folder.filePath(u"autostart"_s), m_folder.filePath(u"none"_s)};
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(ReadinessPageTest)

#include "tst_readinesspage.moc"
