// SPDX-License-Identifier: GPL-3.0-or-later
#include "pager/channels/channel.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesSurviveTheDisk();
    void messagesOfAnotherVersionAreNone();
    void kindsKeepTheirSecrets();
};

void TestChannel::messagesSurviveTheDisk()
{
    const FakeClock clock;
    for (const ChannelPurpose purpose : {ChannelPurpose::Escalation, ChannelPurpose::Over, ChannelPurpose::Test}) {
        const ChannelMessage message{purpose, u"page-1.step-1"_s, u"page-0.step-1"_s, u"Größe 🔥"_s, u"two\nlines"_s,
            QUrl(u"https://example.com/?a=b%20c"_s), IncidentId(u"prod:1"_s), SourceId(u"prod"_s), u"title"_s, u"Web shop"_s,
            u"prod:web-1"_s, Severity::Warning, 3, clock.now(), clock.now() + std::chrono::minutes(5),
            {IncidentId(u"prod:2"_s), IncidentId(u"prod:3"_s)}};
        QVERIFY(!toJson(message).contains(u'\n'));
        QCOMPARE(channelMessageFromJson(toJson(message)), message);
    }
}

void TestChannel::messagesOfAnotherVersionAreNone()
{
    QVERIFY(!channelMessageFromJson(u"{\"purpose\":\"of-later\"}"_s));
    QVERIFY(!channelMessageFromJson(u"not JSON"_s));
}

void TestChannel::kindsKeepTheirSecrets()
{
    QVERIFY(channelKinds().size() >= 2);
    for (const ChannelKind *kind : channelKinds()) {
        QCOMPARE(channelKind(QString::fromLatin1(kind->id)), kind);
        for (const Field &field : kind->fields) {
            const bool soundsSecret = field.key.contains(u"password"_s) || field.key == u"token"_s || field.key.contains(u"secret"_s);
            QVERIFY2(!soundsSecret || field.type == FieldType::Secret, qPrintable(field.key));
        }
    }
    QCOMPARE(channelKind(u"pigeon"), nullptr);
}

QTEST_GUILESS_MAIN(TestChannel)
#include "tst_channel.moc"
