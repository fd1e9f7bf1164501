// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QString>

class QAction;
class QGridLayout;

namespace nightbell {

// The list of keys, made from the actions that have one.
class KeysDialog : public QDialog
{
    Q_OBJECT

public:
    struct Group
    {
        QString title;
        QList<QAction *> actions;
    };

    KeysDialog(const QList<Group> &groups, QWidget *parent);

private:
    void addGroup(QGridLayout *grid, const Group &group);
    void addKey(QGridLayout *grid, const QString &key, const QString &meaning);
};

} // namespace nightbell
