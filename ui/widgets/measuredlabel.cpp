// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/measuredlabel.h"

#include <QEvent>

namespace nightbell {

int MeasuredLabel::heightForWidth(int width) const
{
    // Nothing says that a text was set but the text itself.
    if (m_text != text() || m_isWrapped != wordWrap()) {
        m_heights.clear();
        m_text = text();
        m_isWrapped = wordWrap();
    }
    const auto known = m_heights.constFind(width);
    if (known != m_heights.constEnd())
        return *known;
    const int height = QLabel::heightForWidth(width);
    m_heights.insert(width, height);
    return height;
}

bool MeasuredLabel::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::Polish:
    case QEvent::ContentsRectChange:
    case QEvent::LayoutDirectionChange:
        m_heights.clear();
        break;
    default: // the rest leaves it as high as it is
        break;
    }
    return QLabel::event(event);
}

} // namespace nightbell
