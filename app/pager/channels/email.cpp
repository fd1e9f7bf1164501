// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/channels/email.h"

#include "net/cafile.h"
#include "net/mailer.h"

#include <QLocale>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr quint16 submissionPort = 587; // RFC 6409
constexpr quint16 tlsPort = 465; // RFC 8314

const Fields &emailFields()
{
    static const Fields fields{
        {.key = u"server"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "Server for outgoing e-mail"),
            .help = QT_TRANSLATE_NOOP("Field", "Its name: smtp.example.com"),
            .required = true},
        {.key = u"security"_s,
            .type = FieldType::Choice,
            .label = QT_TRANSLATE_NOOP("Field", "Encryption"),
            .help = QT_TRANSLATE_NOOP("Field", "A server that offers neither is not used."),
            .fallback = u"starttls"_s,
            .choices = {u"starttls"_s, u"tls"_s},
            .choiceNames = {QT_TRANSLATE_NOOP("FieldChoice", "STARTTLS (port 587)"), QT_TRANSLATE_NOOP("FieldChoice", "TLS (port 465)")}},
        {.key = u"port"_s,
            .type = FieldType::Integer,
            .label = QT_TRANSLATE_NOOP("Field", "Port"),
            .help = QT_TRANSLATE_NOOP("Field", "0: the usual one"),
            .fallback = qint64{0},
            .minimum = 0,
            .maximum = 65'535},
        {.key = u"username"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "User name"),
            .help = QT_TRANSLATE_NOOP("Field", "Empty where the server asks for none.")},
        {.key = u"password"_s, .type = FieldType::Secret, .label = QT_TRANSLATE_NOOP("Field", "Password")},
        {.key = u"from"_s,
            .type = FieldType::Text,
            .label = QT_TRANSLATE_NOOP("Field", "From"),
            .help = QT_TRANSLATE_NOOP("Field", "An address that the server lets you send from."),
            .required = true},
        {.key = u"to"_s,
            .type = FieldType::TextList,
            .label = QT_TRANSLATE_NOOP("Field", "To"),
            .help = QT_TRANSLATE_NOOP("Field", "Addresses of the backup, each told on its own."),
            .required = true},
        caFileField(),
    };
    return fields;
}

// A plain address. Nothing that could end a line or a command.
bool isAddress(const QString &text)
{
    const auto isPlain = [](QChar c) { return c > u' ' && c < u'\x7f' && !QStringView(u"<>()[],;:\\\"").contains(c); };
    const qsizetype at = text.indexOf(u'@');
    return at > 0 && at == text.lastIndexOf(u'@') && at + 1 < text.size() && text.size() <= 254 && std::ranges::all_of(text, isPlain);
}

// A name or an address; where "[" and "]" are those of IPv6.
bool isServer(const QString &text)
{
    const auto isPlain = [](QChar c) { return c.isLetterOrNumber() || QStringView(u"-.:[]_").contains(c); };
    return !text.isEmpty() && text.size() <= 255 && std::ranges::all_of(text, isPlain);
}

QString problemOf(const FieldValues &values)
{
    const QString server = values.value(u"server"_s).toString();
    if (!isServer(server) || server.startsWith("smtp:"_L1) || server.startsWith("smtps:"_L1))
        return u"expected the name of a server in \"server\", such as \"smtp.example.com\", found \"%1\""_s.arg(server.left(64));
    const QString from = values.value(u"from"_s).toString();
    if (!isAddress(from))
        return u"expected an address such as \"night@example.com\" in \"from\", found \"%1\""_s.arg(from.left(64));
    const QStringList to = values.value(u"to"_s).toStringList();
    if (to.isEmpty())
        return u"expected at least one address in \"to\", found none"_s;
    for (const QString &address : to) {
        if (!isAddress(address))
            return u"expected addresses such as \"night@example.com\" in \"to\", found \"%1\""_s.arg(address.left(64));
    }
    return {};
}

// RFC 2047: a header's text of any language in words of at most 75 characters, none of which splits a character.
QByteArray encodedWords(const QString &text)
{
    constexpr qsizetype mostBytes = 39; // 52 in base64, "=?UTF-8?B?" with "?=", and "Subject: " before the first
    const bool isPlain = text.size() < 60 && std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c < u'\x7f' && c != u'='; });
    if (isPlain)
        return text.toLatin1();
    QList<QByteArray> words;
    QByteArray word;
    for (const char32_t letter : text.toUcs4()) {
        const QByteArray bytes = QString::fromUcs4(&letter, 1).toUtf8();
        if (word.size() + bytes.size() > mostBytes)
            words.append(std::exchange(word, {}));
        word += bytes;
    }
    words.append(word);
    for (QByteArray &each : words)
        each = "=?UTF-8?B?" + each.toBase64() + "?=";
    return words.join("\r\n ");
}

// RFC 5322, 3.3.
QByteArray mailDate(TimePoint time)
{
    return QLocale::c().toString(toDateTime(time).toUTC(), u"ddd, dd MMM yyyy hh:mm:ss"_s).toLatin1() + " +0000";
}

// RFC 2045, 6.8: lines of 76 characters.
QByteArray inLines(const QByteArray &base64)
{
    QByteArray lines;
    for (qsizetype from = 0; from < base64.size(); from += 76)
        lines += base64.mid(from, 76) + "\r\n";
    return lines;
}

// The domain is that of the sender, as a mark of whose numbers these are.
QByteArray messageId(const QString &reference, const QString &from)
{
    return '<' + reference.toLatin1() + ".nightbell" + from.sliced(from.indexOf(u'@')).toLatin1() + '>';
}

Mail mailOf(const ChannelContext &context, const QString &recipient, const ChannelMessage &message)
{
    const FieldValues &values = context.values;
    Mail mail;
    mail.server = values.value(u"server"_s).toString();
    mail.security = fieldValue(emailFields(), values, u"security"_s).toString() == "tls"_L1 ? MailSecurity::Tls : MailSecurity::StartTls;
    const int port = fieldValue(emailFields(), values, u"port"_s).toInt();
    mail.port = port > 0 ? static_cast<quint16>(port) : mail.security == MailSecurity::Tls ? tlsPort : submissionPort;
    mail.username = values.value(u"username"_s).toString();
    mail.password = values.value(u"password"_s).toString();
    mail.caFile = values.value(u"ca-file"_s).toString();
    mail.from = values.value(u"from"_s).toString();
    mail.to = recipient;
    mail.content = mailContent(message, mail.from, recipient, context.now);
    return mail;
}

QCoro::Task<Expected<Done>> deliver(ChannelContext context, QString recipient, ChannelMessage message)
{
    if (const QString problem = problemOf(context.values); !problem.isEmpty())
        co_return Error{ErrorKind::BadInput, problem};
    if (!context.mailer)
        co_return Error{ErrorKind::Unavailable, u"no e-mail is sent from here"_s};
    Mail mail = mailOf(context, recipient, message);
    const auto sent = co_await context.mailer->send(std::move(mail));
    Expected<Done> copy = sent;
    co_return copy;
}

} // namespace

QByteArray mailContent(const ChannelMessage &message, const QString &from, const QString &to, TimePoint now)
{
    QString text = message.text;
    if (!message.link.isEmpty())
        text += u"\n\n"_s + message.link.toString(QUrl::FullyEncoded);
    QString subject = message.subject.simplified();
    subject.truncate(200);
    QByteArray content = "From: Nightbell <" + from.toLatin1() + ">\r\nTo: <" + to.toLatin1() + ">\r\nSubject: " + encodedWords(subject)
        + "\r\nDate: " + mailDate(now) + "\r\nMessage-ID: " + messageId(message.reference, from) + "\r\n";
    if (!message.answers.isEmpty()) {
        const QByteArray first = messageId(message.answers, from);
        content += "In-Reply-To: " + first + "\r\nReferences: " + first + "\r\n";
    }
    if (message.purpose == ChannelPurpose::Escalation)
        content += "Importance: high\r\nX-Priority: 1\r\n";
    content += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
               "Content-Transfer-Encoding: base64\r\n\r\n";
    text.replace(u'\n', u"\r\n"_s);
    return content + inLines((text + u"\r\n"_s).toUtf8().toBase64());
}

const ChannelKind &emailChannel()
{
    static const ChannelKind kind{
        .id = "email",
        .name = QT_TRANSLATE_NOOP("ChannelKind", "E-mail"),
        .fields = emailFields(),
        .recipients = [](const FieldValues &values) { return values.value(u"to"_s).toStringList(); },
        .problem = &problemOf,
        .deliver = &deliver,
    };
    return kind;
}

} // namespace nightbell
