// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/serieschart.h"

#include "domain/wording.h"
#include "widgets/chartcanvas.h"
#include "widgets/labels.h"
#include "widgets/ticks.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

QList<Sample> known(const ChartContent &content)
{
    QList<Sample> samples;
    for (const Sample &sample : content.series.samples) {
        if (std::isfinite(sample.value) && sample.at >= content.from && sample.at <= content.to)
            samples.append(sample);
    }
    return samples;
}

} // namespace

SeriesChart::SeriesChart(const QString &title, Metric metric, QWidget *parent) : QWidget(parent), m_title(title), m_metric(metric)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *row = new QHBoxLayout;
    auto *heading = makeHeading(title, 1.0, this);
    heading->setWordWrap(false);
    m_latest = makeMuted({}, this);
    m_latest->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(heading);
    row->addWidget(m_latest, 1);
    column->addLayout(row);

    m_canvas = new ChartCanvas(metric, this);
    m_canvas->setAccessibleName(title);
    m_message = makeMuted({}, this);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setMinimumHeight(m_canvas->minimumSizeHint().height());
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_canvas);
    column->addLayout(m_stack, 1);
    connect(m_canvas, &ChartCanvas::readingChanged, this, &SeriesChart::describe);
    setLoading();
}

void SeriesChart::setLoading()
{
    say(tr("Loading …"));
}

void SeriesChart::setFailure(const QString &why)
{
    say(tr("The samples could not be read: %1.").arg(why));
}

void SeriesChart::setUnknown(const QString &why)
{
    say(why);
}

void SeriesChart::setContent(const ChartContent &content)
{
    const QList<Sample> samples = known(content);
    if (samples.isEmpty()) {
        say(tr("No samples in this time."));
        return;
    }
    if (m_metric == Metric::Restarts) {
        double sum = 0;
        for (const Sample &sample : samples)
            sum += sample.value;
        m_latest->setText(valueText(m_metric, sum));
    } else {
        const double highest = std::ranges::max(samples, {}, &Sample::value).value;
        m_latest->setText(tr("now %1 · highest %2").arg(valueText(m_metric, samples.last().value), valueText(m_metric, highest)));
    }
    m_canvas->setContent(content);
    m_stack->setCurrentWidget(m_canvas);
    describe();
}

bool SeriesChart::showsChart() const
{
    return m_stack->currentWidget() == m_canvas;
}

QString SeriesChart::message() const
{
    return showsChart() ? QString() : m_message->text();
}

void SeriesChart::say(const QString &message)
{
    m_message->setText(message);
    m_latest->clear();
    m_stack->setCurrentWidget(m_message);
}

void SeriesChart::describe()
{
    const QString reading = m_canvas->readingText();
    m_canvas->setAccessibleDescription(reading.isEmpty() ? summary() : reading);
    if (!reading.isEmpty()) {
        QAccessibleEvent event(m_canvas, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
}

QString SeriesChart::summary() const
{
    const ChartContent &content = m_canvas->content();
    QStringList parts{tr("%1: %2").arg(m_title, m_latest->text())};
    parts.append(tr("from %1 to %2").arg(localTime(content.from, content.to), localTime(content.to, content.to)));
    if (content.threshold)
        parts.append(tr("threshold %1").arg(valueText(m_metric, *content.threshold)));
    if (!content.incidents.isEmpty())
        parts.append(tr("%n incident(s)", nullptr, static_cast<int>(content.incidents.size())));
    parts.append(tr("arrow keys read single values"));
    return parts.join(", "_L1);
}

} // namespace nightbell
