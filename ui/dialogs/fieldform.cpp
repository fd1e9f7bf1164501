// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/fieldform.h"

#include "base/duration.h"
#include "theme.h"
#include "widgets/labels.h"
#include "widgets/optionpicker.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int longestLabel = 26; // letters, in one line

QString translated(const char *text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate("Field", text);
}

QString choiceName(const Field &field, qsizetype index)
{
    return field.choiceNames.isEmpty() ? field.choices.at(index) : QCoreApplication::translate("FieldChoice", field.choiceNames.at(index));
}

// "key = value" lines, as a map is typed.
QString mapText(const QVariantMap &map)
{
    QStringList lines;
    for (auto entry = map.begin(); entry != map.end(); ++entry)
        lines.append(entry.key() + u" = "_s + entry.value().toString());
    return lines.join(u'\n');
}

QVariantMap mapFromText(const QString &text)
{
    QVariantMap map;
    for (const QString &line : text.split(u'\n')) {
        const qsizetype equals = line.indexOf(u'=');
        const QString key = (equals < 0 ? line : line.first(equals)).trimmed();
        if (!key.isEmpty())
            map.insert(key, equals < 0 ? QString() : line.sliced(equals + 1).trimmed());
    }
    return map;
}

QStringList listFromText(const QString &text)
{
    QStringList list;
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty())
            list.append(line.trimmed());
    }
    return list;
}

// One choice is a text, several are a list.
QStringList listOf(const QVariant &value)
{
    QStringList list = value.toStringList();
    list.removeAll(QString());
    return list;
}

QString linesText(const Field &field, const QVariant &value)
{
    switch (field.type) {
    case FieldType::TextMap:
        return mapText(value.toMap());
    case FieldType::TextList:
        return value.toStringList().join(u'\n');
    case FieldType::Text:
    case FieldType::Url:
    case FieldType::Secret:
    case FieldType::TimeSpan:
    case FieldType::Integer:
    case FieldType::Boolean:
    case FieldType::Choice:
        return value.toString();
    }
    return {};
}

QPlainTextEdit *makeLines()
{
    auto *edit = new QPlainTextEdit;
    edit->setTabChangesFocus(true);
    edit->setMaximumHeight(edit->fontMetrics().lineSpacing() * 4 + 16);
    return edit;
}

QString spanProblem(const Field &field, const QString &text)
{
    const auto span = parseDuration(text);
    if (!span)
        return FieldForm::tr("A time such as 30s, 5m or 1h is needed.");
    if (span->count() < field.minimum)
        return FieldForm::tr("At least %1, please.").arg(formatDuration(Duration(field.minimum)));
    return FieldForm::tr("At most %1, please.").arg(formatDuration(Duration(field.maximum)));
}

QString addressProblem(const Field &field)
{
    return field.anyHttp ? FieldForm::tr("An address such as https://example.com/health is needed.")
                         : FieldForm::tr("An address that begins with https:// is needed; http:// is for this machine only.");
}

} // namespace

QString fieldProblemText(const Field &field, const QVariant &value)
{
    if (fieldProblem(field, value).isEmpty())
        return {};
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Secret:
        return FieldForm::tr("Please fill this in.");
    case FieldType::Url:
        return addressProblem(field);
    case FieldType::TextList:
        return field.itemsAreUrls
            ? FieldForm::tr("On each line an address that begins with https:// is needed; http:// is for this machine only.")
            : FieldForm::tr("This value is not possible here.");
    case FieldType::TimeSpan:
        return spanProblem(field, value.toString());
    case FieldType::Integer:
    case FieldType::Boolean:
    case FieldType::Choice:
    case FieldType::TextMap:
        return FieldForm::tr("This value is not possible here.");
    }
    return {};
}

FieldForm::FieldForm(const Fields &fields, QWidget *parent, AskOptions askOptions) : QWidget(parent), m_askOptions(std::move(askOptions))
{
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    layout->setHorizontalSpacing(16);
    layout->setVerticalSpacing(4);
    for (const Field &field : fields) {
        if (*field.section != '\0')
            addSection(field, layout);
        addRow(field, layout);
    }
}

void FieldForm::addSection(const Field &field, QFormLayout *layout)
{
    QLabel *heading = makeHeading(translated(field.section), 1.0);
    heading->setContentsMargins(0, layout->rowCount() == 0 ? 0 : 12, 0, 4);
    layout->addRow(heading);
}

void FieldForm::addRow(const Field &field, QFormLayout *layout)
{
    Row row{field, makeInput(field), makeMuted({}, this)};
    row.input->setObjectName(field.key);
    if (auto *picker = qobject_cast<OptionPicker *>(row.input))
        picker->setName(translated(field.label));
    else
        row.input->setAccessibleName(translated(field.label));
    row.input->setAccessibleDescription(translated(field.help));
    if (const auto *choices = qobject_cast<QComboBox *>(row.input))
        choices->view()->setAccessibleName(translated(field.label));
    row.note->setAlignment(Qt::AlignTop | Qt::AlignLeft); // at what it is about
    row.note->setContentsMargins(0, 0, 0, 4);
    QFont small = row.note->font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    row.note->setFont(small);
    auto *label = new QLabel(translated(field.label));
    label->setBuddy(row.input);
    const int widest = fontMetrics().averageCharWidth() * longestLabel; // else the inputs of all the others pay for it
    if (label->sizeHint().width() > widest) {
        label->setWordWrap(true);
        label->setFixedWidth(widest);
    }
    // Centred on an input of one line, whose frame and padding the style makes, or on the first line of a larger one.
    const bool isLarge = qobject_cast<QPlainTextEdit *>(row.input) || qobject_cast<OptionPicker *>(row.input);
    row.input->ensurePolished();
    const int high = label->wordWrap() ? label->heightForWidth(widest) : label->sizeHint().height();
    const int beside = isLarge ? high * 7 / 4 : row.input->sizeHint().height();
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop); // the form gives it as much as the note needs, too
    label->setContentsMargins(0, std::max(0, (beside - high) / 2), 0, 0);
    // Together, since the form would measure a row of its own at another width than it gives it.
    auto *cell = new QVBoxLayout;
    cell->setContentsMargins(0, 0, 0, 0);
    cell->setSpacing(4);
    cell->addWidget(row.input);
    cell->addWidget(row.note);
    layout->addRow(label, cell);
    m_rows.append(row);
    put(row, field.fallback);
    setNote(row, {});
}

QWidget *FieldForm::makePicker(const Field &field)
{
    const auto one = field.required ? OptionPicker::Mode::One : OptionPicker::Mode::OneOrNone;
    const auto mode = field.type == FieldType::TextList ? OptionPicker::Mode::Several : one;
    auto *picker = new OptionPicker(
        mode, [ask = m_askOptions, from = QString::fromLatin1(field.optionsFrom)](const QString &text) { return ask(from, text); });
    connect(picker, &OptionPicker::edited, this, &FieldForm::edited);
    connect(picker, &OptionPicker::entered, this, &FieldForm::entered);
    return picker;
}

QWidget *FieldForm::makeTextInput(const Field &field)
{
    if (field.multiline) {
        QPlainTextEdit *lines = makeLines();
        connect(lines, &QPlainTextEdit::textChanged, this, &FieldForm::edited);
        return lines;
    }
    auto *edit = new QLineEdit;
    if (field.type == FieldType::Secret)
        edit->setEchoMode(QLineEdit::Password);
    connect(edit, &QLineEdit::textEdited, this, &FieldForm::edited);
    return edit;
}

QWidget *FieldForm::makeInput(const Field &field)
{
    if (*field.optionsFrom != '\0' && m_askOptions)
        return makePicker(field);
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Url:
    case FieldType::TimeSpan:
    case FieldType::Secret:
        return makeTextInput(field);
    case FieldType::Integer: {
        auto *spin = new QSpinBox;
        constexpr qint64 most = std::numeric_limits<int>::max();
        spin->setRange(static_cast<int>(field.minimum), static_cast<int>(field.maximum > 0 ? std::min(field.maximum, most) : most));
        connect(spin, &QSpinBox::valueChanged, this, &FieldForm::edited);
        return spin;
    }
    case FieldType::Boolean: {
        auto *box = new QCheckBox;
        connect(box, &QCheckBox::toggled, this, &FieldForm::edited);
        return box;
    }
    case FieldType::Choice: {
        auto *box = new QComboBox;
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // its longest choice is wider than a dialog
        box->setMinimumContentsLength(12);
        for (qsizetype index = 0; index < field.choices.size(); ++index)
            box->addItem(choiceName(field, index), field.choices.at(index));
        connect(box, &QComboBox::currentIndexChanged, this, &FieldForm::edited);
        return box;
    }
    case FieldType::TextList:
    case FieldType::TextMap: {
        QPlainTextEdit *lines = makeLines();
        lines->setPlaceholderText(field.type == FieldType::TextList ? tr("one per line") : tr("name = value, one per line"));
        connect(lines, &QPlainTextEdit::textChanged, this, &FieldForm::edited);
        return lines;
    }
    }
    return nullptr;
}

void FieldForm::put(const Row &row, const QVariant &value)
{
    if (auto *edit = qobject_cast<QLineEdit *>(row.input))
        edit->setText(row.field.type == FieldType::Secret ? QString() : value.toString());
    else if (auto *spin = qobject_cast<QSpinBox *>(row.input))
        spin->setValue(value.toInt());
    else if (auto *check = qobject_cast<QCheckBox *>(row.input))
        check->setChecked(value.toBool());
    else if (auto *choices = qobject_cast<QComboBox *>(row.input))
        choices->setCurrentIndex(std::max(0, choices->findData(value.toString())));
    else if (auto *picker = qobject_cast<OptionPicker *>(row.input))
        picker->setValues(listOf(value));
    else if (auto *lines = qobject_cast<QPlainTextEdit *>(row.input))
        lines->setPlainText(linesText(row.field, value));
}

QVariant FieldForm::valueOf(const Row &row) const
{
    if (const auto *edit = qobject_cast<const QLineEdit *>(row.input))
        return edit->text().trimmed();
    if (const auto *spin = qobject_cast<const QSpinBox *>(row.input))
        return qint64(spin->value());
    if (const auto *check = qobject_cast<const QCheckBox *>(row.input))
        return check->isChecked();
    if (const auto *choices = qobject_cast<const QComboBox *>(row.input))
        return choices->currentData().toString();
    if (const auto *picker = qobject_cast<const OptionPicker *>(row.input))
        return row.field.type == FieldType::TextList ? QVariant(picker->values()) : QVariant(picker->values().value(0));
    const QString text = qobject_cast<const QPlainTextEdit *>(row.input)->toPlainText();
    if (row.field.type == FieldType::Text)
        return text.trimmed();
    return row.field.type == FieldType::TextMap ? QVariant(mapFromText(text)) : QVariant(listFromText(text));
}

bool FieldForm::isLeftEmpty(const Row &row, const QVariant &value)
{
    const bool isEmptyList = value.metaType() == QMetaType::fromType<QStringList>() && value.toStringList().isEmpty();
    if (qobject_cast<const OptionPicker *>(row.input) && isEmptyList)
        return !row.field.required;
    return !row.field.required && value.metaType() == QMetaType::fromType<QString>() && value.toString().isEmpty();
}

void FieldForm::setValues(const FieldValues &values)
{
    for (const Row &row : m_rows)
        put(row, values.value(row.field.key, row.field.fallback));
}

FieldValues FieldForm::values() const
{
    FieldValues values;
    for (const Row &row : m_rows) {
        const QVariant value = valueOf(row);
        if (row.field.type != FieldType::Secret && !isLeftEmpty(row, value) && value != row.field.fallback)
            values.insert(row.field.key, value);
    }
    return values;
}

FieldValues FieldForm::secretValues() const
{
    FieldValues values;
    for (const Row &row : m_rows) {
        if (row.field.type == FieldType::Secret && !valueOf(row).toString().isEmpty())
            values.insert(row.field.key, valueOf(row));
    }
    return values;
}

void FieldForm::setSecretState(const QString &key, const QString &state)
{
    m_secretStates.insert(key, state);
    for (const Row &row : m_rows) {
        if (row.field.key == key)
            setNote(row, {});
    }
}

void FieldForm::setReadOnly(bool readOnly)
{
    for (const Row &row : m_rows)
        row.input->setEnabled(!readOnly);
}

void FieldForm::setFieldEnabled(const QString &key, bool enabled)
{
    for (const Row &row : m_rows) {
        if (row.field.key == key)
            row.input->setEnabled(enabled);
    }
}

void FieldForm::setProblem(const QString &key, const QString &problem)
{
    for (const Row &row : m_rows) {
        if (row.field.key == key) {
            setNote(row, problem);
            row.input->setFocus();
        }
    }
}

bool FieldForm::validate()
{
    QWidget *first = nullptr;
    for (const Row &row : m_rows) {
        const QVariant value = valueOf(row);
        const bool isFree = isLeftEmpty(row, value) || row.field.type == FieldType::Secret;
        QString problem = isFree ? QString() : fieldProblemText(row.field, value);
        if (problem.isEmpty() && row.field.required && qobject_cast<const OptionPicker *>(row.input)
            && value.toStringList().join(u""_s).isEmpty())
            problem = tr("Please choose.");
        setNote(row, problem);
        if (!problem.isEmpty() && !first)
            first = row.input;
    }
    if (first)
        first->setFocus();
    return !first;
}

void FieldForm::setNote(const Row &row, const QString &problem)
{
    QStringList sentences{translated(row.field.help), m_secretStates.value(row.field.key)};
    sentences.removeAll(QString());
    const QString help = sentences.join(u'\n');
    const QString text = problem.isEmpty() ? help : toneGlyph(Tone::Triggered) + u' ' + problem;
    row.note->setText(text);
    row.note->setVisible(!text.isEmpty());
    row.note->setProperty("muted", problem.isEmpty());
    row.note->setProperty("problem", !problem.isEmpty());
    row.note->style()->unpolish(row.note);
    row.note->style()->polish(row.note);
}

} // namespace nightbell
