// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/incidentactions.h"

#include "dialogs/actiondialog.h"
#include "domain/wording.h"
#include "engine/ownincidents.h"
#include "engine/session.h"
#include "models/incidentmodel.h"
#include "models/watchsummary.h"
#include "theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QMap>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr qsizetype mostWithoutAsking = 5;

QString labelOf(const ActionKind &kind)
{
    return QCoreApplication::translate("Action", kind.label);
}

QString toolTipOf(const QString &label, const QKeySequence &key)
{
    QString plain = label;
    plain.remove(u'&');
    return key.isEmpty() ? plain : IncidentActions::tr("%1 (%2)").arg(plain, key.toString(QKeySequence::NativeText));
}

QList<IncidentId> idsOf(const SharedIncidents &incidents)
{
    QList<IncidentId> ids;
    for (const Incident &incident : incidents)
        ids.append(incident.id);
    return ids;
}

} // namespace

struct IncidentActions::Entry
{
    const ActionKind &kind;
    QAction *action = nullptr;
    QAction *withInputs = nullptr; // the same, asking for its inputs; null: it has none, or always asks
    QMenu *menu = nullptr; // of its presets
    QList<QAction *> presetActions;
    QList<ActionPreset> presets;
};

IncidentActions::IncidentActions(Session &session, QWidget *page) : QObject(page), m_session(session), m_page(page), m_menu(new QMenu(page))
{
    for (const ActionKind *kind : actionKinds())
        addKind(*kind);
    QAction *more = addAction(tr("&More actions"), u"more"_s, Qt::Key_Period, [this] { popUp(m_place ? m_place() : QPoint()); });
    more->setMenu(m_menu);
    m_menu->setAccessibleName(tr("More actions"));
    m_buttons.append(more);
    connect(m_menu, &QMenu::aboutToShow, this, &IncidentActions::fillMenu);
}

IncidentActions::~IncidentActions() = default;

QAction *IncidentActions::addAction(
    const QString &label, const QString &iconName, const QKeySequence &key, const std::function<void()> &act)
{
    auto *action = new QAction(icon(iconName, m_page->palette()), label, m_page);
    action->setShortcut(key);
    action->setToolTip(toolTipOf(label, key));
    connect(action, &QAction::triggered, this, act);
    m_page->addAction(action);
    return action;
}

void IncidentActions::addKind(const ActionKind &kind)
{
    m_entries.push_back(std::make_unique<Entry>(Entry{kind}));
    Entry &entry = *m_entries.back();
    const QString letter = QLatin1StringView(kind.shortcut);
    const bool isNew = kind.subject == ActionSubject::Source;
    const QKeySequence key = isNew ? QKeySequence(QKeySequence::New) : QKeySequence(letter);
    entry.action = addAction(labelOf(kind), QLatin1StringView(kind.icon), key, [this, &entry] { trigger(entry); });
    if (!kind.inputs.isEmpty() && !kind.asksFirst) {
        const QKeySequence shifted = letter.isEmpty() ? QKeySequence() : QKeySequence(u"Shift+"_s + letter);
        entry.withInputs
            = addAction(tr("%1 …").arg(labelOf(kind)), QLatin1StringView(kind.icon), shifted, [this, &entry] { ask(entry.kind); });
    }
    if (kind.presets) {
        entry.menu = new QMenu(m_page);
        entry.menu->setAccessibleName(actionName(QLatin1StringView(kind.id)));
        entry.action->setMenu(entry.menu);
        updatePresets(entry);
        connect(entry.menu, &QMenu::aboutToShow, this, [this, &entry] { updatePresets(entry); });
    }
    if (kind.isCommon || kind.presets)
        m_buttons.append(entry.action);
}

void IncidentActions::updatePresets(Entry &entry)
{
    const QList<ActionPreset> presets = entry.kind.presets(m_session.clock().now());
    const auto saysTheSame = [](const ActionPreset &a, const ActionPreset &b) { return a.label == b.label; };
    const bool isSame = std::ranges::equal(presets, entry.presets, saysTheSame) && !entry.presets.isEmpty();
    entry.presets = presets; // their lengths change with every second
    if (isSame)
        return;
    qDeleteAll(entry.presetActions);
    entry.presetActions.clear();
    entry.menu->clear();
    const QString iconName = QLatin1StringView(entry.kind.icon);
    for (const ActionPreset &preset : presets) {
        QAction *action = addAction(preset.label, iconName, {}, [this, &entry, label = preset.label] {
            const QList<ActionPreset> now = entry.kind.presets(m_session.clock().now());
            const auto meant = std::ranges::find(now, label, &ActionPreset::label);
            if (meant != now.end())
                act(entry.kind, meant->inputs);
        });
        entry.presetActions.append(action);
        entry.menu->addAction(action);
    }
    entry.menu->addSeparator();
    QAction *custom = addAction(tr("%1, other …").arg(labelOf(entry.kind)), iconName, {}, [this, &entry] { ask(entry.kind); });
    entry.presetActions.append(custom);
    entry.menu->addAction(custom);
    update(entry);
}

bool IncidentActions::isHad(const ActionKind &kind) const
{
    const auto has = [this, &kind](const SourceStatus &status) { return m_session.commander().supports(status.id, kind); };
    return m_session.commander().supports(OwnIncidents::sourceId(), kind) || std::ranges::any_of(m_session.poller().statuses(), has);
}

SharedIncidents IncidentActions::possible(const ActionKind &kind) const
{
    SharedIncidents incidents = m_selection;
    incidents.removeIf([this, &kind](const Incident &incident) { return !m_session.commander().isPossible(kind, incident); });
    if (kind.subject != ActionSubject::Selection)
        return incidents;
    // Together they have to be at one place, and at least two.
    const SourceId source = incidents.isEmpty() ? SourceId() : incidents.constFirst()->source;
    incidents.removeIf([&source](const Incident &incident) { return incident.source != source; });
    return incidents.size() > 1 ? incidents : SharedIncidents();
}

void IncidentActions::setSelection(const SharedIncidents &incidents)
{
    m_selection = incidents;
    for (const auto &entry : m_entries)
        update(*entry);
    m_buttons.constLast()->setEnabled(!incidents.isEmpty());
}

void IncidentActions::update(Entry &entry)
{
    const ActionKind &kind = entry.kind;
    const auto has = [this, &kind](const Incident &incident) { return m_session.commander().supports(incident, kind); };
    const bool isNew = kind.subject == ActionSubject::Source;
    const bool isVisible = isNew || m_selection.isEmpty() ? isHad(kind) : std::ranges::any_of(m_selection, has);
    const qsizetype count = isNew ? 1 : possible(kind).size();
    QString label = count > 1 ? tr("%1 (%2)").arg(labelOf(kind)).arg(count) : labelOf(kind);
    if (entry.withInputs) {
        entry.withInputs->setText(tr("%1 …").arg(label));
        entry.withInputs->setEnabled(count > 0);
        entry.withInputs->setVisible(isVisible);
    }
    if (kind.asksFirst && !kind.presets)
        label = tr("%1 …").arg(label);
    entry.action->setText(label);
    entry.action->setEnabled(count > 0);
    entry.action->setVisible(isVisible);
    for (QAction *preset : std::as_const(entry.presetActions)) {
        preset->setEnabled(count > 0);
        preset->setVisible(isVisible);
    }
}

QList<QAction *> IncidentActions::known(const QList<QAction *> &actions) const
{
    QList<QAction *> known = actions;
    for (const auto &entry : m_entries) {
        if (isHad(entry->kind))
            continue;
        known.removeAll(entry->action);
        known.removeAll(entry->withInputs);
    }
    return known;
}

void IncidentActions::fillMenu()
{
    m_menu->clear();
    QAction *forNew = nullptr;
    for (const auto &entry : m_entries) {
        if (!entry->action->isVisible())
            continue;
        if (entry->kind.subject == ActionSubject::Source) {
            forNew = entry->action;
            continue;
        }
        m_menu->addAction(entry->action);
        if (entry->withInputs)
            m_menu->addAction(entry->withInputs);
    }
    m_menu->addSeparator();
    for (QAction *action : std::as_const(m_more)) {
        if (action->isVisible())
            m_menu->addAction(action);
    }
    if (forNew) {
        m_menu->addSeparator();
        m_menu->addAction(forNew);
    }
}

void IncidentActions::popUp(QPoint at)
{
    m_menu->popup(at);
}

void IncidentActions::trigger(Entry &entry)
{
    if (entry.menu) {
        updatePresets(entry);
        entry.menu->popup(m_place ? m_place() : QPoint());
        entry.menu->setActiveAction(entry.menu->actions().value(0));
    } else if (entry.kind.subject == ActionSubject::Source) {
        createNew(entry.kind);
    } else if (entry.kind.asksFirst) {
        ask(entry.kind);
    } else {
        act(entry.kind, {});
    }
}

// At once, but for what can't be taken back and what is about very many.
void IncidentActions::act(const ActionKind &kind, const FieldValues &inputs)
{
    const SharedIncidents incidents = possible(kind);
    const auto isUndoable = [&](const Incident &incident) { return m_session.commander().isUndoable(kind, incident, inputs); };
    const bool isSaid = kind.presets != nullptr; // with the menu
    if (incidents.size() > mostWithoutAsking || (!isSaid && !std::ranges::all_of(incidents, isUndoable)))
        confirm(kind, incidents, inputs);
    else
        request(kind, incidents, idsOf(incidents), inputs);
}

void IncidentActions::confirm(const ActionKind &kind, const SharedIncidents &incidents, const FieldValues &inputs)
{
    const QString name = actionName(QLatin1StringView(kind.id));
    const auto isUndoable = [&](const Incident &incident) { return m_session.commander().isUndoable(kind, incident, inputs); };
    QString text = tr("%1: %n incident(s)?", nullptr, static_cast<int>(incidents.size())).arg(name);
    if (!std::ranges::all_of(incidents, isUndoable))
        text += u' ' + tr("It cannot be taken back.");
    const QStringList consequences = consequencesOf(kind, incidents);
    if (!consequences.isEmpty())
        text += u"\n\n"_s + consequences.join(u'\n');
    auto *box = new QMessageBox(QMessageBox::Question, name, text, QMessageBox::Cancel, m_page);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *go = box->addButton(name, QMessageBox::AcceptRole);
    box->setDefaultButton(go);
    connect(box, &QMessageBox::accepted, this, [this, &kind, incidents, inputs] { request(kind, incidents, idsOf(incidents), inputs); });
    box->open();
}

// What is made of it at each source, as far as they say.
QStringList IncidentActions::consequencesOf(const ActionKind &kind, const SharedIncidents &incidents) const
{
    QMap<SourceId, QList<IncidentId>> bySource;
    for (const Incident &incident : incidents)
        bySource[incident.source].append(incident.id);
    const QString id = QLatin1StringView(kind.id);
    QStringList sentences;
    for (auto each = bySource.cbegin(); each != bySource.cend(); ++each) {
        const Source *source = m_session.poller().source(each.key());
        const QString sentence = source ? source->consequence(id, each.value()) : QString();
        if (!sentence.isEmpty())
            sentences.append(sentence);
    }
    return sentences;
}

void IncidentActions::ask(const ActionKind &kind)
{
    const SharedIncidents incidents = possible(kind);
    if (incidents.isEmpty())
        return;
    const auto isUndoable = [&](const Incident &incident) { return m_session.commander().isUndoable(kind, incident); };
    const ActionDialog::AskOptions options
        = [this](const SourceId &source, const OptionQuery &query) { return m_session.options(source, query); };
    auto *dialog = new ActionDialog(kind, incidents, std::ranges::all_of(incidents, isUndoable), options, m_page);
    openDialog(dialog,
        [this, &kind, incidents](const ActionDialog &answered) { request(kind, incidents, answered.incidents(), answered.inputs()); });
}

void IncidentActions::createNew(const ActionKind &kind)
{
    ActionDialog::Sources sources;
    const Names names = namesOf(m_session);
    for (const SourceStatus &status : m_session.poller().statuses()) {
        if (m_session.commander().supports(status.id, kind))
            sources.append({status.id, names.of(status.id)});
    }
    if (sources.isEmpty())
        return;
    const ActionDialog::AskOptions options
        = [this](const SourceId &source, const OptionQuery &query) { return m_session.options(source, query); };
    openDialog(new ActionDialog(kind, sources, options, m_page), [this, &kind](const ActionDialog &answered) {
        const QString id = QLatin1StringView(kind.id);
        const auto begun = m_session.commander().requestNew(id, answered.source(), u"window"_s, answered.inputs());
        if (!begun)
            Q_EMIT refused(tr("%1 was refused").arg(actionName(id)), errorText(begun.error()));
    });
}

void IncidentActions::openDialog(ActionDialog *dialog, const std::function<void(const ActionDialog &)> &accepted)
{
    connect(dialog, &QDialog::accepted, this, [dialog, accepted] { accepted(*dialog); });
    dialog->open();
}

void IncidentActions::request(
    const ActionKind &kind, const SharedIncidents &shown, const QList<IncidentId> &incidents, const FieldValues &inputs)
{
    if (incidents.isEmpty())
        return;
    const QString id = QLatin1StringView(kind.id);
    const auto refusals = m_session.commander().request(id, incidents, u"window"_s, inputs);
    QStringList over;
    QStringList reasons;
    for (auto refusal = refusals.cbegin(); refusal != refusals.cend(); ++refusal) {
        const auto known = std::ranges::find_if(shown, [&refusal](const Incident &each) { return each.id == refusal.key(); });
        const QString title = known == shown.end() ? refusal.key().text() : Incident(*known).title;
        const Incident *now = m_session.store().incident(refusal.key());
        if (refusal->kind == ErrorKind::NotFound || (now && !now->isOpen()))
            over.append(tr("%1 is over meanwhile").arg(title));
        else
            reasons.append(tr("%1: %2").arg(title, errorText(*refusal)));
    }
    if (reasons.isEmpty() && !over.isEmpty())
        Q_EMIT wasOver(over.join(u'\n'));
    else
        Q_EMIT refused(reasons.isEmpty() ? QString() : tr("%1 was refused").arg(actionName(id)), (reasons + over).join(u'\n'));
}

void IncidentActions::undo()
{
    m_session.commander().undo(u"window"_s);
}

} // namespace nightbell
