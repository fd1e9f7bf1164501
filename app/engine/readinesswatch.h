// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/readiness.h"

#include <QList>
#include <QObject>

#include <functional>

namespace nightbell {

// All that is known of whether a page would reach the person: what the engine knows itself, and what a console finds out about
// its desktop. Window, tray and nightbellctl read it here.
class ReadinessWatch : public QObject
{
    Q_OBJECT

public:
    using Facts = std::function<QList<ReadinessFact>()>;

    explicit ReadinessWatch(Facts engine, QObject *parent = nullptr);

    QList<ReadinessFact> facts() const; // in an order that stays; those of the engine are of this moment
    ReadinessLevel worst() const { return worstOf(facts()); }

    const QList<ReadinessFact> &desktop() const { return m_desktop; } // of them, what the desktop has to do with

    // False: nothing shows pages here, or the desktop has not answered yet.
    bool knowsDesktop() const { return m_knowsDesktop; }

    // Whoever knows the desktop looks again: asked() goes out, and settled() follows when it has. Where nobody does, at once.
    void ask();

    // For whoever knows the desktop.
    void setDesktop(const QList<ReadinessFact> &facts);
    void settle();

Q_SIGNALS:
    void asked();
    void settled();
    void changed(); // what is known of the desktop

private:
    Facts m_engine;
    QList<ReadinessFact> m_desktop;
    bool m_knowsDesktop = false;
};

} // namespace nightbell
