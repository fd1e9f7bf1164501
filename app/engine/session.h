// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "engine/checkrunner.h"
#include "engine/commander.h"
#include "engine/configuration.h"
#include "engine/deliveries.h"
#include "engine/history.h"
#include "engine/judge.h"
#include "engine/notice.h"
#include "engine/oncallwatch.h"
#include "engine/pager.h"
#include "engine/pagerrecords.h"
#include "engine/poller.h"
#include "engine/readinesswatch.h"
#include "engine/sessionports.h"
#include "engine/silencewatch.h"
#include "engine/store.h"
#include "engine/testpages.h"
#include "engine/watchstate.h"
#include "sources/source.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace nightbell {

class Recorder;
struct DatabaseReport;
struct Event;
struct Triggered;

struct SessionOptions
{
    QString configFolder;
    QString dataFolder;
    bool demo = false; // the scripted world instead of everything configured; nothing is kept on disk
    QString notKept = {}; // why nothing may be kept in the data folder; empty: it may
    // Nobody sees or hears what it finds, as with a command that ends at once: it looks, and does what it is told. Pages, low
    // urgency and steps of escalation are left to the next session that tells somebody of them.
    bool onlyLooks = false;
};

// What a source answered that was tried out.
struct Trial
{
    Snapshot snapshot;
    QStringList introduction; // who we are there, and what the account can do; sentences
    std::optional<FieldQuestion> question; // it wants to know that first, and has not answered yet
};

// What became of a test message.
struct ChannelTrial
{
    QString recipient;
    Expected<Done> outcome = Done{};
};

// Builds the engine, connects its parts and runs its timer. The only class that knows everyone.
class Session : public QObject
{
    Q_OBJECT

public:
    Session(SessionOptions options, Clock &clock, SessionPorts ports, QObject *parent = nullptr);
    ~Session() override;

    // Opens the data, reads the configuration, starts to watch. started() follows when what was kept has been read.
    void start();
    bool isStarted() const { return m_started; }

    const SessionOptions &options() const { return m_options; }
    const Configuration &configuration() const { return m_configuration; }
    void reloadConfiguration(); // after a change of the files

    Clock &clock() const { return m_clock; }
    Store &store() const;
    Poller &poller() const;
    CheckRunner &checks() const;
    Commander &commander() const;
    History &history() const;
    Pager &pager() const;
    Judge &judge() const;
    OnCallWatch &onCall() const;
    Deliveries &deliveries() const;
    Recorder &recorder() const; // the ledger: what was shown and heard is reported to it
    SilenceWatch &silences() const;
    ReadinessWatch &readiness() const;
    TestPages &testPages() const;
    Probe &probe() const;
    Secrets &secrets() const;
    const QList<Notice> &notices() const { return m_notices; }
    void setNotice(Notice::Kind kind, const QString &text); // empty: it is over

    // The samples of a host: from its source where that keeps them, else from the history.
    QCoro::Task<Expected<Series>> series(SeriesQuery query);

    // What its source knows of an incident beyond its row. Empty where the source does not tell.
    QCoro::Task<Expected<IncidentDetails>> details(IncidentId incident);

    // What an input of an action can be at a source.
    QCoro::Task<Expected<QList<Option>>> options(SourceId source, OptionQuery query);

    // Everything is asked now: sources and checks.
    void pollNow();
    // The same, after a time in which nothing could be asked: over new connections, since the old ones lead nowhere.
    void catchUp();

    // The person is on call, or nobody can tell: then this computer may be the only one that watches.
    bool isOnDuty() const;

    // An incident of Nightbell's own for what a person or a script says is broken. Error Storage: it is open, and not kept.
    // Precondition of both: isStarted().
    QCoro::Task<Expected<Triggered>> trigger(const Event &event);
    // The open one of that dedup key; empty: there is none.
    IncidentId triggered(const QString &dedupKey) const;

    // No source is starting and no check waiting: what is shown is a whole first picture.
    bool isComplete() const;

    // How well all that should be watched is.
    WatchState watchState() const;

    // A source with these values and secrets, asked once: what a "Test" button shows. Secrets that are not among them are those
    // that are kept.
    QCoro::Task<Expected<Trial>> trySource(SourceEntry entry, FieldValues secretValues);

    // Sends a message that says it is a test, to each recipient. `secretValues`: those that win over what is kept.
    QCoro::Task<QList<ChannelTrial>> tryChannel(ChannelEntry entry, FieldValues secretValues);

Q_SIGNALS:
    void started();
    void configurationChanged();
    void noticesChanged();

private:
    struct Parts;

    void connectParts();
    void connectRecorder();
    void connectPager();
    void connectTests();
    QList<ReadinessFact> readinessFacts() const;
    TestPlan testPlan() const;
    void record(IncidentEventKind kind, const SourceId &source, const QString &title, const QString &text);
    void recordSilence(SilenceDeed deed, const Silence &silence);
    void opened(const DatabaseReport &report);
    void restored(const Remembered &remembered, const PagerRecords::Kept &pages);
    void readConfiguration();
    void applyConfiguration();
    void addSource(const SourceEntry &entry, const Expected<FieldValues> &secretValues);
    bool areAllThere() const; // the sources that are configured; their secrets may still be looked up
    void readSecretsAgain();
    bool isRunning(const SourceId &id) const; // configured and enabled, though its secrets may still be looked up
    void take(const Snapshot &snapshot);
    void missed(const SourceStatus &status, Duration lasts, bool isPart);
    void takeAgain(const QList<IncidentId> &incidents);
    bool pagesItself(const SourceId &source) const;
    void showOwn(Duration ahead);
    void schedule();
    void tick();

    SessionOptions m_options;
    Clock &m_clock;
    SessionPorts m_ports;
    std::shared_ptr<ListeningTransport> m_transport; // the one of the ports
    Configuration m_configuration;
    QList<Service> m_services; // of the configuration
    QList<SourceEntry> m_running; // the sources as they were last added
    QList<Notice> m_notices;
    bool m_started = false;
    std::unique_ptr<Parts> m_parts;
};

} // namespace nightbell
