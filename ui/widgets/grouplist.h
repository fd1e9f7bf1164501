// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/groupmodel.h"

#include <QListView>

#include <optional>

class QComboBox;

namespace nightbell {

// The groups of incidents, of which one may be chosen, and what they are made by. Hidden while nothing is grouped.
class GroupList : public QListView
{
    Q_OBJECT

public:
    explicit GroupList(QWidget *parent = nullptr);

    QComboBox *chooser() const { return m_chooser; } // to be laid out elsewhere
    const Grouping &grouping() const { return m_grouping; }
    void setGrouping(const Grouping &grouping);

    // What can be grouped by, and what falls into groups. A choice stays where its group is still there.
    void setIncidents(const SharedIncidents &all, const SharedIncidents &shown, const Names &names);

    std::optional<QString> chosen() const; // the groupOf() of its members; nullopt: all
    void choose(const std::optional<QString> &group);

    void keyboardSearch(const QString &search) override; // letters are commands here
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void groupingChanged(const nightbell::Grouping &grouping);
    void chosenChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void offer(const QStringList &labels);

    GroupModel m_model;
    QComboBox *m_chooser;
    Grouping m_grouping;
    QStringList m_labels;
};

} // namespace nightbell
