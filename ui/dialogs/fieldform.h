// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "base/field.h"
#include "sources/source.h"

#include <QCoroTask>
#include <QHash>
#include <QWidget>

#include <functional>

class QFormLayout;
class QLabel;

namespace nightbell {

// A form made from fields: a label, an input and, below it, what is wrong with it or what it is for.
class FieldForm : public QWidget
{
    Q_OBJECT

public:
    // What a field with `optionsFrom` can be: from (as in OptionQuery::from), and what was typed so far.
    using AskOptions = std::function<QCoro::Task<Expected<QList<Option>>>(QString from, QString text)>;

    // Without `askOptions`, fields with `optionsFrom` are typed like any other.
    explicit FieldForm(const Fields &fields, QWidget *parent = nullptr, AskOptions askOptions = {});

    void setValues(const FieldValues &values); // where there is none, the field's fallback is shown
    // What was entered, without secrets and without what equals the fallback.
    FieldValues values() const;
    // The secrets that were typed; those left empty are not among them: what is stored stays.
    FieldValues secretValues() const;
    // Below a secret's input: where it is kept now.
    void setSecretState(const QString &key, const QString &state);

    void setReadOnly(bool readOnly);
    void setFieldEnabled(const QString &key, bool enabled);
    // Shows each field's problem below it. True: there is none.
    bool validate();
    void setProblem(const QString &key, const QString &problem); // until the next validate()

Q_SIGNALS:
    void edited();
    void entered(); // Return where it starts no new line

private:
    struct Row
    {
        Field field;
        QWidget *input = nullptr;
        QLabel *note = nullptr;
    };

    static void addSection(const Field &field, QFormLayout *layout);
    void addRow(const Field &field, QFormLayout *layout);
    QWidget *makeInput(const Field &field);
    QWidget *makePicker(const Field &field);
    QWidget *makeTextInput(const Field &field);
    QVariant valueOf(const Row &row) const;
    static bool isLeftEmpty(const Row &row, const QVariant &value);
    void put(const Row &row, const QVariant &value);
    void setNote(const Row &row, const QString &problem);

    AskOptions m_askOptions;
    QList<Row> m_rows;
    QHash<QString, QString> m_secretStates;
};

// Why `value` does not fit `field`, for people; empty: it fits.
QString fieldProblemText(const Field &field, const QVariant &value);

} // namespace nightbell
