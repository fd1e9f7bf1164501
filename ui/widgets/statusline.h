// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "engine/readiness.h"
#include "models/watchsummary.h"
#include "theme.h"

#include <QAbstractButton>
#include <QHash>
#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;

namespace nightbell {

class ReadinessMark;

// A source with the shape of its state and the age of its data.
class SourceChip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SourceChip(QWidget *parent = nullptr);

    void show(Tone tone, const QString &text, const QString &description);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Neutral;
};

// How many incidents there are, in words as many as there is room for.
class StatusText : public QAbstractButton
{
    Q_OBJECT

public:
    explicit StatusText(QWidget *parent);

    void show(Tone tone, const QString &text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Neutral;
};

// Whether the person is on call and until when, in a line.
class DutyText : public QAbstractButton
{
    Q_OBJECT

public:
    explicit DutyText(QWidget *parent);

    void show(const QString &line, bool isOnCall);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isOnCall = false;
};

// Above every page: how many incidents there are, and whether that can be believed.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setDemo(bool isDemo); // the permanent label
    void show(const WatchSummary &summary, TimePoint now);
    void showDuty(const QString &line, bool isOnCall); // empty: nobody knows, and nothing is shown
    void showReadiness(std::optional<ReadinessLevel> level, const QString &why); // see ReadinessMark

Q_SIGNALS:
    void dutyClicked();
    void readinessClicked();
    void sourceClicked(const nightbell::SourceId &source);
    void countsClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showChips(const QList<SourceStatus> &sources, TimePoint now);
    SourceChip *chipAt(qsizetype index);

    StatusText *m_counts;
    DutyText *m_duty;
    ReadinessMark *m_readiness;
    QLabel *m_demo;
    QHBoxLayout *m_chipRow;
    QList<SourceChip *> m_chips;
    QList<SourceId> m_shown; // by chip
};

} // namespace nightbell
