// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grouplist.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr int mostRows = 6; // beyond that it scrolls: the incidents need the room

// Ends what has no room with an ellipsis; the styles cut it.
class Chooser : public QComboBox
{
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
        option.currentText = option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, room.width() - 4);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
};

} // namespace

GroupList::GroupList(QWidget *parent) : QListView(parent), m_chooser(new Chooser(this))
{
    setModel(&m_model);
    setAccessibleName(tr("Groups of incidents"));
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setUniformItemSizes(true);
    setTabKeyNavigation(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_chooser->setAccessibleName(tr("Group incidents by"));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(static_cast<int>(tr("Not grouped").size())); // what it mostly says can be read
    offer({});
    hide();
    connect(m_chooser, &QComboBox::activated, this,
        [this](int place) { setGrouping(groupingFromWord(m_chooser->itemData(place).toString()).value_or(Grouping{})); });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &GroupList::chosenChanged);
}

void GroupList::offer(const QStringList &labels)
{
    m_chooser->clear();
    m_chooser->addItem(tr("Not grouped"), QString());
    m_chooser->addItem(tr("By source"), u"source"_s);
    m_chooser->addItem(tr("By host"), u"host"_s);
    m_chooser->addItem(tr("By service"), u"service"_s);
    m_chooser->addItem(tr("By severity"), u"severity"_s);
    QStringList all = labels;
    if (m_grouping.by == Grouping::By::Label && !all.contains(m_grouping.label))
        all.append(m_grouping.label); // a choice outlives the incidents that had the label
    for (const QString &label : std::as_const(all))
        m_chooser->addItem(tr("By label %1").arg(label), toWord(Grouping{Grouping::By::Label, label}));
    m_chooser->setCurrentIndex(std::max(0, m_chooser->findData(toWord(m_grouping))));
    m_chooser->setToolTip(tr("Group incidents by (B): %1").arg(m_chooser->currentText()));
    m_labels = labels;
}

void GroupList::setGrouping(const Grouping &grouping)
{
    if (grouping == m_grouping)
        return;
    choose(std::nullopt);
    m_grouping = grouping;
    offer(m_labels);
    setVisible(grouping.by != Grouping::By::Nothing);
    Q_EMIT groupingChanged(grouping);
}

void GroupList::setIncidents(const SharedIncidents &all, const SharedIncidents &shown, const Names &names)
{
    if (const QStringList labels = labelNames(all); labels != m_labels && !m_chooser->view()->isVisible())
        offer(labels);
    const qsizetype before = m_model.rowCount();
    const QList<IncidentGroup> groups = grouped(shown, m_grouping);
    // The view would choose the neighbour of a row that goes, and the next key would act on incidents nobody meant.
    if (const QModelIndex current = currentIndex(); current.isValid()) {
        const GroupId &id = m_model.at(current.row()).id;
        if (std::ranges::find(groups, id, &IncidentGroup::id) == groups.end())
            selectionModel()->clear();
    }
    m_model.setGroups(groups, m_grouping, names);
    if (before != m_model.rowCount())
        updateGeometry();
}

std::optional<QString> GroupList::chosen() const
{
    const QModelIndexList rows = selectionModel()->selectedIndexes();
    return rows.isEmpty() ? std::nullopt : std::optional(m_model.at(rows.constFirst().row()).id.text());
}

void GroupList::choose(const std::optional<QString> &group)
{
    const int row = group ? m_model.rowOf(GroupId(*group)) : -1;
    if (row < 0)
        selectionModel()->clear();
    else
        setCurrentIndex(m_model.index(row, 0));
}

void GroupList::keyboardSearch(const QString &search)
{
    Q_UNUSED(search)
}

void GroupList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && chosen()) {
        choose(std::nullopt);
        return;
    }
    if (event->key() == Qt::Key_Down && !chosen() && m_model.rowCount() > 0) {
        setCurrentIndex(m_model.index(std::max(0, currentIndex().row()), 0));
        return;
    }
    QListView::keyPressEvent(event);
}

QSize GroupList::sizeHint() const
{
    const int rows = std::clamp(m_model.rowCount(), 1, mostRows);
    const int height = std::max(sizeHintForRow(0), fontMetrics().height() + 4);
    return {QListView::sizeHint().width(), rows * height + 2 * frameWidth() + 2};
}

QSize GroupList::minimumSizeHint() const
{
    return {0, sizeHint().height() * 2 / std::clamp(m_model.rowCount(), 2, mostRows)};
}

} // namespace nightbell
