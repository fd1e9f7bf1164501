// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/readiness.h"
#include "theme.h"

#include <QAbstractButton>

#include <optional>

namespace nightbell {

Tone toneOf(ReadinessLevel level);
QString signOf(ReadinessLevel level); // ✔ ! ✖
QString levelText(ReadinessLevel level); // the same in words, for who hears them

// "Can I be woken?", and the answer as a sign.
class ReadinessMark : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ReadinessMark(QWidget *parent = nullptr);

    // nullopt: not known yet. `why`: what is not in order, lines.
    void show(std::optional<ReadinessLevel> level, const QString &why);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString sign() const;

    std::optional<ReadinessLevel> m_level;
};

} // namespace nightbell
