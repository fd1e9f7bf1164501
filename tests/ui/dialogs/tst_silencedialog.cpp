// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/silencedialog.h"

#include "support/silencesource.h"
#include "support/uibench.h"
#include "widgets/reachedlist.h"

#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
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
    Bench()
    {
        ui.session->start();
        [this] { QTRY_VERIFY(ui.session->isStarted()); }();
        addSilenceSource(ui.session->poller(), script);
        [this] { QTRY_COMPARE(ui.session->silences().statuses().size(), 1); }();
        ui.show({ui.incident(u"1"_s, 5), ui.incident(u"2"_s, 5)});
    }
    ~Bench() { delete dialog; }

    void openNew(const QString &reach = {})
    {
        dialog = new SilenceDialog(*ui.session, SourceId(u"am"_s), reach);
        dialog->show();
    }
    void openFor(const Silence &silence)
    {
        dialog = new SilenceDialog(*ui.session, silence);
        dialog->show();
    }
    template<typename Widget>
    Widget *named(const QString &name) const
    {
        const auto widgets = dialog->findChildren<Widget *>();
        return *std::ranges::find(widgets, name, &QWidget::accessibleName);
    }
    QLineEdit *reach() const { return named<QLineEdit>(u"What it keeps quiet"_s); }
    QDateTimeEdit *ends() const { return named<QDateTimeEdit>(u"Ends"_s); }
    QPushButton *go() const
    {
        const auto buttons = dialog->findChildren<QPushButton *>();
        return *std::ranges::find_if(buttons, [](const QPushButton *button) { return button->isDefault(); });
    }
    QString found() const { return dialog->findChild<QLabel *>(u"found"_s)->text(); }
    QString message() const { return dialog->findChild<QLabel *>(u"message"_s)->text(); }
    int listed() const { return dialog->findChild<ReachedList *>()->count(); }

    UiBench ui;
    std::shared_ptr<SilenceScript> script = std::make_shared<SilenceScript>();
    QPointer<SilenceDialog> dialog;
};

} // namespace

class TestSilenceDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsShownAtOnce()
    {
        Bench bench;
        bench.openNew();
        QVERIFY(!bench.go()->isEnabled());
        QVERIFY(bench.script->previewed.isEmpty());
        bench.script->preview = SilencePreview{{IncidentId(u"1"_s), IncidentId(u"2"_s)}, false};
        QTest::keyClicks(bench.reach(), u"host=\"a\""_s);
        QTRY_COMPARE(bench.listed(), 2);
        QCOMPARE(bench.script->previewed, QStringList{u"host=\"a\""_s}); // once, not for each letter
        QVERIFY(bench.found().startsWith(u'2'));
        QVERIFY(bench.go()->isEnabled());

        bench.script->preview = SilencePreview{};
        QTest::keyClicks(bench.reach(), u"b"_s);
        QVERIFY(!bench.go()->isEnabled()); // until it is known what it reaches
        QTRY_COMPARE(bench.listed(), 0);
        QVERIFY(bench.found().contains(u"keeps quiet what comes"_s));
        QVERIFY(bench.go()->isEnabled());
    }

    void whatComesMeanwhileIsInThePreview()
    {
        Bench bench;
        bench.script->preview = SilencePreview{{IncidentId(u"1"_s)}, false};
        bench.openNew(u"host=\"a\""_s);
        QTRY_COMPARE(bench.listed(), 1);
        bench.script->preview = SilencePreview{{IncidentId(u"1"_s), IncidentId(u"3"_s)}, false};
        bench.ui.show({bench.ui.incident(u"1"_s, 5), bench.ui.incident(u"3"_s, 0)});
        QTRY_COMPARE(bench.listed(), 2);
    }

    void whatMustNotBeIsNotOffered_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("said");
        QTest::newRow("not understood") << 0 << u"It is written like host=\"web-1\""_s;
        QTest::newRow("everything") << 1 << u"everything"_s;
        QTest::newRow("not known") << 2 << u"not known"_s;
    }

    void whatMustNotBeIsNotOffered()
    {
        QFETCH(int, kind);
        QFETCH(QString, said);
        Bench bench;
        if (kind == 0)
            bench.script->preview = Error{ErrorKind::BadInput, {}};
        else if (kind == 1)
            bench.script->preview = SilencePreview{{}, true};
        else
            bench.script->preview = Error{ErrorKind::Server, {}};
        bench.openNew(u"x"_s);
        QTRY_VERIFY(bench.found().contains(said));
        QVERIFY(!bench.go()->isEnabled());
        bench.go()->click();
        QTest::keyClick(bench.reach(), Qt::Key_Return);
        QVERIFY(bench.script->made.isEmpty());
    }

    void itClosesWhenItIsConfirmed()
    {
        Bench bench;
        bench.openNew(u"host=\"a\""_s);
        QTRY_VERIFY(bench.go()->isEnabled());
        QSignalSpy confirmed(bench.dialog, &SilenceDialog::confirmed);
        bench.script->held = std::make_shared<Pending<Expected<Done>>>();
        bench.named<QLineEdit>(u"Comment"_s)->setText(u"why"_s);
        QTest::keyClick(bench.reach(), Qt::Key_Return);
        QCOMPARE(bench.script->made.size(), 1);
        QCOMPARE(bench.script->made[0].reach, u"host=\"a\""_s);
        QCOMPARE(bench.script->made[0].comment, u"why"_s);
        QVERIFY(!bench.go()->isEnabled());
        QVERIFY(bench.message().startsWith(u"Asking Alerts"_s));
        QTest::keyClick(bench.dialog, Qt::Key_Escape); // the answer would be lost
        QVERIFY(bench.dialog && bench.dialog->isVisible());
        bench.script->held->finish(Done{});
        QCOMPARE(confirmed.size(), 1);
        QTRY_VERIFY(!bench.dialog);
    }

    void aRefusalStaysAndCanBeTriedAgain()
    {
        Bench bench;
        bench.openNew(u"host=\"a\""_s);
        QTRY_VERIFY(bench.go()->isEnabled());
        bench.script->done = Error{ErrorKind::Forbidden, {}};
        bench.go()->click();
        QTRY_VERIFY(bench.message().startsWith(u"That was not done"_s));
        QVERIFY(bench.go()->isEnabled());
        bench.script->done = Error{ErrorKind::Timeout, {}};
        bench.go()->click();
        QTRY_VERIFY(bench.message().startsWith(u"Whether that was done is not known"_s));
        QVERIFY(bench.dialog->isVisible());
    }

    void presetsSetTheEnd()
    {
        Bench bench;
        bench.openNew(u"host=\"a\""_s);
        const auto left = [&bench] { return fromDateTime(bench.ends()->dateTime()) - bench.ui.clock.now(); };
        bench.named<QPushButton>(u"Ends in four hours"_s)->click();
        QVERIFY(left() > 3h + 58min && left() <= 4h);
        bench.named<QPushButton>(u"Ends at 09:00 in the morning"_s)->click();
        QCOMPARE(bench.ends()->time(), QTime(9, 0));
        QTRY_VERIFY(bench.go()->isEnabled());
        bench.ends()->setDateTime(toDateTime(bench.ui.clock.now() - 1h).toLocalTime());
        QVERIFY(!bench.go()->isEnabled());
        QVERIFY(bench.message().contains(u"future"_s));
    }

    void prolongingBeginsAtItsEndAndNeverEndsBeforeItBegins()
    {
        Bench bench;
        Silence silence = makeSilence(u"s1"_s, u"host=\"a\""_s, bench.ui.clock.now() + 6h);
        silence.starts = bench.ui.clock.now() + 5h;
        bench.openFor(silence);
        QVERIFY(fromDateTime(bench.ends()->dateTime()) > *silence.ends);
        QVERIFY(bench.go()->isEnabled());
        bench.ends()->setDateTime(toDateTime(bench.ui.clock.now() + 1h).toLocalTime());
        QVERIFY(!bench.go()->isEnabled());
        QVERIFY(bench.message().contains(u"after it begins"_s));
    }

    void prolongingChangesTheEndOnly()
    {
        Bench bench;
        Silence silence = makeSilence(u"s1"_s, u"host=\"a\""_s, bench.ui.clock.now() + 10min);
        silence.reached = {IncidentId(u"1"_s)};
        bench.openFor(silence);
        QVERIFY(bench.reach()->isReadOnly());
        QCOMPARE(bench.listed(), 1);
        bench.named<QPushButton>(u"Ends in a week"_s)->click();
        bench.go()->click();
        QTRY_COMPARE(bench.script->prolonged.size(), 1);
        QCOMPARE(bench.script->prolonged[0].first, silence.id);
        QVERIFY(bench.script->prolonged[0].second > bench.ui.clock.now() + 6 * 24h);
        QVERIFY(bench.script->made.isEmpty());
    }
};

QTEST_MAIN(TestSilenceDialog)
#include "tst_silencedialog.moc"
