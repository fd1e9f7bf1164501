// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/entrydialog.h"

#include "dialogs/fieldform.h"
#include "domain/wording.h"
#include "net/secrets.h"
#include "widgets/screenfit.h"

#include <QCoroTask>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nightbell {

using namespace Qt::StringLiterals;

EntryDialog::EntryDialog(const Purpose &purpose, Secrets &secrets, Save save, Test test, QWidget *parent)
    : QDialog(parent)
    , m_secrets(secrets)
    , m_save(std::move(save))
    , m_test(std::move(test))
    , m_id(purpose.isNew ? QString() : purpose.values.value(u"id"_s).toString())
{
    setWindowTitle(purpose.title);
    layOut(purpose);
    m_form->setValues(purpose.values);
    m_form->setFieldEnabled(u"id"_s, purpose.isNew);
    if (!purpose.file.isEmpty()) {
        m_form->setReadOnly(true);
        say(tr("This entry stands in %1 and is changed there.").arg(purpose.file), Tone::Neutral);
    }
    showSecretStates(purpose.fields);
    if (const auto *id = m_form->findChild<QLineEdit *>(u"id"_s); id && purpose.isNew)
        connect(id, &QLineEdit::textChanged, this, [this, fields = purpose.fields] { showSecretStates(fields); });
}

void EntryDialog::layOut(const Purpose &purpose)
{
    m_form = new FieldForm(purpose.fields);
    auto *scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus); // its fields scroll it
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_message = new QLabel;
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText); // names of elsewhere are in it
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->hide();
    auto *buttons = new QDialogButtonBox;
    if (!purpose.testLabel.isEmpty()) {
        QPushButton *button = buttons->addButton(purpose.testLabel, QDialogButtonBox::ActionRole);
        connect(button, &QPushButton::clicked, this, &EntryDialog::test);
    }
    if (purpose.file.isEmpty()) {
        m_saveButton = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
        m_saveButton->setDefault(true);
    }
    buttons->addButton(purpose.file.isEmpty() ? tr("Cancel") : tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &EntryDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    const int height = std::min(fontMetrics().lineSpacing() * 42, m_form->sizeHint().height() + 140);
    resizeWithinScreen(*this, QSize(fontMetrics().averageCharWidth() * 96, height));
}

void EntryDialog::showSecretStates(const Fields &fields)
{
    for (const Field &field : fields) {
        if (field.type != FieldType::Secret)
            continue;
        const SecretName name{m_id, field.key};
        const QString id = m_form->values().value(u"id"_s).toString().trimmed();
        const QString variable = SecretName{id.isEmpty() ? u"ID"_s : id, field.key}.environmentVariable();
        if (!m_id.isEmpty() && qEnvironmentVariableIsSet(variable.toUtf8().constData())) {
            m_form->setSecretState(field.key, tr("It comes from the environment variable %1, which wins.").arg(variable));
            continue;
        }
        m_form->setSecretState(field.key, tr("Kept in the keychain, or in the environment variable %1.").arg(variable));
        if (m_id.isEmpty())
            continue;
        QCoro::connect(m_secrets.read(name), this, [this, key = field.key, variable](const Expected<std::optional<QString>> &found) {
            if (!found)
                m_form->setSecretState(key,
                    tr("The keychain cannot be asked (%1). The environment variable %2 works without it.")
                        .arg(errorText(found.error()), variable));
            else if (*found)
                m_form->setSecretState(key, tr("One is stored in the keychain. Leave this empty to keep it."));
        });
    }
}

void EntryDialog::test()
{
    if (!m_form->validate())
        return;
    say(tr("Asking …"), Tone::Neutral);
    const QPointer<EntryDialog> self(this);
    m_test(m_form->values(), m_form->secretValues(), [self](const Verdict &verdict) {
        if (!self)
            return;
        if (verdict.field.isEmpty()) {
            self->say(verdict.sentence, !verdict.worked ? Tone::Triggered : verdict.isPart ? Tone::Acknowledged : Tone::Neutral);
            return;
        }
        self->m_message->hide(); // it stands at the field
        self->m_form->setProblem(verdict.field, verdict.sentence);
    });
}

void EntryDialog::save()
{
    if (!m_form->validate())
        return;
    const FieldValues values = m_form->values();
    if (const auto saved = m_save(values); !saved) {
        say(errorText(saved.error()), Tone::Triggered);
        return;
    }
    keepSecrets(values.value(u"id"_s).toString());
}

// The entry is kept already; the dialog closes when its secrets are, too.
void EntryDialog::keepSecrets(const QString &entry)
{
    const FieldValues secretValues = m_form->secretValues();
    m_secretsToKeep = static_cast<int>(secretValues.size());
    if (secretValues.isEmpty()) {
        accept();
        return;
    }
    m_saveButton->setEnabled(false);
    for (auto secret = secretValues.begin(); secret != secretValues.end(); ++secret) {
        const SecretName name{entry, secret.key()};
        QCoro::connect(m_secrets.write(name, secret.value().toString()), this, [this, name](const Expected<Done> &kept) {
            m_saveButton->setEnabled(true);
            if (!kept)
                say(tr("The keychain did not take the secret: %1. Set the environment variable %2 instead.")
                        .arg(errorText(kept.error()), name.environmentVariable()),
                    Tone::Triggered);
            else if (--m_secretsToKeep == 0)
                accept();
        });
    }
}

void EntryDialog::say(const QString &sentence, Tone tone)
{
    const bool isPlain = tone == Tone::Neutral;
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, isPlain ? colors.color(QPalette::WindowText) : toneColor(tone, colors));
    m_message->setPalette(colors);
    m_message->setText(isPlain ? sentence : toneGlyph(tone) + u' ' + sentence);
    m_message->show();
}

} // namespace nightbell
