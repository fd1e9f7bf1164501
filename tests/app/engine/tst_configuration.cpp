// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/configuration.h"
#include "pager/channels/channel.h"

#include "support/configfolder.h"

#include <QRegularExpression>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

// A TOML file of the repository; of a Markdown file the first block of TOML.
QByteArray textOfDocument(const QString &name)
{
    QFile file(QStringLiteral(NIGHTBELL_SOURCE_FOLDER "/") + name);
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const QByteArray fence = "```toml\n";
    const auto start = text.indexOf(fence);
    return start < 0 ? text : text.sliced(start + fence.size(), text.indexOf("```", start + 1) - start - fence.size());
}

} // namespace

class TestConfiguration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noFolderIsThisMachine();
    void aFirstStartIsOneWithNothingNamed_data();
    void aFirstStartIsOneWithNothingNamed();
    void readsEverything();
    void mergesInAlphabeticalOrder();
    void namesBothPlacesOfDuplicates();
    void brokenSectionsLeaveTheOthers();
    void missingReference();
    void thisMachine_data();
    void thisMachine();
    void damagedFilesNeverCrash();
    void settingsAndFormsAgree();
    void documentsAreRight_data();
    void documentsAreRight();
    void exampleHasEveryKey();
};

void TestConfiguration::noFolderIsThisMachine()
{
    const ConfigFolder folder;
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

void TestConfiguration::aFirstStartIsOneWithNothingNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isFirst");
    QTest::newRow("no file") << QByteArray() << true;
    QTest::newRow("this machine alone was changed")
        << QByteArray("[[source]]\nid = \"local\"\nkind = \"local\"\nevery = \"10s\"\n") << true;
    QTest::newRow("a source was named") << QByteArray("[[source]]\nid = \"pd\"\nkind = \"remote\"\nurl = \"https://a.example.com\"\n")
                                        << false;
    QTest::newRow("the page was closed for good") << QByteArray("[console]\nshow-welcome = false\n") << false;
}

void TestConfiguration::aFirstStartIsOneWithNothingNamed()
{
    QFETCH(const QByteArray, text);
    ConfigFolder folder;
    folder.write(u"console.toml"_s, text);
    QTEST(folder.load().isFirstStart(), "isFirst");
}

void TestConfiguration::readsEverything()
{
    ConfigFolder folder;
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

void TestConfiguration::mergesInAlphabeticalOrder()
{
    ConfigFolder folder;
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
    ConfigFolder folder;
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

void TestConfiguration::brokenSectionsLeaveTheOthers()
{
    ConfigFolder folder;
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

void TestConfiguration::missingReference()
{
    ConfigFolder folder;
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
        u"a.toml:5: service.broken.urgency: expected one of source, high, low, found \"medium\"\n"
        "a.toml:10: check.a.service: expected the id of a [[service]], found \"main-sit\", did you mean \"main-site\"?"_s);
    QCOMPARE(configuration.checks.size(), 2);
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
    ConfigFolder folder;
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
    ConfigFolder folder;
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

// What a form is filled with gives the same settings back, and its defaults are those of the program.
void TestConfiguration::settingsAndFormsAgree()
{
    const RuleSettings rules{
        .cpuAbove = 12.5, .cpuFor = Duration(1), .memoryAbove = 3, .restartsMoreThan = 9, .restartsWithin = Duration(60'000)};
    QCOMPARE(ruleSettings(ruleValues(rules)), rules);
    const ConsoleSettings console{.theme = u"dark"_s, .language = u"de"_s, .closeToTray = false, .keepHistory = Duration(86'400'000)};
    QCOMPARE(consoleSettings(consoleValues(console)), console);

    FieldValues defaults;
    for (const Field &field : ruleFields())
        defaults.insert(field.key, field.fallback);
    QCOMPARE(defaults, ruleValues({}));
    QCOMPARE(ruleSettings(defaults), RuleSettings());
    defaults.clear();
    for (const Field &field : consoleFields())
        defaults.insert(field.key, field.fallback);
    QCOMPARE(consoleSettings(defaults), ConsoleSettings());
    for (const Field &field : commonSourceFields() + commonCheckFields() + serviceFields() + ruleFields() + consoleFields())
        QVERIFY2(field.label && *field.label, qPrintable(field.key));
}

void TestConfiguration::documentsAreRight_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("the example") << u"resources/example.toml"_s;
    QTest::newRow("the README") << u"README.md"_s;
}

// With the real kinds: whoever copies from them gets no mistake.
void TestConfiguration::documentsAreRight()
{
    QFETCH(const QString, file);
    const QByteArray text = textOfDocument(file);
    QVERIFY(!text.isEmpty());
    ConfigFolder folder;
    folder.write(u"a.toml"_s, text);
    const Configuration configuration = loadConfiguration(folder.path());
    QCOMPARE(textOf(configuration.problems), QString());
    QVERIFY(!configuration.checks.isEmpty() && !configuration.services.isEmpty());
    QCOMPARE(configuration.rules, RuleSettings());
    QCOMPARE(configuration.console, ConsoleSettings());
    QVERIFY(configuration.sources.first().values.contains(u"include-units"_s));
}

void TestConfiguration::exampleHasEveryKey()
{
    const QString text = QString::fromUtf8(textOfDocument(u"resources/example.toml"_s));
    Fields fields = commonSourceFields() + commonCheckFields() + serviceFields() + consoleFields();
    const ConfigKinds kinds = allKinds();
    for (const SourceKind *kind : kinds.sources)
        fields += kind->fields;
    for (const CheckKind *kind : kinds.checks)
        fields += kind->fields;
    fields += commonChannelFields();
    for (const ChannelKind *kind : kinds.channels)
        fields += kind->fields;
    for (const Field &field : std::as_const(fields)) {
        // match = { source = … }
        const QString group = field.key.contains(u'.') ? field.key.section(u'.', 0, 0) : QString();
        const QRegularExpression member(u"\n%1 = \\{[^\n]*\\b%2 = "_s.arg(group, field.key.section(u'.', 1)));
        const bool isWritten = group.isEmpty() ? text.contains(u'\n' + field.key + " = "_L1) : text.contains(member);
        QVERIFY2(isWritten != (field.type == FieldType::Secret), qPrintable(field.key));
    }
}

QTEST_GUILESS_MAIN(TestConfiguration)
#include "tst_configuration.moc"
