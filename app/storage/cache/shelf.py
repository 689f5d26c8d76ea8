"""What all readers of a cache file keep in memory together. Standard library only.

A value is read again only when its transaction is newer than what is here; so two threads that
read do not hold everything twice, and a change of a few prices reads a few segments.
"""

from __future__ import annotations

import threading
from array import array
from typing import TYPE_CHECKING, Any, TypeVar

from app.storage.cache.layout import ORDER, SORT_KEYS
from app.storage.cache.vector import Vector

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

T = TypeVar("T")


class Shelf:
    """Vectors and orders of one file; every method is called within `lock`."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._derived: dict[Any, tuple[Any, Any]] = {}
        self._vectors: dict[tuple[str, int], Vector] = {}
        self._orders: dict[str, tuple[int, int, array[int]]] = {}

    def vector(self, connection: sqlite3.Connection, stamp: int, kind: str, key: int) -> Vector:
        """Return a vector as the file has it at this transaction or later."""
        vector = self._vectors.get((kind, key))
        if vector is None:
            vector = self._vectors[kind, key] = Vector(kind, key)
        if vector.checked < stamp or stamp < 0:
            vector.load(connection)
            vector.checked = stamp
        return vector

    def order(
        self, connection: sqlite3.Connection, stamp: int, name: str
    ) -> tuple[int, array[int]]:
        """Return the ids of the whole list in an order, and the number of its last change."""
        place = (ORDER, SORT_KEYS[name])
        known = self._orders.get(name)
        if known is not None and known[0] >= stamp:
            return known[1:]
        row = connection.execute(
            "SELECT stamp FROM segments WHERE kind = ? AND key = ? AND part = 0", place
        ).fetchone()
        changed = -1 if row is None else int(row[0])
        if known is not None and known[1] == changed:
            order = known[2]
        else:
            order = array("i")
            row = connection.execute(
                "SELECT data FROM segments WHERE kind = ? AND key = ? AND part = 0", place
            ).fetchone()
            if row is not None:
                order.frombytes(row[0])
        self._orders[name] = (stamp, changed, order)
        return changed, order

    def kept(self, name: Any, made_of: Any, make: Callable[[], T]) -> T:
        """Return what was worked out before, or work it out anew when what is under it changed."""
        return kept(self._derived, name, made_of, make)


def kept(known: dict[Any, tuple[Any, Any]], name: Any, made_of: Any, make: Callable[[], T]) -> T:
    """Return what is known by this name if it was made of the same, else make it."""
    there = known.get(name)
    if there is not None and there[0] == made_of:
        thing: T = there[1]
        return thing
    thing = make()
    known[name] = (made_of, thing)
    return thing


def stamp_of(connection: sqlite3.Connection) -> int:
    """Return the number of the file's last transaction."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
    return 0 if row is None else int(row[0])
