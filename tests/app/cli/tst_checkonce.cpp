// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkonce.h"

#include "support/fakeclock.h"
#include "support/fakeprobe.h"
#include "support/fakesecrets.h"
#include "support/waited.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestCheckOnce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void configuredCheckByItsId();
    void addressIsACheckOfItsOwn();
    void neither_data();
    void neither();
    void resultSaysWhatWasSeen();
    void secretsOfAConfiguredCheckAreUsed();
    void missingKeychainDoesNotStopACheck();
    void aLockedKeychainDoes();
};

void TestCheckOnce::configuredCheckByItsId()
{
    Configuration configuration;
    CheckEntry entry;
    entry.id = CheckId(u"home"_s);
    entry.kind = u"http"_s;
    entry.values.insert(u"url"_s, u"https://example.com/health"_s);
    configuration.checks = {entry};
    const auto found = checkEntryFor(u"home"_s, configuration);
    QVERIFY(found.hasValue());
    QCOMPARE(*found, entry);
}

void TestCheckOnce::addressIsACheckOfItsOwn()
{
    const auto found = checkEntryFor(u"https://me:secret@example.com/a?b=c"_s, {});
    QVERIFY(found.hasValue());
    QCOMPARE(found->values.value(u"url"_s).toString(), u"https://me:secret@example.com/a?b=c"_s);
    QCOMPARE(found->id.text(), u"https://example.com/a"_s); // what is shown
}

void TestCheckOnce::neither_data()
{
    QTest::addColumn<QString>("operand");
    QTest::addColumn<int>("kind");
    QTest::addRow("a name that nothing has") << u"home"_s << int(ErrorKind::NotFound);
    QTest::addRow("an address of another kind") << u"ftp://example.com/"_s << int(ErrorKind::BadInput);
    QTest::addRow("an address without a host") << u"https://"_s << int(ErrorKind::BadInput);
}

void TestCheckOnce::neither()
{
    QFETCH(QString, operand);
    QFETCH(int, kind);
    const auto found = checkEntryFor(operand, {});
    QVERIFY(!found.hasValue());
    QCOMPARE(int(found.error().kind), kind);
    QVERIFY(found.error().detail.contains(operand.section(u':', 0, 0)));
}

void TestCheckOnce::resultSaysWhatWasSeen()
{
    FakeClock clock;
    FakeProbe probe;
    FakeSecrets secrets;
    ProbeReply reply;
    reply.status = 503;
    probe.replies = {reply};
    const auto result = waited(runCheckOnce(*checkEntryFor(u"https://example.com/"_s, {}), secrets, probe, clock));
    QVERIFY(result.hasValue());
    QCOMPARE(result->failure, CheckFailure::UnexpectedStatus);
    QCOMPARE(probe.requests.size(), 1);
    QCOMPARE(probe.requests[0].url, QUrl(u"https://example.com/"_s));
}

void TestCheckOnce::secretsOfAConfiguredCheckAreUsed()
{
    FakeClock clock;
    FakeProbe probe;
    FakeSecrets secrets;
    CheckEntry entry = *checkEntryFor(u"https://example.com/"_s, {});
    entry.id = CheckId(u"home"_s);
    secrets.stored.insert(u"home/token"_s, u"s3cret"_s);
    ProbeReply reply;
    reply.status = 200;
    probe.replies = {reply};
    QVERIFY(waited(runCheckOnce(entry, secrets, probe, clock))->passed());
    QCOMPARE(probe.requests[0].headers.last(), (HttpHeader{"Authorization", "Bearer s3cret"}));
}

void TestCheckOnce::missingKeychainDoesNotStopACheck()
{
    FakeClock clock;
    FakeProbe probe;
    FakeSecrets secrets;
    secrets.failure = Error{ErrorKind::Unavailable, {}};
    CheckEntry entry = *checkEntryFor(u"https://example.com/"_s, {});
    entry.id = CheckId(u"home"_s);
    ProbeReply reply;
    reply.status = 200;
    probe.replies = {reply};
    QVERIFY(waited(runCheckOnce(entry, secrets, probe, clock))->passed());
}

void TestCheckOnce::aLockedKeychainDoes()
{
    FakeClock clock;
    FakeProbe probe;
    FakeSecrets secrets;
    secrets.failure = Error{ErrorKind::Locked, {}};
    CheckEntry entry = *checkEntryFor(u"https://example.com/"_s, {});
    entry.id = CheckId(u"home"_s);
    QCOMPARE(waited(runCheckOnce(entry, secrets, probe, clock)).error().kind, ErrorKind::Locked);
    QVERIFY(probe.requests.isEmpty()); // without its token it would be told something else
}

QTEST_GUILESS_MAIN(TestCheckOnce)
#include "tst_checkonce.moc"
