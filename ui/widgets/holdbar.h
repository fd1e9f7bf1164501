// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QMenu;
class QToolButton;

namespace nightbell {

class Session;

// Below the status line, as long as there is something to say: that notifications are paused and until when, what is held back
// and why, and the way to page for it now.
class HoldBar : public QFrame
{
    Q_OBJECT

public:
    explicit HoldBar(Session &session, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void fillMenu();

    Session &m_session;
    QLabel *m_text = nullptr;
    QToolButton *m_promote = nullptr;
    QToolButton *m_resume = nullptr;
    QMenu *m_menu = nullptr;
};

} // namespace nightbell
