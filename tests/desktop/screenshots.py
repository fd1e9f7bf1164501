#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py BINARIES: --screenshot writes pictures of every page, with something on them, without a desktop."""
import os
import subprocess
import sys

from desk import Desk, need

need("identify")  # ImageMagick


def main(binaries):
    with Desk(binaries) as desk:
        folder = desk.path("pictures")
        program = os.path.join(binaries, "nightbell")
        run = subprocess.run([program, "--screenshot", folder], env=desk.env | {"QT_QPA_PLATFORM": "offscreen"}, timeout=200, check=False)
        assert run.returncode == 0, f"it ends with {run.returncode}"
        lines = desk.output("identify", "-format", "%f %wx%h %k\n", *(os.path.join(folder, name) for name in sorted(os.listdir(folder)))).split("\n")
        pictures = {name: (size, int(colours)) for name, size, colours in (line.split() for line in lines if line)}
        for name, (_, colours) in pictures.items():
            assert colours > 20, f"{name} has {colours} colours: there is nothing on it"
        for palette in ("light", "dark"):
            for size in ("1280x800", "900x600"):
                # incidents (with and without), hosts, history at least
                found = [name for name in pictures if f"-{palette}-{size}" in name]
                assert len(found) >= 4, f"{palette} {size}: {found}"
                for name in found:
                    assert pictures[name][0] == size, f"{name} is {pictures[name][0]}"
        twins = [name for name in pictures if "-light" in name and pictures.get(name.replace("-light", "-dark")) is None]
        assert not twins, f"light without dark: {twins}"
        assert os.listdir(desk.path("data")) == [] and os.listdir(desk.path("config")) == [], "it leaves nothing in the person's folders"
        print(f"ok: {len(pictures)} pictures")


if __name__ == "__main__":
    main(sys.argv[1])
