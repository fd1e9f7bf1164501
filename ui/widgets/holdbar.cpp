// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/holdbar.h"

#include "domain/names.h"
#include "engine/session.h"
#include "models/watchsummary.h"
#include "pager/holdtext.h"
#include "theme.h"
#include "widgets/toneshape.h"
#include "widgets/whilevisible.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostInMenu = 20;

QToolButton *makeButton(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setProperty("button", true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

} // namespace

HoldBar::HoldBar(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_text(new QLabel(this))
    , m_promote(makeButton(tr("Page now …"), this))
    , m_resume(makeButton(tr("Resume"), this))
    , m_menu(new QMenu(this))
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_promote->setMenu(m_menu);
    m_promote->setPopupMode(QToolButton::InstantPopup);
    m_promote->setToolTip(tr("Do not wait any longer: page for one that is held"));
    m_resume->setToolTip(tr("End the pause now"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16 + fontMetrics().ascent() + 10, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_promote);
    row->addWidget(m_resume);
    connect(m_resume, &QToolButton::clicked, &session.pager(), &Pager::resume);
    connect(m_menu, &QMenu::aboutToShow, this, &HoldBar::fillMenu);
    connect(&session.pager(), &Pager::heldChanged, this, &HoldBar::refresh);
    connect(&session.pager(), &Pager::pauseChanged, this, &HoldBar::refresh);
    connect(&session, &Session::configurationChanged, this, &HoldBar::refresh);
    auto *minutes = new WhileVisible(this, std::chrono::minutes(1)); // "until 09:00" was "until Mon 09:00" yesterday
    connect(minutes, &WhileVisible::tick, this, &HoldBar::refresh);
    refresh();
}

void HoldBar::refresh()
{
    const TimePoint now = m_session.clock().now();
    const QList<Held> held = m_session.pager().held();
    const auto pausedUntil = m_session.pager().pausedUntil();
    QStringList sentences;
    if (pausedUntil)
        sentences.append(pauseText(*pausedUntil, now));
    sentences += heldTexts(held, namesOf(m_session), now);
    m_text->setText(sentences.join(u" · "_s));
    m_text->setAccessibleName(m_text->text());
    m_resume->setVisible(pausedUntil.has_value());
    m_promote->setVisible(!held.isEmpty());
    setVisible(!sentences.isEmpty());
    update();
}

void HoldBar::fillMenu()
{
    m_menu->clear();
    const QList<Held> held = m_session.pager().held();
    for (const Held &each : held.first(std::min(held.size(), mostInMenu))) {
        QString title = each.incident->title.simplified().left(80);
        m_menu->addAction(
            title.replace(u'&', "&&"_L1), &m_session.pager(), [pager = &m_session.pager(), id = each.id] { pager->promote(id); });
    }
    if (held.size() > mostInMenu)
        m_menu->addAction(tr("%n more …", nullptr, static_cast<int>(held.size() - mostInMenu)))->setEnabled(false);
}

void HoldBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), raised(palette()));
    const double side = fontMetrics().ascent();
    drawTone(painter, QRectF(16, (height() - side) / 2, side, side), Tone::Maintenance, palette());
}

} // namespace nightbell
