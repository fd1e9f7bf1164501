// SPDX-License-Identifier: GPL-3.0-or-later
// pagerduty-loopback: PagerDuty on 127.0.0.1 as a program, for tests in other languages and for the hand. Its first line on stdout:
//   {"url": REST API, "eventsUrl": Events API, "controlUrl": see pagerdutycontrol.h, "userKey": …, "accountKey": …, "routingKey": …}
// Ends with SIGTERM, or when its stdin is closed if it was asked to.
#include "base/clock.h"
#include "base/duration.h"
#include "support/pagerdutycontrol.h"
#include "support/pagerdutyserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <array>
#include <cstdio>
#include <memory>

#include <unistd.h>

using namespace nightbell;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"PagerDuty on 127.0.0.1. Its URLs are printed as JSON."_s);
    parser.addHelpOption();
    const QCommandLineOption empty(u"empty"_s, u"Without the twelve incidents, services and users to start from."_s);
    const QCommandLineOption documented(u"documented-only"_s, u"Says nothing that the published document doesn't have."_s);
    const QCommandLineOption delay(u"write-delay"_s, u"Time until a change is seen by reading, as 2s."_s, u"duration"_s, u"0s"_s);
    const QCommandLineOption untilClosed(u"until-stdin-closes"_s, u"Ends when nobody is left to write to its stdin."_s);
    parser.addOptions({empty, documented, delay, untilClosed});
    parser.process(app);
    const auto writeDelay = parseDuration(parser.value(delay));
    if (!writeDelay) {
        std::fputs("--write-delay is a duration, as 2s\n", stderr);
        return 2;
    }

    const SystemClock clock;
    Duration ahead(0);
    PagerDutyServer server([&] { return clock.now() + ahead; }, !parser.isSet(empty));
    server.world().writeDelay = *writeDelay;
    server.world().sendsUndocumented = !parser.isSet(documented);
    const PagerDutyControl control(server, [&](Duration by) { ahead += by; });

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    input.setEnabled(parser.isSet(untilClosed));
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&app] {
        std::array<char, 256> said{};
        if (::read(STDIN_FILENO, said.data(), said.size()) <= 0)
            app.quit();
    });

    const QJsonObject about{{u"url"_s, server.url().toString()}, {u"eventsUrl"_s, server.eventsUrl().toString()},
        {u"controlUrl"_s, control.url().toString()}, {u"userKey"_s, QString::fromLatin1(pd::yourKey)},
        {u"accountKey"_s, QString::fromLatin1(pd::accountKey)}, {u"routingKey"_s, pd::mainSiteRoutingKey}};
    std::puts(QJsonDocument(about).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
