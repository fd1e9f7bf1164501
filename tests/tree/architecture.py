# SPDX-License-Identifier: GPL-3.0-or-later
"""Which way includes may point, what app/ may not know of, and that everything has its test."""
import re

from source import Problem

# Upper layers may include lower ones and their own. The longest matching folder or stem counts.
LAYERS = {
    "app/base": 0,
    "app/domain": 1,
    "app/net": 2,
    "app/sampler": 2,
    "app/sources": 3,
    "app/checks": 3,
    "app/actions": 3,
    "app/pager": 3,
    "app/engine": 4,
    "app/cli": 5,
    "ui/colorscheme": 6,  # what every part of the interface looks and speaks like
    "ui/format": 6,
    "ui/icons": 6,
    "ui/theme": 6,
    "ui/widgets": 7,
    "ui/models": 7,
    "ui/pages": 8,
    "ui/dialogs": 8,
    "ui": 9,
}
# Folders that are parts of a program, not of a library: included from inside only.
PRIVATE = ("app/cli",)
# Here a source is listed by its stem.
STEM_FOLDERS = ("app/actions", "app/checks", "app/pager/channels", "app/sources", "tests/bench")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?P<name><[^>]+>|"[^"]+")', re.MULTILINE)
QT_MODULES = (
    "Charts Concurrent Core DBus Gui HttpServer Multimedia Network OpenGL OpenGLWidgets PrintSupport Sql Svg SvgWidgets Test "
    "WebSockets Widgets Xml"
).split()
# What app/ must not know of: it decides, it does not draw or sound.
SEEN_OR_HEARD = "Charts Gui Multimedia OpenGL OpenGLWidgets PrintSupport Svg SvgWidgets Widgets".split()
UMBRELLAS = {f"Qt{module}" for module in QT_MODULES} | {f"Qt{module}/Qt{module}" for module in QT_MODULES} | {"bits/stdc++.h"}


def layer(path):
    """The number of the layer a file is in, None: no layer (tests, tools)."""
    name = path.rpartition(".")[0]
    while name:
        if name in LAYERS:
            return LAYERS[name]
        name = name.rpartition("/")[0]
    return None


def includes(source):
    """(line, name with its quotes) of every include"""
    return [(source.line_of(match.start("name")), match.group("name")) for match in INCLUDE.finditer(source.text)]


def resolve(source, name, paths):
    """The file of ours that an include in quotes means; None: there is none"""
    for folder in (source.folder, "app", "ui", "tests"):
        candidate = f"{folder}/{name}"
        if candidate in paths:
            return candidate
    return None


def include_problems(source, paths, gui_headers):
    problems = []
    own = layer(source.path)
    for line, quoted in includes(source):
        name = quoted[1:-1]
        if name in UMBRELLAS:
            problems.append(Problem(source.path, line, f"{quoted} takes in a whole module; include what is used"))
        elif quoted.startswith("<"):
            module, slash, _ = name.partition("/")
            seen = name in gui_headers or (slash and module in {f"Qt{known}" for known in SEEN_OR_HEARD})
            if source.path.startswith("app/") and seen:
                problems.append(Problem(source.path, line, f"app/ knows nothing that is seen or heard: {quoted}"))
        elif not name.endswith(".moc"):
            target = resolve(source, name, paths)
            if target is None:
                problems.append(Problem(source.path, line, f"{quoted} is no file of the tree"))
            elif own is not None and (layer(target) is None or layer(target) > own):
                problems.append(Problem(source.path, line, f"includes point downward only: {source.folder} does not know {target}"))
            elif target.startswith(PRIVATE) and not source.path.startswith(PRIVATE) and own is not None:
                problems.append(Problem(source.path, line, f"{target} is part of a program; nothing else includes it"))
    return problems


def test_problems(sources, allowed):
    """`allowed`: path → reason, for files with nothing to test, or whose test does not name them"""
    paths = {source.path for source in sources}
    tested = {
        resolve(source, quoted[1:-1], paths)
        for source in sources
        if source.path.startswith("tests/") and source.is_cpp()
        for _, quoted in includes(source)
        if quoted.startswith('"')
    }
    problems = []
    for source in sources:
        if not source.path.startswith(("app/", "ui/")) or not source.path.endswith(".cpp"):
            continue
        test = f"tests/{source.folder}/tst_{source.stem}.cpp"
        has_test = test in paths or f"{source.folder}/{source.stem}.h" in tested
        if source.path in allowed and has_test:
            problems.append(Problem(source.path, 1, "has a test now: take it off tests/tree/untested.txt"))
        elif source.path not in allowed and not has_test:
            problems.append(Problem(source.path, 1, f"has no {test}, no test includes its header, and tests/tree/untested.txt has no reason"))
    for path, reason in allowed.items():
        if path not in paths:
            problems.append(Problem(path, 1, "is on tests/tree/untested.txt and does not exist"))
        if not reason:
            problems.append(Problem(path, 1, "is on tests/tree/untested.txt without a reason"))
    return problems


def listing_problems(sources):
    """A source that no CMakeLists.txt names is not built: a test that nobody runs."""
    lists = "\n".join(source.text for source in sources if source.path.endswith("CMakeLists.txt"))
    words = set(re.findall(r"[\w.-]+", lists))
    problems = []
    for source in sources:
        if source.path.startswith(("app/", "ui/", "tests/")) and source.path.endswith(".cpp"):
            by_stem = source.folder in STEM_FOLDERS and source.stem in words
            if f"{source.stem}.cpp" not in words and not by_stem:
                problems.append(Problem(source.path, 1, "is in no CMakeLists.txt"))
    return problems


def read_allowed(text):
    """Lines "path  reason"; # begins a comment"""
    entries = (line.partition("#")[0].strip().partition(" ") for line in text.splitlines())
    return {path: reason.strip() for path, _, reason in entries if path}


def check(sources, gui_headers=frozenset()):
    paths = {source.path for source in sources}
    allowed = next((read_allowed(source.text) for source in sources if source.path == "tests/tree/untested.txt"), {})
    problems = test_problems(sources, allowed) + listing_problems(sources)
    for source in sources:
        if source.is_cpp():
            problems += include_problems(source, paths, gui_headers)
    return problems
