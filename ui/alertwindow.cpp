// SPDX-License-Identifier: GPL-3.0-or-later
#include "alertwindow.h"

#include "domain/wording.h"
#include "theme.h"
#include "widgets/flowlayout.h"
#include "widgets/labels.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int edge = 4; // px of the coloured frame
constexpr qsizetype mostListed = 6;

} // namespace

AlertWindow::AlertWindow()
    : QWidget(nullptr, Qt::Window | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint)
    , m_heading(makeText({}, this))
    , m_title(makeHeading({}, 1.6, this))
    , m_place(makeMuted({}, this))
    , m_more(makeText({}, this))
{
    setAttribute(Qt::WA_ShowWithoutActivating);
    setAttribute(Qt::WA_X11NetWmWindowTypeNotification); // on top, and no focus on its own
    setAttribute(Qt::WA_QuitOnClose, false);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Page"));
    m_heading->setFont(scaled(font(), 1.0, QFont::DemiBold));
    QPalette warning = palette();
    warning.setColor(QPalette::WindowText, toneColor(Tone::Triggered, palette()));
    m_heading->setPalette(warning);
    m_title->setAccessibleName(tr("What is broken"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(8);
    column->addWidget(m_heading);
    column->addWidget(m_title);
    column->addWidget(m_place);
    column->addWidget(m_more);
    column->addSpacing(8);
    auto *row = new FlowLayout(8);
    m_acknowledge = addButton(tr("&Acknowledge"), u"acknowledge"_s);
    QPushButton *open = addButton(tr("&Open"), u"open"_s);
    m_leave = addButton(tr("Let it &escalate"), u"moon"_s);
    m_leave->setToolTip(tr("Puts the page away here without acknowledging: whoever is next is told"));
    QPushButton *silence = addButton(tr("&Silence"), u"bell-off"_s);
    silence->setToolTip(tr("Stops the sound. The page stays."));
    QPushButton *hide = addButton(tr("&Hide"), u"close"_s);
    hide->setToolTip(tr("Takes this window away. The page stays open, and nobody is told that you have seen it."));
    for (QPushButton *button : std::as_const(m_buttons))
        row->addWidget(button);
    column->addLayout(row);

    connect(m_acknowledge, &QPushButton::clicked, this, [this] { Q_EMIT acknowledgeRequested(m_incidents); });
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_incidents.value(0)); });
    connect(m_leave, &QPushButton::clicked, this, [this] {
        const QList<IncidentId> ids = m_escalating; // ours change while they are put away
        Q_EMIT leaveRequested(ids);
    });
    connect(silence, &QPushButton::clicked, this, &AlertWindow::silenceRequested);
    connect(hide, &QPushButton::clicked, this, &AlertWindow::hideRequested);
    m_arming.setSingleShot(true);
    m_arming.setInterval(armedAfter);
    connect(&m_arming, &QTimer::timeout, this, &AlertWindow::arm);
}

QPushButton *AlertWindow::addButton(const QString &text, const QString &iconName)
{
    const bool isPrimary = m_buttons.isEmpty();
    auto *button = new QPushButton(isPrimary ? icon(iconName, QColor(Qt::white)) : icon(iconName, palette()), text, this);
    button->setProperty("primary", isPrimary);
    button->setEnabled(false);
    button->setAutoDefault(false);
    m_buttons.append(button);
    return button;
}

void AlertWindow::arm()
{
    m_isArmed = true;
    for (QPushButton *button : std::as_const(m_buttons))
        button->setEnabled(true);
}

void AlertWindow::setIncidents(const QList<Incident> &incidents, const Names &names, TimePoint now)
{
    QList<IncidentId> ids;
    m_escalating.clear();
    for (const Incident &incident : incidents) {
        ids.append(incident.id);
        if (incident.escalation)
            m_escalating.append(incident.id);
    }
    m_leave->setVisible(m_escalating.size() == incidents.size()); // one that goes to nobody else is not put away with the others
    // Something else stands there now: a click that is on its way was not meant for it.
    const bool hasNew = std::ranges::any_of(ids, [this](const IncidentId &id) { return !m_incidents.contains(id); });
    m_incidents = ids;
    const Incident &first = incidents.constFirst();
    const auto count = static_cast<int>(incidents.size());
    m_heading->setText(toneGlyph(Tone::Triggered) + u"  "_s + tr("%n incident(s) need you", nullptr, count));
    m_title->setText(first.title);
    const QString age = tr("for %1").arg(ageText(std::max(now - first.created, Duration(0))));
    QStringList facts{placeText(first, names), age, escalationText(first, now)};
    facts.removeAll(QString());
    m_place->setText(facts.join(u" · "_s));
    QStringList more;
    for (const Incident &incident : incidents.mid(1, mostListed))
        more.append(toneGlyph(Tone::Triggered) + u"  "_s + incident.title);
    if (count > mostListed + 1)
        more.append(tr("and %n more", nullptr, count - static_cast<int>(mostListed) - 1));
    m_more->setText(more.join(u'\n'));
    m_more->setVisible(!more.isEmpty());
    m_acknowledge->setText(count > 1 ? tr("&Acknowledge all %1").arg(count) : tr("&Acknowledge"));
    setWindowTitle(tr("Page: %1").arg(first.title));
    if (hasNew) {
        m_isArmed = false;
        for (QPushButton *button : std::as_const(m_buttons))
            button->setEnabled(false);
        m_arming.start();
    }
}

void AlertWindow::showOn(QScreen *screen)
{
    // Where a window can be put in front of others. Wayland lets none be, but for one that fills the screen.
    if (!QGuiApplication::platformName().startsWith("wayland"_L1)) {
        const QRect room = screen->availableGeometry();
        const int width = std::min(room.width() - 32, std::max(560, fontMetrics().averageCharWidth() * 80));
        setFixedWidth(width);
        adjustSize();
        const int height = std::min(
            heightForWidth(width) > 0 ? std::max(heightForWidth(width), sizeHint().height()) : sizeHint().height(), room.height() - 32);
        setGeometry(room.x() + (room.width() - width) / 2, room.y() + std::max(16, room.height() / 8), width, height);
        show();
        raise();
        return;
    }
    setScreen(screen);
    showFullScreen();
}

void AlertWindow::keyPressEvent(QKeyEvent *event)
{
    if (m_isArmed && event->key() == Qt::Key_Escape)
        Q_EMIT hideRequested();
    else
        QWidget::keyPressEvent(event);
}

void AlertWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    Q_EMIT hideRequested();
}

void AlertWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().window());
    painter.setPen(QPen(toneColor(Tone::Triggered, palette()), edge));
    painter.drawRect(rect().adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2));
    if (std::exchange(m_painted, m_incidents) != m_incidents) // whoever hears of it may want to change something: not while painting
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT painted(m_painted); }, Qt::QueuedConnection);
}

} // namespace nightbell
