"""Start: from the creation of the process to the first paint of cached goods.

Compared with the least that Qt can do on the same machine in the same run: a process that shows
a window with an empty table. The two alternate, so a busy moment hits both alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from tools.bench import Figure, Options
from tools.bench._profile import filled_profile
from tools.processes import CommandFailed, environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BAR_RATIO = 1.3
BAR_RATIO_MANY = 1.5
MANY = 10_000

# The ruler: what no Qt program can do without, then out at the first painted frame.
BARE_WINDOW = """
import os, sys
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

class Table(QTableView):
    def viewportEvent(self, event):
        handled = super().viewportEvent(event)
        if event.type() == QEvent.Type.Paint:
            print("painted", flush=True)
            os._exit(0)
        return handled

application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(Table())
window.resize(1280, 720)
window.show()
application.exec()
"""


def run(options: Options) -> Iterator[Figure]:
    """Yield the median times to the goods and to the whole window, against the bare window's."""
    profile = filled_profile(options, "start")
    program = ["-m", "app", "--profile", str(profile), "--bench-paint"]
    commands = [[*program, "first"], [*program, "whole"], ["-c", BARE_WINDOW]]
    first, whole, bare = alternate(commands, options.repeats)
    bar = BAR_RATIO if options.products <= MANY else BAR_RATIO_MANY
    yield Figure("start.first_paint", first, "ms", bar=bar, against=bare)
    yield Figure("start.whole_window", whole, "ms", against=bare)


def alternate(commands: Sequence[Sequence[str]], repeats: int) -> list[float]:
    """Return each command's median time in ms to its line `painted`, taken in turns.

    Modules are compiled once, as an installed program has them, whatever the caller's environment
    says of writing them.
    """
    times: list[list[float]] = [[] for _ in commands]
    with tempfile.TemporaryDirectory() as compiled:
        # The first round compiles, warms the file cache, and is thrown away.
        for round_number in range(repeats + 1):
            for command, taken in zip(commands, times, strict=True):
                elapsed = _time_to_paint(command, compiled)
                if round_number:
                    taken.append(elapsed)
    return [statistics.median(taken) for taken in times]


def _time_to_paint(command: Sequence[str], compiled: str) -> float:
    settings = environment()
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    settings["PYTHONPYCACHEPREFIX"] = compiled
    if not os.environ.get("DISPLAY") and sys.platform == "linux":
        settings.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *command],
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        lines = iter(process.stdout or ())
        painted = any(line.strip() == b"painted" for line in lines)
        elapsed = (time.perf_counter() - began) * 1000
        errors = process.stderr.read() if process.stderr is not None else b""
    if not painted:
        words = errors.decode(errors="replace")[-2000:]
        raise CommandFailed(f"{' '.join(command[:3])} painted nothing:\n{words}")
    return elapsed
