// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/link.h"

#include "base/clock.h"
#include "engine/datafolder.h"
#include "support/fakeprobe.h"
#include "support/fakesecrets.h"
#include "support/faketransport.h"

#include <QFile>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

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
    void waitsForWhoeverIsJustEnding();
    void folderThatCannotBeLockedIsSaid();
    void demoNeedsNoFolder();

private:
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

std::unique_ptr<Link> TestLink::makeLink(const QString &data, bool demo, Duration patience)
{
    const auto ports = [this] {
        ++m_engines;
        return SessionPorts{std::make_shared<FakeTransport>(), std::make_unique<FakeProbe>(), std::make_unique<FakeSecrets>()};
    };
    return std::make_unique<Link>(SessionOptions{m_folder->filePath(u"config"_s), data, demo}, m_clock, ports, patience);
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
    QCOMPARE(m_engines, 0);
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

QTEST_GUILESS_MAIN(TestLink)
#include "tst_link.moc"
