// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/welcomepage.h"

#include "checks/check.h"
#include "domain/wording.h"
#include "engine/session.h"
#include "sources/source.h"
#include "theme.h"
#include "widgets/labels.h"

#include <QCoreApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr QStringView machineKind = u"local";

// What has to be connected: it has an address or a secret of its own.
bool needsConnecting(const SourceKind &kind)
{
    return std::ranges::any_of(
        kind.fields, [](const Field &field) { return field.type == FieldType::Url || field.type == FieldType::Secret; });
}

const Field *addressField(const CheckKind &kind)
{
    const auto field = std::ranges::find(kind.fields, FieldType::Url, &Field::type);
    return field == kind.fields.end() ? nullptr : &*field;
}

const SourceEntry *machineOf(const Session &session) // nullptr: it is switched off
{
    const auto &sources = session.configuration().sources;
    const auto machine = std::ranges::find(sources, machineKind, &SourceEntry::kind);
    return machine == sources.end() ? nullptr : &*machine;
}

// An icon in the accent of whatever palette there is.
class Picture final : public QWidget
{
public:
    Picture(QString name, QWidget *parent) : QWidget(parent), m_name(std::move(name))
    {
        const int side = fontMetrics().height() * 3 / 2;
        setFixedSize(side, side);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        QPainter painter(this);
        icon(m_name, accent(palette())).paint(&painter, rect());
    }

private:
    QString m_name;
};

} // namespace

CheckId siteId(const QString &url, const QStringList &taken)
{
    static const QRegularExpression others(u"[^a-z0-9]+"_s);
    QString base = QUrl(url).host().toLower();
    if (base.startsWith("www."_L1))
        base.remove(0, 4);
    base.replace(others, u"-"_s);
    if (base.isEmpty())
        base = u"site"_s;
    QString id = base;
    for (int number = 2; taken.contains(id); ++number)
        id = u"%1-%2"_s.arg(base).arg(number);
    return CheckId(id);
}

WelcomePage::WelcomePage(Session &session, QWidget *parent) : QWidget(parent), m_session(session)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *page = new QWidget(scroll);
    auto *row = new QHBoxLayout(page);
    auto *column = new QWidget(page);
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 110);
    m_cards = new QVBoxLayout(column);
    m_cards->setContentsMargins(24, 24, 24, 24);
    m_cards->setSpacing(12);
    row->addStretch(1);
    row->addWidget(column, 100);
    row->addStretch(1);
    scroll->setWidget(page);
    outer->addWidget(scroll);

    m_cards->addWidget(makeHeading(tr("Welcome to Nightbell"), 1.7, column));
    if (session.options().demo) {
        addWayOut();
        m_cards->addStretch(1);
        return;
    }
    m_cards->addWidget(makeMuted(tr("It watches, and wakes you when something needs you. Where do you want to begin?"), column));
    m_cards->addSpacing(8);
    addMachine();
    addSite();
    addConnections();
    addDemo();
    m_cards->addStretch(1);
    connect(&session.store(), &Store::hostsChanged, this, [this] {
        if (isVisible())
            refreshMachine();
    });
    connect(&session.checks(), &CheckRunner::finished, this, &WelcomePage::siteAnswered);
    connect(&session, &Session::configurationChanged, this, &WelcomePage::refreshMachine);
}

QVBoxLayout *WelcomePage::addCard(const QString &iconName, const QString &title, const QString &text)
{
    auto *card = new QFrame(this);
    card->setProperty("card", true);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(16, 16, 16, 16);
    row->setSpacing(16);
    row->addWidget(new Picture(iconName, card), 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(makeHeading(title, 1.15, card));
    column->addWidget(makeMuted(text, card));
    row->addLayout(column, 1);
    m_cards->addWidget(card);
    return column;
}

void WelcomePage::addMachine()
{
    auto *card = addCard(
        u"host"_s, tr("Watch this machine"), tr("Processor, memory, disks and services. Works at once; nothing leaves this machine."));
    m_machine = makeText({}, this);
    card->addWidget(m_machine);
    m_watchMachine = new QPushButton(this);
    m_watchMachine->setProperty("primary", true);
    connect(m_watchMachine, &QPushButton::clicked, this, &WelcomePage::watchMachine);
    card->addWidget(m_watchMachine, 0, Qt::AlignLeft);
    refreshMachine();
}

void WelcomePage::addSite()
{
    const CheckKind *kind = checkKind(u"http");
    if (kind == nullptr || addressField(*kind) == nullptr)
        return;
    auto *card = addCard(
        u"checks"_s, tr("Watch a site"), tr("Asked every 30 seconds from here; an incident is opened when it fails twice in a row."));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_url = new QLineEdit(this);
    m_url->setPlaceholderText(u"https://example.com/health"_s);
    m_url->setAccessibleName(tr("Address of the site to watch"));
    auto *add = new QPushButton(tr("Watch it"), this);
    connect(add, &QPushButton::clicked, this, &WelcomePage::watchSite);
    connect(m_url, &QLineEdit::returnPressed, this, &WelcomePage::watchSite);
    row->addWidget(m_url, 1);
    row->addWidget(add);
    card->addLayout(row);
    m_siteSaid = makeText({}, this);
    m_siteSaid->hide();
    card->addWidget(m_siteSaid);
}

void WelcomePage::addConnections()
{
    QVBoxLayout *card = nullptr;
    for (const SourceKind *kind : sourceKinds()) {
        if (!needsConnecting(*kind))
            continue;
        if (card == nullptr)
            card = addCard(
                u"source"_s, tr("Connect what watches or pages you"), tr("With an address and a token; \"Test\" shows what was found."));
        const QString name = QCoreApplication::translate("SourceKind", kind->name);
        auto *button = new QPushButton(tr("Connect %1 …").arg(name), this);
        const QString id = QLatin1StringView(kind->id);
        connect(button, &QPushButton::clicked, this, [this, id] { Q_EMIT connectRequested(id); });
        card->addWidget(button, 0, Qt::AlignLeft);
    }
}

void WelcomePage::addDemo()
{
    auto *card = addCard(u"demo"_s, tr("Look at the demonstration"),
        tr("Twelve invented hosts whose incidents come and go, in a window of its own. Nothing of it is real or kept."));
    addStart(card, tr("Start the demonstration"), {u"--demo"_s});
}

void WelcomePage::addWayOut()
{
    auto *card = addCard(u"demo"_s, tr("This is the demonstration"),
        tr("Twelve invented hosts whose incidents come and go. Acknowledge and resolve as you like: nothing of it is real or kept, and "
           "nothing can be added here."));
    auto *incidents = new QPushButton(tr("Go to the incidents"), this);
    incidents->setProperty("primary", true);
    connect(incidents, &QPushButton::clicked, this, &WelcomePage::finished);
    card->addWidget(incidents, 0, Qt::AlignLeft);
    auto *real = addCard(
        u"host"_s, tr("Watch what is yours"), tr("This machine, your sites, and what watches or pages you, in a window of its own."));
    addStart(real, tr("Start Nightbell"), {});
}

// Another console, which says by itself how it goes.
void WelcomePage::addStart(QVBoxLayout *card, const QString &label, const QStringList &arguments)
{
    auto *button = new QPushButton(label, this);
    auto *said = makeText({}, this);
    said->hide();
    connect(button, &QPushButton::clicked, this, [said, arguments] {
        const bool isStarted = QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments);
        said->setText(isStarted ? tr("It is starting.") : tr("It could not be started."));
        said->show();
    });
    card->addWidget(button, 0, Qt::AlignLeft);
    card->addWidget(said);
}

void WelcomePage::showEvent(QShowEvent *event)
{
    if (m_watchMachine != nullptr)
        refreshMachine();
    QWidget::showEvent(event);
}

void WelcomePage::refreshMachine()
{
    const SourceEntry *machine = machineOf(m_session);
    const bool isWatched = machine != nullptr && machine->enabled;
    m_watchMachine->setText(isWatched ? tr("Go to the incidents") : tr("Watch this machine"));
    if (!isWatched) {
        m_machine->setText(tr("It is switched off in the configuration."));
        return;
    }
    const auto &hosts = m_session.store().hosts();
    const auto host = std::ranges::find(hosts, machine->id, &Host::source);
    if (host == hosts.end()) {
        m_machine->setText(tr("It is being looked at …"));
        return;
    }
    QStringList parts;
    if (host->cpu)
        parts.append(tr("processor %1 busy").arg(percentText(*host->cpu)));
    if (host->memory)
        parts.append(tr("memory %1 used").arg(percentText(*host->memory)));
    if (!host->mounts.isEmpty())
        parts.append(tr("%n disk(s)", nullptr, static_cast<int>(host->mounts.size())));
    if (!host->units.isEmpty())
        parts.append(tr("%n service(s)", nullptr, static_cast<int>(host->units.size())));
    m_machine->setText(tr("%1 is being watched already: %2.").arg(host->name, parts.join(", "_L1)));
}

void WelcomePage::watchMachine()
{
    const SourceEntry *machine = machineOf(m_session);
    if (machine != nullptr && machine->enabled) {
        Q_EMIT finished();
        return;
    }
    SourceEntry entry;
    entry.id = SourceId(machineKind.toString());
    entry.kind = machineKind.toString();
    if (const SourceKind *kind = sourceKind(machineKind))
        entry.every = kind->interval;
    if (machine != nullptr)
        entry = *machine;
    entry.enabled = true;
    if (const auto saved = saveSource(m_session.options().configFolder, entry); !saved) {
        m_machine->setText(tr("That cannot be written: %1.").arg(errorText(saved.error())));
        return;
    }
    m_session.reloadConfiguration();
}

void WelcomePage::watchSite()
{
    QString url = m_url->text().trimmed();
    if (!url.isEmpty() && !url.contains("://"_L1))
        url.prepend("https://"_L1);
    const CheckKind *kind = checkKind(u"http");
    const Field *field = addressField(*kind);
    m_siteSaid->show();
    const bool isComplete = !QUrl(url).host().isEmpty();
    if (const QString problem = fieldProblem(*field, url); !isComplete || !problem.isEmpty()) {
        m_siteSaid->setText(
            isComplete ? tr("That does not work: %1.").arg(problem) : tr("Enter the address of a site, like https://example.com."));
        m_url->setFocus();
        return;
    }
    QStringList taken;
    for (const CheckEntry &entry : m_session.configuration().checks)
        taken.append(entry.id.text());
    CheckEntry entry;
    entry.id = siteId(url, taken);
    entry.kind = QLatin1StringView(kind->id);
    entry.values.insert(field->key, url);
    if (const auto saved = saveCheck(m_session.options().configFolder, entry); !saved) {
        m_siteSaid->setText(tr("That cannot be written: %1.").arg(errorText(saved.error())));
        return;
    }
    m_site = entry.id;
    m_siteSaid->setText(tr("%1 is being asked …").arg(url));
    m_url->clear();
    m_session.reloadConfiguration();
}

void WelcomePage::siteAnswered(const Check &check)
{
    if (m_site.isEmpty() || check.id != m_site)
        return;
    if (check.last.passed())
        m_siteSaid->setText(
            tr("%1 answered in %2 ms. It is being watched from now on.").arg(check.target).arg(check.last.phases.total.count()));
    else
        m_siteSaid->setText(tr("%1 is being watched from now on. Just now: %2.").arg(check.target, checkReason(check.last)));
}

} // namespace nightbell
