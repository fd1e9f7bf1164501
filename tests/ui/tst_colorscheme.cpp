// SPDX-License-Identifier: GPL-3.0-or-later
#include "colorscheme.h"

#include "support/privatebus.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace nightbell;
using namespace Qt::StringLiterals;

// What a desktop says about light and dark: Read() wraps its answer twice, as the real portal does.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit FakePortal(QDBusConnection bus, uint scheme) : m_bus(std::move(bus)), m_scheme(scheme)
    {
        m_bus.registerObject(
            u"/org/freedesktop/portal/desktop"_s, this, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        m_bus.registerService(u"org.freedesktop.portal.Desktop"_s);
    }
    ~FakePortal() override
    {
        m_bus.unregisterService(u"org.freedesktop.portal.Desktop"_s);
        m_bus.unregisterObject(u"/org/freedesktop/portal/desktop"_s);
    }

    void say(const QString &group, const QString &key, const QVariant &value) { Q_EMIT SettingChanged(group, key, QDBusVariant(value)); }

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key) const
    {
        const bool isIt = group == "org.freedesktop.appearance"_L1 && key == "color-scheme"_L1;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(isIt ? QVariant(m_scheme) : QVariant(u"?"_s))));
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    QDBusConnection m_bus;
    uint m_scheme;
};

class TestColorScheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_portal.reset(); }
    void asksAtTheStart_data();
    void asksAtTheStart();
    void followsTheDesktop();
    void otherSettingsChangeNothing();
    void withoutAPortalThereIsNoPreference();

private:
    PrivateBus m_bus;
    std::optional<FakePortal> m_portal;
};

// The process has one session bus: from here on, this one.
void TestColorScheme::initTestCase()
{
    QVERIFY(m_bus.isRunning());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toUtf8());
}

void TestColorScheme::asksAtTheStart_data()
{
    QTest::addColumn<uint>("said");
    QTest::addColumn<ColorScheme>("expected");
    QTest::addRow("dark") << 1U << ColorScheme::Dark;
    QTest::addRow("light") << 2U << ColorScheme::Light;
}

void TestColorScheme::asksAtTheStart()
{
    QFETCH(uint, said);
    QFETCH(ColorScheme, expected);
    m_portal.emplace(m_bus.connection(u"portal"_s), said);
    DesktopColorScheme scheme;
    QSignalSpy changed(&scheme, &DesktopColorScheme::changed);
    QCOMPARE(scheme.scheme(), ColorScheme::NoPreference);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(scheme.scheme(), expected);
}

void TestColorScheme::followsTheDesktop()
{
    m_portal.emplace(m_bus.connection(u"portal"_s), 1);
    DesktopColorScheme scheme;
    QTRY_COMPARE(scheme.scheme(), ColorScheme::Dark);
    QSignalSpy changed(&scheme, &DesktopColorScheme::changed);
    m_portal->say(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 1U); // nothing new
    m_portal->say(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 2U);
    QTRY_COMPARE(scheme.scheme(), ColorScheme::Light);
    m_portal->say(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 7U); // what nobody knows is no preference
    QTRY_COMPARE(scheme.scheme(), ColorScheme::NoPreference);
    QCOMPARE(changed.size(), 2);
}

void TestColorScheme::otherSettingsChangeNothing()
{
    m_portal.emplace(m_bus.connection(u"portal"_s), 1);
    DesktopColorScheme scheme;
    QTRY_COMPARE(scheme.scheme(), ColorScheme::Dark);
    QSignalSpy changed(&scheme, &DesktopColorScheme::changed);
    m_portal->say(u"org.freedesktop.appearance"_s, u"accent-color"_s, 2U);
    m_portal->say(u"org.gnome.desktop.interface"_s, u"color-scheme"_s, 2U);
    m_portal->say(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 0U); // comes after them
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(scheme.scheme(), ColorScheme::NoPreference);
}

void TestColorScheme::withoutAPortalThereIsNoPreference()
{
    DesktopColorScheme scheme;
    QSignalSpy changed(&scheme, &DesktopColorScheme::changed);
    // One that comes later is heard all the same.
    m_portal.emplace(m_bus.connection(u"portal"_s), 1);
    QCOMPARE(scheme.scheme(), ColorScheme::NoPreference);
    m_portal->say(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 2U);
    QTRY_COMPARE(scheme.scheme(), ColorScheme::Light);
}

QTEST_GUILESS_MAIN(TestColorScheme)
#include "tst_colorscheme.moc"
