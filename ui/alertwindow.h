// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/incident.h"
#include "domain/names.h"
#include "layershell.h"

#include <QList>
#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace nightbell {

// A page in front of everything, for desktops that hide notifications and people who do not see them. One on each screen.
// It takes no focus and no key that somebody is typing, and its buttons work only after a moment, so that a click or a key
// that was meant for what was there before acknowledges nothing.
class AlertWindow : public QWidget
{
    Q_OBJECT

public:
    static constexpr Duration armedAfter = std::chrono::milliseconds(700);

    AlertWindow();

    // The most urgent first; not empty.
    void setIncidents(const SharedIncidents &incidents, const Names &names, TimePoint now);
    void setTitlesHidden(bool areHidden); // from the next setIncidents() on
    void setNote(const QString &note); // what else is to be known, a sentence; empty: nothing
    void showOn(QScreen *screen, LayerShell &layers);
    bool isArmed() const { return m_isArmed; }
    void setVisible(bool visible) override;

Q_SIGNALS:
    void painted(const QList<nightbell::IncidentId> &incidents); // can be seen: once, each time that others stand there
    void acknowledgeRequested(const QList<nightbell::IncidentId> &incidents);
    void leaveRequested(const QList<nightbell::IncidentId> &incidents); // they may escalate
    void openRequested(const nightbell::IncidentId &incident);
    void silenceRequested();
    void hideRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QPushButton *addButton(const QString &text, const QString &iconName);
    void arm();
    void disarm();
    QSize sizeOn(const QScreen &screen) const;
    void fit();

    QLabel *m_heading;
    QLabel *m_title;
    QLabel *m_where;
    QLabel *m_more;
    QLabel *m_note;
    QList<QPushButton *> m_buttons;
    QPushButton *m_acknowledge;
    QPushButton *m_leave;
    QList<IncidentId> m_incidents;
    std::unique_ptr<LayerShell::Place> m_layer; // on Wayland, where it has one in front of others
    QList<IncidentId> m_painted;
    QList<IncidentId> m_escalating; // those of them that go to somebody else when nobody reacts
    QTimer m_arming;
    bool m_isArmed = false;
    bool m_areTitlesHidden = false;
};

} // namespace nightbell
