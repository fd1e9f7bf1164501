// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/settingsdialog.h"

#include "checks/check.h"
#include "dialogs/entrylist.h"
#include "dialogs/entryvalues.h"
#include "dialogs/fieldform.h"
#include "domain/wording.h"
#include "engine/session.h"
#include "pager/channels/channel.h"
#include "sources/source.h"
#include "theme.h"
#include "widgets/labels.h"
#include "widgets/screenfit.h"

#include <QAudioDevice>
#include <QCoreApplication>
#include <QCoroTask>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMediaDevices>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

QString kindName(const SourceKind &kind)
{
    return QCoreApplication::translate("SourceKind", kind.name);
}

QString kindName(const CheckKind &kind)
{
    return QCoreApplication::translate("CheckKind", kind.name);
}

QString kindName(const ChannelKind &kind)
{
    return QCoreApplication::translate("ChannelKind", kind.name);
}

QString whereText(const ConfigOrigin &origin)
{
    return origin.file.isEmpty() ? SettingsDialog::tr("built in") : origin.file;
}

// "pagerduty", or "pagerduty-2" where that is taken: what is added must not take the place of what is there.
QString freeId(const QString &kind, const Configuration &configuration)
{
    QStringList taken;
    for (const SourceEntry &entry : configuration.sources)
        taken.append(entry.id.text());
    for (const CheckEntry &entry : configuration.checks)
        taken.append(entry.id.text()); // which would have its secrets
    for (const ChannelEntry &entry : configuration.channels)
        taken.append(entry.id.text());
    QString id = kind;
    for (int number = 2; taken.contains(id); ++number)
        id = u"%1-%2"_s.arg(kind).arg(number);
    return id;
}

// The only field of the console that has options. By their descriptions, which stay the same when a device comes back.
QCoro::Task<Expected<QList<Option>>> soundOutputs(QString, QString text)
{
    QList<Option> options;
    for (const QAudioDevice &device : QMediaDevices::audioOutputs()) {
        if (device.description().contains(text, Qt::CaseInsensitive))
            options.append({device.description(), device.description(), {}});
    }
    co_return options;
}

QString lockedFile(const ConfigOrigin &origin)
{
    return origin.isEditable() || origin.file.isEmpty() ? QString() : origin.file;
}

} // namespace

EntryDialog::Verdict verdictOf(const Expected<Trial> &answer)
{
    if (!answer) {
        QString text = SettingsDialog::tr("It did not work: %1.").arg(errorText(answer.error()));
        if (!text.contains(answer.error().detail)) // which of several servers it was stands there
            text += u'\n' + answer.error().detail;
        return {text, false};
    }
    if (answer->question)
        return {answer->question->text, false, answer->question->key};
    const Snapshot &seen = answer->snapshot;
    const QString counts
        = SettingsDialog::tr("%1, %2").arg(SettingsDialog::tr("%n host(s)", nullptr, static_cast<int>(seen.hosts ? seen.hosts->size() : 0)),
            SettingsDialog::tr("%n open incident(s)", nullptr, static_cast<int>(seen.incidents ? seen.incidents->size() : 0)));
    QStringList lines = answer->introduction;
    for (const QString &warning : seen.warnings) {
        const QString about = warning.section(u": "_s, 0, 0);
        const bool isSaid = std::ranges::any_of(lines, [&about](const QString &line) { return line.startsWith(about); });
        if (!isSaid)
            lines.append(warning);
    }
    const bool isPart = seen.incomplete || !seen.warnings.isEmpty();
    lines.prepend((isPart ? SettingsDialog::tr("Only partly: %1.") : SettingsDialog::tr("It works: %1.")).arg(counts));
    return {lines.join(u'\n'), true, {}, isPart};
}

SettingsDialog::SettingsDialog(Session &session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_names(new QListWidget)
    , m_pages(new QStackedWidget)
{
    setWindowTitle(tr("Settings"));
    m_names->setAccessibleName(tr("Pages of the settings"));
    m_names->setMaximumWidth(fontMetrics().averageCharWidth() * 24);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *right = new QVBoxLayout;
    right->setSpacing(12);
    if (session.options().demo) {
        // What is written here would be written into the person's own configuration.
        right->addWidget(makeMuted(tr("This is the demonstration: nothing of it can be changed."), this));
        m_pages->setEnabled(false);
    }
    right->addWidget(m_pages, 1);
    right->addWidget(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    layout->addWidget(m_names);
    layout->addLayout(right, 1);
    makePages();
    connect(m_names, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(&session, &Session::configurationChanged, this, &SettingsDialog::refresh);
    refresh();
    m_names->setCurrentRow(0);
    resizeWithinScreen(*this, QSize(fontMetrics().averageCharWidth() * 140, fontMetrics().lineSpacing() * 42));
}

void SettingsDialog::addPage(const QString &name, QWidget *page)
{
    m_names->addItem(name);
    m_pages->addWidget(page);
}

EntryList *SettingsDialog::makeList(const QString &name, const QString &empty)
{
    auto *list = new EntryList(name, empty);
    addPage(name, list);
    return list;
}

QWidget *SettingsDialog::makeForm(const Fields &fields, const FieldValues &values,
    const std::function<Expected<Done>(const FieldValues &)> &save, const FieldForm::AskOptions &askOptions)
{
    auto *page = new QWidget;
    auto *form = new FieldForm(fields, nullptr, askOptions);
    form->setValues(values);
    auto *message = new QLabel;
    message->setWordWrap(true);
    auto *button = new QPushButton(tr("&Save"));
    button->setEnabled(false);
    m_saves.append(button);
    connect(form, &FieldForm::edited, button, [button, message] {
        button->setEnabled(true);
        message->clear();
    });
    connect(button, &QPushButton::clicked, page, [form, button, message, save] {
        if (!form->validate())
            return;
        const auto done = save(form->values());
        message->setText(done ? tr("Saved.") : errorText(done.error()));
        button->setEnabled(!done);
    });
    auto *scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus); // its fields scroll it
    scroll->setWidget(form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *row = new QHBoxLayout;
    row->addWidget(button);
    row->addWidget(message, 1);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll, 1);
    layout->addLayout(row);
    return page;
}

void SettingsDialog::makePages()
{
    m_sources = makeList(tr("Sources"), tr("Nothing is watched. Switch on “This machine” or add a source."));
    m_services = makeList(
        tr("Services"), tr("A service says how urgent it is when something breaks. Without one, everything is of high urgency."));
    m_checks = makeList(tr("Checks"), tr("No site is checked yet. Add one, and you are paged when it stops answering."));

    m_channels = makeList(
        tr("Channels"), tr("Nobody else is told when you do not answer a page. Add a way to reach your backup: e-mail, ntfy, Slack, …"));

    QList<std::pair<QString, QString>> channelChoices;
    for (const ChannelKind *kind : channelKinds())
        channelChoices.append({QString::fromLatin1(kind->id), kindName(*kind)});
    m_channels->setAddChoices(channelChoices);
    connect(m_channels, &EntryList::addRequested, this, &SettingsDialog::addChannel);
    connect(m_channels, &EntryList::editRequested, this, [this](const QString &id) {
        for (const ChannelEntry &entry : m_session.configuration().channels) {
            if (entry.id.text() == id) {
                openChannel(ChannelEntry(entry), false);
                return;
            }
        }
    });
    connect(m_channels, &EntryList::removeRequested, this, [this](const QString &id) {
        ask(tr("Remove “%1”? Nobody is told through it any more.").arg(id),
            [this, id] { return removeChannel(m_session.options().configFolder, ChannelId(id)); });
    });
    QList<std::pair<QString, QString>> sourceChoices;
    for (const SourceKind *kind : sourceKinds()) {
        // This machine is there already, and the demo is started by itself.
        if (QLatin1StringView(kind->id) != "local"_L1 && QLatin1StringView(kind->id) != "demo"_L1)
            sourceChoices.append({QString::fromLatin1(kind->id), kindName(*kind)});
    }
    m_sources->setAddChoices(sourceChoices);
    connect(m_sources, &EntryList::addRequested, this, &SettingsDialog::addSource);
    connect(m_sources, &EntryList::editRequested, this, [this](const QString &id) { editSource(SourceId(id)); });
    connect(m_sources, &EntryList::removeRequested, this,
        [this](const QString &id) { remove(id, [this, id] { return removeSource(m_session.options().configFolder, SourceId(id)); }); });
    connect(m_services, &EntryList::addRequested, this, &SettingsDialog::addService);
    connect(m_services, &EntryList::editRequested, this, [this](const QString &id) {
        if (const ServiceEntry *entry = m_session.configuration().service(ServiceId(id)))
            openService(*entry, false);
    });
    connect(m_services, &EntryList::removeRequested, this,
        [this](const QString &id) { remove(id, [this, id] { return removeService(m_session.options().configFolder, ServiceId(id)); }); });
    connect(m_checks, &EntryList::addRequested, this, &SettingsDialog::addCheck);
    connect(m_checks, &EntryList::editRequested, this, [this](const QString &id) { editCheck(CheckId(id)); });
    connect(m_checks, &EntryList::removeRequested, this, [this](const QString &id) { removeCheck(CheckId(id)); });

    addPage(tr("Rules"), makeForm(ruleFields(), ruleValues(m_session.configuration().rules), [this](const FieldValues &values) {
        return saved(saveRules(m_session.options().configFolder, ruleSettings(values)));
    }));
    addPage(tr("Console"),
        makeForm(
            consoleFields(), consoleValues(m_session.configuration().console),
            [this](const FieldValues &values) {
                ConsoleSettings console = consoleSettings(values);
                console.showWelcome = m_session.configuration().console.showWelcome; // which the form does not ask for
                return saved(saveConsole(m_session.options().configFolder, console));
            },
            soundOutputs));
}

int SettingsDialog::pageCount() const
{
    return m_pages->count();
}

void SettingsDialog::showPage(int page)
{
    m_names->setCurrentRow(page);
}

// What was typed is not thrown away by Esc.
void SettingsDialog::reject()
{
    const auto unsaved = std::ranges::find_if(m_saves, &QPushButton::isEnabled);
    if (unsaved == m_saves.end()) {
        QDialog::reject();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Settings"), tr("Something was changed and is not saved."),
        QMessageBox::Discard | QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setEscapeButton(QMessageBox::Cancel);
    connect(box->button(QMessageBox::Discard), &QPushButton::clicked, this, [this] { QDialog::reject(); });
    box->open();
}

void SettingsDialog::refresh()
{
    QList<EntryList::Entry> sources;
    for (const SourceEntry &entry : m_session.configuration().sources) {
        const SourceKind *kind = sourceKind(entry.kind);
        const QString what = kind ? kindName(*kind) : entry.kind;
        sources.append({entry.id.text(), entry.name, entry.enabled ? what : tr("%1 (off)").arg(what), whereText(entry.origin),
            entry.origin.isEditable()});
    }
    m_sources->setEntries(sources);
    QList<EntryList::Entry> services;
    for (const ServiceEntry &entry : m_session.configuration().services) {
        const QString name = entry.service.name.isEmpty() ? entry.service.id.text() : entry.service.name;
        const QString urgency = entry.service.urgency ? urgencyText(*entry.service.urgency) : tr("As its source says");
        services.append({entry.service.id.text(), name, urgency, whereText(entry.origin), entry.origin.isEditable()});
    }
    m_services->setEntries(services);
    QList<EntryList::Entry> checks;
    for (const CheckEntry &entry : m_session.configuration().checks) {
        const CheckKind *kind = checkKind(entry.kind);
        const QString target = kind ? kind->target(entry.values) : entry.kind;
        checks.append({entry.id.text(), entry.id.text(), entry.enabled ? target : tr("%1 (off)").arg(target), whereText(entry.origin),
            entry.origin.isEditable()});
    }
    m_checks->setEntries(checks);
    QList<EntryList::Entry> channels;
    for (const ChannelEntry &entry : m_session.configuration().channels) {
        const ChannelKind *kind = channelKind(entry.kind);
        const QString whom = kind ? kind->recipients(entry.values).join(", "_L1) : entry.kind;
        channels.append({entry.id.text(), entry.name, entry.enabled ? whom : tr("%1 (off)").arg(whom), whereText(entry.origin),
            entry.origin.isEditable()});
    }
    m_channels->setEntries(channels);
}

// What was written is what is watched, at once.
Expected<Done> SettingsDialog::saved(const Expected<Done> &done)
{
    if (done)
        m_session.reloadConfiguration();
    return done;
}

void SettingsDialog::remove(const QString &name, const std::function<Expected<Done>()> &removal)
{
    ask(tr("Remove “%1”? It is not watched any more.").arg(name), removal);
}

void SettingsDialog::ask(const QString &question, const std::function<Expected<Done>()> &removal)
{
    QMessageBox box(QMessageBox::Question, tr("Remove"), question, QMessageBox::Cancel, this);
    const QPushButton *yes = box.addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    if (box.clickedButton() != yes)
        return;
    if (const auto done = saved(removal()); !done)
        QMessageBox::warning(this, tr("Remove"), errorText(done.error()));
}

void SettingsDialog::addSource(const QString &kind)
{
    SourceEntry entry;
    entry.id = SourceId(freeId(kind, m_session.configuration()));
    entry.kind = kind;
    if (const SourceKind *found = sourceKind(kind))
        entry.every = found->interval;
    openSource(entry, true);
}

void SettingsDialog::editSource(const SourceId &id)
{
    for (const SourceEntry &entry : m_session.configuration().sources) {
        if (entry.id == id) {
            openSource(SourceEntry(entry), false);
            return;
        }
    }
}

void SettingsDialog::openSource(const SourceEntry &entry, bool isNew)
{
    const SourceKind *kind = sourceKind(entry.kind);
    if (!kind)
        return;
    const QString kindId = entry.kind;
    EntryDialog dialog(
        {kindName(*kind), commonSourceFields() + kind->fields, valuesOf(entry), lockedFile(entry.origin), tr("&Test"), isNew},
        m_session.secrets(),
        [this, kindId](
            const FieldValues &values) { return saved(saveSource(m_session.options().configFolder, sourceFrom(values, kindId))); },
        [this, kindId](const FieldValues &values, const FieldValues &secretValues, const EntryDialog::Tell &tell) {
            testSource(sourceFrom(values, kindId), secretValues, tell);
        },
        this);
    dialog.exec();
}

void SettingsDialog::testSource(const SourceEntry &entry, const FieldValues &secretValues, const EntryDialog::Tell &tell)
{
    QCoro::connect(m_session.trySource(entry, secretValues), this, [tell](const Expected<Trial> &answer) { tell(verdictOf(answer)); });
}

void SettingsDialog::addService()
{
    openService({}, true);
}

void SettingsDialog::openService(const ServiceEntry &entry, bool isNew)
{
    EntryDialog dialog(
        {tr("Service"), serviceFields(), valuesOf(entry), lockedFile(entry.origin), {}, isNew}, m_session.secrets(),
        [this](const FieldValues &values) {
            const auto wanted = serviceFrom(values);
            return wanted ? saved(saveService(m_session.options().configFolder, *wanted)) : Expected<Done>(wanted.error());
        },
        {}, this);
    dialog.exec();
}

void SettingsDialog::addCheck()
{
    CheckEntry entry;
    entry.kind = u"http"_s;
    openCheck(entry, true);
}

void SettingsDialog::editCheck(const CheckId &id)
{
    for (const CheckEntry &entry : m_session.configuration().checks) {
        if (entry.id == id) {
            openCheck(CheckEntry(entry), false);
            return;
        }
    }
}

void SettingsDialog::removeCheck(const CheckId &id)
{
    remove(id.text(), [this, id] { return nightbell::removeCheck(m_session.options().configFolder, id); });
}

void SettingsDialog::openCheck(const CheckEntry &entry, bool isNew)
{
    const CheckKind *kind = checkKind(entry.kind);
    if (!kind)
        return;
    const QString kindId = entry.kind;
    EntryDialog dialog(
        {kindName(*kind), commonCheckFields() + kind->fields, valuesOf(entry), lockedFile(entry.origin), tr("&Run once"), isNew},
        m_session.secrets(),
        [this, kindId](const FieldValues &values) -> Expected<Done> {
            const CheckEntry wanted = checkFrom(values, kindId);
            if (const QString problem = checkKind(kindId)->problem(wanted.values); !problem.isEmpty())
                return Error{ErrorKind::BadInput, problem};
            return saved(saveCheck(m_session.options().configFolder, wanted));
        },
        [this, kindId](const FieldValues &values, const FieldValues &secretValues, const EntryDialog::Tell &tell) {
            testCheck(checkFrom(values, kindId), secretValues, tell);
        },
        this);
    dialog.exec();
}

void SettingsDialog::addChannel(const QString &kind)
{
    ChannelEntry entry;
    entry.id = ChannelId(freeId(kind, m_session.configuration()));
    entry.kind = kind;
    openChannel(entry, true);
}

void SettingsDialog::openChannel(const ChannelEntry &entry, bool isNew)
{
    const ChannelKind *kind = channelKind(entry.kind);
    if (!kind)
        return;
    const QString kindId = entry.kind;
    EntryDialog dialog(
        {kindName(*kind), commonChannelFields() + kind->fields, valuesOf(entry), lockedFile(entry.origin), tr("Send a &test"), isNew},
        m_session.secrets(),
        [this, kindId](const FieldValues &values) -> Expected<Done> {
            const ChannelEntry wanted = channelFrom(values, kindId);
            if (const QString problem = channelKind(kindId)->problem(wanted.values); !problem.isEmpty())
                return Error{ErrorKind::BadInput, problem};
            return saved(saveChannel(m_session.options().configFolder, wanted));
        },
        [this, kindId](const FieldValues &values, const FieldValues &secretValues, const EntryDialog::Tell &tell) {
            testChannel(channelFrom(values, kindId), secretValues, tell);
        },
        this);
    dialog.exec();
    m_session.reloadConfiguration(); // secrets are kept after the entry is
}

void SettingsDialog::testChannel(const ChannelEntry &entry, const FieldValues &secretValues, const EntryDialog::Tell &tell)
{
    if (const QString problem = channelKind(entry.kind)->problem(entry.values); !problem.isEmpty()) {
        tell({problem, false});
        return;
    }
    QCoro::connect(m_session.tryChannel(entry, secretValues), this, [tell](const QList<ChannelTrial> &trials) {
        QStringList lines;
        bool worked = true;
        for (const ChannelTrial &trial : trials) {
            worked = worked && trial.outcome.hasValue();
            lines.append(trial.outcome ? tr("A test message was taken for %1. Has it arrived?").arg(trial.recipient)
                                       : tr("%1: %2").arg(trial.recipient, deliveryReason(trial.outcome.error())));
        }
        tell({lines.join(u'\n'), worked});
    });
}

void SettingsDialog::testCheck(const CheckEntry &entry, const FieldValues &secretValues, const EntryDialog::Tell &tell)
{
    const CheckKind *kind = checkKind(entry.kind);
    FieldValues values = entry.values;
    values.insert(secretValues);
    if (const QString problem = kind->problem(values); !problem.isEmpty()) {
        tell({problem, false});
        return;
    }
    const CheckContext context{values, m_session.clock(), m_session.probe()};
    QCoro::connect(kind->run(context), this, [tell](const CheckResult &result) {
        if (result.passed())
            tell({tr("It passes: answered in %1 ms.").arg(result.phases.total.count()), true});
        else
            tell({tr("It fails: %1.").arg(checkReason(result)), false});
    });
}

} // namespace nightbell
