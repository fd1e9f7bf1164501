// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/volumelift.h"

#include "models/tool.h"

#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>

#include <algorithm>
#include <memory>
#include <utility>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int full = 65'536;

// The calls that put a device back.
QList<QStringList> callsFor(const QString &sink, const QJsonObject &before)
{
    QList<QStringList> calls;
    if (const QJsonArray channels = before.value("channels"_L1).toArray(); !channels.isEmpty()) {
        QStringList call{u"set-sink-volume"_s, sink};
        for (const auto &channel : channels)
            call.append(QString::number(channel.toInt()));
        calls.append(call);
    }
    if (before.value("muted"_L1).toBool())
        calls.append({u"set-sink-mute"_s, sink, u"1"_s});
    return calls;
}

} // namespace

std::optional<SinkVolume> sinkVolume(const QString &mute, const QString &volume)
{
    if (!mute.startsWith("Mute: "_L1) || !volume.startsWith("Volume: "_L1))
        return std::nullopt;
    SinkVolume result;
    result.isMuted = mute.trimmed().endsWith("yes"_L1);
    static const QRegularExpression channel(u": +(\\d+) / "_s); // "front-left: 52429 /  80% / -5.81 dB"
    const QString channels = volume.sliced(QStringView(u"Volume").size());
    for (auto matches = channel.globalMatch(channels); matches.hasNext();)
        result.channels.append(matches.next().captured(1).toInt());
    if (result.channels.isEmpty())
        return std::nullopt;
    return result;
}

VolumeLift::VolumeLift(const QString &tool, const QString &file, QObject *parent)
    : QObject(parent)
    , m_tool(tool)
    , m_keepsake(file)
    , m_before(m_keepsake.read())
{ }

VolumeLift::~VolumeLift()
{
    // What was being put back ends with this object: once more, by processes that do not.
    const QJsonObject all = isLifted() ? m_before : m_restoring;
    bool isOnItsWay = !all.isEmpty();
    for (auto each = all.constBegin(); each != all.constEnd(); ++each) {
        for (const QStringList &call : callsFor(each.key(), each.value().toObject()))
            isOnItsWay = QProcess::startDetached(m_tool, call) && isOnItsWay;
    }
    if (isOnItsWay)
        m_keepsake.forget();
}

void VolumeLift::lift(const QString &device, int percent)
{
    if (device.isEmpty()) {
        runTool(this, m_tool, {u"get-default-sink"_s}, [this, percent](const ToolAnswer &answer) {
            if (answer.isDone && !answer.output.isEmpty())
                lift(answer.output, percent);
            else
                Q_EMIT failed();
        });
        return;
    }
    runTool(this, m_tool, {u"get-sink-mute"_s, device}, [this, device, percent](const ToolAnswer &mute) {
        runTool(this, m_tool, {u"get-sink-volume"_s, device}, [this, device, percent, mute](const ToolAnswer &volume) {
            if (const auto now = sinkVolume(mute.output, volume.output))
                change(device, *now, percent);
            else
                Q_EMIT failed();
        });
    });
}

void VolumeLift::change(const QString &sink, const SinkVolume &now, int percent)
{
    const int wanted = full / 100 * percent;
    const bool isQuiet = std::ranges::max(now.channels) < wanted;
    if (!now.isMuted && !isQuiet)
        return;
    QJsonObject before = m_before.value(sink).toObject(); // what was changed for an earlier page is older, and stays
    if (now.isMuted)
        before.insert(u"muted"_s, true);
    if (isQuiet && !before.contains("channels"_L1)) {
        QJsonArray channels;
        for (const int channel : now.channels)
            channels.append(channel);
        before.insert(u"channels"_s, channels);
    }
    QJsonObject all = m_before;
    all.insert(sink, before);
    if (!m_keepsake.keep(all)) {
        Q_EMIT failed();
        return;
    }
    m_before = all;
    const auto unmute = [this, sink](const ToolAnswer &louder) {
        runTool(this, m_tool, {u"set-sink-mute"_s, sink, u"0"_s}, [this, louder](const ToolAnswer &unmuted) {
            if (louder.isDone && unmuted.isDone)
                Q_EMIT lifted();
            else
                Q_EMIT failed();
        });
    };
    if (isQuiet)
        runTool(this, m_tool, {u"set-sink-volume"_s, sink, QString::number(percent) + u'%'}, unmute);
    else
        unmute({true, {}});
}

void VolumeLift::restore()
{
    if (!isLifted())
        return;
    const auto left = std::make_shared<qsizetype>(0);
    const QJsonObject all = std::exchange(m_before, {});
    m_restoring = all;
    for (auto each = all.constBegin(); each != all.constEnd(); ++each) {
        for (const QStringList &call : callsFor(each.key(), each.value().toObject())) {
            ++*left;
            // One that cannot be put back is a device that is not there any more.
            runTool(this, m_tool, call, [this, left](const ToolAnswer &) {
                if (--*left > 0 || isLifted())
                    return;
                m_restoring = {};
                m_keepsake.forget();
                Q_EMIT restored();
            });
        }
    }
}

} // namespace nightbell
