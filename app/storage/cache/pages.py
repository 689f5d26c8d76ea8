"""Checks of a feed page before it may touch the cache: the gateway's words are hostile until then.

A page is refused whole with ProtocolBroken; the cache stays as it was. Control characters are not
a reason to refuse: 1C's users paste all kinds of text, so they are replaced where they are found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from app.domain.errors import ProtocolBroken
from app.storage.cache.layout import MAX_PRODUCT_ID, MAX_VALUE
from app.storage.cache.quick_checks import MAX_ID, MAX_ITEMS, MAX_LINE, MAX_TEXT, QUICK
from contract.documents import Document
from contract.feed import COLUMNS, LIMITS, FeedKind
from contract.finance import LedgerEntry
from contract.orders import Order

if TYPE_CHECKING:
    from contract.base import Answer

MAX_CURSOR = 70_000
MAX_GROUP_DEPTH = 32

# Characters that can hide, reorder or break a line of text on the screen.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

Check = Callable[[Any], Any]
TextCheck = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Page:
    """One checked page: `columns` are lists of `count` values named as in `contract.feed.COLUMNS`;
    numbers of prices and stock may be arrays of int64.

    `gone` holds ids, for stock pairs of product and warehouse. `key` is the price type of prices,
    else 0.
    """

    kind: FeedKind
    key: int
    epoch: str
    as_of: str | None
    columns: dict[str, Any]
    count: int
    gone: list[Any]
    after: str
    more: bool

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows as tuples in the order of the columns."""
        return list(zip(*map(_plain, self.columns.values()), strict=True))


def read_page(raw: Mapping[str, Any], kind: FeedKind, key: int = 0) -> Page:
    """Return the checked page of an answer (ProtocolBroken says what is wrong with it)."""
    if raw.get("end") is not True:
        raise broken(kind, "the answer was cut")
    if raw.get("kind") != kind:
        raise broken(kind, "another kind came")
    told = raw.get("columns")
    if not isinstance(told, dict):
        raise broken(kind, "no columns")
    columns: dict[str, Any] = {}
    for name in COLUMNS[kind]:
        column = told.get(name)
        if not isinstance(column, list):
            raise broken(kind, f"column {name} is missing")
        columns[name] = column
    length = len(next(iter(columns.values())))
    if any(len(column) != length for column in columns.values()):
        raise broken(kind, "columns of different length")
    gone = raw.get("gone", [])
    if not isinstance(gone, list) or max(length, len(gone)) > 2 * LIMITS[kind]:
        raise broken(kind, "too many rows")
    for name, column in columns.items():
        columns[name] = _checked(kind, name, column)
    _refuse_twins(kind, columns, length)
    try:
        return Page(
            kind=kind,
            key=key,
            epoch=_line(raw["epoch"]),
            as_of=None if raw.get("as_of") is None else moment(raw["as_of"]),
            columns=columns,
            count=length,
            gone=[_gone(kind, one) for one in gone],
            after=_cursor(raw["after"]),
            more=_flag(raw["more"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise broken(kind, str(error)) from error


def _checked(kind: FeedKind, name: str, column: list[Any]) -> Any:
    """Return the column with every value checked: at once where that can vouch for all of them."""
    check = _CHECKS[kind][name]
    quick = QUICK.get((kind, name))
    if quick is not None:
        vouched = quick(column)
        if vouched is not None:
            return vouched
    try:
        return [check(value) for value in column]
    except (TypeError, ValueError) as error:
        raise broken(kind, f"column {name}: {error}") from error


def _refuse_twins(kind: FeedKind, columns: Mapping[str, Any], length: int) -> None:
    names = list(columns)
    identity = columns[names[0]]
    if kind == "stock":
        warehouses = columns[names[1]]
        if isinstance(identity, np.ndarray) and isinstance(warehouses, np.ndarray):
            known, places = np.unique(warehouses, return_inverse=True)
            identity = identity * len(known) + places
        else:
            identity = list(zip(_plain(identity), _plain(warehouses), strict=True))
    if isinstance(identity, np.ndarray):
        distinct = length if (np.diff(identity) > 0).all() else len(np.unique(identity))
    else:
        distinct = len(set(identity))
    if distinct != length:
        raise broken(kind, "an id comes twice")


def _plain(column: Any) -> list[Any]:
    return list(column.tolist() if isinstance(column, np.ndarray) else column)


def harmless(text: str) -> str:
    """Return the text with characters that could hide or reorder it replaced by a visible sign."""
    return _HARMFUL.sub("\ufffd", text)


def harmless_json(value: Any, depth: int = 0) -> Any:
    """Return a JSON value with every text in it harmless (ValueError when it is too deep)."""
    if depth > 16:
        message = "nested too deep"
        raise ValueError(message)
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, list):
        return [harmless_json(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {harmless(name): harmless_json(one, depth + 1) for name, one in value.items()}
    return value


def moment(value: Any) -> str:
    """Return an RFC 3339 time with offset as it came (ValueError else)."""
    text = _line(value)
    if datetime.fromisoformat(text).tzinfo is None:
        message = "a time without offset"
        raise ValueError(message)
    return text


def broken(kind: str, detail: str) -> ProtocolBroken:
    """Return the refusal of a page of this kind."""
    return ProtocolBroken(f"feed {kind}: {detail}")


def _whole(low: int, high: int) -> Check:
    def check(value: Any) -> int:
        # bool is an int in Python and a mistake on the wire.
        if type(value) is not int:
            message = f"not a whole number: {type(value).__name__}"
            raise TypeError(message)
        if not low <= value <= high:
            message = f"out of range: {value}"
            raise ValueError(message)
        return value

    return check


def _optional(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _limited(limit: int) -> TextCheck:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            message = f"not a text: {type(value).__name__}"
            raise TypeError(message)
        if len(value) > limit:
            message = f"longer than {limit}"
            raise ValueError(message)
        return _HARMFUL.sub("\ufffd", value)

    return check


_line = _limited(MAX_LINE)
_text = _limited(MAX_TEXT)
_cursor = _limited(MAX_CURSOR)


def _empty_as_none(check: Check) -> Check:
    return lambda value: "" if value is None else check(value)


def _flag(value: Any) -> bool:
    if type(value) is bool:
        return value
    message = "not yes or no"
    raise TypeError(message)


def _items(check: Check) -> Check:
    def each(value: Any) -> list[Any]:
        if value is None:
            return []
        if type(value) is not list:
            message = "not a list"
            raise TypeError(message)
        if len(value) > MAX_ITEMS:
            message = "too many items"
            raise ValueError(message)
        return [check(one) for one in value]

    return each


def _unit(value: Any) -> list[Any]:
    name, factor_milli, decimals = value
    return [_line(name), _whole(1, MAX_VALUE)(factor_milli), _whole(0, 6)(decimals)]


def _value(value: Any) -> Any:
    if value is None or type(value) in (bool, int, float):
        return value
    if type(value) is list:
        return _items(_line)(value)
    return _line(value)


def _values(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if type(value) is not dict:
        message = "not a mapping"
        raise TypeError(message)
    if len(value) > MAX_ITEMS:
        message = "too many properties"
        raise ValueError(message)
    return {str(int(name)): _value(one) for name, one in value.items()}


def _message(model: type[Answer]) -> Check:
    def check(value: Any) -> dict[str, Any]:
        # ValidationError is a ValueError, so a wrong message refuses the page like a wrong number.
        checked = model.model_validate(value).model_dump(mode="json")
        return dict(harmless_json(checked))

    return check


def _day(value: Any) -> str:
    text = _line(value)
    datetime.fromisoformat(text)
    return text


def _gone(kind: FeedKind, value: Any) -> Any:
    if kind == "stock":
        product, warehouse = value
        return (_product(product), _id(warehouse))
    return _product(value) if kind in ("products", "prices") else _id(value)


_id = _whole(0, MAX_ID)
_product = _whole(0, MAX_PRODUCT_ID)
_amount = _whole(-MAX_VALUE, MAX_VALUE)
_small = _whole(-(2**31), 2**31)

_CHECKS: dict[FeedKind, dict[str, Check]] = {
    "groups": {
        "id": _id,
        "guid": _line,
        "parent": _optional(_id),
        "name": _line,
        "order": _small,
    },
    "properties": {
        "id": _id,
        "name": _line,
        "unit": _empty_as_none(_line),
        "type": _line,
        "group_ids": _items(_id),
        "row_order": _optional(_small),
        "card_order": _optional(_small),
        "facet_order": _optional(_small),
        "is_tag": _flag,
    },
    "products": {
        "id": _product,
        "guid": _line,
        "variant": _optional(_line),
        "group": lambda value: 0 if value is None else _id(value),
        "article": _empty_as_none(_line),
        "other_codes": _items(_line),
        "name": _line,
        "synonyms": lambda value: [_text(value)] if type(value) is str else _items(_line)(value),
        "brand": _empty_as_none(_line),
        "unit": _empty_as_none(_line),
        "units": _items(_unit),
        "pack_milli": _optional(_whole(1, MAX_VALUE)),
        "pack_name": _empty_as_none(_line),
        "weight_g": _optional(_amount),
        "volume_cm3": _optional(_amount),
        "barcodes": _items(_line),
        "vat_rate": _optional(_whole(0, 100)),
        "properties": _values,
        "images": _items(_line),
        "analogues": _items(_id),
        "replaced_by": _optional(_id),
        "discontinued": _flag,
        "created_on": _optional(_day),
        "note": _empty_as_none(_text),
        "orderable": _flag,
        "why_not": _empty_as_none(_line),
    },
    "prices": {"ids": _product, "prices_e4": _optional(_amount)},
    "stock": {
        "ids": _product,
        "warehouses": _id,
        "free_milli": _optional(_amount),
        "at_least": lambda value: value is not None and _flag(value),
        "reserved_mine_milli": _optional(_amount),
        "expected_on": _optional(_day),
        "expected_milli": _optional(_amount),
        "expected_note": _empty_as_none(_line),
    },
    "orders": {"id": _id, "order": _message(Order)},
    "documents": {"id": _id, "document": _message(Document)},
    "ledger": {"id": _id, "entry": _message(LedgerEntry)},
    "news": {
        "id": _id,
        "at": moment,
        "until": _optional(moment),
        "title": _line,
        "text": _empty_as_none(_text),
        "link": _empty_as_none(_line),
        "importance": _value,
    },
}
