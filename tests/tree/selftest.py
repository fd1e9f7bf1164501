#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule of the tree test is shown something that breaks it and something that does not."""
import sys
import unittest
from pathlib import Path

import architecture
import style
import translations
from source import Source, without_texts

sys.path.insert(0, str(Path(__file__).parent.parent))
import summary  # noqa: E402

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
INCLUDED = [Source(path, "") for path in (
    "app/base/id.h", "app/cli/output.h", "app/domain/host.h", "app/engine/store.h", "app/net/http.h", "app/sources/source.h",
    "ui/mainwindow.h", "ui/theme.h", "ui/widgets/banner.h", "ui/pages/hostspage.h", "tests/support/fakeclock.h",
)]

# who includes what, and whether that is allowed
INCLUDES = [
    ("app/base/x.cpp", '"base/id.h"', True),
    ("app/base/x.cpp", '"domain/host.h"', False),
    ("app/domain/x.cpp", '"base/id.h"', True),
    ("app/domain/x.cpp", '"net/http.h"', False),
    ("app/net/x.cpp", '"engine/store.h"', False),
    ("app/sources/x.cpp", '"net/http.h"', True),
    ("app/sources/x.cpp", '"source.h"', True),
    ("app/sources/x.cpp", '"engine/store.h"', False),
    ("app/sources/x.cpp", '"../engine/store.h"', False),
    ("app/engine/x.cpp", '"cli/output.h"', False),
    ("app/engine/x.cpp", '"theme.h"', False),
    ("app/cli/x.cpp", '"cli/output.h"', True),
    ("app/cli/x.cpp", '"mainwindow.h"', False),
    ("app/engine/x.cpp", '"support/fakeclock.h"', False),
    ("app/engine/x.cpp", '"nowhere.h"', False),
    ("ui/widgets/x.cpp", '"theme.h"', True),
    ("ui/widgets/x.cpp", '"engine/store.h"', True),
    ("ui/widgets/x.cpp", '"pages/hostspage.h"', False),
    ("ui/widgets/x.cpp", '"mainwindow.h"', False),
    ("ui/pages/x.cpp", '"widgets/banner.h"', True),
    ("ui/x.cpp", '"pages/hostspage.h"', True),
    ("ui/x.cpp", '"cli/output.h"', False),
    ("tests/ui/x.cpp", '"mainwindow.h"', True),
    ("tests/app/x.cpp", '"cli/output.h"', True),
    ("tests/app/x.cpp", '"x.moc"', True),
    ("app/engine/x.cpp", "<QString>", True),
    ("app/engine/x.cpp", "<QColor>", False),
    ("app/engine/x.cpp", "<QtGui/QImage>", False),
    ("app/engine/x.cpp", "<QtMultimedia/QSoundEffect>", False),
    ("ui/x.cpp", "<QColor>", True),
    ("ui/x.cpp", "<QtWidgets>", False),
    ("tests/x.cpp", "<QtTest>", False),
    ("tests/x.cpp", "<QtTest/QtTest>", False),
    ("tests/x.cpp", "<QtMath>", True),
]

# statements inside a coroutine, and whether g++ 12 can be trusted with them
AWAITS = [
    ("const auto reply = co_await http->send(std::move(request));", True),
    ("co_return co_await poll(source, now);", True),
    ("if (co_await ready(id)) { f(); }", True),
    ("if (const auto r = co_await ready(id); r) { f({1}); }", True),
    ("while (!(co_await done(id))) { f(); }", True),
    ("for (const auto &x : co_await list(id)) { f(x); }", True),
    ("if (a) { f(Agg{1}); }\n    const auto r = co_await poll(id);", True),
    ("const Agg agg{1};\n    co_await f(agg);", True),
    ("const auto x = a ? b : c;\n    co_await f(x);", True),
    ('co_await f("{?");  // {?', True),
    ("const auto task = f(Agg{1});\n    co_await task;", True),
    ("start([](Id id) -> QCoro::Task<Expected<Done>> { co_return co_await poll(id); });", True),
    ("switch (kind) {\n    case Kind::A:\n        co_await f(a);\n    }", True),
    ("co_await f(Agg{1});", False),
    ("co_await f(\n        a,\n        {.b = 1});", False),
    ("co_await f(a, {});", False),
    ("co_await f([a] { return a; });", False),
    ("co_await f(\n        [a](int b) {\n            return a + b;\n        },\n        c);", False),
    ("const auto r = c ? co_await a() : co_await b();", False),
    ("const auto r = co_await f(c ? a : b);", False),
    ("g(Agg{1}, co_await f(a));", False),
    ("g(Agg{1}.b, co_await f(a));", False),
    ("const std::vector<int> v{co_await f(a)};", False),
    ("const Agg v = {co_await f(a)};", False),
    ("co_return Agg{co_await f(a)};", False),
    ("if (co_await f(Agg{1})) { g(); }", False),
]

# path, text (after the licence line), what the message says (None: no problem)
STYLES = [
    ("app/engine/x.cpp", "auto t = QDateTime::currentDateTimeUtc();", "Clock"),
    ("app/engine/x.cpp", "auto t = std::chrono::system_clock::now();", "Clock"),
    ("tests/app/x.cpp", "auto t = QTime::currentTime();", "Clock"),
    ("app/base/clock.cpp", "auto t = std::chrono::system_clock::now();", None),
    ("app/engine/x.cpp", "// unlike currentDateTime, this does not jump", None),
    ("app/engine/x.cpp", 'auto t = u"currentDateTime"_s;', None),
    ("ui/x.cpp", "QElapsedTimer timer;", "Clock::elapsed"),
    ("tests/bench/bench_x.cpp", "QElapsedTimer timer;", None),
    ("app/engine/x.cpp", "Store::instance().clear();", "singletons"),
    ("app/engine/x.cpp", "Store &instance();", "singletons"),
    ("app/engine/x.cpp", "QCoreApplication::instance()->quit();", None),
    ("app/engine/x.h", "#pragma once\nclass X : QObject\n{\n    Q_OBJECT\n};", None),
    ("app/engine/x.h", "#pragma once\nclass X : QObject { Q_OBJECT };", "stands alone"),
    ("app/engine/x.h", "class X;", "#pragma once"),
    ("app/engine/x.h", "#pragma once\nusing namespace std;", "using namespace"),
    ("app/engine/x.cpp", "using namespace Qt::StringLiterals;", None),
    ("ui/models/x.cpp", "beginResetModel();", "by rows"),
    ("ui/pages/x.cpp", "table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);", "fixed height"),
    ("ui/pages/x.cpp", "table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);", None),
    ("tests/app/x.cpp", "QTest::qWait(100);", "wait for a condition"),
    ("tests/app/x.cpp", "QTest::qWaitFor(ready);", None),
    ("tests/app/x.cpp", 'QSKIP("");', "no reason"),
    ("tests/app/x.cpp", 'QSKIP("no session bus");', None),
    ("tests/app/x.cpp", "// TO" "DO", "finish"),
    ("README.md", "FIX" "ME", "finish"),
    ("README.md", "see /wo" "rk/shared/x.md", "machine"),
    ("README.md", "see /ho" "me/ann/x.md", "machine"),
    ("README.md", "see https://example.com/wo" "rk/x.md", None),
    ("CMakeLists.txt", "\n" * 160, "150 lines"),
    ("app/engine/x.cpp", "\n" * 700, "longer than 600"),
    ("app/engine/x.cpp", "enum class Colour { Red };\nswitch (c) {\ncase Colour::Red: return 1;\ndefault: return 2;\n}", "default"),
    ("app/engine/x.cpp", "enum class Colour { Red };\nswitch (c) {\ncase Colour::Red: return 1;\n}", None),
    ("app/engine/x.cpp", "enum class Colour { Red };\nswitch (c) {\ncase Qt::Key_A: return 1;\ndefault: return 2;\n}", None),
    (
        "app/engine/x.cpp",
        "enum class Colour { Red };\nswitch (c) {\ncase Colour::Red:\nswitch (n) { case 1: break; default: break; }\nreturn 1;\n}",
        None,
    ),
]

UNTESTED = [
    ("a source with its test", ["app/base/x.cpp", "tests/app/base/tst_x.cpp"], {}, 0),
    ("a source without a test", ["app/base/x.cpp"], {}, 1),
    ("a source with a reason", ["app/base/x.cpp"], {"app/base/x.cpp": "only words"}, 0),
    ("a source on the list without a reason", ["app/base/x.cpp"], {"app/base/x.cpp": ""}, 1),
    ("a source on the list that has a test", ["app/base/x.cpp", "tests/app/base/tst_x.cpp"], {"app/base/x.cpp": "old"}, 1),
    ("a list that names a file which is gone", [], {"app/base/x.cpp": "old"}, 1),
    ("a header", ["app/base/x.h"], {}, 0),
    ("a source whose header a test includes", ["app/base/x.cpp", "app/base/x.h", "tests/app/tst_all.cpp"], {}, 0),
    ("a source whose header nobody includes", ["app/base/x.cpp", "app/base/x.h", "tests/app/tst_other.cpp"], {}, 1),
]

# a message of a language file, and what is said of it (None: nothing)
MESSAGES = [
    ("<source>Add %1</source><translation>%1 hinzu</translation>", None),
    ("<source>Add</source><translation type='unfinished'>Hinzu</translation>", "unfinished"),
    ("<source>Add</source><translation type='vanished'>Hinzu</translation>", "vanished"),
    ("<source>Add</source><translation></translation>", "empty"),
    ("<source>Add %1 to %2</source><translation>%1 hinzu</translation>", "placeholders"),
    ("<source>Add %1</source><translation>%2 hinzu</translation>", "placeholders"),
    ("<source>&amp;Add</source><translation>Hinzu</translation>", "keys"),
    ("<source>a\nb</source><translation>a b</translation>", "lines"),
]
PLURALS = [
    (("%n Rechner", "%n Rechner"), None),
    (("%n Rechner",), "plural forms"),
    (("%n Rechner", ""), "empty"),
    (("ein Rechner", "%n Rechner"), "placeholders"),
]


def language(message, numerus=""):
    return f"<TS><context><name>Words</name><message{numerus}>{message}</message></context></TS>"


TOTALS = "Totals: 5 passed, {} failed, 2 skipped, 0 blacklisted, 12ms\n"
SUMMARIES = [
    ("a Qt test that passed", "run", TOTALS.format(0), (5, 0, 2)),
    ("a Qt test with failures", "fail", TOTALS.format(3), (5, 3, 2)),
    ("a Qt test that says good and ends badly", "fail", TOTALS.format(0), (5, 1, 2)),
    ("a Qt test that crashed", "fail", "PASS : x\n", (0, 1, 0)),
    ("a Python test that passed", "run", "Ran 7 tests in 0.1s\n\nOK\n", (7, 0, 0)),
    ("a Python test with failures", "fail", "Ran 7 tests in 0.1s\n\nFAILED (failures=1, errors=1, skipped=2)\n", (3, 2, 2)),
    ("any other program that passed", "run", "", (1, 0, 0)),
    ("a program that was not run", "notrun", "", (0, 0, 1)),
]


class TreeTest(unittest.TestCase):
    def test_includes_point_downward(self):
        for path, name, allowed in INCLUDES:
            with self.subTest(path=path, name=name):
                source = Source(path, f"{SPDX}#include {name}\n")
                paths = {known.path for known in INCLUDED} | {path}
                problems = architecture.include_problems(source, paths, {"QColor"})
                self.assertEqual([problem.line for problem in problems], [] if allowed else [2])

    def test_every_source_has_a_test_or_a_reason(self):
        for name, paths, allowed, expected in UNTESTED:
            with self.subTest(name):
                sources = [Source(path, '#include "base/x.h"\n' if path.endswith("all.cpp") else "") for path in paths]
                problems = architecture.test_problems(sources, allowed)
                self.assertEqual(len(problems), expected)

    def test_every_source_is_built(self):
        lists = Source("app/CMakeLists.txt", "add_library(a engine/store.cpp)\nnightbell_kinds(a KINDS local)\n")
        for path, built in (("app/engine/store.cpp", True), ("app/sources/local.cpp", True), ("app/engine/local.cpp", False),
                            ("tests/app/engine/tst_store.cpp", False), ("app/sources/other.cpp", False)):
            with self.subTest(path):
                problems = architecture.listing_problems([lists, Source(path, "")])
                self.assertEqual([problem.path for problem in problems], [] if built else [path])

    def test_the_list_of_reasons_is_read(self):
        text = "# why\n\napp/base/x.cpp  only words  # really\napp/base/y.cpp\n"
        self.assertEqual(architecture.read_allowed(text), {"app/base/x.cpp": "only words", "app/base/y.cpp": ""})

    def test_co_await_stands_among_plain_calls(self):
        for statement, allowed in AWAITS:
            with self.subTest(statement):
                source = Source("app/engine/x.cpp", f"{SPDX}QCoro::Task<> f()\n{{\n    {statement}\n}}\n")
                self.assertEqual(bool(style.await_problems(source)), not allowed)

    def test_style(self):
        for path, text, expected in STYLES:
            with self.subTest(path=path, text=text[:80]):
                comment = SPDX.replace("//", "#") if path.endswith(".txt") else SPDX
                problems = style.check([Source(path, f"{comment}{text}\n")])
                self.assertEqual(len(problems), 0 if expected is None else 1, [str(problem) for problem in problems])
                if expected is not None:
                    self.assertIn(expected, problems[0].message)

    def test_translations(self):
        rows = [(language(message), expected) for message, expected in MESSAGES]
        for forms, expected in PLURALS:
            written = "".join(f"<numerusform>{form}</numerusform>" for form in forms)
            rows.append((language(f"<source>%n host(s)</source><translation>{written}</translation>", " numerus='yes'"), expected))
        for text, expected in rows:
            with self.subTest(text):
                problems = translations.faults("x.ts", text)
                self.assertEqual(len(problems), 0 if expected is None else 1, [str(problem) for problem in problems])
                if expected is not None:
                    self.assertIn(expected, problems[0].message)

    def test_texts_that_the_languages_do_not_have_are_seen(self):
        old = language("<source>Add</source><translation>Hinzu</translation>")
        new = language("<source>Remove</source><translation type='unfinished'/>")
        self.assertEqual(translations.differences("x.ts", old, old), [])
        messages = [problem.message for problem in translations.differences("x.ts", old, new)]
        self.assertEqual([message.partition(" ")[0] for message in messages], ["lacks", "has"])

    def test_a_missing_licence_is_seen(self):
        for path, text in (("app/x.cpp", "int x;\n"), ("tests/x.py", "#!/usr/bin/env python3\nx = 1\n"), ("ui/CMakeLists.txt", "")):
            with self.subTest(path):
                self.assertIn("SPDX", style.check([Source(path, text)])[0].message)

    def test_texts_are_blanked_and_places_kept(self):
        code = 'a("{", \'"\', R"x({")x", 1\'000); // {\n/* {\n */ b;'
        blanked = without_texts(code)
        self.assertEqual(len(blanked), len(code))
        self.assertNotIn("{", blanked)
        self.assertIn("1'000", blanked)
        self.assertEqual(blanked.index("b;"), code.index("b;"))

    def test_the_summary_counts_functions(self):
        for name, status, output, expected in SUMMARIES:
            with self.subTest(name):
                self.assertEqual(summary.counted(status, output), expected)


if __name__ == "__main__":
    unittest.main()
