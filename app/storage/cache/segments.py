"""Writes values into the dense vectors of a cache file, segment by segment."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from app.storage.cache.extras import ExtraRows
from app.storage.cache.layout import (
    CODE,
    EXTRA,
    NARROW_NO_ROW,
    NARROW_NO_VALUE,
    NO_ROW,
    NO_VALUE,
    ORDER,
    SEGMENT,
    SEGMENT_MASK,
    SEGMENT_SHIFT,
    mark_name,
)
from app.storage.cache.packing import driver_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    Ids = NDArray[np.int64]
    Values = NDArray[Any]

_GREATEST_NARROW = 2**31 - 1
_FEW_VALUES = 2**20  # below it counting needs no sorting
_SPARSE = 4  # of a range that holds more parts than that for each wanted one, they are read singly
_SELECT = "SELECT data FROM segments WHERE kind = ? AND key = ? AND part = ?"
_SELECT_RANGE = (
    "SELECT part, data FROM segments WHERE kind = ? AND key = ? AND part BETWEEN ? AND ?"
)
_STORE = "INSERT OR REPLACE INTO segments (kind, key, part, stamp, data) VALUES (?, ?, ?, ?, ?)"
# What is there stays in its place: a new row for each would have its index and free pages written.
_UPDATE = "UPDATE segments SET stamp = ?, data = ? WHERE kind = ? AND key = ? AND part = ?"
_MARK = "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)"


class SegmentWriter:
    """Collects the values of one transaction; `flush` rewrites each touched segment once.

    A segment of int32 stays so while it is changed, unless a value comes that needs more. Each
    vector that is written gets a new mark, by which an order made of it can tell that it is old.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._open: dict[tuple[str, int, int], Values] = {}
        self._there: set[tuple[str, int, int]] = set()
        self._put: set[tuple[str, int, int]] = set()
        self._unmarked: set[tuple[str, int]] = set()
        self._extras: dict[tuple[int, int], ExtraRows] = {}
        self._stored_extras: set[tuple[int, int]] | None = None
        self.stamp = 0

    def put(self, kind: str, key: int, products: Ids, values: Values | int) -> None:
        """Set the values of these product ids; `NO_ROW` takes a row away (0 for codes)."""
        if isinstance(values, int):
            values = np.full(len(products), values, dtype=_dtype(kind))
        narrow = values if kind == CODE else _narrow(values)
        parts = list(parts_of(products))
        self._read(kind, key, [part for part, _ in parts])
        places = products & SEGMENT_MASK
        for part, chosen in parts:
            segment = self._open[kind, key, part]
            if narrow is None and segment.dtype == np.int32:
                segment = self._open[kind, key, part] = _wide(segment)
            given = narrow if narrow is not None and segment.dtype == np.int32 else values
            segment[places[chosen]] = given[chosen]
            self._put.add((kind, key, part))

    def get(self, kind: str, key: int, products: Ids) -> Values:
        """Return values as this transaction sees them."""
        found = np.empty(len(products), dtype=_dtype(kind))
        parts = list(parts_of(products))
        self._read(kind, key, [part for part, _ in parts])
        places = products & SEGMENT_MASK
        for part, chosen in parts:
            values = self._open[kind, key, part][places[chosen]]
            wide = kind == CODE or values.dtype == np.int64
            found[chosen] = values if wide else _wide(values)
        return found

    def extras(self, warehouse: int, part: int) -> ExtraRows:
        """Return what products of a part have at a warehouse beside the quantity, to be changed."""
        known = self._extras.get((warehouse, part))
        if known is None:
            row = None
            if (warehouse, part) in self._with_extras():
                row = self._connection.exec_driver_sql(_SELECT, (EXTRA, warehouse, part)).fetchone()
            known = self._extras[warehouse, part] = ExtraRows(None if row is None else row[0])
        return known

    def _with_extras(self) -> set[tuple[int, int]]:
        """Return warehouse and part of what is stored: few have any, so one look saves many."""
        if self._stored_extras is None:
            found = self._connection.exec_driver_sql(
                "SELECT key, part FROM segments WHERE kind = ?", (EXTRA,)
            )
            self._stored_extras = {(row[0], row[1]) for row in found}
        return self._stored_extras

    def drop(self, kind: str, key: int) -> None:
        """Take a whole vector away."""
        for place in [one for one in self._open if one[:2] == (kind, key)]:
            del self._open[place]
            self._there.discard(place)
            self._put.discard(place)
        self._unmarked.add((kind, key))
        self._connection.exec_driver_sql(
            "DELETE FROM segments WHERE kind = ? AND key = ?", (kind, key)
        )

    def keys(self, kind: str) -> set[int]:
        """Return the keys of which something is stored."""
        self.flush()
        found = self._connection.exec_driver_sql(
            "SELECT DISTINCT key FROM segments WHERE kind = ?", (kind,)
        )
        return {row[0] for row in found}

    def rows(self, kind: str, key: int) -> Ids:
        """Return the product ids that have a row, in order."""
        found = [np.empty(0, dtype=np.int64)]
        for part, values in self._stored(kind, key):
            found.append(np.flatnonzero(values != NO_ROW) + (part << SEGMENT_SHIFT))
        return np.concatenate(found)

    def count(self, kind: str, key: int) -> int:
        """Return how many products have a row."""
        return sum(int((values != NO_ROW).sum()) for _, values in self._stored(kind, key))

    def counts(self, kind: str, key: int) -> dict[int, int]:
        """Return how many products have each value."""
        found = [np.empty(0, dtype=np.int64)]
        found.extend(values[values != NO_ROW] for _, values in self._stored(kind, key))
        every = np.concatenate(found)
        if len(every) and every.min() >= 0 and every.max() < _FEW_VALUES:
            counts = np.bincount(every)
            values = np.flatnonzero(counts)
            counts = counts[values]
        else:
            values, counts = np.unique(every, return_counts=True)
        return dict(zip(values.tolist(), counts.tolist(), strict=True))

    def forget(self) -> None:
        """Drop what was collected: the transaction is rolled back."""
        self._open.clear()
        self._there.clear()
        self._put.clear()
        self._unmarked.clear()
        self._extras.clear()
        self._stored_extras = None

    def flush(self) -> None:
        """Write the touched segments."""
        new, changed = [], []
        for place in sorted(self._put):
            packed = _packed(place[0], self._open[place])
            self._unmarked.add(place[:2])
            if place in self._there:
                changed.append((self.stamp, packed, *place))
            else:
                new.append((*place, self.stamp, packed))
        new.extend(
            (EXTRA, warehouse, part, self.stamp, extra.packed())
            for (warehouse, part), extra in sorted(self._extras.items())
            if extra.changed
        )
        if changed:
            self._connection.exec_driver_sql(_UPDATE, changed)
        if new:
            self._connection.exec_driver_sql(_STORE, new)
        if self._unmarked:
            marks = [(mark_name(*one), os.urandom(8).hex()) for one in sorted(self._unmarked)]
            self._connection.exec_driver_sql(_MARK, marks)
        self.forget()

    def store_order(self, key: int, order: NDArray[np.int32]) -> None:
        """Write the ids of a whole list in one of its orders."""
        self._unmarked.add((ORDER, key))
        self._connection.exec_driver_sql(_STORE, (ORDER, key, 0, self.stamp, order.tobytes()))

    def order(self, key: int) -> NDArray[np.int32]:
        """Return the ids of the list in one of its orders."""
        row = self._connection.exec_driver_sql(_SELECT, (ORDER, key, 0)).fetchone()
        return np.frombuffer(b"" if row is None else row[0], dtype=np.int32)

    def _stored(self, kind: str, key: int) -> Iterator[tuple[int, Values]]:
        self.flush()
        found = self._connection.exec_driver_sql(
            "SELECT part, data FROM segments WHERE kind = ? AND key = ? ORDER BY part", (kind, key)
        ).fetchall()
        for part, data in found:
            yield part, _unpacked(kind, data)

    def _read(self, kind: str, key: int, parts: list[int]) -> None:
        """Open these parts of a vector; one that is not stored has no rows."""
        missing = [part for part in parts if (kind, key, part) not in self._open]
        if not missing:
            return
        low, high = min(missing), max(missing)
        for part, data in self._stored_parts(kind, key, missing, low, high):
            place = (kind, key, part)
            if place not in self._open:
                self._there.add(place)
                self._open[place] = _as_stored(kind, data)
        for part in missing:
            if (kind, key, part) not in self._open:
                self._open[kind, key, part] = np.full(SEGMENT, _nothing(kind), dtype=np.int32)

    def _stored_parts(
        self, kind: str, key: int, missing: list[int], low: int, high: int
    ) -> Iterator[tuple[int, bytes]]:
        driver = driver_of(self._connection)
        if high - low < _SPARSE * len(missing):
            wanted = set(missing)
            for part, data in driver.execute(_SELECT_RANGE, (kind, key, low, high)):
                if part in wanted:
                    yield part, data
            return
        for part in missing:
            for (data,) in driver.execute(_SELECT, (kind, key, part)):
                yield part, data


def parts_of(products: Ids) -> Iterator[tuple[int, slice | NDArray[np.int64]]]:
    """Yield each touched part with the places of its products in the given array."""
    if not len(products):
        return
    parts = products >> SEGMENT_SHIFT
    steps = np.diff(parts)
    order: NDArray[np.int64] | None = None
    if (steps < 0).any():
        order = np.argsort(parts, kind="stable")
        parts = parts[order]
        steps = np.diff(parts)
    bounds = [0, *(np.flatnonzero(steps) + 1).tolist(), len(parts)]
    for start, end in pairwise(bounds):
        yield int(parts[start]), slice(start, end) if order is None else order[start:end]


def _packed(kind: str, values: Values) -> bytes:
    """Return the bytes of a segment: int32 if all of its values fit."""
    if kind == CODE or values.dtype == np.int32:
        return values.tobytes()
    narrow = _narrow(values)
    return values.tobytes() if narrow is None else narrow.tobytes()


def _narrow(values: Values) -> NDArray[np.int32] | None:
    """Return int64 values as int32, None if one of them does not fit."""
    narrow = values.copy()
    special = narrow <= NO_VALUE
    np.add(narrow, NARROW_NO_ROW - NO_ROW, out=narrow, where=special)
    small = int(np.count_nonzero(narrow <= NARROW_NO_VALUE))
    greatest = int(narrow.max(initial=0))
    if small != int(np.count_nonzero(special)) or greatest > _GREATEST_NARROW:
        return None
    return narrow.astype(np.int32)


def _as_stored(kind: str, data: bytes) -> Values:
    """Return the values of a segment as wide as they lie, to be changed."""
    narrow = kind == CODE or len(data) == SEGMENT * np.dtype(np.int32).itemsize
    return np.frombuffer(data, dtype=np.int32 if narrow else np.int64).copy()


def _unpacked(kind: str, data: bytes) -> Values:
    """Return the values of a segment, int64 but for codes."""
    values = _as_stored(kind, data)
    return values if kind == CODE or values.dtype == np.int64 else _wide(values)


def _wide(narrow: Values) -> NDArray[np.int64]:
    values = narrow.astype(np.int64)
    special = values <= NARROW_NO_VALUE
    np.add(values, NO_ROW - NARROW_NO_ROW, out=values, where=special)
    return values


def _dtype(kind: str) -> type[np.int64] | type[np.int32]:
    return np.int32 if kind == CODE else np.int64


def _nothing(kind: str) -> int:
    return 0 if kind == CODE else NARROW_NO_ROW
