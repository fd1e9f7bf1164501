// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sourcesecrets.h"
#include "support/fakeclock.h"
#include "support/fakesecrets.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

SourceEntry entryOf(const QString &kind)
{
    SourceEntry entry;
    entry.id = SourceId(u"it"_s);
    entry.kind = kind;
    return entry;
}

struct Bench
{
    Bench()
    {
        QObject::connect(&reader, &SourceSecrets::answered, &reader,
            [this](const SourceEntry &, const Expected<FieldValues> &values) { answers.append(values); });
    }

    void pass(Duration span)
    {
        clock.advance(span);
        reader.tick();
        QCoreApplication::processEvents();
    }

    FakeClock clock;
    FakeSecrets secrets;
    QList<Expected<FieldValues>> answers;
    SourceSecrets reader{clock, secrets};
};

const FieldValues found{{u"token"_s, u"t0ken"_s}};

} // namespace

class TestSourceSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areReadOnce()
    {
        Bench bench;
        bench.secrets.stored.insert(u"it/token"_s, u"t0ken"_s);
        bench.reader.read(entryOf(u"pagerduty"_s));
        QCOMPARE(bench.answers, QList{Expected<FieldValues>(found)});
        bench.pass(1h);
        QCOMPARE(bench.answers.size(), 1);
    }

    // Also where none is required: what is in a locked keychain is not known.
    void areReadAgainUntilTheKeychainIsUnlocked_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("a source that needs a token") << u"pagerduty"_s;
        QTest::newRow("a source that may have a password") << u"prometheus"_s;
    }

    void areReadAgainUntilTheKeychainIsUnlocked()
    {
        QFETCH(QString, kind);
        Bench bench;
        bench.secrets.failure = Error{ErrorKind::Locked, u"locked"_s};
        bench.reader.read(entryOf(kind));
        QCOMPARE(bench.answers.size(), 1);
        QCOMPARE(bench.answers[0].error().kind, ErrorKind::Locked);
        bench.pass(SourceSecrets::againAfter);
        QCOMPARE(bench.answers.size(), 1); // nothing new
        bench.secrets.failure.reset();
        bench.pass(SourceSecrets::againAfter - 1s);
        QCOMPARE(bench.answers.size(), 1);
        bench.pass(1s);
        QCOMPARE(bench.answers.size(), 2);
        QVERIFY(bench.answers[1]);
    }

    void areReadAtOnceWhenAskedFor()
    {
        Bench bench;
        bench.secrets.failure = Error{ErrorKind::Locked, u"locked"_s};
        bench.reader.read(entryOf(u"pagerduty"_s));
        bench.secrets.failure.reset();
        bench.secrets.stored.insert(u"it/token"_s, u"t0ken"_s);
        bench.reader.readAgain();
        QCOMPARE(bench.answers.size(), 2);
        QCOMPARE(bench.answers[1], Expected<FieldValues>(found));
    }

    void whereThereIsNoKeychainThereIsNoPassword()
    {
        Bench bench;
        bench.secrets.failure = Error{ErrorKind::Unavailable, u"none"_s};
        bench.reader.read(entryOf(u"prometheus"_s));
        QCOMPARE(bench.answers, QList{Expected<FieldValues>(FieldValues())});
    }

    void nothingIsReadForWhatIsGone()
    {
        Bench bench;
        bench.secrets.failure = Error{ErrorKind::Locked, u"locked"_s};
        bench.reader.read(entryOf(u"pagerduty"_s));
        bench.reader.forget(SourceId(u"it"_s));
        bench.secrets.failure.reset();
        bench.pass(1min);
        QCOMPARE(bench.answers.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSourceSecrets)
#include "tst_sourcesecrets.moc"
