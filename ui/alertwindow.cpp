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
    , m_where(makeMuted({}, this))
    , m_more(makeText({}, this))
    , m_note(makeMuted({}, this))
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
    column->addWidget(m_where);
    column->addWidget(m_more);
    column->addWidget(m_note);
    column->addSpacing(8);
    auto *row = new FlowLayout(8);
    m_acknowledge = addButton(tr("&Acknowledge"), u"acknowledge"_s);
    m_note->hide();
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

void AlertWindow::disarm()
{
    m_isArmed = false;
    for (QPushButton *button : std::as_const(m_buttons))
        button->setEnabled(false);
    m_arming.start();
}

void AlertWindow::setTitlesHidden(bool areHidden)
{
    m_areTitlesHidden = areHidden;
}

void AlertWindow::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void AlertWindow::setIncidents(const SharedIncidents &incidents, const Names &names, TimePoint now)
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
    m_title->setText(m_areTitlesHidden ? tr("What is broken is hidden. Open it to read it.") : first.title);
    const QString age = tr("for %1").arg(ageText(std::max(now - first.created, Duration(0))));
    QStringList facts{m_areTitlesHidden ? QString() : placeText(first, names), age, escalationText(first, now)};
    facts.removeAll(QString());
    m_where->setText(facts.join(u" · "_s));
    QStringList more;
    for (const Incident &incident : incidents.mid(1, mostListed))
        more.append(toneGlyph(Tone::Triggered) + u"  "_s + incident.title);
    if (count > mostListed + 1)
        more.append(tr("and %n more", nullptr, count - static_cast<int>(mostListed) - 1));
    m_more->setText(more.join(u'\n'));
    m_more->setVisible(!more.isEmpty() && !m_areTitlesHidden);
    m_acknowledge->setText(count > 1 ? tr("&Acknowledge all %1").arg(count) : tr("&Acknowledge"));
    setWindowTitle(m_areTitlesHidden ? tr("Page") : tr("Page: %1").arg(first.title));
    if (hasNew)
        disarm();
    fit();
}

QSize AlertWindow::sizeOn(const QScreen &screen) const
{
    const QSize room = screen.availableSize() - QSize(32, 32);
    const int width = std::min(room.width(), std::max(560, fontMetrics().averageCharWidth() * 80));
    return {width, std::min(room.height(), std::max(layout()->totalHeightForWidth(width), layout()->totalMinimumSize().height()))};
}

void AlertWindow::showOn(QScreen *screen, LayerShell &layers)
{
    const QSize size = sizeOn(*screen);
    const QRect room = screen->availableGeometry();
    const int top = std::max(16, room.height() / 8);
    if (!QGuiApplication::platformName().startsWith("wayland"_L1)) {
        setGeometry(room.x() + (room.width() - size.width()) / 2, room.y() + top, size.width(), size.height());
        show();
        raise();
        return;
    }
    // There a window can be in front of others only on a layer of its own, or else by filling the screen.
    if (layers.isAvailable()) {
        setWindowFlag(Qt::BypassWindowManagerHint);
        setScreen(screen);
        resize(size);
        winId(); // its surface is there from now on
        m_layer = layers.place(*windowHandle(), *screen, size, top);
        if (m_layer) {
            for (QPushButton *button : std::as_const(m_buttons))
                button->setToolTip({}); // would need a window to belong to
            show();
            return;
        }
        setWindowFlag(Qt::BypassWindowManagerHint, false);
    }
    setScreen(screen);
    showFullScreen();
}

// What stands in it has become more or less.
void AlertWindow::fit()
{
    if (!isVisible() || isFullScreen())
        return;
    const QSize size = sizeOn(*screen());
    if (size == this->size())
        return;
    if (m_layer)
        m_layer->resize(size);
    resize(size);
}

void AlertWindow::setVisible(bool visible)
{
    if (!visible)
        m_layer.reset(); // before its surface goes
    QWidget::setVisible(visible);
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
    painter.setPen(QPen(toneColor(Tone::Triggered, palette()), edge, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(rect().adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2));
    if (std::exchange(m_painted, m_incidents) != m_incidents) // whoever hears of it may want to change something: not while painting
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT painted(m_painted); }, Qt::QueuedConnection);
}

} // namespace nightbell
