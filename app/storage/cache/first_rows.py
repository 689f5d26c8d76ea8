"""The first ids of an order that the file does not keep, remembered for the next start.

They are true as long as the file is in the state they were taken from: what the order is made of
has marks that no other state has. Standard library only: the first page reads it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from app.domain.product import CatalogueQuery, Sort
from app.storage.cache.layout import CODE, GROUP, ORDER, SORT_KEYS, STOCK, UNIT_CODE, mark_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.storage.cache.reader import CacheReader
    from app.storage.cache.vectors import ContractPrices

MOST = 100
"""More rows are on no screen."""

_WAY = 1
"""Another number when products are put in order in another way."""

_STOCK_OF = "stock:"


class FirstRows(NamedTuple):
    """The first ids of the whole list; `sort` as the cache knows it, `contract` '' for none."""

    sort: Sort
    contract: str
    state: str
    ids: tuple[int, ...]

    def to_text(self) -> str:
        """Return them as text to be kept."""
        return json.dumps([*self.sort, *self[1:]])

    @classmethod
    def from_text(cls, text: str) -> FirstRows | None:
        """Return what was kept, None when it cannot be read."""
        try:
            key, descending, contract, state, ids = json.loads(text)
        except (TypeError, ValueError):
            return None
        texts = all(isinstance(one, str) for one in (key, contract, state))
        if not texts or not isinstance(descending, bool) or not isinstance(ids, list):
            return None
        if not all(type(one) is int and 0 <= one < 2**31 for one in ids):
            return None
        return cls(Sort(key, descending), contract, state, tuple(ids))


def first_rows(
    reader: CacheReader,
    sort: Sort,
    contract: str,
    prices: ContractPrices | None,
    known: FirstRows | None = None,
) -> FirstRows | None:
    """Return the first rows of the whole list in this order; the `known` ones if they still are.

    None when the file keeps the order itself, or when nothing can tell its state.
    """
    before = state_of(reader, sort, prices)
    if before is None:
        return None
    if known is not None and known[:3] == (sort, contract, before):
        return known
    ids = reader.query(CatalogueQuery(sort=sort), prices).ids[:MOST]
    # A change that came between is told anew, and then it is asked again.
    if state_of(reader, sort, prices) != before:
        return None
    return FirstRows(sort, contract, before, tuple(ids))


def state_of(reader: CacheReader, sort: Sort, prices: ContractPrices | None) -> str | None:
    """Return what an order is made of as the file has it now, None when that cannot be told."""
    vectors, terms = _made_of(sort, prices, reader.profile() or {})
    if not vectors:
        return None
    marks = [reader.meta(mark_name(*one)) for one in [(ORDER, SORT_KEYS["name"]), *vectors]]
    if None in marks:
        # Written by a program that made no marks: nobody knows whether it has changed since.
        return None
    return f"{_WAY} {crc32(terms.encode()):08x} {' '.join(one or '' for one in marks)}"


def _made_of(
    sort: Sort, prices: ContractPrices | None, profile: Mapping[str, Any]
) -> tuple[list[tuple[str, int]], str]:
    """Return the vectors that an order is made of, and what else says how."""
    if sort.key == "price" and prices is not None:
        vectors = [(one.kind, one.key) for one in prices.vectors]
        if prices.terms.rule.group_discounts:
            vectors.append((GROUP, 0))
        return vectors, prices.made_by
    if sort.key == "unit":
        return [(CODE, UNIT_CODE)], ""
    number = sort.key.removeprefix(_STOCK_OF)
    if number != sort.key:
        for warehouse in profile.get("warehouses", ()):
            if str(warehouse["id"]) == number:
                told = (warehouse["guid"], warehouse.get("counted", True))
                return [(STOCK, warehouse["id"])], repr(told)
    return [], ""
