// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/incident.h"
#include "domain/incidentdetails.h"
#include "theme.h"
#include "widgets/measuredlabel.h"

#include <QList>
#include <QTimer>

namespace nightbell {

// What happened to an incident, oldest first, as text that can be selected and copied.
class Timeline : public MeasuredLabel
{
    Q_OBJECT

public:
    static constexpr Duration renderedAfter = std::chrono::milliseconds(60); // what happens while one looks

    explicit Timeline(Clock &clock, QWidget *parent = nullptr);

    void setEvents(const QList<IncidentEvent> &events);
    void add(const IncidentEvent &event); // ignored if it is there already
    void setSourceEvents(const QList<SourceEvent> &events); // what its source has seen, between what was seen here
    void setFailure(const QString &why); // shown with what is there
    void clear();
    const QList<IncidentEvent> &events() const { return m_events; }

    // As wide as it is let, and as high as that makes it: QLabel would lay the table out at half a dozen widths to find a nice one.
    QSize sizeHint() const override { return {0, fontMetrics().height()}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void render();
    QString rowOf(const IncidentEvent &event) const;
    QString rowOf(const SourceEvent &event) const;
    QString row(TimePoint at, Tone tone, const QString &words, const QString &details) const;

    Clock &m_clock;
    QList<IncidentEvent> m_events;
    QList<SourceEvent> m_sourceEvents;
    QString m_failure;
    QTimer m_rendering;
};

} // namespace nightbell
