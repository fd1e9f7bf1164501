// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "base/clock.h"
#include "engine/commander.h"
#include "engine/controlserver.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QObject>

#include <functional>
#include <map>

namespace nightbell {

struct Event;
struct Notice;
struct SourceStatus;
class ControlServer;
class Session;
class Store;

// Answers what is asked of a session from outside: by `nightbellctl`, by a second start of the console.
//
// Requests: {"command": …} with ping, status, incidents (all), hosts, monitors (states), checks, sources, oncall, act (action, ids, inputs),
// check-now (check), readiness (test), event (see eventrequest.h), silences, silence (source, reach, for, comment), prolong (ids, for),
// unsilence (ids), history (text, since), stats (since), pause (for), resume, watch, raise (token), yield. Answers: {"ok": true,
// "result": …, "silent": sources that are not fresh, "notices": …} or {"ok": false, "error": …}. Questions about what is seen wait for the first whole picture, but not longer
// than `patience`.
class Control : public QObject
{
    Q_OBJECT

public:
    using Reply = ControlServer::Reply;

    // How long a question waits for the first whole picture, and an action for its end.
    struct Patience
    {
        Duration picture = std::chrono::seconds(15);
        Duration action = std::chrono::seconds(5);
    };

    // Precondition: the session has not been started.
    Control(Session &session, Patience patience, QObject *parent = nullptr);
    ~Control() override;

    // Replies once, now or later; not at all if this is destroyed before.
    void answer(const QJsonObject &request, const Reply &reply);

    // What happens, for as long as somebody watches there.
    void publishTo(ControlServer &server);

Q_SIGNALS:
    // See watchlines.h; from the first whole picture on. Ten thousand alerts are ten thousand lines: they are made only where
    // somebody is connected to this.
    void happened(const QJsonObject &line);
    void raiseRequested(const QString &activationToken); // somebody started the console a second time
    void yieldRequested(); // a console with a window wants the data folder

private:
    struct Waiting;
    struct Acting
    {
        QString action;
        QList<IncidentId> open;
        QHash<IncidentId, IncidentId> parts; // what is under way: of which face → of which incident
        QHash<IncidentId, QJsonObject> worst; // of an incident of which a part has ended
        QJsonArray outcomes;
        Reply reply;
    };
    struct Deeds;
    struct Asked
    {
        quint64 number = 0;
        QJsonObject request;
        Reply reply;
    };

    static QList<IncidentId> idsOf(const QJsonObject &request, const Store &store);
    void connectLines();
    bool isHeard() const;
    void say(const QList<QJsonObject> &lines);
    bool isComplete();
    void whenKnown(const QJsonObject &request, const Reply &reply);
    void progress();
    void question(const QJsonObject &request, const Reply &reply);
    void pause(const QJsonObject &request, const Reply &reply);
    QJsonObject paging() const;
    QJsonArray withHolds(const SharedIncidents &incidents) const;
    void act(const QJsonObject &request, const Reply &reply);
    void takeEvent(const QJsonObject &request, const Reply &reply);
    void onTriggered(const Event &event, const Reply &reply);
    QList<IncidentId> partsUnderWay(const Incident &incident, const QString &action) const;
    bool isSame(const IncidentId &one, const IncidentId &other) const;
    void settle(const ActionRequest &request, const QString &outcome, const Error &why);
    void finishActing(quint64 number);
    void incidents(bool all, const Reply &reply);
    void readiness(bool test, const Reply &reply);
    QJsonArray readinessNow() const;
    void settleReadiness();
    void settleTest();
    void askSilences(const QJsonObject &request, const Reply &reply);
    void settleSilences();
    void onSilences(const QJsonObject &request, const Reply &reply);
    void makeSilence(const QJsonObject &request, const Reply &reply);
    void changeSilences(const QJsonObject &request, const Reply &reply);
    void searchHistory(const QJsonObject &request, const Reply &reply);
    void countPages(const QJsonObject &request, const Reply &reply);
    bool isOnCallKnown() const;
    QJsonArray onCall() const;
    QJsonObject answered(const QJsonValue &result) const;
    QJsonObject who() const;
    QJsonObject status();
    QJsonArray hosts() const;
    void monitors(const QJsonObject &request, const Reply &reply);
    QJsonArray rules(const QHash<QString, IncidentId> &openByKey, const QStringList &states) const; // states: none: all
    QJsonArray listed(const SourceStatus &source, const QStringList &states) const;
    QJsonArray silentSources() const;

    Session &m_session;
    Patience m_patience;
    QList<Notice> m_notices; // as they were last said
    bool m_isComplete = false;
    QList<QJsonObject> m_toldBefore; // the first whole picture
    std::map<quint64, Waiting> m_waiting;
    std::map<quint64, Acting> m_acting;
    QList<Reply> m_readinessAsked; // wait for the desktop
    QList<Asked> m_silencesAsked; // wait for what the sources have of silences
    QList<Reply> m_testsAsked; // wait for the end of a test page
    quint64 m_lastNumber = 0;
};

} // namespace nightbell
