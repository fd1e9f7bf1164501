// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <QTest>
#include <QUrl>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsAreTakenOut_data();
    void secretsAreTakenOut();
    void wordsStay_data();
    void wordsStay();
    void addressKeepsHostAndPath();
};

void TestLog::secretsAreTakenOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("user info") << u"cannot open https://me:s3cr3tvalue@example.com/x"_s;
    QTest::newRow("query") << u"GET https://example.com/x?key=s3cr3tvalue failed"_s;
    QTest::newRow("authorization header") << u"Authorization: Token token=s3cr3tvalue"_s;
    QTest::newRow("bearer") << u"sent Bearer s3cr3tvalue"_s;
    QTest::newRow("key in JSON") << uR"({"routing_key":"s3cr3tvalue"})"_s;
    QTest::newRow("api key header") << u"DD-API-KEY: s3cr3tvalue"_s;
    QTest::newRow("bare long token") << u"refused s3cr3tvalue0123456789abcdef"_s;
}

void TestLog::secretsAreTakenOut()
{
    QFETCH(const QString, text);
    QVERIFY2(!redact(text).contains("s3cr3tvalue"_L1), qPrintable(redact(text)));
}

void TestLog::wordsStay_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a sentence") << u"connection refused by 10.0.0.3:443"_s;
    QTest::newRow("a unit") << u"systemd-networkd-wait-online.service failed"_s;
    QTest::newRow("an address") << u"https://example.com/health said 503"_s;
}

void TestLog::wordsStay()
{
    QFETCH(const QString, text);
    QCOMPARE(redact(text), text);
}

void TestLog::addressKeepsHostAndPath()
{
    QCOMPARE(redact(QUrl(u"https://me:pw@example.com:8443/a/b?token=x#y"_s)), u"https://example.com:8443/a/b"_s);
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
