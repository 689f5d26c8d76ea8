"""Checks of a feed page before it may touch the cache: the gateway's words are hostile until then.

A page is refused whole with ProtocolBroken; the cache stays as it was. A page in the gateway's own
spelling is cut into its columns as bytes and only as much of it is made into objects as is asked
for; every other page is read the plain way. What either lets in is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic_core import from_json

from app.domain.errors import ProtocolBroken
from app.storage.cache import raw_pages
from app.storage.cache.checks import (
    CHECKS,
    check_cursor,
    check_flag,
    check_id,
    check_line,
    check_product,
    moment,
)
from app.storage.cache.quick_checks import QUICK
from contract.feed import COLUMNS, LIMITS, FeedKind

MAX_GROUP_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Page:
    """One checked page: `columns` are sequences of `count` values named as in
    `contract.feed.COLUMNS`; numbers may be arrays of int64, columns of goods `RawColumn`.

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


def read_page(raw: bytes | Mapping[str, Any], kind: FeedKind, key: int = 0) -> Page:
    """Return the checked page of an answer (ProtocolBroken says what is wrong with it).

    The answer comes as the bytes of its body, or as what JSON makes of them.
    """
    if isinstance(raw, bytes):
        found = raw_pages.columns_of(raw, kind)
        if found is not None:
            head, columns = found
            return _page(head, columns, kind, key)
        raw = _parsed(raw)
    told = raw.get("columns")
    if raw.get("end") is not True:
        raise broken(kind, "the answer was cut")
    if raw.get("kind") != kind:
        raise broken(kind, "another kind came")
    if not isinstance(told, dict):
        raise broken(kind, "no columns")
    columns = {}
    for name in COLUMNS[kind]:
        column = told.get(name)
        if not isinstance(column, list):
            raise broken(kind, f"column {name} is missing")
        columns[name] = column
    length = len(next(iter(columns.values())))
    if any(len(column) != length for column in columns.values()):
        raise broken(kind, "columns of different length")
    if length > 2 * LIMITS[kind]:
        raise broken(kind, "too many rows")
    for name, column in columns.items():
        columns[name] = _checked(kind, name, column)
    return _page(raw, columns, kind, key)


def _parsed(body: bytes) -> Mapping[str, Any]:
    try:
        page = from_json(body, allow_inf_nan=False)
    except ValueError as error:
        message = "the page is not JSON"
        raise ProtocolBroken(message) from error
    if not isinstance(page, dict):
        message = "the page is not a JSON object"
        raise ProtocolBroken(message)
    return page


def _page(head: Mapping[str, Any], columns: dict[str, Any], kind: FeedKind, key: int) -> Page:
    """Return the page of checked columns when all around them is right, too."""
    if head.get("end") is not True:
        raise broken(kind, "the answer was cut")
    if head.get("kind") != kind:
        raise broken(kind, "another kind came")
    length = len(next(iter(columns.values())))
    gone = head.get("gone", [])
    if not isinstance(gone, list) or max(length, len(gone)) > 2 * LIMITS[kind]:
        raise broken(kind, "too many rows")
    _refuse_twins(kind, columns, length)
    try:
        return Page(
            kind=kind,
            key=key,
            epoch=check_line(head["epoch"]),
            as_of=None if head.get("as_of") is None else moment(head["as_of"]),
            columns=columns,
            count=length,
            gone=[_gone(kind, one) for one in gone],
            after=check_cursor(head["after"]),
            more=check_flag(head["more"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise broken(kind, str(error)) from error


def _checked(kind: FeedKind, name: str, column: list[Any]) -> Any:
    """Return the column with every value checked: at once where that can vouch for all of them."""
    quick = QUICK.get((kind, name))
    if quick is not None:
        vouched = quick(column)
        if vouched is not None:
            return vouched
    check = CHECKS[kind][name]
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


def broken(kind: str, detail: str) -> ProtocolBroken:
    """Return the refusal of a page of this kind."""
    return ProtocolBroken(f"feed {kind}: {detail}")


def _gone(kind: FeedKind, value: Any) -> Any:
    if kind == "stock":
        product, warehouse = value
        return (check_product(product), check_id(warehouse))
    return check_product(value) if kind in ("products", "prices") else check_id(value)
