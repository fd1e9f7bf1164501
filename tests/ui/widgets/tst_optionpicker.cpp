// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/optionpicker.h"

#include "support/fakesource.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    explicit Bench(OptionPicker::Mode mode, bool isHeld = false) : source(SourceId(u"pd"_s))
    {
        source.isHeld = isHeld;
        source.choices.insert(u"people"_s,
            QList<Option>{{u"P1"_s, u"Ann Example"_s, u"ann@example.com"_s}, {u"P2"_s, u"Bob Other"_s, u"bob@example.com"_s},
                {u"P3"_s, u"Cid"_s, {}}});
        picker = std::make_unique<OptionPicker>(mode, [this](const QString &text) {
            const OptionQuery query{u"people"_s, {}, text};
            return source.options(query);
        });
        picker->setName(u"Whom"_s);
        picker->show();
        search()->setFocus();
    }

    QLineEdit *search() const { return picker->findChild<QLineEdit *>(); }
    void press(int key) const { QTest::keyClick(search(), static_cast<Qt::Key>(key)); }
    QStringList listed() const
    {
        QStringList names;
        const auto *list = picker->findChild<QListWidget *>();
        for (int row = 0; row < list->count(); ++row)
            names.append(list->item(row)->text().section(u"  ·  "_s, 0, 0));
        return names;
    }
    QString shownText() const
    {
        QStringList texts;
        for (const QLabel *label : picker->findChildren<QLabel *>()) {
            if (!label->isHidden())
                texts.append(label->text());
        }
        return texts.join(u'|');
    }

    FakeSource source;
    std::unique_ptr<OptionPicker> picker;
};

} // namespace

class OptionPickerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatItIsLoading()
    {
        Bench bench(OptionPicker::Mode::One, true);
        QCOMPARE(bench.shownText(), u"Loading …"_s);
        bench.source.release();
        QCOMPARE(bench.shownText(), QString());
        QCOMPARE(bench.listed(), (QStringList{u"Ann Example"_s, u"Bob Other"_s, u"Cid"_s}));
    }

    void saysWhyThereIsNothingAndAsksAgain()
    {
        FakeSource source{SourceId(u"pd"_s)};
        source.choices.insert(u"people"_s, Error{ErrorKind::Timeout, {}});
        OptionPicker picker(OptionPicker::Mode::One, [&source](const QString &text) {
            const OptionQuery query{u"people"_s, {}, text};
            return source.options(query);
        });
        picker.show();
        auto *retry = picker.findChild<QPushButton *>();
        QVERIFY(retry->isVisible());
        source.choices.insert(u"people"_s, QList<Option>{{u"P1"_s, u"Ann"_s, {}}});
        retry->click();
        QCOMPARE(picker.findChild<QListWidget *>()->count(), 1);
        QVERIFY(!retry->isVisible());
    }

    void typingNarrowsAndTakes()
    {
        Bench bench(OptionPicker::Mode::One);
        QCOMPARE(bench.picker->values(), QStringList()); // nobody is chosen by being the first
        QTest::keyClicks(bench.search(), u"bob"_s);
        QCOMPARE(bench.listed(), QStringList{u"Bob Other"_s});
        QCOMPARE(bench.picker->values(), QStringList{u"P2"_s});
        QTRY_COMPARE(bench.source.queries.size(), 2); // those who are not listed may be found by asking
        QCOMPARE(bench.source.queries.constLast().text, u"bob"_s);
    }

    void arrowsAndReturnTake()
    {
        Bench bench(OptionPicker::Mode::One);
        QSignalSpy entered(bench.picker.get(), &OptionPicker::entered);
        bench.press(Qt::Key_Down);
        QCOMPARE(bench.picker->values(), QStringList{u"P1"_s});
        bench.press(Qt::Key_Down);
        QCOMPARE(bench.picker->values(), QStringList{u"P2"_s});
        bench.press(Qt::Key_Return);
        QCOMPARE(entered.size(), 1);
    }

    void severalAreTicked()
    {
        Bench bench(OptionPicker::Mode::Several);
        QSignalSpy entered(bench.picker.get(), &OptionPicker::entered);
        QTest::keyClicks(bench.search(), u"cid"_s);
        bench.press(Qt::Key_Return);
        QCOMPARE(bench.search()->text(), QString()); // ready for the next one
        bench.press(Qt::Key_Space); // the first
        QCOMPARE(bench.picker->values(), (QStringList{u"P3"_s, u"P1"_s}));
        QCOMPARE(bench.shownText(), u"Chosen: Cid, Ann Example"_s);
        bench.press(Qt::Key_Space);
        QCOMPARE(bench.picker->values(), QStringList{u"P3"_s});
        QCOMPARE(entered.size(), 0);
        bench.press(Qt::Key_Return);
        QCOMPARE(entered.size(), 1);
    }

    void aClickTakes()
    {
        Bench bench(OptionPicker::Mode::One);
        auto *list = bench.picker->findChild<QListWidget *>();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        QCOMPARE(bench.picker->values(), QStringList{u"P1"_s});
    }

    void noneIsAChoiceWhereNothingIsNeeded()
    {
        Bench bench(OptionPicker::Mode::OneOrNone);
        QCOMPARE(bench.listed().constFirst(), u"None"_s);
        bench.press(Qt::Key_Down);
        QCOMPARE(bench.picker->values(), QStringList{u"P1"_s});
        bench.press(Qt::Key_Up);
        QCOMPARE(bench.picker->values(), QStringList());
    }

    void anAnswerThatIsLateIsNotTaken()
    {
        Bench bench(OptionPicker::Mode::One, true);
        QTest::keyClicks(bench.search(), u"cid"_s);
        QTRY_COMPARE(bench.source.queries.size(), 2);
        bench.source.release(); // both, the first one first
        QCOMPARE(bench.listed(), QStringList{u"Cid"_s});
    }
};

QTEST_MAIN(OptionPickerTest)

#include "tst_optionpicker.moc"
