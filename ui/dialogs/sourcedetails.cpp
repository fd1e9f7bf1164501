// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/sourcedetails.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "models/watchsummary.h"
#include "theme.h"
#include "widgets/labels.h"
#include "widgets/screenfit.h"
#include "widgets/toneshape.h"
#include "widgets/whilevisible.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {

SourceDetails::SourceDetails(Session &session, const SourceId &first, QWidget *parent) : QDialog(parent), m_session(session), m_first(first)
{
    setWindowTitle(tr("Sources"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Sources"));
    m_content = new QWidget(scroll);
    m_rows = new QVBoxLayout(m_content);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(16);
    scroll->setWidget(m_content);
    column->addWidget(scroll, 1);
    scroll->setFocus(); // the arrows read on

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *poll = buttons->addButton(tr("Ask all now"), QDialogButtonBox::ActionRole);
    poll->setIcon(icon(u"refresh"_s, palette()));
    connect(poll, &QPushButton::clicked, &session, &Session::pollNow);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    auto *heartbeat = new WhileVisible(this, std::chrono::seconds(5));
    connect(heartbeat, &WhileVisible::tick, this, &SourceDetails::refresh);
    connect(&session.poller(), &Poller::statusChanged, this, &SourceDetails::refresh);
    resizeWithinScreen(*this, QSize(fontMetrics().averageCharWidth() * 72, fontMetrics().height() * 22));
}

void SourceDetails::refresh()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QList<SourceStatus> sources = m_session.poller().statuses();
    std::ranges::stable_partition(sources, [this](const SourceStatus &status) { return status.id == m_first; });
    for (const SourceStatus &status : std::as_const(sources))
        add(status);
    m_rows->addStretch(1);
}

void SourceDetails::add(const SourceStatus &status)
{
    const TimePoint now = m_session.clock().now();
    auto *row = new QWidget(m_content);
    auto *columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(12);
    columns->addWidget(new ToneShape(toneOf(status.state), 1.0, row), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(makeHeading(status.name, 1.0, row));
    words->addWidget(makeText(stateText(status, now), row));
    QStringList lines{tr("Asked every %1.").arg(spanText(status.interval))};
    if (status.lastSuccess)
        lines.append(tr("Last answer at %1.").arg(localTime(*status.lastSuccess, now)));
    if (status.failingSince)
        lines.append(
            tr("Failing since %1. What it said last stays on view; all other sources go on.").arg(localTime(*status.failingSince, now)));
    if (status.error && !status.error->detail.isEmpty())
        lines.append(tr("Details: %1").arg(status.error->detail));
    lines += status.facts + status.warnings;
    QLabel *details = makeMuted(lines.join(u'\n'), row);
    details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->addWidget(details);
    columns->addLayout(words, 1);
    m_rows->addWidget(row);
}

} // namespace nightbell
