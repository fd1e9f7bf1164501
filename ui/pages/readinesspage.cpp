// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/readinesspage.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "models/autostart.h"
#include "theme.h"
#include "widgets/labels.h"
#include "widgets/whilevisible.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

Tone toneOf(ReadinessLevel level)
{
    switch (level) {
    case ReadinessLevel::Good:
        return Tone::Resolved;
    case ReadinessLevel::Doubtful:
        return Tone::Acknowledged;
    case ReadinessLevel::Bad:
        return Tone::Triggered;
    }
    return Tone::Neutral;
}

QString signOf(ReadinessLevel level)
{
    switch (level) {
    case ReadinessLevel::Good:
        return u"✔"_s;
    case ReadinessLevel::Doubtful:
        return u"!"_s;
    case ReadinessLevel::Bad:
        return u"✖"_s;
    }
    return {};
}

void colour(QLabel *label, Tone tone)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, toneColor(tone, palette));
    label->setPalette(palette);
}

} // namespace

ReadinessPage::ReadinessPage(Session &session, const DesktopReadiness::Places &places, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_places(places)
    , m_readiness(session, places)
{
    layOut();
    connect(&m_readiness, &DesktopReadiness::changed, this, &ReadinessPage::refresh);
    connect(&session.poller(), &Poller::statusChanged, this, [this] {
        if (isVisible())
            refresh();
    });
    auto *heartbeat = new WhileVisible(this, std::chrono::seconds(10));
    connect(heartbeat, &WhileVisible::tick, this, [this] {
        m_readiness.ask();
        refresh();
    });
    refresh();
}

void ReadinessPage::layOut()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    auto *top = new QHBoxLayout;
    m_verdict = makeHeading({}, 1.4, content);
    top->addWidget(m_verdict, 1);
    auto *again = new QPushButton(icon(u"refresh"_s, palette()), tr("Look again"), content);
    connect(again, &QPushButton::clicked, this, [this] {
        m_readiness.ask();
        refresh();
    });
    top->addWidget(again, 0, Qt::AlignTop);
    column->addLayout(top);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(12);
    m_grid->setColumnStretch(2, 1);
    column->addLayout(m_grid);
    m_autostart = new QCheckBox(tr("Start &with the session, hidden in the tray"), content);
    connect(m_autostart, &QCheckBox::toggled, this, &ReadinessPage::switchAutostart);
    column->addWidget(m_autostart);
    m_problem = makeText({}, content);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addStretch();

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Can I be woken?"));
    scroll->setWidget(content);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    setFocusProxy(scroll);
}

void ReadinessPage::refresh()
{
    const QList<ReadinessFact> facts = m_readiness.facts();
    const ReadinessLevel worst = worstOf(facts);
    switch (worst) {
    case ReadinessLevel::Good:
        m_verdict->setText(tr("✔ You can be woken."));
        break;
    case ReadinessLevel::Doubtful:
        m_verdict->setText(tr("! You can be woken, but look at what is marked."));
        break;
    case ReadinessLevel::Bad:
        m_verdict->setText(tr("✖ A page may be missed."));
        break;
    }
    colour(m_verdict, toneOf(worst));
    while (m_rows.size() < facts.size())
        m_rows.append(addRow());
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const bool isUsed = i < facts.size();
        for (QLabel *label : {m_rows[i].sign, m_rows[i].name, m_rows[i].text})
            label->setVisible(isUsed);
        if (isUsed)
            fill(m_rows[i], facts.at(i));
    }
    const QSignalBlocker quiet(m_autostart);
    m_autostart->setChecked(startsWithSession(m_places.autostart));
}

ReadinessPage::Row ReadinessPage::addRow()
{
    const int line = static_cast<int>(m_rows.size());
    Row row{makeHeading({}, 1.2), makeHeading({}, 1.0), makeText({})};
    row.name->setWordWrap(false);
    row.sign->setMinimumWidth(row.sign->fontMetrics().height());
    row.sign->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_grid->addWidget(row.sign, line, 0, Qt::AlignTop);
    m_grid->addWidget(row.name, line, 1, Qt::AlignTop);
    m_grid->addWidget(row.text, line, 2);
    return row;
}

void ReadinessPage::fill(Row &row, const ReadinessFact &fact)
{
    row.sign->setText(signOf(fact.level));
    switch (fact.level) {
    case ReadinessLevel::Good:
        row.sign->setAccessibleName(tr("In order"));
        break;
    case ReadinessLevel::Doubtful:
        row.sign->setAccessibleName(tr("Look at this"));
        break;
    case ReadinessLevel::Bad:
        row.sign->setAccessibleName(tr("Not in order"));
        break;
    }
    row.sign->setToolTip(row.sign->accessibleName());
    colour(row.sign, toneOf(fact.level));
    row.name->setTextFormat(Qt::PlainText); // names of sources are other people's
    row.name->setText(fact.name);
    row.text->setTextFormat(Qt::PlainText);
    row.text->setText(fact.mend.isEmpty() ? fact.says : fact.says + u'\n' + fact.mend);
}

void ReadinessPage::switchAutostart(bool starts)
{
    const auto done = setStartsWithSession(m_places.autostart, QCoreApplication::applicationFilePath(), starts);
    m_problem->setVisible(!done);
    if (!done)
        m_problem->setText(tr("That could not be changed: %1.").arg(errorText(done.error())));
    m_readiness.ask();
    refresh();
}

} // namespace nightbell
