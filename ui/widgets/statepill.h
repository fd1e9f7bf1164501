// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QWidget>

namespace nightbell {

// A state as shape and word on a tinted ground.
class StatePill : public QWidget
{
    Q_OBJECT

public:
    explicit StatePill(QWidget *parent = nullptr);

    void setState(Tone tone, const QString &word);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Neutral;
    QString m_word;
};

} // namespace nightbell
