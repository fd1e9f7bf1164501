// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/readiness.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace nightbell {

class Session;

// "Can I be woken?": one row a fact, with a sign, how it is, and how to mend it; and what the last test page has shown.
class ReadinessPage : public QWidget
{
    Q_OBJECT

public:
    ReadinessPage(Session &session, const QString &autostartFolder, QWidget *parent = nullptr);

private:
    struct Row
    {
        QLabel *sign;
        QLabel *name;
        QLabel *text;
    };

    void layOut();
    void lookAgain();
    void refresh();
    void refreshTest();
    void sendTest();
    void fill(Row &row, const ReadinessFact &fact);
    Row addRow();
    void switchAutostart(bool starts);

    Session &m_session;
    QString m_autostartFolder;
    QLabel *m_verdict = nullptr;
    QPushButton *m_test = nullptr;
    QLabel *m_testTitle = nullptr;
    QLabel *m_testResult = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<Row> m_rows;
    QCheckBox *m_autostart = nullptr;
    QLabel *m_problem = nullptr; // why the last change was not made
};

} // namespace nightbell
