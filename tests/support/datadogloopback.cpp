// SPDX-License-Identifier: GPL-3.0-or-later
// datadog-loopback: Datadog on 127.0.0.1 as a program, for tests in other languages and for the hand. Its first line on stdout:
//   {"url": API, "controlUrl": see below, "apiKey": …, "appKey": …, "readOnlyKey": …}
// Control: POST /state {"monitor": 101, "group": "host:web-1", "status": "OK"}; GET /downtimes: what was made, as a list.
// Ends with SIGTERM, or when its stdin is closed if it was asked to.
#include "support/datadogserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <array>
#include <cstdio>

#include <unistd.h>

using namespace nightbell;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Datadog on 127.0.0.1. Its URLs are printed as JSON."_s);
    parser.addHelpOption();
    const QCommandLineOption documented(u"documented-only"_s, u"Says nothing that the published document doesn't have."_s);
    const QCommandLineOption untilClosed(u"until-stdin-closes"_s, u"Ends when nobody is left to write to its stdin."_s);
    parser.addOptions({documented, untilClosed});
    parser.process(app);

    const SystemClock clock;
    DatadogServer server([&clock] { return clock.now(); });
    server.world.sendsUndocumented = !parser.isSet(documented);
    LoopbackServer control;
    control.on("/state", [&server](QTcpSocket *socket, const LoopbackServer::Request &request) {
        const QJsonObject wanted = QJsonDocument::fromJson(request.body).object();
        server.world.set(wanted[u"monitor"_s].toInteger(), wanted[u"group"_s].toString(), wanted[u"status"_s].toString());
        socket->write(LoopbackServer::whole(204, {}));
    });
    control.on("/downtimes", [&server](QTcpSocket *socket, const LoopbackServer::Request &) {
        QJsonArray list;
        for (const dd::Silence &silence : server.world.downtimes)
            list.append(QJsonObject{{u"id"_s, silence.id}, {u"scope"_s, silence.scope}, {u"message"_s, silence.message},
                {u"monitor"_s, silence.monitor ? QJsonValue(*silence.monitor) : QJsonValue()},
                {u"status"_s, server.world.statusOf(silence)}});
        socket->write(LoopbackServer::whole(200, QJsonDocument(list).toJson(QJsonDocument::Compact)));
    });

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    input.setEnabled(parser.isSet(untilClosed));
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&app] {
        std::array<char, 256> said{};
        if (::read(STDIN_FILENO, said.data(), said.size()) <= 0)
            app.quit();
    });

    const QJsonObject about{{u"url"_s, server.url().toString()}, {u"controlUrl"_s, control.url({}).toString()},
        {u"apiKey"_s, QString::fromLatin1(dd::apiKey)}, {u"appKey"_s, QString::fromLatin1(dd::appKey)},
        {u"readOnlyKey"_s, QString::fromLatin1(dd::readOnlyKey)}};
    std::puts(QJsonDocument(about).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
