"""Benches that need a process of their own: the figures it prints."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tools.bench import Figure
from tools.processes import CommandFailed, environment

if TYPE_CHECKING:
    from collections.abc import Iterator


def figures_of(module: str, *arguments: str) -> Iterator[Figure]:
    """Run python -m module and yield each figure as soon as it is printed."""
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        for line in process.stdout or ():
            told = json.loads(line)
            yield Figure(told["name"], told["value"], told["unit"], told["bar"], told["against"])
    if process.returncode:
        raise CommandFailed(f"{module} ended with {process.returncode}")
