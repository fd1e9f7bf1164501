// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "dialogs/fieldform.h"
#include "domain/incident.h"

#include <QDialog>
#include <QList>
#include <QPair>

class QComboBox;
class QListWidget;
class QVBoxLayout;

namespace nightbell {

// Asks what an action needs to be told, or whether it is meant: what it is about, what happens, its inputs.
class ActionDialog : public QDialog
{
    Q_OBJECT

public:
    using Sources = QList<QPair<SourceId, QString>>; // with their names
    using AskOptions = std::function<QCoro::Task<Expected<QList<Option>>>(SourceId source, OptionQuery query)>;

    // On incidents. Of an action on a selection, one of them is chosen as the first.
    ActionDialog(const ActionKind &kind, const SharedIncidents &incidents, bool isUndoable, const AskOptions &ask, QWidget *parent);
    // Something new, at one of `sources`. Precondition: there is one.
    ActionDialog(const ActionKind &kind, const Sources &sources, const AskOptions &ask, QWidget *parent);

    FieldValues inputs() const;
    QList<IncidentId> incidents() const; // those it was made for, the chosen one first
    SourceId source() const; // of something new

private:
    ActionDialog(const ActionKind &kind, const QString &title, const AskOptions &ask, QWidget *parent);
    void addSubject(const QString &text);
    void addForm(const IncidentId &incident);
    void addButtons(bool isCertain);
    void addFirst();
    void accept() override;

    const ActionKind &m_kind;
    AskOptions m_ask;
    SharedIncidents m_incidents;
    Sources m_sources;
    QVBoxLayout *m_column;
    QVBoxLayout *m_formPlace = nullptr;
    FieldForm *m_form = nullptr;
    QListWidget *m_first = nullptr; // which one the others are merged into
    QComboBox *m_source = nullptr;
};

} // namespace nightbell
