"""Looks whether the files of this user are whole; reads only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path


class FileCheck(NamedTuple):
    """A file, its size in bytes, and what is wrong with it ('' = nothing)."""

    name: str
    size: int
    trouble: str


def check_databases(root: Path) -> list[FileCheck]:
    """Return the state of the journal and of each cache file below a profile folder.

    Takes seconds for a big cache. Both are read as they are, also while others use them.
    """
    found = [root / "journal.db", *sorted((root / "cache").glob("*.db"))]
    return [_check(path) for path in found if path.is_file()]


def cache_size(root: Path) -> int:
    """Return how many bytes the cache takes on the disk."""
    total = 0
    for path in (root / "cache").glob("*"):
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            # The sync child removes what it has replaced; a file may go while we look.
            continue
    return total


def _check(path: Path) -> FileCheck:
    size = path.stat().st_size
    try:
        address = f"file:{quote(str(path))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=5)) as connection:
            rows = connection.execute("PRAGMA quick_check(3)").fetchall()
    except sqlite3.Error as error:
        return FileCheck(path.name, size, str(error))
    texts = [str(row[0]) for row in rows]
    return FileCheck(path.name, size, "" if texts == ["ok"] else "; ".join(texts))
