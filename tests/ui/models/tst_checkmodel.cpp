// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/checkmodel.h"
#include "support/fakeclock.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestCheckModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsKnown();
    void changesAreExact();
};

void TestCheckModel::saysWhatIsKnown()
{
    FakeClock clock;
    CheckModel model(clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Check waiting{.id = CheckId(u"a"_s), .target = u"https://a.example/"_s};
    Check failed{.id = CheckId(u"b"_s), .target = u"https://b.example/"_s, .state = CheckState::Failed};
    failed.last.at = clock.now() - std::chrono::minutes(2);
    failed.last.failure = CheckFailure::ConnectionRefused;
    Check passing{.id = CheckId(u"c"_s), .state = CheckState::Passing};
    passing.last.at = clock.now();
    passing.last.phases.total = Duration(42);
    passing.last.certificateExpires = clock.now() + std::chrono::hours(24 * 10 + 1);
    model.setChecks({waiting, failed, passing});
    const auto text = [&model](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, CheckModel::Latency), u"–"_s);
    QCOMPARE(text(0, CheckModel::Age), u"–"_s);
    QCOMPARE(text(1, CheckModel::Reason), u"connection refused"_s);
    QCOMPARE(text(1, CheckModel::Age), u"2 min"_s);
    QCOMPARE(text(2, CheckModel::Latency), u"42 ms"_s);
    QVERIFY(text(2, CheckModel::Certificate).startsWith(u"10"_s));
    QVERIFY(model.index(1, CheckModel::State).data(Qt::AccessibleTextRole).toString().contains(u"connection refused"_s));
}

void TestCheckModel::changesAreExact()
{
    FakeClock clock;
    CheckModel model(clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setChecks({Check{.id = CheckId(u"a"_s)}, Check{.id = CheckId(u"b"_s)}});
    const QPersistentModelIndex second = model.index(1, 0);
    model.setChecks({Check{.id = CheckId(u"b"_s), .state = CheckState::Passing}, Check{.id = CheckId(u"c"_s)}});
    QVERIFY(second.isValid());
    QCOMPARE(second.row(), model.rowOf(CheckId(u"b"_s)));
    QCOMPARE(model.rowCount(), 2);
}

QTEST_MAIN(TestCheckModel)
#include "tst_checkmodel.moc"
