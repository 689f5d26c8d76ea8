"""Checks of every value of the feed, one by one: they say what is right.

Control characters are not a reason to refuse: 1C's users paste all kinds of text, so they are
replaced where they are found.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.storage.cache.layout import MAX_PRODUCT_ID, MAX_VALUE
from app.storage.cache.quick_checks import MAX_ID, MAX_ITEMS, MAX_LINE, MAX_TEXT
from contract.documents import Document
from contract.finance import LedgerEntry
from contract.orders import Order

if TYPE_CHECKING:
    from contract.base import Answer
    from contract.feed import FeedKind

MAX_CURSOR = 70_000

# Characters that can hide, reorder or break a line of text on the screen.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

Check = Callable[[Any], Any]
TextCheck = Callable[[Any], str]


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
    text = check_line(value)
    if datetime.fromisoformat(text).tzinfo is None:
        message = "a time without offset"
        raise ValueError(message)
    return text


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


check_line = _limited(MAX_LINE)
check_text = _limited(MAX_TEXT)
check_cursor = _limited(MAX_CURSOR)


def _empty_as_none(check: Check) -> Check:
    return lambda value: "" if value is None else check(value)


def check_flag(value: Any) -> bool:
    """Return yes or no as it came (TypeError else)."""
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
    return [check_line(name), _whole(1, MAX_VALUE)(factor_milli), _whole(0, 6)(decimals)]


def _value(value: Any) -> Any:
    if value is None or type(value) in (bool, int, float):
        return value
    if type(value) is list:
        return _items(check_line)(value)
    return check_line(value)


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
    text = check_line(value)
    datetime.fromisoformat(text)
    return text


check_id = _whole(0, MAX_ID)
check_product = _whole(0, MAX_PRODUCT_ID)
_amount = _whole(-MAX_VALUE, MAX_VALUE)
_small = _whole(-(2**31), 2**31)

CHECKS: dict[FeedKind, dict[str, Check]] = {
    "groups": {
        "id": check_id,
        "guid": check_line,
        "parent": _optional(check_id),
        "name": check_line,
        "order": _small,
    },
    "properties": {
        "id": check_id,
        "name": check_line,
        "unit": _empty_as_none(check_line),
        "type": check_line,
        "group_ids": _items(check_id),
        "row_order": _optional(_small),
        "card_order": _optional(_small),
        "facet_order": _optional(_small),
        "is_tag": check_flag,
    },
    "products": {
        "id": check_product,
        "guid": check_line,
        "variant": _optional(check_line),
        "group": lambda value: 0 if value is None else check_id(value),
        "article": _empty_as_none(check_line),
        "other_codes": _items(check_line),
        "name": check_line,
        "synonyms": lambda value: (
            [check_text(value)] if type(value) is str else _items(check_line)(value)
        ),
        "brand": _empty_as_none(check_line),
        "unit": _empty_as_none(check_line),
        "units": _items(_unit),
        "pack_milli": _optional(_whole(1, MAX_VALUE)),
        "pack_name": _empty_as_none(check_line),
        "weight_g": _optional(_amount),
        "volume_cm3": _optional(_amount),
        "barcodes": _items(check_line),
        "vat_rate": _optional(_whole(0, 100)),
        "properties": _values,
        "images": _items(check_line),
        "analogues": _items(check_id),
        "replaced_by": _optional(check_id),
        "discontinued": check_flag,
        "created_on": _optional(_day),
        "note": _empty_as_none(check_text),
        "orderable": check_flag,
        "why_not": _empty_as_none(check_line),
    },
    "prices": {"ids": check_product, "prices_e4": _optional(_amount)},
    "stock": {
        "ids": check_product,
        "warehouses": check_id,
        "free_milli": _optional(_amount),
        "at_least": lambda value: value is not None and check_flag(value),
        "reserved_mine_milli": _optional(_amount),
        "expected_on": _optional(_day),
        "expected_milli": _optional(_amount),
        "expected_note": _empty_as_none(check_line),
    },
    "orders": {"id": check_id, "order": _message(Order)},
    "documents": {"id": check_id, "document": _message(Document)},
    "ledger": {"id": check_id, "entry": _message(LedgerEntry)},
    "news": {
        "id": check_id,
        "at": moment,
        "until": _optional(moment),
        "title": check_line,
        "text": _empty_as_none(check_text),
        "link": _empty_as_none(check_line),
        "importance": _value,
    },
}
"""By kind and column; each raises TypeError or ValueError for what must not come in."""
