// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prometheus/status.h"

#include "base/json.h"

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;

namespace {

QString unquoted(const QString &yaml)
{
    if (yaml.size() >= 2 && yaml.startsWith(u'\'') && yaml.endsWith(u'\''))
        return yaml.sliced(1, yaml.size() - 2).replace("''"_L1, "'"_L1);
    if (yaml.size() >= 2 && yaml.startsWith(u'"') && yaml.endsWith(u'"'))
        return yaml.sliced(1, yaml.size() - 2).replace("\\\""_L1, "\""_L1).replace("\\\\"_L1, "\\"_L1);
    return yaml;
}

qsizetype indentOf(const QString &line)
{
    const auto first = std::ranges::find_if_not(line, [](QChar c) { return c == u' '; });
    return first - line.begin();
}

} // namespace

Expected<AlertmanagerStatus> readAlertmanagerStatus(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    const JsonValue root = document->root();
    if (!root.isObject())
        return Error{ErrorKind::BadAnswer, u"the status: expected an object"_s};
    AlertmanagerStatus status;
    status.version = root["versionInfo"]["version"].stringOr({});
    status.started = fromIso(root["uptime"].stringOr({}));
    const JsonValue cluster = root["cluster"];
    status.cluster = cluster["status"].stringOr({});
    status.name = cluster["name"].stringOr({});
    cluster["peers"].forEach([&status](const JsonValue &peer) { status.peers.append(peer["name"].stringOr({})); }).hasValue();
    return status;
}

bool areOneCluster(const std::optional<AlertmanagerStatus> &a, const std::optional<AlertmanagerStatus> &b)
{
    if (!a || !b || a->cluster.isEmpty() || b->cluster.isEmpty())
        return true;
    return (!b->name.isEmpty() && a->peers.contains(b->name)) || (!a->name.isEmpty() && b->peers.contains(a->name));
}

bool isSettling(const AlertmanagerStatus &status, std::optional<TimePoint> now, Duration settling)
{
    if (status.cluster == "settling"_L1)
        return true;
    return status.started && now && *now - *status.started < settling;
}

Expected<BuildInfo> readBuildInfo(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    const JsonValue data = document->root()["data"];
    if (!data.isObject())
        return Error{ErrorKind::BadAnswer, u"data: expected an object"_s};
    return BuildInfo{data["application"].stringOr(u"Prometheus"_s), data["version"].stringOr({})};
}

Labels readExternalLabels(QByteArrayView body)
{
    Labels labels;
    const auto document = JsonDocument::parse(body);
    if (!document)
        return labels;
    qsizetype depth = -1; // of the line "external_labels:"; -1: not there yet
    for (const QString &line : document->root()["data"]["yaml"].stringOr({}).split(u'\n')) {
        if (depth < 0) {
            if (line.trimmed() == "external_labels:"_L1 && indentOf(line) > 0)
                depth = indentOf(line);
            continue;
        }
        const qsizetype colon = line.indexOf(u": "_s);
        if (indentOf(line) <= depth || colon < 0)
            break;
        labels.append(Label{unquoted(line.first(colon).trimmed()), unquoted(line.sliced(colon + 2).trimmed())});
    }
    sortByName(labels);
    return labels;
}

Expected<int> readActiveAlertmanagers(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    int count = 0;
    const auto read = document->root()["data"]["activeAlertmanagers"].forEach([&count](const JsonValue &) { ++count; });
    return read ? Expected<int>(count) : read.error();
}

Expected<Targets> readTargets(QByteArrayView body)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    Targets targets;
    const auto read = document->root()["data"]["activeTargets"].forEach([&targets](const JsonValue &target) {
        ++targets.all;
        if (target["health"].stringOr({}) != "down"_L1)
            return;
        DownTarget down;
        down.error = target["lastError"].stringOr({});
        target["labels"]
            .forEachMember([&down](const QString &name, const JsonValue &value) {
                down.labels.append(Label{name, value.stringOr({})});
            })
            .hasValue();
        sortByName(down.labels);
        targets.down.append(down);
    });
    return read ? Expected<Targets>(targets) : read.error();
}

} // namespace nightbell::prometheus
