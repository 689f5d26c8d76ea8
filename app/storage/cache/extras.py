"""What some products have at a warehouse beside the free quantity, packed by segment.

Rows as objects took 100 MB at a million products; packed they take 27 bytes each, are loaded as
they lie in the file, and one is unpacked when its cell is painted. Standard library only.
"""

from __future__ import annotations

import datetime as dt
import struct
from bisect import bisect_left
from typing import TYPE_CHECKING

from app.domain.errors import StorageFailed
from app.domain.stock import StockExtra

if TYPE_CHECKING:
    from collections.abc import Iterable

_COUNT = struct.Struct("<i")
_ROW = struct.Struct("<Bqiqi")  # what is there, reserved, day, expected, note
_AT_LEAST, _RESERVED, _DAY, _EXPECTED, _NOTE = 1, 2, 4, 8, 16
_PLACE = 2


class PackedExtras:
    """The extras of one segment as they lie in the file; `get` unpacks one."""

    __slots__ = ("_count", "_data", "_places")

    def __init__(self, data: bytes) -> None:
        try:
            self._count: int = _COUNT.unpack_from(data)[0]
        except struct.error as error:
            message = "a segment of extras is cut"
            raise StorageFailed(message) from error
        rows = _COUNT.size + self._count * (_PLACE + _ROW.size)
        if self._count < 0 or rows > len(data):
            message = "a segment of extras is cut"
            raise StorageFailed(message)
        self._data = data
        end = _COUNT.size + self._count * _PLACE
        self._places = memoryview(data)[_COUNT.size : end].cast("H")

    def get(self, place: int) -> StockExtra | None:
        """Return the extra of the product at this place of the segment."""
        at = bisect_left(self._places, place)
        if at == self._count or self._places[at] != place:
            return None
        return self._unpacked(at)

    def items(self) -> Iterable[tuple[int, StockExtra]]:
        """Yield every place with its extra."""
        for at, place in enumerate(self._places):
            yield place, self._unpacked(at)

    def _unpacked(self, at: int) -> StockExtra:
        start = _COUNT.size + self._count * _PLACE + at * _ROW.size
        there, reserved, day, expected, note = _ROW.unpack_from(self._data, start)
        text = ""
        if there & _NOTE:
            notes = self._data[_COUNT.size + self._count * (_PLACE + _ROW.size) :]
            text = notes.decode().split("\0")[note]
        return StockExtra(
            bool(there & _AT_LEAST),
            reserved if there & _RESERVED else None,
            dt.date.fromordinal(day).isoformat() if there & _DAY else None,
            expected if there & _EXPECTED else None,
            text,
        )


class ExtraRows:
    """The extras of one segment while they are changed."""

    def __init__(self, data: bytes | None) -> None:
        self._rows = {} if data is None else dict(PackedExtras(data).items())
        self.changed = False

    def put(self, place: int, extra: StockExtra) -> None:
        """Set the extra of a place."""
        if self._rows.get(place) != extra:
            self._rows[place] = extra
            self.changed = True

    def drop(self, places: Iterable[int]) -> None:
        """Take the extras of these places away."""
        if not self._rows:
            return
        for place in self._rows.keys() & set(places):
            del self._rows[place]
            self.changed = True

    def packed(self) -> bytes:
        """Return the bytes to be stored."""
        notes: dict[str, int] = {}
        places = []
        rows = []
        for place, extra in sorted(self._rows.items()):
            there = _AT_LEAST if extra.at_least else 0
            there |= _RESERVED if extra.reserved_mine_milli is not None else 0
            there |= _DAY if extra.expected_on is not None else 0
            there |= _EXPECTED if extra.expected_milli is not None else 0
            there |= _NOTE if extra.expected_note else 0
            note = notes.setdefault(extra.expected_note, len(notes)) if there & _NOTE else 0
            places.append(place)
            rows.append(
                _ROW.pack(
                    there,
                    extra.reserved_mine_milli or 0,
                    _ordinal(extra.expected_on),
                    extra.expected_milli or 0,
                    note,
                )
            )
        head = _COUNT.pack(len(places)) + struct.pack(f"<{len(places)}H", *places)
        return head + b"".join(rows) + "\0".join(notes).encode()


def _ordinal(day: str | None) -> int:
    return 0 if day is None else dt.datetime.fromisoformat(day).date().toordinal()
