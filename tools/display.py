"""A screen that nobody sees, for machines without one (Xvfb, Linux only)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tools.processes import CommandFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = "1440x900x24"


def is_there() -> bool:
    """Tell whether a window can be shown."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def virtual() -> Iterator[None]:
    """Run Xvfb on a free number while inside, and point this process's children to it."""
    program = shutil.which("Xvfb")
    if program is None:
        raise CommandFailed("Xvfb is not installed (Debian's package xvfb)")
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise CommandFailed(f"Xvfb ended with {process.wait()} and gave no display")
        os.environ["DISPLAY"] = f":{number}"
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        yield
    finally:
        process.terminate()
        process.wait()
