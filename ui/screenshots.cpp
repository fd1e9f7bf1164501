// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshots.h"

#include "actions/action.h"
#include "alertwindow.h"
#include "base/clock.h"
#include "dialogs/actiondialog.h"
#include "dialogs/commandpalette.h"
#include "dialogs/keysdialog.h"
#include "dialogs/settingsdialog.h"
#include "dialogs/silencedialog.h"
#include "dialogs/sourcedetails.h"
#include "dialogs/takeoverdialog.h"
#include "engine/session.h"
#include "engine/sessionports.h"
#include "mainwindow.h"
#include "models/watchsummary.h"
#include "pager/channels/channel.h"
#include "pages/incidentspage.h"
#include "sources/source.h"
#include "theme.h"
#include "widgets/filterbar.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <functional>
#include <memory>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration patience = std::chrono::seconds(10); // for the first whole picture of the demo
constexpr int settleTime = 700; // milliseconds: charts load their series, ages are written
constexpr int dialogTime = 250; // what can be chosen from is asked for
constexpr int historyPlace = 4;

void wait(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

class Camera
{
public:
    Camera(QApplication &app, Session &session, QString folder) : m_app(app), m_session(session), m_folder(std::move(folder)) { }

    bool failed() const { return m_failed; }

    void shoot()
    {
        for (const QString &palette : {u"light"_s, u"dark"_s}) {
            m_palette = palette;
            applyTheme(m_app, palette);
            for (const QSize size : {QSize(1280, 800), QSize(900, 600)})
                shootWindow(size);
            shootSettings();
            shootDialogs();
            shootAlert();
        }
    }

private:
    void shootWindow(QSize size)
    {
        MainWindow window(m_session);
        window.resize(size);
        window.show();
        const auto shot = [&](const QString &name) {
            wait(settleTime);
            save(window, u"%1-%2-%3x%4"_s.arg(name, m_palette).arg(size.width()).arg(size.height()));
        };
        for (int place = 0; place < window.pageCount(); ++place) {
            window.showPage(place);
            if (place == 0 && !needing().isEmpty())
                window.showIncident(needing().constFirst()->id);
            shot(u"page-%1"_s.arg(place + 1));
        }
        shootIncidents(window, shot);
        window.showPage(historyPlace);
        window.findChild<QTabBar *>()->setCurrentIndex(1);
        shot(u"statistics"_s);
        if (!m_session.store().hosts().isEmpty()) {
            window.showHost(m_session.store().hosts().constFirst().id);
            shot(u"host"_s);
        }
        window.showWelcome();
        shot(u"welcome"_s);
    }

    // Groups, what the filter hides, and a pause.
    template<typename Shot>
    void shootIncidents(MainWindow &window, const Shot &shot)
    {
        window.showPage(0);
        auto *page = window.findChild<IncidentsPage *>();
        page->setGrouping(u"service"_s);
        m_session.pager().pause(m_session.clock().now() + std::chrono::minutes(30));
        shot(u"grouped-paused"_s);
        m_session.pager().resume();
        page->setGrouping({});
        page->findChild<FilterBar *>()->setText(u"nothing-is-called-so"_s);
        shot(u"filtered"_s);
    }

    void shootSettings()
    {
        SettingsDialog dialog(m_session);
        dialog.show();
        for (int page = 0; page < dialog.pageCount(); ++page) {
            dialog.showPage(page);
            wait(dialogTime);
            save(dialog, u"settings-%1-%2"_s.arg(page + 1).arg(m_palette));
        }
        for (const SourceKind *kind : sourceKinds()) {
            const QString id = QString::fromLatin1(kind->id);
            if (id != "demo"_L1)
                shootModal(u"form-source-"_s + id, [&] { dialog.addSource(id); });
        }
        shootModal(u"form-check"_s, [&] { dialog.addCheck(); });
        shootModal(u"form-service"_s, [&] { dialog.addService(); });
        for (const ChannelKind *kind : channelKinds()) {
            const QString id = QString::fromLatin1(kind->id);
            shootModal(u"form-channel-"_s + id, [&] { dialog.addChannel(id); });
        }
    }

    // `open` runs the dialog until it is closed.
    void shootModal(const QString &name, const std::function<void()> &open)
    {
        QTimer::singleShot(dialogTime, &m_app, [this, name] {
            if (auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget())) {
                save(*dialog, name + u'-' + m_palette);
                dialog->reject();
            }
        });
        open();
    }

    void shootDialog(const QString &name, QDialog *dialog)
    {
        const std::unique_ptr<QDialog> shown(dialog);
        shown->setAttribute(Qt::WA_DeleteOnClose, false);
        shown->show();
        wait(dialogTime);
        save(*shown, u"dialog-%1-%2"_s.arg(name, m_palette));
    }

    void shootDialogs()
    {
        const SharedIncidents incidents = needing();
        MainWindow window(m_session);
        window.resize(1280, 800);
        window.show();
        window.showPage(0);
        wait(dialogTime);
        const ActionDialog::AskOptions ask
            = [this](const SourceId &source, const OptionQuery &query) { return m_session.options(source, query); };
        for (const ActionKind *kind : actionKinds()) {
            if (kind->subject == ActionSubject::Source || incidents.isEmpty())
                continue;
            const SharedIncidents about = kind->subject == ActionSubject::Selection ? incidents : incidents.first(1);
            shootDialog(u"action-"_s + QLatin1StringView(kind->id), new ActionDialog(*kind, about, true, ask, nullptr));
        }
        const SourceId source = m_session.poller().statuses().constFirst().id;
        const QList<IncidentId> one = incidents.isEmpty() ? QList<IncidentId>() : QList<IncidentId>{incidents.constFirst()->id};
        shootDialog(u"silence"_s, new SilenceDialog(m_session, source, m_session.silences().reachOf(source, one)));
        shootDialog(u"takeover"_s, new TakeoverDialog(m_session));
        shootDialog(u"source"_s, new SourceDetails(m_session, source, nullptr));
        const QList<QAction *> actions = window.findChild<IncidentsPage *>()->actions() + window.actions();
        shootDialog(u"commands"_s, new CommandPalette(actions, nullptr));
        shootDialog(u"keys"_s, new KeysDialog({{KeysDialog::tr("Keys"), actions}}, nullptr));
    }

    void shootAlert()
    {
        const SharedIncidents incidents = needing();
        if (incidents.isEmpty())
            return;
        for (const qsizetype count : {qsizetype(1), incidents.size()}) {
            AlertWindow alert;
            alert.show();
            alert.setIncidents(incidents.first(count), namesOf(m_session), m_session.clock().now());
            alert.setNote(count > 1
                    ? QCoreApplication::translate("nightbell::Alarm", "Do-not-disturb is on: this desktop hides the notification.")
                    : QString());
            wait(static_cast<int>(AlertWindow::armedAfter.count()) + settleTime / 2);
            save(alert, u"alert-%1-%2"_s.arg(count > 1 ? u"many"_s : u"one"_s, m_palette));
        }
    }

    SharedIncidents needing() const
    {
        SharedIncidents incidents = m_session.store().incidents();
        incidents.removeIf([](const Incident &incident) { return !incident.needsPerson(); });
        return incidents;
    }

    void save(QWidget &widget, const QString &name)
    {
        const QString path = m_folder + u'/' + name + u".png"_s;
        if (!widget.grab().save(path)) {
            m_failed = true;
            QTextStream(stderr) << QCoreApplication::translate("main", "cannot write %1").arg(path) << Qt::endl;
        }
    }

    QApplication &m_app;
    Session &m_session;
    QString m_folder;
    QString m_palette;
    bool m_failed = false;
};

} // namespace

int takeScreenshots(QApplication &app, const QString &folder)
{
    if (!QDir().mkpath(folder)) {
        QTextStream(stderr) << QCoreApplication::translate("main", "cannot write %1").arg(folder) << Qt::endl;
        return 1;
    }
    const QTemporaryDir scratch;
    SystemClock clock;
    Session session(SessionOptions{scratch.path(), scratch.path(), true, {}}, clock, systemPorts(clock));
    session.start();
    const Duration start = clock.elapsed();
    while (!session.isComplete() && clock.elapsed() - start < patience)
        wait(50);
    Camera camera(app, session, folder);
    camera.shoot();
    return camera.failed() ? 1 : 0;
}

} // namespace nightbell
