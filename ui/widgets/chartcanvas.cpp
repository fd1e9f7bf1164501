// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartcanvas.h"

#include "domain/wording.h"
#include "theme.h"
#include "widgets/labels.h"
#include "widgets/ticks.h"

#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QScatterSeries>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr double smallFont = 0.85;

void mark(QCategoryAxis &axis, double from, double to, const QList<Tick> &ticks)
{
    for (const QString &label : axis.categoriesLabels())
        axis.remove(label);
    axis.setStartValue(from);
    axis.setRange(from, to);
    QStringList used;
    for (const Tick &tick : ticks) {
        QString label = tick.label;
        while (used.contains(label))
            label += QChar(0x200b); // the axis refuses a label that it has already
        used.append(label);
        axis.append(label, tick.value);
    }
}

double milliseconds(TimePoint time)
{
    return static_cast<double>(toMilliseconds(time));
}

int colorIndex(Metric metric)
{
    switch (metric) {
    case Metric::Cpu:
        return 0;
    case Metric::Memory:
        return 2;
    case Metric::Restarts:
        return 1;
    case Metric::CheckLatency:
        return 3;
    }
    return 0;
}

} // namespace

ChartCanvas::ChartCanvas(Metric metric, QWidget *parent)
    : QChartView(parent)
    , m_metric(metric)
    , m_times(new QCategoryAxis(this))
    , m_values(new QCategoryAxis(this))
    , m_dots(new QScatterSeries)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setRenderHint(QPainter::Antialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    chart()->setBackgroundVisible(false); // ours is drawn before it
    chart()->legend()->hide();
    chart()->setMargins({0, 8, 20, 0});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    for (QCategoryAxis *axis : {m_times, m_values}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setTruncateLabels(false); // in a low window it would be dots all the way
        axis->setLineVisible(false);
    }
    m_times->setGridLineVisible(false);
    chart()->addAxis(m_times, Qt::AlignBottom);
    chart()->addAxis(m_values, Qt::AlignLeft);
    chart()->addSeries(m_dots);
    m_dots->attachAxis(m_times);
    m_dots->attachAxis(m_values);
    applyLook();
    connect(chart(), &QChart::plotAreaChanged, this, [this] { showSeries(); });
}

void ChartCanvas::setContent(const ChartContent &content)
{
    if (content == m_content)
        return;
    m_content = content;
    if (m_reading && (m_reading->at < content.from || m_reading->at > content.to))
        setReading(std::nullopt);
    showSeries();
}

QString ChartCanvas::readingText() const
{
    if (!m_reading)
        return {};
    QString text = tr("%1: %2").arg(localTime(m_reading->at, m_content.to), valueText(m_metric, m_reading->value));
    for (const ChartSpan &span : m_content.incidents) {
        if (m_reading->at >= span.from && m_reading->at <= span.to)
            text += u'\n' + span.title;
    }
    return text;
}

QSize ChartCanvas::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 9};
}

QSize ChartCanvas::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, fontMetrics().height() * 7};
}

void ChartCanvas::applyLook()
{
    QPen grid(hairline(palette()));
    grid.setCosmetic(true);
    for (QCategoryAxis *axis : {m_times, m_values}) {
        axis->setLabelsFont(scaled(font(), smallFont));
        axis->setLabelsColor(mutedText(palette()));
        axis->setGridLinePen(grid);
    }
    QPen pen(lineColor(), 1); // wider antialiased ones are drawn 30 to 50 times slower
    pen.setCosmetic(true);
    for (QLineSeries *line : m_lines)
        line->setPen(pen);
    m_dots->setColor(lineColor());
    m_dots->setBorderColor(Qt::transparent);
    m_dots->setMarkerSize(4);
}

QColor ChartCanvas::lineColor() const
{
    return seriesColor(colorIndex(m_metric), palette());
}

void ChartCanvas::showSeries()
{
    const QRectF plot = chart()->plotArea();
    if (m_content.from >= m_content.to || plot.width() < 1)
        return;
    const Series shown = downsample(m_content.series, m_content.from, m_content.to, std::max(1, static_cast<int>(plot.width())));
    m_segments = segments(shown);
    m_shown.clear();
    double highest = m_content.threshold.value_or(0);
    QList<QPointF> lone;
    m_lineCount = 0;
    for (const Segment &segment : std::as_const(m_segments)) {
        m_shown.append(segment);
        highest = std::max(highest, std::ranges::max(segment, {}, &Sample::value).value);
        if (m_metric == Metric::Restarts)
            continue; // those are stems
        if (segment.size() == 1)
            lone.append({milliseconds(segment.first().at), segment.first().value});
        else
            showLine(m_lineCount++, segment);
    }
    for (size_t unused = static_cast<size_t>(m_lineCount); unused < m_lines.size(); ++unused)
        m_lines[unused]->clear();
    m_dots->replace(lone);
    m_top = axisTop(m_metric, highest);
    markAxes();
    viewport()->update();
}

void ChartCanvas::showLine(qsizetype number, const Segment &segment)
{
    if (static_cast<size_t>(number) == m_lines.size()) {
        auto *line = new QLineSeries;
        QPen pen(lineColor(), 1);
        pen.setCosmetic(true);
        line->setPen(pen);
        chart()->addSeries(line);
        line->attachAxis(m_times);
        line->attachAxis(m_values);
        m_lines.push_back(line);
    }
    QList<QPointF> points;
    points.reserve(segment.size());
    for (const Sample &sample : segment)
        points.append({milliseconds(sample.at), std::clamp(sample.value, 0.0, axisTop(m_metric, sample.value))});
    m_lines[static_cast<size_t>(number)]->replace(points);
}

void ChartCanvas::markAxes()
{
    const QFontMetrics metrics(scaled(font(), smallFont));
    const QRectF plot = chart()->plotArea();
    const int across = std::max(2, static_cast<int>(plot.width()) / (metrics.horizontalAdvance(u"00:00"_s) * 2));
    const int up = std::max(2, static_cast<int>(plot.height()) / (metrics.height() * 3 / 2) + 1);
    mark(*m_times, milliseconds(m_content.from), milliseconds(m_content.to), timeTicks(m_content.from, m_content.to, across));
    mark(*m_values, 0, m_top, valueTicks(m_metric, m_top, up));
}

double ChartCanvas::columnOf(TimePoint time) const
{
    const QRectF plot = chart()->plotArea();
    const auto span = static_cast<double>((m_content.to - m_content.from).count());
    return plot.left() + static_cast<double>((time - m_content.from).count()) / span * plot.width();
}

double ChartCanvas::rowOf(double value) const
{
    const QRectF plot = chart()->plotArea();
    return plot.bottom() - std::clamp(value / m_top, 0.0, 1.0) * plot.height();
}

void ChartCanvas::drawBackground(QPainter *painter, const QRectF &area)
{
    Q_UNUSED(area)
    painter->fillRect(sceneRect(), palette().color(QPalette::Base));
    if (m_content.from >= m_content.to)
        return;
    painter->save();
    painter->setClipRect(chart()->plotArea());
    paintIncidents(*painter);
    paintGround(*painter);
    paintStems(*painter);
    paintRestarts(*painter);
    painter->restore();
    paintThreshold(*painter);
}

void ChartCanvas::paintIncidents(QPainter &painter) const
{
    const QRectF plot = chart()->plotArea();
    const QColor edge = toneColor(Tone::Triggered, palette());
    QColor ground = edge;
    ground.setAlphaF(isDark(palette()) ? 0.14F : 0.08F);
    for (const ChartSpan &span : m_content.incidents) {
        if (span.to < m_content.from || span.from > m_content.to)
            continue;
        const double left = columnOf(std::max(span.from, m_content.from));
        const double right = std::max(columnOf(std::min(span.to, m_content.to)), left + 2);
        painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), ground);
        painter.fillRect(QRectF(left, plot.top(), right - left, 2), edge);
    }
}

void ChartCanvas::paintGround(QPainter &painter) const
{
    if (m_metric == Metric::Restarts)
        return;
    QColor ground = lineColor();
    ground.setAlphaF(0.10F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    for (const Segment &segment : m_segments) {
        QPolygonF outline;
        outline.reserve(segment.size() + 2);
        for (const Sample &sample : segment)
            outline.append({columnOf(sample.at), rowOf(sample.value)});
        outline.append({outline.last().x(), rowOf(0)});
        outline.append({outline.first().x(), rowOf(0)});
        painter.drawPolygon(outline);
    }
}

void ChartCanvas::paintThreshold(QPainter &painter) const
{
    if (!m_content.threshold)
        return;
    const QRectF plot = chart()->plotArea();
    const double row = std::round(rowOf(*m_content.threshold)) + 0.5;
    painter.setPen(QPen(toneColor(Tone::Acknowledged, palette()), 1, Qt::DashLine));
    painter.drawLine(QPointF(plot.left(), row), QPointF(plot.right(), row));
}

// In front of the grid, on ground of its own: a grid line may run where the name of the threshold stands.
void ChartCanvas::paintThresholdName(QPainter &painter) const
{
    if (!m_content.threshold || m_content.from >= m_content.to)
        return;
    const QRectF plot = chart()->plotArea();
    const double row = std::round(rowOf(*m_content.threshold)) + 0.5;
    painter.setFont(scaled(font(), smallFont));
    const QString label = m_metric == Metric::Restarts ? tr("more than %1").arg(qRound(*m_content.threshold))
                                                       : tr("threshold %1").arg(valueText(m_metric, *m_content.threshold));
    const int height = painter.fontMetrics().height();
    const int width = painter.fontMetrics().horizontalAdvance(label);
    const double top = row - height - 1 < plot.top() ? row + 1 : row - height - 1;
    const QRectF place(plot.right() - width - 4, top, width, height);
    painter.fillRect(place.adjusted(-3, 0, 3, 0), palette().color(QPalette::Base));
    painter.setPen(toneColor(Tone::Acknowledged, palette()));
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, label);
}

// Restarts happen at a moment: each is a stem from the ground up, with a head that can be seen.
void ChartCanvas::paintStems(QPainter &painter) const
{
    if (m_metric != Metric::Restarts)
        return;
    for (const Sample &sample : m_shown) {
        if (sample.value <= 0)
            continue;
        const double row = rowOf(sample.value);
        painter.fillRect(QRectF(std::round(columnOf(sample.at)) - 1, row, 3, rowOf(0) - row), lineColor());
        painter.fillRect(QRectF(std::round(columnOf(sample.at)) - 3, row - 1, 7, 3), lineColor());
    }
}

void ChartCanvas::paintRestarts(QPainter &painter) const
{
    if (m_metric == Metric::Restarts)
        return;
    const double foot = rowOf(0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(seriesColor(colorIndex(Metric::Restarts), palette()));
    for (const TimePoint restart : m_content.restarts) {
        const double column = columnOf(restart);
        painter.drawPolygon(QPolygonF{QPointF(column, foot - 8), QPointF(column + 4, foot), QPointF(column - 4, foot)});
    }
}

void ChartCanvas::drawForeground(QPainter *painter, const QRectF &area)
{
    Q_UNUSED(area)
    paintThresholdName(*painter);
    if (m_reading)
        paintReading(*painter);
    if (hasFocus()) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(accent(palette()), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(sceneRect().adjusted(0, 0, -1, -1));
    }
}

void ChartCanvas::paintReading(QPainter &painter) const
{
    const QRectF plot = chart()->plotArea();
    const QPointF place(columnOf(m_reading->at), rowOf(m_reading->value));
    painter.setPen(QPen(mutedText(palette()), 1));
    painter.drawLine(QPointF(std::round(place.x()) + 0.5, plot.top()), QPointF(std::round(place.x()) + 0.5, plot.bottom()));
    painter.setPen(QPen(palette().color(QPalette::Base), 1));
    painter.setBrush(lineColor());
    painter.drawEllipse(place, 4.5, 4.5);

    painter.setFont(scaled(font(), 0.92));
    QRectF bubble = painter.fontMetrics()
                        .boundingRect(QRect(0, 0, static_cast<int>(plot.width() * 0.6), 1000), Qt::TextWordWrap, readingText())
                        .adjusted(0, 0, 16, 8);
    bubble.moveTopLeft(QPointF(place.x() + 10, plot.top() + 4));
    if (bubble.right() > plot.right())
        bubble.moveRight(place.x() - 10);
    bubble.moveLeft(std::max(bubble.left(), plot.left()));
    painter.setPen(QPen(hairline(palette()), 1));
    painter.setBrush(raised(palette()));
    painter.drawRoundedRect(bubble, 4, 4);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(bubble.adjusted(8, 4, -8, -4), Qt::TextWordWrap, readingText());
}

void ChartCanvas::setReading(const std::optional<Sample> &reading)
{
    if (reading == m_reading)
        return;
    m_reading = reading;
    viewport()->update();
    Q_EMIT readingChanged();
}

void ChartCanvas::step(qsizetype by)
{
    if (m_shown.isEmpty())
        return;
    if (!m_reading) {
        setReading(m_shown.last());
        return;
    }
    const auto current = std::ranges::lower_bound(m_shown, m_reading->at, {}, &Sample::at) - m_shown.begin();
    setReading(m_shown.at(std::clamp<qsizetype>(current + by, 0, m_shown.size() - 1)));
}

void ChartCanvas::keyPressEvent(QKeyEvent *event)
{
    const qsizetype stride = event->modifiers().testFlag(Qt::ControlModifier) ? 20 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        step(-stride);
        return;
    case Qt::Key_Right:
        step(stride);
        return;
    case Qt::Key_Home:
        step(-m_shown.size());
        step(-m_shown.size());
        return;
    case Qt::Key_End:
        step(m_shown.size());
        return;
    case Qt::Key_Escape:
        if (m_reading) {
            setReading(std::nullopt);
            return;
        }
        break;
    default:
        break;
    }
    event->ignore(); // the page has keys of its own
}

void ChartCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF plot = chart()->plotArea();
    const double column = event->position().x();
    if (m_content.from >= m_content.to || column < plot.left() || column > plot.right()) {
        setReading(std::nullopt);
        return;
    }
    const auto span = static_cast<double>((m_content.to - m_content.from).count());
    const Duration from(static_cast<qint64>((column - plot.left()) / plot.width() * span));
    const Duration reach(static_cast<qint64>(12 / plot.width() * span));
    setReading(nearest(Series{m_metric, m_shown}, m_content.from + from, reach));
}

void ChartCanvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    mouseMoveEvent(event);
}

void ChartCanvas::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // scrolls the page
}

void ChartCanvas::leaveEvent(QEvent *event)
{
    Q_UNUSED(event)
    setReading(std::nullopt);
}

void ChartCanvas::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void ChartCanvas::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

void ChartCanvas::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    showSeries();
}

void ChartCanvas::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyLook();
        updateGeometry();
        showSeries();
    }
}

} // namespace nightbell
