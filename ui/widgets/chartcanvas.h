// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chartcontent.h"

#include <QChartView>

#include <vector>

class QCategoryAxis;
class QLineSeries;
class QScatterSeries;

namespace nightbell {

// The drawing of a SeriesChart: a line for each stretch without a gap over the threshold, incidents and restarts, and a
// crosshair that reads values by mouse or arrow keys.
class ChartCanvas : public QChartView
{
    Q_OBJECT

public:
    explicit ChartCanvas(Metric metric, QWidget *parent = nullptr);

    void setContent(const ChartContent &content);
    const ChartContent &content() const { return m_content; }

    qsizetype lineCount() const { return m_lineCount; } // stretches that are drawn
    const std::optional<Sample> &reading() const { return m_reading; } // the sample under the crosshair
    QString readingText() const; // empty: there is none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void readingChanged();

protected:
    void changeEvent(QEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &area) override;
    void drawForeground(QPainter *painter, const QRectF &area) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void applyLook();
    void showSeries();
    void showLine(qsizetype number, const Segment &segment);
    void markAxes();
    void setReading(const std::optional<Sample> &reading);
    void step(qsizetype by);

    double columnOf(TimePoint time) const;
    double rowOf(double value) const;
    QColor lineColor() const;
    void paintIncidents(QPainter &painter) const;
    void paintGround(QPainter &painter) const;
    void paintThreshold(QPainter &painter) const;
    void paintThresholdName(QPainter &painter) const;
    void paintStems(QPainter &painter) const;
    void paintRestarts(QPainter &painter) const;
    void paintReading(QPainter &painter) const;

    Metric m_metric;
    ChartContent m_content;
    double m_top = 100;
    QList<Segment> m_segments; // as drawn
    QList<Sample> m_shown; // all of them
    qsizetype m_lineCount = 0;
    std::optional<Sample> m_reading;
    QCategoryAxis *m_times;
    QCategoryAxis *m_values;
    std::vector<QLineSeries *> m_lines; // kept for the next content; the chart owns them
    QScatterSeries *m_dots; // samples without neighbours
};

} // namespace nightbell
