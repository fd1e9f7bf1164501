// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace nightbell {

class ToneShape;

// A line across the page about something that the person should know: shape, headline, particulars.
class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(Tone tone, QWidget *parent = nullptr);

    void setTone(Tone tone);
    void setText(const QString &headline, const QString &details = {});
    void addAction(const QString &label, const std::function<void()> &act);
    void setDismissible(bool isDismissible); // shows a button that hides the banner

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    ToneShape *m_shape;
    QLabel *m_headline;
    QLabel *m_details;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
};

} // namespace nightbell
