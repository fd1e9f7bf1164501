// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/plaintext.h"

#include <QByteArray>
#include <QTest>

#include <optional>

using namespace nightbell;

Q_DECLARE_METATYPE(std::optional<qint64>)

class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void times_data();
    void times();
    void numbers();
    void theEndIsNotCrossed();
};

void TestPlainText::times_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<qint64>>("expected"); // nullopt: to be read in another way
    QTest::newRow("whole seconds") << QByteArray("1732345678,") << std::optional<qint64>(1'732'345'678'000);
    QTest::newRow("one digit behind the point") << QByteArray("5.1,") << std::optional<qint64>(5'100);
    QTest::newRow("three digits behind the point") << QByteArray("1732345678.007") << std::optional<qint64>(1'732'345'678'007);
    QTest::newRow("a fourth digit") << QByteArray("5.1239,") << std::optional<qint64>();
    QTest::newRow("before 1970") << QByteArray("-5,") << std::optional<qint64>();
    QTest::newRow("more digits than fit") << QByteArray("1732345678123456,") << std::optional<qint64>();
    QTest::newRow("a space") << QByteArray(" 5,") << std::optional<qint64>();
    QTest::newRow("nothing") << QByteArray() << std::optional<qint64>();
}

void TestPlainText::times()
{
    QFETCH(const QByteArray, text);
    QFETCH(const std::optional<qint64>, expected);
    PlainText plain(std::string_view(text.constData(), static_cast<size_t>(text.size())));
    qint64 time = 0;
    QCOMPARE(plain.readMilliseconds(time), expected.has_value());
    if (expected) {
        QCOMPARE(time, *expected);
        QCOMPARE(plain.skip(','), text.endsWith(','));
    }
}

void TestPlainText::numbers()
{
    PlainText text("0.107919001 1e3 1e999 x");
    double number = 0;
    std::errc error{};
    QVERIFY(text.readNumber(number, error) && number == 0.107919001 && text.skip(' '));
    QVERIFY(text.readNumber(number, error) && number == 1000 && error == std::errc() && text.skip(' '));
    QVERIFY(text.readNumber(number, error) && error == std::errc::result_out_of_range && text.skip(' '));
    QVERIFY(!text.readNumber(number, error));
    QVERIFY(text.skip('x'));
}

void TestPlainText::theEndIsNotCrossed()
{
    const std::string_view longer = "12]34";
    PlainText text(longer.substr(0, 2));
    qint64 number = 0;
    QVERIFY(text.readInteger(number));
    QCOMPARE(number, 12);
    QVERIFY(!text.skip(']'));
    QVERIFY(!text.skip("]3"));
    QVERIFY(!text.readInteger(number));
}

QTEST_GUILESS_MAIN(TestPlainText)
#include "tst_plaintext.moc"
