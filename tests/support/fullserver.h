// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace nightbell {

// A port on 127.0.0.1 whose queue is full: whoever connects hears nothing, as behind a firewall that drops packets.
class FullServer
{
public:
    FullServer() : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto *any = reinterpret_cast<sockaddr *>(&address); // NOLINT
        socklen_t size = sizeof address;
        ::bind(m_listener, any, size);
        ::listen(m_listener, 0);
        ::getsockname(m_listener, any, &size);
        m_port = ntohs(address.sin_port);
        for (int &client : m_clients) {
            client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
            ::connect(client, any, size);
        }
    }
    FullServer(const FullServer &) = delete;
    FullServer &operator=(const FullServer &) = delete;
    ~FullServer()
    {
        for (const int client : m_clients)
            ::close(client);
        ::close(m_listener);
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_port)); }

private:
    int m_listener;
    int m_port = 0;
    std::array<int, 4> m_clients{};
};

} // namespace nightbell
