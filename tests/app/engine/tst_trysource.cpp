// SPDX-License-Identifier: GPL-3.0-or-later
// What a "Test" button hears of a source, before it is configured.
#include "engine/session.h"
#include "support/fakeclock.h"
#include "support/fakeprobe.h"
#include "support/fakesecrets.h"
#include "support/waited.h"
#include "support/worldtransport.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestTrySource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyOfMineSaysWhoIAm()
    {
        const auto trial = tried(QString::fromLatin1(pd::yourKey));
        QVERIFY(trial.hasValue());
        QVERIFY(trial->snapshot.incidents);
        QVERIFY2(trial->introduction.value(0).startsWith(u"You are "_s), qPrintable(trial->introduction.join(u'\n')));
    }

    void aKeyOfTheAccountSaysForWhomItActs()
    {
        const auto trial = tried(QString::fromLatin1(pd::accountKey), u"you@example.com"_s);
        QVERIFY(trial.hasValue());
        QVERIFY2(
            trial->introduction.value(0).startsWith(u"A key of the account; you act as "_s), qPrintable(trial->introduction.join(u'\n')));
    }

    void aKeyOfTheAccountAsksWhoActs_data()
    {
        QTest::addColumn<QString>("from");
        QTest::newRow("nothing was entered") << QString();
        QTest::newRow("nobody has the address") << u"nobody@example.com"_s;
    }

    void aKeyOfTheAccountAsksWhoActs()
    {
        QFETCH(const QString, from);
        const auto trial = tried(QString::fromLatin1(pd::accountKey), from);
        QVERIFY(trial.hasValue());
        QVERIFY(trial->question);
        QCOMPARE(trial->question->key, u"from"_s);
        QVERIFY(trial->question->text.contains(u"e-mail address"_s));
    }

    void aKeyThatIsKeptNeedNotBeTypedAgain()
    {
        const auto trial = tried({}, {}, QString::fromLatin1(pd::yourKey));
        QVERIFY(trial.hasValue());
        QVERIFY(trial->introduction.value(0).startsWith(u"You are "_s));
    }

    void aKeyThatIsRefusedIsAFailure()
    {
        const auto trial = tried(u"none"_s);
        QVERIFY(!trial.hasValue());
        QCOMPARE(trial.error().kind, ErrorKind::Unauthorized);
    }

private:
    Expected<Trial> tried(const QString &key, const QString &from = {}, const QString &kept = {})
    {
        FakeClock clock;
        pd::World world([&clock] { return clock.now(); });
        pd::fillStartWorld(world);
        pd::Api api(world);
        const QTemporaryDir folder;
        SessionPorts ports{std::make_shared<WorldTransport>(api), std::make_unique<FakeProbe>(), std::make_unique<FakeSecrets>()};
        if (!kept.isEmpty())
            static_cast<FakeSecrets &>(*ports.secrets).stored.insert(u"pd/token"_s, kept);
        Session session(SessionOptions{folder.path(), folder.path()}, clock, std::move(ports));
        SourceEntry entry;
        entry.id = SourceId(u"pd"_s);
        entry.kind = u"pagerduty"_s;
        entry.every = std::chrono::seconds(10);
        entry.values = {{u"url"_s, u"https://api.pagerduty.com"_s}};
        if (!from.isEmpty())
            entry.values.insert(u"from"_s, from);
        return waited(session.trySource(entry, key.isEmpty() ? FieldValues{} : FieldValues{{u"token"_s, key}}));
    }
};

QTEST_GUILESS_MAIN(TestTrySource)
#include "tst_trysource.moc"
