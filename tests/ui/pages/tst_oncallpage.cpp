// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/oncallpage.h"

#include "dialogs/takeoverdialog.h"
#include "support/dutysource.h"
#include "support/uibench.h"
#include "widgets/banner.h"
#include "widgets/emptystate.h"
#include "widgets/policycard.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    // `knows`: a source that knows who is on call is connected.
    explicit Bench(bool knows = true)
    {
        ui.session->start();
        [this] { QTRY_VERIFY(ui.session->isStarted()); }();
        if (knows)
            addDutySource(*ui.session, script);
        page.resize(1000, 700);
        page.show();
        [this] { QVERIFY(QTest::qWaitForWindowExposed(&page)); }();
    }

    bool says(const QString &part) const
    {
        return std::ranges::any_of(
            page.findChildren<QLabel *>(), [&part](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
    }
    QPushButton *button(const QString &text) const
    {
        const auto buttons = page.findChildren<QPushButton *>();
        const auto found
            = std::ranges::find_if(buttons, [&text](const QPushButton *each) { return each->isVisible() && each->text() == text; });
        return found == buttons.end() ? nullptr : *found;
    }

    UiBench ui;
    std::shared_ptr<DutyScript> script = std::make_shared<DutyScript>();
    OnCallPage page{*ui.session};
};

} // namespace

class TestOnCallPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereNothingKnowsItSaysWhatDoes()
    {
        Bench bench(false);
        QSignalSpy connects(&bench.page, &OnCallPage::connectRequested);
        QTRY_VERIFY(bench.says(u"PagerDuty"_s));
        QPushButton *button = bench.button(u"Connect PagerDuty …"_s);
        QVERIFY(button);
        button->click();
        QCOMPARE(connects.size(), 1);
    }

    void everyLevelNamesWhoIsThereAndWhoIsNext()
    {
        Bench bench(false);
        bench.script->onCall = siteOnCall();
        addDutySource(*bench.ui.session, bench.script);
        QTRY_VERIFY(bench.page.findChild<PolicyCard *>());
        QTRY_VERIFY(bench.says(u"Ada until 07:00"_s));
        QTRY_VERIFY(bench.says(u"Next: you from 07:00"_s));
        QTRY_VERIFY(bench.says(u"Doug"_s));
        QTRY_VERIFY(bench.says(u"Unacknowledged for 5 min: level 2"_s));
        QTRY_VERIFY(bench.says(u"Not on call; next shift 07:00"_s));
        QTRY_VERIFY(bench.says(u"07:00 – 15:00"_s)); // mine
        QTRY_VERIFY(bench.says(u"Pager: 0 s ago"_s));
    }

    void whoSeesNothingIsToldWhatToDo()
    {
        Bench bench(false);
        bench.script->onCall = Error{ErrorKind::Forbidden, u"403"_s};
        addDutySource(*bench.ui.session, bench.script);
        QTRY_COMPARE(bench.page.findChild<EmptyState *>()->headline(), u"Who is on call is not known"_s);
        QTRY_VERIFY(bench.says(u"Settings → Sources"_s));
        QVERIFY(bench.button(u"Ask again"_s));
    }

    void whatWasKnownStaysWhenAskingFails()
    {
        Bench bench(false);
        bench.script->onCall = siteOnCall();
        addDutySource(*bench.ui.session, bench.script);
        QTRY_VERIFY(bench.page.findChild<PolicyCard *>());
        bench.script->onCall = Error{ErrorKind::Server, u"503"_s};
        bench.ui.clock.advance(OnCallWatch::interval);
        bench.ui.session->onCall().tick();
        QTRY_VERIFY(bench.page.findChild<Banner *>());
        QTRY_VERIFY(bench.says(u"What is shown is of 03:00."_s));
        QTRY_VERIFY(bench.says(u"Ada until 07:00"_s));
    }

    void anAccountsTokenIsAskedWhose()
    {
        Bench bench(false);
        OnCall onCall = siteOnCall();
        onCall.me = {};
        onCall.advice = u"Enter your e-mail address in Settings → Sources, and …"_s;
        onCall.mine.clear();
        bench.script->onCall = onCall;
        addDutySource(*bench.ui.session, bench.script);
        QTRY_VERIFY(bench.says(u"Enter your e-mail address in Settings → Sources"_s));
        QTRY_VERIFY(bench.says(u"Your own shifts are not known"_s));
    }

    void whatCouldSayMoreIsNoFault()
    {
        Bench bench(false);
        OnCall onCall = onCallOf({});
        onCall.me = {};
        onCall.advice = u"Name teams in Settings → Sources."_s;
        bench.script->onCall = onCall;
        addDutySource(*bench.ui.session, bench.script);
        QTRY_COMPARE(bench.page.findChild<EmptyState *>()->headline(), u"Pager can say who is on call"_s);
        QVERIFY(bench.says(u"Name teams in Settings → Sources."_s));
        QSignalSpy asked(&bench.page, &OnCallPage::setUpRequested);
        QPushButton *button = bench.button(u"Open the settings …"_s);
        QVERIFY(button);
        button->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.constFirst().constFirst().value<SourceId>(), SourceId(u"pd"_s));
    }

    void besideAnotherItIsALine()
    {
        Bench bench(false);
        bench.script->onCall = siteOnCall();
        addDutySource(*bench.ui.session, bench.script);
        QTRY_VERIFY(bench.page.findChild<PolicyCard *>());
        auto other = std::make_shared<DutyScript>();
        OnCall onCall = onCallOf({}, SourceId(u"dd"_s));
        onCall.me = {};
        onCall.advice = u"Name teams in Settings → Sources."_s;
        other->onCall = onCall;
        addDutySource(*bench.ui.session, other, u"dd"_s, u"datadog"_s);
        QTRY_VERIFY(bench.says(u"Name teams in Settings → Sources."_s));
        QVERIFY(bench.says(u"Ada until 07:00"_s));
        QVERIFY(bench.page.findChildren<Banner *>().isEmpty());
        QVERIFY(bench.button(u"&Take over …"_s)->isEnabled()); // in the one that can
    }

    void whereNoShiftCanBeTakenOverItIsSaid()
    {
        Bench bench(false);
        OnCall onCall = siteOnCall();
        onCall.schedules.clear();
        bench.script->onCall = onCall;
        addDutySource(*bench.ui.session, bench.script);
        QTRY_VERIFY(bench.page.findChild<PolicyCard *>());
        QVERIFY(!bench.button(u"&Take over …"_s)->isEnabled());
        QVERIFY(bench.button(u"&Take over …"_s)->toolTip().contains(u"its own pages"_s));
    }

    void theKeyTTakesOver()
    {
        Bench bench(false);
        bench.script->onCall = siteOnCall();
        addDutySource(*bench.ui.session, bench.script);
        QTRY_VERIFY(bench.button(u"&Take over …"_s) && bench.button(u"&Take over …"_s)->isEnabled());
        bench.page.activateWindow();
        bench.page.setFocus();
        QTest::keyClick(&bench.page, Qt::Key_T);
        auto *dialog = bench.page.findChild<TakeoverDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->taken(u"You took it over"_s);
        QTRY_VERIFY(bench.says(u"You took it over"_s));
    }
};

QTEST_MAIN(TestOnCallPage)
#include "tst_oncallpage.moc"
