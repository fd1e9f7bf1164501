// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTableView>

namespace nightbell {

class Clock;

// A live table: rows of one height, one selected at a time. Columns that do not fit are hidden, the least important first;
// rows stay where they are while the pointer is over them.
class DataTable : public QTableView
{
    Q_OBJECT

public:
    struct Column
    {
        int column = 0;
        int characters = 0; // wide
        int importance = 0; // the higher, the longer it stays; the highest always
    };

    // `stretched` takes the room that is left.
    DataTable(Clock &clock, QList<Column> columns, int stretched, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

    // The first and last row that can be seen; -1: none.
    std::pair<int, int> visibleRows() const;

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void fitRows();
    void fitColumns();
    void hold(bool isHeld);

    QList<Column> m_columns;
    int m_stretched;
};

} // namespace nightbell
