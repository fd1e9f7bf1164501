// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentdetail.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "theme.h"
#include "widgets/flowlayout.h"
#include "widgets/incidentextras.h"
#include "widgets/labels.h"
#include "widgets/statepill.h"
#include "widgets/timeline.h"

#include <QAction>
#include <QEvent>
#include <QFormLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr qsizetype mostTitles = 20;

// A long word does not make the pane wider than it is.
void giveWay(QLabel *label)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true); // a label says so by itself only when its text is set
    label->setSizePolicy(policy);
}

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
    m_facts = new QFormLayout;
    m_facts->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_facts->setHorizontalSpacing(16);
    m_facts->setVerticalSpacing(4);
    m_facts->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    particulars->addLayout(m_facts);

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

void IncidentDetail::setIncidents(const QList<Incident> &incidents, const Names &names)
{
    const bool haveOtherNames = names != m_names;
    m_names = names;
    if (incidents.size() > 1) {
        showMany(incidents);
    } else if (incidents.size() == 1) {
        showOne(incidents.constFirst());
    } else if (m_isMany) {
        m_isMany = false;
        m_shown.reset();
    }
    if (haveOtherNames && m_shown)
        showFacts(*m_shown);
    const bool hasContent = m_isMany || m_shown;
    m_extras->setIncident(m_shown, m_shown ? names.of(m_shown->source) : QString());
    m_content->setVisible(hasContent);
    m_nothing->setVisible(!hasContent);
}

void IncidentDetail::showMany(const QList<Incident> &incidents)
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
    const bool isSame = m_shown == incident && !m_isMany;
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
    if (m_countdown)
        m_countdown->setText(countdown(incident));
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
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    m_countdown = nullptr;
    const TimePoint now = m_session.clock().now();
    if (!incident.number.isEmpty())
        addFact(tr("Number"), u'#' + incident.number);
    showPeople(incident);
    if (!incident.service.isEmpty())
        addFact(tr("Service"), m_names.of(incident.service));
    if (!incident.host.isEmpty())
        addFact(tr("Host"), m_names.of(incident.host), incident.host.text());
    if (!incident.check.isEmpty())
        addFact(tr("Check"), incident.check.text());
    if (incident.faces.size() > 1)
        showFaces(incident);
    else
        addFact(tr("Source"), m_names.of(incident.source));
    if (!incident.priority.isEmpty())
        addFact(tr("Priority"), incident.priority);
    addFact(tr("Severity"), severityText(incident.severity));
    showTimes(incident, now);
    addFact(tr("Id"), incident.id.text());
}

// The same alert at each of its places, as it is there.
void IncidentDetail::showFaces(const Incident &incident)
{
    const TimePoint now = m_session.clock().now();
    for (const Face &face : incident.faces) {
        const QString state = faceText(face, now);
        QLabel *text = addFact(m_names.of(face.source), state);
        if (!face.url.isValid())
            continue;
        text->setTextFormat(Qt::RichText);
        text->setText(
            u"%1 · <a href='%2'>%3</a>"_s.arg(escaped(state), escaped(face.url.toString(QUrl::FullyEncoded)), escaped(tr("Open"))));
        text->setTextInteractionFlags(Qt::TextBrowserInteraction);
        text->setAccessibleName(tr("%1: %2").arg(m_names.of(face.source), state));
        connect(text, &QLabel::linkActivated, this, [this](const QString &link) { Q_EMIT linkOpened(QUrl(link)); });
    }
}

void IncidentDetail::showPeople(const Incident &incident)
{
    if (incident.escalation && incident.state == IncidentState::Triggered)
        m_countdown = addFact(tr("Escalates"), countdown(incident));
    if (const QString people = assigneesText(incident); !people.isEmpty())
        addFact(tr("Assigned to"), people);
    if (!incident.policy.isEmpty())
        addFact(tr("Escalation policy"),
            incident.escalation && incident.escalation->level > 0 ? tr("%1, level %2").arg(incident.policy).arg(incident.escalation->level)
                                                                  : incident.policy);
    if (!incident.teams.isEmpty())
        addFact(tr("Teams"), incident.teams.join(", "_L1));
}

void IncidentDetail::showTimes(const Incident &incident, TimePoint now)
{
    addFact(tr("Since"), localTime(incident.created, now));
    if (incident.snoozedUntil)
        addFact(tr("Quiet until"), clockTime(*incident.snoozedUntil, now));
    if (incident.acknowledgedAt)
        addFact(tr("Acknowledged"),
            incident.acknowledgedBy.isEmpty() ? localTime(*incident.acknowledgedAt, now)
                                              : tr("%1 by %2").arg(localTime(*incident.acknowledgedAt, now), incident.acknowledgedBy));
    if (incident.resolvedAt)
        addFact(tr("Resolved"),
            incident.resolvedBy.isEmpty() ? tr("%1 by itself").arg(localTime(*incident.resolvedAt, now))
                                          : tr("%1 by %2").arg(localTime(*incident.resolvedAt, now), incident.resolvedBy));
}

QLabel *IncidentDetail::addFact(const QString &name, const QString &value, const QString &link)
{
    QLabel *label = makeMuted(name, m_particulars);
    label->setWordWrap(false);
    QLabel *text = makeText(value, m_particulars);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    giveWay(text);
    if (!link.isEmpty()) {
        text->setTextFormat(Qt::RichText);
        text->setText(u"<a href='#'>%1</a>"_s.arg(escaped(value)));
        text->setTextInteractionFlags(Qt::TextBrowserInteraction);
        text->setAccessibleName(tr("%1: %2").arg(name, value));
        connect(text, &QLabel::linkActivated, this, [this, link] { Q_EMIT hostActivated(HostId(link)); });
    }
    m_facts->addRow(label, text);
    return text;
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
