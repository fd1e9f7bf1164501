// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"

#include <QDialog>

class QVBoxLayout;

namespace nightbell {

class Session;
struct SourceStatus;

// How the sources are doing, in whole sentences: what happened, since when, what still holds, and the button to ask again.
class SourceDetails : public QDialog
{
    Q_OBJECT

public:
    SourceDetails(Session &session, const SourceId &first, QWidget *parent); // `first` stands at the top

private:
    void refresh();
    void add(const SourceStatus &status);

    Session &m_session;
    SourceId m_first;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace nightbell
