// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sessionports.h"

#include "net/curlmailer.h"
#include "net/curlprobe.h"
#include "net/keychain.h"
#include "net/qnamtransport.h"

namespace nightbell {

SessionPorts systemPorts(Clock &clock)
{
    return SessionPorts{std::make_shared<QnamTransport>(clock), std::make_unique<CurlProbe>(clock), std::make_unique<Keychain>(clock),
        std::make_shared<CurlMailer>(clock)};
}

} // namespace nightbell
