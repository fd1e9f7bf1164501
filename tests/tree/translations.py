# SPDX-License-Identifier: GPL-3.0-or-later
"""The languages: every text of the code is in them, with its plurals, its placeholders and its key."""
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from source import Problem

FORMS = 2  # both languages have one for 1 and one for the rest
PLACEHOLDER = re.compile(r"%L?(?:\d{1,2}|n)")
KEY = re.compile(r"&(?=[^\s&])")
REMEDY = "build the target update_translations, then translate what is unfinished"


@dataclass(frozen=True)
class Message:
    context: str
    source: str
    comment: str
    is_plural: bool
    state: str  # "", "unfinished", "vanished", "obsolete"
    translations: tuple  # one, or the plural forms

    @property
    def key(self):
        return self.context, self.source, self.comment, self.is_plural


def read(text):
    messages = []
    for context in ElementTree.fromstring(text).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            is_plural = message.get("numerus") == "yes"
            forms = translation.findall("numerusform") if is_plural else [translation]
            messages.append(Message(
                context.findtext("name"), message.findtext("source"), message.findtext("comment") or "", is_plural,
                translation.get("type") or "", tuple(form.text or "" for form in forms),
            ))
    return messages


def message_fault(message):
    """What is wrong with the translation of one text; None: nothing"""
    if message.state:
        return message.state
    if message.is_plural and len(message.translations) != FORMS:
        return f"has {len(message.translations)} plural forms instead of {FORMS}"
    for text in message.translations:
        if not text.strip():
            return "is empty"
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(message.source)):
            return f"has other placeholders: {text}"
        if len(KEY.findall(text)) != len(KEY.findall(message.source)):
            return f"has another number of keys (&): {text}"
        if text.count("\n") != message.source.count("\n"):
            return f"has another number of lines: {text}"
    return None


def faults(path, text):
    return [
        Problem(path, 1, f"{message.context}: “{message.source}” {fault}")
        for message in read(text) if (fault := message_fault(message)) is not None
    ]


def differences(path, text, fresh):
    """`fresh`: the same file when lupdate has gone over it"""
    known = {message.key for message in read(text)}
    wanted = {message.key for message in read(fresh)}
    return [Problem(path, 1, f"lacks {key[0]}: “{key[1]}”: {REMEDY}") for key in sorted(wanted - known)] + [
        Problem(path, 1, f"has {key[0]}: “{key[1]}”, which is not in the code: {REMEDY}") for key in sorted(known - wanted)
    ]


def renewed(root, lupdate, name, text):
    """(`text` as lupdate would leave it, what lupdate complains of)"""
    options = ["-no-obsolete", "-locations", "none"]
    if name.endswith("_en.ts"):
        options.append("-pluralonly")  # the texts in the source are English
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, name)
        copy.write_text(text, encoding="utf-8")
        run = subprocess.run([lupdate, *options, "app", "ui", "-ts", copy], cwd=root, capture_output=True, text=True, check=True)
        complaints = [line for line in (run.stdout + run.stderr).splitlines() if re.match(r".*:\d+: ", line)]
        return copy.read_text(encoding="utf-8"), complaints


def check(root, lupdate):
    problems = []
    paths = sorted(Path(root, "translations").glob("*.ts"))
    if not paths:
        problems.append(Problem("translations", 1, "there is no language"))
    for path in paths:
        name = f"translations/{path.name}"
        text = path.read_text(encoding="utf-8")
        fresh, complaints = renewed(root, lupdate, path.name, text)
        problems += faults(name, text) + differences(name, text, fresh)
    # Such as a tr() whose context lupdate guesses wrongly: its texts would never be translated.
    return problems + ([Problem("translations", 1, f"lupdate says: {line}") for line in complaints] if paths else [])
