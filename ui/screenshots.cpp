// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshots.h"

#include "base/clock.h"
#include "dialogs/settingsdialog.h"
#include "engine/session.h"
#include "engine/sessionports.h"
#include "mainwindow.h"
#include "theme.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration patience = std::chrono::seconds(10); // for the first whole picture of the demo
constexpr int settleTime = 700; // milliseconds: charts load their series, ages are written

void wait(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

class Camera
{
public:
    Camera(QApplication &app, QString folder) : m_app(app), m_folder(std::move(folder)) { }

    bool failed() const { return m_failed; }

    void shoot(Session &session)
    {
        for (const QString &palette : {u"light"_s, u"dark"_s}) {
            applyTheme(m_app, palette);
            for (const QSize size : {QSize(1280, 800), QSize(900, 600)})
                shootWindow(session, palette, size);
            shootSettings(session, palette);
        }
    }

private:
    void shootWindow(Session &session, const QString &palette, QSize size)
    {
        MainWindow window(session);
        window.resize(size);
        window.show();
        const QString suffix = u"-%1-%2x%3"_s.arg(palette).arg(size.width()).arg(size.height());
        for (int place = 0; place < window.pageCount(); ++place) {
            window.showPage(place);
            if (place == 0)
                selectIncident(session, window);
            wait(settleTime);
            save(window, u"page-%1"_s.arg(place + 1) + suffix);
        }
        if (!session.store().hosts().isEmpty()) {
            window.showHost(session.store().hosts().constFirst().id);
            wait(settleTime);
            save(window, u"host"_s + suffix);
        }
        window.showWelcome();
        wait(settleTime);
        save(window, u"welcome"_s + suffix);
    }

    static void selectIncident(Session &session, MainWindow &window)
    {
        for (const Incident &incident : session.store().incidents()) {
            if (incident.needsPerson()) {
                window.showIncident(incident.id);
                return;
            }
        }
    }

    void shootSettings(Session &session, const QString &palette)
    {
        SettingsDialog dialog(session);
        dialog.show();
        for (int page = 0; page < dialog.pageCount(); ++page) {
            dialog.showPage(page);
            wait(settleTime / 2);
            save(dialog, u"settings-%1-%2"_s.arg(page + 1).arg(palette));
        }
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
    QString m_folder;
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
    Camera camera(app, folder);
    camera.shoot(session);
    return camera.failed() ? 1 : 0;
}

} // namespace nightbell
