// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>

class QObject;

namespace nightbell {

// What a small program of the desktop (gsettings, pactl) said.
struct ToolAnswer
{
    bool isDone = false; // it was there, ended by itself, and was content
    QString output; // without white space around it

    bool operator==(const ToolAnswer &) const = default;
};

// Runs it, in English, and answers once it has ended; after two seconds it is ended. No answer comes once `context` is gone.
// Everybody on this machine can read arguments: nothing secret, and no title of an incident, is among them.
void runTool(
    QObject *context, const QString &program, const QStringList &arguments, const std::function<void(const ToolAnswer &)> &answered);

} // namespace nightbell
