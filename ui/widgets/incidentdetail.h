// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "domain/monitor.h"
#include "domain/names.h"

#include <QList>
#include <QScrollArea>

#include <optional>

class QAction;
class QLayout;
class QLabel;

namespace nightbell {

class FactList;
class IncidentExtras;
struct Fact;
class Session;
class StatePill;
class Timeline;

// Everything about the selected incident: state, place, evidence, timeline, and what can be done. Of several: their titles.
class IncidentDetail : public QScrollArea
{
    Q_OBJECT

public:
    // `actions` become the buttons; whoever owns them keeps them enabled as fits the selection.
    IncidentDetail(Session &session, const QList<QAction *> &actions, QWidget *parent = nullptr);

    // What is selected, or is to be read all the same.
    void setIncidents(const SharedIncidents &incidents, const Names &names);
    void refreshAges();
    const std::optional<Incident> &shown() const { return m_shown; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void hostActivated(const nightbell::HostId &host);
    void monitorActivated(const nightbell::MonitorId &monitor);
    void linkOpened(const QUrl &url);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void showOne(const Incident &incident);
    void showMany(const SharedIncidents &incidents);
    void showFacts(const Incident &incident);
    QList<Fact> facesOf(const Incident &incident) const;
    QList<Fact> peopleOf(const Incident &incident) const;
    QList<Fact> timesOf(const Incident &incident) const;
    void follow(const QString &link); // of a fact
    QString holdOf(const Incident &incident) const; // why it is held, and until when; empty: it is not
    void updateHold();
    QString countdown(const Incident &incident) const;
    void readTimeline();
    void added(const IncidentEvent &event);

    Session &m_session;
    Names m_names;
    std::optional<Incident> m_shown;
    bool m_isMany = false;
    int m_round = 0;

    QWidget *m_content;
    QLabel *m_nothing;
    QLabel *m_title = nullptr;
    StatePill *m_state;
    QLabel *m_when;
    QLabel *m_stage;
    QLayout *m_buttons;
    FactList *m_facts;
    qsizetype m_countdown = -1; // the fact that counts down; -1: there is none
    QString m_hold; // as the facts say
    QWidget *m_particulars; // what only one incident has
    QLabel *m_evidence;
    QWidget *m_evidenceCard;
    IncidentExtras *m_extras;
    Timeline *m_timeline;
};

} // namespace nightbell
