// SPDX-License-Identifier: GPL-3.0-or-later
// Of the session: a source that is tried out before it is saved.
#include "engine/session.h"
#include "engine/sourcesetup.h"

namespace nightbell {

QCoro::Task<Expected<Trial>> Session::trySource(SourceEntry entry, FieldValues secretValues)
{
    Clock &clock = m_clock; // the session may be gone when the keychain has answered
    const std::shared_ptr<Transport> transport = m_ports.transport;
    const auto stored = co_await readSecrets(*m_ports.secrets, entry);
    // Without what is kept it would be refused for the wrong reason.
    if (!stored && stored.error().kind == ErrorKind::Locked && secretValues.isEmpty())
        co_return stored.error();
    FieldValues all = stored.valueOr(FieldValues());
    all.insert(secretValues); // what was typed is meant; what was left empty is what is kept
    const std::shared_ptr<Source> source = makeSource(entry, all, clock, transport);
    const auto answer = co_await source->poll();
    Trial trial;
    trial.question = source->question();
    if (trial.question)
        co_return trial;
    if (!answer)
        co_return answer.error();
    trial.snapshot = *answer;
    // That it works has been seen. A source that says nothing of itself works, too.
    const auto said = co_await source->introduce();
    if (said)
        trial.introduction = *said;
    co_return trial;
}

} // namespace nightbell
