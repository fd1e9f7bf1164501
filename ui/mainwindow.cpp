// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "dialogs/commandpalette.h"
#include "dialogs/keysdialog.h"
#include "dialogs/settingsdialog.h"
#include "dialogs/sourcedetails.h"
#include "engine/session.h"
#include "models/autostart.h"
#include "models/watchsummary.h"
#include "pager/holdtext.h"
#include "pages/checkspage.h"
#include "pages/historypage.h"
#include "pages/hostspage.h"
#include "pages/incidentspage.h"
#include "pages/monitorspage.h"
#include "pages/oncallpage.h"
#include "pages/readinesspage.h"
#include "pages/silencespage.h"
#include "pages/welcomepage.h"
#include "theme.h"
#include "widgets/holdbar.h"
#include "widgets/navrail.h"
#include "widgets/noticebanners.h"
#include "widgets/screenfit.h"
#include "widgets/statusline.h"
#include "widgets/whilevisible.h"

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr int hostsPlace = 1;

} // namespace

MainWindow::MainWindow(Session &session, QWidget *parent) : QWidget(parent), m_session(session)
{
    setWindowTitle(session.options().demo ? tr("Nightbell – Demo") : tr("Nightbell"));
    setWindowIcon(icon(u"nightbell"_s, palette()));
    layOut();
    addPages();
    addActions();
    connectSession();
    restoreState();
    if (session.configuration().isFirstStart() && !session.options().demo)
        showWelcome();
    else
        showPage(0);
}

MainWindow::~MainWindow()
{
    const QString file = stateFile();
    if (file.isEmpty())
        return;
    QSettings state(file, QSettings::IniFormat);
    state.setValue(u"geometry"_s, saveGeometry());
    if (m_incidents)
        state.setValue(u"grouping"_s, m_incidents->grouping());
    if (m_monitors)
        state.setValue(u"monitors"_s, m_monitors->wish());
}

void MainWindow::layOut()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_rail = new NavRail(this);
    row->addWidget(m_rail);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    m_status = new StatusLine(this);
    m_status->setDemo(m_session.options().demo);
    m_stack = new QStackedWidget(this);
    column->addWidget(m_status);
    column->addWidget(new HoldBar(m_session, this));
    column->addWidget(new NoticeBanners(m_session, this));
    column->addWidget(m_stack, 1);
    row->addLayout(column, 1);
}

void MainWindow::addPages()
{
    m_incidentsPlace = addPage(u"incidents"_s, tr("Incidents"), [this] {
        m_incidents = new IncidentsPage(m_session, m_stack);
        if (const QString file = stateFile(); !file.isEmpty())
            m_incidents->setGrouping(QSettings(file, QSettings::IniFormat).value(u"grouping"_s).toString());
        connect(m_incidents, &IncidentsPage::addRequested, this, &MainWindow::showWelcome);
        connect(m_incidents, &IncidentsPage::hostActivated, this, &MainWindow::showHost);
        connect(m_incidents, &IncidentsPage::monitorActivated, this, &MainWindow::showMonitor);
        return m_incidents;
    });
    addPage(u"hosts"_s, tr("Hosts"), [this] {
        m_hosts = new HostsPage(m_session, m_stack);
        return m_hosts;
    });
    m_checksPlace = addPage(u"checks"_s, tr("Checks"), [this] {
        auto *checks = new ChecksPage(m_session, m_stack);
        connect(checks, &ChecksPage::addRequested, this, [this] { SettingsDialog(m_session, this).addCheck(); });
        connect(checks, &ChecksPage::editRequested, this, [this](const CheckId &id) { SettingsDialog(m_session, this).editCheck(id); });
        connect(checks, &ChecksPage::removeRequested, this, [this](const CheckId &id) { SettingsDialog(m_session, this).removeCheck(id); });
        return checks;
    });
    m_onCallPlace = pageCount();
    addPage(u"oncall"_s, tr("On call"), [this] {
        auto *onCall = new OnCallPage(m_session, m_stack);
        connect(onCall, &OnCallPage::connectRequested, this, [this] { SettingsDialog(m_session, this).addSource(u"pagerduty"_s); });
        connect(onCall, &OnCallPage::setUpRequested, this, [this](const SourceId &id) { SettingsDialog(m_session, this).editSource(id); });
        return onCall;
    });
    addPage(u"history"_s, tr("History"), [this] { return new HistoryPage(m_session, m_stack); });
    m_readinessPlace = pageCount();
    addPage(u"readiness"_s, tr("Readiness"), [this] { return new ReadinessPage(m_session, defaultAutostartFolder(), m_stack); });
    addPage(u"bell-off"_s, tr("Silences"), [this] {
        auto *silences = new SilencesPage(m_session, m_stack);
        connect(silences, &SilencesPage::connectRequested, this, [this] { SettingsDialog(m_session, this).addSource(u"prometheus"_s); });
        connect(silences, &SilencesPage::incidentActivated, this, &MainWindow::showIncident);
        return silences;
    });
    m_monitorsPlace = pageCount();
    addPage(u"monitors"_s, tr("Monitors"), [this] {
        m_monitors = new MonitorsPage(m_session, m_stack);
        if (const QString file = stateFile(); !file.isEmpty())
            m_monitors->setWish(QSettings(file, QSettings::IniFormat).value(u"monitors"_s).toString());
        connect(m_monitors, &MonitorsPage::connectRequested, this, [this] { SettingsDialog(m_session, this).addSource(u"datadog"_s); });
        connect(m_monitors, &MonitorsPage::incidentActivated, this, &MainWindow::showIncident);
        return m_monitors;
    });
}

NavButton *MainWindow::addPage(const QString &iconName, const QString &name, std::function<QWidget *()> make)
{
    const int place = pageCount();
    const QKeySequence key(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + place));
    NavButton *button = m_rail->addPlace(iconName, name, tr("%1 (%2)").arg(name, key.toString(QKeySequence::NativeText)));
    m_pages.append({name, std::move(make), nullptr, nullptr});
    m_pages.last().action = addWindowAction(iconName, tr("Go to %1").arg(name), key, [this, place] { showPage(place); });
    return button;
}

void MainWindow::addActions()
{
    QAction *settings = addWindowAction(u"settings"_s, tr("Settings"), QKeySequence(u"Ctrl+,"_s), [this] { showSettings(); });
    NavButton *button = m_rail->addBelow(u"settings"_s, tr("Settings"), tr("Settings (%1)").arg(settings->shortcut().toString()));
    connect(button, &NavButton::clicked, settings, &QAction::trigger);
    connect(m_rail, &NavRail::chosen, this, &MainWindow::showPage);
    addWindowAction(u"refresh"_s, tr("Ask all sources and checks now"), Qt::Key_F5, [this] { m_session.pollNow(); });
    addPauseActions();
    addWindowAction(u"add"_s, tr("Add something to watch"), {}, [this] { showWelcome(); })->setEnabled(!m_session.options().demo);
    addWindowAction(u"bell"_s, tr("Test page now"), {}, [this] { sendTestPage(); })->setEnabled(!m_session.options().demo);
    addWindowAction(u"command"_s, tr("Commands"), QKeySequence(u"Ctrl+K"_s), [this] { showPalette(); });
    addWindowAction(u"keyboard"_s, tr("Keys"), Qt::Key_Question, [this] { showKeys(); });
    addWindowAction(u"quit"_s, tr("Quit"), QKeySequence(u"Ctrl+Q"_s), [this] { Q_EMIT quitRequested(); });
}

void MainWindow::addPauseActions()
{
    Pager &pager = m_session.pager();
    const auto pauseFor = [this, &pager](Duration span) { return [this, &pager, span] { pager.pause(m_session.clock().now() + span); }; };
    addWindowAction(u"pause"_s, tr("Pause notifications for 30 min"), QKeySequence(u"Ctrl+P"_s), pauseFor(std::chrono::minutes(30)));
    addWindowAction(u"pause"_s, tr("Pause notifications for 1 h"), QKeySequence(u"Ctrl+Shift+P"_s), pauseFor(std::chrono::hours(1)));
    addWindowAction(u"moon"_s, tr("Pause notifications until tomorrow 09:00"), QKeySequence(u"Ctrl+Alt+P"_s),
        [this, &pager] { pager.pause(tomorrowMorning(m_session.clock().now())); });
    QAction *resume = addWindowAction(u"play"_s, tr("Resume notifications"), QKeySequence(u"Ctrl+R"_s), [&pager] { pager.resume(); });
    const auto refreshResume = [resume, &pager] { resume->setEnabled(pager.pausedUntil().has_value()); };
    connect(&pager, &Pager::pauseChanged, resume, refreshResume);
    refreshResume();
}

QAction *MainWindow::addWindowAction(
    const QString &iconName, const QString &label, const QKeySequence &key, const std::function<void()> &act)
{
    auto *action = new QAction(icon(iconName, palette()), label, this);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    m_commands.append(action);
    return action;
}

void MainWindow::connectSession()
{
    const auto refreshIfSeen = [this] {
        if (isVisible())
            refresh();
    };
    connect(&m_session.store(), &Store::incidentsChanged, this, refreshIfSeen);
    connect(&m_session.poller(), &Poller::statusChanged, this, refreshIfSeen);
    connect(&m_session.checks(), &CheckRunner::changed, this, refreshIfSeen);
    connect(&m_session.onCall(), &OnCallWatch::changed, this, refreshIfSeen);
    auto *heartbeat = new WhileVisible(this, std::chrono::seconds(1));
    connect(heartbeat, &WhileVisible::tick, this, &MainWindow::refresh);
    connect(m_status, &StatusLine::countsClicked, this, [this] { showPage(0); });
    connect(m_status, &StatusLine::dutyClicked, this, &MainWindow::showOnCall);
    connect(m_status, &StatusLine::readinessClicked, this, &MainWindow::showReadiness);
    connect(&m_session.readiness(), &ReadinessWatch::changed, this, refreshIfSeen);
    connect(m_status, &StatusLine::sourceClicked, this,
        [this](const SourceId &source) { (new SourceDetails(m_session, source, this))->show(); });
    refresh();
}

void MainWindow::refresh()
{
    const WatchSummary summary = summarize(m_session);
    m_status->show(summary, m_session.clock().now());
    const std::optional<Duty> duty = m_session.onCall().duty();
    m_status->showDuty(duty ? dutyLine(*duty, m_session.clock().now()) : QString(), duty && duty->isOnCall);
    const QList<ReadinessFact> facts = m_session.readiness().facts();
    const bool isKnown = m_session.readiness().knowsDesktop();
    m_status->showReadiness(isKnown ? std::optional(worstOf(facts)) : std::nullopt, doubtsText(facts));
    m_incidentsPlace->setBadge(summary.needPerson, Tone::Triggered, tr("%n need(s) you", nullptr, summary.needPerson));
    const auto &checks = m_session.checks().checks();
    const auto failed = static_cast<int>(std::ranges::count(checks, CheckState::Failed, &Check::state));
    if (m_checksPlace)
        m_checksPlace->setBadge(failed, Tone::Triggered, tr("%n failed", nullptr, failed));
    const QString name = m_session.options().demo ? tr("Nightbell – Demo") : tr("Nightbell");
    setWindowTitle(summary.needPerson > 0 ? tr("(%1) %2").arg(summary.needPerson).arg(name) : name);
}

QString MainWindow::pageName(int place) const
{
    return m_pages.at(place).name;
}

void MainWindow::showPage(int place)
{
    Page &page = m_pages[place];
    if (page.widget == nullptr) {
        page.widget = page.make();
        m_stack->addWidget(page.widget);
    }
    m_stack->setCurrentWidget(page.widget);
    page.widget->setFocus();
    m_rail->setCurrent(place);
}

void MainWindow::showIncident(const IncidentId &incident)
{
    showPage(0);
    m_incidents->select(incident);
}

void MainWindow::showHost(const HostId &host)
{
    showPage(hostsPlace);
    m_hosts->openHost(host);
}

void MainWindow::showMonitor(const MonitorId &monitor)
{
    showPage(m_monitorsPlace);
    m_monitors->openMonitor(monitor);
}

void MainWindow::showOnCall()
{
    showPage(m_onCallPlace);
}

void MainWindow::showReadiness()
{
    showPage(m_readinessPlace);
}

// One that is under way already is shown; more would say no more.
void MainWindow::sendTestPage()
{
    static_cast<void>(m_session.testPages().start());
    showReadiness();
}

void MainWindow::showWelcome()
{
    if (m_welcome == nullptr) {
        auto *welcome = new WelcomePage(m_session, m_stack);
        connect(welcome, &WelcomePage::finished, this, [this] {
            if (m_session.options().demo) {
                showPage(0);
                return;
            }
            ConsoleSettings console = m_session.configuration().console;
            console.showWelcome = false;
            // Should it not be possible to write that, the page comes again next time; nothing worse.
            if (saveConsole(m_session.options().configFolder, console))
                m_session.reloadConfiguration();
            showPage(0);
        });
        connect(welcome, &WelcomePage::connectRequested, this,
            [this](const QString &kind) { SettingsDialog(m_session, this).addSource(kind); });
        m_welcome = welcome;
        m_stack->addWidget(m_welcome);
    }
    m_stack->setCurrentWidget(m_welcome);
    m_rail->setCurrent(-1);
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::showPalette()
{
    QList<QAction *> actions = m_stack->currentWidget()->actions();
    actions += m_commands;
    (new CommandPalette(actions, this))->show();
}

void MainWindow::addCommand(QAction *action)
{
    addAction(action);
    m_commands.append(action);
}

void MainWindow::showKeys()
{
    const QWidget *page = m_stack->currentWidget();
    const QList<QAction *> here = page == m_incidents ? m_incidents->knownActions() : page->actions();
    const QList<KeysDialog::Group> groups{{tr("Everywhere"), m_commands}, {tr("On this page"), here}};
    (new KeysDialog(groups, this))->show();
}

void MainWindow::setHideOnClose(std::function<bool()> hidesOnClose)
{
    m_hidesOnClose = std::move(hidesOnClose);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_hidesOnClose && m_hidesOnClose()) {
        hide();
        event->ignore();
        return;
    }
    event->accept();
}

QString MainWindow::stateFile() const
{
    const SessionOptions &options = m_session.options();
    return options.demo || options.dataFolder.isEmpty() ? QString() : options.dataFolder + u"/window.ini"_s;
}

void MainWindow::restoreState()
{
    const int em = fontMetrics().height();
    resizeWithinScreen(*this, QSize(std::max(1180, em * 60), std::max(720, em * 36)));
    setMinimumSize(std::min(em * 36, 640), std::min(em * 22, 420));
    if (const QString file = stateFile(); !file.isEmpty())
        restoreGeometry(QSettings(file, QSettings::IniFormat).value(u"geometry"_s).toByteArray());
}

} // namespace nightbell
