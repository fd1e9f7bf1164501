// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QTableView>

#include <optional>

namespace nightbell {

// The list of incidents: one column of two-line rows. What a person looks at stays where it is while the rows around it change.
class IncidentList : public QTableView
{
    Q_OBJECT

public:
    // A row and where it is on the screen.
    struct Anchor
    {
        QPersistentModelIndex row;
        int y = 0;
    };

    explicit IncidentList(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void keyboardSearch(const QString &search) override; // letters are commands here

    // The current row if it can be seen, else the first that can; nothing at the top of the list.
    std::optional<Anchor> anchor() const;
    void restore(const std::optional<Anchor> &anchor);

    void goTo(int row); // selects that row alone
    void step(int by); // from the current row

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitRows();
};

} // namespace nightbell
