// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "alarm.h"
#include "base/log.h"
#include "domain/testpage.h"
#include "domain/wording.h"
#include "engine/catchup.h"
#include "engine/control.h"
#include "engine/controlserver.h"
#include "engine/datafolder.h"
#include "engine/deliveries.h"
#include "engine/recorder.h"
#include "engine/session.h"
#include "engine/sessionports.h"
#include "mainwindow.h"
#include "models/desktopreadiness.h"
#include "models/privacy.h"
#include "models/watchsummary.h"
#include "notification.h"
#include "notifier.h"
#include "sampler/custody.h"
#include "theme.h"
#include "tray.h"
#include "widgets/whilevisible.h"

#include <QApplication>
#include <QDBusConnection>
#include <QMessageBox>
#include <QTimer>
#include <QWindow>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

// A panel that starts together with the session may take a while.
constexpr auto patienceForTray = std::chrono::seconds(10);

// Its database opens while the window is made. What it says arrives by the event loop, when all are there who hear it.
std::unique_ptr<Session> startedSession(const SessionOptions &options, Clock &clock)
{
    auto session = std::make_unique<Session>(options, clock, systemPorts(clock));
    session->start();
    return session;
}

} // namespace

Application::Application(QApplication &app, Clock &clock, const SessionOptions &options)
    : m_app(app)
    , m_session(startedSession(options, clock))
    , m_window(std::make_unique<MainWindow>(*m_session))
    , m_tray(std::make_unique<Tray>(*m_session, QDBusConnection::sessionBus()))
    , m_notifier(std::make_unique<Notifier>(QDBusConnection::sessionBus(), clock, commonActionKinds()))
    , m_privacy(std::make_unique<Privacy>(*m_session, QDBusConnection::sessionBus(), QDBusConnection::systemBus()))
    , m_control(std::make_unique<Control>(*m_session, Control::Patience{}))
    , m_server(std::make_unique<ControlServer>(
          [this](const QJsonObject &request, const ControlServer::Reply &reply) { m_control->answer(request, reply); }))
{
    connectTray();
    connectNotifier();
    connectPrivacy();
    connectAlarm();
    connectControl();
    connectCustody();
    connectReadiness();
    connect(m_session.get(), &Session::configurationChanged, this, [this] {
        applyTheme(m_app, m_session->configuration().console.theme);
        m_notifier->setNames(namesOf(*m_session));
    });
    connect(&m_session->commander(), &Commander::finished, this, &Application::tellOutcome);
    m_window->setHideOnClose([this] { return hideOnClose(); });
    connect(m_window.get(), &MainWindow::quitRequested, this, &Application::quit);
}

Application::~Application()
{
    m_notifier->closeAll();
    // What ends with the session is told to nobody any more: whoever would show it goes first.
    disconnect(&m_session->deliveries(), nullptr, this, nullptr);
    disconnect(&m_session->commander(), nullptr, this, nullptr);
    disconnect(&m_session->pager(), nullptr, this, nullptr);
}

void Application::start(bool hidden)
{
    if (!hidden)
        m_window->show();
    if (m_alarm)
        m_alarm->start(); // before anything is paged: what it lifts has to be put back first
    m_privacy->start();
    m_tray->start();
    m_notifier->start();
    if (m_custody)
        m_custody->start();
    if (const auto listening = m_server->listen(controlPaths(m_session->options().dataFolder, m_session->options().demo)); !listening)
        qCWarning(lcControl) << "nightbellctl cannot reach this console:" << listening.error().detail;
    if (hidden) {
        QTimer::singleShot(patienceForTray, this, [this] {
            if (!m_tray->isAvailable())
                showWindow({});
        });
    }
}

void Application::connectTray()
{
    connect(m_tray.get(), &Tray::windowToggled, this, &Application::toggleWindow);
    connect(m_tray.get(), &Tray::openRequested, this, [this](const IncidentId &incident) { openIncident(incident, {}); });
    connect(m_tray.get(), &Tray::onCallRequested, this, [this] { openOnCall({}); });
    connect(m_tray.get(), &Tray::actionRequested, this,
        [this](const QString &action, const QList<IncidentId> &incidents, bool ask, const FieldValues &inputs) {
            if (ask)
                confirm(action, incidents);
            else
                act(action, incidents, u"tray"_s, inputs);
        });
    connect(m_tray.get(), &Tray::leaveRequested, &m_session->pager(), &Pager::leave);
    connect(m_tray.get(), &Tray::quitRequested, this, &Application::quit);
    // Whoever hid the window into a panel that has gone would never find it again.
    connect(m_tray.get(), &Tray::availableChanged, this, [this](bool available) {
        if (!available && !m_window->isVisible())
            m_window->showMinimized();
    });
}

void Application::connectNotifier()
{
    connect(&m_session->pager(), &Pager::raised, m_notifier.get(), &Notifier::raise);
    connect(&m_session->pager(), &Pager::updated, m_notifier.get(), &Notifier::update);
    connect(&m_session->pager(), &Pager::cleared, m_notifier.get(), &Notifier::clear);
    connect(&m_session->store(), &Store::incidentsChanged, m_notifier.get(), &Notifier::apply);
    connect(&m_session->pager(), &Pager::told, m_notifier.get(), &Notifier::tell);
    connect(&m_session->pager(), &Pager::stepDue, m_notifier.get(), [this](const StepDue &step) {
        if (step.louder)
            m_notifier->insist(step.page);
    });
    connect(&m_session->onCall(), &OnCallWatch::told, m_notifier.get(), &Notifier::tellDuty);
    m_session->onCall().startTelling();
    connect(m_notifier.get(), &Notifier::onCallOpened, this, &Application::openOnCall);
    connect(m_notifier.get(), &Notifier::opened, this, &Application::openIncident);
    connect(m_notifier.get(), &Notifier::actionRequested, this,
        [this](const QString &action, const QList<IncidentId> &incidents) { act(action, incidents, u"notification"_s); });
    connect(m_notifier.get(), &Notifier::left, &m_session->pager(), &Pager::leave);
    m_notifier->setNames(namesOf(*m_session));
    m_notifier->setPossible(
        [this](const ActionKind &kind, const Incident &incident) { return m_session->commander().isPossible(kind, incident); });
    connect(m_notifier.get(), &Notifier::unavailable, m_session.get(),
        [this](const QString &why) { m_session->setNotice(Notice::Kind::NotificationsUnavailable, why); });
    connect(m_notifier.get(), &Notifier::available, m_session.get(),
        [this] { m_session->setNotice(Notice::Kind::NotificationsUnavailable, {}); });
    connect(m_notifier.get(), &Notifier::shown, this, [this](const IncidentId &incident, const QString &server) {
        m_session->recorder().pageShown(
            incident, u"notification"_s, server.isEmpty() ? QString() : tr("as a notification, by %1").arg(server));
    });
    connect(&m_session->deliveries(), &Deliveries::happened, this, [this](const DeliveryNews &news) {
        // To whoever has answered it is no news any more.
        const Incident *incident = m_session->store().incident(news.message.incident);
        if (news.message.purpose == ChannelPurpose::Escalation && incident && incident->state == IncidentState::Triggered)
            m_notifier->tellOnce(backupNotification(news), news.message.incident);
    });
    // Nobody can be told by notification: then the window asks for attention, but not for the keys that are being typed.
    connect(&m_session->pager(), &Pager::raised, this, [this] {
        if (m_notifier->problem().isEmpty())
            return;
        m_window->setAttribute(Qt::WA_ShowWithoutActivating);
        withdrawLostWindow();
        m_window->show();
        m_window->setAttribute(Qt::WA_ShowWithoutActivating, false);
        QApplication::alert(m_window.get());
    });
}

void Application::connectAlarm()
{
    if (m_session->options().demo)
        return;
    m_alarm = std::make_unique<Alarm>(*m_session, QDBusConnection::sessionBus(), *m_privacy);
    connect(m_alarm.get(), &Alarm::uncovered, m_notifier.get(), &Notifier::showAgain);
    connect(m_notifier.get(), &Notifier::lowUrgencyTold, m_alarm.get(), &Alarm::chime);
    auto *looking = new WhileVisible(m_window.get(), std::chrono::minutes(1));
    connect(looking, &WhileVisible::tick, m_alarm.get(), &Alarm::look);
    connect(m_alarm.get(), &Alarm::rang, this, [this] { m_session->recorder().pagesSounded(m_session->pager().pages()); });
    connect(m_alarm.get(), &Alarm::alertShown, this, [this](const QList<IncidentId> &incidents) {
        for (const IncidentId &incident : incidents)
            m_session->recorder().pageShown(incident, u"alert"_s, tr("in the alert window"));
    });
    connect(&m_session->pager(), &Pager::stepDue, m_alarm.get(), [this](const StepDue &step) {
        if (step.louder)
            m_alarm->insist(step.page);
    });
    connect(m_alarm.get(), &Alarm::opened, this, [this](const IncidentId &incident) { openIncident(incident, {}); });
    connect(m_alarm.get(), &Alarm::actionRequested, this,
        [this](const QString &action, const QList<IncidentId> &incidents) { act(action, incidents, u"alert"_s); });
}

void Application::connectPrivacy()
{
    connect(m_privacy.get(), &Privacy::changed, m_notifier.get(), &Notifier::setTitlesHidden);
    m_tray->setSwitch(m_privacy->sharedAction());
    m_window->addCommand(m_privacy->sharedAction());
}

void Application::connectControl()
{
    m_control->publishTo(*m_server);
    connect(m_control.get(), &Control::raiseRequested, this, &Application::showWindow);
}

// A laptop that sleeps or is offline watches nothing: that is said before, and everything is asked again at once after.
void Application::connectCustody()
{
    if (m_session->options().demo)
        return;
    m_custody = std::make_unique<Custody>(QDBusConnection::systemBus());
    m_catchUp = std::make_unique<CatchUp>(m_session->poller());
    connect(m_custody.get(), &Custody::sleepComing, this, [this] {
        m_awaySince = m_session->clock().now();
        const auto pages = [](const SourceEntry &entry) { return entry.enabled && entry.kind == "pagerduty"_L1; };
        m_notifier->tellOnce(
            sleepNotification(watchedElsewhere(), std::ranges::any_of(m_session->configuration().sources, pages), m_session->isOnDuty()));
    });
    connect(m_custody.get(), &Custody::woke, this, &Application::catchUp);
    connect(m_custody.get(), &Custody::networkChanged, m_session.get(), &Session::catchUp);
    connect(m_custody.get(), &Custody::networkLost, this, [this] {
        m_awaySince = m_awaySince.value_or(m_session->clock().now());
        if (const QStringList names = watchedElsewhere(); !names.isEmpty())
            m_notifier->tellOnce(networkLostNotification(names, m_session->isOnDuty()));
    });
    connect(m_custody.get(), &Custody::networkBack, this, [this] {
        catchUp();
        if (!watchedElsewhere().isEmpty())
            m_notifier->tellOnce(networkBackNotification());
    });
    connect(m_catchUp.get(), &CatchUp::over, m_notifier.get(), &Notifier::release);
    connect(&m_session->onCall(), &OnCallWatch::changed, this, &Application::delaySleep);
    connect(m_session.get(), &Session::configurationChanged, this, &Application::delaySleep);
    delaySleep();
}

void Application::delaySleep()
{
    const QString &when = m_session->configuration().console.delaySleep;
    m_custody->setDelaysSleep(when == "always"_L1 || (when == "on-call"_L1 && m_session->isOnDuty()));
}

void Application::catchUp()
{
    m_notifier->gather(m_awaySince);
    if (!m_custody->isOffline())
        m_awaySince.reset();
    m_catchUp->start();
    m_session->catchUp();
}

void Application::connectReadiness()
{
    m_readiness = std::make_unique<DesktopReadiness>(*m_session, DesktopReadiness::Places::ofThisDesktop());
    connect(m_notifier.get(), &Notifier::available, m_readiness.get(), &DesktopReadiness::ask);
    connect(m_notifier.get(), &Notifier::unavailable, m_readiness.get(), &DesktopReadiness::ask);
    connect(m_tray.get(), &Tray::availableChanged, m_readiness.get(), &DesktopReadiness::ask);
    if (m_custody) {
        connect(m_custody.get(), &Custody::networkLost, m_readiness.get(), &DesktopReadiness::ask);
        connect(m_custody.get(), &Custody::networkBack, m_readiness.get(), &DesktopReadiness::ask);
        connect(m_custody.get(), &Custody::woke, m_readiness.get(), &DesktopReadiness::ask);
    }
    if (m_session->options().demo)
        return;
    TestPages &tests = m_session->testPages();
    connect(m_notifier.get(), &Notifier::shown, &tests, [&tests](const IncidentId &incident) { tests.pageShown(incident); });
    connect(m_alarm.get(), &Alarm::rang, &tests, &TestPages::rang);
    connect(m_alarm.get(), &Alarm::alertShown, &tests, &TestPages::alertShown);
    // So that it is known what the desktop did with it.
    connect(&m_session->pager(), &Pager::raised, this, [this](const Page &page) {
        if (isTestPage(page.incident))
            m_readiness->ask();
    });
    connect(&tests, &TestPages::ended, this, [this](const TestReport &report) { m_notifier->tellOnce(testNotification(report)); });
    tests.allow();
}

QStringList Application::watchedElsewhere() const
{
    QStringList names;
    for (const SourceEntry &entry : m_session->configuration().sources) {
        if (entry.enabled && entry.kind != "local"_L1)
            names.append(entry.name.isEmpty() ? entry.id.text() : entry.name);
    }
    return names;
}

void Application::showWindow(const QString &activationToken)
{
    // On Wayland a window comes to the front only with the token of what the person has just clicked.
    if (!activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activationToken.toUtf8());
    withdrawLostWindow();
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    qunsetenv("XDG_ACTIVATION_TOKEN");
}

// A window manager that was just starting may have lost the wish to show the window (openbox does): Qt takes it for visible
// then, and showing it again would do nothing.
void Application::withdrawLostWindow()
{
    const QWindow *handle = m_window->windowHandle();
    if (handle != nullptr && m_window->isVisible() && !m_window->isMinimized() && !handle->isExposed())
        m_window->hide();
}

void Application::toggleWindow()
{
    if (m_window->isVisible() && m_window->isActiveWindow())
        m_window->hide();
    else
        showWindow({});
}

void Application::openIncident(const IncidentId &incident, const QString &activationToken)
{
    if (!incident.isEmpty())
        m_window->showIncident(incident);
    showWindow(activationToken);
}

void Application::openOnCall(const QString &activationToken)
{
    m_window->showOnCall();
    showWindow(activationToken);
}

void Application::act(const QString &action, const QList<IncidentId> &incidents, const QString &origin, const FieldValues &inputs)
{
    const QHash<IncidentId, Error> refused = m_session->commander().request(action, incidents, origin, inputs);
    for (auto each = refused.begin(); each != refused.end(); ++each) {
        const Incident *incident = m_session->store().incident(each.key());
        m_notifier->tellRefusal(action, each.key(), incident ? incident->title : each.key().text(), errorText(each.value()));
    }
}

void Application::confirm(const QString &action, const QList<IncidentId> &incidents)
{
    const ActionKind *kind = actionKind(action);
    if (!kind)
        return;
    const QString label = QCoreApplication::translate("Action", kind->label).remove(u'&');
    const Incident *only = incidents.size() == 1 ? m_session->store().incident(incidents.constFirst()) : nullptr;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Nightbell"),
        only ? only->title : tr("%n incident(s)", nullptr, static_cast<int>(incidents.size())), QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowFlag(Qt::WindowStaysOnTopHint);
    box->addButton(label, QMessageBox::AcceptRole);
    connect(box, &QMessageBox::accepted, this, [this, action, incidents] { act(action, incidents, u"tray"_s); });
    box->open();
}

// Whoever looks at the window sees it in the row.
void Application::tellOutcome(const ActionRequest &request, ActionOutcome outcome, const Error &why)
{
    if (outcome == ActionOutcome::Confirmed || outcome == ActionOutcome::Withdrawn || (m_window->isVisible() && m_window->isActiveWindow()))
        return;
    const Incident *incident = m_session->store().incident(request.incident);
    m_notifier->tellRefusal(request.action, request.incident, incident ? incident->title : request.incident.text(), errorText(why));
}

bool Application::hideOnClose()
{
    if (!m_session->configuration().console.closeToTray || m_session->options().demo) {
        quit();
        return false;
    }
    if (m_tray->isAvailable())
        return true;
    // Without a tray a hidden window could not be found again.
    QTimer::singleShot(0, m_window.get(), [this] { m_window->showMinimized(); });
    return true;
}

void Application::quit()
{
    m_notifier->closeAll();
    // Not quit(): that asks the windows first, and one that only hides when it is closed says no.
    QTimer::singleShot(0, &m_app, [] { QCoreApplication::exit(); });
}

} // namespace nightbell
