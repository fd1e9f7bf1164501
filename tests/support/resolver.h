// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <dlfcn.h>
#include <netdb.h>

#include <condition_variable>
#include <mutex>
#include <string_view>

// Includes of this stand in for the system's name server, for names that end in .test; one include a program.
//
// missing.test: no such name · empty.test: no address · again.test: the server fails · silent.test: it does not answer until
// letGo() · fickle.test: fails, then is there · two-addresses.test: ::1 and 127.0.0.1 · only-four.test: 127.0.0.1
namespace nightbell {

class Resolver
{
public:
    int ask(const char *host, const char *port, const addrinfo *hints, addrinfo **found)
    {
        const std::string_view name = host ? host : "";
        if (name == "missing.test")
            return EAI_NONAME;
        if (name == "empty.test")
            return EAI_NODATA;
        if (name == "again.test")
            return EAI_AGAIN;
        if (name == "fickle.test" && !std::exchange(m_wasAsked, true))
            return EAI_NONAME;
        if (name == "silent.test") {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_letGo; });
            return EAI_AGAIN;
        }
        if (name == "only-four.test" && hints && hints->ai_family == AF_INET6)
            return EAI_ADDRFAMILY;
        if (name.ends_with(".test"))
            return system(name == "two-addresses.test" ? nullptr : "127.0.0.1", port ? port : "80", hints, found);
        return system(host, port, hints, found);
    }

    void letGo()
    {
        const std::lock_guard lock(m_mutex);
        m_letGo = true;
        m_changed.notify_all();
    }

private:
    // Without a host it is the loopback addresses of both versions.
    static int system(const char *host, const char *port, const addrinfo *hints, addrinfo **found)
    {
        using Function = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
        static const auto next = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo")); // NOLINT
        return next(host, port, hints, found);
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_letGo = false;
    bool m_wasAsked = false;
};

inline Resolver &resolver()
{
    static Resolver one;
    return one;
}

} // namespace nightbell

// The program's own definition comes before that of the C library, also for the libraries that it uses.
extern "C" __attribute__((visibility("default"))) int getaddrinfo(
    const char *host, const char *port, const addrinfo *hints, addrinfo **found)
{
    return nightbell::resolver().ask(host, port, hints, found);
}
