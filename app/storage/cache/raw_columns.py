"""Columns as the JSON texts of their rows: cut, kept and joined without making objects of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic_core import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Places = NDArray[np.int64]

_QUOTE, _COMMA, _BACKSLASH = ord('"'), ord(","), ord("\\")
_OPENED, _CLOSED = ord("["), ord("]")
_BETWEEN = {b"[": b"],[", b"{": b"},{"}


class RawColumn:
    """A column of goods: `text` has the JSON text of each row with a comma after it.

    `ends[n]` is the place after the comma of row n. Where all rows are alike `same` is the text of
    each, and `text` and `ends` are empty. The values are made when somebody asks for them.
    """

    __slots__ = ("_values", "count", "ends", "same", "text")

    def __init__(
        self,
        count: int,
        text: bytes,
        ends: Places,
        same: bytes | None = None,
        values: list[Any] | None = None,
    ) -> None:
        self.count = count
        self.text = text
        self.ends = ends
        self.same = same
        self._values = values

    @classmethod
    def alike(cls, count: int, same: bytes) -> RawColumn:
        """Return a column in which every row has this JSON text."""
        return cls(count, b"", np.empty(0, dtype=np.int64), same)

    @classmethod
    def of(cls, values: Sequence[Any]) -> RawColumn:
        """Return a column of values."""
        known = list(values)
        inner: bytes = to_json(known)[1:-1]
        same = same_of(inner, len(known))
        if same is not None:
            return cls.alike(len(known), same)
        ends = ends_of(inner, len(known))
        if ends is None:
            pieces = [to_json(one) for one in known]
            inner = b",".join(pieces)
            ends = np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)) + 1)
        return cls(len(known), inner + b",", ends, values=known)

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values())

    def values(self) -> list[Any]:
        """Return what the rows say."""
        if self._values is None:
            if self.same is not None:
                self._values = [from_json(self.same)] * self.count
            else:
                self._values = from_json(b"[" + self.text[:-1] + b"]")
        return self._values


def same_of(inner: bytes, count: int) -> bytes | None:
    """Return the text of which `inner` is `count` repetitions with commas between, if it is one."""
    width, odd = divmod(len(inner) + 1, max(count, 1))
    if odd or count < 2:
        return None
    first = inner[:width]
    return first[:-1] if first[-1:] == b"," and first * count == inner + b"," else None


def ends_of(inner: bytes, count: int) -> Places | None:
    """Return where rows end that are known to be `count` values of JSON; None if that is unclear.

    They are of one kind, or nothing in them has a comma, and there are no blanks between them. A
    mark that must be there count - 1 times and is nowhere else tells the rows apart.
    """
    if inner[:1] == b'"':
        found = text_ends(inner, count)
        if found is not None:
            return found
    units = np.frombuffer(inner, dtype=np.uint8)
    between = _BETWEEN.get(inner[:1])
    if between is None:
        places = np.flatnonzero(units == _COMMA)
    else:
        if inner.count(between) != count - 1:
            return None
        closed, _, opened = between
        places = 1 + np.flatnonzero(
            (units[:-2] == closed) & (units[1:-1] == _COMMA) & (units[2:] == opened)
        )
    if len(places) != count - 1:
        return None
    return np.append(places, len(inner)) + 1


def text_ends(inner: bytes, count: int) -> Places | None:
    """Return where rows end if `inner` is `count` JSON strings in the plainest spelling.

    Nothing but quotation marks may be escaped. What is inside of the strings is not looked at.
    """
    units = np.frombuffer(inner, dtype=np.uint8)
    quotes = np.flatnonzero(units == _QUOTE)
    if b"\\" in inner:
        if inner.count(b"\\") != inner.count(b'\\"'):
            return None
        quotes = quotes[units[quotes - 1] != _BACKSLASH]
    if len(quotes) != 2 * count or not count or quotes[0] or quotes[-1] != len(inner) - 1:
        return None
    closed, opened = quotes[1:-1:2], quotes[2::2]
    if (opened - closed != 2).any() or (units[closed + 1] != _COMMA).any():
        return None
    return np.append(opened, len(inner) + 1)


def list_ends(inner: bytes, count: int) -> Places | None:
    """Return where rows end if `inner` is `count` lists, none empty, of JSON strings as plain."""
    units = np.frombuffer(inner, dtype=np.uint8)
    if b"\\" in inner or inner[:2] != b'["' or inner[-2:] != b'"]':
        return None
    quotes = np.flatnonzero(units == _QUOTE)
    if len(quotes) % 2:
        return None
    closed = quotes[1:-1:2]
    between = quotes[2::2] - closed
    within, after = closed[between == 2], closed[between == len('"],[')]
    if len(after) != count - 1 or len(within) + len(after) != len(closed):
        return None
    good = (
        (units[within + 1] == _COMMA).all()
        and (units[after + 1] == _CLOSED).all()
        and (units[after + 2] == _COMMA).all()
        and (units[after + 3] == _OPENED).all()
    )
    return np.append(after + len('"],'), len(inner) + 1) if good else None


def pieces_of(inner: bytes) -> tuple[bytes, bytes, list[bytes]]:
    """Return the parts of rows between their marks, what opens each part and what closes it.

    Whether the parts are whole rows is to be seen: put back between the marks each must be JSON.
    """
    first = inner[:1]
    if first == b'"' and b"\\" not in inner:
        opened, closed, between = first, first, b'","'
    elif first in _BETWEEN:
        opened, closed, between = first, _BETWEEN[first][:1], _BETWEEN[first]
    else:
        opened, closed, between = b"", b"", b","
    if len(inner) < len(opened) + len(closed) or not inner.endswith(closed):
        return opened, closed, []
    return opened, closed, inner[len(opened) : len(inner) - len(closed)].split(between)
