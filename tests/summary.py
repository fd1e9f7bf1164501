#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up ctest's JUnit files: why tests were skipped, then one line "N passed, N failed, N skipped".

Counts test functions where a program says how many it had (Qt Test, Python's unittest), programs otherwise. A program
that failed without saying how many of its functions did (it crashed, or hung) counts as one failure.
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

QT_TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", re.MULTILINE)
QT_SKIP = re.compile(r"^SKIP\s*: (.*)", re.MULTILINE)
PY_TOTALS = re.compile(r"^Ran (\d+) tests? in .*\n\n(?:OK|FAILED)(?: \((.*)\))?", re.MULTILINE)


def counted(status, output):
    """passed, failed, skipped of one program"""
    found = [tuple(map(int, totals)) for totals in QT_TOTALS.findall(output)]
    for ran, remarks in PY_TOTALS.findall(output):
        amounts = dict(part.split("=") for part in remarks.split(", ") if "=" in part)
        bad = int(amounts.get("failures", 0)) + int(amounts.get("errors", 0))
        skipped = int(amounts.get("skipped", 0))
        found.append((int(ran) - bad - skipped, bad, skipped))
    passed, failed, skipped = (sum(column) for column in zip(*found)) if found else (0, 0, 0)
    if status == "fail" and failed == 0:
        failed = 1
    if not found and status == "run":
        passed = 1
    if not found and status in ("notrun", "disabled"):
        skipped = 1
    return passed, failed, skipped


def main(paths):
    total = [0, 0, 0]
    for path in paths:
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            output = case.findtext("system-out") or ""
            for i, amount in enumerate(counted(case.get("status"), output)):
                total[i] += amount
            for reason in QT_SKIP.findall(output):
                print(f"skipped: {case.get('name')}: {reason}")
            if case.get("status") in ("notrun", "disabled"):
                print(f"skipped: {case.get('name')}: not run")
    print("{} passed, {} failed, {} skipped".format(*total))
    return 1 if total[1] or not total[0] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
