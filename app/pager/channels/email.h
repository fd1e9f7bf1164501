// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pager/channels/channel.h"

#include <QByteArray>

namespace nightbell {

const ChannelKind &emailChannel();

// The message as an e-mail: RFC 5322 headers, plain text in UTF-8. The Message-ID follows from the reference alone, so that
// one that was sent twice is one to whoever reads it.
QByteArray mailContent(const ChannelMessage &message, const QString &from, const QString &to, TimePoint now);

} // namespace nightbell
