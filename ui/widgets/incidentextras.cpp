// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentextras.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "theme.h"
#include "widgets/labels.h"
#include "widgets/payloadtree.h"

#include <QCoroTask>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

// Whoever runs through the list with a key does not ask for every row.
constexpr int afterSelection = 250; // milliseconds
constexpr int afterChange = 1'000;

bool isWeb(const QUrl &url)
{
    return url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
}

// What is told in the details changes with these. An action that is under way changes nothing yet.
bool isToldAnew(const Incident &before, const Incident &after)
{
    Incident settled = after;
    settled.action = before.action;
    settled.escalation = before.escalation;
    return settled != before || (before.action.stage != ActionStage::None && after.action.stage == ActionStage::None);
}

} // namespace

IncidentExtras::IncidentExtras(Session &session, QWidget *parent) : QWidget(parent), m_session(session)
{
    build();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &IncidentExtras::ask);
    connect(m_retry, &QPushButton::clicked, this, &IncidentExtras::ask);
    connect(m_alerts, &PayloadTree::opened, this, [this](const QUrl &url) { openLink(url.toString()); });
    connect(m_alerts, &QTreeWidget::currentItemChanged, this, [this] { m_openAlert->setVisible(isWeb(m_alerts->currentUrl())); });
    connect(m_openAlert, &QPushButton::clicked, this, [this] { openLink(m_alerts->currentUrl().toString()); });
    showDetails(IncidentDetails{});
    showState({}, false);
}

IncidentExtras::Section IncidentExtras::addSection(const QString &title)
{
    Section section{makeHeading(title, 1.0, this), makeText({}, this)};
    section.text->setTextFormat(Qt::RichText);
    section.text->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    section.text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    section.text->setAccessibleName(title);
    connect(section.text, &QLabel::linkActivated, this, &IncidentExtras::openLink);
    m_column->addWidget(section.title);
    m_column->addWidget(section.text);
    return section;
}

void IncidentExtras::build()
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    auto *stateRow = new QHBoxLayout;
    m_state = makeMuted({}, this);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_retry = new QPushButton(tr("Try again"), this);
    stateRow->addWidget(m_state, 1);
    stateRow->addWidget(m_retry);
    m_column->addLayout(stateRow);
    m_problems = makeMuted({}, this);
    m_problems->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_column->addWidget(m_problems);
    m_conference = addSection(tr("Conference"));
    m_links = addSection(tr("Links"));
    m_alertsTitle = makeHeading(tr("Alerts"), 1.0, this);
    m_alerts = new PayloadTree(m_session.clock(), this);
    m_moreAlerts = makeMuted(tr("There are more alerts than are shown here."), this);
    m_openAlert = new QPushButton(icon(u"external"_s, palette()), tr("Open alert in browser"), this);
    m_openAlert->hide();
    m_column->addWidget(m_alertsTitle);
    m_column->addWidget(m_alerts);
    m_column->addWidget(m_moreAlerts);
    m_column->addWidget(m_openAlert, 0, Qt::AlignLeft);
    m_notes = addSection(tr("Notes"));
    m_responders = addSection(tr("Responders"));
    m_related = addSection(tr("Related incidents"));
    m_past = addSection(tr("Past incidents"));
    m_changes = addSection(tr("Recent changes"));
}

void IncidentExtras::setIncident(const std::optional<Incident> &incident, const QString &sourceName)
{
    m_sourceName = sourceName;
    const bool isOther = incident.has_value() != m_incident.has_value() || (incident && incident->id != m_incident->id);
    const bool isNews = incident && m_incident && !isOther && isToldAnew(*m_incident, *incident);
    m_incident = incident;
    if (isOther) {
        ++m_round; // what is on its way is of another one
        m_timer.stop();
        m_details.reset();
        m_isDue = false;
        showDetails(IncidentDetails{});
        showState({}, false);
    }
    if (incident && (isOther || isNews))
        askSoon(isOther ? afterSelection : afterChange);
}

void IncidentExtras::askSoon(int milliseconds)
{
    m_isDue = true;
    if (isVisible())
        m_timer.start(milliseconds);
}

void IncidentExtras::showEvent(QShowEvent *event)
{
    if (m_isDue)
        m_timer.start(afterSelection);
    QWidget::showEvent(event);
}

void IncidentExtras::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_details)
        showDetails(*m_details); // its colours are in the texts
    QWidget::changeEvent(event);
}

void IncidentExtras::ask()
{
    if (!m_incident)
        return;
    m_isDue = false;
    const int round = ++m_round;
    if (!m_details)
        showState(tr("Loading what %1 knows of it …").arg(m_sourceName), false);
    QCoro::connect(m_session.details(m_incident->id), this, [this, round](const Expected<IncidentDetails> &answer) {
        if (round == m_round)
            take(answer);
    });
}

void IncidentExtras::take(const Expected<IncidentDetails> &answer)
{
    if (!answer) {
        showState(m_details ? tr("%1: %2. Shown is what was known before.").arg(m_sourceName, errorText(answer.error()))
                            : tr("%1: %2.").arg(m_sourceName, errorText(answer.error())),
            true);
        return;
    }
    m_details = *answer;
    showState({}, false);
    showDetails(*answer);
    Q_EMIT told(answer->events);
}

void IncidentExtras::showState(const QString &text, bool canRetry)
{
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
    m_retry->setVisible(canRetry);
}

void IncidentExtras::set(const Section &section, const QString &html)
{
    section.text->setText(html);
    section.text->setVisible(!html.isEmpty());
    section.title->setVisible(!html.isEmpty());
}

void IncidentExtras::showDetails(const IncidentDetails &details)
{
    m_problems->setText(details.problems.join(u'\n'));
    m_problems->setVisible(!details.problems.isEmpty());
    QStringList conference;
    if (!details.conferenceNumber.isEmpty())
        conference.append(escaped(details.conferenceNumber));
    if (isWeb(details.conferenceUrl))
        conference.append(linkHtml(details.conferenceUrl, tr("Join")));
    set(m_conference, conference.join(u" · "_s));
    QStringList links;
    for (const WebLink &link : details.links) {
        const QString text = link.text.isEmpty() ? link.url.toDisplayString() : link.text;
        links.append(linkHtml(link.url, link.isImage ? tr("Image: %1").arg(text) : text));
    }
    set(m_links, links.join(u"<br>"_s));
    m_alerts->setAlerts(details.alerts);
    m_alerts->setVisible(!details.alerts.isEmpty());
    m_alertsTitle->setText(tr("%n alert(s)", nullptr, static_cast<int>(details.alerts.size())));
    m_alertsTitle->setVisible(!details.alerts.isEmpty());
    m_moreAlerts->setVisible(details.hasMoreAlerts);
    m_openAlert->setVisible(isWeb(m_alerts->currentUrl()));
    set(m_notes, notesHtml(details.notes));
    QStringList responders;
    for (const Responder &responder : details.responders)
        responders.append(
            escaped(responder.state.isEmpty() ? responder.person.name : tr("%1: %2").arg(responder.person.name, responder.state)));
    set(m_responders, responders.join(u"<br>"_s));
    set(m_related, relativesHtml(details.related));
    set(m_past, relativesHtml(details.past));
    set(m_changes, relativesHtml(details.changes));
}

QString IncidentExtras::notesHtml(const QList<IncidentNote> &notes) const
{
    QStringList parts;
    const QString muted = mutedText(palette()).name();
    for (const IncidentNote &note : notes) {
        const QString head = note.author.isEmpty() ? localTime(note.at, m_session.clock().now())
                                                   : tr("%1, %2").arg(note.author, localTime(note.at, m_session.clock().now()));
        parts.append(u"<div style='color:%1'>%2</div><div>%3</div>"_s.arg(muted, escaped(head), escaped(note.text)));
    }
    return parts.join(QString());
}

QString IncidentExtras::relativesHtml(const QList<Relative> &relatives) const
{
    QStringList parts;
    const QString muted = mutedText(palette()).name();
    for (const Relative &relative : relatives) {
        QStringList beside;
        if (relative.at)
            beside.append(localTime(*relative.at, m_session.clock().now()));
        if (!relative.why.isEmpty())
            beside.append(relative.why);
        QString line = isWeb(relative.url) ? linkHtml(relative.url, relative.title) : escaped(relative.title);
        if (!beside.isEmpty())
            line += u" <span style='color:%1'>%2</span>"_s.arg(muted, escaped(beside.join(u" · "_s)));
        parts.append(u"<div>%1</div>"_s.arg(line));
    }
    return parts.join(QString());
}

QString IncidentExtras::linkHtml(const QUrl &url, const QString &text) const
{
    if (!isWeb(url))
        return escaped(text);
    return u"<a href='%1' style='color:%2'>%3</a>"_s.arg(
        QString::fromUtf8(url.toEncoded()).toHtmlEscaped().replace(u'\'', "&#39;"_L1), accent(palette()).name(), escaped(text));
}

void IncidentExtras::openLink(const QString &address)
{
    const QUrl url(address);
    if (!isWeb(url))
        return;
    Q_EMIT linkOpened(url);
}

} // namespace nightbell
