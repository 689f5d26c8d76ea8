"""Values of one kind by product id as they lie in the file: int32 where they fit, else int64."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Literal

from app.domain.errors import StorageFailed
from app.storage.cache.layout import (
    NARROW_NO_ROW,
    NARROW_NO_VALUE,
    NO_ROW,
    SEGMENT,
    SEGMENT_MASK,
    SEGMENT_SHIFT,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.int64]
    Code = Literal["i", "q"]

_INT32 = 4
_NARROW, _WIDE = 4 * SEGMENT, 8 * SEGMENT
_EMPTY = {
    "i": (array("i", [NARROW_NO_ROW]) * SEGMENT).tobytes(),
    "q": (array("q", [NO_ROW]) * SEGMENT).tobytes(),
}
_WIDER = NO_ROW - NARROW_NO_ROW
"""What has to be added to the two special values of int32."""


class Vector:
    """The int64 values of one kind and key by product id; `NO_ROW` where nothing came.

    They are kept as int32 until one comes that needs more.
    """

    __slots__ = ("_buffer", "_code", "_length", "_stamp", "_values", "checked", "key", "kind",
                 "version")  # fmt: skip

    def __init__(self, kind: str, key: int) -> None:
        self.kind = kind
        self.key = key
        self.version = 0
        """Grows with every change of a value."""
        self.checked = -1
        """The file's transaction up to which this is known to be true."""
        self._stamp = -1
        self._code: Code = "i"
        self._buffer = bytearray()
        self._values: memoryview = memoryview(self._buffer).cast("i")
        self._length = 0

    def __getitem__(self, product: int) -> int:
        if product >= self._length:
            return NO_ROW
        values = self._values
        value: int = values[product]
        return _widened(value) if values.itemsize == _INT32 else value

    def __len__(self) -> int:
        return self._length

    def load(self, connection: sqlite3.Connection) -> None:
        """Read the segments that are newer than what is here.

        The vector may be patched by one thread while another reads it: a value is old or new.
        """
        count, last, stamp = connection.execute(
            "SELECT count(*), max(part), max(stamp) FROM segments WHERE kind = ? AND key = ?",
            (self.kind, self.key),
        ).fetchone()
        if not count:
            if self._length:
                self._make(0, b"", "i")
                self.version += 1
            self._stamp = -1
            return
        if stamp <= self._stamp:
            return
        if (last + 1) * SEGMENT != self._length:
            self._make(last + 1, self._buffer, self._code)
        rows = connection.execute(
            "SELECT part, data FROM segments WHERE kind = ? AND key = ? AND stamp > ?",
            (self.kind, self.key, self._stamp),
        )
        for part, data in rows:
            if len(data) not in (_NARROW, _WIDE):
                message = f"a segment of {len(data)} bytes"
                raise StorageFailed(message)
            if len(data) == _WIDE and self._code == "i":
                self._make(last + 1, self.numbers(self._length).tobytes(), "q")
            elif len(data) == _NARROW and self._code == "q":
                data = _wide(data).tobytes()
            start = part * SEGMENT
            self._values[start : start + SEGMENT] = memoryview(data).cast(self._code)
        self._stamp = stamp
        self.version += 1

    def numbers(self, length: int) -> Values:
        """Return the first `length` values as a numpy array that is not to be changed."""
        import numpy as np

        values = self._values[:length]
        narrow = values.itemsize == _INT32
        whole = _wide(values) if narrow else np.frombuffer(values, dtype=np.int64)
        if len(whole) == length:
            return whole
        return np.concatenate([whole, np.full(length - len(whole), NO_ROW, dtype=np.int64)])

    def above(self, low: int, length: int) -> NDArray[np.bool_]:
        """Say of the first `length` products which have a value above `low`, 0 or NO_ROW."""
        import numpy as np

        values = self._values[:length]
        if values.itemsize != _INT32:
            return self.numbers(length) > low
        mask = np.zeros(length, dtype=bool)
        there = np.frombuffer(values, dtype=np.int32)
        np.greater(there, max(low, NARROW_NO_ROW), out=mask[: len(there)])
        return mask

    def add_positive(self, total: Values) -> None:
        """Add what is above 0 to the total of each product."""
        import numpy as np

        values = self._values[: len(total)]
        there = np.frombuffer(values, dtype=np.int32 if values.itemsize == _INT32 else np.int64)
        total[: len(there)] += np.maximum(there, 0)

    def _make(self, parts: int, kept: bytes | bytearray, code: Code) -> None:
        empty = _EMPTY[code]
        # Made at once: joined from pieces it would take three times the memory for a moment.
        buffer = bytearray(empty) * parts
        length = min(len(kept), len(buffer))
        buffer[:length] = memoryview(kept)[:length]
        # A length that another thread has just taken must not be longer than the view.
        self._length = min(self._length, parts * SEGMENT)
        self._values = memoryview(buffer).cast(code)
        self._buffer = buffer
        self._code = code
        self._length = parts * SEGMENT


class FewValues(Vector):
    """The values of a few products alone: the first page needs no more, and now."""

    __slots__ = ("_few",)

    def __init__(
        self, kind: str, key: int, connection: sqlite3.Connection, products: Sequence[int]
    ) -> None:
        super().__init__(kind, key)
        self._few: dict[int, int] = {}
        for part, data in parts_of_few(connection, "data", kind, key, products):
            narrow = len(data) == _NARROW
            values = memoryview(data).cast("i" if narrow else "q")
            for product in products:
                if product >> SEGMENT_SHIFT == part:
                    value = values[product & SEGMENT_MASK]
                    self._few[product] = _widened(value) if narrow else value

    def __getitem__(self, product: int) -> int:  # type: ignore[explicit-override]  # not before 3.12
        return self._few.get(product, NO_ROW)


def parts_of_few(
    connection: sqlite3.Connection, columns: str, kind: str, key: int, products: Sequence[int]
) -> list[tuple[Any, ...]]:
    """Return the number and other columns of the segments in which these products lie."""
    parts = sorted({product >> SEGMENT_SHIFT for product in products})
    marks = ",".join("?" * len(parts))
    return connection.execute(
        f"SELECT part, {columns} FROM segments"  # noqa: S608 - constant names, marks alone
        f" WHERE kind = ? AND key = ? AND part IN ({marks})",
        (kind, key, *parts),
    ).fetchall()


def values_of(data: bytes) -> list[int]:
    """Return the values of a segment."""
    if len(data) == _NARROW:
        return [_widened(one) for one in memoryview(data).cast("i")]
    return memoryview(data).cast("q").tolist()


def _widened(value: int) -> int:
    return value if value > NARROW_NO_VALUE else value + _WIDER


def _wide(data: bytes | memoryview) -> Values:
    """Return int32 values as int64."""
    import numpy as np

    narrow = np.frombuffer(data, dtype=np.int32)
    whole = narrow.astype(np.int64)
    special = narrow <= NARROW_NO_VALUE
    if special.any():
        np.add(whole, _WIDER, out=whole, where=special)
    return whole
