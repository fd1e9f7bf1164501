// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace nightbell {

// A list of entries with Add, Edit and Remove.
class EntryList : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        QString id;
        QString name;
        QString what; // kind, address, …
        QString where; // file, or "built in"
        bool isRemovable = false;
    };

    // `empty`: what to say when there is none.
    EntryList(const QString &name, const QString &empty, QWidget *parent = nullptr);

    void setEntries(const QList<Entry> &entries); // the selection stays where its entry does
    void setAddChoices(const QList<std::pair<QString, QString>> &choices); // id and words; none: one plain Add button

Q_SIGNALS:
    void addRequested(const QString &choice);
    void editRequested(const QString &id);
    void removeRequested(const QString &id);

private:
    QString current() const;
    void refreshButtons();

    QTreeWidget *m_tree = nullptr;
    QLabel *m_empty = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace nightbell
