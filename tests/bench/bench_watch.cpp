// SPDX-License-Identifier: GPL-3.0-or-later
// What `nightbellctl watch` keeps in memory: alone with this machine, and with a check over HTTP and one over HTTPS that both
// have passed. With a message bus, as in a desktop, and without one, as on a server.
#include "bench/process.h"
#include "support/certificates.h"
#include "support/loopbackserver.h"
#include "support/privatebus.h"

#include <QCoreApplication>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 memoryLimit = 28'000; // kB

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QByteArray check(const QByteArray &id, const QUrl &url, const QString &caFile)
{
    return "[[check]]\nid = \"" + id + "\"\nkind = \"http\"\nevery = \"5s\"\nurl = \"" + url.toEncoded() + "\"\n"
        + (caFile.isEmpty() ? QByteArray() : "ca-file = \"" + caFile.toUtf8() + "\"\n");
}

bool measure(const QString &what, const QByteArray &configuration, const QString &bus, const std::function<bool()> &isWorking)
{
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QLatin1StringView(name), home.path());
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, bus);
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        environment.remove(QLatin1StringView(name));
    if (!write(home.filePath(u"watch.toml"_s), configuration))
        return false;

    QProcess watch;
    watch.setProcessEnvironment(environment);
    watch.setStandardOutputFile(QProcess::nullDevice());
    watch.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    watch.start(QStringLiteral(NIGHTBELLCTL), {u"--config"_s, home.path(), u"--data"_s, home.filePath(u"data"_s), u"watch"_s});
    let(25s);
    const Resident resident = residentOf(watch.processId());
    const bool worked = isWorking();
    watch.terminate();
    watch.waitForFinished(10'000);
    if (resident.all == 0 || !worked)
        return reportHolds(false, u"%1: it does not watch"_s.arg(what));
    return reportHolds(resident.all <= memoryLimit,
        u"%1: resident %2 kB (limit %3), of that its own %4 kB"_s.arg(what).arg(resident.all).arg(memoryLimit).arg(resident.own));
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const PrivateBus bus;
    const QTemporaryDir folder;
    const Certificates certificates;
    const QString authority = folder.filePath(u"authority.pem"_s);
    LoopbackServer plain;
    LoopbackServer secure(certificates.server({}));
    for (LoopbackServer *server : {&plain, &secure})
        server->otherwise = LoopbackServer::answer(200, "well");
    if (!write(authority, certificates.authorityPem()))
        return 1;
    const QByteArray sites = check("plain", plain.url(u"/"_s), {}) + check("secure", secure.url(u"/"_s), authority);
    const auto always = [] { return true; };
    const auto bothAsked = [&] {
        const bool asked = plain.requests.size() >= 2 && secure.requests.size() >= 2;
        plain.requests.clear();
        secure.requests.clear();
        return asked;
    };
    const QString noBus = u"unix:path="_s + folder.filePath(u"none"_s);
    bool allHold = measure(u"watch this machine"_s, {}, noBus, always);
    allHold = measure(u"watch this machine and two sites, on a server"_s, sites, noBus, bothAsked) && allHold;
    return measure(u"watch this machine and two sites, in a desktop"_s, sites, bus.address(), bothAsked) && allHold ? 0 : 1;
}
