// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QFormLayout;
class QLabel;

namespace nightbell {

struct Fact
{
    QString name;
    QString value;
    QString link = {}; // where the value leads; empty: nowhere
    QString linkText = {}; // what leads there, beside the value; empty: the value itself

    bool operator==(const Fact &) const = default;
};

// Names and values in two columns, as text that can be selected. Facts are exchanged in place: each row that was made anew would
// have everything around it laid out once more when it appears, which is felt at every change of an incident.
class FactList : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    void setFacts(const QList<Fact> &facts);
    void setValue(qsizetype row, const QString &value); // Precondition: there is such a row, without a link
    const QList<Fact> &facts() const { return m_facts; }

Q_SIGNALS:
    void linkActivated(const QString &link); // Fact::link

private:
    struct Row
    {
        QLabel *name = nullptr;
        QLabel *value = nullptr;
    };

    Row makeRow();
    static void show(const Row &row, const Fact &fact);

    QFormLayout *m_layout;
    QList<Row> m_rows; // those that are not needed now are hidden
    QList<Fact> m_facts;
};

} // namespace nightbell
