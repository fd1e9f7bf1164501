// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace nightbell {

// What the session has to say about itself, a banner each. A banner that was dismissed comes back when it has
// something to add, or when what it said was over and begins again.
class NoticeBanners : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBanners(Session &session, QWidget *parent = nullptr);

private:
    void refresh();
    void updateDismissed();
    void add(const Notice &notice);

    Session &m_session;
    QVBoxLayout *m_column;
    QList<Notice> m_dismissed;
};

} // namespace nightbell
