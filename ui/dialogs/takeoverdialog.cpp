// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/takeoverdialog.h"

#include "domain/outcome.h"
#include "domain/wording.h"
#include "engine/session.h"
#include "widgets/labels.h"
#include "widgets/policycard.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr Duration usualStretch = std::chrono::hours(4); // where nobody's shift ends

QDateTimeEdit *makeTimeEdit(const QString &name, QWidget *parent)
{
    auto *edit = new QDateTimeEdit(parent);
    edit->setDisplayFormat(u"ddd yyyy-MM-dd HH:mm"_s);
    edit->setCalendarPopup(true);
    edit->setAccessibleName(name);
    return edit;
}

QString outcomeText(const Error &error)
{
    return isOutcomeUnknown(error)
        ? TakeoverDialog::tr("Whether you took it over is not known: %1. Look at who is on call before you try again.")
              .arg(errorText(error))
        : TakeoverDialog::tr("You did not take it over: %1").arg(errorText(error));
}

} // namespace

TakeoverDialog::TakeoverDialog(Session &session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_schedule(new QComboBox(this))
    , m_from(makeTimeEdit(tr("From"), this))
    , m_until(makeTimeEdit(tr("Until"), this))
    , m_who(makeMuted({}, this))
    , m_message(makeText({}, this))
{
    setWindowTitle(tr("Take over"));
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    fill();
    // To the minute: seconds are not shown, and what is not shown shall not be sent.
    const TimePoint now = std::chrono::floor<std::chrono::minutes>(session.clock().now());
    m_from->setDateTime(toDateTime(now).toLocalTime());
    scheduleChosen();
    m_schedule->setFocus();
    connect(m_schedule, &QComboBox::currentIndexChanged, this, &TakeoverDialog::scheduleChosen);
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &TakeoverDialog::check);
    connect(m_until, &QDateTimeEdit::dateTimeChanged, this, &TakeoverDialog::check);
    const int width = fontMetrics().averageCharWidth() * 60;
    resize(width, std::max(sizeHint().height(), heightForWidth(width)));
}

void TakeoverDialog::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(makeHeading(tr("Take over"), 1.2, this));
    column->addWidget(makeMuted(tr("You are on call instead of whoever would be, and are paged in their place."), this));
    auto *form = new QFormLayout;
    form->setSpacing(12);
    form->addRow(tr("&Schedule"), m_schedule);
    form->addRow(QString(), m_who);
    form->addRow(tr("&From"), m_from);
    form->addRow(tr("&Until"), m_until);
    m_schedule->setAccessibleName(tr("Schedule"));
    column->addLayout(form);
    m_message->setObjectName(u"message"_s);
    column->addWidget(m_message);
    column->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_take = new QPushButton(tr("&Take over"), this);
    m_take->setProperty("primary", true); // before the box asks for its size: that settles its style
    buttons->addButton(m_take, QDialogButtonBox::ActionRole);
    m_take->setDefault(true);
    connect(m_take, &QPushButton::clicked, this, &TakeoverDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

void TakeoverDialog::fill()
{
    const QList<OnCallStatus> &statuses = m_session.onCall().statuses();
    for (const OnCallStatus &status : statuses) {
        if (!status.answer)
            continue;
        for (const Schedule &schedule : status.answer->schedules) {
            Choice choice{status.source, status.name, schedule, {}};
            for (const EscalationPolicy &policy : status.answer->policies) {
                for (const Shift &shift : policy.now) {
                    if (shift.scheduleId == schedule.id)
                        choice.now.append(shift);
                }
            }
            m_choices.append(choice);
            m_schedule->addItem(statuses.size() > 1 ? tr("%1 · %2").arg(schedule.name, status.name) : schedule.name);
        }
    }
}

const TakeoverDialog::Choice *TakeoverDialog::chosen() const
{
    const int index = m_schedule->currentIndex();
    return index < 0 ? nullptr : &m_choices.at(index);
}

void TakeoverDialog::scheduleChosen()
{
    const TimePoint now = m_session.clock().now();
    TimePoint until = std::chrono::floor<std::chrono::minutes>(now) + usualStretch;
    QString who = tr("Nobody is on call there now.");
    if (const Choice *choice = chosen(); choice && !choice->now.isEmpty()) {
        const Shift &shift = choice->now.constFirst();
        const QString name = shift.isMine ? tr("you") : shift.person.name;
        who = shift.end ? tr("On call there now: %1 until %2").arg(name, clockTime(*shift.end, now))
                        : tr("On call there now: %1").arg(name);
        until = shift.end.value_or(until);
    }
    m_who->setText(who);
    m_until->setDateTime(toDateTime(until).toLocalTime());
    check();
}

ShiftOverride TakeoverDialog::wanted() const
{
    const Choice *choice = chosen();
    return ShiftOverride{choice ? choice->schedule.id : QString(), choice ? choice->schedule.name : QString(),
        fromDateTime(m_from->dateTime()), fromDateTime(m_until->dateTime())};
}

void TakeoverDialog::check()
{
    const ShiftOverride stretch = wanted();
    QString problem;
    if (!chosen())
        problem = tr("There is no schedule that could be taken over.");
    else if (stretch.end <= stretch.start)
        problem = tr("It has to end after it begins.");
    else if (stretch.end <= m_session.clock().now())
        problem = tr("It has to end in the future.");
    m_message->setText(problem);
    m_take->setEnabled(problem.isEmpty() && !m_isSending);
}

void TakeoverDialog::send()
{
    const Choice *choice = chosen();
    if (!choice || m_isSending)
        return;
    m_isSending = true;
    m_take->setEnabled(false);
    m_message->setText(tr("Asking %1 …").arg(choice->sourceName));
    const ShiftOverride stretch = wanted();
    QCoro::connect(m_session.onCall().takeShift(choice->source, stretch), this,
        [this, stretch](const Expected<Done> &result) { finish(stretch, result); });
}

// Not before there is an answer: it would be lost.
void TakeoverDialog::reject()
{
    if (!m_isSending)
        QDialog::reject();
}

void TakeoverDialog::finish(const ShiftOverride &wanted, const Expected<Done> &result)
{
    m_isSending = false;
    if (!result) {
        check();
        m_message->setText(outcomeText(result.error()));
        return;
    }
    const TimePoint now = m_session.clock().now();
    Shift shift;
    shift.start = wanted.start;
    shift.end = wanted.end;
    Q_EMIT taken(tr("You took over “%1”: %2").arg(wanted.schedule, stretchText(shift, now)));
    accept();
}

} // namespace nightbell
