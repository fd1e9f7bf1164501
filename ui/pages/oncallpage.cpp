// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/oncallpage.h"

#include "dialogs/takeoverdialog.h"
#include "domain/wording.h"
#include "engine/session.h"
#include "theme.h"
#include "widgets/banner.h"
#include "widgets/emptystate.h"
#include "widgets/labels.h"
#include "widgets/policycard.h"
#include "widgets/shiftstrip.h"
#include "widgets/whilevisible.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr int narrow = 62; // in average letters: below that the columns stand one above the other

void clear(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QVBoxLayout *makeColumn(int spacing)
{
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

// What can be done about it.
QString remedy(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Unauthorized:
        return OnCallPage::tr("Enter the login anew in Settings → Sources.");
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
        return OnCallPage::tr(
            "Let the token read escalation policies, schedules and who is on call, or enter another one in Settings → Sources.");
    case ErrorKind::Tls:
    case ErrorKind::BadAnswer:
    case ErrorKind::TooLarge:
    case ErrorKind::BadInput:
    case ErrorKind::Conflict:
        return OnCallPage::tr("Look at its address in Settings → Sources.");
    case ErrorKind::Cancelled:
    case ErrorKind::Timeout:
    case ErrorKind::Unreachable:
    case ErrorKind::TooManyRequests:
    case ErrorKind::Server:
    case ErrorKind::Storage:
    case ErrorKind::Unavailable:
    case ErrorKind::Locked:
        break;
    }
    return OnCallPage::tr("It is asked again by itself.");
}

// It says how it could be made to say something, and nothing else.
bool isOnlyAdvice(const OnCall &answer)
{
    return answer.policies.isEmpty() && !answer.advice.isEmpty();
}

// But for what changes without being seen.
QList<OnCallStatus> seen(QList<OnCallStatus> statuses)
{
    for (OnCallStatus &status : statuses) {
        if (status.answer)
            status.answer->askedAt = {};
    }
    return statuses;
}

} // namespace

OnCallPage::OnCallPage(Session &session, QWidget *parent) : QWidget(parent), m_session(session)
{
    layOut();
    m_takeAction = new QAction(icon(u"oncall"_s, palette()), tr("Take over a shift …"), this);
    m_takeAction->setShortcut(Qt::Key_T);
    m_takeAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_takeAction, &QAction::triggered, this, &OnCallPage::takeOver);
    connect(m_take, &QPushButton::clicked, m_takeAction, &QAction::trigger);
    addAction(m_takeAction);
    auto *ask = new QAction(icon(u"refresh"_s, palette()), tr("Ask who is on call now"), this);
    connect(ask, &QAction::triggered, &session.onCall(), qOverload<>(&OnCallWatch::askNow));
    addAction(ask);
    connect(&session.onCall(), &OnCallWatch::changed, this, &OnCallPage::refresh);
    auto *heartbeat = new WhileVisible(this, std::chrono::seconds(5));
    connect(heartbeat, &WhileVisible::tick, this, &OnCallPage::refreshAges);
    refresh();
}

void OnCallPage::layOut()
{
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(m_stack);
    connect(m_empty, &EmptyState::buttonClicked, this, [this] {
        const auto does = m_emptyDoes; // what it does may change what there is to do
        if (does)
            does();
    });
    m_scroll = new QScrollArea(m_stack);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setAccessibleName(tr("On call"));
    auto *content = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    m_banners = makeColumn(8);
    column->addWidget(makeHead());
    column->addLayout(m_banners);
    m_strip = new ShiftStrip(content);
    column->addWidget(m_strip);
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
    m_columns->setSpacing(20);
    m_policies = makeColumn(8);
    m_shifts = makeColumn(8);
    m_columns->addLayout(m_policies, 3);
    m_columns->addLayout(m_shifts, 2);
    column->addLayout(m_columns);
    column->addStretch(1);
    m_scroll->setWidget(content);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    auto *all = makeColumn(0);
    all->addWidget(m_stack);
    setLayout(all);
    setFocusProxy(m_empty);
}

QWidget *OnCallPage::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_sign = new QLabel(head);
    m_duty = makeHeading({}, 1.35, head);
    m_age = makeMuted({}, head);
    auto *words = makeColumn(2);
    words->addWidget(m_duty);
    words->addWidget(m_age);
    m_take = new QPushButton(icon(u"oncall"_s, palette()), tr("&Take over …"), head);
    m_take->setToolTip(tr("Be on call instead of somebody else for a while (T)"));
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_take, 0, Qt::AlignTop);
    return head;
}

void OnCallPage::refresh()
{
    const QList<OnCallStatus> statuses = seen(m_session.onCall().statuses());
    if (statuses != m_shown || statuses.isEmpty()) {
        m_shown = statuses;
        const bool isAnswered
            = std::ranges::any_of(statuses, [](const OnCallStatus &status) { return status.answer && !isOnlyAdvice(*status.answer); });
        m_stack->setCurrentIndex(isAnswered ? 1 : 0);
        setFocusProxy(m_stack->currentWidget());
        if (isAnswered) {
            showBanners();
            showPolicies();
        } else {
            showEmpty();
        }
        const bool canTake = std::ranges::any_of(
            statuses, [](const OnCallStatus &status) { return status.answer && !status.answer->schedules.isEmpty(); });
        m_take->setEnabled(canTake);
        m_take->setToolTip(canTake ? tr("Be on call instead of somebody else for a while (T)")
                                   : tr("None of these schedules can be taken over from here: its own pages let you"));
        m_takeAction->setEnabled(canTake);
    }
    refreshAges();
}

void OnCallPage::refreshAges()
{
    const TimePoint now = m_session.clock().now();
    const std::optional<Duty> duty = m_session.onCall().duty();
    const bool isOnCall = duty && duty->isOnCall && now - duty->askedAt <= dutyBelievedFor;
    const int side = fontMetrics().height() * 2;
    m_sign->setPixmap(icon(u"oncall"_s, isOnCall ? accent(palette()) : mutedText(palette())).pixmap(side, side));
    m_duty->setText(duty ? dutyLine(*duty, now) : tr("Your own shifts are not known"));
    QStringList ages;
    for (const OnCallStatus &status : m_session.onCall().statuses()) {
        if (status.isAsking)
            ages.append(tr("%1: asking …").arg(status.name));
        else if (status.answer)
            ages.append(tr("%1: %2 ago").arg(status.name, ageText(std::max(now - status.answer->askedAt, Duration(0)))));
    }
    m_age->setText(ages.join(u" · "_s));
    QList<Shift> mine;
    for (const OnCallStatus &status : m_session.onCall().statuses()) {
        if (status.answer)
            mine += status.answer->mine;
    }
    mine.removeIf([now](const Shift &shift) { return shift.end && *shift.end <= now; });
    std::ranges::stable_sort(mine, {}, [](const Shift &shift) { return shift.start.value_or(TimePoint::min()); });
    showShifts(mine);
}

void OnCallPage::showEmpty()
{
    if (m_shown.isEmpty()) {
        m_emptyDoes = [this] { Q_EMIT connectRequested(); };
        m_empty->setContent(Tone::Neutral, tr("Nothing that is connected knows who is on call"),
            tr("PagerDuty and Datadog do: their escalation policies and your shifts are shown here, and you are told before one begins."),
            m_session.options().demo ? QString() : tr("Connect PagerDuty …"));
        return;
    }
    const auto failed = std::ranges::find_if(m_shown, [](const OnCallStatus &status) { return status.error.has_value(); });
    const auto advised = std::ranges::find_if(m_shown, [](const OnCallStatus &status) { return status.answer.has_value(); });
    if (failed == m_shown.end() && advised != m_shown.end()) {
        m_emptyDoes = [this, id = advised->source] { Q_EMIT setUpRequested(id); };
        m_empty->setContent(
            Tone::Neutral, tr("%1 can say who is on call").arg(advised->name), advised->answer->advice, tr("Open the settings …"));
        return;
    }
    if (failed == m_shown.end()) {
        m_empty->setContent(Tone::Neutral, tr("Asking who is on call …"), {});
        return;
    }
    m_emptyDoes = [this] { m_session.onCall().askNow(); };
    m_empty->setContent(Tone::Stale, tr("Who is on call is not known"),
        tr("%1: %2. %3").arg(failed->name, errorText(*failed->error), remedy(*failed->error)), tr("Ask again"));
}

void OnCallPage::showBanners()
{
    clear(*m_banners);
    const TimePoint now = m_session.clock().now();
    if (!m_taken.isEmpty()) {
        auto *banner = new Banner(Tone::Resolved, this);
        banner->setText(m_taken);
        banner->setDismissible(true);
        connect(banner, &Banner::dismissed, this, [this] { m_taken.clear(); });
        m_banners->addWidget(banner);
    }
    for (const OnCallStatus &status : m_session.onCall().statuses()) {
        if (status.error) {
            auto *banner = new Banner(Tone::Stale, this);
            const QString what = status.answer ? tr("%1 does not say who is on call: %2. What is shown is of %3.")
                                                     .arg(status.name, errorText(*status.error), clockTime(status.answer->askedAt, now))
                                               : tr("%1 does not say who is on call: %2.").arg(status.name, errorText(*status.error));
            banner->setText(what, remedy(*status.error));
            banner->addAction(tr("Ask again"), [this, id = status.source] { m_session.onCall().askNow(id); });
            m_banners->addWidget(banner);
        }
        if (status.answer && !status.answer->problems.isEmpty()) {
            auto *banner = new Banner(Tone::Stale, this);
            banner->setText(tr("%1 did not say everything").arg(status.name), status.answer->problems.join(u'\n'));
            m_banners->addWidget(banner);
        }
        if (status.answer && status.answer->me.id.isEmpty() && !isOnlyAdvice(*status.answer)) {
            auto *banner = new Banner(Tone::Neutral, this);
            banner->setText(tr("%1 does not know who you are").arg(status.name), status.answer->advice);
            m_banners->addWidget(banner);
        }
    }
}

void OnCallPage::showShifts(const QList<Shift> &mine)
{
    const TimePoint now = m_session.clock().now();
    m_strip->setShifts(mine, now);
    m_strip->setVisible(!mine.isEmpty());
    clear(*m_shifts);
    m_shifts->addWidget(makeHeading(tr("My shifts, 14 days"), 1.1, this));
    if (mine.isEmpty())
        m_shifts->addWidget(makeMuted(tr("None."), this));
    for (const Shift &shift : mine) {
        auto *card = new QFrame(this);
        card->setProperty("card", true);
        auto *words = new QVBoxLayout(card);
        words->setContentsMargins(12, 8, 12, 8);
        words->setSpacing(2);
        const QString when = stretchText(shift, now);
        words->addWidget(shift.isAt(now) ? makeHeading(tr("Now, %1").arg(when), 1.0, card) : makeText(when, card));
        words->addWidget(makeMuted(tr("%1, level %2").arg(shift.policy).arg(shift.level), card));
        m_shifts->addWidget(card);
    }
    m_shifts->addStretch(1);
}

void OnCallPage::showPolicies()
{
    clear(*m_policies);
    const TimePoint now = m_session.clock().now();
    const bool areSeveral = m_shown.size() > 1;
    for (const OnCallStatus &status : m_session.onCall().statuses()) {
        if (!status.answer)
            continue;
        m_policies->addWidget(makeHeading(areSeveral ? tr("Escalation, %1").arg(status.name) : tr("Escalation"), 1.1, this));
        for (const EscalationPolicy &policy : status.answer->policies)
            m_policies->addWidget(new PolicyCard(policy, now, this));
        if (isOnlyAdvice(*status.answer))
            m_policies->addWidget(makeMuted(status.answer->advice, this));
        else if (status.answer->policies.isEmpty())
            m_policies->addWidget(makeMuted(tr("There are no escalation policies."), this));
    }
    m_policies->addStretch(1);
}

void OnCallPage::takeOver()
{
    auto *dialog = new TakeoverDialog(m_session, this);
    connect(dialog, &TakeoverDialog::taken, this, &OnCallPage::tellTaken);
    dialog->open();
}

void OnCallPage::tellTaken(const QString &sentence)
{
    m_taken = sentence;
    showBanners();
}

void OnCallPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < fontMetrics().averageCharWidth() * narrow * 2;
    m_columns->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace nightbell
