"""Quick checks of whole columns: each vouches for all values at once, or leaves it to the slow one.

The slow checks of `pages` say what is right; these only recognise columns in which nothing can be
wrong. Checking every value by itself took longer than storing it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from app.storage.cache.layout import MAX_PRODUCT_ID, MAX_VALUE

if TYPE_CHECKING:
    from contract.feed import FeedKind

MAX_ID = 2**53
MAX_LINE = 1_000
MAX_TEXT = 8_000
MAX_ITEMS = 1_000

Column = list[Any]
Quick = Callable[[Column], Column | None]

_NONE = type(None)
_SHORT = 10  # letters of an ISO date


def _whole(low: int, high: int, column: Column) -> Column | None:
    if column and set(map(type, column)) != {int}:
        return None
    return column if not column or (low <= min(column) and max(column) <= high) else None


def _whole_or_none(low: int, high: int, column: Column) -> Column | None:
    kinds = set(map(type, column))
    if _NONE not in kinds:
        return _whole(low, high, column)
    if kinds == {_NONE}:
        return column
    known = [one for one in column if one is not None]
    return None if _whole(low, high, known) is None else column


def _flags(column: Column) -> Column | None:
    return column if set(map(type, column)) <= {bool} else None


def _texts(limit: int, column: Column) -> Column | None:
    """Printable is less than harmless: other spaces and signs of direction are looked at slowly."""
    if not set(map(type, column)) <= {str}:
        return None
    if max(map(len, column), default=0) > limit or not "".join(column).isprintable():
        return None
    return column


def _texts_or_none(limit: int, column: Column) -> Column | None:
    if _NONE not in set(map(type, column)):
        return _texts(limit, column)
    return _texts(limit, ["" if one is None else one for one in column])


def _variant(column: Column) -> Column | None:
    if set(map(type, column)) == {_NONE}:
        return column
    known = [one for one in column if one is not None]
    return None if _texts(MAX_LINE, known) is None else column


def _days(column: Column) -> Column | None:
    kinds = set(map(type, column))
    if kinds <= {_NONE}:
        return column
    if not kinds <= {str, _NONE}:
        return None
    days = {one for one in column if one is not None}
    if any(len(one) != _SHORT for one in days):
        return None
    try:
        for one in days:
            dt.date.fromisoformat(one)
    except ValueError:
        return None
    return column


def _lists(items: Quick, column: Column) -> Column | None:
    kinds = set(map(type, column))
    if not kinds <= {list, _NONE}:
        return None
    if _NONE in kinds:
        column = [[] if one is None else one for one in column]
    if max(map(len, column), default=0) > MAX_ITEMS:
        return None
    return None if items(list(chain.from_iterable(column))) is None else column


def _units(column: Column) -> Column | None:
    if not column:
        return column
    if set(map(type, column)) != {list} or set(map(len, column)) != {3}:
        return None
    names, factors, decimals = map(list, zip(*column, strict=True))
    good = (
        _texts(MAX_LINE, names) is not None
        and _whole(1, MAX_VALUE, factors) is not None
        and _whole(0, 6, decimals) is not None
    )
    return column if good else None


def _properties(column: Column) -> Column | None:
    kinds = set(map(type, column))
    if not kinds <= {dict, _NONE}:
        return None
    if _NONE in kinds:
        column = [{} if one is None else one for one in column]
    if max(map(len, column), default=0) > MAX_ITEMS:
        return None
    if not all(map(_canonical, set(chain.from_iterable(column)))):
        return None
    values = list(chain.from_iterable(map(dict.values, column)))
    if not set(map(type, values)) <= {str, int, bool, float, _NONE}:
        return None
    texts = [one for one in values if type(one) is str]
    return None if _texts(MAX_LINE, texts) is None else column


def _canonical(name: str) -> bool:
    return name.isascii() and name.isdigit() and str(int(name)) == name


_id: Quick = partial(_whole, 0, MAX_ID)
_product: Quick = partial(_whole, 0, MAX_PRODUCT_ID)
_amount: Quick = partial(_whole_or_none, -MAX_VALUE, MAX_VALUE)
_line: Quick = partial(_texts, MAX_LINE)
_line_or_none: Quick = partial(_texts_or_none, MAX_LINE)
_lines: Quick = partial(_lists, _line)

QUICK: dict[tuple[FeedKind, str], Quick] = {
    ("products", "id"): _product,
    ("products", "guid"): _line,
    ("products", "variant"): _variant,
    ("products", "group"): _id,
    ("products", "article"): _line_or_none,
    ("products", "other_codes"): _lines,
    ("products", "name"): _line,
    ("products", "synonyms"): _lines,
    ("products", "brand"): _line_or_none,
    ("products", "unit"): _line_or_none,
    ("products", "units"): partial(_lists, _units),
    ("products", "pack_milli"): partial(_whole_or_none, 1, MAX_VALUE),
    ("products", "pack_name"): _line_or_none,
    ("products", "weight_g"): _amount,
    ("products", "volume_cm3"): _amount,
    ("products", "barcodes"): _lines,
    ("products", "vat_rate"): partial(_whole_or_none, 0, 100),
    ("products", "properties"): _properties,
    ("products", "images"): _lines,
    ("products", "analogues"): partial(_lists, _id),
    ("products", "replaced_by"): partial(_whole_or_none, 0, MAX_ID),
    ("products", "discontinued"): _flags,
    ("products", "created_on"): _days,
    ("products", "note"): partial(_texts_or_none, MAX_TEXT),
    ("products", "orderable"): _flags,
    ("products", "why_not"): _line_or_none,
    ("prices", "ids"): _product,
    ("prices", "prices_e4"): _amount,
    ("stock", "ids"): _product,
    ("stock", "warehouses"): _id,
    ("stock", "free_milli"): _amount,
    ("stock", "at_least"): _flags,
    ("stock", "reserved_mine_milli"): _amount,
    ("stock", "expected_on"): _days,
    ("stock", "expected_milli"): _amount,
    ("stock", "expected_note"): _line_or_none,
}
"""Columns of the large kinds."""
