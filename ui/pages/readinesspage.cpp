// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/readinesspage.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "models/autostart.h"
#include "theme.h"
#include "widgets/labels.h"
#include "widgets/readinessmark.h"
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

void colour(QLabel *label, Tone tone)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, toneColor(tone, palette));
    label->setPalette(palette);
}

} // namespace

ReadinessPage::ReadinessPage(Session &session, const QString &autostartFolder, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_autostartFolder(autostartFolder)
{
    layOut();
    const auto refreshIfSeen = [this] {
        if (isVisible())
            refresh();
    };
    connect(&session.readiness(), &ReadinessWatch::changed, this, refreshIfSeen);
    connect(&session.poller(), &Poller::statusChanged, this, refreshIfSeen);
    connect(&session.testPages(), &TestPages::changed, this, refreshIfSeen);
    auto *heartbeat = new WhileVisible(this, std::chrono::seconds(10));
    connect(heartbeat, &WhileVisible::tick, this, &ReadinessPage::lookAgain);
    refresh();
}

void ReadinessPage::lookAgain()
{
    m_session.readiness().ask();
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
    connect(again, &QPushButton::clicked, this, &ReadinessPage::lookAgain);
    top->addWidget(again, 0, Qt::AlignTop);
    m_test = new QPushButton(icon(u"bell"_s, palette()), tr("&Test page now"), content);
    m_test->setToolTip(tr("A page of Nightbell's own goes the whole way: it is shown and rings, and you acknowledge it."));
    connect(m_test, &QPushButton::clicked, this, &ReadinessPage::sendTest);
    top->addWidget(m_test, 0, Qt::AlignTop);
    column->addLayout(top);
    m_testTitle = makeHeading({}, 1.0, content);
    m_testResult = makeText({}, content);
    m_testResult->setTextFormat(Qt::PlainText);
    auto *test = new QVBoxLayout;
    test->setSpacing(2);
    test->addWidget(m_testTitle);
    test->addWidget(m_testResult);
    column->addLayout(test);
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
    const QList<ReadinessFact> facts = m_session.readiness().facts();
    const ReadinessLevel worst = worstOf(facts);
    if (!m_session.readiness().knowsDesktop()) {
        m_verdict->setText(tr("Looking …"));
        colour(m_verdict, Tone::Neutral);
    } else {
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
    }
    refreshTest();
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
    m_autostart->setChecked(startsWithSession(m_autostartFolder));
}

void ReadinessPage::refreshTest()
{
    const TestPages &tests = m_session.testPages();
    m_test->setEnabled(tests.isAllowed() && !tests.isRunning());
    for (QLabel *label : {m_testTitle, m_testResult})
        label->setVisible(tests.last().has_value());
    if (!tests.last())
        return;
    const TestReport &report = *tests.last();
    const QString when = localDateTime(report.started);
    m_testTitle->setText(report.isScheduled ? tr("Test page by plan, %1").arg(when) : tr("Test page, %1").arg(when));
    m_testResult->setText(testLines(report).join(u'\n'));
}

void ReadinessPage::sendTest()
{
    const auto begun = m_session.testPages().start();
    m_problem->setVisible(!begun);
    if (!begun)
        m_problem->setText(tr("No test page was sent: %1.").arg(errorText(begun.error())));
    lookAgain();
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
    row.text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_grid->addWidget(row.text, line, 2);
    return row;
}

void ReadinessPage::fill(Row &row, const ReadinessFact &fact)
{
    row.sign->setText(signOf(fact.level));
    row.sign->setAccessibleName(levelText(fact.level));
    row.sign->setToolTip(row.sign->accessibleName());
    colour(row.sign, toneOf(fact.level));
    row.name->setTextFormat(Qt::PlainText); // names of sources are other people's
    row.name->setText(fact.name);
    row.text->setTextFormat(Qt::PlainText);
    row.text->setText(fact.mend.isEmpty() ? fact.says : fact.says + u'\n' + fact.mend);
}

void ReadinessPage::switchAutostart(bool starts)
{
    const auto done = setStartsWithSession(m_autostartFolder, QCoreApplication::applicationFilePath(), starts);
    m_problem->setVisible(!done);
    if (!done)
        m_problem->setText(tr("That could not be changed: %1.").arg(errorText(done.error())));
    lookAgain();
}

} // namespace nightbell
