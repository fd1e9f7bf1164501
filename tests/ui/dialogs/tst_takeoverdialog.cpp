// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/takeoverdialog.h"

#include "support/dutysource.h"
#include "support/uibench.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    explicit Bench(const Expected<OnCall> &onCall = siteOnCall())
    {
        script->onCall = onCall;
        ui.session->start();
        [this] { QTRY_VERIFY(ui.session->isStarted()); }();
        addDutySource(*ui.session, script);
        [this] { QTRY_VERIFY(!ui.session->onCall().statuses().isEmpty() && ui.session->onCall().statuses().constFirst().answer); }();
        dialog = new TakeoverDialog(*ui.session);
        dialog->show();
    }
    ~Bench() { delete dialog; }

    QDateTimeEdit *edit(const QString &name) const
    {
        const auto edits = dialog->findChildren<QDateTimeEdit *>();
        return *std::ranges::find(edits, name, &QWidget::accessibleName);
    }
    QPushButton *take() const
    {
        const auto buttons = dialog->findChildren<QPushButton *>();
        return *std::ranges::find(buttons, u"&Take over"_s, &QPushButton::text);
    }
    QString message() const { return dialog->findChild<QLabel *>(u"message"_s)->text(); }

    UiBench ui;
    std::shared_ptr<DutyScript> script = std::make_shared<DutyScript>();
    QPointer<TakeoverDialog> dialog;
};

} // namespace

class TestTakeoverDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itOffersTheRestOfWhoeverIsOnCall()
    {
        Bench bench;
        QSignalSpy taken(bench.dialog, &TakeoverDialog::taken);
        QCOMPARE(bench.edit(u"Until"_s)->time(), QTime(7, 0));
        QTest::keyClick(bench.dialog, Qt::Key_Return);
        QTRY_COMPARE(taken.size(), 1);
        QCOMPARE(taken.constFirst().constFirst().toString(), u"You took over “Site rota”: until 07:00"_s);
        const TimePoint now = bench.ui.clock.now();
        QCOMPARE(bench.script->overrides, (QList<ShiftOverride>{{u"Site-rota"_s, u"Site rota"_s, now, now + 4h}}));
    }

    void anEndBeforeTheBeginningIsNotSent()
    {
        Bench bench;
        bench.edit(u"Until"_s)->setDateTime(bench.edit(u"From"_s)->dateTime().addSecs(-60));
        QVERIFY(!bench.take()->isEnabled());
        QCOMPARE(bench.message(), u"It has to end after it begins."_s);
        bench.edit(u"Until"_s)->setDateTime(bench.edit(u"From"_s)->dateTime().addSecs(60));
        QVERIFY(bench.take()->isEnabled());
        QVERIFY(bench.message().isEmpty());
    }

    void whatWasRefusedIsSaidAndMayBeMended_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("a refusal gives its reason") << ErrorKind::BadInput << u"You did not take it over: because"_s;
        QTest::newRow("no answer is no refusal")
            << ErrorKind::Timeout
            << u"Whether you took it over is not known: no answer in time. Look at who is on call before you try again."_s;
    }
    void whatWasRefusedIsSaidAndMayBeMended()
    {
        QFETCH(const ErrorKind, kind);
        Bench bench;
        bench.script->taken = Error{kind, u"because"_s};
        bench.take()->click();
        QTEST(bench.message(), "sentence");
        QVERIFY(bench.dialog && bench.dialog->isVisible());
        QVERIFY(bench.take()->isEnabled());
    }

    void withoutSchedulesThereIsNothingToTake()
    {
        OnCall onCall = siteOnCall();
        onCall.schedules.clear();
        Bench bench(onCall);
        QVERIFY(!bench.take()->isEnabled());
        QCOMPARE(bench.message(), u"There is no schedule that could be taken over."_s);
    }
};

QTEST_MAIN(TestTakeoverDialog)
#include "tst_takeoverdialog.moc"
