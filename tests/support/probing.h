// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/curlprobe.h"
#include "support/fullserver.h"

#include <QCoroTask>
#include <QTcpServer>
#include <QTemporaryFile>

#include <utility>

namespace nightbell {

// What is asked in tests is on this machine, whatever the proxy of whoever runs them.
inline void useNoProxy()
{
    qputenv("no_proxy", "*");
}

inline ProbeRequest get(const QUrl &url, Duration timeLimit = std::chrono::seconds(5))
{
    ProbeRequest request;
    request.url = url;
    request.timeLimit = timeLimit;
    return request;
}

inline ProbeReply probed(Clock &clock, const ProbeRequest &request)
{
    CurlProbe probe(clock);
    return QCoro::waitFor(probe.run(request));
}

inline Duration sum(const CheckPhases &phases)
{
    Duration all{0};
    for (const auto &phase : {phases.nameLookup, phases.connect, phases.tls, phases.firstByte, phases.transfer})
        all += phase.value_or(Duration(0));
    return all;
}

// A port on 127.0.0.1 where nobody listens: it was given out a moment ago, and is not given out again soon.
inline QUrl closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort()));
}

// A file with a content, for as long as this lives.
class TextFile
{
public:
    explicit TextFile(const QByteArray &content)
    {
        if (!m_file.open() || m_file.write(content) != content.size() || !m_file.flush())
            qFatal("cannot write %s", qPrintable(m_file.fileName()));
    }

    QString path() const { return m_file.fileName(); }

private:
    QTemporaryFile m_file;
};

} // namespace nightbell
