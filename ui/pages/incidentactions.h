// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/action.h"
#include "base/expected.h"
#include "domain/incident.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <functional>
#include <map>
#include <memory>

class QAction;
class QKeySequence;
class QMenu;

namespace nightbell {

class ActionDialog;
class Session;

// What can be done about the selected incidents, made from the kinds of actions: a QAction each on the page, with its key;
// the menu of all of them; what has to be asked before. What no selected incident's source has is hidden, what does not
// apply now is disabled.
class IncidentActions : public QObject
{
    Q_OBJECT

public:
    // `page`: gets the actions and is the parent of the dialogs.
    IncidentActions(Session &session, QWidget *page);
    ~IncidentActions() override;

    void setSelection(const SharedIncidents &incidents);

    const QList<QAction *> &buttons() const { return m_buttons; } // those that are worth a button, then the menu of all
    // Everything about the selection, to be shown at a point of the screen. `more` stands at its end.
    void setMore(const QList<QAction *> &more) { m_more = more; }
    void popUp(QPoint at);
    QMenu *menu() const { return m_menu; }
    // Where menus of keys come up.
    void setPlace(std::function<QPoint()> place) { m_place = std::move(place); }

    // Those of `actions` that something here could ever do: no source has the others.
    QList<QAction *> known(const QList<QAction *> &actions) const;

    void undo();

Q_SIGNALS:
    void refused(const QString &headline, const QString &details); // some of it, at once
    void wasOver(const QString &sentence); // nothing was refused, but some of it needed nothing any more

private:
    struct Entry;

    QAction *addAction(const QString &label, const QString &icon, const QKeySequence &key, const std::function<void()> &act);
    void addKind(const ActionKind &kind);
    void update(Entry &entry);
    void updatePresets(Entry &entry);
    void fillMenu();
    bool isHad(const ActionKind &kind) const; // by any source
    SharedIncidents possible(const ActionKind &kind) const;
    void trigger(Entry &entry);
    void act(const ActionKind &kind, const FieldValues &inputs);
    QStringList consequencesOf(const ActionKind &kind, const SharedIncidents &incidents) const;
    void ask(const ActionKind &kind);
    void confirm(const ActionKind &kind, const SharedIncidents &incidents, const FieldValues &inputs);
    // `shown`: as they were when the person decided; some may be gone by now.
    void request(const ActionKind &kind, const SharedIncidents &shown, const QList<IncidentId> &incidents, const FieldValues &inputs);
    void createNew(const ActionKind &kind);
    void openDialog(ActionDialog *dialog, const std::function<void(const ActionDialog &)> &accepted);

    Session &m_session;
    QWidget *m_page;
    SharedIncidents m_selection;
    std::vector<std::unique_ptr<Entry>> m_entries; // in the order of menus
    QList<QAction *> m_buttons;
    QList<QAction *> m_more;
    QMenu *m_menu = nullptr;
    QAction *m_leave = nullptr;
    std::function<QPoint()> m_place;
};

} // namespace nightbell
