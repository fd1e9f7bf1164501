// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/procfs.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

QString shown(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'f', 2) : u"absent"_s;
}

// A /proc of our own.
class FakeProc
{
public:
    FakeProc() { QDir(m_folder.path()).mkpath(u"pressure"_s), QDir(m_folder.path()).mkpath(u"self"_s); }
    QString path() const { return m_folder.path(); }
    void write(const QString &file, const QByteArray &content) const
    {
        QFile target(m_folder.filePath(file));
        QVERIFY(target.open(QIODevice::WriteOnly));
        target.write(content);
    }
    void remove(const QString &file) const { QVERIFY(QFile::remove(m_folder.filePath(file))); }

private:
    QTemporaryDir m_folder;
};

} // namespace

class TestProcfs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cpuIsRead_data();
    void cpuIsRead();
    void busy_data();
    void busy();
    void memory_data();
    void memory();
    void load_data();
    void load();
    void pressure_data();
    void pressure();
    void mounts_data();
    void mounts();
    void firstFigureNeedsTime();
    void figureThatIsTooYoungIsTheOneBefore();
    void counterThatWentBackIsAbsentOnce();
    void wholeMachine();
    void nothingThere();
    void diskUse();
    void thisMachine();
};

void TestProcfs::cpuIsRead_data()
{
    QTest::addColumn<QByteArray>("stat");
    QTest::addColumn<QString>("expected"); // busy/idle/waiting/cores
    QTest::newRow("guests are part of user already, what the hypervisor took is busy")
        << QByteArray("cpu  100 10 20 1000 30 1 2 3 50 5\ncpu0 1 1 1 1\ncpu1 1 1 1 1\nintr 1 2 3\n") << u"136/1000/30/2"_s;
    QTest::newRow("a kernel of long ago ends after idle") << QByteArray("cpu 1 2 3 4\n") << u"6/4/0/0"_s;
    QTest::newRow("more columns than we know") << QByteArray("cpu 1 1 1 1 1 1 1 1 1 1 1 1 1\n") << u"6/1/1/0"_s;
    QTest::newRow("the last line has no end") << QByteArray("cpu 1 2 3 4 5") << u"6/4/5/0"_s;
    QTest::newRow("words that begin like a core are none") << QByteArray("cpu 1 2 3 4\ncpufreq 1\ncpu0 1\n") << u"6/4/0/0"_s;
    QTest::newRow("empty") << QByteArray() << u"none"_s;
    QTest::newRow("no line of all cores") << QByteArray("cpu0 1 2 3 4\nintr 5\n") << u"none"_s;
    QTest::newRow("too few columns") << QByteArray("cpu 1 2 3\n") << u"none"_s;
    QTest::newRow("a word instead of a number") << QByteArray("cpu 1 2 x 4\n") << u"none"_s;
    QTest::newRow("a negative number") << QByteArray("cpu 1 -2 3 4\n") << u"none"_s;
    QTest::newRow("a number past 64 bits") << QByteArray("cpu 1 99999999999999999999999 3 4\n") << u"none"_s;
    QTest::newRow("bytes that are no text") << QByteArray("cpu \xff\xfe\0 1 2 3\n", 13) << u"none"_s;
}

void TestProcfs::cpuIsRead()
{
    QFETCH(QByteArray, stat);
    const auto reading = parseCpu(stat);
    QTEST(reading ? u"%1/%2/%3/%4"_s.arg(reading->times.busy).arg(reading->times.idle).arg(reading->times.waiting).arg(reading->cores)
                  : u"none"_s,
        "expected");
}

void TestProcfs::busy_data()
{
    QTest::addColumn<CpuTimes>("before");
    QTest::addColumn<CpuTimes>("after");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a quarter") << CpuTimes{100, 100, 0} << CpuTimes{125, 175, 0} << u"25.00"_s;
    QTest::newRow("waiting for a disk is not busy") << CpuTimes{0, 0, 0} << CpuTimes{10, 50, 40} << u"10.00"_s;
    QTest::newRow("idle") << CpuTimes{5, 5, 5} << CpuTimes{5, 105, 5} << u"0.00"_s;
    QTest::newRow("all busy") << CpuTimes{5, 5, 5} << CpuTimes{105, 5, 5} << u"100.00"_s;
    QTest::newRow("waiting may go back and counts as nothing") << CpuTimes{0, 0, 100} << CpuTimes{50, 50, 90} << u"50.00"_s;
    QTest::newRow("no time passed") << CpuTimes{5, 5, 5} << CpuTimes{5, 5, 5} << u"absent"_s;
    QTest::newRow("busy went back") << CpuTimes{100, 100, 0} << CpuTimes{90, 200, 0} << u"absent"_s;
    QTest::newRow("idle went back") << CpuTimes{100, 100, 0} << CpuTimes{200, 90, 0} << u"absent"_s;
    QTest::newRow("a new boot") << CpuTimes{10000, 100000, 50} << CpuTimes{3, 4, 5} << u"absent"_s;
}

void TestProcfs::busy()
{
    QFETCH(CpuTimes, before);
    QFETCH(CpuTimes, after);
    QTEST(shown(busyPercent(before, after)), "expected");
}

void TestProcfs::memory_data()
{
    QTest::addColumn<QByteArray>("meminfo");
    QTest::addColumn<QString>("used");
    QTest::addColumn<QString>("swap");
    QTest::addColumn<qint64>("total");
    QTest::newRow("as it is") << QByteArray(
        "MemTotal:       1000 kB\nMemFree:  10 kB\nMemAvailable:    250 kB\nSwapTotal: 100 kB\nSwapFree: 90 kB\n")
                              << u"75.00"_s << u"10.00"_s << qint64{1024000};
    QTest::newRow("no swap") << QByteArray("MemTotal: 100 kB\nMemAvailable: 100 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n") << u"0.00"_s
                             << u"absent"_s << qint64{102400};
    QTest::newRow("a kernel without MemAvailable")
        << QByteArray("MemTotal: 100 kB\nMemFree: 50 kB\n") << u"absent"_s << u"absent"_s << qint64{102400};
    QTest::newRow("more available than there is")
        << QByteArray("MemTotal: 100 kB\nMemAvailable: 120 kB\n") << u"0.00"_s << u"absent"_s << qint64{102400};
    QTest::newRow("nothing at all") << QByteArray("MemTotal: 0 kB\nMemAvailable: 0 kB\n") << u"absent"_s << u"absent"_s << qint64{0};
    QTest::newRow("words") << QByteArray("MemTotal: many kB\nMemAvailable: 12 kB\n") << u"absent"_s << u"absent"_s << qint64{0};
    QTest::newRow("cut off") << QByteArray("MemTotal: 100 kB\nMemAvail") << u"absent"_s << u"absent"_s << qint64{102400};
    QTest::newRow("empty") << QByteArray() << u"absent"_s << u"absent"_s << qint64{0};
}

void TestProcfs::memory()
{
    QFETCH(QByteArray, meminfo);
    const MemoryReading reading = parseMemory(meminfo);
    QTEST(shown(reading.used), "used");
    QTEST(shown(reading.swap), "swap");
    QTEST(reading.totalBytes, "total");
}

void TestProcfs::load_data()
{
    QTest::addColumn<QByteArray>("loadavg");
    QTest::addColumn<QString>("expected");
    QTest::newRow("as it is") << QByteArray("0.25 1.50 12.00 2/345 6789\n") << u"0.25 1.5 12"_s;
    QTest::newRow("two figures") << QByteArray("0.25 1.50\n") << u"none"_s;
    QTest::newRow("not a number") << QByteArray("nan 1 2\n") << u"none"_s;
    QTest::newRow("negative") << QByteArray("-1 1 2\n") << u"none"_s;
    QTest::newRow("empty") << QByteArray() << u"none"_s;
}

void TestProcfs::load()
{
    QFETCH(QByteArray, loadavg);
    const auto reading = parseLoad(loadavg);
    QTEST(reading ? u"%1 %2 %3"_s.arg(reading->one).arg(reading->five).arg(reading->fifteen) : u"none"_s, "expected");
}

void TestProcfs::pressure_data()
{
    QTest::addColumn<QByteArray>("pressure");
    QTest::addColumn<QString>("expected");
    QTest::newRow("as it is") << QByteArray("some avg10=27.78 avg60=6.37 avg300=1.52 total=13620864\nfull avg10=9.00 avg60=0.00\n")
                              << u"27.78"_s;
    QTest::newRow("full comes first") << QByteArray("full avg10=9.00\nsome avg10=1.00\n") << u"1.00"_s;
    QTest::newRow("another order") << QByteArray("some avg60=9.00 avg10=1.00\n") << u"absent"_s;
    QTest::newRow("words") << QByteArray("some avg10=high\n") << u"absent"_s;
    QTest::newRow("empty, as a kernel says that has it switched off") << QByteArray() << u"absent"_s;
}

void TestProcfs::pressure()
{
    QFETCH(QByteArray, pressure);
    QTEST(shown(parsePressure(pressure)), "expected");
}

void TestProcfs::mounts_data()
{
    QTest::addColumn<QByteArray>("mounts");
    QTest::addColumn<QString>("expected");
    QTest::newRow("disks, not what the kernel makes up")
        << QByteArray("proc /proc proc rw 0 0\ntmpfs /run tmpfs rw 0 0\n/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /srv xfs rw 0 0\n"
                      "/dev/loop3 /snap/core/1 squashfs ro 0 0\n/dev/sr0 /media/cd iso9660 ro 0 0\n")
        << u"/ /srv"_s;
    QTest::newRow("remote kinds are never looked at")
        << QByteArray("/dev/sda1 / ext4 rw 0 0\nnas:/x /home nfs4 rw 0 0\n//nas/y /y cifs rw 0 0\nme@there:/ /z fuse.sshfs rw 0 0\n")
        << u"/"_s;
    QTest::newRow("nor what is below them") << QByteArray("/dev/sda1 / ext4 rw 0 0\nnas:/x /n nfs rw 0 0\n/dev/sdb1 /n/disk ext4 rw 0 0\n"
                                                          "/dev/sdc1 /nearby ext4 rw 0 0\n")
                                            << u"/ /nearby"_s;
    QTest::newRow("nor what is hidden by them")
        << QByteArray("/dev/sdb1 /n/disk ext4 rw 0 0\n/dev/sda1 /n ext4 rw 0 0\nnas:/x /n nfs rw 0 0\n") << QString();
    QTest::newRow("mounted over") << QByteArray("/dev/sda1 /a ext4 rw 0 0\n/dev/sdb1 /a ext4 rw 0 0\n") << u"/a"_s;
    QTest::newRow("the root may come last") << QByteArray("/dev/sda2 /usr ext4 rw 0 0\n/dev/sda1 / ext4 rw 0 0\n") << u"/ /usr"_s;
    QTest::newRow("blanks and tabs in a name") << QByteArray("/dev/sda1 /my\\040disk\\011x\\134y ext4 rw 0 0\n") << u"/my disk\tx\\y"_s;
    QTest::newRow("a backslash that begins nothing") << QByteArray("/dev/sda1 /a\\9\\04 ext4 rw 0 0\n") << u"/a\\9\\04"_s;
    QTest::newRow("the root of a container is an overlay, others are containers'")
        << QByteArray("overlay / overlay rw 0 0\noverlay /var/lib/docker/x overlay rw 0 0\n") << u"/"_s;
    QTest::newRow("broken lines") << QByteArray("\n \n/dev/sda1\n/dev/sda1 relative ext4\n/dev/sda1 /ok ext4") << u"/ok"_s;
    QTest::newRow("empty") << QByteArray() << QString();
}

void TestProcfs::mounts()
{
    QFETCH(QByteArray, mounts);
    QStringList paths;
    for (const MountEntry &entry : parseMounts(mounts))
        paths.append(QString::fromUtf8(entry.path));
    QTEST(paths.join(u' '), "expected");
}

void TestProcfs::firstFigureNeedsTime()
{
    FakeProc proc;
    proc.write(u"stat"_s, "cpu 100 0 0 100\ncpu0 1 1 1 1\n");
    Procfs procfs(proc.path());
    Host host;
    proc.write(u"stat"_s, "cpu 104 0 0 101\ncpu0 1 1 1 1\n");
    procfs.read(host);
    QVERIFY(!host.cpu);
    proc.write(u"stat"_s, "cpu 130 0 0 170\ncpu0 1 1 1 1\n");
    procfs.read(host);
    QCOMPARE(shown(host.cpu), u"30.00"_s); // since the beginning
}

void TestProcfs::figureThatIsTooYoungIsTheOneBefore()
{
    FakeProc proc;
    proc.write(u"stat"_s, "cpu 0 0 0 0\ncpu0 0 0 0 0\n");
    Procfs procfs(proc.path());
    Host host;
    proc.write(u"stat"_s, "cpu 20 0 0 80\ncpu0 0 0 0 0\n");
    procfs.read(host);
    QCOMPARE(shown(host.cpu), u"20.00"_s);
    proc.write(u"stat"_s, "cpu 30 0 0 80\ncpu0 0 0 0 0\n");
    procfs.read(host);
    QCOMPARE(shown(host.cpu), u"20.00"_s);
    proc.write(u"stat"_s, "cpu 80 0 0 120\ncpu0 0 0 0 0\n");
    procfs.read(host);
    QCOMPARE(shown(host.cpu), u"60.00"_s); // 60 of 100 since the figure before
}

void TestProcfs::counterThatWentBackIsAbsentOnce()
{
    FakeProc proc;
    proc.write(u"stat"_s, "cpu 1000 0 0 1000\n");
    Procfs procfs(proc.path());
    Host host;
    proc.write(u"stat"_s, "cpu 100 0 0 100\n");
    procfs.read(host);
    QVERIFY(!host.cpu);
    proc.write(u"stat"_s, "cpu 175 0 0 125\n");
    procfs.read(host);
    QCOMPARE(shown(host.cpu), u"75.00"_s);
}

void TestProcfs::wholeMachine()
{
    FakeProc proc;
    proc.write(u"stat"_s, "cpu 0 0 0 0\ncpu0 0 0 0 0\ncpu1 0 0 0 0\n");
    Procfs procfs(proc.path());
    proc.write(u"stat"_s, "cpu 50 0 0 150\ncpu0 0 0 0 0\ncpu1 0 0 0 0\n");
    proc.write(u"meminfo"_s, "MemTotal: 100 kB\nMemAvailable: 40 kB\nSwapTotal: 10 kB\nSwapFree: 5 kB\n");
    proc.write(u"loadavg"_s, "1 2 3 4/5 6\n");
    proc.write(u"pressure/cpu"_s, "some avg10=1.00\n");
    proc.write(u"pressure/memory"_s, "some avg10=2.00\n");
    proc.write(u"pressure/io"_s, "some avg10=3.00\n");
    Host host;
    procfs.read(host);
    Host expected;
    expected.cpu = 25;
    expected.cores = 2;
    expected.memory = 60;
    expected.memoryBytes = 102400;
    expected.swap = 50;
    expected.load1 = 1;
    expected.load5 = 2;
    expected.load15 = 3;
    expected.pressureCpu = 1;
    expected.pressureMemory = 2;
    expected.pressureIo = 3;
    QVERIFY(host == expected);
}

void TestProcfs::nothingThere()
{
    Procfs procfs(u"/nonexistent"_s);
    Host host;
    procfs.read(host);
    QVERIFY(host == Host());
}

void TestProcfs::diskUse()
{
    QTemporaryDir disk;
    FakeProc proc;
    const QByteArray path = disk.path().toUtf8();
    QFile file(disk.filePath(u"hosts"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    // A file that is mounted, the same device twice, a path that is not there.
    proc.write(u"self/mounts"_s,
        "/dev/a " + path + "/hosts ext4 rw 0 0\n/dev/a " + path + " ext4 rw 0 0\n/dev/a / ext4 rw 0 0\n/dev/b /nonexistent ext4 rw 0 0\n");
    Procfs procfs(proc.path());
    Host host;
    procfs.read(host);
    QCOMPARE(host.mounts.size(), 1);
    QCOMPARE(host.mounts.first().path, u"/"_s);
    QVERIFY(host.mounts.first().totalBytes > 0);
    QVERIFY(host.mounts.first().usedPercent > 0 && host.mounts.first().usedPercent <= 100);
}

void TestProcfs::thisMachine()
{
    Procfs procfs;
    Host host;
    procfs.read(host);
    QVERIFY(host.cores > 0);
    QVERIFY(host.memoryBytes > 0);
    QVERIFY(host.memory && *host.memory > 0 && *host.memory < 100);
    QVERIFY(host.load1 && *host.load1 >= 0);
}

QTEST_GUILESS_MAIN(TestProcfs)
#include "tst_procfs.moc"
