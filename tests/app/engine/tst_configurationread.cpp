// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/configfolder.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestConfigurationRead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void everyMistakeOfAPrometheusIsNamed();
    void secretsNeverShow_data();
    void secretsNeverShow();
    void secretsBelongToOneEntry_data();
    void secretsBelongToOneEntry();
};

void TestConfigurationRead::mistakes_data()
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
    row("an unknown key at the top", "speed = 1\n", 1, "",
        "unknown key \"speed\", expected one of source, service, check, channel, rules, console");
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
        "unknown key \"tray\", expected one of theme, language, close-to-tray, keep-history, sound, sound-limit, sound-file, "
        "sound-output, low-sound, raise-volume, volume, speak, alert-window, alert-after, lift-do-not-disturb, hide-titles, "
        "delay-sleep, test-before-shift, test-at, show-welcome");
    row("a volume above all", "[console]\nvolume = 120\n", 2, "console.volume",
        "expected a whole number from 10 to 100, found the number 120");

    row("support hours without a beginning", "[[service]]\nid = \"a\"\nsupport-hours = { days = \"daily\", to = \"17:00\" }\n", 3,
        "service.a.support-hours.from", "expected a time such as \"09:00\", found none");
    row("a time for escalation that is none", "[[service]]\nid = \"a\"\nescalate-after = \"soon\"\n", 3, "service.a.escalate-after",
        "expected a duration such as \"30s\", \"5m\" or \"1h\", found \"soon\"");

    row("a channel that is not there", "[[service]]\nid = \"a\"\nescalate-to = [\"fax\"]\n", 1, "service.a.escalate-to",
        "expected the id of a [[channel]], found \"fax\"");
    row("an unknown kind of channel", "[[channel]]\nid = \"a\"\nkind = \"fax\"\n", 3, "channel.a.kind",
        "unknown kind, expected one of pigeon, found \"fax\"");
    row("a channel without what it needs", "[[channel]]\nid = \"a\"\nkind = \"pigeon\"\n", 1, "channel.a.loft",
        "expected this key, found none");
    row("a channel that cannot work", "[[channel]]\nid = \"a\"\nkind = \"pigeon\"\nloft = \"burnt\"\n", 1, "channel.a",
        "expected a loft that stands");
    row("a secret of a channel", "[[channel]]\nid = \"a\"\nkind = \"pigeon\"\nloft = \"east\"\npassword = \"hush\"\n", 5,
        "channel.a.password",
        "expected no secret in a file: keep it in the keychain (Settings) or in the environment variable NIGHTBELL_SECRET_A_PASSWORD");
    row("an unknown key of a channel", "[[channel]]\nid = \"a\"\nkind = \"pigeon\"\nloft = \"east\"\nlift = 1\n", 5, "channel.a.lift",
        "unknown key \"lift\", did you mean \"loft\"?");

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

void TestConfigurationRead::mistakes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, line);
    QFETCH(const QString, key);
    QFETCH(const QString, message);
    ConfigFolder folder;
    folder.write(u"a.toml"_s, text);
    folder.write(u"z.toml"_s, "[[check]]\nid = \"other\"\nkind = \"http\"\nurl = \"https://other.example\"\n");
    const Configuration configuration = folder.load();

    const QList<ConfigProblem> expected{{.file = u"a.toml"_s, .line = line, .key = key, .message = message}};
    QCOMPARE(textOf(configuration.problems), textOf(expected));
    QCOMPARE(configuration.problems, expected);
    const bool isThere = std::ranges::any_of(configuration.checks, [](const CheckEntry &check) { return check.id == CheckId(u"other"_s); });
    QVERIFY(isThere); // what is right works
}

void TestConfigurationRead::everyMistakeOfAPrometheusIsNamed()
{
    ConfigFolder folder;
    folder.write(u"a.toml"_s,
        "[[source]]\nid = \"bad\"\nkind = \"prometheus\"\n"
        "alertmanager = [\"127.0.0.1:9093\", \"ftp://x\", \"not a url\", \"http://192.0.2.1:9093\", \"http://me:hush@127.0.0.1\"]\n"
        "[[source]]\nid = \"one\"\nkind = \"prometheus\"\nalertmanager = \"127.0.0.1:9093\"\n"
        "[[source]]\nid = \"part\"\nkind = \"prometheus\"\nurl = \"https://p.example\"\n"
        "low-urgency = [\"bad\", 'severity=~\"[\"']\nseverities = { P1 = \"crit\" }\n"
        "covers = { cpux = \"CPU\", cpu = \"[\" }\nqueries = { foo = \"up\" }\n");
    const Configuration configuration = loadConfiguration(folder.path());
    const auto problemAt = [&](const QString &key) {
        const auto found = std::ranges::find(configuration.problems, key, &ConfigProblem::key);
        return found == configuration.problems.end() ? QString() : u"%1: %2"_s.arg(found->line).arg(found->message);
    };
    for (int i = 0; i < 5; ++i)
        QVERIFY2(
            problemAt(u"source.bad.alertmanager[%1]"_s.arg(i)).startsWith(u"4: expected"_s), qPrintable(textOf(configuration.problems)));
    QVERIFY(!textOf(configuration.problems).contains("hush"_L1));
    QVERIFY(problemAt(u"source.one.alertmanager"_s).startsWith(u"8: expected an address"_s));
    QVERIFY(problemAt(u"source.part.low-urgency"_s).startsWith(u"13: expected a condition"_s));
    QVERIFY(textOf(configuration.problems).contains("severity=~\"[\""_L1));
    QVERIFY(problemAt(u"source.part.severities.P1"_s).startsWith(u"14: expected one of critical"_s));
    QVERIFY(problemAt(u"source.part.covers.cpux"_s).startsWith(u"15: "_s));
    QVERIFY(problemAt(u"source.part.covers.cpu"_s).startsWith(u"15: "_s));
    QVERIFY(problemAt(u"source.part.queries.foo"_s).startsWith(u"16: "_s));
    const auto isThere = [&](const QString &id) {
        return std::ranges::any_of(configuration.sources, [&id](const SourceEntry &entry) { return entry.id == SourceId(id); });
    };
    QVERIFY(isThere(u"part"_s)); // what is left out does not keep the rest from being watched
    QVERIFY(!isThere(u"bad"_s));
}

void TestConfigurationRead::secretsNeverShow_data()
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

void TestConfigurationRead::secretsNeverShow()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, problem);
    ConfigFolder folder;
    folder.write(u"a.toml"_s, "[[source]]\nid = \"pd\"\nkind = \"remote\"\n" + line + "\n");
    const Configuration configuration = folder.load();
    const QString text = textOf(configuration.problems);
    QVERIFY2(text.contains(problem), qPrintable(text));
    QVERIFY2(!text.contains("hush"_L1) && !text.contains("4711"_L1), qPrintable(text));
    QCOMPARE(configuration.sources.size(), 1); // this machine only: a file with a secret in it is not put up with
    for (const SourceEntry &entry : configuration.sources)
        QVERIFY(!entry.values.contains(u"token"_s));
}

void TestConfigurationRead::secretsBelongToOneEntry_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QString>("problem"); // empty: both may stand there

    const auto source = [](const QByteArray &id, const QByteArray &kind = "remote") {
        return "[[source]]\nid = \"" + id + "\"\nkind = \"" + kind + "\"\nurl = \"https://a.example\"\n";
    };
    const auto check = [](const QByteArray &id, const QByteArray &kind = "login") {
        return "[[check]]\nid = \"" + id + "\"\nkind = \"" + kind + "\"\nurl = \"https://a.example\"\n";
    };
    QTest::addRow("a source and a check with the same secret")
        << source("home") << check("home")
        << u"b.toml:2: check.home.id: expected another id: its secret \"token\" would be the one of source.home in a.toml:2, both are "
           "NIGHTBELL_SECRET_HOME_TOKEN"_s;
    QTest::addRow("a check and a source with the same secret")
        << check("home") << source("home")
        << u"b.toml:2: source.home.id: expected another id: its secret \"token\" would be the one of check.home in a.toml:2, both are "
           "NIGHTBELL_SECRET_HOME_TOKEN"_s;
    QTest::addRow("ids that the environment can't tell apart")
        << source("a-b") << source("a_b")
        << u"b.toml:2: source.a_b.id: expected another id: its secret \"token\" would be the one of source.a-b in a.toml:2, both are "
           "NIGHTBELL_SECRET_A_B_TOKEN"_s;
    QTest::addRow("an id and a field that look like another's")
        << check("home", "spare") << source("home-spare")
        << u"b.toml:2: source.home-spare.id: expected another id: its secret \"token\" would be the one of check.home in a.toml:2, "
           "both are NIGHTBELL_SECRET_HOME_SPARE_TOKEN"_s;
    QTest::addRow("the same id with other secrets") << source("home") << check("home", "spare") << QString();
    QTest::addRow("the same id without secrets") << source("home") << check("home", "plain") << QString();
}

void TestConfigurationRead::secretsBelongToOneEntry()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(QString, problem);
    const auto kindOf = [](const char *id, const QStringList &secretFields) {
        CheckKind kind = *fakeKinds().checks.first();
        kind.id = id;
        kind.fields = {{.key = u"url"_s, .type = FieldType::Url}};
        for (const QString &field : secretFields)
            kind.fields.append({.key = field, .type = FieldType::Secret});
        return kind;
    };
    const CheckKind login = kindOf("login", {u"token"_s});
    const CheckKind spare = kindOf("spare", {u"spare-token"_s});
    const CheckKind plain = kindOf("plain", {});
    ConfigKinds kinds = fakeKinds();
    kinds.checks += {&login, &spare, &plain};
    ConfigFolder folder;
    folder.write(u"a.toml"_s, first);
    folder.write(u"b.toml"_s, second);
    const Configuration configuration = loadConfiguration(folder.path(), kinds);
    QCOMPARE(textOf(configuration.problems), problem);
    // The first keeps its secret, and works; "local" is a source too.
    QCOMPARE(configuration.sources.size() + configuration.checks.size(), problem.isEmpty() ? 3 : 2);
}

QTEST_GUILESS_MAIN(TestConfigurationRead)
#include "tst_configurationread.moc"
