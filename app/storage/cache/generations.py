"""Files of the cache: one for each generation, built beside the one that is read.

A file is never swapped or deleted under a reader: the child says `ready`, the window opens the
new generation, answers `released`, and only then the old one goes.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from app.domain.errors import StorageFailed
from app.storage.cache.layout import SCHEMA, connect

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"(\d{1,6})-(\d{1,9})\.db")
_BESIDE = ("-wal", "-shm", "-journal")


class Generation(NamedTuple):
    """A cache file; `usable` once the list can be shown, `complete` once everything is there."""

    number: int
    path: Path
    usable: bool
    complete: bool


def generations(folder: Path) -> list[Generation]:
    """Return the readable generations of this program's layout, the oldest first."""
    found = []
    for path, schema, number in _files(folder):
        if schema != SCHEMA:
            continue
        facts = _facts(path)
        if facts is not None:
            found.append(Generation(number, path, "list_ready" in facts, "complete" in facts))
    return sorted(found)


def newest(folder: Path) -> Generation | None:
    """Return what the window reads: the newest complete generation, else the newest usable one."""
    known = [one for one in generations(folder) if one.usable]
    complete = [one for one in known if one.complete]
    return (complete or known)[-1] if known else None


def path_of(folder: Path, number: int) -> Path:
    """Return the file of a generation."""
    return folder / f"{SCHEMA}-{number}.db"


def number_of(path: Path) -> int:
    """Return the generation's number (ValueError when the file is not one)."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        message = f"not a cache file: {path.name}"
        raise ValueError(message)
    return int(match[2])


def next_number(folder: Path) -> int:
    """Return a number that no file here has had among those that are left."""
    return 1 + max((number for _, _, number in _files(folder)), default=0)


def remove(path: Path) -> bool:
    """Delete a generation; False when a program still holds it open (Windows refuses)."""
    try:
        path.unlink(missing_ok=True)
        for suffix in _BESIDE:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except PermissionError:
        return False
    except OSError as error:
        message = f"cannot delete {path.name}: {error.strerror}"
        raise StorageFailed(message) from error
    return True


def remove_released(folder: Path, released: int, kept: int) -> list[int]:
    """Delete the generations up to `released` but `kept`; return the numbers that are gone."""
    gone = []
    for path, schema, number in _files(folder):
        if schema == SCHEMA and number <= released and number != kept and remove(path):
            gone.append(number)
    return sorted(gone)


def clean(folder: Path) -> list[str]:
    """Delete at the child's start what nobody will read: other layouts, damaged files, logs alone.

    Generations of this layout stay: the window may have them open, and an unfinished one is gone
    on with. Returns the names of what was deleted.
    """
    gone = []
    readable = {one.path for one in generations(folder)}
    for path, _, _ in _files(folder):
        if path not in readable and remove(path):
            gone.append(path.name)
    for suffix in _BESIDE:
        for path in folder.glob(f"*.db{suffix}"):
            if not path.with_name(path.name.removesuffix(suffix)).exists():
                path.unlink(missing_ok=True)
                gone.append(path.name)
    return sorted(gone)


def _files(folder: Path) -> list[tuple[Path, int, int]]:
    found = []
    for path in folder.glob("*.db"):
        match = _NAME.fullmatch(path.name)
        if match is not None:
            found.append((path, int(match[1]), int(match[2])))
    return found


def _facts(path: Path) -> set[str] | None:
    """Return the facts a file tells about itself; None for a file that is no cache."""
    try:
        with closing(connect(path, query_only=True)) as connection:
            return {row[0] for row in connection.execute("SELECT name FROM meta")}
    except (StorageFailed, sqlite3.Error):
        return None
