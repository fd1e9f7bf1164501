// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/configuration.h"

// Entries of the configuration as forms have them: one map of values, common fields and the kind's own together.
namespace nightbell {

FieldValues valuesOf(const SourceEntry &entry);
FieldValues valuesOf(const CheckEntry &entry);
FieldValues valuesOf(const ServiceEntry &entry);
FieldValues valuesOf(const ChannelEntry &entry);

// Precondition of all: the form that the values are from has validated them. What is not in `values` has its fallback.
SourceEntry sourceFrom(const FieldValues &values, const QString &kind);
CheckEntry checkFrom(const FieldValues &values, const QString &kind);
// Error BadInput: texts that fit their fields one by one, and are no calendar or pattern.
Expected<ServiceEntry> serviceFrom(const FieldValues &values);
ChannelEntry channelFrom(const FieldValues &values, const QString &kind);

} // namespace nightbell
