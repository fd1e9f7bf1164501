// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filterbar.h"

#include "widgets/flowlayout.h"
#include "widgets/searchfield.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStringListModel>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace nightbell {

FilterBar::FilterBar(Completion completion, Values values, QWidget *parent)
    : QWidget(parent)
    , m_completion(std::move(completion))
    , m_values(std::move(values))
{
    m_row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
    m_quickRow = new FlowLayout(8); // wraps where letters are large

    m_edit = new SearchField(tr("Filter incidents"), tr("Filter, like: host:web* severity:critical"), this);
    m_edit->setToolTip(tr("Words, \"two words\", -not, state: severity: urgency: host: service: source: check: who: assignee: team: "
                          "priority: number: title: text:"));
    m_edit->installEventFilter(this);
    m_row->addWidget(m_edit, 1);
    m_row->addLayout(m_quickRow);

    m_suggestions = new QStringListModel(this);
    m_completer = new QCompleter(m_suggestions, this);
    m_completer->setWidget(m_edit);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setAccessibleName(tr("Suggestions for the filter"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterBar::accept);

    m_quicks = new QButtonGroup(this);
    addQuick(FilterProxy::Quick::Mine, tr("Mine"), tr("Assigned to me, or to nobody in particular"));
    addQuick(FilterProxy::Quick::All, tr("All"), tr("All incidents"));
    addQuick(FilterProxy::Quick::High, tr("High"), tr("High urgency"));
    setQuick(FilterProxy::Quick::All);
    m_chooser = new QPushButton(this);
    m_choices = new QMenu(m_chooser);
    m_choices->setAccessibleName(tr("Narrow the list"));
    m_chooser->setMenu(m_choices);
    m_chooser->setProperty("menu", true); // room for its arrow
    m_chooser->setToolTip(tr("Only some teams, services, urgencies, … (F)"));
    m_quickRow->addWidget(m_chooser);
    updateChooser();
    connect(m_choices, &QMenu::aboutToShow, this, &FilterBar::fillChoices);
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::updateChooser);
    connect(m_quicks, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT quickChanged(static_cast<FilterProxy::Quick>(id)); });

    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) { Q_EMIT filterChanged(Filter::parse(text)); });
    connect(m_edit, &QLineEdit::textEdited, this, &FilterBar::suggest);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        if (!m_completer->popup()->isVisible()) // there Return takes the suggestion
            Q_EMIT left();
    });
}

void FilterBar::addQuick(FilterProxy::Quick quick, const QString &label, const QString &toolTip)
{
    auto *button = new QPushButton(label, this);
    button->setCheckable(true);
    button->setToolTip(toolTip);
    m_quicks->addButton(button, static_cast<int>(quick));
    m_quickRow->addWidget(button);
}

void FilterBar::openChoices()
{
    m_choices->popup(m_chooser->mapToGlobal(QPoint(0, m_chooser->height())));
    m_choices->setActiveAction(m_choices->actions().value(0));
}

void FilterBar::fillChoices()
{
    m_choices->clear();
    addChoices(tr("&Team"), u"team"_s);
    addChoices(tr("&Service"), u"service"_s);
    addChoices(tr("&Urgency"), u"urgency"_s);
    addChoices(tr("S&tate"), u"state"_s);
    addChoices(tr("&Priority"), u"priority"_s);
    addChoices(tr("&Assigned to"), u"assignee"_s);
    addChoices(tr("S&ource"), u"source"_s);
    m_choices->addSeparator();
    QAction *none = m_choices->addAction(tr("&Everything"), this, [this] { m_edit->clear(); });
    none->setEnabled(!m_edit->text().isEmpty());
}

// Where there is nothing to tell apart there is nothing to choose.
void FilterBar::addChoices(const QString &label, const QString &key)
{
    const QStringList values = m_values(key);
    auto *menu = m_choices->addMenu(label);
    menu->setEnabled(!values.isEmpty());
    for (const QString &value : values) {
        QAction *choice = menu->addAction(QString(value).replace(u'&', "&&"_L1));
        choice->setCheckable(true);
        choice->setChecked(hasTerm(m_edit->text(), key, value));
        connect(choice, &QAction::triggered, this, [this, key, value] { m_edit->setText(toggledTerm(m_edit->text(), key, value)); });
    }
}

// The list is not whole, and that has to be seen from across the room.
void FilterBar::updateChooser()
{
    const bool isNarrowed = !m_edit->text().trimmed().isEmpty();
    m_chooser->setText(isNarrowed ? tr("Narrowed") : tr("Narrow"));
    m_chooser->setProperty("chosen", isNarrowed);
    m_chooser->style()->unpolish(m_chooser);
    m_chooser->style()->polish(m_chooser);
}

QString FilterBar::text() const
{
    return m_edit->text();
}

void FilterBar::setText(const QString &text)
{
    m_edit->setText(text);
}

void FilterBar::setQuick(FilterProxy::Quick quick)
{
    m_quicks->button(static_cast<int>(quick))->setChecked(true);
}

void FilterBar::focusText()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterBar::addBeside(QWidget *widget)
{
    m_quickRow->addWidget(widget);
}

void FilterBar::suggest()
{
    m_current = m_completion(m_edit->text(), m_edit->cursorPosition());
    if (m_current.suggestions.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_suggestions->setStringList(m_current.suggestions);
    m_completer->complete();
}

void FilterBar::accept(const QString &suggestion)
{
    QString text = m_edit->text();
    const bool isWhole = !suggestion.endsWith(u':');
    const QString inserted = isWhole ? suggestion + u' ' : suggestion;
    text.replace(m_current.from, m_current.length, inserted);
    m_edit->setText(text);
    m_edit->setCursorPosition(static_cast<int>(m_current.from + inserted.size()));
    if (!isWhole)
        suggest(); // the key is there: now its values
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    const int words = fontMetrics().averageCharWidth() * 28;
    const bool isNarrow = width() < words + m_quickRow->sizeHint().width();
    m_row->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QWidget::resizeEvent(event);
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        if (m_edit->text().isEmpty())
            Q_EMIT left();
        m_edit->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace nightbell
