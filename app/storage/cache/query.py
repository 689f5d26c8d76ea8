"""From a query of the catalogue to ordered product ids with an exact count.

Every condition is a mask over all products; what is asked again and again is kept on the shelf
until the data under it changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from app.domain.product import BRAND, PROPERTY, WAREHOUSE, CatalogueQuery, QueryResult
from app.storage.cache import search
from app.storage.cache.blocks import read_rows
from app.storage.cache.finding import Finder, Found
from app.storage.cache.layout import (
    BRAND_CODE,
    CREATED_CODE,
    GROUP,
    NO_VALUE,
    STOCK,
)
from app.storage.cache.postings import Dictionary, Index
from app.storage.cache.scan import scanned
from app.storage.cache.shelf import kept
from app.storage.cache.sorting import Sorting, ids_of, order_of
from app.storage.cache.state import State
from app.storage.cache.vectors import ContractPrices, GroupTree

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3

    from numpy.typing import NDArray

    from app.storage.cache.postings import Mask
    from app.storage.cache.shelf import Shelf

    Ids = NDArray[np.int32]
    Values = NDArray[np.int64]


class Catalogue(State):
    """Answers queries over one open cache; used by one thread at a time, with the shelf's lock."""

    def __init__(self, connection: sqlite3.Connection, shelf: Shelf) -> None:
        super().__init__(connection, shelf)
        self._sorting = Sorting(self)

    def query(self, query: CatalogueQuery, prices: ContractPrices | None) -> QueryResult:
        """Return ordered ids and how the words were read; all of it from one state of the file."""
        with self.state():
            found, ready = self.find(query)
            mask = self.mask(query, prices, found)
            shown = self._sorting.ordered(mask, query, prices)
        if found is not None and found.exact:
            ids = ids_of(shown)
            pinned = np.isin(ids, found.exact)
            shown = order_of(np.concatenate([ids[pinned], ids[~pinned]]))
        if found is None:
            return QueryResult(shown, len(shown), "as_typed", query.words.strip(), ready)
        return QueryResult(shown, len(shown), found.reading, found.text, ready)

    def get_ready(self) -> None:
        """Read what the first search would have to read before it could begin."""
        with self.state():
            if self._index_ready():
                self._finder().get_ready()

    def order_ahead(self, prices: ContractPrices, *, descending: bool) -> None:
        """Make the order by these prices before it is asked for, holding nobody up meanwhile."""
        name = ("order", descending)
        with self.state():
            made_of, make = self._sorting.price_order(prices, descending=descending)
        with prices.making:
            # Prices that change meanwhile make their versions greater: this is then not taken.
            kept(prices.derived, name, made_of, make)

    def by_code(self, text: str, *, barcode: bool) -> list[int]:
        """Return the products with this code or barcode, in the order of their ids."""
        code = search.code(text)
        if not code:
            return []
        with self.state():
            if self._index_ready():
                return self._finder().by_code([code], barcodes_only=barcode)
            return scanned(self.connection, text, code=True, barcodes_only=barcode)

    def find(self, query: CatalogueQuery) -> tuple[Found | None, bool]:
        """Return what the words find, None without words; and whether the index was there."""
        words = query.words.strip()
        ready = self._index_ready()
        if not words:
            return None, ready
        if ready:
            return self._finder().find(words, readings=query.readings), True
        mask = np.zeros(self.length, dtype=bool)
        mask[scanned(self.connection, words)] = True
        return Found("as_typed", words, [], mask), False

    def mask(
        self,
        query: CatalogueQuery,
        prices: ContractPrices | None,
        found: Found | None,
        *,
        facets: bool = True,
    ) -> Mask | None:
        """Return the products that the query keeps, None for all of them."""
        masks: list[Mask] = []
        if found is not None:
            masks.append(found.mask)
        if query.scope_group is not None:
            masks.append(self._scope(query.scope_group))
        if query.only is not None:
            masks.append(self._only(query.only))
        if query.in_stock_warehouses is not None:
            masks.append(self.available(query.in_stock_warehouses))
        if query.new_since is not None:
            masks.append(self._new(query.new_since))
        if query.price_e4 is not None and prices is not None:
            masks.append(self._priced(query.price_e4, prices))
        if facets:
            masks.extend(self.facet(key, values) for key, values in query.facets)
        if not masks:
            return None
        result = masks[0]
        for mask in masks[1:]:
            result = result & mask
        return result

    def facet(self, key: str, values: frozenset[str]) -> Mask:
        """Return the products that have any of the values in a facet."""
        if key == WAREHOUSE:
            return self.available(tuple(int(one) for one in sorted(values) if one.isdecimal()))
        known = self.codes(code_key(key))
        wanted = np.zeros(known.size, dtype=bool)
        for code, texts in enumerate(known.texts):
            wanted[code] = not values.isdisjoint(texts)
        return np.asarray(wanted[known.numbers(self.length)])

    def available(self, warehouses: tuple[int, ...]) -> Mask:
        """Return the products with something free at any of the warehouses."""
        vectors = [self.vector(STOCK, one) for one in warehouses]
        made_of = (self.length, *(one.version for one in vectors))

        def make() -> NDArray[np.uint8]:
            mask = np.zeros(self.length, dtype=bool)
            for vector in vectors:
                mask |= vector.above(0, self.length)
            return np.packbits(mask)

        # Kept as bits: an eighth of a mask for each warehouse that facets are counted for.
        packed = self.shelf.kept(("available", warehouses), made_of, make)
        return np.unpackbits(packed, count=self.length).view(bool)

    def _finder(self) -> Finder:
        facts = dict(
            self.connection.execute(
                "SELECT name, value FROM meta WHERE name IN ('build', 'fresh')"
            ).fetchall()
        )
        build = facts.get("build")
        dictionaries: dict[int, Dictionary] = self.shelf.kept("dictionaries", build, dict)
        length = self.length
        index: Index = self.shelf.kept(
            "index",
            (build, facts.get("fresh"), length),
            lambda: Index(self.connection, length, dictionaries),
        )
        index.connection = self.connection
        return Finder(index, self._with_fragment)

    def _with_fragment(self, ids: list[int], part: str) -> list[int]:
        kept = []
        rows = read_rows(self.connection, ids, ("article", "other_codes"))
        for product, row in rows.items():
            codes = (row["article"], *row["other_codes"])
            if any(part in search.code(one) for one in codes):
                kept.append(product)
        return kept

    def _index_ready(self) -> bool:
        row = self.connection.execute("SELECT 1 FROM meta WHERE name = 'stage:index'").fetchone()
        return row is not None

    def _scope(self, group: int) -> Mask:
        groups = self.vector(GROUP, 0)
        rows = self.connection.execute("SELECT id, parent FROM groups").fetchall()
        below = GroupTree(dict(rows)).below(group)

        def make() -> Mask:
            known, places = self.shelf.kept(
                "groups",
                groups.version,
                lambda: _compact(np.unique(groups.numbers(len(groups)), return_inverse=True)),
            )
            wanted = np.isin(known, np.fromiter(below, dtype=np.int64, count=len(below)))
            return np.asarray(wanted[places])

        return self.shelf.kept("scope", (group, frozenset(below), groups.version), make)

    def _only(self, ids: frozenset[int]) -> Mask:
        mask = np.zeros(self.length, dtype=bool)
        given = np.fromiter(ids, dtype=np.int64, count=len(ids))
        mask[given[(given >= 0) & (given < self.length)]] = True
        return mask

    def _new(self, since: str) -> Mask:
        first = _date(since).toordinal()
        return np.asarray(self.codes(CREATED_CODE).numbers(self.length) >= max(first, 1))

    def _priced(self, bounds: tuple[int | None, int | None], prices: ContractPrices) -> Mask:
        values = self.prices(prices)()
        low, high = bounds
        mask = values > NO_VALUE
        if low is not None:
            mask &= values >= low
        if high is not None:
            mask &= values <= high
        return mask


def code_key(key: str) -> int:
    """Return the key of a facet's code vector (KeyError for a facet that has none)."""
    if key == BRAND:
        return BRAND_CODE
    number = key.removeprefix(PROPERTY)
    if number == key or not number.isdecimal():
        raise KeyError(key)
    return int(number)


def _compact(found: tuple[Values, NDArray[np.intp]]) -> tuple[Values, NDArray[Any]]:
    known, places = found
    return known, places.astype(np.uint16 if len(known) < 2**16 else np.int32)


def _date(text: str) -> dt.date:
    import datetime as dt

    return dt.date.fromisoformat(text[:10])
