// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/keychain.h"

#include "support/fakeclock.h"
#include "support/waited.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVirtualObject>
#include <QElapsedTimer>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Takes every call and answers none, as a keychain does that shows a prompt which nobody sees.
class Silence : public QDBusVirtualObject
{
public:
    int calls = 0;

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &) override
    {
        message.setDelayedReply(true);
        ++calls;
        return true;
    }
};

// Says that it has what is asked for, and that it is locked. Whoever wants to unlock it is asked for a password without end.
class Locked : public Silence
{
public:
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() != "SearchItems"_L1)
            return Silence::handleMessage(message, connection);
        using Paths = QList<QDBusObjectPath>;
        const Paths items{QDBusObjectPath(u"/org/freedesktop/secrets/collection/login/1"_s)};
        return connection.send(message.createReply({QVariant::fromValue(Paths()), QVariant::fromValue(items)}));
    }
};

const SecretName token{QStringLiteral("pd"), QStringLiteral("token")};

} // namespace

// keychain.sh runs this once for each state of the keychain, which it names in NIGHTBELL_TEST_KEYCHAIN.
class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEnvironmentWins()
    {
        QProcessEnvironment environment;
        environment.insert(u"NIGHTBELL_SECRET_PD_TOKEN"_s, u"from the environment"_s);
        Keychain keychain(m_clock, environment, 1s);
        const auto secret = waited(keychain.read(token));
        QVERIFY(secret && *secret == u"from the environment"_s);
    }

    // No keychain runs on this bus.
    void none()
    {
        if (!isState("none"))
            QSKIP("keychain.sh runs this where there is no keychain");
        Keychain keychain(m_clock, QProcessEnvironment(), 5s);
        const auto read = waited(keychain.read(token));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Unavailable);
        QVERIFY(!read.error().detail.isEmpty());
        const auto written = waited(keychain.write(token, u"s3cret"_s));
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::Unavailable);
        QVERIFY(!written.error().detail.contains(u"s3cret"_s));
        QVERIFY(!waited(keychain.remove(token)));
    }

    void silent()
    {
        if (!isState("silent"))
            QSKIP("keychain.sh runs this where nothing else takes the keychain's name");
        Silence silence;
        // Not by the connection that asks: Qt answers calls to itself at once.
        auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"silence"_s);
        QVERIFY(bus.registerVirtualObject(u"/"_s, &silence, QDBusConnection::SubPath));
        QVERIFY(bus.registerService(u"org.freedesktop.secrets"_s));
        Keychain keychain(m_clock, QProcessEnvironment(), 200ms);
        QElapsedTimer timer;
        timer.start();
        const auto read = waited(keychain.read(token));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Locked); // it may well be in there
        QVERIFY2(timer.elapsed() >= 180 && timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        const auto written = waited(keychain.write(token, u"s3cret"_s));
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::Timeout);
        QVERIFY(silence.calls > 0);
    }

    void asking()
    {
        if (!isState("asking"))
            QSKIP("keychain.sh runs this where nothing else takes the keychain's name");
        Locked locked;
        auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"locked"_s);
        QVERIFY(bus.registerVirtualObject(u"/"_s, &locked, QDBusConnection::SubPath));
        QVERIFY(bus.registerService(u"org.freedesktop.secrets"_s));
        Keychain keychain(m_clock, QProcessEnvironment(), 200ms);
        QCOMPARE(waited(keychain.read(token)).error().kind, ErrorKind::Locked);
        QVERIFY(locked.calls > 0); // it asks
        const int asked = locked.calls;
        m_clock.advance(Keychain::promptsRest);
        keychain.allowPrompt();
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(waited(keychain.read({u"dd"_s, u"api-key"_s})).error().kind, ErrorKind::Locked);
        QCOMPARE(locked.calls, asked); // the first prompt is open yet
        QVERIFY2(timer.elapsed() < 180, qPrintable(QString::number(timer.elapsed()))); // and is not waited for
    }

    void unlocked()
    {
        if (!isState("unlocked"))
            QSKIP("keychain.sh runs this with an unlocked keychain");
        waitForKeychain();
        Keychain keychain(m_clock, QProcessEnvironment(), 5s);
        const auto nothing = waited(keychain.read(token));
        QVERIFY2(nothing, qPrintable(nothing ? QString() : nothing.error().detail));
        QVERIFY(!*nothing);
        const QString secret = u"größer, with\na second line"_s;
        QVERIFY(waited(keychain.write(token, secret)));
        QVERIFY(waited(keychain.write({u"dd"_s, u"api-key"_s}, u"another"_s)));
        const auto read = waited(keychain.read(token));
        QVERIFY(read && *read == secret);
        QVERIFY(waited(keychain.write(token, u"changed"_s)));
        const auto changed = waited(keychain.read(token));
        QVERIFY(changed && *changed == u"changed"_s);
        QVERIFY(waited(keychain.remove(token)));
        const auto removed = waited(keychain.read(token));
        QVERIFY(removed && !*removed);
        QVERIFY(waited(keychain.remove(token))); // it is not there, as was wanted
        const auto other = waited(keychain.read({u"dd"_s, u"api-key"_s})); // stays for locked()
        QVERIFY(other && *other == u"another"_s);
    }

    // The same keychain, started anew without its password, and nothing that could ask for it.
    void locked()
    {
        if (!isState("locked"))
            QSKIP("keychain.sh runs this with a locked keychain");
        waitForKeychain();
        Keychain keychain(m_clock, QProcessEnvironment(), 1s);
        const auto written = waited(keychain.write(token, u"s3cret"_s));
        QVERIFY(!written);
        QVERIFY(written.error().kind == ErrorKind::Unavailable || written.error().kind == ErrorKind::Timeout);
        QVERIFY(!written.error().detail.contains(u"s3cret"_s));
        // It is there, and must not be taken for one that never was.
        const auto read = waited(keychain.read({u"dd"_s, u"api-key"_s}));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Locked);
        const auto nothing = waited(keychain.read({u"dd"_s, u"app-key"_s}));
        QVERIFY(nothing && !*nothing);
        // Whoever did not unlock it is left alone for a while, unless they ask for it.
        const auto asks = [&keychain] {
            return waited(keychain.read({u"dd"_s, u"api-key"_s})).error().detail != u"the keychain is locked";
        };
        QVERIFY(!asks());
        m_clock.advance(Keychain::promptsRest - 1ms);
        QVERIFY(!asks());
        m_clock.advance(1ms);
        QVERIFY(asks());
        QVERIFY(!asks());
        keychain.allowPrompt();
        QVERIFY(asks());
    }

private:
    static bool isState(const char *state) { return qgetenv("NIGHTBELL_TEST_KEYCHAIN") == state; }

    static void waitForKeychain()
    {
        const auto *bus = QDBusConnection::sessionBus().interface();
        QTRY_VERIFY_WITH_TIMEOUT(bus->isServiceRegistered(u"org.freedesktop.secrets"_s), 10'000);
    }

    FakeClock m_clock;
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
