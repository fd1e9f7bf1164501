// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/configfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString consoleFile = u"console.toml"_s;

template<typename Entry>
Entry withoutOrigin(Entry entry)
{
    entry.origin = {};
    return entry;
}

CheckEntry someCheck(const QString &id)
{
    return {.id = CheckId(id), .kind = u"http"_s, .values = {{u"url"_s, u"https://example.com"_s}}, .origin = {}};
}

QString outcome(const Expected<Done> &result)
{
    return result ? u"done"_s : result.error().detail;
}

} // namespace

class TestConfigurationWrite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBackWhatIsSaved();
    void writesAsAPersonWould();
    void savingAgainChangesNothing();
    void keepsTheRestOfTheFile();
    void defaultsAreNotWritten();
    void aChangeBackToTheDefaultRemovesTheKey();
    void anotherKindTakesItsOwnKeys();
    void removes();
    void localCanBeSwitchedOffAndBack();
    void refuses_data();
    void refuses();
    void refusesRulesOfAnotherFile();
    void secretsAreNotWritten();
    void onlyTheOwnerReads();
    void writesThroughALink();
    void failsWhereNothingCanBeWritten();
};

void TestConfigurationWrite::readsBackWhatIsSaved()
{
    const ConfigFolder folder;
    const SourceEntry source{.id = SourceId(u"pd"_s),
        .kind = u"remote"_s,
        .name = u"Pager \"one\""_s,
        .every = 90s,
        .enabled = false,
        .values = {{u"url"_s, u"https://api.example.com"_s}, {u"from"_s, u"me\\you"_s}},
        .origin = {}};
    const SourceEntry local{.id = SourceId(u"local"_s),
        .kind = u"local"_s,
        .name = u"This machine"_s,
        .every = 5s,
        .values = {{u"include-units"_s, QStringList{u"nginx"_s, u"a@*"_s}}},
        .origin = {}};
    const ServiceEntry service{.service = {.id = ServiceId(u"main"_s), .name = u"Große Seite"_s, .urgency = Urgency::Low}, .origin = {}};
    CheckEntry check = someCheck(u"home.page"_s);
    check.every = 24h;
    check.failAfter = 100;
    check.enabled = false;
    check.service = ServiceId(u"main"_s);
    check.values.insert(u"expected-status"_s, qint64{204});
    check.values.insert(u"follow-redirects"_s, false);
    check.values.insert(u"time-limit"_s, u"250ms"_s);
    check.values.insert(u"text"_s, u"several\nlines"_s);
    check.values.insert(u"headers"_s, QVariantMap{{u"X-A b"_s, u"c"_s}, {u"D"_s, u"\"e\""_s}});
    const RuleSettings rules{.cpuAbove = 82.5, .cpuFor = 0s, .memoryAbove = 0, .restartsMoreThan = 0, .restartsWithin = 24h};
    const ConsoleSettings console{.theme = u"dark"_s, .language = u"de"_s, .closeToTray = false, .keepHistory = 24h, .showWelcome = false};

    QCOMPARE(outcome(saveSource(folder.path(), source, fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveSource(folder.path(), local, fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveService(folder.path(), service, fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveCheck(folder.path(), check, fakeKinds())), u"done"_s);
    const ChannelEntry channel{.id = ChannelId(u"boss"_s),
        .kind = u"pigeon"_s,
        .name = u"The boss"_s,
        .enabled = false,
        .values = {{u"loft"_s, u"east"_s}, {u"to"_s, QStringList{u"ann"_s, u"bob"_s}}},
        .origin = {}};
    QCOMPARE(outcome(saveChannel(folder.path(), channel, fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveRules(folder.path(), rules, fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveConsole(folder.path(), console, fakeKinds())), u"done"_s);

    const Configuration read = folder.load();
    QCOMPARE(textOf(read.problems), QString());
    QCOMPARE(read.channels.size(), 1);
    ChannelEntry kept = read.channels.constFirst();
    kept.origin = {};
    QCOMPARE(kept, channel);
    QCOMPARE(read.sources.size(), 2);
    QCOMPARE(withoutOrigin(read.sources.at(0)), source);
    QCOMPARE(withoutOrigin(read.sources.at(1)), local);
    QCOMPARE(read.services.size(), 1);
    QCOMPARE(withoutOrigin(read.services.first()), service);
    QCOMPARE(read.checks.size(), 1);
    QCOMPARE(withoutOrigin(read.checks.first()), check);
    QCOMPARE(read.rules, rules);
    QCOMPARE(read.console, console);
}

void TestConfigurationWrite::writesAsAPersonWould()
{
    const ConfigFolder folder;
    CheckEntry check = someCheck(u"home"_s);
    check.every = 1min;
    check.values.insert(u"headers"_s, QVariantMap{{u"Accept"_s, u"text/plain"_s}});
    QCOMPARE(outcome(saveCheck(folder.path(), check, fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveRules(folder.path(), {.cpuAbove = 80, .cpuFor = 10min}, fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile), QByteArray(R"([[check]]
id = "home"
kind = "http"
every = "1m"
url = "https://example.com"
headers = { Accept = "text/plain" }

[rules]
cpu = { above = 80, for = "10m" }
)"));
}

void TestConfigurationWrite::savingAgainChangesNothing()
{
    ConfigFolder folder;
    // Spelled in other ways than the program would, and with defaults.
    const QByteArray text = R"(# mine
[[source]]
kind = "remote"   # the kind
id = 'pd'
url = "https://api.example.com"
every = "60s"
enabled = true
[[check]]
id = "home"
kind = "http"
expected-status = 0xC8
url = """https://example.com"""
[check.headers]
Accept = "text/plain"
[[service]]
id = "a"
name = "a"
[rules]
cpu.above = 7_0.5
[rules.memory]
for = "5m"
)";
    folder.write(consoleFile, text);
    const Configuration before = folder.load();
    QCOMPARE(textOf(before.problems), QString());
    QCOMPARE(outcome(saveSource(folder.path(), before.sources.at(1), fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveCheck(folder.path(), before.checks.first(), fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveService(folder.path(), before.services.first(), fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveRules(folder.path(), before.rules, fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveConsole(folder.path(), before.console, fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile), text);
}

void TestConfigurationWrite::keepsTheRestOfTheFile()
{
    ConfigFolder folder;
    folder.write(consoleFile, R"(# The sites of our customers.
[[check]]
id = "home" # never rename
kind = "http"
every = "1m" # agreed
url = "https://example.com"

# Not ours.
[[check]]
id = "other"
kind = "http"
url = "https://other.example"

[[service]]
id = "main"
escalate-after = "5m"
unheard-of = 1979-05-27
)");
    CheckEntry check = folder.load().checks.first();
    check.every = 2min;
    check.failAfter = 5;
    QCOMPARE(outcome(saveCheck(folder.path(), check, fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile), QByteArray(R"(# The sites of our customers.
[[check]]
id = "home" # never rename
kind = "http"
every = "2m" # agreed
url = "https://example.com"
fail-after = 5

# Not ours.
[[check]]
id = "other"
kind = "http"
url = "https://other.example"

[[service]]
id = "main"
escalate-after = "5m"
unheard-of = 1979-05-27
)"));
}

void TestConfigurationWrite::defaultsAreNotWritten()
{
    const ConfigFolder folder;
    CheckEntry check = someCheck(u"home"_s);
    check.values.insert(u"method"_s, u"GET"_s);
    check.values.insert(u"time-limit"_s, u"10000ms"_s);
    check.values.insert(u"text"_s, QString());
    check.values.insert(u"headers"_s, QVariantMap());
    QCOMPARE(outcome(saveCheck(folder.path(), check, fakeKinds())), u"done"_s);
    QCOMPARE(
        outcome(saveService(folder.path(), {.service = {.id = ServiceId(u"a"_s), .name = u"a"_s}, .origin = {}}, fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveRules(folder.path(), {}, fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveConsole(folder.path(), {}, fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile),
        QByteArray("[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"https://example.com\"\n\n[[service]]\nid = \"a\"\n"));
}

void TestConfigurationWrite::aChangeBackToTheDefaultRemovesTheKey()
{
    ConfigFolder folder;
    folder.write(consoleFile, "[rules]\ncpu = { above = 80, for = \"1m\" }\nmemory = { above = 90 }\n[console]\ntheme = \"dark\"\n");
    QCOMPARE(outcome(saveRules(folder.path(), {.cpuAbove = 80}, fakeKinds())), u"done"_s);
    QCOMPARE(outcome(saveConsole(folder.path(), {}, fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile), QByteArray("[rules]\ncpu = { above = 80 }\n[console]\n"));
}

void TestConfigurationWrite::anotherKindTakesItsOwnKeys()
{
    ConfigFolder folder;
    folder.write(consoleFile, "[[source]]\nid = \"a\"\nkind = \"local\"\ninclude-units = [\"x\"]\nname = \"N\"\n");
    const SourceEntry entry{.id = SourceId(u"a"_s),
        .kind = u"remote"_s,
        .name = u"N"_s,
        .every = 15s,
        .values = {{u"url"_s, u"https://a.example"_s}},
        .origin = {}};
    QCOMPARE(outcome(saveSource(folder.path(), entry, fakeKinds())), u"done"_s);
    QCOMPARE(
        folder.read(consoleFile), QByteArray("[[source]]\nid = \"a\"\nkind = \"remote\"\nname = \"N\"\nurl = \"https://a.example\"\n"));
}

void TestConfigurationWrite::removes()
{
    ConfigFolder folder;
    folder.write(consoleFile, "[[check]]\nid = \"a\"\nkind = \"http\"\nurl = \"https://a.example\"\n\n[[service]]\nid = \"s\"\n");
    folder.write(u"team.toml"_s, "[[service]]\nid = \"ours\"\n");
    QCOMPARE(outcome(removeCheck(folder.path(), CheckId(u"a"_s), fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile), QByteArray("[[service]]\nid = \"s\"\n"));
    QCOMPARE(outcome(removeService(folder.path(), ServiceId(u"s"_s), fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile), QByteArray(""));

    folder.write(consoleFile, "[[channel]]\nid = \"c\"\nkind = \"pigeon\"\nloft = \"east\"\n");
    QCOMPARE(outcome(removeChannel(folder.path(), ChannelId(u"c"_s), fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile), QByteArray(""));

    const auto gone = removeSource(folder.path(), SourceId(u"s"_s), fakeKinds());
    QVERIFY(!gone);
    QCOMPARE(gone.error().kind, ErrorKind::NotFound);
    const auto others = removeService(folder.path(), ServiceId(u"ours"_s), fakeKinds());
    QVERIFY(!others);
    QCOMPARE(
        others.error(), (Error{ErrorKind::BadInput, u"\"ours\" stands in team.toml:1; only entries of console.toml can be changed"_s}));
}

void TestConfigurationWrite::localCanBeSwitchedOffAndBack()
{
    const ConfigFolder folder;
    SourceEntry local = folder.load().sources.first();
    local.enabled = false;
    QCOMPARE(outcome(saveSource(folder.path(), local, fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile), QByteArray("[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n"));
    QVERIFY(!folder.load().sources.first().enabled);
    QCOMPARE(outcome(removeSource(folder.path(), local.id, fakeKinds())), u"done"_s);
    QVERIFY(folder.load().sources.first().enabled);
}

void TestConfigurationWrite::refuses_data()
{
    QTest::addColumn<QByteArray>("console");
    QTest::addColumn<CheckEntry>("check");
    QTest::addColumn<QString>("reason");
    const QByteArray whole = "[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"https://example.com\"\n";
    const CheckEntry good = someCheck(u"home"_s);
    QTest::newRow("a file with a syntax error") << QByteArray(
        "[[check]]\nid = home\n") << good << u"console.toml:2: syntax error at column 6: expected a value; a text needs quotation marks"_s;
    QTest::newRow("a file that is no UTF-8") << QByteArray("[rules]\n\xff") << good
                                             << u"console.toml:2: syntax error: expected text in UTF-8, found other bytes"_s;
    QTest::newRow("an entry of another file") << whole << someCheck(u"theirs"_s)
                                              << u"\"theirs\" stands in team.toml:1; only entries of console.toml can be changed"_s;
    QTest::newRow("an id that is none") << whole << someCheck(u"My site"_s)
                                        << u"check: expected 1 to 64 of a-z, 0-9, \"-\", \"_\" and \".\", found \"My site\""_s;
    QTest::newRow("no id") << whole << someCheck({}) << u"check: expected 1 to 64 of a-z, 0-9, \"-\", \"_\" and \".\", found \"\""_s;

    CheckEntry unknown = good;
    unknown.kind = u"ping"_s;
    QTest::newRow("an unknown kind") << QByteArray() << unknown
                                     << u"console.toml:3: check.home.kind: unknown kind, expected one of http, found \"ping\""_s;
    CheckEntry fast = good;
    fast.every = 1ms;
    QTest::newRow("a value out of range") << whole << fast
                                          << u"console.toml:5: check.home.every: expected at least \"5s\", found \"1ms\""_s;
    CheckEntry lost = good;
    lost.service = ServiceId(u"nobody"_s);
    QTest::newRow("a service that there is not")
        << whole << lost << u"console.toml:5: check.home.service: expected the id of a [[service]], found \"nobody\""_s;
    CheckEntry empty = good;
    empty.values.clear();
    QTest::newRow("a required value that is missing")
        << whole << empty << u"console.toml:1: check.home.url: expected this key, found none"_s;
    CheckEntry slow = good;
    slow.every = 1h;
    QTest::newRow("an entry on one line")
        << QByteArray("check = [{ id = \"home\", kind = \"http\", url = \"https://example.com\" }]\n") << slow
        << u"console.toml:1: written in a way that only a person can change; write it below a header such as [rules] or [[check]]"_s;
    QTest::newRow("an entry with an unknown key") << whole
            + "evry = 1\n" << slow << u"console.toml:5: check.home.evry: unknown key \"evry\", did you mean \"every\"?"_s;
}

void TestConfigurationWrite::refuses()
{
    QFETCH(const QByteArray, console);
    QFETCH(const CheckEntry, check);
    QFETCH(const QString, reason);
    ConfigFolder folder;
    folder.write(consoleFile, console);
    folder.write(u"team.toml"_s, "[[check]]\nid = \"theirs\"\nkind = \"http\"\nurl = \"https://example.com\"\n");
    const auto result = saveCheck(folder.path(), check, fakeKinds());
    QCOMPARE(outcome(result), reason);
    QCOMPARE(result.error().kind, ErrorKind::BadInput);
    QCOMPARE(folder.read(consoleFile), console); // nothing is overwritten
}

void TestConfigurationWrite::refusesRulesOfAnotherFile()
{
    ConfigFolder folder;
    folder.write(u"team.toml"_s, "[rules]\ncpu = { above = 90 }\n");
    RuleSettings rules = folder.load().rules;
    rules.memoryAbove = 80; // not the team's
    QCOMPARE(outcome(saveRules(folder.path(), rules, fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile), QByteArray("[rules]\nmemory = { above = 80 }\n"));
    rules.cpuAbove = 50;
    QCOMPARE(outcome(saveRules(folder.path(), rules, fakeKinds())),
        u"team.toml:2: rules.cpu.above: expected this key once, it stands in console.toml:3 already"_s);
    rules.cpuAbove = 70; // the default, which the team's wins over
    QCOMPARE(outcome(saveRules(folder.path(), rules, fakeKinds())),
        u"rules is set in another file, or written in a way that only a person can change"_s);
    QCOMPARE(folder.read(consoleFile), QByteArray("[rules]\nmemory = { above = 80 }\n"));
}

void TestConfigurationWrite::secretsAreNotWritten()
{
    const ConfigFolder folder;
    const SourceEntry entry{.id = SourceId(u"pd"_s),
        .kind = u"remote"_s,
        .name = u"Remote"_s,
        .every = 15s,
        .values = {{u"url"_s, u"https://a.example"_s}, {u"token"_s, u"hush-hush"_s}},
        .origin = {}};
    QCOMPARE(outcome(saveSource(folder.path(), entry, fakeKinds())), u"done"_s);
    QCOMPARE(folder.read(consoleFile), QByteArray("[[source]]\nid = \"pd\"\nkind = \"remote\"\nurl = \"https://a.example\"\n"));
}

void TestConfigurationWrite::onlyTheOwnerReads()
{
    ConfigFolder folder;
    const auto mode = [](const QString &path) {
        struct stat info
        { };
        return stat(qPrintable(path), &info) == 0 ? info.st_mode & 0777U : 0U;
    };
    const auto before = umask(0);
    const auto result = saveConsole(folder.path(), {.theme = u"dark"_s}, fakeKinds());
    umask(before);
    QCOMPARE(outcome(result), u"done"_s);
    QCOMPARE(mode(folder.path()), 0700U);
    QCOMPARE(mode(folder.file(consoleFile)), 0600U);
}

void TestConfigurationWrite::writesThroughALink()
{
    ConfigFolder folder;
    folder.write(u"elsewhere"_s, "[console]\ntheme = \"light\"\n");
    QVERIFY(QFile::link(folder.file(u"elsewhere"_s), folder.file(consoleFile)));
    QCOMPARE(outcome(saveConsole(folder.path(), {.theme = u"dark"_s}, fakeKinds())), u"done"_s);
    QVERIFY(QFileInfo(folder.file(consoleFile)).isSymLink());
    QCOMPARE(folder.read(u"elsewhere"_s), QByteArray("[console]\ntheme = \"dark\"\n"));
}

void TestConfigurationWrite::failsWhereNothingCanBeWritten()
{
    // Not even root creates a folder there.
    const auto noFolder = saveConsole(u"/proc/nightbell"_s, {.theme = u"dark"_s}, fakeKinds());
    QVERIFY(!noFolder);
    QCOMPARE(noFolder.error(), (Error{ErrorKind::Storage, u"console.toml: the folder cannot be created"_s}));
    const auto noFile = saveConsole(u"/proc/sys"_s, {.theme = u"dark"_s}, fakeKinds());
    QVERIFY(!noFile);
    QCOMPARE(noFile.error().kind, ErrorKind::Storage);
}

Q_DECLARE_METATYPE(nightbell::CheckEntry)
QTEST_GUILESS_MAIN(TestConfigurationWrite)
#include "tst_configurationwrite.moc"
