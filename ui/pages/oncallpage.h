// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/oncallwatch.h"

#include <QList>
#include <QWidget>

#include <functional>

class QAction;
class QBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace nightbell {

class EmptyState;
class Session;
class ShiftStrip;

// Who is on call, now and next, on which level of which policy; and when the person is.
class OnCallPage : public QWidget
{
    Q_OBJECT

public:
    explicit OnCallPage(Session &session, QWidget *parent = nullptr);

    void takeOver(); // asks what, and for how long

Q_SIGNALS:
    void connectRequested(); // a source that knows who is on call
    void setUpRequested(const nightbell::SourceId &source); // one that has to be told more

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    QWidget *makeHead();
    void refresh(); // when something was answered
    void refreshAges();
    void showEmpty();
    void showBanners();
    void showShifts(const QList<Shift> &mine);
    void showPolicies();
    void tellTaken(const QString &sentence);

    Session &m_session;
    QList<OnCallStatus> m_shown;
    std::function<void()> m_emptyDoes; // the button of the empty page
    QString m_taken; // that a shift was taken over, until it is put away
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QScrollArea *m_scroll = nullptr;
    QLabel *m_sign = nullptr;
    QLabel *m_duty = nullptr;
    QLabel *m_age = nullptr;
    QPushButton *m_take = nullptr;
    QVBoxLayout *m_banners = nullptr;
    ShiftStrip *m_strip = nullptr;
    QBoxLayout *m_columns = nullptr;
    QVBoxLayout *m_policies = nullptr;
    QVBoxLayout *m_shifts = nullptr;
    QAction *m_takeAction = nullptr;
};

} // namespace nightbell
