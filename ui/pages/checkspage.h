// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/checkmodel.h"
#include "models/tablefilter.h"

#include <QWidget>

#include <functional>

class QAction;
class QStackedWidget;

namespace nightbell {

class CheckDetail;
class DataTable;
class EmptyState;
class Session;

// The site checks: how each is doing, and for the selected one where its time goes.
class ChecksPage : public QWidget
{
    Q_OBJECT

public:
    explicit ChecksPage(Session &session, QWidget *parent = nullptr);

    void openCheck(const CheckId &id); // selects it

Q_SIGNALS:
    void addRequested();
    void editRequested(const nightbell::CheckId &id);
    void removeRequested(const nightbell::CheckId &id);

private:
    void layOut();
    void addActions();
    QAction *addPageAction(const QString &label, const QString &icon, const QKeySequence &key, const std::function<void()> &act);
    void refresh();
    void selectionChanged();
    const Check *current() const; // nullptr: none

    Session &m_session;
    CheckModel m_model;
    TableFilter m_proxy;
    QStackedWidget *m_tableOrEmpty = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    CheckDetail *m_detail = nullptr;
    QList<QAction *> m_needSelection;
    QWidget *m_bar = nullptr;
};

} // namespace nightbell
