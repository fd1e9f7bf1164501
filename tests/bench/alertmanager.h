// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"
#include "support/waited.h"

#include <QByteArrayList>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

namespace nightbell::bench {

using Qt::Literals::StringLiterals::operator""_s;

inline quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

// 770 bytes each, as a usual set of rules makes them.
inline QByteArray alertJson(int number, int version)
{
    const QString host = u"h%1.prod.example.net"_s.arg(number / 4, 5, 10, QChar(u'0'));
    return uR"({"labels":{"alertname":"DiskWillFillIn4Hours","severity":"%1","instance":"%2:9100","job":"node","cluster":"prod-eu",)"
           uR"("team":"platform","service":"checkout","env":"prod","idx":"%3"},"annotations":{"summary":"Filesystem /var on %2 is filling up",)"
           uR"("description":"/var on %2 has %4 % left and fills within four hours.","runbook_url":"https://runbooks.example.com/DiskWillFill"},)"
           uR"("startsAt":"2026-01-01T00:00:00Z","endsAt":"2099-01-01T00:00:00Z","generatorURL":"http://prometheus.example.net:9090/graph?g0.expr=x%3E1"})"_s
               .arg(number % 2 == 0 ? u"critical"_s : u"warning"_s, host)
               .arg(number)
               .arg(version)
               .toUtf8();
}

// An Alertmanager of the bench's own.
class Alertmanager
{
public:
    explicit Alertmanager(Transport &transport) : m_transport(transport)
    {
        QFile config(m_folder.filePath(u"am.yml"_s));
        if (!config.open(QIODevice::WriteOnly))
            return;
        config.write("route: {receiver: none}\nreceivers: [{name: none}]\n");
        config.close();
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.start(u"prometheus-alertmanager"_s,
            {u"--config.file="_s + config.fileName(), u"--storage.path="_s + m_folder.filePath(u"data"_s), u"--cluster.listen-address="_s,
                u"--web.listen-address=127.0.0.1:%1"_s.arg(m_port)});
    }
    ~Alertmanager()
    {
        m_process.terminate();
        m_process.waitForFinished(10'000);
    }

    QString address() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }

    bool waitUntilReady()
    {
        for (int attempt = 0; attempt < 200 && m_process.state() != QProcess::NotRunning; ++attempt) {
            HttpRequest request;
            request.url = QUrl(address() + u"/-/ready"_s);
            const auto reply = waited(m_transport.send(request));
            if (reply && reply->status == 200)
                return true;
            m_process.waitForFinished(50);
        }
        return false;
    }

    // `step`: each how many-th alert is told again, with another text.
    bool tell(int count, int step, int version)
    {
        QByteArrayList batch;
        for (int number = 0; number < count; number += step) {
            batch.append(alertJson(number, version));
            if (batch.size() < 500 && number + step < count)
                continue;
            if (!post('[' + batch.join(',') + ']'))
                return false;
            batch.clear();
        }
        return true;
    }

    bool post(const QByteArray &alerts)
    {
        HttpRequest request;
        request.method = "POST";
        request.url = QUrl(address() + u"/api/v2/alerts"_s);
        request.headers = {{"Content-Type", "application/json"}};
        request.body = alerts;
        const auto reply = waited(m_transport.send(request));
        return reply && reply->status == 200;
    }

private:
    Transport &m_transport;
    QTemporaryDir m_folder;
    quint16 m_port = freePort();
    QProcess m_process;
};

} // namespace nightbell::bench
