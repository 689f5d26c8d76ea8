"""Makes and remakes .venv from requirements.lock, so that nobody installs anything by hand.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tools.system_packages import Refused, install

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"


def is_current_and_running() -> bool:
    """Tell whether this interpreter is the one in .venv and .venv agrees with the lock file."""
    return Path(sys.prefix).resolve() == FOLDER.resolve() and is_current(FOLDER, LOCK)


def is_current(folder: Path, lock: Path) -> bool:
    """Tell whether the folder was completely filled from exactly this lock file."""
    marker = _marker(folder)
    return marker.is_file() and marker.read_text(encoding="ascii") == fingerprint(lock)


def fingerprint(lock: Path) -> str:
    """Return what changes when the folder has to be remade: the lock and the Python version."""
    content = lock.read_bytes().replace(b"\r\n", b"\n")
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{version} {hashlib.sha256(content).hexdigest()}"


def ensure(folder: Path = FOLDER, lock: Path = LOCK) -> Path:
    """Return the interpreter of an environment that agrees with the lock file.

    A folder left by an interrupted run or by another lock is made anew; one that somebody made
    by hand is filled. Raises Refused with a sentence for the person.
    """
    with _one_at_a_time(folder):
        if not is_current(folder, lock):
            _fill(folder, lock)
    return interpreter(folder)


def interpreter(folder: Path) -> Path:
    """Return where the environment's Python lies on this platform."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _fill(folder: Path, lock: Path) -> None:
    # Beside the folder, because making it empties it.
    unfinished = _state_folder(folder) / f"{folder.name}.unfinished"
    has_python = interpreter(folder).exists()
    by_hand = has_python and not _marker(folder).exists() and not unfinished.exists()
    if not by_hand:
        print(f"Making {folder.name} from {lock.name} (once, 1-3 minutes) ...", flush=True)
        unfinished.touch()
        _create(folder)
    _pip_install(folder, lock)
    # Written last: a run that was stopped anywhere above leaves no marker.
    _marker(folder).write_text(fingerprint(lock), encoding="ascii")
    unfinished.unlink(missing_ok=True)


def _create(folder: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        # Debian and Ubuntu keep this part of the standard library in a package of its own.
        version = ".".join(map(str, sys.version_info[:2]))
        install([f"python{version}-venv"])
    python = getattr(sys, "_base_executable", sys.executable)
    command = [python, "-m", "venv", "--clear", str(folder)]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise Refused(f"cannot make {folder}:\n{done.stdout.decode(errors='replace')}")


def _pip_install(folder: Path, lock: Path) -> None:
    command = [
        str(interpreter(folder)),
        *("-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--require-hashes", "--only-binary", ":all:", "--retries", "5", "--timeout", "60"),
        *("-r", str(lock)),
    ]
    # Its warnings about the machine's own settings would hide our lines; an error is shown whole.
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        words = done.stdout.decode(errors="replace")[-4000:]
        raise Refused(f"the packages could not be installed. Run it again.\n{words}")


def _marker(folder: Path) -> Path:
    return folder / "made-from"


def _state_folder(folder: Path) -> Path:
    state = folder.parent / "build"
    state.mkdir(exist_ok=True)
    return state


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Keep a second dev.py waiting while the first one fills the folder."""
    with (_state_folder(folder) / f"{folder.name}.lock").open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
