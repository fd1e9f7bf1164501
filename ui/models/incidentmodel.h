// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/incident.h"
#include "domain/names.h"
#include "models/rowsync.h"
#include "pager/pagebook.h"

#include <functional>

namespace nightbell {

// The incidents of the store, one a row. Ages are those of the last refreshAges(): no timer of its own.
class IncidentModel : public SyncedTable<Shared<Incident>>
{
    Q_OBJECT

public:
    enum Column { State, Title, Service, Host, Age, Who, Number, Priority, Countdown, ColumnCount };
    enum Role {
        IdRole = Qt::UserRole + 1, // QString
        FacesRole, // where the same alert stands, in words; empty: at one source
        StageRole, // what is happening to an action, in words; empty: nothing
        EscalatesSoonRole, // bool: within a minute
    };

    using HoldOf = std::function<std::optional<Held>(const IncidentId &)>;

    explicit IncidentModel(Clock &clock, QObject *parent = nullptr);

    // What says whether an incident is held. Without it none is.
    void setHoldOf(HoldOf holdOf) { m_holdOf = std::move(holdOf); }

    const Names &names() const { return m_names; }
    void setNames(const Names &names);

    // Says that the ages of these rows are others, where their words are.
    void refreshAges(int first, int last);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    QString countdownOf(const Incident &incident) const; // to the next level; empty: it stays where it is
    QString ageOf(const Incident &incident) const; // since it was opened; of a resolved one: how long ago that was
    QString facesOf(const Incident &incident) const;
    QString sentenceOf(const Incident &incident) const; // the whole row, for screen readers

private:
    QString textOf(const Incident &incident, int column) const;
    QString whoOf(const Incident &incident) const;
    QString holdOf(const Incident &incident) const; // empty: it is not held

    Clock &m_clock;
    HoldOf m_holdOf;
    TimePoint m_now; // what the ages that are shown count to
    Names m_names;
};

// "Acknowledge: sending", "Acknowledge: queued – offline", "Acknowledge refused: why"; empty: nothing is happening.
QString stageText(const IncidentAction &action);

// The label of an action kind without its mnemonic, translated; the id itself where there is no such kind.
QString actionName(const QString &id);

} // namespace nightbell
