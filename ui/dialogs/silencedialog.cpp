// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/silencedialog.h"

#include "domain/outcome.h"
#include "domain/wording.h"
#include "engine/session.h"
#include "pager/holdtext.h"
#include "widgets/labels.h"
#include "widgets/reachedlist.h"
#include "widgets/screenfit.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace nightbell {
namespace {

constexpr int afterTyping = 120; // milliseconds
constexpr Duration usual = 2h;

} // namespace

SilenceDialog::SilenceDialog(Session &session, const SourceId &source, const QString &reach, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_source(new QComboBox(this))
    , m_reach(new QLineEdit(reach, this))
    , m_found(makeText({}, this))
    , m_reached(new ReachedList(session.store(), this))
    , m_ends(new QDateTimeEdit(this))
    , m_comment(new QLineEdit(this))
    , m_message(makeText({}, this))
{
    setWindowTitle(tr("New silence"));
    fillSources(source);
    layOut(tr("New silence"), tr("What it keeps quiet wakes nobody until it ends, and is shown all the same."), tr("&Keep it quiet"));
    m_pause.setSingleShot(true);
    m_pause.setInterval(afterTyping);
    connect(&m_pause, &QTimer::timeout, this, &SilenceDialog::askPreview);
    const auto askSoon = [this] {
        m_isUnderstood = false;
        check();
        m_pause.start();
    };
    connect(m_reach, &QLineEdit::textChanged, this, askSoon);
    connect(m_source, &QComboBox::currentIndexChanged, this, askSoon);
    connect(&session.store(), &Store::incidentsChanged, this, &SilenceDialog::askPreview);
    m_reach->setFocus();
    askPreview();
}

SilenceDialog::SilenceDialog(Session &session, const Silence &silence, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_silence(silence)
    , m_source(new QComboBox(this))
    , m_reach(new QLineEdit(silence.reach, this))
    , m_found(makeText({}, this))
    , m_reached(new ReachedList(session.store(), this))
    , m_ends(new QDateTimeEdit(this))
    , m_comment(new QLineEdit(silence.comment, this))
    , m_message(makeText({}, this))
{
    setWindowTitle(tr("Prolong the silence"));
    fillSources(silence.source);
    layOut(tr("Prolong the silence"),
        silence.lastsUntilResolved ? tr("It is prolonged by itself as long as what it keeps quiet lasts, and ended after that.")
                                   : tr("What it keeps quiet is heard again when it ends."),
        tr("&Let it end then"));
    m_source->setEnabled(false);
    m_reach->setReadOnly(true);
    m_reach->setCursorPosition(0);
    m_comment->setReadOnly(true);
    m_isUnderstood = true;
    SilencePreview preview;
    preview.reached = silence.reached;
    showPreview(preview);
    m_ends->setFocus();
}

void SilenceDialog::fillSources(const SourceId &source)
{
    for (const SilenceStatus &status : m_session.silences().statuses()) {
        m_source->addItem(status.name.isEmpty() ? status.source.text() : status.name, status.source.text());
        if (status.source == source)
            m_source->setCurrentIndex(m_source->count() - 1);
    }
}

void SilenceDialog::layOut(const QString &title, const QString &explanation, const QString &button)
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(makeHeading(title, 1.2, this));
    column->addWidget(makeMuted(explanation, this));
    auto *form = new QFormLayout;
    form->setSpacing(12);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow); // texts have room for their lines
    m_source->setAccessibleName(tr("Source"));
    if (m_source->count() > 1)
        form->addRow(tr("&Source"), m_source);
    else
        m_source->hide();
    m_reach->setAccessibleName(tr("What it keeps quiet"));
    form->addRow(tr("Keeps &quiet"), m_reach);
    m_found->setObjectName(u"found"_s);
    form->addRow(QString(), m_found);
    form->addRow(QString(), m_reached);
    addEnds(*form);
    m_comment->setAccessibleName(tr("Comment"));
    m_comment->setPlaceholderText(tr("Why, for whoever comes across it"));
    form->addRow(tr("&Comment"), m_comment);
    column->addLayout(form, 1);
    m_message->setObjectName(u"message"_s);
    column->addWidget(m_message);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_go = new QPushButton(button, this);
    m_go->setProperty("primary", true); // before the box asks for its size: that settles its style
    buttons->addButton(m_go, QDialogButtonBox::ActionRole);
    m_go->setDefault(true);
    connect(m_go, &QPushButton::clicked, this, &SilenceDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resizeWithinScreen(*this, QSize(fontMetrics().averageCharWidth() * 84, fontMetrics().height() * 28));
}

void SilenceDialog::addEnds(QFormLayout &form)
{
    const TimePoint now = std::chrono::floor<std::chrono::minutes>(m_session.clock().now());
    m_ends->setDisplayFormat(u"ddd yyyy-MM-dd HH:mm"_s);
    m_ends->setCalendarPopup(true);
    m_ends->setAccessibleName(tr("Ends"));
    const TimePoint anchor = m_silence ? std::max(now, m_silence->ends.value_or(now)) : now; // longer is what is meant
    m_ends->setDateTime(toDateTime(anchor + usual).toLocalTime());
    connect(m_ends, &QDateTimeEdit::dateTimeChanged, this, &SilenceDialog::check);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_ends, 1);
    const auto addPreset = [this, row](const QString &label, const QString &name, std::function<TimePoint(TimePoint)> endsAt) {
        auto *preset = new QPushButton(label, this);
        preset->setAutoDefault(false);
        preset->setAccessibleName(name);
        preset->setToolTip(name);
        connect(preset, &QPushButton::clicked, this, [this, endsAt] {
            const TimePoint from = std::chrono::floor<std::chrono::minutes>(m_session.clock().now());
            m_ends->setDateTime(toDateTime(endsAt(from)).toLocalTime());
        });
        row->addWidget(preset);
    };
    addPreset(tr("&1 h"), tr("Ends in an hour"), [](TimePoint from) { return from + 1h; });
    addPreset(tr("&4 h"), tr("Ends in four hours"), [](TimePoint from) { return from + 4h; });
    addPreset(tr("&09:00"), tr("Ends at 09:00 in the morning"), &tomorrowMorning);
    addPreset(tr("1 &week"), tr("Ends in a week"), [](TimePoint from) { return from + 7 * 24h; });
    auto *label = new QLabel(tr("&Ends"), this);
    label->setBuddy(m_ends);
    form.addRow(label, row);
}

SourceId SilenceDialog::chosenSource() const
{
    return SourceId(m_source->currentData().toString());
}

TimePoint SilenceDialog::ends() const
{
    return fromDateTime(m_ends->dateTime());
}

void SilenceDialog::askPreview()
{
    if (m_silence || m_isSending)
        return;
    const auto &statuses = m_session.silences().statuses();
    const auto status = std::ranges::find(statuses, chosenSource(), &SilenceStatus::source);
    m_reach->setPlaceholderText(status == statuses.end() ? QString() : status->example);
    const quint64 question = ++m_question;
    if (m_reach->text().trimmed().isEmpty()) {
        m_found->setText(tr("Say what is to be quiet, in the way of its source."));
        m_reached->setIncidents({});
        check();
        return;
    }
    QCoro::connect(
        m_session.silences().preview(chosenSource(), m_reach->text()), this, [this, question](const Expected<SilencePreview> &preview) {
            if (question == m_question && !m_isSending)
                showPreview(preview);
        });
}

void SilenceDialog::showPreview(const Expected<SilencePreview> &preview)
{
    m_isUnderstood = preview && !preview->isBoundless;
    m_reached->setIncidents(preview ? preview->reached : QList<IncidentId>());
    if (!preview && preview.error().kind == ErrorKind::BadInput)
        m_found->setText(tr("This is not understood. It is written like %1").arg(m_reach->placeholderText()));
    else if (!preview)
        m_found->setText(tr("What it would keep quiet is not known: %1").arg(errorText(preview.error())));
    else if (preview->isBoundless)
        m_found->setText(tr("This would keep everything quiet, whatever comes."));
    else if (preview->reached.isEmpty())
        m_found->setText(tr("Nothing that is open now. It keeps quiet what comes."));
    else
        m_found->setText(tr("%n open incident(s):", nullptr, static_cast<int>(preview->reached.size())));
    check();
}

void SilenceDialog::check()
{
    QString problem;
    if (ends() <= m_session.clock().now())
        problem = tr("It has to end in the future.");
    else if (m_silence && ends() <= m_silence->starts)
        problem = tr("It has to end after it begins.");
    m_message->setText(problem);
    m_go->setEnabled(m_isUnderstood && problem.isEmpty() && !m_isSending);
}

void SilenceDialog::send()
{
    if (!m_go->isEnabled())
        return;
    m_isSending = true;
    check();
    m_message->setText(tr("Asking %1 …").arg(m_source->currentText()));
    SilenceWatch &silences = m_session.silences();
    const auto finished = [this](const Expected<Done> &result) { finish(result); };
    if (m_silence)
        QCoro::connect(silences.prolong(*m_silence, ends()), this, finished);
    else
        QCoro::connect(silences.make(chosenSource(), SilenceDraft{m_reach->text().trimmed(), ends(), m_comment->text()}), this, finished);
}

// Not before there is an answer: it would be lost.
void SilenceDialog::reject()
{
    if (!m_isSending)
        QDialog::reject();
}

void SilenceDialog::finish(const Expected<Done> &result)
{
    m_isSending = false;
    if (!result) {
        check();
        m_message->setText(isOutcomeUnknown(result.error())
                ? tr("Whether that was done is not known: %1. Look at the list before you try again.").arg(errorText(result.error()))
                : tr("That was not done: %1").arg(errorText(result.error())));
        return;
    }
    const QString until = clockTime(ends(), m_session.clock().now());
    Q_EMIT confirmed(m_silence ? tr("The silence ends at %1.").arg(until) : tr("Quiet until %1: %2").arg(until, m_reach->text().trimmed()));
    accept();
}

} // namespace nightbell
