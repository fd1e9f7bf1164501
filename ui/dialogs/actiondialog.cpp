// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/actiondialog.h"

#include "models/incidentmodel.h"
#include "theme.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostNamed = 5;

QString nameOf(const Incident &incident)
{
    return incident.number.isEmpty() ? incident.title : ActionDialog::tr("#%1 %2").arg(incident.number, incident.title);
}

// What undoing would give is what there is now. Several people are chosen anew: to add one is not to keep the others.
FieldValues present(const ActionKind &kind, const SharedIncidents &incidents)
{
    const bool isOne = incidents.size() == 1 && kind.undo != nullptr;
    const auto undo = isOne ? kind.undo(incidents.constFirst(), {}) : std::nullopt;
    if (!undo || undo->action != QLatin1StringView(kind.id))
        return {};
    FieldValues values = undo->inputs;
    for (const Field &field : kind.inputs) {
        if (field.type == FieldType::TextList)
            values.remove(field.key);
    }
    return values;
}

} // namespace

ActionDialog::ActionDialog(const ActionKind &kind, const QString &title, const AskOptions &ask, QWidget *parent)
    : QDialog(parent)
    , m_kind(kind)
    , m_ask(ask)
    , m_column(new QVBoxLayout(this))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    m_column->setContentsMargins(20, 16, 20, 16);
    m_column->setSpacing(12);
    m_column->addWidget(makeHeading(title, 1.2, this));
}

ActionDialog::ActionDialog(
    const ActionKind &kind, const SharedIncidents &incidents, bool isUndoable, const AskOptions &ask, QWidget *parent)
    : ActionDialog(kind, actionName(QLatin1StringView(kind.id)), ask, parent)
{
    m_incidents = incidents;
    QStringList names;
    for (const Incident &incident : incidents.first(std::min(mostNamed, incidents.size())))
        names.append(toneGlyph(toneOf(incident)) + u"  "_s + nameOf(incident));
    if (incidents.size() > mostNamed)
        names.append(tr("and %n more", nullptr, static_cast<int>(incidents.size() - mostNamed)));
    if (kind.subject == ActionSubject::Selection)
        addFirst();
    else
        addSubject(names.join(u'\n'));
    QString explanation = *kind.explanation == '\0' ? QString() : QCoreApplication::translate("Action", kind.explanation);
    if (!isUndoable && kind.inputs.isEmpty())
        explanation = explanation.isEmpty() ? tr("It cannot be taken back.") : tr("%1 It cannot be taken back.").arg(explanation);
    if (!explanation.isEmpty())
        m_column->addWidget(makeMuted(explanation, this));
    addForm(incidents.isEmpty() ? IncidentId() : incidents.constFirst()->id);
    if (m_form)
        m_form->setValues(present(kind, incidents));
    addButtons(kind.inputs.isEmpty());
}

ActionDialog::ActionDialog(const ActionKind &kind, const Sources &sources, const AskOptions &ask, QWidget *parent)
    : ActionDialog(kind, actionName(QLatin1StringView(kind.id)), ask, parent)
{
    m_sources = sources;
    if (*kind.explanation != '\0')
        m_column->addWidget(makeMuted(QCoreApplication::translate("Action", kind.explanation), this));
    if (sources.size() > 1) {
        m_source = new QComboBox(this);
        m_source->setAccessibleName(tr("At"));
        for (const auto &[id, name] : sources)
            m_source->addItem(name, id.text());
        m_column->addWidget(m_source);
        // What there is to choose from is another list at another source.
        connect(m_source, &QComboBox::currentIndexChanged, this, [this] { addForm({}); });
    }
    addForm({});
    addButtons(false);
}

void ActionDialog::addSubject(const QString &text)
{
    QLabel *label = makeText(text, this);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(label);
}

void ActionDialog::addFirst()
{
    auto *label = makeText(tr("Keep &which one?"), this);
    m_first = new QListWidget(this);
    m_first->setProperty("framed", true);
    m_first->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // titles are elided
    m_first->setAccessibleName(tr("The incident that is kept"));
    for (const Incident &incident : std::as_const(m_incidents)) {
        auto *item = new QListWidgetItem(toneGlyph(toneOf(incident)) + u"  "_s + nameOf(incident), m_first);
        item->setSizeHint(QSize(0, fontMetrics().height() + 12)); // no wider than there is room
    }
    m_first->setCurrentRow(0);
    m_first->setFixedHeight((fontMetrics().height() + 12) * std::clamp(m_first->count(), 2, 6) + 8);
    label->setBuddy(m_first);
    m_column->addWidget(label);
    m_column->addWidget(m_first);
}

void ActionDialog::addForm(const IncidentId &incident)
{
    if (m_kind.inputs.isEmpty())
        return;
    if (!m_formPlace) {
        auto *scroll = new QScrollArea(this);
        scroll->setWidgetResizable(true);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setFocusPolicy(Qt::NoFocus);
        auto *content = new QWidget(scroll);
        m_formPlace = new QVBoxLayout(content);
        m_formPlace->setContentsMargins(0, 0, 4, 0);
        scroll->setWidget(content);
        m_column->addWidget(scroll, 1);
    }
    FieldValues values;
    if (FieldForm *before = std::exchange(m_form, nullptr)) {
        values = before->values();
        for (const Field &field : m_kind.inputs) {
            if (*field.optionsFrom != '\0')
                values.remove(field.key);
        }
        delete before;
    }
    const SourceId asked = m_incidents.isEmpty() ? source() : m_incidents.constFirst()->source;
    m_form = new FieldForm(m_kind.inputs, this, [ask = m_ask, asked, incident](const QString &from, const QString &text) {
        const OptionQuery query{from, incident, text};
        return ask(asked, query);
    });
    m_form->setValues(values);
    m_formPlace->addWidget(m_form);
    connect(m_form, &FieldForm::entered, this, &ActionDialog::accept);
    m_form->setFocusProxy(m_form->findChild<QWidget *>(m_kind.inputs.constFirst().key));
    setFocusProxy(m_form);
}

void ActionDialog::addButtons(bool isCertain)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    const int count = static_cast<int>(m_incidents.size());
    const QString name = actionName(QLatin1StringView(m_kind.id));
    auto *go = new QPushButton(count > 1 ? tr("%1 (%2)").arg(name).arg(count) : name, this);
    go->setProperty("primary", true);
    go->setDefault(true);
    go->setObjectName(u"go"_s);
    buttons->addButton(go, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &ActionDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // In a text of several lines Return is one of them.
    for (const int key : {Qt::Key_Return, Qt::Key_Enter})
        connect(
            new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(key)), this), &QShortcut::activated, this, &ActionDialog::accept);
    if (std::ranges::any_of(m_kind.inputs, &Field::multiline))
        m_column->addWidget(makeMuted(tr("Ctrl+Return: %1").arg(name), this));
    m_column->addWidget(buttons);
    const int letter = fontMetrics().averageCharWidth();
    setMinimumWidth(std::min(letter * 56, 820));
    if (m_first)
        m_first->setFocus();
    else if (m_form)
        m_form->setFocus();
    else if (isCertain)
        go->setFocus();
}

FieldValues ActionDialog::inputs() const
{
    return m_form ? m_form->values() : FieldValues();
}

QList<IncidentId> ActionDialog::incidents() const
{
    QList<IncidentId> ids;
    for (const Incident &incident : m_incidents)
        ids.append(incident.id);
    if (m_first && m_first->currentRow() > 0)
        ids.move(m_first->currentRow(), 0);
    return ids;
}

SourceId ActionDialog::source() const
{
    return m_sources.value(m_source ? m_source->currentIndex() : 0).first;
}

void ActionDialog::accept()
{
    if (m_form && !m_form->validate())
        return;
    // Where one thing or another can be said, one of them has to be.
    if (m_kind.inputs.size() > 1 && std::ranges::none_of(m_kind.inputs, &Field::required) && inputs().isEmpty())
        m_form->setProblem(m_kind.inputs.constFirst().key, tr("Please choose one or the other."));
    else
        QDialog::accept();
}

} // namespace nightbell
