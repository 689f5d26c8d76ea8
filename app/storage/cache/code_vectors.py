"""Reads code vectors: a small number for each product, and what the numbers stand for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from app.storage.cache.layout import CODE, CREATED_CODE, SEGMENT

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

    Numbers = NDArray[np.unsignedinteger[Any]] | NDArray[np.int32]


class CodeVector:
    """The codes of one property by product id; `texts[code]` are its values for people."""

    def __init__(self, key: int) -> None:
        self.key = key
        self.version = 0
        self.texts: list[tuple[str, ...]] = [()]
        self._numbers: Numbers = np.zeros(0, dtype=np.uint8)
        self._stamp = -1
        self.checked = -1
        """The file's transaction up to which this is known to be true."""

    @property
    def size(self) -> int:
        """One more than the greatest code."""
        return len(self.texts)

    def load(self, connection: sqlite3.Connection) -> None:
        """Read what has changed since the last time."""
        self._load_texts(connection)
        count, last, stamp = connection.execute(
            "SELECT count(*), max(part), max(stamp) FROM segments WHERE kind = ? AND key = ?",
            (CODE, self.key),
        ).fetchone()
        if not count:
            self._numbers, self._stamp = self._numbers[:0], -1
            return
        if stamp <= self._stamp:
            return
        kind = np.int32 if self.key == CREATED_CODE else np.min_scalar_type(self.size - 1)
        length = (last + 1) * SEGMENT
        if length != len(self._numbers) or self._numbers.dtype != kind:
            grown = np.zeros(length, dtype=kind)
            kept = min(length, len(self._numbers))
            grown[:kept] = self._numbers[:kept]
            self._numbers = grown
        rows = connection.execute(
            "SELECT part, data FROM segments WHERE kind = ? AND key = ? AND stamp > ?",
            (CODE, self.key, self._stamp),
        )
        for part, data in rows:
            start = part * SEGMENT
            self._numbers[start : start + SEGMENT] = np.frombuffer(data, dtype=np.int32)
        self._stamp = stamp
        self.version += 1

    def numbers(self, length: int) -> Numbers:
        """Return the first `length` codes."""
        if len(self._numbers) >= length:
            return self._numbers[:length]
        missing = np.zeros(length - len(self._numbers), dtype=self._numbers.dtype)
        return np.concatenate([self._numbers, missing])

    def _load_texts(self, connection: sqlite3.Connection) -> None:
        if self.key == CREATED_CODE:
            return
        rows = connection.execute(
            "SELECT code, value FROM code_values WHERE key = ? AND code >= ? ORDER BY code",
            (self.key, self.size),
        ).fetchall()
        for code, text in rows:
            self.texts.extend(() for _ in range(code - len(self.texts)))
            self.texts.append(values_of(json.loads(text)))


def values_of(value: Any) -> tuple[str, ...]:
    """Return the facet values of a property's value."""
    if value is None or value == "":
        return ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, list):
        return tuple(dict.fromkeys(str(one) for one in value if one != ""))
    return (str(value),)
