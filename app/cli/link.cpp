// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/link.h"

#include "engine/control.h"
#include "engine/controlserver.h"
#include "engine/datafolder.h"
#include "engine/watchlines.h"

#include <optional>

namespace nightbell {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration answerDeadline = 25s; // more than Control's own patience
constexpr Duration testDeadline = TestPages::patience + 30s;
constexpr Duration silencesDeadline = SilenceWatch::deadline + 30s; // asked for, and then changed
constexpr Duration searchEvery = 50ms;
constexpr Duration othersFirst = 5s;

Duration deadlineOf(const QJsonObject &request)
{
    if (request.value("test"_L1).toBool())
        return testDeadline;
    static const QStringList ofSilences{u"silences"_s, u"silence"_s, u"prolong"_s, u"unsilence"_s};
    return ofSilences.contains(request.value("command"_L1).toString()) ? silencesDeadline : answerDeadline;
}

// Whoever had the request has gone, and may have carried it out. A second silence or note would be one too many; all else
// leads to the same twice.
bool mayBeRepeated(const QJsonObject &request)
{
    return request.value("command"_L1) != "silence"_L1 && request.value("action"_L1) != "note"_L1;
}

} // namespace

// Taken down from the last to the first: nobody finds the socket once the lock is free.
struct Link::Own
{
    Own(std::optional<DataLock> held, const SessionOptions &options, Clock &clock, SessionPorts ports)
        : lock(std::move(held))
        , session(options, clock, std::move(ports))
        , control(session, {})
        , server([this](const QJsonObject &request, const ControlServer::Reply &reply) { control.answer(request, reply); })
    {
        control.publishTo(server);
    }

    std::optional<DataLock> lock;
    Session session;
    Control control;
    ControlServer server;
};

Link::Link(SessionOptions options, Clock &clock, Ports ports, Duration patience, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clock(clock)
    , m_ports(std::move(ports))
    , m_patience(patience)
{
    m_again.setSingleShot(true);
    m_again.setInterval(searchEvery);
    connect(&m_again, &QTimer::timeout, this, &Link::findWay);
    connect(&m_client, &ControlClient::opened, this, [this](const QJsonObject &who) {
        Q_EMIT found(who);
        m_isSent = m_wasSent = true;
        m_client.send(m_request, deadlineOf(m_request));
    });
    connect(&m_client, &ControlClient::received, this, &Link::receive);
    connect(&m_client, &ControlClient::failed, this, &Link::lost);
}

Link::~Link() = default;

void Link::ask(const QJsonObject &request)
{
    m_request = request;
    m_askedAt = m_clock.now();
    m_isWatch = request.value("command"_L1) == "watch"_L1;
    m_options.onlyLooks = !m_isWatch;
    m_giveUpAt = m_clock.elapsed() + m_patience;
    findWay();
}

void Link::findWay()
{
    m_isSent = false;
    m_client.open(controlPaths(m_options.dataFolder, m_options.demo));
}

void Link::receive(const QJsonObject &line)
{
    if (m_isAnswered) {
        Q_EMIT happened(line);
        return;
    }
    m_isAnswered = true;
    m_isOver = !m_isWatch;
    Q_EMIT answered(line);
}

void Link::lost(const Error &why)
{
    if (m_isOver)
        return;
    if (why.kind != ErrorKind::Unreachable || (m_isSent && !mayBeRepeated(m_request))) {
        m_isOver = true;
        Q_EMIT failed(why, m_wasSent);
        return;
    }
    if (m_isAnswered) { // a watch whose console was closed, or killed
        m_isAnswered = false;
        m_giveUpAt = m_clock.elapsed() + m_patience;
        Q_EMIT movedOn(false);
    }
    beIt();
}

void Link::beIt()
{
    if (m_clock.elapsed() < m_othersFirstUntil) {
        m_again.start();
        return;
    }
    std::optional<DataLock> lock;
    if (!m_options.demo) { // which keeps nothing
        auto taken = DataLock::take(m_options.dataFolder);
        if (!taken && taken.error().kind == ErrorKind::Conflict) {
            if (m_clock.elapsed() < m_giveUpAt) {
                m_again.start(); // it is just starting, or just ending
                return;
            }
            m_isOver = true;
            Q_EMIT failed(Error{ErrorKind::Timeout, u"whoever uses the data folder does not listen"_s}, m_wasSent);
            return;
        }
        if (taken)
            lock = std::move(*taken);
        else
            Q_EMIT notLocked(taken.error());
    }
    m_own = std::make_unique<Own>(std::move(lock), m_options, m_clock, m_ports());
    // Without a socket others cannot talk to this one; it can do its own work all the same.
    const auto listening = m_own->server.listen(controlPaths(m_options.dataFolder, m_options.demo));
    if (!listening)
        Q_EMIT notLocked(listening.error());
    if (m_isWatch)
        watch();
    else
        actOnce();
    m_own->session.start();
    m_own->control.answer(m_request, [this](const QJsonObject &answer) { receive(answer); });
}

void Link::watch()
{
    connect(&m_own->control, &Control::happened, this, [this](const QJsonObject &line) {
        if (m_isAnswered)
            Q_EMIT happened(line);
    });
    connect(&m_own->control, &Control::yieldRequested, this, &Link::stepAside, Qt::QueuedConnection);
}

// What is queued is sent by whoever is there first. Whoever asked for it is told nowhere else how it ended.
void Link::actOnce()
{
    connect(&m_own->session.commander(), &Commander::finished, this,
        [this](const ActionRequest &request, ActionOutcome outcome, const Error &why) {
            if (outcome != ActionOutcome::Confirmed && request.requested < m_askedAt)
                Q_EMIT cameToNothing(actionLine(request, outcome, why, m_clock.now()));
        });
}

// A console with a window takes over; this one goes on as its listener.
void Link::stepAside()
{
    m_own.reset();
    m_isAnswered = false;
    m_othersFirstUntil = m_clock.elapsed() + othersFirst;
    m_giveUpAt = m_othersFirstUntil + m_patience;
    Q_EMIT movedOn(true);
    findWay();
}

} // namespace nightbell
