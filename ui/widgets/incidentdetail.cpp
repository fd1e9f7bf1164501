// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentdetail.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "pager/holdtext.h"
#include "theme.h"
#include "widgets/factlist.h"
#include "widgets/flowlayout.h"
#include "widgets/incidentextras.h"
#include "widgets/labels.h"
#include "widgets/statepill.h"
#include "widgets/timeline.h"

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr qsizetype mostTitles = 20;

// A button that is what its action is: label, icon, enabled, tool tip.
QPushButton *buttonFor(QAction *action, bool isPrimary, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setProperty("primary", isPrimary);
    const auto follow = [button, action, isPrimary] {
        button->setText(action->text());
        button->setIcon(isPrimary && action->isEnabled() ? icon(action->icon().name(), QColor(Qt::white)) : action->icon());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
        button->setToolTip(action->toolTip());
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    if (action->menu()) {
        button->setMenu(action->menu());
        button->setProperty("menu", true); // room for its arrow
    } else {
        QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    }
    return button;
}

// What becomes of an action has its own line.
bool isToldAlike(const Incident &before, Incident after)
{
    after.action = before.action;
    return before == after;
}

const QString monitorLink = u"monitor:"_s; // within the facts

} // namespace

IncidentDetail::IncidentDetail(Session &session, const QList<QAction *> &actions, QWidget *parent) : QScrollArea(parent), m_session(session)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Incident"));
    build();
    for (QAction *action : actions)
        m_buttons->addWidget(buttonFor(action, action == actions.constFirst(), m_content));
    connect(&session.history(), &History::added, this, &IncidentDetail::added);
    connect(&session.pager(), &Pager::heldChanged, this, &IncidentDetail::updateHold);
    connect(&session, &Session::configurationChanged, this, &IncidentDetail::updateHold);
    setIncidents({}, {});
}

void IncidentDetail::build()
{
    auto *page = new QWidget(this);
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(20, 16, 20, 16);
    m_nothing = makeMuted(tr("Select an incident to see what is known of it."), page);
    m_nothing->setAlignment(Qt::AlignCenter);
    outer->addWidget(m_nothing, 1);

    m_content = new QWidget(page);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_title = makeHeading({}, 1.35, m_content);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    giveWay(m_title);
    column->addWidget(m_title);

    auto *stateRow = new FlowLayout(12);
    m_state = new StatePill(m_content);
    m_when = makeMuted({}, m_content);
    stateRow->addWidget(m_state);
    m_when->setWordWrap(false);
    stateRow->addWidget(m_when);
    column->addLayout(stateRow);
    m_stage = makeText({}, m_content);
    column->addWidget(m_stage);
    auto *buttons = new FlowLayout(8);
    m_buttons = buttons;
    column->addLayout(buttons);

    m_particulars = new QWidget(m_content);
    auto *particulars = new QVBoxLayout(m_particulars);
    particulars->setContentsMargins(0, 4, 0, 0);
    particulars->setSpacing(12);
    m_facts = new FactList(m_particulars);
    connect(m_facts, &FactList::linkActivated, this, &IncidentDetail::follow);
    particulars->addWidget(m_facts);

    auto *card = new QFrame(m_particulars);
    card->setProperty("card", true);
    m_evidenceCard = card;
    auto *cardColumn = new QVBoxLayout(card);
    cardColumn->setContentsMargins(12, 12, 12, 12);
    m_evidence = makeText({}, card);
    m_evidence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_evidence->setAccessibleName(tr("Evidence"));
    giveWay(m_evidence);
    cardColumn->addWidget(m_evidence);
    particulars->addWidget(card);

    m_extras = new IncidentExtras(m_session, m_particulars);
    particulars->addWidget(m_extras);
    connect(m_extras, &IncidentExtras::linkOpened, this, &IncidentDetail::linkOpened);

    particulars->addWidget(makeHeading(tr("Timeline"), 1.0, m_particulars));
    m_timeline = new Timeline(m_session.clock(), m_particulars);
    giveWay(m_timeline);
    connect(m_extras, &IncidentExtras::told, m_timeline, &Timeline::setSourceEvents);
    particulars->addWidget(m_timeline);
    column->addWidget(m_particulars);
    column->addStretch(1);
    outer->addWidget(m_content, 100);
    setWidget(page);
}

QSize IncidentDetail::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 30};
}

void IncidentDetail::setIncidents(const SharedIncidents &incidents, const Names &names)
{
    const bool haveOtherNames = names != m_names;
    m_names = names;
    if (incidents.size() > 1) {
        showMany(incidents);
    } else if (incidents.size() == 1) {
        showOne(incidents.constFirst());
    } else {
        m_isMany = false;
        m_shown.reset();
        ++m_round; // a timeline that is on its way is not wanted any more
    }
    if (haveOtherNames && m_shown)
        showFacts(*m_shown);
    const bool hasContent = m_isMany || m_shown;
    m_extras->setIncident(m_shown, m_shown ? names.of(m_shown->source) : QString());
    m_content->setVisible(hasContent);
    m_nothing->setVisible(!hasContent);
}

void IncidentDetail::showMany(const SharedIncidents &incidents)
{
    m_isMany = true;
    m_shown.reset();
    ++m_round; // a timeline that is on its way is not wanted any more
    m_title->setText(tr("%n incident(s) selected", nullptr, static_cast<int>(incidents.size())));
    QStringList titles;
    for (const Incident &incident : incidents.first(std::min(mostTitles, incidents.size())))
        titles.append(toneGlyph(toneOf(incident)) + u"  "_s + incident.title);
    if (incidents.size() > mostTitles)
        titles.append(tr("and %n more", nullptr, static_cast<int>(incidents.size() - mostTitles)));
    m_stage->setText(titles.join(u'\n'));
    m_stage->show();
    m_state->hide();
    m_when->hide();
    m_particulars->hide();
}

void IncidentDetail::showOne(const Incident &incident)
{
    const bool isOther = !m_shown || m_shown->id != incident.id;
    const bool isSame = m_shown && !m_isMany && isToldAlike(*m_shown, incident);
    m_isMany = false;
    m_shown = incident;
    if (!isSame) {
        m_title->setText(incident.title);
        m_state->show();
        m_when->show();
        m_particulars->show();
        m_evidence->setText(incident.text);
        m_evidenceCard->setVisible(!incident.text.isEmpty());
        showFacts(incident);
    }
    refreshAges();
    if (isOther) {
        m_timeline->clear();
        readTimeline();
        ensureVisible(0, 0);
    }
}

void IncidentDetail::refreshAges()
{
    if (!m_shown || m_isMany)
        return;
    const Incident &incident = *m_shown;
    m_state->setState(toneOf(incident), stateText(incident));
    const TimePoint now = m_session.clock().now();
    const TimePoint since = incident.isOpen() ? incident.created : incident.resolvedAt.value_or(incident.changed);
    const QString age = ageText(std::max(now - since, Duration(0)));
    m_when->setText(incident.isOpen() ? tr("for %1 · %2").arg(age, urgencyText(incident.urgency))
                                      : tr("%1 ago · %2").arg(age, urgencyText(incident.urgency)));
    QString stage;
    switch (incident.action.stage) {
    case ActionStage::None:
        break;
    case ActionStage::Saving:
        stage = tr("Writing it down, so that it is not lost …");
        break;
    case ActionStage::Sending:
        stage = tr("Sending …");
        break;
    case ActionStage::Queued:
        stage = incident.action.detail.isEmpty()
            ? tr("Queued: the source cannot be reached. It is sent as soon as it can be.")
            : tr("Queued: %1. It is sent as soon as the source can be reached.").arg(incident.action.detail);
        break;
    case ActionStage::Refused:
        stage = tr("Refused: %1.").arg(incident.action.detail);
        break;
    }
    m_stage->setText(stage);
    m_stage->setVisible(!stage.isEmpty());
    if (m_countdown >= 0)
        m_facts->setValue(m_countdown, countdown(incident));
}

// "0:56, at 03:16, to Backup"
QString IncidentDetail::countdown(const Incident &incident) const
{
    const TimePoint now = m_session.clock().now();
    const QString left = countdownText(incident.escalation->at - now);
    const QString time = clockTime(incident.escalation->at, now);
    return incident.escalation->to.isEmpty() ? tr("in %1, at %2").arg(left, time)
                                             : tr("in %1, at %2, to %3").arg(left, time, incident.escalation->to);
}

void IncidentDetail::showFacts(const Incident &incident)
{
    QList<Fact> facts;
    if (!incident.number.isEmpty())
        facts.append({tr("Number"), u'#' + incident.number});
    m_hold = holdOf(incident);
    if (!m_hold.isEmpty())
        facts.append({tr("Held"), m_hold});
    m_countdown = incident.escalation && incident.state == IncidentState::Triggered ? facts.size() : -1;
    facts += peopleOf(incident);
    if (!incident.service.isEmpty())
        facts.append({tr("Service"), m_names.of(incident.service)});
    if (!incident.host.isEmpty())
        facts.append({tr("Host"), m_names.of(incident.host), incident.host.text()});
    if (const Monitor *monitor = m_session.store().monitorOf(incident.id))
        facts.append({tr("Monitor"), monitor->name, monitorLink});
    if (!incident.check.isEmpty())
        facts.append({tr("Check"), incident.check.text()});
    if (incident.faces.size() > 1)
        facts += facesOf(incident);
    else
        facts.append({tr("Source"), m_names.of(incident.source)});
    if (!incident.priority.isEmpty())
        facts.append({tr("Priority"), incident.priority});
    facts.append({tr("Severity"), severityText(incident.severity)});
    facts += timesOf(incident);
    facts.append({tr("Id"), incident.id.text()});
    m_facts->setFacts(facts);
}

QString IncidentDetail::holdOf(const Incident &incident) const
{
    const auto held = m_session.pager().held(incident.id);
    return held ? holdReason(*held, m_names, m_session.clock().now()) : QString();
}

void IncidentDetail::updateHold()
{
    if (m_shown && holdOf(*m_shown) != m_hold)
        showFacts(*m_shown);
}

// The same alert at each of its places, as it is there.
QList<Fact> IncidentDetail::facesOf(const Incident &incident) const
{
    QList<Fact> facts;
    for (const Face &face : incident.faces) {
        const QString link = face.url.isValid() ? face.url.toString(QUrl::FullyEncoded) : QString();
        facts.append({m_names.of(face.source), faceText(face, m_session.clock().now()), link, tr("Open")});
    }
    return facts;
}

// Begins with the countdown, if there is one.
QList<Fact> IncidentDetail::peopleOf(const Incident &incident) const
{
    QList<Fact> facts;
    if (incident.escalation && incident.state == IncidentState::Triggered)
        facts.append({tr("Escalates"), countdown(incident)});
    if (const QString people = assigneesText(incident); !people.isEmpty())
        facts.append({tr("Assigned to"), people});
    if (!incident.policy.isEmpty()) {
        const bool knowsLevel = incident.escalation && incident.escalation->level > 0;
        facts.append({tr("Escalation policy"),
            knowsLevel ? tr("%1, level %2").arg(incident.policy).arg(incident.escalation->level) : incident.policy});
    }
    if (!incident.teams.isEmpty())
        facts.append({tr("Teams"), incident.teams.join(", "_L1)});
    return facts;
}

QList<Fact> IncidentDetail::timesOf(const Incident &incident) const
{
    const TimePoint now = m_session.clock().now();
    const auto timeBy = [now](TimePoint at, const QString &person) {
        return person.isEmpty() ? localTime(at, now) : tr("%1 by %2").arg(localTime(at, now), person);
    };
    QList<Fact> facts{{tr("Since"), localTime(incident.created, now)}};
    if (incident.snoozedUntil)
        facts.append({tr("Quiet until"), clockTime(*incident.snoozedUntil, now)});
    if (incident.acknowledgedAt)
        facts.append({tr("Acknowledged"), timeBy(*incident.acknowledgedAt, incident.acknowledgedBy)});
    if (incident.resolvedAt)
        facts.append({tr("Resolved"),
            incident.resolvedBy.isEmpty() ? tr("%1 by itself").arg(localTime(*incident.resolvedAt, now))
                                          : timeBy(*incident.resolvedAt, incident.resolvedBy)});
    return facts;
}

void IncidentDetail::follow(const QString &link)
{
    if (m_shown && link == m_shown->host.text())
        Q_EMIT hostActivated(m_shown->host);
    else if (link == monitorLink) {
        if (const Monitor *monitor = m_shown ? m_session.store().monitorOf(m_shown->id) : nullptr)
            Q_EMIT monitorActivated(monitor->id);
    } else
        Q_EMIT linkOpened(QUrl(link));
}

void IncidentDetail::readTimeline()
{
    const int round = ++m_round;
    auto task = m_session.history().timeline(m_shown->id);
    QCoro::connect(std::move(task), this, [this, round](const Expected<QList<IncidentEvent>> &answer) {
        if (round != m_round)
            return;
        if (answer)
            m_timeline->setEvents(*answer);
        else
            m_timeline->setFailure(errorText(answer.error()));
    });
}

void IncidentDetail::added(const IncidentEvent &event)
{
    if (m_shown && m_shown->id == event.incident)
        m_timeline->add(event);
}

void IncidentDetail::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange && m_title != nullptr)
        m_title->setFont(scaled(font(), 1.35, QFont::DemiBold));
    QScrollArea::changeEvent(event);
}

} // namespace nightbell
