// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/optionpicker.h"

#include "domain/wording.h"
#include "theme.h"
#include "widgets/labels.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int afterTyping = 250; // milliseconds
constexpr int fewestRows = 3;
constexpr int mostRows = 6;
constexpr int idRole = Qt::UserRole;

bool isMatch(const Option &option, const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [&option](const QString &word) {
        return option.name.contains(word, Qt::CaseInsensitive) || option.hint.contains(word, Qt::CaseInsensitive)
            || option.id.compare(word, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

OptionPicker::OptionPicker(Mode mode, Ask ask, QWidget *parent) : QWidget(parent), m_mode(mode), m_ask(std::move(ask))
{
    layOut();
    m_typed.setSingleShot(true);
    m_typed.setInterval(afterTyping);
    connect(&m_typed, &QTimer::timeout, this, &OptionPicker::ask);
    connect(m_search, &QLineEdit::textEdited, this, [this] {
        fill();
        m_typed.start();
    });
    connect(m_retry, &QPushButton::clicked, this, &OptionPicker::ask);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { choose(*item); });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (m_mode != Mode::Several && item)
            choose(*item);
    });
    this->ask();
}

void OptionPicker::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Type to search"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list = new QListWidget(this);
    m_list->setProperty("framed", true);
    m_list->setFocusPolicy(Qt::NoFocus); // the search passes the arrows on
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_state = makeMuted({}, this);
    m_retry = new QPushButton(tr("Try again"), this);
    m_summary = makeMuted({}, this);
    auto *stateRow = new QHBoxLayout;
    stateRow->addWidget(m_state, 1);
    stateRow->addWidget(m_retry);
    column->addWidget(m_search);
    column->addWidget(m_list);
    column->addLayout(stateRow);
    column->addWidget(m_summary);
    setFocusProxy(m_search);
    showState({}, false);
    showChosen();
    fitList();
}

void OptionPicker::setName(const QString &name)
{
    setAccessibleName(name);
    m_search->setAccessibleName(name);
    m_list->setAccessibleName(tr("%1: what there is to choose from").arg(name));
}

void OptionPicker::setValues(const QStringList &ids)
{
    if (ids == m_chosen)
        return;
    m_chosen = ids;
    fill();
    showChosen();
}

void OptionPicker::ask()
{
    const int round = ++m_round;
    m_typed.stop();
    if (m_options.isEmpty())
        showState(tr("Loading …"), false);
    QCoro::connect(m_ask(m_search->text().trimmed()), this, [this, round](const Expected<QList<Option>> &answer) {
        if (round == m_round) // otherwise something else was typed meanwhile
            take(answer);
    });
}

void OptionPicker::take(const Expected<QList<Option>> &answer)
{
    if (!answer) {
        showState(tr("The list cannot be read: %1.").arg(errorText(answer.error())), true);
        return;
    }
    m_options = *answer;
    for (const Option &option : std::as_const(m_options))
        m_names.insert(option.id, option.name);
    showState({}, false);
    fill();
    showChosen();
}

QString OptionPicker::nameOf(const QString &id) const
{
    return m_names.value(id, id);
}

void OptionPicker::fill()
{
    const QSignalBlocker quiet(m_list); // what is listed is not what is chosen
    const QString text = m_search->text();
    m_list->clear();
    if (m_mode == Mode::OneOrNone && text.isEmpty() && !m_options.isEmpty())
        addItem(Option{QString(), tr("None"), {}});
    for (const Option &option : std::as_const(m_options)) {
        if (isMatch(option, text))
            addItem(option);
    }
    // Nobody is told something because of being the first of a list: one is moved to, or typed for.
    if (m_list->currentRow() < 0 && m_mode == Mode::Several)
        m_list->setCurrentRow(0);
    if (m_list->count() == 0 && !m_options.isEmpty())
        showState(tr("Nothing matches “%1”.").arg(text), false);
    else if (!m_options.isEmpty())
        showState({}, false);
    fitList();
    if (m_mode != Mode::Several && !text.isEmpty() && m_list->count() > 0) {
        m_list->setCurrentRow(0);
        choose(*m_list->item(0));
    }
}

void OptionPicker::addItem(const Option &option)
{
    const QString words = option.hint.isEmpty() ? option.name : tr("%1  ·  %2").arg(option.name, option.hint);
    auto *item = new QListWidgetItem(words, m_list);
    item->setData(idRole, option.id);
    item->setToolTip(words);
    item->setSizeHint(QSize(0, fontMetrics().height() + 8));
    const bool isChosen = m_chosen.contains(option.id) || (option.id.isEmpty() && m_chosen.isEmpty());
    if (m_mode == Mode::Several) {
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
    } else if (isChosen) {
        m_list->setCurrentItem(item);
    }
}

void OptionPicker::choose(const QListWidgetItem &item)
{
    const QString id = item.data(idRole).toString();
    QStringList chosen = m_chosen;
    if (m_mode != Mode::Several)
        chosen = id.isEmpty() ? QStringList() : QStringList{id};
    else if (chosen.removeAll(id) == 0)
        chosen.append(id);
    if (chosen == m_chosen)
        return;
    m_chosen = chosen;
    if (m_mode == Mode::Several) {
        for (int row = 0; row < m_list->count(); ++row)
            m_list->item(row)->setCheckState(m_chosen.contains(m_list->item(row)->data(idRole).toString()) ? Qt::Checked : Qt::Unchecked);
    }
    showChosen();
    Q_EMIT edited();
}

// Return: takes the row that the arrows are on. Once nothing is left to take it means the whole form.
void OptionPicker::enter()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (m_mode == Mode::Several) {
        const bool isSearching = !m_search->text().isEmpty();
        if (item && (isSearching || m_chosen.isEmpty())) {
            if (!m_chosen.contains(item->data(idRole).toString()))
                choose(*item);
            m_search->clear();
            fill();
            return;
        }
    } else if (item) {
        choose(*item);
    }
    Q_EMIT entered();
}

void OptionPicker::showState(const QString &text, bool canRetry)
{
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
    m_retry->setVisible(canRetry);
}

void OptionPicker::showChosen()
{
    QStringList names;
    for (const QString &id : std::as_const(m_chosen))
        names.append(nameOf(id));
    m_summary->setText(tr("Chosen: %1").arg(names.join(", "_L1)));
    m_summary->setVisible(!names.isEmpty());
    m_search->setAccessibleDescription(names.isEmpty() ? QString() : m_summary->text());
}

void OptionPicker::fitList()
{
    // Never smaller than it was: a form does not jump while somebody types.
    m_rows = std::max(m_rows, std::clamp(m_list->count(), fewestRows, mostRows));
    m_list->setFixedHeight((fontMetrics().height() + 8) * m_rows + 2 * m_list->frameWidth() + 8);
}

void OptionPicker::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        fitList();
    QWidget::changeEvent(event);
}

bool OptionPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *press = static_cast<QKeyEvent *>(event);
    switch (press->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Space:
        // In an empty search a blank says nothing; on the row it ticks or unticks.
        if (m_mode == Mode::Several && m_search->text().isEmpty() && m_list->currentItem()) {
            choose(*m_list->currentItem());
            return true;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (press->modifiers().testFlag(Qt::ControlModifier))
            break; // the dialog's
        enter();
        return true;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace nightbell
