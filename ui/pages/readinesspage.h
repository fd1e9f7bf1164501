// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/desktopreadiness.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLabel;

namespace nightbell {

class Session;

// "Can I be woken?": one row a fact, with a sign, how it is, and how to mend it.
class ReadinessPage : public QWidget
{
    Q_OBJECT

public:
    ReadinessPage(Session &session, const DesktopReadiness::Places &places, QWidget *parent = nullptr);

    const DesktopReadiness &readiness() const { return m_readiness; }

private:
    struct Row
    {
        QLabel *sign;
        QLabel *name;
        QLabel *text;
    };

    void layOut();
    void refresh();
    void fill(Row &row, const ReadinessFact &fact);
    Row addRow();
    void switchAutostart(bool starts);

    Session &m_session;
    DesktopReadiness::Places m_places;
    DesktopReadiness m_readiness;
    QLabel *m_verdict = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<Row> m_rows;
    QCheckBox *m_autostart = nullptr;
    QLabel *m_problem = nullptr; // why the last change was not made
};

} // namespace nightbell
