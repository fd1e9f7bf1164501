# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of CONTRIBUTING.md that a reader of single files can check."""
import re

from source import Problem

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
CODE = (".cpp", ".h", ".py", ".sh", ".cmake", "CMakeLists.txt")
LONGEST = 600
LONGEST_ROOT_CMAKE = 149
# Files that quote what they forbid, and texts that are not ours.
NOT_SEARCHED = ("tests/tree/style.py", "tests/tree/selftest.py", "LICENSE")

FORBIDDEN = (  # where it applies, where not, pattern in the code, why
    (
        ("app/", "ui/", "tests/"),
        ("app/base/clock.cpp",),
        r"\bcurrentDateTime(?:Utc)?\b|\bcurrentM?SecsSinceEpoch\b|\bsystem_clock::now\b|\bQTime::currentTime\b|\bQDate::currentDate\b"
        r"|\bgettimeofday\b|\bCLOCK_REALTIME\b|\btime\(\s*(?:nullptr|NULL|0)\s*\)",
        "the time comes from a Clock",
    ),
    (
        ("app/", "ui/"),
        ("app/base/clock.cpp",),
        r"\bQElapsedTimer\b|\bsteady_clock::now\b",
        "elapsed time comes from Clock::elapsed()",
    ),
    (("app/", "ui/", "tests/"), (), r"(?<![:\w])(?!Q)(?:\w+(?:::|\.|->))?instance\(\s*\)|\bQ_GLOBAL_STATIC\b", "no singletons: main() builds, constructors receive"),
    # The history is not live: another search is another list.
    (("ui/models/",), ("ui/models/historymodel.cpp",), r"\bbeginResetModel\b", "a live table is changed by rows, so that selection and scroll position survive"),
    (("ui/",), (), r"verticalHeader\(\)\s*->\s*setSectionResizeMode\([^;]*ResizeToContents", "rows have a fixed height: measuring them costs 200 ms"),
    (("app/", "ui/", "tests/"), (), r"\bQ_OBJECT\b(?!\s*\n)|(?<=[^\s])[ \t]*\bQ_OBJECT\b", "Q_OBJECT stands alone on its line, or moc misses it"),
    (("tests/",), (), r"\bQTest::q(?:Sleep|Wait)\s*\(|\bsleep_for\b|\bQThread::m?sleep\b|\busleep\s*\(", "tests wait for a condition, never for a time"),
)
REASONLESS = re.compile(r'\bQ(?:SKIP\(\s*(?:\)|"\s*")|EXPECT_FAIL\(\s*"[^"]*"\s*,\s*"\s*")')
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.:/-])/(?:work|root|farm|tmp|home/\w+)/\w")


def line_problems(source):
    """What holds for every text file"""
    problems = []
    if source.path.endswith(CODE):
        head = source.lines[1 if source.text.startswith("#!") else 0] if source.text.strip() else ""
        if LICENCE not in head:
            problems.append(Problem(source.path, 1, f"the first line says {LICENCE}"))
        if len(source.lines) > LONGEST:
            problems.append(Problem(source.path, LONGEST + 1, f"longer than {LONGEST} lines: is it still one thing?"))
    if source.path == "CMakeLists.txt" and len(source.lines) > LONGEST_ROOT_CMAKE:
        problems.append(Problem(source.path, LONGEST_ROOT_CMAKE + 1, "the root list stays under 150 lines"))
    if source.path in NOT_SEARCHED:
        return problems
    for number, line in enumerate(source.lines, 1):
        if UNFINISHED.search(line):
            problems.append(Problem(source.path, number, "finish it, or leave it out"))
        if MACHINE_PATHS.search(line):
            problems.append(Problem(source.path, number, "a path of somebody's machine"))
    return problems


def code_problems(source):
    problems = []
    for inside, outside, pattern, why in FORBIDDEN:
        if source.path.startswith(inside) and source.path not in outside:
            problems += [Problem(source.path, line, f"{why}: {match.group().strip()}") for line, match in source.matches(pattern)]
    for match in REASONLESS.finditer(source.text):
        problems.append(Problem(source.path, source.line_of(match.start()), "says no reason"))
    if source.is_header():
        if not source.matches(r"(?m)^#pragma once$"):
            problems.append(Problem(source.path, 1, "has no #pragma once"))
        problems += [Problem(source.path, line, "no `using namespace` in headers") for line, _ in source.matches(r"\busing\s+namespace\b")]
    return problems


def closing(code, opening):
    """Where the bracket that opens at `opening` is closed; the end of the code if it is not"""
    pairs = {"(": ")", "{": "}", "[": "]"}
    open_, close, depth = code[opening], pairs[code[opening]], 0
    for position in range(opening, len(code)):
        depth += (code[position] == open_) - (code[position] == close)
        if depth == 0:
            return position
    return len(code)


def switch_problems(source, enums):
    """`enums`: names of our enum classes. A default would hide the place that a new state has to be thought of."""
    problems = []
    for line, match in source.matches(r"\bswitch\s*(?=\()"):
        head = closing(source.code, match.end())
        body = source.code.find("{", head)
        if body < 0:
            continue
        inside = source.code[body : closing(source.code, body)]
        # A switch inside the switch is judged by itself.
        inside = re.sub(r"\bswitch\s*\([^{]*\{[^{}]*\}", " ", inside)
        named = {name for name in re.findall(r"\bcase\s+(?:\w+::)*(\w+)::\w+\s*:", inside)}
        if named & enums and re.search(r"\bdefault\s*:", inside):
            problems.append(Problem(source.path, line, f"switch over {', '.join(sorted(named & enums))} has a default"))
    return problems


BLOCK_HEADS = re.compile(r"(?:\)|[;{}:]|\b(?:else|do|try|const|mutable|noexcept|override|final)|\)[\w\s]*->\s*[\w:<>,\s&*]+)\s*$")
CONTROL = re.compile(r"\b(?:if|while|for|switch)\s*(?:constexpr\s*)?$")


def full_expression(code, position):
    """Where the full expression around `position` begins and ends, and whether it lies inside braces that make a value."""
    depth = enclosing = 0
    start = position
    braced = False
    while start > 0:
        char = code[start - 1]
        before = code[: start - 1][-200:]
        if char in ")]":
            depth += 1
        elif char in "([":
            if depth:
                depth -= 1
            elif char == "(" and CONTROL.search(before):
                break
            else:
                enclosing += 1
        elif char == "}" and depth == 0:
            if re.match(r"\s*[,).;?\]*/%<>=|&^-]", code[start:]) is None:
                break  # a block ended here
            braced = True
            break
        elif char == "{" and depth == 0:
            braced = BLOCK_HEADS.search(before) is None
            break
        elif char == ";" and depth == 0:
            break
        start -= 1
    end = position
    depth = 0
    while end < len(code) and code[end] != ";":
        depth += (code[end] in "([") - (code[end] in ")]")
        if depth < -enclosing:
            break  # the parenthesis of an if, while, for or switch
        end += 1
    return start, end, braced


def await_problems(source):
    """g++ 12 destroys aggregates, capturing lambdas and operands of ?: in the full expression of a co_await twice."""
    problems = []
    for line, match in source.matches(r"\bco_await\b"):
        start, end, braced = full_expression(source.code, match.start())
        expression = source.code[start:end]
        if braced or "{" in expression:
            problems.append(Problem(source.path, line, "a brace in the expression of co_await: build the value on the line above"))
        elif "?" in expression:
            problems.append(Problem(source.path, line, "a ?: in the expression of co_await: write an if"))
    return problems


def our_enums(sources):
    return {match.group(1) for source in sources if source.is_cpp() for _, match in source.matches(r"\benum\s+class\s+(\w+)")}


def check(sources):
    enums = our_enums(sources)
    problems = []
    for source in sources:
        problems += line_problems(source)
        if source.is_cpp():
            problems += code_problems(source) + await_problems(source) + switch_problems(source, enums)
    return problems
