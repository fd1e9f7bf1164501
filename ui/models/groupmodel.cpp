// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/groupmodel.h"

#include "domain/wording.h"
#include "theme.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

QString sharedText(const IncidentGroup &group)
{
    QStringList parts;
    for (const Label &label : group.shared)
        parts.append(label.name + u'=' + label.value);
    return parts.join(u"  "_s);
}

} // namespace

void GroupModel::setGroups(const QList<IncidentGroup> &groups, const Grouping &grouping, const Names &names)
{
    const bool isOther = m_grouping != grouping || m_names != names;
    m_grouping = grouping;
    m_names = names;
    setItems(groups);
    if (isOther && rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

int GroupModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

QVariant GroupModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const IncidentGroup &group = at(index.row());
    switch (role) {
    case Qt::DisplayRole: {
        const QString text
            = tr("%1 %2 · %3")
                  .arg(toneGlyph(toneOf(group.worst)), nameOf(group), tr("%n incident(s)", nullptr, static_cast<int>(group.count)));
        const QString shared = sharedText(group);
        return shared.isEmpty() ? text : tr("%1 · %2").arg(text, shared);
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return sentenceOf(group);
    default:
        return {};
    }
}

// Of those that have nothing there.
QString GroupModel::nameOfNone() const
{
    switch (m_grouping.by) {
    case Grouping::By::Host:
        return tr("without a host");
    case Grouping::By::Service:
        return tr("without a service");
    case Grouping::By::Label:
        return tr("without %1").arg(m_grouping.label);
    case Grouping::By::Nothing:
    case Grouping::By::Source:
    case Grouping::By::Severity:
        break;
    }
    return tr("without any");
}

QString GroupModel::nameOf(const IncidentGroup &group) const
{
    const QString &key = group.id.text();
    if (key.isEmpty())
        return nameOfNone();
    switch (m_grouping.by) {
    case Grouping::By::Source:
        return m_names.of(SourceId(key));
    case Grouping::By::Host:
        return m_names.of(HostId(key));
    case Grouping::By::Service:
        return m_names.of(ServiceId(key));
    case Grouping::By::Severity:
        return severityText(group.worst->severity);
    case Grouping::By::Nothing:
    case Grouping::By::Label:
        return key;
    }
    return key;
}

QString GroupModel::sentenceOf(const IncidentGroup &group) const
{
    const QString sentence = tr("%1: %2, the worst is %3; %4")
                                 .arg(nameOf(group), tr("%n incident(s)", nullptr, static_cast<int>(group.count)), stateText(group.worst),
                                     tr("%n need(s) you", nullptr, static_cast<int>(group.needing)));
    const QString shared = sharedText(group);
    return shared.isEmpty() ? sentence : tr("%1. All have: %2").arg(sentence, shared);
}

} // namespace nightbell
