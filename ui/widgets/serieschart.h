// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chartcontent.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace nightbell {

class ChartCanvas;

// One figure over time with its title and its latest value; or why there is nothing to draw.
class SeriesChart : public QWidget
{
    Q_OBJECT

public:
    SeriesChart(const QString &title, Metric metric, QWidget *parent = nullptr);

    void setLoading();
    void setFailure(const QString &why);
    void setUnknown(const QString &why); // there is no such figure here
    void setContent(const ChartContent &content); // without samples: says that there are none in this time

    bool showsChart() const;
    QString message() const; // what stands there instead; empty while the chart is shown
    ChartCanvas &canvas() const { return *m_canvas; }

private:
    void say(const QString &message);
    void describe();
    QString summary() const;

    QString m_title;
    Metric m_metric;
    QLabel *m_latest;
    QStackedLayout *m_stack;
    QLabel *m_message;
    ChartCanvas *m_canvas;
};

} // namespace nightbell
