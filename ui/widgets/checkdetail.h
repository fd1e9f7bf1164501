// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/checkresult.h"

#include <QWidget>

class QLabel;

namespace nightbell {

class SeriesChart;
class Session;

// One check: how its last run went, where the time went, and how long answers took in the last 24 hours.
class CheckDetail : public QWidget
{
    Q_OBJECT

public:
    explicit CheckDetail(Session &session, QWidget *parent = nullptr);

    void setCheck(const Check &check);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void readSamples();
    QString factsOf(const Check &check) const;

    Session &m_session;
    Check m_check;
    QLabel *m_title = nullptr;
    QLabel *m_facts = nullptr;
    QWidget *m_bar = nullptr;
    QLabel *m_legend = nullptr;
    SeriesChart *m_chart = nullptr;
};

} // namespace nightbell
