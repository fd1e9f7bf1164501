// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/factlist.h"

#include "widgets/labels.h"

#include <QFormLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace nightbell {

FactList::FactList(QWidget *parent) : QWidget(parent), m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setHorizontalSpacing(16);
    m_layout->setVerticalSpacing(4);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
}

FactList::Row FactList::makeRow()
{
    const Row row{makeMuted({}, this), makeText({}, this)};
    row.name->setWordWrap(false);
    giveWay(row.value);
    connect(row.value, &QLabel::linkActivated, this, &FactList::linkActivated);
    m_layout->addRow(row.name, row.value);
    return row;
}

void FactList::show(const Row &row, const Fact &fact)
{
    const bool isLink = !fact.link.isEmpty();
    row.name->setText(fact.name);
    row.value->setTextFormat(isLink ? Qt::RichText : Qt::PlainText);
    row.value->setTextInteractionFlags(isLink ? Qt::TextBrowserInteraction : Qt::TextSelectableByMouse);
    row.value->setAccessibleName(isLink ? tr("%1: %2").arg(fact.name, fact.value) : QString());
    if (!isLink) {
        row.value->setText(fact.value);
        return;
    }
    const QString text = fact.linkText.isEmpty() ? fact.value : fact.linkText;
    const QString link = u"<a href='%1'>%2</a>"_s.arg(escaped(fact.link).replace(u'\'', "&#39;"_L1), escaped(text));
    row.value->setText(fact.linkText.isEmpty() ? link : escaped(fact.value) + u" · "_s + link);
}

void FactList::setFacts(const QList<Fact> &facts)
{
    if (facts == m_facts)
        return;
    while (m_rows.size() < facts.size())
        m_rows.append(makeRow());
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const bool isWanted = i < facts.size();
        if (isWanted && (i >= m_facts.size() || m_facts.at(i) != facts.at(i)))
            show(m_rows.at(i), facts.at(i));
        if (m_layout->isRowVisible(static_cast<int>(i)) != isWanted)
            m_layout->setRowVisible(static_cast<int>(i), isWanted);
    }
    m_facts = facts;
}

void FactList::setValue(qsizetype row, const QString &value)
{
    m_facts[row].value = value;
    m_rows.at(row).value->setText(value);
}

} // namespace nightbell
