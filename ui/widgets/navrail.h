// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QList>
#include <QToolButton>
#include <QWidget>

class QVBoxLayout;

namespace nightbell {

// A place to go: icon, label, and a number where there is something to see to.
class NavButton : public QToolButton
{
    Q_OBJECT

public:
    NavButton(const QString &icon, const QString &label, QWidget *parent);

    // `meaning` is for screen readers: "2 need you". 0 shows none.
    void setBadge(int count, Tone tone, const QString &meaning);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_label;
    int m_count = 0;
    Tone m_tone = Tone::Neutral;
};

// The column of places at the left edge of the window.
class NavRail : public QWidget
{
    Q_OBJECT

public:
    explicit NavRail(QWidget *parent = nullptr);

    NavButton *addPlace(const QString &icon, const QString &label, const QString &toolTip); // one of them is where we are
    NavButton *addBelow(const QString &icon, const QString &label, const QString &toolTip); // a command at the bottom
    void setCurrent(int place); // -1: none of them

Q_SIGNALS:
    void chosen(int place);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<NavButton *> m_places;
    QVBoxLayout *m_above;
    QVBoxLayout *m_below;
};

} // namespace nightbell
