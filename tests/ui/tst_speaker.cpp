// SPDX-License-Identifier: GPL-3.0-or-later
#include "speaker.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class SpeakerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThroughThePipe();
    void triesTheNextVoice();
    void withoutAVoiceItSaysSo();
    void stoppingBreaksOff();
    void commonVoicesReadTheirInput();

private:
    QString said() const;
    Speaker::Voice writer() const { return {u"sh"_s, {u"-c"_s, u"cat > '%1'"_s.arg(m_folder.filePath(u"said"_s))}}; }

    QTemporaryDir m_folder;
};

QString SpeakerTest::said() const
{
    QFile file(m_folder.filePath(u"said"_s));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void SpeakerTest::saysThroughThePipe()
{
    Speaker speaker({writer()});
    QSignalSpy ended(&speaker, &Speaker::ended);
    speaker.say(u"Page: the\nqueue \"is\" full; $(reboot) ü"_s);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(said(), u"Page: the queue \"is\" full; $(reboot) ü\n"_s);
    QVERIFY(speaker.problem().isEmpty());
    QVERIFY(!speaker.isSpeaking());
}

void SpeakerTest::triesTheNextVoice()
{
    QFile::remove(m_folder.filePath(u"said"_s));
    Speaker speaker({{u"nightbell-no-such-voice"_s, {}}, {u"false"_s, {}}, writer()});
    QSignalSpy ended(&speaker, &Speaker::ended);
    speaker.say(u"hello"_s);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(said(), u"hello\n"_s);
    QVERIFY(speaker.problem().isEmpty());
}

void SpeakerTest::withoutAVoiceItSaysSo()
{
    Speaker speaker({{u"nightbell-no-such-voice"_s, {}}});
    QSignalSpy problem(&speaker, &Speaker::problemChanged);
    speaker.say(u"hello"_s);
    QTRY_COMPARE(problem.size(), 1);
    QVERIFY(!speaker.problem().isEmpty());
}

void SpeakerTest::stoppingBreaksOff()
{
    Speaker speaker({{u"sh"_s, {u"-c"_s, u"exec sleep 60"_s}}});
    QSignalSpy began(&speaker, &Speaker::began);
    QSignalSpy ended(&speaker, &Speaker::ended);
    speaker.say(u"hello"_s);
    QTRY_COMPARE(began.size(), 1);
    speaker.stop();
    QCOMPARE(ended.size(), 1);
    QVERIFY(!speaker.isSpeaking());
}

// A title may hold what not everybody may read, and everybody may read arguments.
void SpeakerTest::commonVoicesReadTheirInput()
{
    for (const Speaker::Voice &voice : Speaker::commonVoices())
        QVERIFY(voice.arguments.contains("--stdin"_L1) || voice.arguments.contains("--pipe-mode"_L1));
}

QTEST_GUILESS_MAIN(SpeakerTest)
#include "tst_speaker.moc"
