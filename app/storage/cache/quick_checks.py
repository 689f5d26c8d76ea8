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

import numpy as np

from app.storage.cache.layout import MAX_PRODUCT_ID, MAX_VALUE

if TYPE_CHECKING:
    from contract.feed import FeedKind

MAX_ID = 2**53
MAX_LINE = 1_000
MAX_TEXT = 8_000
MAX_ITEMS = 1_000

Column = Any
"""A list, or for numbers of large kinds an array of int64."""
Quick = Callable[[Column], Column | None]

_NONE = type(None)
_SHORT = 10  # letters of an ISO date


def _whole(low: int, high: int, column: Column) -> Column | None:
    if column and set(map(type, column)) != {int}:
        return None
    return column if not column or (low <= min(column) and max(column) <= high) else None


def _numbers(low: int, high: int, column: Column) -> Column | None:
    """Vouch for many numbers by numpy, which takes half of the time."""
    if not column or set(map(type, column)) != {int}:
        return None
    try:
        numbers = np.array(column, dtype=np.int64)
    except OverflowError:
        return None
    return numbers if low <= numbers.min() and numbers.max() <= high else None


def _whole_or_none(low: int, high: int, column: Column) -> Column | None:
    if column.count(None) == len(column):
        return column
    kinds = set(map(type, column))
    if _NONE not in kinds:
        return _whole(low, high, column)
    known = [one for one in column if one is not None]
    return None if _whole(low, high, known) is None else column


def _flags(column: Column) -> Column | None:
    return column if set(map(type, column)) <= {bool} else None


def _texts(limit: int, column: Column) -> Column | None:
    """Printable is less than harmless: other spaces and signs of direction are looked at slowly."""
    try:
        text = "".join(column)
    except TypeError:
        return None
    if not text.isprintable():
        return None
    return column if len(text) <= limit or max(map(len, column)) <= limit else None


def _few_texts(limit: int, column: Column) -> Column | None:
    """Vouch for a column in which texts repeat: each is looked at once."""
    try:
        distinct = set(column)
    except TypeError:
        return None
    absent = None in distinct
    distinct.discard(None)
    if _texts(limit, list(distinct)) is None:
        return None
    return ["" if one is None else one for one in column] if absent else column


def _variant(column: Column) -> Column | None:
    if column.count(None) == len(column):
        return column
    known = [one for one in column if one is not None]
    return None if _texts(MAX_LINE, known) is None else column


def _days(column: Column) -> Column | None:
    if column.count(None) == len(column):
        return column
    try:
        days = set(column)
    except TypeError:
        return None
    days.discard(None)
    if set(map(type, days)) != {str} or set(map(len, days)) != {_SHORT}:
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
    if not any(column):
        return column if _NONE not in kinds else [[] for _ in column]
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
    if not any(column):
        return column
    if not all(map(_canonical, set(chain.from_iterable(column)))):
        return None
    values = list(chain.from_iterable(map(dict.values, column)))
    if not set(map(type, values)) <= {str, int, bool, float, _NONE}:
        return None
    texts = [one for one in set(values) if type(one) is str]
    return None if _texts(MAX_LINE, texts) is None else column


def _canonical(name: str) -> bool:
    return name.isascii() and name.isdigit() and str(int(name)) == name


_id: Quick = partial(_whole, 0, MAX_ID)
_product: Quick = partial(_whole, 0, MAX_PRODUCT_ID)
_amount: Quick = partial(_whole_or_none, -MAX_VALUE, MAX_VALUE)
_line: Quick = partial(_texts, MAX_LINE)
_few: Quick = partial(_few_texts, MAX_LINE)
_lines: Quick = partial(_lists, _line)

QUICK: dict[tuple[FeedKind, str], Quick] = {
    ("products", "id"): _product,
    ("products", "guid"): _line,
    ("products", "variant"): _variant,
    ("products", "group"): _id,
    ("products", "article"): _line,
    ("products", "other_codes"): _lines,
    ("products", "name"): _line,
    ("products", "synonyms"): _lines,
    ("products", "brand"): _few,
    ("products", "unit"): _few,
    ("products", "units"): partial(_lists, _units),
    ("products", "pack_milli"): partial(_whole_or_none, 1, MAX_VALUE),
    ("products", "pack_name"): _few,
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
    ("products", "note"): partial(_few_texts, MAX_TEXT),
    ("products", "orderable"): _flags,
    ("products", "why_not"): _few,
    ("prices", "ids"): partial(_numbers, 0, MAX_PRODUCT_ID),
    ("prices", "prices_e4"): partial(_numbers, -MAX_VALUE, MAX_VALUE),
    ("stock", "ids"): partial(_numbers, 0, MAX_PRODUCT_ID),
    ("stock", "warehouses"): partial(_numbers, 0, MAX_ID),
    ("stock", "free_milli"): partial(_numbers, -MAX_VALUE, MAX_VALUE),
    ("stock", "at_least"): _flags,
    ("stock", "reserved_mine_milli"): _amount,
    ("stock", "expected_on"): _days,
    ("stock", "expected_milli"): _amount,
    ("stock", "expected_note"): _few,
}
"""Columns of the large kinds."""
