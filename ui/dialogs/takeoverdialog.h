// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "engine/oncallwatch.h"

#include <QDialog>

#include <functional>

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QPushButton;

namespace nightbell {

class Session;

// Takes over the shifts of a schedule for a stretch of time. Closes when its source has confirmed that, and not before.
class TakeoverDialog : public QDialog
{
    Q_OBJECT

public:
    explicit TakeoverDialog(Session &session, QWidget *parent = nullptr);

    void reject() override;

Q_SIGNALS:
    void taken(const QString &sentence); // confirmed

private:
    struct Choice
    {
        SourceId source;
        QString sourceName;
        Schedule schedule;
        QList<Shift> now; // who is on call there
    };

    void fill();
    void layOut();
    void scheduleChosen();
    void check();
    void send();
    void finish(const ShiftOverride &wanted, const Expected<Done> &result);
    ShiftOverride wanted() const;
    const Choice *chosen() const;

    Session &m_session;
    QList<Choice> m_choices;
    QComboBox *m_schedule;
    QDateTimeEdit *m_from;
    QDateTimeEdit *m_until;
    QLabel *m_who;
    QLabel *m_message;
    QPushButton *m_take = nullptr;
    bool m_isSending = false;
};

} // namespace nightbell
