// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/check.h"
#include "engine/configuration.h"
#include "sources/source.h"

namespace nightbell {

// Kinds that have a field of each type and do nothing, so that tests of the configuration depend on no real one.
inline ConfigKinds fakeKinds()
{
    using namespace Qt::StringLiterals;
    static const SourceKind local{.id = "local",
        .name = "This machine",
        .fields = {{.key = u"include-units"_s, .type = FieldType::TextList}, {.key = u"exclude-units"_s, .type = FieldType::TextList}},
        .interval = std::chrono::seconds(5),
        .keepsSeries = false,
        .create = nullptr};
    static const SourceKind remote{.id = "remote",
        .name = "Remote",
        .fields = {{.key = u"url"_s, .type = FieldType::Url, .required = true}, {.key = u"from"_s, .type = FieldType::Text},
            {.key = u"token"_s, .type = FieldType::Secret, .required = true}},
        .interval = std::chrono::seconds(15),
        .keepsSeries = false,
        .create = nullptr};
    static const CheckKind http{.id = "http",
        .name = "Web page",
        .fields = {{.key = u"url"_s, .type = FieldType::Url, .required = true, .anyHttp = true},
            {.key = u"method"_s, .type = FieldType::Choice, .fallback = u"GET"_s, .choices = {u"GET"_s, u"HEAD"_s, u"POST"_s}},
            {.key = u"expected-status"_s, .type = FieldType::Integer, .fallback = qint64{200}, .minimum = 100, .maximum = 599},
            {.key = u"follow-redirects"_s, .type = FieldType::Boolean, .fallback = true},
            {.key = u"time-limit"_s, .type = FieldType::TimeSpan, .fallback = u"10s"_s, .minimum = 100, .maximum = 60'000},
            {.key = u"text"_s, .type = FieldType::Text}, {.key = u"pattern"_s, .type = FieldType::Text},
            {.key = u"headers"_s, .type = FieldType::TextMap}},
        .target = [](const FieldValues &values) { return values.value(u"url"_s).toString(); },
        .problem =
            [](const FieldValues &values) {
                return values.contains(u"text"_s) && values.contains(u"pattern"_s) ? u"expected text or pattern, found both"_s : QString();
            },
        .run = nullptr};
    return {.sources = {&local, &remote}, .checks = {&http}};
}

} // namespace nightbell
