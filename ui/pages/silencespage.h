// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/silence.h"
#include "models/silencemodel.h"
#include "models/tablefilter.h"

#include <QSet>
#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace nightbell {

class DataTable;
class EmptyState;
class ReachedList;
class SearchField;
class Session;
class SilenceDialog;
class UndoBar;

// What keeps alerts quiet, and until when: the silences of all sources that have them. They are asked for while the page is seen.
class SilencesPage : public QWidget
{
    Q_OBJECT

public:
    explicit SilencesPage(Session &session, QWidget *parent = nullptr);
    ~SilencesPage() override;

Q_SIGNALS:
    void connectRequested(); // a source that has silences
    void incidentActivated(const nightbell::IncidentId &incident);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    QWidget *makeDetail();
    void addActions();
    QAction *addPageAction(const QString &label, const QString &icon, const QKeySequence &key, void (SilencesPage::*act)());
    void refresh(); // when something was answered
    void refreshTimes();
    void showEmpty();
    void showBanners();
    void selectionChanged();
    const SilenceRow *current() const; // nullptr: none
    void makeNew();
    void prolong();
    void end();
    void endNow(const SilenceRow &row);
    void open(SilenceDialog *dialog);
    void filter();
    void tellFailure(const SilenceRow &row, const Error &error);

    Session &m_session;
    SilenceModel m_model;
    TableFilter m_proxy;
    QSet<QString> m_ending; // ids of rows
    QString m_failure; // of the last attempt to end one, until it is put away
    QString m_failureDetails;
    QString m_shownFailure; // what the banners say
    QList<std::optional<Error>> m_toldErrors;
    QList<QAction *> m_needSelection;
    QAction *m_new = nullptr;
    QStackedWidget *m_tableOrEmpty = nullptr;
    QVBoxLayout *m_banners = nullptr;
    SearchField *m_filter = nullptr;
    QWidget *m_bar = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_detail = nullptr;
    QLabel *m_reach = nullptr;
    QLabel *m_about = nullptr;
    QLabel *m_quiet = nullptr;
    ReachedList *m_reached = nullptr;
    UndoBar *m_bottom = nullptr;
};

} // namespace nightbell
