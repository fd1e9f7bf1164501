// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/payloadtree.h"

#include "domain/wording.h"
#include "theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr int valueRole = Qt::UserRole; // QJsonValue of what is in it, where it is not made yet
constexpr int alertRole = Qt::UserRole + 1; // id of the alert, on its own row
constexpr int urlRole = Qt::UserRole + 2;
constexpr int mostChildren = 500;
constexpr int mostRows = 14; // on view at once

bool isBranch(const QJsonValue &value)
{
    return (value.isObject() && !value.toObject().isEmpty()) || (value.isArray() && !value.toArray().isEmpty());
}

QString leafText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return u"–"_s;
    case QJsonValue::Bool:
        return value.toBool() ? PayloadTree::tr("yes") : PayloadTree::tr("no");
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 15);
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
    case QJsonValue::Object:
        break;
    }
    return u"–"_s; // an empty one
}

QTreeWidgetItem *makeItem(const QString &name, const QJsonValue &value)
{
    auto *item = new QTreeWidgetItem;
    item->setText(0, name);
    if (isBranch(value)) {
        const qsizetype size = value.isObject() ? value.toObject().size() : value.toArray().size();
        item->setText(1, PayloadTree::tr("%n field(s)", nullptr, static_cast<int>(size)));
        item->setData(0, valueRole, value);
        item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
    } else {
        const QString text = leafText(value);
        item->setText(1, text.simplified());
        item->setToolTip(1, text);
        item->setData(1, valueRole, text);
    }
    return item;
}

QList<QTreeWidgetItem *> childItems(const QJsonValue &value)
{
    QList<QTreeWidgetItem *> items;
    qsizetype left = 0;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto each = object.begin(); each != object.end() && items.size() < mostChildren; ++each)
            items.append(makeItem(each.key(), each.value()));
        left = object.size() - items.size();
    } else {
        const QJsonArray array = value.toArray();
        for (qsizetype place = 0; place < array.size() && items.size() < mostChildren; ++place)
            items.append(makeItem(QString::number(place + 1), array.at(place)));
        left = array.size() - items.size();
    }
    if (left > 0)
        items.append(new QTreeWidgetItem({PayloadTree::tr("and %n more", nullptr, static_cast<int>(left))}));
    return items;
}

} // namespace

PayloadTree::PayloadTree(Clock &clock, QWidget *parent) : QTreeWidget(parent), m_clock(clock)
{
    setColumnCount(2);
    setHeaderHidden(true);
    setAccessibleName(tr("Alerts"));
    setProperty("framed", true);
    setUniformRowHeights(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setExpandsOnDoubleClick(false);
    header()->setSectionResizeMode(0, QHeaderView::Interactive);
    header()->setStretchLastSection(true);
    connect(this, &QTreeWidget::itemExpanded, this, [this](QTreeWidgetItem *item) {
        fill(item);
        fitHeight();
    });
    connect(this, &QTreeWidget::itemCollapsed, this, &PayloadTree::fitHeight);
    connect(this, &QTreeWidget::itemDoubleClicked, this, &PayloadTree::openCurrent);
}

void PayloadTree::setAlerts(const QList<Alert> &alerts)
{
    if (alerts == m_alerts)
        return;
    QSet<QString> open;
    for (int row = 0; row < topLevelItemCount(); ++row) {
        if (topLevelItem(row)->isExpanded())
            open.insert(topLevelItem(row)->data(0, alertRole).toString());
    }
    const bool isFirst = m_alerts.isEmpty();
    m_alerts = alerts;
    clear();
    for (const Alert &alert : alerts)
        addAlert(alert);
    for (int row = 0; row < topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = topLevelItem(row);
        item->setExpanded(open.contains(item->data(0, alertRole).toString()) || (isFirst && alerts.size() == 1));
    }
    fitHeight();
}

void PayloadTree::addAlert(const Alert &alert)
{
    const Tone tone = alert.state == IncidentState::Resolved ? Tone::Resolved : Tone::Triggered;
    const TimePoint now = m_clock.now();
    auto *item = new QTreeWidgetItem(this);
    item->setText(0, toneGlyph(tone) + u' ' + alert.title.simplified());
    item->setForeground(0, toneColor(tone, palette()));
    item->setToolTip(0, tr("%1, %2, since %3").arg(alert.title, severityText(alert.severity), localTime(alert.created, now)));
    item->setData(0, Qt::AccessibleTextRole, tr("%1: %2").arg(stateText(alert.state), alert.title));
    item->setFirstColumnSpanned(true);
    item->setSizeHint(0, QSize(0, rowHeight()));
    item->setData(0, alertRole, alert.id);
    item->setData(0, urlRole, alert.url);
    if (!alert.key.isEmpty())
        item->addChild(makeItem(tr("Key"), alert.key));
    item->addChild(makeItem(tr("Severity"), severityText(alert.severity)));
    item->addChild(makeItem(tr("Since"), localTime(alert.created, now)));
    if (isBranch(alert.payload))
        item->setData(0, valueRole, alert.payload);
    else if (!alert.payload.isUndefined() && !alert.payload.isNull())
        item->addChild(makeItem(tr("Details"), alert.payload));
}

void PayloadTree::fill(QTreeWidgetItem *item)
{
    const QVariant waiting = item->data(0, valueRole);
    if (!waiting.isValid())
        return;
    item->setData(0, valueRole, QVariant());
    item->addChildren(childItems(waiting.value<QJsonValue>()));
}

int PayloadTree::rowHeight() const
{
    return fontMetrics().height() + 6;
}

void PayloadTree::fitHeight()
{
    int rows = 0;
    for (const QTreeWidgetItem *item = topLevelItem(0); item && rows < mostRows; item = itemBelow(item))
        ++rows;
    setFixedHeight(std::max(rows, 1) * rowHeight() + 2 * frameWidth() + 2);
}

QUrl PayloadTree::currentUrl() const
{
    const QTreeWidgetItem *item = currentItem();
    while (item && item->parent())
        item = item->parent();
    return item ? item->data(0, urlRole).toUrl() : QUrl();
}

void PayloadTree::openCurrent()
{
    const QTreeWidgetItem *item = currentItem();
    if (item && !item->parent() && !currentUrl().isEmpty())
        Q_EMIT opened(currentUrl());
}

void PayloadTree::resizeEvent(QResizeEvent *event)
{
    setColumnWidth(0, std::min(fontMetrics().averageCharWidth() * 24, viewport()->width() / 2));
    QTreeWidget::resizeEvent(event);
}

bool PayloadTree::event(QEvent *event)
{
    // While a value is being read, Copy means that value and not the whole incident.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QTreeWidget::event(event);
}

void PayloadTree::keyPressEvent(QKeyEvent *event)
{
    QTreeWidgetItem *item = currentItem();
    if (event->matches(QKeySequence::Copy) && item) {
        const QVariant whole = item->data(1, valueRole);
        QGuiApplication::clipboard()->setText(whole.isValid() ? whole.toString() : item->text(0));
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (item && item->parent())
            item->setExpanded(!item->isExpanded());
        else
            openCurrent();
        return;
    }
    QTreeWidget::keyPressEvent(event);
}

} // namespace nightbell
