// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session.h"

#include "base/log.h"
#include "domain/wording.h"
#include "engine/channelsender.h"
#include "engine/database.h"
#include "engine/eventrequest.h"
#include "engine/facedetails.h"
#include "engine/facememory.h"
#include "engine/leftovers.h"
#include "engine/ownincidents.h"
#include "engine/recorder.h"
#include "engine/sourcesecrets.h"
#include "engine/sourcesetup.h"
#include "net/probe.h"
#include "pager/backupmessage.h"

#include <QSysInfo>
#include <QTimer>

#include <algorithm>
#include <vector>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr Duration flushSamplesEvery = std::chrono::seconds(30);
constexpr Duration tidyEvery = std::chrono::minutes(10);

// Where nobody has to be asked.
template<typename T>
QCoro::Task<Expected<T>> answered(Expected<T> answer)
{
    Expected<T> copy = answer;
    co_return copy;
}

} // namespace

// In the order in which they are built; taken down in the opposite one, so that nobody outlives what it refers to.
struct Session::Parts
{
    Parts(Session &session, const QString &dataFolder)
        : database(dataFolder)
        , history(session.m_clock, database)
        , outbox(database)
        , faces(database)
        , leftovers(store)
        , own(session.m_clock, database)
        , poller(session.m_clock)
        , checks(session.m_clock, *session.m_ports.probe,
              [&session](CheckEntry entry) { return readSecrets(*session.m_ports.secrets, std::move(entry)); })
        , commander(
              session.m_clock, store, outbox, [this](const SourceId &id) { return target(id); },
              [&session](const SourceId &id) { return session.isRunning(id); })
        , judge(own, [this](const SourceId &id) { return interval(id); })
        , pager(session.m_clock, [&session](const SourceId &id) { return session.pagesItself(id); })
        , pagerRecords(session.m_clock, database)
        , sourceSecrets(session.m_clock, *session.m_ports.secrets)
        , onCall(session.m_clock, poller, database)
        , sender(session.m_clock, *session.m_ports.secrets, session.m_ports.transport, session.m_ports.mailer)
        , deliveries(session.m_clock, database,
              [this](const ChannelEntry &channel, const QString &recipient, const ChannelMessage &message) {
                  return sender.send(channel, recipient, message);
              })
        , silences(session.m_clock, poller)
        , recorder(session.m_clock, history, [this](const SourceId &id) { return keepsSeries(id); })
        , readiness([&session] { return session.readinessFacts(); })
        , tests(session.m_clock, own, database,
              {[&session] { return session.testPlan(); }, [this] { return !pager.pages().isEmpty(); },
                  [this] { return readiness.facts(); }})
    {
        timer.setSingleShot(true);
    }

    ActionTarget *target(const SourceId &id)
    {
        if (id == OwnIncidents::sourceId())
            return &own;
        return poller.source(id);
    }

    Duration interval(const SourceId &id) const
    {
        const auto status = std::ranges::find(poller.statuses(), id, &SourceStatus::id);
        return status == poller.statuses().end() ? Duration(0) : std::max(status->interval, status->hostsEvery);
    }

    QString nameOf(const SourceId &id) const
    {
        const auto status = std::ranges::find(poller.statuses(), id, &SourceStatus::id);
        return status == poller.statuses().end() || status->name.isEmpty() ? id.text() : status->name;
    }

    bool keepsSeries(const SourceId &id) const
    {
        const auto status = std::ranges::find(poller.statuses(), id, &SourceStatus::id);
        const SourceKind *kind = status == poller.statuses().end() ? nullptr : sourceKind(status->kind);
        return kind && kind->keepsSeries;
    }

    Database database;
    History history;
    Outbox outbox;
    FaceMemory faces;
    Store store;
    Leftovers leftovers;
    OwnIncidents own;
    Poller poller;
    CheckRunner checks;
    Commander commander;
    Judge judge;
    Pager pager;
    PagerRecords pagerRecords;
    SourceSecrets sourceSecrets;
    OnCallWatch onCall;
    ChannelSender sender;
    Deliveries deliveries;
    SilenceWatch silences;
    Recorder recorder;
    ReadinessWatch readiness;
    TestPages tests;
    QTimer timer;
    QObject life; // ends before all others: an answer that comes while they go down would find half of them
    Duration flushedAt{0};
    Duration tidiedAt{0};
    bool flushIsDue = false;
    std::shared_ptr<bool> mayRepeat = std::make_shared<bool>(false); // SourceContext::mayRepeat
};

Session::Session(SessionOptions options, Clock &clock, SessionPorts ports, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clock(clock)
    , m_ports(std::move(ports))
    , m_transport(std::make_shared<ListeningTransport>(m_ports.transport, clock))
    , m_parts(std::make_unique<Parts>(*this, m_options.demo || !m_options.notKept.isEmpty() ? QString() : m_options.dataFolder))
{
    m_ports.transport = m_transport;
    connectParts();
    connectRecorder();
    connectPager();
    connectTests();
    readConfiguration();
}

Session::~Session()
{
    // Replies that come while the parts go down would find half of them.
    m_ports.transport->abortAll();
    m_ports.probe->abortAll();
    if (m_ports.mailer)
        m_ports.mailer->abortAll();
    m_parts->history.flush();
}

Store &Session::store() const
{
    return m_parts->store;
}

Poller &Session::poller() const
{
    return m_parts->poller;
}

CheckRunner &Session::checks() const
{
    return m_parts->checks;
}

Commander &Session::commander() const
{
    return m_parts->commander;
}

History &Session::history() const
{
    return m_parts->history;
}

Pager &Session::pager() const
{
    return m_parts->pager;
}

Judge &Session::judge() const
{
    return m_parts->judge;
}

Probe &Session::probe() const
{
    return *m_ports.probe;
}

Secrets &Session::secrets() const
{
    return *m_ports.secrets;
}

OnCallWatch &Session::onCall() const
{
    return m_parts->onCall;
}

Deliveries &Session::deliveries() const
{
    return m_parts->deliveries;
}

Recorder &Session::recorder() const
{
    return m_parts->recorder;
}

SilenceWatch &Session::silences() const
{
    return m_parts->silences;
}

ReadinessWatch &Session::readiness() const
{
    return m_parts->readiness;
}

TestPages &Session::testPages() const
{
    return m_parts->tests;
}

void Session::connectParts()
{
    Parts &parts = *m_parts;
    connect(&parts.database, &Database::opened, this, &Session::opened);
    connect(&parts.database, &Database::writeFailed, this, [this](const QString &why) { setNotice(Notice::Kind::HistoryNotKept, why); });
    connect(&parts.database, &Database::writeRecovered, this, [this] { setNotice(Notice::Kind::HistoryNotKept, {}); });

    connect(&parts.poller, &Poller::answered, this, &Session::take);
    connect(&parts.poller, &Poller::answered, &parts.judge, &Judge::answered);
    connect(&parts.poller, &Poller::removed, &parts.judge, &Judge::sourceRemoved);
    connect(&parts.poller, &Poller::missed, this, &Session::missed);
    connect(&parts.poller, &Poller::answered, &parts.leftovers, &Leftovers::answered);
    connect(&parts.leftovers, &Leftovers::ended, &parts.recorder, &Recorder::applyIncidents);
    connect(&parts.leftovers, &Leftovers::ended, &parts.pager, &Pager::apply);
    connect(&parts.leftovers, &Leftovers::ended, &parts.deliveries, &Deliveries::apply);
    connect(&parts.store, &Store::saidChanged, &parts.judge, &Judge::applyIncidents);
    connect(&parts.store, &Store::namesChanged, this, [this](const FaceNames &names) { m_parts->faces.keep(names); });
    connect(&parts.store, &Store::hostsChanged, &parts.judge, &Judge::applyHosts);
    connect(&parts.checks, &CheckRunner::changed, &parts.judge, &Judge::applyChecks);
    connect(&parts.own, &OwnIncidents::changed, this, [this] { showOwn(Duration(0)); });
    // Asked for after the confirmation: the patch of the action has done its work.
    connect(&parts.commander, &Commander::finished, this, [this](const ActionRequest &request, ActionOutcome outcome) {
        // Before the answer is looked at that has the acknowledgement in it.
        if (outcome == ActionOutcome::Confirmed && request.action == "acknowledge"_L1)
            m_parts->pager.acknowledged(m_parts->store.nameOf(request.incident));
        if (request.source == OwnIncidents::sourceId())
            showOwn(Duration(1));
        else
            m_parts->poller.pollNow(request.source);
    });

    connect(&parts.sourceSecrets, &SourceSecrets::answered, this, &Session::addSource);
    connect(&parts.sourceSecrets, &SourceSecrets::due, this, &Session::schedule);
    connect(&parts.poller, &Poller::due, this, &Session::schedule);
    connect(&parts.checks, &CheckRunner::due, this, &Session::schedule);
    connect(&parts.commander, &Commander::due, this, &Session::schedule);
    connect(&parts.onCall, &OnCallWatch::due, this, &Session::schedule);
    connect(&parts.deliveries, &Deliveries::due, this, &Session::schedule);
    connect(&parts.deliveries, &Deliveries::problemsChanged, this,
        [this] { setNotice(Notice::Kind::BackupNotTold, m_parts->deliveries.problems().join(u'\n')); });
    connect(&parts.silences, &SilenceWatch::due, this, &Session::schedule);
    connect(&parts.history, &History::added, this, [this] {
        if (!std::exchange(m_parts->flushIsDue, true)) // of ten thousand lines at once the first is enough
            schedule();
    });
    connect(&parts.timer, &QTimer::timeout, this, &Session::tick);
}

void Session::connectPager()
{
    Parts &parts = *m_parts;
    connect(&parts.pager, &Pager::due, this, &Session::schedule);
    connect(&parts.pager, &Pager::changed, this,
        [this](const QList<PageRecord> &records, const QList<IncidentId> &forgotten) { m_parts->pagerRecords.write(records, forgotten); });
    connect(&parts.pager, &Pager::pauseChanged, this, [this] { m_parts->pagerRecords.writePause(m_parts->pager.pausedUntil()); });
    // Not from inside the change in which it is seen: whoever hears of that after the pager would hear the older news last.
    connect(&parts.pager, &Pager::lapsed, this, &Session::takeAgain, Qt::QueuedConnection);
    connect(&parts.pager, &Pager::promoted, this, [this](const IncidentId &incident) { takeAgain({incident}); });
}

void Session::start()
{
    const QString person = qEnvironmentVariable("USER", tr("me"));
    m_parts->commander.setActor(person);
    m_parts->deliveries.setPerson({person, QSysInfo::machineHostName()});
    m_parts->flushedAt = m_parts->tidiedAt = m_clock.elapsed();
    m_parts->database.open();
}

void Session::opened(const DatabaseReport &report)
{
    setNotice(Notice::Kind::DatabaseSetAside, report.setAside);
    setNotice(Notice::Kind::HistoryNotKept, m_options.notKept.isEmpty() ? report.notKept : m_options.notKept);
    QCoro::connect(m_parts->history.restore(), &m_parts->life, [this](const Expected<Remembered> &remembered) {
        if (!remembered)
            setNotice(Notice::Kind::HistoryNotKept, remembered.error().detail);
        QCoro::connect(m_parts->pagerRecords.load(), &m_parts->life, [this, remembered](const Expected<PagerRecords::Kept> &pages) {
            if (!pages)
                setNotice(Notice::Kind::HistoryNotKept, pages.error().detail);
            restored(remembered.valueOr({}), pages.valueOr({}));
        });
    });
}

void Session::restored(const Remembered &remembered, const PagerRecords::Kept &pages)
{
    m_parts->recorder.restore(remembered.incidents, pages.pausedUntil);
    if (m_options.onlyLooks)
        m_parts->pager.onlyLook();
    m_parts->pager.restore(pages.records, QSet<IncidentId>(remembered.paged.begin(), remembered.paged.end()), pages.pausedUntil);
    m_parts->pager.setServices(m_services, {});
    m_parts->sender.prepare(m_configuration.channels);
    m_parts->deliveries.setConfiguration(m_configuration); // before own incidents are seen: they may escalate at once
    m_parts->onCall.restore();
    m_parts->tests.restore();
    if (!m_options.onlyLooks) // what is sent and not waited for would be sent once more
        m_parts->deliveries.restore();
    QCoro::connect(m_parts->faces.load(), &m_parts->life, [this, remembered](const Expected<FaceNames> &names) {
        m_parts->store.restoreNames(names.valueOr({}));
        if (!m_options.onlyLooks) // whoever is to be told of their end is not there
            m_parts->leftovers.restore(remembered.incidents, names.valueOr({}));
        QCoro::connect(m_parts->outbox.load(), &m_parts->life, [this, remembered](const Expected<OutboxContent> &content) {
            if (content)
                m_parts->commander.resume(*content);
            // Not before: what is seen can be acted on, and the number of the action may be one that the outbox has already.
            m_parts->own.restore(remembered.incidents, remembered.lastNumber);
            m_started = true;
            applyConfiguration();
            Q_EMIT started();
            schedule();
        });
    });
}

void Session::reloadConfiguration()
{
    readConfiguration();
    if (m_started)
        applyConfiguration();
    Q_EMIT configurationChanged();
}

void Session::readConfiguration()
{
    m_configuration = m_options.demo ? demoConfiguration() : loadConfiguration(m_options.configFolder);
    QStringList lines;
    for (const ConfigProblem &problem : m_configuration.problems)
        lines.append(problem.text());
    setNotice(Notice::Kind::Configuration, lines.join(u'\n'));
    m_services.clear();
    for (const ServiceEntry &entry : std::as_const(m_configuration.services))
        m_services.append(entry.service);
}

void Session::applyConfiguration()
{
    *m_parts->mayRepeat = mayRepeat(m_configuration.sources);
    m_parts->judge.setConfiguration(m_configuration);
    const QList<SourceEntry> before = std::exchange(m_running, {});
    for (const SourceEntry &entry : before) {
        const bool stays = m_configuration.sources.contains(entry) && entry.enabled;
        if (stays) {
            m_running.append(entry);
            continue;
        }
        m_parts->sourceSecrets.forget(entry.id);
        m_parts->poller.remove(entry.id);
        const bool isGone = std::ranges::none_of(
            m_configuration.sources, [&entry](const SourceEntry &other) { return other.id == entry.id && other.enabled; });
        if (isGone)
            m_parts->store.forget(entry.id, tr("Its source was removed or switched off."));
    }
    for (const SourceEntry &entry : m_configuration.sources) {
        if (entry.enabled && !m_running.contains(entry)) {
            m_running.append(entry);
            m_parts->sourceSecrets.read(entry);
        }
    }
    m_parts->checks.setEntries(m_configuration.checks);
    m_parts->checks.forgetSecrets(); // they may have been changed with the entries
    m_parts->sender.prepare(m_configuration.channels);
    m_parts->deliveries.setConfiguration(m_configuration);
    m_parts->judge.abandonUnwatched();
    QSet<SourceId> sources;
    for (const SourceEntry &entry : std::as_const(m_running))
        sources.insert(entry.id);
    m_parts->leftovers.setSources(sources);
    showOwn(Duration(0)); // their services may be others now
    m_parts->pager.setServices(m_services, m_parts->store.incidents());
    schedule();
}

// Once it is known whether its secrets can be read, and once more when they could be read after all.
void Session::addSource(const SourceEntry &entry, const Expected<FieldValues> &secretValues)
{
    SourceStatus status;
    status.id = entry.id;
    status.kind = entry.kind;
    status.name = entry.name;
    status.interval = entry.every;
    if (m_parts->poller.source(entry.id))
        m_parts->poller.remove(entry.id);
    m_parts->poller.add(status, makeSource(entry, secretValues, m_clock, m_ports.transport, m_parts->mayRepeat));
}

void Session::readSecretsAgain()
{
    m_ports.secrets->allowPrompt();
    m_parts->checks.forgetSecrets();
    m_parts->sourceSecrets.readAgain();
}

// Nightbell's own incidents are a source like any other, which answers at once.
void Session::showOwn(Duration ahead)
{
    Snapshot snapshot;
    snapshot.source = OwnIncidents::sourceId();
    snapshot.askedAt = m_clock.now() + ahead;
    snapshot.incidents = m_parts->own.incidents();
    take(snapshot);
}

// What a source says, and what follows from it here: services, and what the pager knows better.
void Session::take(const Snapshot &snapshot)
{
    const bool isPlain = m_services.isEmpty() && !m_parts->pager.book().hasOverlays();
    if (!snapshot.incidents || isPlain) {
        m_parts->store.replace(snapshot);
        return;
    }
    Snapshot completed = snapshot;
    SharedIncidents &incidents = *completed.incidents;
    assignServices(incidents, m_services, pagesItself(snapshot.source));
    for (qsizetype row = 0; m_parts->pager.book().hasOverlays() && row < incidents.size(); ++row) {
        Incident incident = incidents.at(row);
        incident.id = m_parts->store.nameOf(incident.id); // the pager knows what is seen
        if (!m_parts->pager.book().overlay(incident))
            continue;
        incident.id = incidents.at(row)->id;
        incidents[row] = incident;
    }
    m_parts->store.replace(completed);
}

// The pager thinks otherwise of these since they were shown.
void Session::takeAgain(const QList<IncidentId> &incidents)
{
    QSet<SourceId> sources;
    for (const IncidentId &id : incidents) {
        const Incident *incident = m_parts->store.incident(id);
        if (incident && incident->faces.isEmpty())
            sources.insert(incident->source);
        else if (incident)
            std::ranges::for_each(incident->faces, [&sources](const Face &face) { sources.insert(face.source); });
    }
    for (const SourceId &source : std::as_const(sources)) {
        Snapshot snapshot; // asked for long ago: what is under way stays
        snapshot.source = source;
        snapshot.incidents = SharedIncidents();
        for (const Incident &face : m_parts->store.faces()) {
            if (face.source == source)
                snapshot.incidents->append(*m_parts->store.confirmed(face.id));
        }
        take(snapshot);
    }
}

bool Session::pagesItself(const SourceId &source) const
{
    const auto entry = std::ranges::find(m_running, source, &SourceEntry::id);
    const SourceKind *kind = entry == m_running.end() ? nullptr : sourceKind(entry->kind);
    return kind && kind->pagesItself;
}

QCoro::Task<Expected<Series>> Session::series(SeriesQuery query)
{
    const Host *host = m_parts->store.host(query.host);
    if (!host)
        return m_parts->history.samples(query.host.text(), query.metric, query.from, query.to);
    if (m_parts->keepsSeries(host->source))
        return m_parts->poller.source(host->source)->series(query);
    return m_parts->history.samples(query.host.text(), query.metric, query.from, query.to, m_parts->interval(host->source));
}

QCoro::Task<Expected<IncidentDetails>> Session::details(IncidentId incident)
{
    const Incident *known = m_parts->store.incident(incident);
    QList<FaceQuestion> questions;
    const auto add = [&](const SourceId &source, const IncidentId &face) {
        if (Source *asked = m_parts->poller.source(source))
            questions.append(FaceQuestion{asked, m_parts->nameOf(source), face});
    };
    if (known && known->faces.isEmpty())
        add(known->source, known->id);
    else if (known)
        std::ranges::for_each(known->faces, [&add](const Face &face) { add(face.source, face.id); });
    return questions.isEmpty() ? answered<IncidentDetails>(IncidentDetails{}) : askAll(std::move(questions));
}

QCoro::Task<Expected<QList<Option>>> Session::options(SourceId source, OptionQuery query)
{
    if (const Incident *known = m_parts->store.incident(query.incident)) {
        const auto face = std::ranges::find(known->faces, source, &Face::source);
        if (face != known->faces.end())
            query.incident = face->id;
    }
    if (Source *asked = m_parts->poller.source(source))
        return asked->options(query);
    return answered<QList<Option>>(Error{ErrorKind::NotFound, source.text()});
}

QCoro::Task<Expected<Triggered>> Session::trigger(const Event &event)
{
    return m_parts->own.trigger(eventCondition(event, m_configuration, m_parts->store.hosts()));
}

IncidentId Session::triggered(const QString &dedupKey) const
{
    const QString key = eventCauseKey(dedupKey);
    for (const Incident &incident : m_parts->own.incidents()) {
        if (incident.isOpen() && incident.dedupKey == key)
            return incident.id;
    }
    return {};
}

QCoro::Task<QList<ChannelTrial>> Session::tryChannel(ChannelEntry entry, FieldValues secretValues)
{
    const ChannelKind *kind = channelKind(entry.kind);
    const QStringList recipients = kind ? kind->recipients(entry.values) : QStringList();
    const ChannelMessage message = testMessage(m_parts->deliveries.person(), m_clock.now());
    // All at once: after the first wait this session may be gone.
    std::vector<QCoro::Task<Expected<Done>>> sendings;
    for (const QString &recipient : recipients)
        sendings.push_back(m_parts->sender.send(entry, recipient, message, secretValues));
    QList<ChannelTrial> trials;
    for (qsizetype i = 0; i < recipients.size(); ++i) {
        const auto &sending = sendings[static_cast<size_t>(i)];
        const auto outcome = co_await sending;
        trials.append(ChannelTrial{recipients.at(i), outcome});
    }
    QList<ChannelTrial> copy = trials;
    co_return copy;
}

void Session::schedule()
{
    if (!m_started)
        return;
    // From the event loop, not from inside whatever has just changed.
    m_parts->timer.start(0);
}

void Session::tick()
{
    Parts &parts = *m_parts;
    const Duration now = m_clock.elapsed();
    Duration wait = std::min({parts.poller.tick(), parts.checks.tick(), parts.commander.tick(), parts.onCall.tick(),
        parts.deliveries.tick(), parts.silences.tick(), parts.pager.tick(), parts.tests.tick(), parts.sourceSecrets.tick()});
    parts.own.dropOld();
    if (parts.flushIsDue || now - parts.flushedAt >= flushSamplesEvery) {
        parts.flushIsDue = false;
        parts.flushedAt = now;
        parts.history.flush();
    }
    if (now - parts.tidiedAt >= tidyEvery) {
        parts.tidiedAt = now;
        parts.history.tidy(m_configuration.console.keepHistory);
    }
    if (parts.timer.isActive())
        return; // something became due meanwhile
    wait = std::clamp<Duration>(wait, Duration(1), std::chrono::minutes(1));
    parts.timer.setTimerType(wait > std::chrono::seconds(2) ? Qt::CoarseTimer : Qt::PreciseTimer);
    parts.timer.start(wait);
}

} // namespace nightbell
