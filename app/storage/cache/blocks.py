"""Reads goods from their blocks: the JSON texts of neighbours' rows, column by column.

A block is as the page brought it: nothing was taken apart to write it, and one row is cut out to
be read. Standard library only.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.domain.errors import StorageFailed
from app.storage.cache.layout import PRODUCT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

HEAD = struct.Struct("<III")
"""How many rows, which columns of `layout.PRODUCT` differ (bits), bytes of the alike ones.

Then the ids of the rows (int32), where each row ends in each column that differs (uint32, after
its comma), the columns in which all rows are alike as a JSON object, and the texts of the rest."""

_DECODE = json.JSONDecoder().raw_decode
_CHUNK = 500


class Block:
    """Some goods with ascending `ids`; raises StorageFailed for bytes that are no block."""

    __slots__ = ("_alike_text", "_data", "_ends", "_starts", "_there", "count", "ids")

    _data: bytes
    count: int

    def __init__(self, data: bytes) -> None:
        try:
            count, self._there, alike = HEAD.unpack_from(data)
            view = memoryview(data)
            at = HEAD.size + 4 * count
            self.ids = view[HEAD.size : at].cast("i")
            end = at + 4 * count * self._there.bit_count()
            self._ends = view[at:end].cast("I")
            at = end + alike
            self._alike_text = data[end:at]
            self._starts = []
            for last in self._ends[count - 1 :: count] if count else ():
                self._starts.append(at)
                at += last
            self.count = count
        except (struct.error, TypeError, ValueError) as error:
            message = "a block of goods is damaged"
            raise StorageFailed(message) from error
        if at != len(data):
            message = "a block of goods is cut"
            raise StorageFailed(message)
        self._data = data

    def place(self, product: int) -> int | None:
        """Return the place of a product in this block."""
        at = bisect_left(self.ids, product)
        return at if at < self.count and self.ids[at] == product else None

    def row(self, at: int, names: tuple[str, ...] = PRODUCT) -> dict[str, Any]:
        """Return these columns of a row; lists and mappings in it are not to be changed."""
        cut, places, same = _plan(self._there, self._alike_text, names)
        ends, starts, data, count = self._ends, self._starts, self._data, self.count
        pieces = []
        for place in places:
            start = starts[place]
            last = place * count + at
            begin = start + ends[last - 1] if at else start
            pieces.append(data[begin : start + ends[last] - 1])
        found = same.copy()
        found.update(zip(cut, _decoded(b"[" + b",".join(pieces) + b"]"), strict=True))
        return found

    def text(self, name: str) -> bytes:
        """Return the JSON texts of a column's rows with a comma after each."""
        place = _places(self._there).get(name)
        if place is None:
            same = _alike(self._alike_text)[name]
            return (json.dumps(same, ensure_ascii=False) + ",").encode() * self.count
        start = self._starts[place]
        last: int = self._ends[(place + 1) * self.count - 1]
        text: bytes = self._data[start : start + last]
        return text

    def alike(self, name: str) -> tuple[Any] | None:
        """Return the one value of a column in which all rows are alike."""
        if name in _places(self._there):
            return None
        return (_alike(self._alike_text)[name],)


def read_rows(
    connection: sqlite3.Connection, ids: Iterable[int], names: tuple[str, ...] = PRODUCT
) -> dict[int, dict[str, Any]]:
    """Return these columns of these goods by id; those that are not there are left out."""
    wanted = list(ids)
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        changed = _changed(connection, chunk)
        for product in chunk:
            data = changed.get(product, b"")
            if data is None:
                continue
            block = Block(data) if data else _block_of(connection, product)
            at = None if block is None else block.place(product)
            if block is not None and at is not None:
                found[product] = block.row(at, names)
    return found


def read_row(
    connection: sqlite3.Connection, product: int, names: tuple[str, ...] = PRODUCT
) -> dict[str, Any] | None:
    """Return these columns of one product."""
    return read_rows(connection, (product,), names).get(product)


def all_blocks(connection: sqlite3.Connection) -> Iterator[tuple[Block, list[int] | None]]:
    """Yield every block with the places of its rows that still count; None = all of them."""
    changed = {row[0] for row in connection.execute("SELECT id FROM changed")}
    cursor = connection.cursor()
    for (data,) in cursor.execute("SELECT data FROM blocks ORDER BY first"):
        block = Block(data)
        if not changed or changed.isdisjoint(block.ids):
            yield block, None
        else:
            yield block, [at for at, one in enumerate(block.ids) if one not in changed]
    for (data,) in cursor.execute("SELECT data FROM changed WHERE data IS NOT NULL ORDER BY id"):
        yield Block(data), None


def _changed(connection: sqlite3.Connection, ids: Sequence[int]) -> Mapping[int, bytes | None]:
    marks = ",".join("?" * len(ids))
    # Only question marks are put into the statement.
    rows = connection.execute(f"SELECT id, data FROM changed WHERE id IN ({marks})", ids)  # noqa: S608
    return dict(rows.fetchall())


def _block_of(connection: sqlite3.Connection, product: int) -> Block | None:
    row = connection.execute(
        "SELECT data FROM blocks WHERE first <= ? ORDER BY first DESC LIMIT 1", (product,)
    ).fetchone()
    return None if row is None else Block(row[0])


def _decoded(text: bytes) -> list[Any]:
    # A strict JSON text was checked before it was stored: nothing but the list can be here.
    try:
        values: list[Any] = _DECODE(text.decode())[0]
    except ValueError as error:
        message = "a row of goods is damaged"
        raise StorageFailed(message) from error
    return values


@lru_cache(maxsize=64)
def _places(there: int) -> dict[str, int]:
    names = [name for bit, name in enumerate(PRODUCT) if there >> bit & 1]
    return {name: place for place, name in enumerate(names)}


@lru_cache(maxsize=64)
def _alike(text: bytes) -> dict[str, Any]:
    try:
        return dict(_DECODE(text.decode())[0])
    except (TypeError, ValueError) as error:
        message = "columns of a block of goods are damaged"
        raise StorageFailed(message) from error


@lru_cache(maxsize=64)
def _plan(
    there: int, alike: bytes, names: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[int, ...], dict[str, Any]]:
    """Return which of the columns are cut out of their texts, where, and the values of the rest."""
    places = _places(there)
    cut = tuple(name for name in names if name in places)
    values = _alike(alike)
    same = {name: values[name] for name in names if name not in places}
    return cut, tuple(places[name] for name in cut), same
