"""Writes values into the dense vectors of a cache file, segment by segment."""

from __future__ import annotations

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
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    Ids = NDArray[np.int64]
    Values = NDArray[Any]

_GREATEST_NARROW = 2**31 - 1
_FEW_VALUES = 2**20  # below it counting needs no sorting
_SELECT = "SELECT data FROM segments WHERE kind = ? AND key = ? AND part = ?"
_STORE = "INSERT OR REPLACE INTO segments (kind, key, part, stamp, data) VALUES (?, ?, ?, ?, ?)"


class SegmentWriter:
    """Collects the values of one transaction; `flush` rewrites each touched segment once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._open: dict[tuple[str, int, int], Values] = {}
        self._extras: dict[tuple[int, int], ExtraRows] = {}
        self._stored_extras: set[tuple[int, int]] | None = None
        self.stamp = 0

    def put(self, kind: str, key: int, products: Ids, values: Values | int) -> None:
        """Set the values of these product ids; `NO_ROW` takes a row away (0 for codes)."""
        for part, chosen in parts_of(products):
            segment = self._segment(kind, key, part)
            places = products[chosen] & SEGMENT_MASK
            segment[places] = values if isinstance(values, int) else values[chosen]

    def get(self, kind: str, key: int, products: Ids) -> Values:
        """Return values as this transaction sees them."""
        found = np.empty(len(products), dtype=_dtype(kind))
        for part, chosen in parts_of(products):
            found[chosen] = self._segment(kind, key, part)[products[chosen] & SEGMENT_MASK]
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
        self._extras.clear()
        self._stored_extras = None

    def flush(self) -> None:
        """Write the touched segments."""
        stored = [
            (*place, self.stamp, _packed(place[0], values))
            for place, values in sorted(self._open.items(), key=lambda one: one[0])
        ]
        stored.extend(
            (EXTRA, warehouse, part, self.stamp, extra.packed())
            for (warehouse, part), extra in sorted(self._extras.items())
            if extra.changed
        )
        if stored:
            self._connection.exec_driver_sql(_STORE, stored)
        self.forget()

    def store_order(self, key: int, order: NDArray[np.int32]) -> None:
        """Write the ids of a whole list in one of its orders."""
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

    def _segment(self, kind: str, key: int, part: int) -> Values:
        place = (kind, key, part)
        known = self._open.get(place)
        if known is None:
            row = self._connection.exec_driver_sql(_SELECT, place).fetchone()
            if row is None:
                known = np.full(SEGMENT, _nothing(kind), dtype=_dtype(kind))
            else:
                known = _unpacked(kind, row[0])
            self._open[place] = known
        return known


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
    if kind == CODE:
        return values.tobytes()
    narrow = values.copy()
    special = narrow <= NO_VALUE
    np.add(narrow, NARROW_NO_ROW - NO_ROW, out=narrow, where=special)
    small = int(np.count_nonzero(narrow <= NARROW_NO_VALUE))
    if small != int(np.count_nonzero(special)) or narrow.max() > _GREATEST_NARROW:
        return values.tobytes()
    return narrow.astype(np.int32).tobytes()


def _unpacked(kind: str, data: bytes) -> Values:
    """Return the values of a segment, to be changed."""
    if kind == CODE or len(data) != SEGMENT * np.dtype(np.int32).itemsize:
        return np.frombuffer(data, dtype=_dtype(kind)).copy()
    values = np.frombuffer(data, dtype=np.int32).astype(np.int64)
    special = values <= NARROW_NO_VALUE
    np.add(values, NO_ROW - NARROW_NO_ROW, out=values, where=special)
    return values


def _dtype(kind: str) -> type[np.int64] | type[np.int32]:
    return np.int32 if kind == CODE else np.int64


def _nothing(kind: str) -> int:
    return 0 if kind == CODE else NO_ROW
