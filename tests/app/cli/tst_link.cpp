// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/link.h"

#include "base/clock.h"
#include "engine/database.h"
#include "engine/datafolder.h"
#include "engine/eventrequest.h"
#include "engine/outbox.h"
#include "support/fakeprobe.h"
#include "support/fakesecrets.h"
#include "support/faketransport.h"
#include "support/waited.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void withoutAnybodyItIsItsOwnEngine();
    void twoFindEachOther();
    void whoeverHasTheFolderAndIsDeafIsGivenUp();
    void whoeverGoesWithTheRequestMayHaveDoneIt_data();
    void whoeverGoesWithTheRequestMayHaveDoneIt();
    void waitsForWhoeverIsJustEnding();
    void folderThatCannotBeLockedIsSaid();
    void demoNeedsNoFolder();
    void aLoneCommandLeavesThePageToTheConsole();
    void aWatchTellsAndTheConsoleRepeats();
    void whatCameToNothingIsSaidByWhoeverTriedIt();

private:
    SessionPorts ports();
    static QJsonObject triggering();
    std::unique_ptr<Link> makeLink(const QString &data, bool demo = false, Duration patience = 10s);

    SystemClock m_clock;
    std::optional<QTemporaryDir> m_folder;
    int m_engines = 0; // how many were started
    QString m_data;
};

void TestLink::init()
{
    m_folder.emplace();
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toUtf8());
    m_data = m_folder->filePath(u"data"_s);
    m_engines = 0;
}

void TestLink::cleanup()
{
    m_folder.reset();
}

SessionPorts TestLink::ports()
{
    ++m_engines;
    return SessionPorts{std::make_shared<FakeTransport>(), std::make_unique<FakeProbe>(), std::make_unique<FakeSecrets>()};
}

std::unique_ptr<Link> TestLink::makeLink(const QString &data, bool demo, Duration patience)
{
    return std::make_unique<Link>(
        SessionOptions{m_folder->filePath(u"config"_s), data, demo}, m_clock, [this] { return ports(); }, patience);
}

QJsonObject TestLink::triggering()
{
    Event event;
    event.dedupKey = u"backup"_s;
    event.summary = u"Backup failed"_s;
    return eventRequest(event);
}

void TestLink::withoutAnybodyItIsItsOwnEngine()
{
    const auto link = makeLink(m_data);
    QSignalSpy found(link.get(), &Link::found);
    QSignalSpy answered(link.get(), &Link::answered);
    QSignalSpy notLocked(link.get(), &Link::notLocked);
    link->ask(QJsonObject{{u"command"_s, u"checks"_s}});
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE(answered[0][0].toJsonObject()["ok"_L1], QJsonValue(true));
    QCOMPARE(m_engines, 1);
    QCOMPARE(found.size(), 0);
    QCOMPARE(notLocked.size(), 0);
}

void TestLink::twoFindEachOther()
{
    const auto first = makeLink(m_data);
    const auto second = makeLink(m_data);
    QSignalSpy firstAnswered(first.get(), &Link::answered);
    QSignalSpy secondAnswered(second.get(), &Link::answered);
    QSignalSpy secondFound(second.get(), &Link::found);
    first->ask(QJsonObject{{u"command"_s, u"watch"_s}});
    second->ask(QJsonObject{{u"command"_s, u"status"_s}}); // at the same moment: one of them wins
    QTRY_COMPARE(firstAnswered.size(), 1);
    QTRY_COMPARE(secondAnswered.size(), 1);
    QCOMPARE(m_engines, 1);
}

void TestLink::whoeverHasTheFolderAndIsDeafIsGivenUp()
{
    const auto lock = DataLock::take(m_data);
    QVERIFY(lock.hasValue());
    const auto link = makeLink(m_data, false, 100ms);
    QSignalSpy failed(link.get(), &Link::failed);
    link->ask(QJsonObject{{u"command"_s, u"status"_s}});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<Error>().kind, ErrorKind::Timeout);
    QCOMPARE(failed[0][1].toBool(), false);
    QCOMPARE(m_engines, 0);
}

void TestLink::whoeverGoesWithTheRequestMayHaveDoneIt_data()
{
    QTest::addColumn<QJsonObject>("request");
    QTest::addColumn<bool>("isRepeated");
    const QJsonArray ids{u"pd:1"_s};
    QTest::newRow("a question is asked again") << QJsonObject{{u"command"_s, u"status"_s}} << true;
    QTest::newRow("an incident is acknowledged twice like once")
        << QJsonObject{{u"command"_s, u"act"_s}, {u"action"_s, u"acknowledge"_s}, {u"ids"_s, ids}} << true;
    QTest::newRow("a second silence is one too many") << QJsonObject{{u"command"_s, u"silence"_s}} << false;
    QTest::newRow("a second note is one too many")
        << QJsonObject{{u"command"_s, u"act"_s}, {u"action"_s, u"note"_s}, {u"ids"_s, ids}} << false;
}

// A console that takes the request and dies.
void TestLink::whoeverGoesWithTheRequestMayHaveDoneIt()
{
    QFETCH(const QJsonObject, request);
    QFETCH(const bool, isRepeated);
    QVERIFY(QDir().mkpath(m_data));
    const QString path = controlPaths(m_data, false).constFirst();
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QLocalServer dying;
    QVERIFY(dying.listen(path));
    connect(&dying, &QLocalServer::newConnection, &dying, [&dying] {
        QLocalSocket *socket = dying.nextPendingConnection();
        connect(socket, &QLocalSocket::readyRead, socket, [&dying, socket] {
            while (socket->canReadLine()) {
                if (socket->readLine().contains("\"ping\"")) {
                    socket->write("{\"ok\":true,\"result\":{}}\n");
                } else {
                    dying.close();
                    socket->abort();
                }
            }
        });
    });
    const auto link = makeLink(m_data);
    QSignalSpy failed(link.get(), &Link::failed);
    QSignalSpy answered(link.get(), &Link::answered);
    link->ask(request);
    QTRY_COMPARE(failed.size() + answered.size(), 1);
    QCOMPARE(answered.size(), isRepeated ? 1 : 0);
    QCOMPARE(m_engines, isRepeated ? 1 : 0);
    if (!isRepeated)
        QCOMPARE(failed[0][1].toBool(), true);
}

void TestLink::waitsForWhoeverIsJustEnding()
{
    auto taken = DataLock::take(m_data);
    std::optional<DataLock> lock(std::move(*taken));
    const auto link = makeLink(m_data);
    QSignalSpy answered(link.get(), &Link::answered);
    link->ask(QJsonObject{{u"command"_s, u"status"_s}});
    lock.reset();
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE(m_engines, 1);
}

void TestLink::folderThatCannotBeLockedIsSaid()
{
    QFile inTheWay(m_data);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto link = makeLink(m_data + "/nightbell"_L1);
    QSignalSpy answered(link.get(), &Link::answered);
    QSignalSpy notLocked(link.get(), &Link::notLocked);
    link->ask(QJsonObject{{u"command"_s, u"status"_s}});
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE(notLocked.size(), 1);
    QCOMPARE(answered[0][0].toJsonObject()["notices"_L1][0]["kind"_L1], QJsonValue(u"history-not-kept"_s));
}

void TestLink::demoNeedsNoFolder()
{
    const auto lock = DataLock::take(m_data);
    QVERIFY(lock.hasValue());
    const auto link = makeLink(m_data, true);
    QSignalSpy answered(link.get(), &Link::answered);
    link->ask(QJsonObject{{u"command"_s, u"hosts"_s}});
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE(answered[0][0].toJsonObject()["result"_L1].toArray().size(), 12);
}

void TestLink::aLoneCommandLeavesThePageToTheConsole()
{
    {
        const auto link = makeLink(m_data);
        QSignalSpy answered(link.get(), &Link::answered);
        link->ask(triggering());
        QTRY_COMPARE(answered.size(), 1);
        QCOMPARE(answered[0][0].toJsonObject()["ok"_L1], QJsonValue(true));
    }
    Session console(SessionOptions{m_folder->filePath(u"config"_s), m_data}, m_clock, ports());
    QSignalSpy raised(&console.pager(), &Pager::raised);
    console.start();
    QTRY_COMPARE(raised.size(), 1);
    QVERIFY(!raised[0][0].value<Page>().repeated);
}

void TestLink::aWatchTellsAndTheConsoleRepeats()
{
    {
        const auto watch = makeLink(m_data);
        QSignalSpy answered(watch.get(), &Link::answered);
        QSignalSpy happened(watch.get(), &Link::happened);
        watch->ask(QJsonObject{{u"command"_s, u"watch"_s}});
        QTRY_COMPARE(answered.size(), 1);
        const auto command = makeLink(m_data);
        QSignalSpy done(command.get(), &Link::answered);
        command->ask(triggering());
        QTRY_COMPARE(done.size(), 1);
        const auto isPage = [](const QList<QVariant> &line) { return line[0].toJsonObject()["event"_L1] == "page"_L1; };
        QTRY_VERIFY(std::ranges::any_of(happened, isPage));
    }
    Session console(SessionOptions{m_folder->filePath(u"config"_s), m_data}, m_clock, ports());
    QSignalSpy raised(&console.pager(), &Pager::raised);
    console.start();
    QTRY_COMPARE(raised.size(), 1);
    QVERIFY(raised[0][0].value<Page>().repeated);
}

void TestLink::whatCameToNothingIsSaidByWhoeverTriedIt()
{
    QVERIFY(QDir().mkpath(m_data));
    {
        Database database(m_data);
        QSignalSpy opened(&database, &Database::opened);
        database.open();
        QVERIFY(opened.wait());
        Outbox outbox(database);
        const ActionRequest request{
            u"acknowledge"_s, IncidentId(u"pd:1"_s), SourceId(u"pd"_s), u"ann"_s, u"window"_s, m_clock.now() - 1min};
        QVERIFY(waited(outbox.append({OutboxEntry{1, request}})));
    }
    const auto link = makeLink(m_data);
    QSignalSpy cameToNothing(link.get(), &Link::cameToNothing);
    link->ask(QJsonObject{{u"command"_s, u"checks"_s}});
    QTRY_COMPARE(cameToNothing.size(), 1);
    const QJsonObject line = cameToNothing[0][0].toJsonObject();
    QCOMPARE(line["event"_L1], QJsonValue(u"action-refused"_s));
    QCOMPARE(line["id"_L1], QJsonValue(u"pd:1"_s));
}

QTEST_GUILESS_MAIN(TestLink)
#include "tst_link.moc"
