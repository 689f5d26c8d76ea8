"""Reads pages of goods, prices and stock in the gateway's own spelling, column by column.

The body is cut at the names of its columns. Each cut must be a whole JSON list by itself, and what
is around them JSON without them: then the body can be nothing else than these columns. Whatever
is spelled otherwise, or would be changed or refused by a check, is left to the plain way.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic_core import from_json

from app.storage.cache.checks import CHECKS
from app.storage.cache.layout import MAX_PRODUCT_ID, MAX_VALUE
from app.storage.cache.quick_checks import MAX_ID, MAX_LINE, QUICK
from app.storage.cache.raw_columns import (
    RawColumn,
    ends_of,
    list_ends,
    pieces_of,
    same_of,
    text_ends,
)
from contract.feed import COLUMNS, LIMITS, FeedKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_DIGITS = b"0123456789,"
_ZERO, _COMMA = ord("0"), ord(",")
_KEPT = 16  # pages of ids, up to 1 MB each
_FEW = 4  # so many rows alike for each distinct one: then the distinct ones are looked at

_NUMBERS: dict[tuple[FeedKind, str], int] = {
    ("products", "id"): MAX_PRODUCT_ID,
    ("products", "group"): MAX_ID,
    ("prices", "ids"): MAX_PRODUCT_ID,
    ("prices", "prices_e4"): MAX_VALUE,
    ("stock", "ids"): MAX_PRODUCT_ID,
    ("stock", "warehouses"): MAX_ID,
    ("stock", "free_milli"): MAX_VALUE,
}
"""Columns of whole numbers, and the greatest that may come."""
_TEXTS = frozenset({"guid", "article", "name"})
_LISTS = frozenset({"barcodes", "other_codes", "synonyms", "images"})
_AMOUNTS = frozenset({"weight_g", "volume_cm3"})
"""Columns of goods that differ in nearly every row: texts, lists of them, and whole numbers."""
_VALUED = frozenset({"brand", "unit", "created_on"})
"""Columns of goods of which a vector is made."""


class _Unclear(Exception):
    """The page has to be read the plain way."""


def columns_of(body: bytes, kind: FeedKind) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return what is around the columns and the checked columns; None = read it the plain way."""
    if kind not in ("products", "prices", "stock"):
        return None
    try:
        found = _cut(body, COLUMNS[kind])
        if found is None:
            return None
        head, cuts = found
        columns: dict[str, Any] = {}
        count = 0
        for name, inner in cuts.items():
            if not columns:
                read = _ids if kind == "prices" else _numbers
                column = read(inner, _NUMBERS[kind, name])
                count = len(column)
                if count > 2 * LIMITS[kind]:
                    return None
            else:
                column = _column(kind, name, inner, count)
            columns[name] = column
    except _Unclear:
        return None
    return head, columns


def _cut(body: bytes, names: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, bytes]] | None:
    """Return what is around the columns, and what each has between its brackets."""
    opening = f'"columns":{{"{names[0]}":['.encode()
    first = body.find(opening)
    if first < 0:
        return None
    cuts = {}
    at = first + len(opening)
    for name, following in zip(names, (*names[1:], ""), strict=True):
        mark = f'],"{following}":['.encode() if following else b']},"gone":'
        end = body.find(mark, at)
        if end < 0:
            return None
        cuts[name] = body[at:end]
        at = end + len(mark)
    around = body[:first] + b'"columns":0' + body[end + 2 :]
    head = _json(around)
    if type(head) is not dict or head.get("columns") != 0:
        return None
    return head, cuts


def _column(kind: FeedKind, name: str, inner: bytes, count: int) -> Any:
    greatest = _NUMBERS.get((kind, name))
    if greatest is not None:
        numbers = _numbers(inner, greatest)
        if len(numbers) != count:
            raise _Unclear
        return (
            RawColumn(count, inner + b",", _number_ends(inner), values=numbers.tolist())
            if (kind == "products")
            else numbers
        )
    same = same_of(inner, count)
    if same is not None:
        _passed(kind, name, [_json(same)], 1)
        column = RawColumn.alike(count, same)
    elif kind == "products":
        column = _at_once(name, inner, count) or _looked_at(kind, name, inner, count)
    else:
        column = _looked_at(kind, name, inner, count)
    return column if kind == "products" else column.values()


def _at_once(name: str, inner: bytes, count: int) -> RawColumn | None:
    """Return a column of goods of which no row was made an object; None = look at the rows."""
    if name in _AMOUNTS:
        if inner.translate(None, _DIGITS) or len(_numbers(inner, MAX_VALUE)) != count:
            return None
        return RawColumn(count, inner + b",", _number_ends(inner))
    ends = None
    if name in _TEXTS:
        ends = text_ends(inner, count)
    elif name in _LISTS:
        ends = list_ends(inner, count)
    if ends is None or not _is_harmless(inner, ends):
        return None
    return RawColumn(count, inner + b",", ends)


def _looked_at(kind: FeedKind, name: str, inner: bytes, count: int) -> RawColumn:
    """Return a column whose distinct rows were checked, or all rows if most are distinct."""
    opened, closed, pieces = pieces_of(inner)
    distinct = list(dict.fromkeys(pieces))
    if len(pieces) != count or len(distinct) * _FEW > count:
        return RawColumn.of(_passed(kind, name, _json(b"[" + inner + b"]"), count))
    # Each by itself: one that is no JSON could be made whole by its neighbour.
    known = [_json(opened + one + closed) for one in distinct]
    passed = _passed(kind, name, known, len(distinct))
    ends = ends_of(inner, count)
    if ends is None:
        raise _Unclear
    values = None
    if name in _VALUED or kind != "products":
        values = list(map(dict(zip(distinct, passed, strict=True)).__getitem__, pieces))
    return RawColumn(count, inner + b",", ends, values=values)


def _json(text: bytes) -> Any:
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise _Unclear from error


def _passed(kind: FeedKind, name: str, values: Any, count: int) -> list[Any]:
    """Return the values of a column when every check lets them in as they are."""
    if type(values) is not list or len(values) != count:
        raise _Unclear
    quick = QUICK.get((kind, name))
    checked = None if quick is None else quick(values)
    if checked is None:
        check = CHECKS[kind][name]
        try:
            checked = [check(value) for value in values]
        except (TypeError, ValueError) as error:
            raise _Unclear from error
    if checked is not values and checked != values:
        raise _Unclear
    return values


@lru_cache(maxsize=_KEPT)
def _ids(inner: bytes, greatest: int) -> Numbers:
    """Return ids that come again: all price types have nearly the same goods page by page."""
    ids = _numbers(inner, greatest)
    ids.flags.writeable = False
    return ids


def _numbers(inner: bytes, greatest: int) -> Numbers:
    """Return whole numbers from 0 to `greatest` in their only spelling."""
    if not inner or inner.translate(None, _DIGITS) or b",," in inner:
        raise _Unclear
    units = np.frombuffer(inner, dtype=np.uint8)
    if _COMMA in (units[0], units[-1]):
        raise _Unclear
    zeros = np.flatnonzero(units[:-1] == _ZERO)
    zeros = zeros[units[zeros + 1] != _COMMA]
    if len(zeros) and (zeros[0] == 0 or (units[zeros - 1] == _COMMA).any()):
        raise _Unclear
    numbers = np.fromstring(inner.decode("ascii"), dtype=np.int64, sep=",")
    # What is too large for the type has become its greatest value, which is too large, too.
    if numbers.max() > greatest:
        raise _Unclear
    return numbers


def _number_ends(inner: bytes) -> Numbers:
    commas = np.flatnonzero(np.frombuffer(inner, dtype=np.uint8) == _COMMA)
    return np.append(commas, len(inner)) + 1


def _is_harmless(inner: bytes, ends: Numbers) -> bool:
    """Say whether strings have nothing in them that a check would change or refuse."""
    units = np.frombuffer(inner, dtype=np.uint8)
    if units.min() < 0x20 or (units == 0x7F).any():
        return False
    if int(np.diff(ends, prepend=0).max()) > MAX_LINE:
        return False
    if inner.isascii():
        return True
    try:
        inner.decode()
    except UnicodeDecodeError:
        return False
    controls = np.flatnonzero(units == 0xC2)
    if (units[controls + 1] < 0xA0).any():
        return False
    signs = np.flatnonzero(units == 0xE2)
    second, third = units[signs + 1], units[signs + 2]
    marks = (third == 0x8E) | (third == 0x8F) | ((third >= 0xAA) & (third <= 0xAE))
    isolates = (third >= 0xA6) & (third <= 0xA9)
    return not (((second == 0x80) & marks) | ((second == 0x81) & isolates)).any()
