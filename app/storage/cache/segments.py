"""Writes values into the dense vectors of a cache file, segment by segment."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from app.storage.cache.layout import NO_ROW, SEGMENT_MASK, SEGMENT_SHIFT, empty_segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection


class SegmentWriter:
    """Collects the values of one transaction; `flush` rewrites each touched segment once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._open: dict[tuple[str, int, int], array[int]] = {}

    def put(self, kind: str, key: int, values: Mapping[int, int]) -> None:
        """Set the values of these product ids; `NO_ROW` takes a row away."""
        for product, value in values.items():
            self._segment(kind, key, product >> SEGMENT_SHIFT)[product & SEGMENT_MASK] = value

    def get(self, kind: str, key: int, product: int) -> int:
        """Return a value as this transaction sees it."""
        return self._segment(kind, key, product >> SEGMENT_SHIFT)[product & SEGMENT_MASK]

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

    def rows(self, kind: str, key: int) -> Iterable[int]:
        """Yield the product ids that have a row, in order."""
        self.flush()
        found = self._connection.exec_driver_sql(
            "SELECT part, data FROM segments WHERE kind = ? AND key = ? ORDER BY part", (kind, key)
        ).fetchall()
        for part, data in found:
            start = part << SEGMENT_SHIFT
            for place, value in enumerate(memoryview(data).cast("q")):
                if value != NO_ROW:
                    yield start + place

    def forget(self) -> None:
        """Drop what was collected: the transaction is rolled back."""
        self._open.clear()

    def flush(self) -> None:
        """Write the touched segments; one without a row left is removed."""
        for (kind, key, part), values in sorted(self._open.items()):
            if values.count(NO_ROW) == len(values):
                self._connection.exec_driver_sql(
                    "DELETE FROM segments WHERE kind = ? AND key = ? AND part = ?",
                    (kind, key, part),
                )
                continue
            self._connection.exec_driver_sql(
                "INSERT INTO segments (kind, key, part, data) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (kind, key, part) DO UPDATE SET data = excluded.data",
                (kind, key, part, values.tobytes()),
            )
        self._open.clear()

    def _segment(self, kind: str, key: int, part: int) -> array[int]:
        place = (kind, key, part)
        known = self._open.get(place)
        if known is None:
            row = self._connection.exec_driver_sql(
                "SELECT data FROM segments WHERE kind = ? AND key = ? AND part = ?", place
            ).fetchone()
            if row is None:
                known = empty_segment()
            else:
                known = array("q")
                known.frombytes(row[0])
            self._open[place] = known
        return known
