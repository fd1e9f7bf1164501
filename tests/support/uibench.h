// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session.h"
#include "support/fakeclock.h"
#include "support/fakeprobe.h"
#include "support/fakesecrets.h"
#include "support/fakesource.h"
#include "support/faketransport.h"
#include "support/incidents.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <memory>

namespace nightbell {

// A session in a folder of its own that watches nothing but what `toml` says; its incidents are those of show(), of a source
// that has every action.
class UiBench
{
public:
    explicit UiBench(const QString &toml = {}, bool isDemo = false)
    {
        QDir().mkpath(configFolder());
        QDir().mkpath(dataFolder());
        QFile file(configFolder() + QStringLiteral("/bench.toml"));
        if (file.open(QIODevice::WriteOnly))
            file.write("[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n" + toml.toUtf8());
        file.close();
        SessionPorts ports{std::make_shared<FakeTransport>(), std::make_unique<FakeProbe>(), std::make_unique<FakeSecrets>()};
        probe = static_cast<FakeProbe *>(ports.probe.get());
        session = std::make_unique<Session>(SessionOptions{configFolder(), dataFolder(), isDemo}, clock, std::move(ports));
    }

    QString configFolder() const { return folder.path() + QStringLiteral("/config"); }
    QString dataFolder() const { return folder.path() + QStringLiteral("/data"); }

    // What a source that reports incidents says now: all that are open.
    void show(const SharedIncidents &incidents)
    {
        addSource();
        clock.advance(std::chrono::seconds(1));
        session->store().replace(makeSnapshot(incidents, clock.now()));
    }

    void addSource()
    {
        if (source)
            return;
        auto made = std::make_unique<FakeSource>(SourceId(QStringLiteral("pd")));
        source = made.get();
        SourceStatus status;
        status.id = SourceId(QStringLiteral("pd"));
        status.name = QStringLiteral("Pager");
        status.interval = std::chrono::hours(1);
        session->poller().add(status, std::move(made));
    }

    // A high-urgency incident that was opened `age` minutes ago.
    Incident incident(const QString &id, int age) const
    {
        Incident result = makeIncident(id);
        result.created = clock.now() - std::chrono::minutes(age);
        result.changed = result.created;
        return result;
    }

    QTemporaryDir folder;
    FakeClock clock;
    FakeProbe *probe = nullptr;
    FakeSource *source = nullptr; // of what show() shows; lives in the session
    std::unique_ptr<Session> session;
};

} // namespace nightbell
