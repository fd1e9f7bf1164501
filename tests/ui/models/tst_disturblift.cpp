// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/disturblift.h"
#include "support/privatebus.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

class FakeMako : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "fr.emersion.Mako")

public:
    QStringList modes{u"default"_s, u"do-not-disturb"_s, u"away"_s};

public Q_SLOTS:
    QStringList ListModes() const { return modes; }
    void SetModes(const QStringList &wanted) { modes = wanted; }
};

class FakeDunst : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.dunstproject.cmd0")
    Q_PROPERTY(bool paused MEMBER paused)

public:
    bool paused = true;
};

} // namespace

class DisturbLiftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void knowsWhereItCan();
    void makosOtherModesStay();
    void dunstIsPausedAgain();
    void afterACrashTheNextRunPutsItBack();
    void endingPutsItBack();
    void withoutTheServerItFailsAndForgets();
    void whereNothingCanBeWrittenNothingIsChanged();

private:
    QString keepsake() const { return m_folder->filePath(u"before.json"_s); }
    std::unique_ptr<DisturbLift> make() { return std::make_unique<DisturbLift>(m_bus->connection(u"client"_s), keepsake()); }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeMako> m_mako;
    std::unique_ptr<FakeDunst> m_dunst;
};

void DisturbLiftTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(m_bus->isRunning());
    QDBusConnection server = m_bus->connection(u"server"_s);
    m_mako = std::make_unique<FakeMako>();
    m_dunst = std::make_unique<FakeDunst>();
    QVERIFY(server.registerObject(u"/fr/emersion/Mako"_s, m_mako.get(), QDBusConnection::ExportAllSlots));
    QVERIFY(server.registerObject(u"/org/freedesktop/Notifications"_s, m_dunst.get(), QDBusConnection::ExportAllProperties));
    QVERIFY(server.registerService(u"org.freedesktop.Notifications"_s));
}

void DisturbLiftTest::cleanup()
{
    m_bus.reset();
}

void DisturbLiftTest::knowsWhereItCan()
{
    QVERIFY(DisturbLift::canLift(u"dunst"_s) && DisturbLift::canLift(u"mako"_s) && DisturbLift::canLift(u"Notification Daemon"_s));
    QVERIFY(!DisturbLift::canLift(u"gnome-shell"_s) && !DisturbLift::canLift({}));
}

void DisturbLiftTest::makosOtherModesStay()
{
    const auto lift = make();
    QSignalSpy lifted(lift.get(), &DisturbLift::lifted);
    lift->lift(u"mako"_s);
    QTRY_COMPARE(lifted.size(), 1);
    QCOMPARE(m_mako->modes, (QStringList{u"default"_s, u"away"_s}));
    QSignalSpy restored(lift.get(), &DisturbLift::restored);
    lift->restore();
    QTRY_COMPARE(restored.size(), 1);
    QCOMPARE(m_mako->modes, (QStringList{u"default"_s, u"do-not-disturb"_s, u"away"_s}));
    QVERIFY(!QFile::exists(keepsake()));
}

void DisturbLiftTest::dunstIsPausedAgain()
{
    const auto lift = make();
    QSignalSpy lifted(lift.get(), &DisturbLift::lifted);
    lift->lift(u"dunst"_s);
    QTRY_COMPARE(lifted.size(), 1);
    QVERIFY(!m_dunst->paused);
    QVERIFY(QFile::exists(keepsake()));
    lift->restore();
    QTRY_VERIFY(m_dunst->paused);
    QTRY_VERIFY(!QFile::exists(keepsake()));
}

void DisturbLiftTest::afterACrashTheNextRunPutsItBack()
{
    m_dunst->paused = false;
    QFile file(keepsake());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"server":"dunst"})");
    file.close();
    const auto lift = make();
    QVERIFY(lift->isLifted());
    lift->restore();
    QTRY_VERIFY(m_dunst->paused);
    QTRY_VERIFY(!QFile::exists(keepsake()));
}

void DisturbLiftTest::endingPutsItBack()
{
    auto lift = make();
    QSignalSpy lifted(lift.get(), &DisturbLift::lifted);
    lift->lift(u"mako"_s);
    QTRY_COMPARE(lifted.size(), 1);
    lift.reset();
    QTRY_VERIFY(m_mako->modes.contains("do-not-disturb"_L1));
    QVERIFY(!QFile::exists(keepsake()));
}

void DisturbLiftTest::withoutTheServerItFailsAndForgets()
{
    m_bus->disconnect(u"server"_s);
    const auto lift = make();
    QSignalSpy failed(lift.get(), &DisturbLift::failed);
    lift->lift(u"dunst"_s);
    QTRY_COMPARE(failed.size(), 1);
    lift->lift(u"mako"_s);
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(!lift->isLifted());
    QVERIFY(!QFile::exists(keepsake()));
}

void DisturbLiftTest::whereNothingCanBeWrittenNothingIsChanged()
{
    DisturbLift lift(m_bus->connection(u"client"_s), u"/nowhere/before.json"_s);
    QSignalSpy failed(&lift, &DisturbLift::failed);
    lift.lift(u"dunst"_s);
    QCOMPARE(failed.size(), 1);
    QVERIFY(m_dunst->paused);
}

QTEST_GUILESS_MAIN(DisturbLiftTest)
#include "tst_disturblift.moc"
