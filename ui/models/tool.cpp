// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tool.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QTimer>

#include <chrono>

namespace nightbell {

using namespace Qt::StringLiterals;

void runTool(
    QObject *context, const QString &program, const QStringList &arguments, const std::function<void(const ToolAnswer &)> &answered)
{
    auto *tool = new QProcess(context);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C"_s);
    tool->setProcessEnvironment(environment);
    QObject::connect(tool, &QProcess::errorOccurred, context, [tool, answered](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() comes as well
        tool->deleteLater();
        answered({});
    });
    QObject::connect(tool, &QProcess::finished, context, [tool, answered](int code, QProcess::ExitStatus status) {
        tool->deleteLater();
        answered({code == 0 && status == QProcess::NormalExit, QString::fromUtf8(tool->readAllStandardOutput()).trimmed()});
    });
    QTimer::singleShot(std::chrono::seconds(2), tool, &QProcess::kill);
    tool->start(program, arguments);
}

} // namespace nightbell
