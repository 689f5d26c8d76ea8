"""From a query of the catalogue to ordered product ids with an exact count.

Every condition is a mask over all products; what is asked again and again is kept on the shelf
until the data under it changes.
"""

from __future__ import annotations

import json
from array import array
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from app.domain.product import BRAND, PROPERTY, WAREHOUSE, CatalogueQuery, QueryResult
from app.storage.cache import search
from app.storage.cache.code_vectors import CodeVector
from app.storage.cache.finding import Finder, Found
from app.storage.cache.layout import (
    BRAND_CODE,
    CREATED_CODE,
    GROUP,
    NO_ROW,
    NO_VALUE,
    STOCK,
    UNIT_CODE,
)
from app.storage.cache.postings import Dictionary, Index
from app.storage.cache.rest import unpacked_rest
from app.storage.cache.scan import scanned
from app.storage.cache.shelf import kept, stamp_of
from app.storage.cache.vectors import ContractPrices, GroupTree

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from app.storage.cache.postings import Mask
    from app.storage.cache.shelf import Shelf
    from app.storage.cache.vectors import Vector

    Ids = NDArray[np.int32]
    Values = NDArray[np.int64]

_CHUNK = 500
_PART_OF_ALL = 16  # of fewer products the places are sorted; else the whole order is sifted
_STOCK_OF = "stock:"


class Catalogue:
    """Answers queries over one open cache; used by one thread at a time, with the shelf's lock."""

    def __init__(self, connection: sqlite3.Connection, shelf: Shelf) -> None:
        self._connection = connection
        self._shelf = shelf
        self._stamp = 0

    def query(self, query: CatalogueQuery, prices: ContractPrices | None) -> QueryResult:
        """Return ordered ids and how the words were read; all of it from one state of the file."""
        with self.state():
            found, ready = self.find(query)
            mask = self.mask(query, prices, found)
            ids = self._ordered(mask, query, prices)
        if found is not None and found.exact:
            pinned = np.isin(ids, found.exact)
            ids = np.concatenate([ids[pinned], ids[~pinned]])
        shown = array("i")
        shown.frombytes(np.ascontiguousarray(ids).data.cast("B"))
        if found is None:
            return QueryResult(shown, len(shown), "as_typed", query.words.strip(), ready)
        return QueryResult(shown, len(shown), found.reading, found.text, ready)

    def by_code(self, text: str, *, barcode: bool) -> list[int]:
        """Return the products with this code or barcode, in the order of their ids."""
        code = search.code(text)
        if not code:
            return []
        with self.state():
            if self._index_ready():
                return self._finder().by_code([code], barcodes_only=barcode)
            return scanned(self._connection, text, code=True, barcodes_only=barcode)

    @contextmanager
    def state(self) -> Iterator[None]:
        """Hold one state of the file while several things are asked."""
        with self._shelf.lock:
            self._connection.execute("BEGIN")
            try:
                self._stamp = stamp_of(self._connection)
                yield
            finally:
                self._connection.execute("COMMIT")

    def find(self, query: CatalogueQuery) -> tuple[Found | None, bool]:
        """Return what the words find, None without words; and whether the index was there."""
        words = query.words.strip()
        if not words:
            return None, True
        if self._index_ready():
            return self._finder().find(words, readings=query.readings), True
        mask = np.zeros(self.length, dtype=bool)
        mask[scanned(self._connection, words)] = True
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

    def codes(self, key: int) -> CodeVector:
        """Return a code vector as the file has it now."""
        vector: CodeVector = self._shelf.kept(("codes", key), None, lambda: CodeVector(key))
        if vector.checked < self._stamp:
            vector.load(self._connection)
            vector.checked = self._stamp
        return vector

    def available(self, warehouses: tuple[int, ...]) -> Mask:
        """Return the products with something free at any of the warehouses."""
        vectors = [self._vector(STOCK, one) for one in warehouses]
        made_of = (self.length, *(one.version for one in vectors))

        def make() -> Mask:
            mask = np.zeros(self.length, dtype=bool)
            for vector in vectors:
                mask |= vector.numbers(self.length) > 0
            return mask

        return self._shelf.kept(("available", warehouses), made_of, make)

    @property
    def length(self) -> int:
        """One more than the greatest product id there may be."""
        return len(self._vector(GROUP, 0))

    @property
    def there(self) -> Mask:
        """The products that exist."""
        groups = self._vector(GROUP, 0)

        def make() -> Mask:
            return np.asarray(groups.numbers(len(groups)) != NO_ROW)

        return self._shelf.kept("there", groups.version, make)

    def _vector(self, kind: str, key: int) -> Vector:
        return self._shelf.vector(self._connection, self._stamp, kind, key)

    def _finder(self) -> Finder:
        facts = dict(
            self._connection.execute(
                "SELECT name, value FROM meta WHERE name IN ('build', 'fresh')"
            ).fetchall()
        )
        build = facts.get("build")
        dictionaries: dict[int, Dictionary] = self._shelf.kept("dictionaries", build, dict)
        length = self.length
        index: Index = self._shelf.kept(
            "index",
            (build, facts.get("fresh"), length),
            lambda: Index(self._connection, length, dictionaries),
        )
        index.connection = self._connection
        return Finder(index, self._with_fragment)

    def _with_fragment(self, ids: list[int], part: str) -> list[int]:
        kept = []
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            marks = ",".join("?" * len(chunk))
            # Only question marks are put into the statement.
            rows = self._connection.execute(
                f"SELECT id, article, rest FROM products WHERE id IN ({marks})",  # noqa: S608
                chunk,
            )
            for product, article, rest in rows:
                codes = (article, *unpacked_rest(rest)["other_codes"])
                if any(part in search.code(one) for one in codes):
                    kept.append(product)
        return kept

    def _index_ready(self) -> bool:
        row = self._connection.execute("SELECT 1 FROM meta WHERE name = 'stage:index'").fetchone()
        return row is not None

    def _scope(self, group: int) -> Mask:
        groups = self._vector(GROUP, 0)
        rows = self._connection.execute("SELECT id, parent FROM groups").fetchall()
        below = GroupTree(dict(rows)).below(group)

        def make() -> Mask:
            known, places = self._shelf.kept(
                "groups",
                groups.version,
                lambda: _compact(np.unique(groups.numbers(len(groups)), return_inverse=True)),
            )
            wanted = np.isin(known, np.fromiter(below, dtype=np.int64, count=len(below)))
            return np.asarray(wanted[places])

        return self._shelf.kept("scope", (group, frozenset(below), groups.version), make)

    def _only(self, ids: frozenset[int]) -> Mask:
        mask = np.zeros(self.length, dtype=bool)
        given = np.fromiter(ids, dtype=np.int64, count=len(ids))
        mask[given[(given >= 0) & (given < self.length)]] = True
        return mask

    def _new(self, since: str) -> Mask:
        first = _date(since).toordinal()
        return np.asarray(self.codes(CREATED_CODE).numbers(self.length) >= max(first, 1))

    def _priced(self, bounds: tuple[int | None, int | None], prices: ContractPrices) -> Mask:
        values = self._prices(prices)()
        low, high = bounds
        mask = values > NO_VALUE
        if low is not None:
            mask &= values >= low
        if high is not None:
            mask &= values <= high
        return mask

    def _ordered(
        self, mask: Mask | None, query: CatalogueQuery, prices: ContractPrices | None
    ) -> Ids:
        key, descending = query.sort
        name = "article" if key == "article" else "name"
        stamp, order = self._shelf.order(self._connection, self._stamp, name)
        ids = np.frombuffer(order, dtype=np.int32)
        if key == "price" and prices is not None:
            return self._by_price(mask, ids, stamp, prices, descending=descending)
        if key in ("free", "unit") or key.startswith(_STOCK_OF):
            values = self._values(query)
            chosen = self._sifted(mask, ids, stamp, name)
            return _by_value(chosen, values[chosen], descending=descending)
        chosen = self._sifted(mask, ids, stamp, name)
        return chosen[::-1] if descending else chosen

    def _sifted(self, mask: Mask | None, order: Ids, stamp: int, name: str) -> Ids:
        """Return the products of a mask in an order of the whole list."""
        if mask is None:
            return order
        count = int(np.count_nonzero(mask))
        if count >= len(order) and bool(mask.take(order, mode="clip").all()):
            return order
        if count * _PART_OF_ALL > len(order):
            # Numbers as wide as an index needs are not widened again with every key.
            places = self._shelf.kept(("places", name), stamp, lambda: order.astype(np.intp))
            return order.take(np.flatnonzero(mask.take(places, mode="clip")), mode="clip")
        # The order holds every product that is there: a place for each id of the mask.
        ranks = self._shelf.kept(("ranks", name), stamp, lambda: _ranks(order, self.length))
        return order[np.sort(ranks[np.flatnonzero(mask & self.there)])]

    def _by_price(
        self, mask: Mask | None, ids: Ids, stamp: int, prices: ContractPrices, *, descending: bool
    ) -> Ids:
        values = self._prices(prices)
        groups = self._vector(GROUP, 0)

        def make() -> Ids:
            return _by_value(ids, values()[ids], descending=descending)

        made_of = (stamp, groups.version, prices.version)
        order: Ids = kept(prices.derived, ("order", descending), made_of, make)
        return order if mask is None else sifted(order, mask)

    def _prices(self, prices: ContractPrices) -> Callable[[], Values]:
        """Bring prices up to date; what is returned works out the price of every product."""
        for vector in prices.vectors:
            self._vector(vector.kind, vector.key)
        groups = self._vector(GROUP, 0)
        return lambda: prices.vector(groups.numbers(len(groups)))

    def _values(self, query: CatalogueQuery) -> Values:
        """Return what is sorted by; NO_ROW where nothing is known."""
        key = query.sort.key
        if key == "unit":
            known = self.codes(UNIT_CODE)
            titles = [texts[0] if texts else "" for texts in known.texts]
            places = sorted(range(len(titles)), key=lambda code: search.sort_key(titles[code]))
            ranks = np.full(known.size, NO_ROW, dtype=np.int64)
            for rank, code in enumerate(places):
                if titles[code]:
                    ranks[code] = rank
            return ranks[known.numbers(self.length)]
        if key.startswith(_STOCK_OF):
            warehouse = int(key.removeprefix(_STOCK_OF))
            values = self._vector(STOCK, warehouse).numbers(self.length)
            return np.where(values == NO_ROW, 0, values) if self._counted(warehouse) else values
        asked = query.in_stock_warehouses
        total = np.zeros(self.length, dtype=np.int64)
        for warehouse in self._stored_warehouses() if asked is None else asked:
            vector = self._vector(STOCK, warehouse)
            total += np.maximum(vector.numbers(self.length), 0)
        return total

    def _stored_warehouses(self) -> list[int]:
        found = self._connection.execute(
            "SELECT DISTINCT key FROM segments WHERE kind = ?", (STOCK,)
        )
        return [row[0] for row in found]

    def _counted(self, warehouse: int) -> bool:
        row = self._connection.execute("SELECT json FROM profile").fetchone()
        told = [] if row is None else json.loads(row[0])["warehouses"]
        return any(one["id"] == warehouse and one.get("counted", True) for one in told)


def code_key(key: str) -> int:
    """Return the key of a facet's code vector (KeyError for a facet that has none)."""
    if key == BRAND:
        return BRAND_CODE
    number = key.removeprefix(PROPERTY)
    if number == key or not number.isdecimal():
        raise KeyError(key)
    return int(number)


def sifted(values: Ids, mask: Mask) -> Ids:
    """Return the ids that a mask has, in their order.

    Places found first and taken then: choosing by a mask directly takes four times as long.
    """
    return values.take(np.flatnonzero(mask.take(values, mode="clip")), mode="clip")


def _compact(found: tuple[Values, NDArray[np.intp]]) -> tuple[Values, NDArray[Any]]:
    known, places = found
    return known, places.astype(np.uint16 if len(known) < 2**16 else np.int32)


def _date(text: str) -> dt.date:
    import datetime as dt

    return dt.date.fromisoformat(text[:10])


def _ranks(order: Ids, length: int) -> Ids:
    ranks = np.zeros(max(length, int(order.max(initial=-1)) + 1), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


def _by_value(ids: Ids, values: Values, *, descending: bool) -> Ids:
    """Return ids by value, equal ones as they stand; those without a value last, either way."""
    known = values > NO_VALUE
    bits = max(len(ids).bit_length(), 1)
    keys = -values if descending else values
    limit = 1 << (62 - bits)
    if not known.any():
        return ids
    if int(keys[known].max()) >= limit or int(keys[known].min()) <= -limit:
        keys = np.where(known, keys, np.iinfo(np.int64).max)
        return ids[np.argsort(keys, kind="stable")]
    # Value and place in one number: sorting numbers is several times faster than sorting places.
    both = np.where(known, keys, limit) << bits | np.arange(len(ids))
    both.sort()
    return np.asarray(ids[both & ((1 << bits) - 1)])
