// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>

#include <memory>
#include <optional>

namespace nightbell {

// A server of e-mail on 127.0.0.1 that behaves as badly as it is told to. Runs in the event loop of the test.
class SmtpServer : public QTcpServer
{
public:
    struct Received
    {
        QByteArray from;
        QByteArray to;
        QByteArray content; // without the dots that were added on the way
        bool isEncrypted = false;
    };

    QList<Received> received;
    QList<QByteArray> commands; // as they came, without what passwords are in
    int connections = 0;
    QByteArray username; // with which somebody came
    QByteArray password;

    // What it answers instead of doing it.
    QByteArray greeting = "220 loopback ready";
    QByteArray toAuth; // "535 5.7.8 wrong"
    QByteArray toRecipient; // "550 5.1.1 no such user"
    QByteArray toContent; // "451 4.3.0 try later"
    bool offersStartTls = true;
    bool hangs = false; // takes the connection and says nothing
    bool staysSilentToQuit = false;

    // `implicitTls`: TLS from the first byte.
    explicit SmtpServer(const QSslConfiguration &tls, bool implicitTls = false) : m_tls(tls), m_isImplicit(implicitTls)
    {
        listen(QHostAddress::LocalHost);
    }

protected:
    void incomingConnection(qintptr handle) override
    {
        ++connections;
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(handle);
        socket->setSslConfiguration(m_tls);
        const auto talk = std::make_shared<Talk>(Talk{.socket = socket}); // ends with the last connection of its socket
        connect(socket, &QSslSocket::readyRead, this, [this, talk] { read(*talk); });
        connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
        if (m_isImplicit) {
            connect(socket, &QSslSocket::encrypted, this, [this, talk] { greet(*talk); });
            socket->startServerEncryption();
        } else {
            greet(*talk);
        }
    }

private:
    struct Talk
    {
        QSslSocket *socket = nullptr;
        Received mail;
        bool isContent = false;
        bool isCredentials = false;
    };

    void greet(Talk &talk)
    {
        if (hangs)
            return;
        say(talk, greeting);
    }

    static void say(Talk &talk, const QByteArray &line) { talk.socket->write(line + "\r\n"); }

    void read(Talk &talk)
    {
        while (talk.socket->canReadLine()) {
            QByteArray line = talk.socket->readLine();
            if (hangs)
                continue;
            if (talk.isContent)
                takeContent(talk, line);
            else if (talk.isCredentials)
                takeCredentials(talk, line.trimmed());
            else
                take(talk, line.trimmed());
        }
    }

    void take(Talk &talk, const QByteArray &line)
    {
        const QByteArray verb = line.toUpper();
        commands.append(verb.startsWith("AUTH") ? line.left(10) : line);
        if (verb.startsWith("EHLO")) {
            QByteArray answer = "250-loopback\r\n";
            if (offersStartTls && !talk.socket->isEncrypted())
                answer += "250-STARTTLS\r\n";
            say(talk, answer + "250 AUTH PLAIN");
        } else if (verb == "STARTTLS") {
            say(talk, "220 go on");
            talk.socket->flush();
            talk.socket->startServerEncryption();
        } else if (verb.startsWith("AUTH PLAIN ")) {
            takeCredentials(talk, line.sliced(11));
        } else if (verb == "AUTH PLAIN") {
            talk.isCredentials = true;
            say(talk, "334 ");
        } else if (verb.startsWith("MAIL FROM:")) {
            talk.mail = {.from = line.sliced(10), .isEncrypted = talk.socket->isEncrypted()};
            say(talk, "250 ok");
        } else if (verb.startsWith("RCPT TO:")) {
            talk.mail.to = line.sliced(8);
            say(talk, toRecipient.isEmpty() ? QByteArray("250 ok") : toRecipient);
        } else if (verb == "DATA") {
            talk.isContent = true;
            say(talk, "354 go on");
        } else if (verb == "QUIT" && staysSilentToQuit) {
            return;
        } else if (verb == "QUIT") {
            say(talk, "221 bye");
            talk.socket->disconnectFromHost();
        } else {
            say(talk, "502 not known");
        }
    }

    void takeCredentials(Talk &talk, const QByteArray &base64)
    {
        talk.isCredentials = false;
        const QList<QByteArray> parts = QByteArray::fromBase64(base64).split('\0');
        username = parts.value(1);
        password = parts.value(2);
        say(talk, toAuth.isEmpty() ? QByteArray("235 welcome") : toAuth);
    }

    void takeContent(Talk &talk, const QByteArray &line)
    {
        if (line != ".\r\n") {
            talk.mail.content += line.startsWith("..") ? line.sliced(1) : line;
            return;
        }
        talk.isContent = false;
        if (toContent.isEmpty())
            received.append(talk.mail);
        say(talk, toContent.isEmpty() ? QByteArray("250 taken") : toContent);
    }

    QSslConfiguration m_tls;
    bool m_isImplicit;
};

} // namespace nightbell
