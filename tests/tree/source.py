# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading the tree: which files there are, and a file's code without comments and texts."""
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PRUNED = {"build", ".git", ".cache", "__pycache__", "node_modules"}

# A comment, a raw string, a string or a character; digit separators (1'000) are none of these.
TEXTS = re.compile(
    r"""//[^\n]*|/\*.*?\*/|(?<![A-Za-z0-9_])(?:u8|[uUL])?R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"|"""
    r""""(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'""",
    re.DOTALL,
)


def without_texts(text):
    """`text` with every comment and literal blanked; the lines and columns of the rest stay as they are."""

    def blank(match):
        found = match.group()
        if found.startswith(("//", "/*")):
            return re.sub(r"[^\n]", " ", found)
        return found[0] + re.sub(r"[^\n]", " ", found[1:-1]) + found[-1]

    return TEXTS.sub(blank, text)


@dataclass
class Source:
    """One file: `path` from the root of the tree, with "/"."""

    path: str
    text: str

    @cached_property
    def code(self):
        return without_texts(self.text)

    @cached_property
    def lines(self):
        return self.text.splitlines()

    @property
    def folder(self):
        return self.path.rpartition("/")[0]

    @property
    def stem(self):
        return self.path.rpartition("/")[2].partition(".")[0]

    def is_cpp(self):
        return self.path.endswith((".cpp", ".h"))

    def is_header(self):
        return self.path.endswith(".h")

    def line_of(self, position):
        return self.text.count("\n", 0, position) + 1

    def matches(self, pattern):
        """(line, match) of every place in the code that matches"""
        return [(self.line_of(match.start()), match) for match in re.finditer(pattern, self.code)]


@dataclass(frozen=True)
class Problem:
    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def read_tree(root):
    """Every text file below `root` that belongs to the project."""
    sources = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in PRUNED)
        for name in sorted(set(names) - PRUNED):
            path = Path(folder, name)
            try:
                text = path.read_text(encoding="utf-8")
            except (UnicodeDecodeError, FileNotFoundError):
                continue  # a picture or a sound; a file that an editor has just taken away
            sources.append(Source(path.relative_to(root).as_posix(), text))
    return sources
