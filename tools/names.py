"""Finds names that say nothing about a room, and paths that exist on one machine only."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tools.sources import ROOT, files

SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
# A folder of one person or one build machine. Preceded by a letter, dot or slash it is a URL.
MACHINE_PATH = re.compile(
    r"(?<![\w./:<>-])(?:/(?:root|work|home/[a-z][\w-]*|Users/[A-Za-z][\w-]*)/[\w.]"
    r"|[A-Za-z]:\\{1,2}Users\\{1,2}[A-Za-z])"
)
TEXT = ("*.py", "*.md", "*.toml", "*.cfg", "*.ini", "*.sh", "*.yml", "*.json", "*.ts", "*.nsi")


def forbidden_names(root: Path = ROOT) -> list[str]:
    """Return the modules and folders whose name says nothing."""
    found = set()
    for path in files("*.py", root=root):
        relative = path.relative_to(root)
        for part in (*relative.parts[:-1], relative.stem):
            if part in SAY_NOTHING:
                found.add(f"{relative.as_posix()}: '{part}' does not say what is inside")
    return sorted(found)


def machine_paths(root: Path = ROOT) -> list[str]:
    """Return the lines that name a folder of one machine."""
    found = []
    for path in files(*TEXT, ".ci/*", root=root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            hit = MACHINE_PATH.search(line)
            if hit is not None:
                name = path.relative_to(root).as_posix()
                found.append(f"{name}:{number}: a path of one machine: {hit.group()}...")
    return found


if __name__ == "__main__":
    problems = forbidden_names() + machine_paths()
    print("\n".join(problems))
    sys.exit(1 if problems else 0)
