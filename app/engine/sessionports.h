// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"
#include "net/mailer.h"
#include "net/probe.h"
#include "net/secrets.h"

#include <memory>

namespace nightbell {

class Clock;

// The ways in which a session reaches the world. Tests give it others.
struct SessionPorts
{
    std::shared_ptr<Transport> transport;
    std::unique_ptr<Probe> probe;
    std::unique_ptr<Secrets> secrets;
    std::shared_ptr<Mailer> mailer = nullptr; // none: no e-mail is sent
};

// The real network and the real keychain. `clock` outlives them.
SessionPorts systemPorts(Clock &clock);

} // namespace nightbell
