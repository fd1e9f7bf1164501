// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/filter.h"
#include "models/filterproxy.h"

#include <QWidget>

#include <functional>

class QBoxLayout;
class QButtonGroup;
class QCompleter;
class QLineEdit;
class QMenu;
class QPushButton;
class QStringListModel;

namespace nightbell {

class FlowLayout;

// The filter's text, with suggestions for the term that is being typed, the quick filters, and a menu of what there is to
// choose from: teams, services, … What is chosen there stands in the text.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    // What the suggestions are made from, asked while typing.
    using Completion = std::function<FilterCompletion(const QString &text, qsizetype cursor)>;

    using Values = std::function<QStringList(const QString &key)>; // what occurs under a key, asked when the menu opens

    FilterBar(Completion completion, Values values, QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    void setQuick(FilterProxy::Quick quick);
    void focusText();
    void openChoices();
    void addBeside(QWidget *widget); // behind the quick filters

Q_SIGNALS:
    void filterChanged(const nightbell::Filter &filter);
    void quickChanged(nightbell::FilterProxy::Quick quick);
    void left(); // Escape in an empty field, or Return: back to the list

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addQuick(FilterProxy::Quick quick, const QString &label, const QString &toolTip);
    void fillChoices();
    void addChoices(const QString &label, const QString &key);
    void updateChooser();
    void suggest();
    void accept(const QString &suggestion);

    Completion m_completion;
    Values m_values;
    QBoxLayout *m_row; // a column where it is narrow
    FlowLayout *m_quickRow;
    QLineEdit *m_edit;
    QButtonGroup *m_quicks;
    QPushButton *m_chooser;
    QMenu *m_choices;
    QCompleter *m_completer;
    QStringListModel *m_suggestions;
    FilterCompletion m_current;
};

} // namespace nightbell
