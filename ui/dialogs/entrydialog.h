// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "base/field.h"
#include "theme.h"

#include <QDialog>

#include <functional>

class QLabel;
class QPushButton;

namespace nightbell {

class FieldForm;
class Secrets;

// One entry of the configuration in a form: added or changed, with its secrets, and tried out before it is kept.
class EntryDialog : public QDialog
{
    Q_OBJECT

public:
    struct Purpose
    {
        QString title;
        Fields fields;
        FieldValues values;
        QString file; // that the entry stands in, if it can't be changed here; empty: it can
        QString testLabel; // empty: there is nothing to try out
        bool isNew = false;
    };
    struct Verdict
    {
        QString sentence;
        bool worked = false;
        QString field = {}; // the key of what has to be filled in for it; empty: it is not about one
        bool isPart = false; // it worked, but not all of it
    };
    using Save = std::function<Expected<Done>(const FieldValues &values)>;
    using Tell = std::function<void(const Verdict &verdict)>;
    using Test = std::function<void(const FieldValues &values, const FieldValues &secretValues, const Tell &tell)>;

    EntryDialog(const Purpose &purpose, Secrets &secrets, Save save, Test test, QWidget *parent = nullptr);

private:
    void layOut(const Purpose &purpose);
    void showSecretStates(const Fields &fields);
    void test();
    void save();
    void keepSecrets(const QString &entry);
    void say(const QString &sentence, Tone tone);

    FieldForm *m_form = nullptr;
    QLabel *m_message = nullptr;
    QPushButton *m_saveButton = nullptr;
    Secrets &m_secrets;
    Save m_save;
    Test m_test;
    QString m_id; // of an entry that exists
    int m_secretsToKeep = 0;
};

} // namespace nightbell
