// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "domain/incident.h"
#include "domain/incidentdetails.h"

#include <QList>
#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace nightbell {

class PayloadTree;
class Session;

// What the source knows of one incident beyond its row, asked for when somebody looks at it and again when it changes.
// What there is none of takes no room.
class IncidentExtras : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentExtras(Session &session, QWidget *parent = nullptr);

    // nullopt: none, or several.
    void setIncident(const std::optional<Incident> &incident, const QString &sourceName);

Q_SIGNALS:
    void told(const QList<nightbell::SourceEvent> &events); // what the source has seen; for the timeline
    void linkOpened(const QUrl &url);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Section
    {
        QLabel *title = nullptr;
        QLabel *text = nullptr;
    };

    Section addSection(const QString &title);
    void build();
    void askSoon(int milliseconds);
    void ask();
    void take(const Expected<IncidentDetails> &answer);
    void showDetails(const IncidentDetails &details);
    void showState(const QString &text, bool canRetry);
    void set(const Section &section, const QString &html);
    void openLink(const QString &address);
    QString notesHtml(const QList<IncidentNote> &notes) const;
    QString relativesHtml(const QList<Relative> &relatives) const;
    QString linkHtml(const QUrl &url, const QString &text) const;

    Session &m_session;
    std::optional<Incident> m_incident;
    QString m_sourceName;
    std::optional<IncidentDetails> m_details;
    QTimer m_timer;
    int m_round = 0;
    bool m_isDue = false; // to be asked for once it can be seen

    QVBoxLayout *m_column;
    QLabel *m_state;
    QPushButton *m_retry;
    QLabel *m_problems;
    QLabel *m_alertsTitle;
    PayloadTree *m_alerts;
    QLabel *m_moreAlerts;
    QPushButton *m_openAlert;
    Section m_conference;
    Section m_links;
    Section m_notes;
    Section m_responders;
    Section m_related;
    Section m_past;
    Section m_changes;
};

} // namespace nightbell
