"""The catalogue in the program's own window: contract switch, typing, scrolling, sorting, memory.

Offscreen at 1440x900 over a cache of the asked size. A frame is what the program does and paints
in one turn of its event loop; `rows` is the moment when no row on the screen is a skeleton.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tools.bench import Figure, Options
from tools.bench._catalogue_data import filled_cache
from tools.processes import CommandFailed, environment

if TYPE_CHECKING:
    from collections.abc import Iterator


def run(options: Options) -> Iterator[Figure]:
    """Yield the figures of a window in a process of its own, so that its memory is its own."""
    profile = options.folder / f"window-{options.products}"
    filled_cache(profile / "cache", options.products)
    command = [sys.executable, "-m", "tools.bench._window_session"]
    command += [str(profile), str(options.products), str(options.repeats)]
    with subprocess.Popen(
        command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            told = json.loads(line)
            yield Figure(told["name"], told["value"], told["unit"], told["bar"], told["against"])
    if process.returncode:
        raise CommandFailed(f"the window ended with {process.returncode}")
