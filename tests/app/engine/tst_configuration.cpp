// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/configuration.h"

#include "support/fakekinds.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

// A folder of files that is gone after the test.
class Folder
{
public:
    QString path() const { return m_dir.path() + "/nightbell"_L1; }
    QString file(const QString &name) const { return path() + u'/' + name; }
    void write(const QString &name, const QByteArray &bytes)
    {
        QDir().mkpath(path());
        QFile target(file(name));
        QVERIFY2(target.open(QIODevice::WriteOnly), qPrintable(target.errorString()));
        target.write(bytes);
    }
    Configuration load() const { return loadConfiguration(path(), fakeKinds()); }

private:
    QTemporaryDir m_dir;
};

QString textOf(const QList<ConfigProblem> &problems)
{
    QStringList lines;
    for (const ConfigProblem &problem : problems)
        lines.append(problem.text());
    return lines.join(u'\n');
}

const CheckEntry *findCheck(const Configuration &configuration, const QString &id)
{
    const auto found = std::ranges::find(configuration.checks, CheckId(id), &CheckEntry::id);
    return found == configuration.checks.end() ? nullptr : &*found;
}

} // namespace

class TestConfiguration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noFolderIsThisMachine();
    void readsEverything();
    void mistakes_data();
    void mistakes();
    void mergesInAlphabeticalOrder();
    void namesBothPlacesOfDuplicates();
    void secretsNeverShow_data();
    void secretsNeverShow();
    void brokenSectionsLeaveTheOthers();
    void unreadableFiles_data();
    void unreadableFiles();
    void missingReference();
    void byteOrderMark();
    void emptyFile();
    void largeFile();
    void thisMachine_data();
    void thisMachine();
    void damagedFilesNeverCrash();
};

void TestConfiguration::noFolderIsThisMachine()
{
    const Folder folder;
    const Configuration configuration = folder.load();
    QCOMPARE(textOf(configuration.problems), QString());
    QCOMPARE(configuration.sources.size(), 1);
    const SourceEntry &local = configuration.sources.first();
    QCOMPARE(local.id, SourceId(u"local"_s));
    QCOMPARE(local.name, u"This machine"_s);
    QCOMPARE(local.every, Duration(5'000));
    QVERIFY(local.enabled && local.origin.isEditable() && local.origin.file.isEmpty());
    QCOMPARE(configuration.rules, RuleSettings());
    QCOMPARE(configuration.console, ConsoleSettings());
}

void TestConfiguration::readsEverything()
{
    Folder folder;
    folder.write(u"console.toml"_s, R"(
[[source]]
id = "pd"
kind = "remote"
name = "Pager"
url = "https://api.example.com"
every = "1m30s"

[[service]]
id = "main-site"
name = "Main site"
urgency = "low"

[[check]]
id = "home"
kind = "http"
url = "http://example.com/health"
every = "1m"
fail-after = 3
service = "main-site"
enabled = false
expected-status = 204
method = "GET"
headers = { Accept = "text/plain" }

[rules]
cpu = { above = 82.5, for = "10m" }
memory = { above = 90 }
restarts = { more-than = 5, within = "2h" }

[console]
theme = "dark"
language = "de"
close-to-tray = false
keep-history = "30d"
show-welcome = false
)");
    const Configuration configuration = folder.load();
    QCOMPARE(textOf(configuration.problems), QString());

    QCOMPARE(configuration.sources.size(), 2); // and this machine
    const SourceEntry source{.id = SourceId(u"pd"_s),
        .kind = u"remote"_s,
        .name = u"Pager"_s,
        .every = Duration(90'000),
        .values = {{u"url"_s, u"https://api.example.com"_s}},
        .origin = {u"console.toml"_s, 2}};
    QCOMPARE(configuration.sources.at(1), source);

    const Service service{.id = ServiceId(u"main-site"_s), .name = u"Main site"_s, .urgency = Urgency::Low};
    QVERIFY(configuration.service(service.id));
    QCOMPARE(configuration.service(service.id)->service, service);
    QVERIFY(!configuration.service(ServiceId(u"other"_s)));

    // The method is the default: it is not kept.
    const QVariantMap headers{{u"Accept"_s, u"text/plain"_s}};
    const CheckEntry check{.id = CheckId(u"home"_s),
        .kind = u"http"_s,
        .every = Duration(60'000),
        .failAfter = 3,
        .enabled = false,
        .service = service.id,
        .values = {{u"url"_s, u"http://example.com/health"_s}, {u"expected-status"_s, qint64{204}}, {u"headers"_s, headers}},
        .origin = {u"console.toml"_s, 14}};
    QCOMPARE(configuration.checks, QList<CheckEntry>{check});

    using namespace std::chrono_literals;
    const RuleSettings rules{.cpuAbove = 82.5, .cpuFor = 10min, .memoryAbove = 90, .restartsMoreThan = 5, .restartsWithin = 2h};
    QCOMPARE(configuration.rules, rules);
    const ConsoleSettings console{
        .theme = u"dark"_s, .language = u"de"_s, .closeToTray = false, .keepHistory = 24h * 30, .showWelcome = false};
    QCOMPARE(configuration.console, console);
}

void TestConfiguration::mistakes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const char *text, int line, const char *key, const char *message) {
        QTest::newRow(name) << QByteArray(text) << line << QString::fromUtf8(key) << QString::fromUtf8(message);
    };
    const auto check = [&row](const char *name, const QByteArray &text, const char *key, const char *message) {
        const QByteArray entry = "[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"https://example.com\"\n" + text;
        row(name, entry.constData(), 5, key, message);
    };
    const auto source = [&row](const char *name, const QByteArray &text, const char *key, const char *message) {
        const QByteArray entry = "[[source]]\nid = \"pd\"\nkind = \"remote\"\n" + text;
        row(name, entry.constData(), 4, key, message);
    };

    row("an unknown table that is near a known one", "[[sorce]]\nid = \"a\"\n", 1, "", "unknown key \"sorce\", did you mean \"source\"?");
    row("an unknown key at the top", "speed = 1\n", 1, "", "unknown key \"speed\", expected one of source, service, check, rules, console");
    row("one bracket instead of two", "[source]\nid = \"a\"\n", 1, "source", "expected [[source]] with two brackets, found a table");
    row("two brackets instead of one", "[[rules]]\ncpu = { above = 5 }\n", 1, "rules", "expected a table [rules], found a list");
    row("a text instead of entries", "check = \"https://example.com\"\n", 1, "check",
        "expected [[check]] with two brackets, found \"https://example.com\"");
    row("a list of texts instead of entries", "check = [\n  \"a\",\n]\n", 2, "check", "expected a table, found \"a\"");

    row("an entry without an id", "[[check]]\nkind = \"http\"\nurl = \"https://a.example\"\n", 1, "check.id",
        "expected this key, found none");
    row("an entry without a kind", "[[check]]\nid = \"a\"\nurl = \"https://a.example\"\n", 1, "check.a.kind",
        "expected this key, one of http, found none");
    row("an unknown kind of check", "[[check]]\nid = \"a\"\nkind = \"htpp\"\n", 3, "check.a.kind",
        "unknown kind, expected one of http, found \"htpp\"");
    row("an unknown kind of source", "[[source]]\nid = \"a\"\nkind = \"zabbix\"\n", 3, "source.a.kind",
        "unknown kind, expected one of local, remote, found \"zabbix\"");
    row("a kind that is a number", "[[source]]\nid = \"a\"\nkind = 5\n", 3, "source.a.kind",
        "unknown kind, expected one of local, remote, found the number 5");
    row("an id with capital letters", "[[service]]\nid = \"Home\"\n", 2, "service.id",
        "expected 1 to 64 of a-z, 0-9, \"-\", \"_\" and \".\", found \"Home\"");
    row("an id with a blank", "[[service]]\nid = \"my site\"\n", 2, "service.id",
        "expected 1 to 64 of a-z, 0-9, \"-\", \"_\" and \".\", found \"my site\"");
    row("an empty id", "[[service]]\nid = \"\"\n", 2, "service.id", "expected 1 to 64 of a-z, 0-9, \"-\", \"_\" and \".\", found \"\"");
    row("an id of 65 characters", "[[service]]\nid = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\n", 2,
        "service.id",
        "expected 1 to 64 of a-z, 0-9, \"-\", \"_\" and \".\", found \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…\"");
    row("an id that is a number", "[[service]]\nid = 5\n", 2, "service.id",
        "expected 1 to 64 of a-z, 0-9, \"-\", \"_\" and \".\", found the number 5");
    row("the id of this machine for something else", "[[source]]\nid = \"local\"\nkind = \"remote\"\nurl = \"https://a.example\"\n", 1,
        "source.local.id", "expected another id, found \"local\", which is this machine's");
    row("this machine twice", "[[source]]\nid = \"local\"\nkind = \"local\"\n[[source]]\nid = \"again\"\nkind = \"local\"\n", 4,
        "source.again.kind", "expected the source of this machine once, it stands in a.toml:1 already");

    check("an unknown key that is near a known one", "evry = \"5m\"\n", "check.home.evry", "unknown key \"evry\", did you mean \"every\"?");
    check("an unknown key that is near none", "colour = 1\n", "check.home.colour",
        "unknown key \"colour\", expected one of id, kind, every, fail-after, service, enabled, url, method, expected-status, "
        "follow-redirects, "
        "time-limit, text, pattern, headers");
    check("a duration in words", "every = \"5 minutes\"\n", "check.home.every",
        "expected a duration such as \"30s\", \"5m\" or \"1h\", found \"5 minutes\"");
    check("a duration without a unit", "every = 5\n", "check.home.every",
        "expected a duration such as \"30s\", \"5m\" or \"1h\", found the number 5");
    check("a duration that is too short", "every = \"1s\"\n", "check.home.every", "expected at least \"5s\", found \"1s\"");
    check("a duration that is too long", "every = \"2d\"\n", "check.home.every", "expected at most \"1d\", found \"2d\"");
    check("a time limit that is too long", "time-limit = \"2m\"\n", "check.home.time-limit", "expected at most \"1m\", found \"2m\"");
    check("a time of day instead of a duration", "every = 07:32:00\n", "check.home.every",
        "expected a duration such as \"30s\", \"5m\" or \"1h\", found a date or time");
    check("a number that is too small", "fail-after = 0\n", "check.home.fail-after",
        "expected a whole number from 1 to 100, found the number 0");
    check("a number that is too large", "fail-after = 101\n", "check.home.fail-after",
        "expected a whole number from 1 to 100, found the number 101");
    check("a number with a fraction", "fail-after = 1.5\n", "check.home.fail-after",
        "expected a whole number from 1 to 100, found the number 1.5");
    check("a number in quotation marks", "fail-after = \"2\"\n", "check.home.fail-after", "expected a whole number, found \"2\"");
    check("a number that is no status", "expected-status = 20\n", "check.home.expected-status",
        "expected a whole number from 100 to 599, found the number 20");
    check("a word instead of true", "enabled = \"yes\"\n", "check.home.enabled", "expected true or false, found \"yes\"");
    check("a choice that there is not", "method = \"get\"\n", "check.home.method", "expected one of GET, HEAD, POST, found \"get\"");
    check("a list instead of a text", "text = [\"a\"]\n", "check.home.text", "expected a text, found a list");
    check("a text instead of a table", "headers = \"Accept: x\"\n", "check.home.headers", "expected a table of texts, found \"Accept: x\"");
    check("a number among texts", "headers = { Age = 5 }\n", "check.home.headers.Age", "expected a text, found the number 5");
    check("a service that there is not", "service = \"main\"\n", "check.home.service", "expected the id of a [[service]], found \"main\"");
    row("what only the kind can tell",
        "[[check]]\nid = \"home\"\nkind = \"http\"\nurl = \"https://a.example\"\ntext = \"a\"\npattern = \"b\"\n", 1, "check.home",
        "expected text or pattern, found both");
    row("a check without its address", "[[check]]\nid = \"home\"\nkind = \"http\"\n", 1, "check.home.url", "expected this key, found none");
    row("a list with a number", "[[source]]\nid = \"local\"\nkind = \"local\"\ninclude-units = [\n  \"nginx\",\n  5,\n]\n", 6,
        "source.local.include-units[1]", "expected a text, found the number 5");

    source("an address that is none", "url = \"example.com\"\n", "source.pd.url",
        "expected an address such as \"https://example.com\", found \"example.com\"");
    source("an empty address", "url = \"\"\n", "source.pd.url", "expected a text that is not empty, found \"\"");
    source("plain http to another machine", "url = \"http://example.com\"\n", "source.pd.url",
        "expected https (http is allowed for loopback addresses only), found \"http://example.com\"");
    source("an address with a password", "url = \"https://me:hush@example.com\"\n", "source.pd.url",
        "expected an address without a password: a file is no place for a secret");

    row("a percentage past 100", "[rules]\ncpu = { above = 170 }\n", 2, "rules.cpu.above",
        "expected a number from 0 to 100, found the number 170");
    row("a percentage that is no number", "[rules]\ncpu = { above = nan }\n", 2, "rules.cpu.above",
        "expected a number from 0 to 100, found the number nan");
    row("a percentage with its sign", "[rules]\ncpu = { above = \"70 %\" }\n", 2, "rules.cpu.above",
        "expected a number from 0 to 100, found \"70 %\"");
    row("a rule that is a number", "[rules]\nmemory = 70\n", 2, "rules.memory", "expected a table such as { … }, found the number 70");
    row("an unknown rule", "[rules]\ndisk = { above = 5 }\n", 2, "rules.disk",
        "unknown key \"disk\", expected one of cpu, memory, restarts");
    row("an unknown key of a rule", "[rules]\n\n[rules.restarts]\nmore-then = 3\n", 4, "rules.restarts.more-then",
        "unknown key \"more-then\", did you mean \"more-than\"?");
    row("a rule that looks back too far", "[rules]\nrestarts = { within = \"2d\" }\n", 2, "rules.restarts.within",
        "expected at most \"1d\", found \"2d\"");
    row("an unknown theme", "[console]\ntheme = \"pink\"\n", 2, "console.theme", "expected one of system, light, dark, found \"pink\"");
    row("an unknown setting", "[console]\ntray = true\n", 2, "console.tray",
        "unknown key \"tray\", expected one of theme, language, close-to-tray, keep-history, show-welcome");

    row("support hours of a later version", "[[service]]\nid = \"a\"\nsupport-hours = { days = \"mon-fri\" }\n", 3,
        "service.a.support-hours", "not supported yet by this version: it has no effect");
    row("escalation of a later version", "[[service]]\nid = \"a\"\nescalate-after = \"5m\"\n", 3, "service.a.escalate-after",
        "not supported yet by this version: it has no effect");

    row("a text without quotation marks", "[[check]]\nid = home\n", 2, "",
        "syntax error at column 6: expected a value; a text needs quotation marks");
    row("a duration without quotation marks", "[[check]]\nevery = 5 minutes\n", 2, "",
        "syntax error at column 11: expected the end of the line; a text needs quotation marks");
    row("a quotation mark that is missing", "[[check]]\nid = \"home\n", 2, "",
        "syntax error at column 11: expected the closing quotation mark on the same line");
    row("no value", "[[check]]\nid =\n", 2, "", "syntax error at column 5: expected a value, found nothing");
    row("no equals sign", "[[check]]\nid \"home\"\n", 2, "", "syntax error at column 4: expected \"=\", found \"\"\"");
    row("a bracket that is missing", "[[check]\nid = \"a\"\n", 1, "",
        "syntax error at column 9: expected \"]\", found the end of the line");
    row("a list without its end", "[[source]]\nlist = [ \"a\",\n", 2, "",
        "syntax error at column 15: expected its end, found the end of the file");
    row("the same key twice", "[[check]]\nid = \"a\"\nid = \"b\"\n", 3, "",
        "syntax error at column 6: expected \"id\" once, found it again");
    row("the same table twice", "[rules]\n[rules]\n", 2, "", "syntax error at column 1: expected \"rules\" once, found it again");
    row("lists in lists in lists", ("[rules]\na = " + QByteArray(300, '[')).constData(), 2, "",
        "syntax error at column 261: expected lists and tables nested less deeply");
    row("a key of ten thousand parts", (QByteArray("a.").repeated(10'000) + "b = 1\n").constData(), 1, "",
        "syntax error: expected at most 1000 dots in a line");
    row("bytes that are no UTF-8", "[console]\ntheme = \"\xff\xfe\"\n", 2, "", "syntax error: expected text in UTF-8, found other bytes");
}

void TestConfiguration::mistakes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, line);
    QFETCH(const QString, key);
    QFETCH(const QString, message);
    Folder folder;
    folder.write(u"a.toml"_s, text);
    folder.write(u"z.toml"_s, "[[check]]\nid = \"other\"\nkind = \"http\"\nurl = \"https://other.example\"\n");
    const Configuration configuration = folder.load();

    const QList<ConfigProblem> expected{{.file = u"a.toml"_s, .line = line, .key = key, .message = message}};
    QCOMPARE(textOf(configuration.problems), textOf(expected));
    QCOMPARE(configuration.problems, expected);
    QVERIFY(findCheck(configuration, u"other"_s)); // what is right works
}

void TestConfiguration::mergesInAlphabeticalOrder()
{
    Folder folder;
    folder.write(u"b.toml"_s, "[[service]]\nid = \"b\"\n[rules]\nmemory = { above = 80 }\n");
    folder.write(u"a.toml"_s, "[[service]]\nid = \"a\"\n[rules]\ncpu = { above = 90 }\n");
    folder.write(u"C.toml"_s, "[[service]]\nid = \"c\"\n");
    folder.write(u".hidden.toml"_s, "[[service]]\nid = \"hidden\"\n");
    folder.write(u"notes.txt"_s, "no TOML");
    const Configuration configuration = folder.load();
    QCOMPARE(textOf(configuration.problems), QString());
    QStringList ids;
    for (const ServiceEntry &entry : configuration.services)
        ids.append(entry.service.id.text());
    QCOMPARE(ids, (QStringList{u"c"_s, u"a"_s, u"b"_s}));
    QCOMPARE(configuration.rules.cpuAbove, 90.0);
    QCOMPARE(configuration.rules.memoryAbove, 80.0);
    QVERIFY(!configuration.services.first().origin.isEditable());
}

void TestConfiguration::namesBothPlacesOfDuplicates()
{
    Folder folder;
    folder.write(u"a.toml"_s, "[[service]]\nid = \"web\"\nname = \"first\"\n[rules]\ncpu = { above = 90 }\n");
    folder.write(u"b.toml"_s, "[[service]]\nid = \"web\"\nname = \"second\"\n[rules]\ncpu = { above = 80, for = \"1m\" }\n");
    const Configuration configuration = folder.load();
    QCOMPARE(textOf(configuration.problems),
        u"b.toml:2: service.web.id: expected this id once, it stands in a.toml:2 already\n"
        "b.toml:5: rules.cpu.above: expected this key once, it stands in a.toml:5 already"_s);
    QCOMPARE(configuration.services.size(), 1);
    QCOMPARE(configuration.services.first().service.name, u"first"_s);
    QCOMPARE(configuration.rules.cpuAbove, 90.0);
    QCOMPARE(configuration.rules.cpuFor, Duration(60'000));
}

void TestConfiguration::secretsNeverShow_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("problem");
    const QString place = u"keep it in the keychain (Settings) or in the environment variable NIGHTBELL_SECRET_PD_TOKEN"_s;
    QTest::newRow("a secret") << QByteArray("token = \"hush-hush\"") << place;
    QTest::newRow("a secret that is a number") << QByteArray("token = 471147") << place;
    QTest::newRow("a secret in a list") << QByteArray("token = [ \"hush-hush\" ]") << place;
    QTest::newRow("a secret without quotation marks") << QByteArray("token = hush-hush") << u"a text needs quotation marks"_s;
    QTest::newRow("a secret that begins like true") << QByteArray("token = tr-hush") << u"a text needs quotation marks"_s;
    QTest::newRow("a secret that begins like a number") << QByteArray("token = 471147hush") << u"syntax error"_s;
    QTest::newRow("a secret that is a large number") << QByteArray("token = 47114711471147114711") << u"64 bits"_s;
    QTest::newRow("a secret whose key is misspelt") << QByteArray("tokn = \"hush-hush\"") << place;
    QTest::newRow("a password in an address") << QByteArray("url = \"https://me:hush@example.com\"") << u"without a password"_s;
    QTest::newRow("a password in an address that is none") << QByteArray("url = \"htp://me:hush@example.com\"") << u"without a password"_s;
    QTest::newRow("a key in the query of an address") << QByteArray("url = \"http://example.com/?key=hush\"") << u"https"_s;
}

void TestConfiguration::secretsNeverShow()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, problem);
    Folder folder;
    folder.write(u"a.toml"_s, "[[source]]\nid = \"pd\"\nkind = \"remote\"\n" + line + "\n");
    const Configuration configuration = folder.load();
    const QString text = textOf(configuration.problems);
    QVERIFY2(text.contains(problem), qPrintable(text));
    QVERIFY2(!text.contains("hush"_L1) && !text.contains("4711"_L1), qPrintable(text));
    QCOMPARE(configuration.sources.size(), 1); // this machine only: a file with a secret in it is not put up with
    for (const SourceEntry &entry : configuration.sources)
        QVERIFY(!entry.values.contains(u"token"_s));
}

void TestConfiguration::brokenSectionsLeaveTheOthers()
{
    Folder folder;
    folder.write(u"a.toml"_s, R"([[service]]
id = "one"

[[check]]
id = "broken"
kind = "http"
url = "https://example.com
headers = { A = "b" }
[check.more]
x = 1

[[service]]
id = "two"

[[check]]
id = "also-broken"
text = """never ends

[[service]]
id = "three"
)");
    const Configuration configuration = folder.load();
    QCOMPARE(textOf(configuration.problems),
        u"a.toml:7: syntax error at column 27: expected the closing quotation mark on the same line\n"
        "a.toml:17: syntax error at column 22: expected its end, found the end of the file"_s);
    QCOMPARE(configuration.services.size(), 3);
    QCOMPARE(configuration.services.last().origin.line, 19); // lines are those of the file
    QVERIFY(configuration.checks.isEmpty());
}

void TestConfiguration::unreadableFiles_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("message");
    QTest::newRow("a folder") << u"folder"_s << u"a.toml: expected a file, found a folder"_s;
    QTest::newRow("a named pipe") << u"pipe"_s << u"a.toml: expected a file, found something else"_s;
    QTest::newRow("a link that leads nowhere") << u"link"_s << u"a.toml: expected a file, found a link that leads nowhere"_s;
    QTest::newRow("a file whose reading fails") << u"failing"_s << u"a.toml: expected a readable file: "_s;
    QTest::newRow("more than a megabyte") << u"huge"_s << u"a.toml: expected at most 1 MiB, found more"_s;
    QTest::newRow("UTF-16") << u"utf-16"_s << u"a.toml:1: syntax error: expected text in UTF-8, found UTF-16"_s;
    QTest::newRow("a file that may not be read") << u"denied"_s << u"a.toml: expected a readable file: Permission denied"_s;
}

void TestConfiguration::unreadableFiles()
{
    QFETCH(const QString, what);
    QFETCH(const QString, message);
    Folder folder;
    folder.write(u"z.toml"_s, "[[service]]\nid = \"works\"\n");
    const QString path = folder.file(u"a.toml"_s);
    if (what == "folder"_L1)
        QVERIFY(QDir().mkdir(path));
    else if (what == "pipe"_L1)
        QCOMPARE(mkfifo(qPrintable(path), 0600), 0);
    else if (what == "link"_L1)
        QVERIFY(QFile::link(u"nowhere"_s, path));
    else if (what == "failing"_L1)
        QVERIFY(QFile::link(u"/proc/self/mem"_s, path));
    else if (what == "utf-16"_L1)
        folder.write(u"a.toml"_s, QByteArray("\xff\xfe[\0r\0]\0", 8));
    else
        folder.write(u"a.toml"_s, what == "huge"_L1 ? QByteArray("# comment\n").repeated(110'000) : QByteArray("x"));
    const uid_t user = geteuid();
    if (what == "denied"_L1) {
        QCOMPARE(chmod(qPrintable(path), 0), 0);
        QCOMPARE(chmod(qPrintable(folder.path() + "/.."_L1), 0755), 0);
        if (user == 0) // to whom nothing is denied
            QCOMPARE(seteuid(65534), 0);
    }
    const Configuration configuration = folder.load();
    QCOMPARE(seteuid(user), 0);
    QCOMPARE(configuration.problems.size(), 1);
    const QString text = configuration.problems.first().text();
    QVERIFY2(text.startsWith(message), qPrintable(text));
    QCOMPARE(configuration.services.size(), 1);
}

void TestConfiguration::missingReference()
{
    Folder folder;
    folder.write(u"a.toml"_s, R"([[service]]
id = "main-site"
[[service]]
id = "broken"
urgency = "medium"
[[check]]
id = "a"
kind = "http"
url = "https://a.example"
service = "main-sit"
[[check]]
id = "b"
kind = "http"
url = "https://b.example"
service = "broken"
)");
    const Configuration configuration = folder.load();
    // The one about the service itself is enough; and a wrong service is no reason not to look at the site.
    QCOMPARE(textOf(configuration.problems),
        u"a.toml:5: service.broken.urgency: expected one of high, low, found \"medium\"\n"
        "a.toml:10: check.a.service: expected the id of a [[service]], found \"main-sit\", did you mean \"main-site\"?"_s);
    QCOMPARE(configuration.checks.size(), 2);
}

void TestConfiguration::byteOrderMark()
{
    Folder folder;
    folder.write(u"a.toml"_s, "\xef\xbb\xbf[[service]]\r\nid = \"a\"\r\n");
    const Configuration configuration = folder.load();
    QCOMPARE(textOf(configuration.problems), QString());
    QCOMPARE(configuration.services.size(), 1);
}

void TestConfiguration::emptyFile()
{
    Folder folder;
    folder.write(u"a.toml"_s, "");
    folder.write(u"b.toml"_s, "\n\n# nothing\n");
    const Configuration configuration = folder.load();
    QCOMPARE(textOf(configuration.problems), QString());
    QCOMPARE(configuration.sources.size(), 1);
}

void TestConfiguration::largeFile()
{
    QByteArray text;
    int count = 0;
    while (text.size() < 1'000'000) {
        text += "[[check]]\nid = \"c" + QByteArray::number(++count) + "\"\nkind = \"http\"\nurl = \"https://example.com/\"\n\n";
    }
    Folder folder;
    folder.write(u"a.toml"_s, text);
    folder.write(u"b.toml"_s, text);
    const Configuration configuration = folder.load();
    QCOMPARE(configuration.checks.size(), count);
    QCOMPARE(configuration.problems.size(), count); // each of b.toml stands in a.toml
}

void TestConfiguration::thisMachine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("enabled");
    QTest::newRow("is on where nothing is said") << QByteArray() << u"local"_s << true;
    QTest::newRow("can be switched off") << QByteArray("[[source]]\nid = \"local\"\nkind = \"local\"\nenabled = false\n") << u"local"_s
                                         << false;
    QTest::newRow("can have another id") << QByteArray("[[source]]\nid = \"laptop\"\nkind = \"local\"\n") << u"laptop"_s << true;
    QTest::newRow("is on where its entry is in error")
        << QByteArray("[[source]]\nid = \"local\"\nkind = \"local\"\nevery = 5\n") << u"local"_s << true;
}

void TestConfiguration::thisMachine()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, id);
    QFETCH(const bool, enabled);
    Folder folder;
    folder.write(u"a.toml"_s, text);
    const Configuration configuration = folder.load();
    QCOMPARE(configuration.sources.size(), 1);
    QCOMPARE(configuration.sources.first().id, SourceId(id));
    QCOMPARE(configuration.sources.first().enabled, enabled);
}

// Whatever happens to a file: no crash, no endless loop, and where something was lost a problem.
void TestConfiguration::damagedFilesNeverCrash()
{
    const QByteArray whole = R"([[source]]
id = "pd"
kind = "remote"
url = "https://api.example.com"
[[service]]
id = "main-site"
[[check]]
id = "home"
kind = "http"
url = "https://example.com/health"
every = "30s"
headers = { "X-A" = '''b''', c = "d\u0041" }
text = """
long
text"""
[check.deep.er]
list = [1, 2.5, [true, 1979-05-27T07:32:00Z]]
[rules]
cpu = { above = 70, for = "5m" }
restarts.more-than = 2
)";
    const QByteArray letters("[]{}=.\"'#,\n\t\\ab019-_+:T\0\xc3\xff\xef", 28);
    quint32 random = 20'261'123;
    const auto next = [&random](qsizetype below) {
        random = random * 1'664'525U + 1'013'904'223U;
        return static_cast<qsizetype>((random >> 8U) % static_cast<quint32>(below));
    };
    Folder folder;
    for (int round = 0; round < 3'000; ++round) {
        QByteArray damaged = round < whole.size() ? whole.first(round) : whole;
        for (qsizetype changes = next(4); changes > 0 && !damaged.isEmpty(); --changes) {
            const qsizetype at = next(damaged.size());
            switch (next(3)) {
            case 0:
                damaged[at] = letters[next(letters.size())];
                break;
            case 1:
                damaged.insert(at, letters.sliced(next(letters.size() - 2), 2));
                break;
            default:
                damaged.remove(at, next(30));
            }
        }
        folder.write(u"a.toml"_s, damaged);
        const Configuration configuration = folder.load();
        const qsizetype lineCount = damaged.count('\n') + 1;
        for (const ConfigProblem &problem : configuration.problems) {
            QVERIFY2(problem.line >= 1 && problem.line <= lineCount, damaged.constData());
            QVERIFY(!problem.message.isEmpty());
        }
        QVERIFY(!configuration.sources.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestConfiguration)
#include "tst_configuration.moc"
