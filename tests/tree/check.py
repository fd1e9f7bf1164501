#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py architecture|style|format|translations ROOT [QT_HEADERS|LUPDATE]: one line a problem; exit 0 none, 1 some, 77 cannot be checked here.

QT_HEADERS is the folder that holds QtCore/, QtGui/, …: by it a header's module is known.
"""
import re
import subprocess
import sys
from pathlib import Path

import architecture
import source
import style
import translations

CLANG_FORMAT = 14  # Debian 12's; each version formats a little differently


def gui_headers(folder):
    return frozenset(path.name for module in architecture.SEEN_OR_HEARD for path in Path(folder, f"Qt{module}").glob("Q*"))


def check_format(root, sources):
    try:
        version = subprocess.run(["clang-format", "--version"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        version = ""
    if not re.search(rf"version {CLANG_FORMAT}\.", version):
        print(f"skipped: clang-format {CLANG_FORMAT} decides on the format; here is {version.strip() or 'none'}")
        return 77
    files = [found.path for found in sources if found.is_cpp()]
    return subprocess.run(["clang-format", "--dry-run", "--Werror", *files], cwd=root, check=False).returncode


def main(what, root, *tools):
    sources = source.read_tree(root)
    if what == "format":
        return check_format(root, sources)
    if what == "architecture":
        problems = architecture.check(sources, gui_headers(tools[0]) if tools else frozenset())
    elif what == "translations":
        problems = translations.check(root, tools[0])
    else:
        problems = style.check(sources)
    for problem in sorted(problems, key=lambda found: (found.path, found.line)):
        print(problem)
    print(f"{len(sources)} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
