// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "sources/source.h"

#include <QCoroTask>
#include <QList>
#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace nightbell {

// Chooses one or several out of what somebody has to be asked for: type to narrow the list, arrows to move in it, Return to
// take. Asked at once, and again for what was typed; what was chosen stays, whatever is listed.
class OptionPicker : public QWidget
{
    Q_OBJECT

public:
    using Ask = std::function<QCoro::Task<Expected<QList<Option>>>(QString text)>;
    enum class Mode : std::uint8_t {
        One, // exactly one
        OneOrNone,
        Several,
    };

    OptionPicker(Mode mode, Ask ask, QWidget *parent = nullptr);

    void setName(const QString &name); // for screen readers
    void setValues(const QStringList &ids);
    QStringList values() const { return m_chosen; } // in the order in which they were chosen

Q_SIGNALS:
    void edited();
    void entered(); // Return, with nothing more to take

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void ask();
    void take(const Expected<QList<Option>> &answer);
    void fill();
    void addItem(const Option &option);
    void choose(const QListWidgetItem &item);
    void enter();
    void showState(const QString &text, bool canRetry);
    void showChosen();
    void fitList();
    QString nameOf(const QString &id) const;

    Mode m_mode;
    Ask m_ask;
    QTimer m_typed; // asks a moment after the last key
    int m_round = 0;
    int m_rows = 0; // of the list, at once
    QList<Option> m_options; // of the last answer
    QHash<QString, QString> m_names; // of everything that was ever listed
    QStringList m_chosen;
    QLineEdit *m_search;
    QListWidget *m_list;
    QLabel *m_state;
    QPushButton *m_retry;
    QLabel *m_summary; // what is chosen, where that may be out of sight
};

} // namespace nightbell
