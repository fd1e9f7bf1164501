// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/check.h"
#include "engine/configuration.h"
#include "pager/channels/channel.h"
#include "sources/source.h"

namespace nightbell {

// Kinds that have a field of each type and do nothing, so that tests of the configuration depend on no real one.
inline ConfigKinds fakeKinds()
{
    static const SourceKind local{.id = "local",
        .name = "This machine",
        .fields = {{.key = QStringLiteral("include-units"), .type = FieldType::TextList},
            {.key = QStringLiteral("exclude-units"), .type = FieldType::TextList}},
        .interval = std::chrono::seconds(5),
        .keepsSeries = false,
        .create = nullptr};
    static const SourceKind remote{.id = "remote",
        .name = "Remote",
        .fields = {{.key = QStringLiteral("url"), .type = FieldType::Url, .required = true},
            {.key = QStringLiteral("from"), .type = FieldType::Text},
            {.key = QStringLiteral("token"), .type = FieldType::Secret, .required = true}},
        .interval = std::chrono::seconds(15),
        .keepsSeries = false,
        .create = nullptr};
    static const CheckKind http{.id = "http",
        .name = "Web page",
        .fields = {{.key = QStringLiteral("url"), .type = FieldType::Url, .required = true, .anyHttp = true},
            {.key = QStringLiteral("method"),
                .type = FieldType::Choice,
                .fallback = QStringLiteral("GET"),
                .choices = {QStringLiteral("GET"), QStringLiteral("HEAD"), QStringLiteral("POST")}},
            {.key = QStringLiteral("expected-status"), .type = FieldType::Integer, .fallback = qint64{200}, .minimum = 100, .maximum = 599},
            {.key = QStringLiteral("follow-redirects"), .type = FieldType::Boolean, .fallback = true},
            {.key = QStringLiteral("time-limit"),
                .type = FieldType::TimeSpan,
                .fallback = QStringLiteral("10s"),
                .minimum = 100,
                .maximum = 60'000},
            {.key = QStringLiteral("text"), .type = FieldType::Text}, {.key = QStringLiteral("pattern"), .type = FieldType::Text},
            {.key = QStringLiteral("headers"), .type = FieldType::TextMap}},
        .target = [](const FieldValues &values) { return values.value(QStringLiteral("url")).toString(); },
        .problem =
            [](const FieldValues &values) {
                return values.contains(QStringLiteral("text")) && values.contains(QStringLiteral("pattern"))
                    ? QStringLiteral("expected text or pattern, found both")
                    : QString();
            },
        .run = nullptr};
    static const ChannelKind pigeon{.id = "pigeon",
        .name = "Pigeon",
        .fields = {{.key = QStringLiteral("loft"), .type = FieldType::Text, .required = true},
            {.key = QStringLiteral("to"), .type = FieldType::TextList}, {.key = QStringLiteral("password"), .type = FieldType::Secret}},
        .recipients = [](const FieldValues &values) { return values.value(QStringLiteral("to")).toStringList(); },
        .problem =
            [](const FieldValues &values) {
                return values.value(QStringLiteral("loft")).toString() == QStringLiteral("burnt")
                    ? QStringLiteral("expected a loft that stands")
                    : QString();
            },
        .deliver = nullptr};
    return {.sources = {&local, &remote}, .checks = {&http}, .channels = {&pigeon}};
}

} // namespace nightbell
