// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/servicemanager.h"

#include "base/log.h"

#include <QDBusArgument>
#include <QDBusPendingCallWatcher>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr auto systemdName = "org.freedesktop.systemd1"_L1;
constexpr auto managerPath = "/org/freedesktop/systemd1"_L1;
constexpr auto managerInterface = "org.freedesktop.systemd1.Manager"_L1;
constexpr auto unitInterface = "org.freedesktop.systemd1.Unit"_L1;
constexpr auto serviceInterface = "org.freedesktop.systemd1.Service"_L1;
constexpr auto propertiesInterface = "org.freedesktop.DBus.Properties"_L1;
constexpr Duration retryAfter = std::chrono::seconds(10);
constexpr int lookupDelay = 50; // ms; units are loaded in bunches

QDBusMessage managerCall(const QString &method)
{
    return QDBusMessage::createMethodCall(systemdName, managerPath, managerInterface, method);
}

struct ListedPath
{
    ListedUnit unit;
    QString path;
};

// The services of an answer of ListUnitsByPatterns, a(ssssssouso), that are loaded. nullopt: it is another answer.
std::optional<QList<ListedPath>> listedUnits(const QDBusMessage &answer)
{
    if (answer.type() != QDBusMessage::ReplyMessage || answer.signature() != "a(ssssssouso)"_L1)
        return std::nullopt;
    QList<ListedPath> units;
    const auto argument = answer.arguments().constFirst().value<QDBusArgument>();
    argument.beginArray();
    while (!argument.atEnd()) {
        ListedPath listed;
        QString description;
        QString loadState;
        QString following;
        QDBusObjectPath path;
        uint job = 0;
        QString jobType;
        QDBusObjectPath jobPath;
        argument.beginStructure();
        argument >> listed.unit.name >> description >> loadState >> listed.unit.activeState >> listed.unit.subState >> following >> path
            >> job >> jobType >> jobPath;
        argument.endStructure();
        listed.path = path.path();
        if (loadState == "loaded"_L1)
            units.append(listed);
    }
    argument.endArray();
    return units;
}

template<typename T>
std::optional<T> propertyOf(const QVariantMap &properties, QLatin1StringView name)
{
    const QVariant value = properties.value(name);
    return value.metaType() == QMetaType::fromType<T>() ? std::optional(value.value<T>()) : std::nullopt;
}

RunReport toRunReport(const QVariantMap &properties)
{
    return RunReport{propertyOf<uint>(properties, "NRestarts"_L1), propertyOf<int>(properties, "ExecMainCode"_L1),
        propertyOf<int>(properties, "ExecMainStatus"_L1), propertyOf<QString>(properties, "Result"_L1)};
}

// fnmatch(3) takes a backslash for an escape, and names of units are full of them.
QString asPattern(QString name)
{
    return name.replace(u'\\', u"\\\\"_s);
}

} // namespace

ServiceManager::ServiceManager(UnitManager which, BusOpener opener, const UnitFilter &filter, const Clock &clock)
    : m_which(which)
    , m_opener(std::move(opener))
    , m_clock(clock)
    , m_log(which, filter, clock)
{
    m_lookup.setSingleShot(true);
    m_lookup.setInterval(lookupDelay);
    connect(&m_lookup, &QTimer::timeout, this, &ServiceManager::listNew);
}

ServiceManager::~ServiceManager()
{
    close();
}

void ServiceManager::refresh()
{
    if (m_state != ManagerState::NoBus)
        return;
    if (m_attempted && m_clock.elapsed() - *m_attempted < retryAfter)
        return;
    m_attempted = m_clock.elapsed();
    close();
    open();
}

void ServiceManager::open()
{
    // Names are the process's; another watcher may be there at the same time.
    m_connection = u"nightbell-units-%1-%2-%3"_s.arg(toWord(m_which)).arg(reinterpret_cast<quintptr>(this)).arg(++m_attempt);
    if (!m_opener(m_connection).isConnected()) {
        close();
        return;
    }
    listen();
    adopt();
}

void ServiceManager::close()
{
    ++m_round;
    m_owner.reset();
    if (!m_connection.isEmpty())
        QDBusConnection::disconnectFromBus(m_connection);
    m_connection.clear();
}

void ServiceManager::listen()
{
    QDBusConnection bus(m_connection);
    bus.connect({}, u"/org/freedesktop/DBus/Local"_s, u"org.freedesktop.DBus.Local"_s, u"Disconnected"_s, this, SLOT(onBusGone()));
    m_owner = std::make_unique<QDBusServiceWatcher>(systemdName, bus, QDBusServiceWatcher::WatchForOwnerChange);
    connect(m_owner.get(), &QDBusServiceWatcher::serviceOwnerChanged, this, [this](const QString &, const QString &, const QString &owner) {
        if (owner.isEmpty())
            setState(ManagerState::NoManager);
        else
            adopt();
    });
    // One match each for all units; the first argument keeps timers, devices and mounts from waking us.
    bus.connect(systemdName, {}, propertiesInterface, u"PropertiesChanged"_s, {serviceInterface}, {}, this,
        SLOT(onServiceChanged(QString, QVariantMap, QStringList, QDBusMessage)));
    bus.connect(systemdName, {}, propertiesInterface, u"PropertiesChanged"_s, {unitInterface}, {}, this,
        SLOT(onUnitChanged(QString, QVariantMap, QStringList, QDBusMessage)));
    bus.connect(systemdName, managerPath, managerInterface, u"UnitNew"_s, this, SLOT(onUnitNew(QString, QDBusObjectPath)));
    bus.connect(systemdName, managerPath, managerInterface, u"UnitRemoved"_s, this, SLOT(onUnitRemoved(QString, QDBusObjectPath)));
    bus.connect(systemdName, managerPath, managerInterface, u"Reloading"_s, this, SLOT(onReloading(bool)));
}

void ServiceManager::adopt()
{
    ++m_round;
    m_isReloading = false;
    setState(ManagerState::Asking);
    // Without it systemd sends no signals. That we did so before is not an error worth a word.
    call(managerCall(u"Subscribe"_s), [](const QDBusMessage &) {});
    listAll();
}

void ServiceManager::setState(ManagerState state)
{
    if (m_state == state)
        return;
    const bool wasKnown = isKnown();
    m_state = state;
    if (state == ManagerState::Watched && !m_watchedSince)
        m_watchedSince = m_clock.now();
    qCDebug(lcSampler) << "service manager" << toWord(m_which) << "state" << static_cast<int>(state);
    if (wasKnown != isKnown() || state == ManagerState::NoBus || state == ManagerState::NoManager)
        Q_EMIT changed();
}

void ServiceManager::listAll()
{
    QDBusMessage question = managerCall(u"ListUnitsByPatterns"_s);
    question << QStringList() << QStringList{u"*.service"_s};
    call(question, [this](const QDBusMessage &answer) { settleList(answer); });
}

void ServiceManager::settleList(const QDBusMessage &answer)
{
    const auto all = listedUnits(answer);
    if (!all) {
        qCDebug(lcSampler) << "service manager" << toWord(m_which) << answer.errorName();
        setState(ManagerState::NoManager);
        return;
    }
    QList<ListedUnit> units;
    for (const ListedPath &listed : *all) {
        units.append(listed.unit);
        // Between two runs: how the last one ended is not said again before the count grows.
        const bool isInBetween = listed.unit.subState == "auto-restart"_L1 || listed.unit.activeState == "failed"_L1;
        if (isInBetween && m_log.filter().accepts(listed.unit.name) && !m_log.isCounted(listed.unit.name))
            askRuns(listed.path);
    }
    m_log.list(units);
    setState(ManagerState::Watched);
}

void ServiceManager::listNew()
{
    // By pattern and not by name: to ask for a name is to load the unit, which is new then, and so on.
    QStringList patterns;
    for (const QString &name : std::exchange(m_newNames, {}))
        patterns.append(asPattern(name));
    QDBusMessage question = managerCall(u"ListUnitsByPatterns"_s);
    question << QStringList() << patterns;
    call(question, [this](const QDBusMessage &answer) { settleNew(answer); });
}

void ServiceManager::settleNew(const QDBusMessage &answer)
{
    bool isNews = false;
    for (const ListedPath &listed : listedUnits(answer).value_or(QList<ListedPath>()))
        isNews = m_log.setState(listed.unit.name, listed.unit.activeState, listed.unit.subState) || isNews;
    if (isNews)
        Q_EMIT changed();
}

void ServiceManager::askRuns(const QString &path)
{
    // All at once and not one by one: count and result must be of the same moment. Few units are in between.
    QDBusMessage question = QDBusMessage::createMethodCall(systemdName, path, propertiesInterface, u"GetAll"_s);
    question << QString(serviceInterface);
    call(question, [this, path](const QDBusMessage &answer) {
        if (answer.type() == QDBusMessage::ReplyMessage && answer.signature() == "a{sv}"_L1)
            m_log.report(unitNameOfPath(path), toRunReport(qdbus_cast<QVariantMap>(answer.arguments().constFirst())));
    });
}

void ServiceManager::call(QDBusMessage message, std::function<void(const QDBusMessage &)> then)
{
    message.setAutoStartService(false); // to look whether somebody is there must not call him in
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection(m_connection).asyncCall(message), this);
    connect(
        watcher, &QDBusPendingCallWatcher::finished, this, [this, round = m_round, then = std::move(then)](QDBusPendingCallWatcher *done) {
            done->deleteLater();
            if (round == m_round)
                then(done->reply());
        });
}

void ServiceManager::onServiceChanged(const QString &, const QVariantMap &changed, const QStringList &, const QDBusMessage &message)
{
    if (m_log.report(unitNameOfPath(message.path()), toRunReport(changed)))
        Q_EMIT this->changed();
}

void ServiceManager::onUnitChanged(const QString &, const QVariantMap &changed, const QStringList &, const QDBusMessage &message)
{
    if (!message.path().endsWith("_2eservice"_L1))
        return;
    const auto active = propertyOf<QString>(changed, "ActiveState"_L1);
    const auto sub = propertyOf<QString>(changed, "SubState"_L1);
    if (active && sub && m_log.setState(unitNameOfPath(message.path()), *active, *sub))
        Q_EMIT this->changed();
}

void ServiceManager::onUnitNew(const QString &name, const QDBusObjectPath &)
{
    if (m_isReloading || !m_log.filter().accepts(name))
        return;
    m_newNames.insert(name);
    m_lookup.start();
}

void ServiceManager::onUnitRemoved(const QString &name, const QDBusObjectPath &)
{
    m_newNames.remove(name);
    if (!m_isReloading)
        m_log.remove(name);
}

void ServiceManager::onReloading(bool active)
{
    // While it reloads, all units go and come again.
    m_isReloading = active;
    if (!active)
        listAll();
}

void ServiceManager::onBusGone()
{
    ++m_round;
    m_attempted = m_clock.elapsed(); // it will not be back at once
    setState(ManagerState::NoBus);
}

} // namespace nightbell
