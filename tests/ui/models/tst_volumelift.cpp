// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/volumelift.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

// A pactl with two devices: mute and volume are files, one number a channel.
constexpr auto tool = R"sh(#!/bin/sh
cd "%1" || exit 1
case "$1" in
get-default-sink) echo speakers;;
get-sink-mute) [ -e "$2.volume" ] || exit 1; echo "Mute: $(cat "$2.mute")";;
get-sink-volume) read -r left right <"$2.volume" || exit 1
    echo "Volume: front-left: $left /  50% / -18 dB,   front-right: $right /  50% / -18 dB"; echo "        balance 0.00";;
set-sink-mute) if [ "$3" = 1 ]; then echo yes >"$2.mute"; else echo no >"$2.mute"; fi;;
set-sink-volume) case "$3" in *%) n=$((65536 * ${3%?} / 100)); echo "$n $n" >"$2.volume";; *) echo "$3 $4" >"$2.volume";; esac;;
esac
)sh";

} // namespace

class VolumeLiftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatPactlSays();
    void liftsAndPutsBack();
    void eachChannelIsPutBack();
    void whatIsLoudEnoughIsLeftAlone();
    void aSecondPageDoesNotForgetHowItWas();
    void afterACrashTheNextRunPutsItBack();
    void endingPutsItBack();
    void endingInTheMiddleOfItIsHarmless();
    void withoutTheToolItSaysSo();
    void whereNothingCanBeWrittenNothingIsChanged();

private:
    void set(const QString &sink, const QString &mute, const QString &volume);
    QString state(const QString &sink) const; // "yes 100 100"
    QString read(const QString &name) const;
    QString keepsake() const { return m_folder->filePath(u"before.json"_s); }
    std::unique_ptr<VolumeLift> make() const { return std::make_unique<VolumeLift>(m_folder->filePath(u"pactl"_s), keepsake()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void VolumeLiftTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile file(m_folder->filePath(u"pactl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QString::fromLatin1(tool).arg(m_folder->path()).toUtf8());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    file.close();
    set(u"speakers"_s, u"yes"_s, u"6000 6000"_s);
    set(u"headset"_s, u"no"_s, u"60000 60000"_s);
}

void VolumeLiftTest::set(const QString &sink, const QString &mute, const QString &volume)
{
    for (const auto &[name, text] : {std::pair(sink + u".mute"_s, mute), std::pair(sink + u".volume"_s, volume)}) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8() + '\n');
    }
}

QString VolumeLiftTest::read(const QString &name) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

QString VolumeLiftTest::state(const QString &sink) const
{
    return read(sink + u".mute"_s) + u' ' + read(sink + u".volume"_s);
}

void VolumeLiftTest::readsWhatPactlSays()
{
    const QString volume = u"Volume: front-left: 52429 /  80% / -5.81 dB,   front-right: 26214 /  40% / -23.88 dB\n        balance -0.50"_s;
    QCOMPARE(sinkVolume(u"Mute: yes"_s, volume), (SinkVolume{true, {52'429, 26'214}}));
    QCOMPARE(sinkVolume(u"Mute: no"_s, u"Volume: mono: 0 /   0% / -inf dB"_s), (SinkVolume{false, {0}}));
    QVERIFY(!sinkVolume(u"No such sink"_s, volume));
    QVERIFY(!sinkVolume(u"Mute: no"_s, {}));
}

void VolumeLiftTest::liftsAndPutsBack()
{
    const auto lift = make();
    QSignalSpy lifted(lift.get(), &VolumeLift::lifted);
    lift->lift({}, 80);
    QTRY_COMPARE(lifted.size(), 1);
    QCOMPARE(state(u"speakers"_s), u"no 52428 52428"_s);
    QCOMPARE(state(u"headset"_s), u"no 60000 60000"_s);
    QVERIFY(QFile::exists(keepsake()));
    lift->restore();
    QTRY_VERIFY(!QFile::exists(keepsake()));
    QCOMPARE(state(u"speakers"_s), u"yes 6000 6000"_s);
}

void VolumeLiftTest::eachChannelIsPutBack()
{
    set(u"speakers"_s, u"no"_s, u"3000 9000"_s);
    const auto lift = make();
    QSignalSpy lifted(lift.get(), &VolumeLift::lifted);
    lift->lift(u"speakers"_s, 50);
    QTRY_COMPARE(lifted.size(), 1);
    set(u"speakers"_s, u"yes"_s, u"32768 32768"_s); // the person mutes it meanwhile
    lift->restore();
    QTRY_VERIFY(!QFile::exists(keepsake()));
    QCOMPARE(state(u"speakers"_s), u"yes 3000 9000"_s); // it was not muted by us, nor is it unmuted
}

void VolumeLiftTest::whatIsLoudEnoughIsLeftAlone()
{
    const auto lift = make();
    lift->lift(u"headset"_s, 80);
    QSignalSpy lifted(lift.get(), &VolumeLift::lifted);
    lift->lift(u"speakers"_s, 80); // is answered later
    QTRY_COMPARE(lifted.size(), 1);
    QCOMPARE(state(u"headset"_s), u"no 60000 60000"_s);
    QVERIFY(!read(u"before.json"_s).contains("headset"_L1));
}

void VolumeLiftTest::aSecondPageDoesNotForgetHowItWas()
{
    const auto lift = make();
    QSignalSpy lifted(lift.get(), &VolumeLift::lifted);
    lift->lift(u"speakers"_s, 50);
    QTRY_COMPARE(lifted.size(), 1);
    lift->lift(u"speakers"_s, 80);
    QTRY_COMPARE(lifted.size(), 2);
    lift->restore();
    QTRY_COMPARE(state(u"speakers"_s), u"yes 6000 6000"_s);
}

void VolumeLiftTest::afterACrashTheNextRunPutsItBack()
{
    QFile file(keepsake());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"speakers":{"muted":true,"channels":[1000,2000]}})");
    file.close();
    set(u"speakers"_s, u"no"_s, u"52428 52428"_s);
    const auto lift = make();
    QVERIFY(lift->isLifted());
    lift->restore();
    QTRY_VERIFY(!QFile::exists(keepsake()));
    QCOMPARE(state(u"speakers"_s), u"yes 1000 2000"_s);
}

void VolumeLiftTest::endingPutsItBack()
{
    auto lift = make();
    QSignalSpy lifted(lift.get(), &VolumeLift::lifted);
    lift->lift(u"speakers"_s, 80);
    QTRY_COMPARE(lifted.size(), 1);
    lift.reset();
    QTRY_COMPARE(state(u"speakers"_s), u"yes 6000 6000"_s);
    QVERIFY(!QFile::exists(keepsake()));
}

void VolumeLiftTest::endingInTheMiddleOfItIsHarmless()
{
    auto lift = make();
    lift->lift(u"speakers"_s, 80);
    lift.reset();
    lift = make();
    QSignalSpy lifted(lift.get(), &VolumeLift::lifted);
    lift->lift(u"speakers"_s, 80);
    QTRY_COMPARE(lifted.size(), 1);
    lift->restore();
    lift.reset();
    QTRY_COMPARE(state(u"speakers"_s), u"yes 6000 6000"_s);
}

void VolumeLiftTest::withoutTheToolItSaysSo()
{
    VolumeLift lift(m_folder->filePath(u"none"_s), keepsake());
    QSignalSpy failed(&lift, &VolumeLift::failed);
    lift.lift({}, 80);
    QTRY_COMPARE(failed.size(), 1);
    lift.lift(u"speakers"_s, 80);
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(!lift.isLifted());
}

void VolumeLiftTest::whereNothingCanBeWrittenNothingIsChanged()
{
    VolumeLift lift(m_folder->filePath(u"pactl"_s), u"/nowhere/before.json"_s);
    QSignalSpy failed(&lift, &VolumeLift::failed);
    lift.lift({}, 80);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(state(u"speakers"_s), u"yes 6000 6000"_s);
}

QTEST_GUILESS_MAIN(VolumeLiftTest)
#include "tst_volumelift.moc"
