"""Where goods are by guid: sums of all guids in order, each with its product.

A sum may be of several guids, so whoever finds a product looks whether it is the one. Made with
the index; what comes after is found by the index of `changed`. Standard library only.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING
from zlib import crc32

from app.storage.cache.blocks import Block, read_rows

if TYPE_CHECKING:
    import sqlite3

NAMES = ("guid", "variant")
_BYTES = 8  # of a sum and a product


def sum_of(guid: str) -> int:
    """Return the number by which a guid is looked up: the CRC-32 of its UTF-8."""
    return crc32(guid.encode("utf-8", "surrogatepass"))


def find(connection: sqlite3.Connection, guid: str, variant: str | None) -> int | None:
    """Return the product with this guid and variant, the smallest id if there are several."""
    ids = [row[0] for row in connection.execute("SELECT id FROM changed WHERE guid = ?", (guid,))]
    row = connection.execute("SELECT 1 FROM meta WHERE name = 'stage:index'").fetchone()
    ids.extend(_read_through(connection, guid) if row is None else _looked_up(connection, guid))
    rows = read_rows(connection, dict.fromkeys(ids), NAMES)
    here = [one for one, row in rows.items() if row == {"guid": guid, "variant": variant}]
    return min(here, default=None)


def _looked_up(connection: sqlite3.Connection, guid: str) -> list[int]:
    number = sum_of(guid)
    row = connection.execute(
        "SELECT data FROM guids WHERE first <= ? ORDER BY first DESC LIMIT 1", (number,)
    ).fetchone()
    if row is None:
        return []
    middle = len(row[0]) // _BYTES * 4
    view = memoryview(row[0])
    sums, ids = view[:middle].cast("I"), view[middle:].cast("i")
    at = bisect_left(sums, number)
    found = []
    while at < len(sums) and sums[at] == number:
        found.append(ids[at])
        at += 1
    return found


def _read_through(connection: sqlite3.Connection, guid: str) -> list[int]:
    """Return all products of the blocks in which these letters are: there are no sums yet."""
    rows = connection.execute("SELECT data FROM blocks WHERE instr(data, ?)", (guid.encode(),))
    return [product for (data,) in rows for product in Block(data).ids]
