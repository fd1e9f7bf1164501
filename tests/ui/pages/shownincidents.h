// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/incidentspage.h"
#include "support/uibench.h"
#include "widgets/filterbar.h"
#include "widgets/incidentdetail.h"
#include "widgets/incidentlist.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

namespace nightbell {

// The page in a window that has the focus.
struct Shown : UiBench
{
    explicit Shown(const QString &toml = {}) : UiBench(toml), page(*session)
    {
        page.resize(900, 600);
        page.show();
        page.activateWindow();
        requested = std::make_unique<QSignalSpy>(&session->commander(), &Commander::requested);
    }

    IncidentList *list() { return page.findChild<IncidentList *>(); }
    QLineEdit *filter() { return page.findChild<FilterBar *>()->findChild<QLineEdit *>(); }
    IncidentDetail *detail() { return page.findChild<IncidentDetail *>(); }
    bool says(const QString &part) // somewhere in the details
    {
        const auto labels = detail()->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&part](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
    }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &page, static_cast<Qt::Key>(key), modifiers);
    }
    QStringList selected()
    {
        QStringList ids;
        for (const Incident &incident : page.selected())
            ids.append(incident.id.text());
        return ids;
    }
    QStringList rows()
    {
        QStringList ids;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            ids.append(list()->model()->index(row, 0).data(IncidentModel::IdRole).toString());
        return ids;
    }
    QAction *action(const QString &name)
    {
        for (QAction *each : page.actions()) {
            if (each->text().remove(QLatin1Char('&')).remove(QStringLiteral(" …")) == name)
                return each;
        }
        return nullptr;
    }
    ActionRequest request(int place) { return requested->at(place).at(0).value<ActionRequest>(); }
    QStringList asked() // "acknowledge a"
    {
        QStringList all;
        for (const auto &call : *requested) {
            const auto request = call.at(0).value<ActionRequest>();
            all.append(request.action + QLatin1Char(' ') + request.incident.text());
        }
        return all;
    }

    IncidentsPage page;
    std::unique_ptr<QSignalSpy> requested;
};

} // namespace nightbell
