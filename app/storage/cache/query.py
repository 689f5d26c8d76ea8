"""From a query of the catalogue to ordered product ids with an exact count.

Short lists are filtered and sorted with the standard library, so that the first paint needs
nothing else; numpy is imported when a list is long.
"""

from __future__ import annotations

import json
import sys
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.product import CatalogueQuery, FacetCounts, QueryResult, Reading
from app.storage.cache import search
from app.storage.cache.facets import FacetRows, facet_titles, without
from app.storage.cache.layout import GROUP, NO_ROW, ORDER, SORT_KEYS, STOCK
from app.storage.cache.vectors import ContractPrices, GroupTree, Vector

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    import numpy as np
    from numpy.typing import NDArray

LONG = 20_000
"""Longer lists are worth numpy's import."""

LONG_WITH_NUMPY = 2_000


class Catalogue:
    """Answers queries over one open cache; keeps orders and vectors until told to forget them."""

    def __init__(self, connection: sqlite3.Connection, long: int = LONG) -> None:
        self._connection = connection
        self._long = long
        self._orders: dict[str, array[int]] = {}
        self._ranks: dict[str, array[int]] = {}
        self._stock: dict[int, Vector] = {}
        self._groups: Vector | None = None
        self._tree: GroupTree | None = None

    def forget(self) -> None:
        """Drop what was read: the file has changed."""
        self._orders.clear()
        self._ranks.clear()
        self._stock.clear()
        self._groups = None
        self._tree = None

    def query(self, query: CatalogueQuery, prices: ContractPrices | None) -> QueryResult:
        """Return ordered ids and how the words were read; all of it from one state of the file."""
        self._connection.execute("BEGIN")
        try:
            return self._query(query, prices)
        finally:
            self._connection.execute("COMMIT")

    def facets(
        self, query: CatalogueQuery, prices: ContractPrices | None
    ) -> tuple[FacetCounts, ...]:
        """Return the facets of a result with their counts; all from one state of the file."""
        self._connection.execute("BEGIN")
        try:
            rows = self._facet_rows()
            whole: array[int] | None = None
            counted = []
            for title in facet_titles(self._connection):
                others = without(query, title.key)
                if others == query.facets:
                    if whole is None:
                        whole = self._query(query, prices).ids
                    ids = whole
                else:
                    ids = self._query(replace(query, facets=others), prices).ids
                counts = rows.count(title, ids)
                if counts.values:
                    counted.append(counts)
            return tuple(counted)
        finally:
            self._connection.execute("COMMIT")

    def by_code(self, code: str, *, barcode: bool) -> list[int]:
        """Return the products with this normalised code, in the order of their ids."""
        if not code:
            return []
        found = self._connection.execute(
            "SELECT product FROM codes WHERE code = ? AND barcode >= ? ORDER BY product",
            (code, int(barcode)),
        )
        return [row[0] for row in found]

    def _query(self, query: CatalogueQuery, prices: ContractPrices | None) -> QueryResult:
        words = query.words.strip()
        reading: Reading = "as_typed"
        typed = words
        ready = True
        exact: Collection[int] = ()
        candidates: Collection[int]
        if words:
            ready = self._index_ready()
            reading, typed, exact, candidates = self._find(words, query, ready=ready)
        elif query.only is not None:
            candidates = query.only
        elif query.scope_group is not None:
            candidates = self._in_group(query.scope_group)
        else:
            candidates = self._order("name")
        ids = self._arranged(candidates, query, prices)
        ids = self._chosen(ids, query, prices)
        if exact:
            pinned = set(exact)
            first = [one for one in ids if one in pinned]
            ids = array("i", first + [one for one in ids if one not in pinned])
        return QueryResult(ids, len(ids), reading, typed, ready)

    def _facet_rows(self) -> FacetRows:
        return FacetRows(
            self._connection, lambda warehouse, product: self._stock_vector(warehouse)[product]
        )

    def _chosen(
        self, ids: array[int], query: CatalogueQuery, prices: ContractPrices | None
    ) -> array[int]:
        """Return what facets, bounds of price and novelty keep."""
        if query.facets:
            rows = self._facet_rows()
            for key, values in query.facets:
                ids = array("i", [one for one in ids if not values.isdisjoint(rows.of(one, key))])
        if query.price_e4 is not None and prices is not None:
            low, high = query.price_e4
            groups = self._group_vector()
            kept = array("i")
            for one in ids:
                price = prices.price(one, groups[one])
                if price is not None and (low or price) <= price <= (
                    price if high is None else high
                ):
                    kept.append(one)
            ids = kept
        if query.new_since is not None:
            since = query.new_since
            found = self._connection.execute("SELECT id, rest FROM products")
            new = {row[0] for row in found if (json.loads(row[1])["created_on"] or "") >= since}
            ids = array("i", [one for one in ids if one in new])
        return ids

    def _arranged(
        self, candidates: Collection[int], query: CatalogueQuery, prices: ContractPrices | None
    ) -> array[int]:
        """Return the candidates that the query keeps, in its order."""
        key, descending = query.sort
        if candidates is self._orders.get("name") and key in SORT_KEYS and _keeps_all(query):
            order = self._order(key)
            return order[::-1] if descending else order
        # Once numpy is there, it pays for shorter lists too.
        long = min(self._long, LONG_WITH_NUMPY) if "numpy" in sys.modules else self._long
        if len(candidates) > long and key in ("name", "article", "price", "free"):
            return self._long_list(candidates, query, prices)
        return array("i", self._sorted(self._kept(candidates, query), query, prices))

    def _find(
        self, words: str, query: CatalogueQuery, *, ready: bool
    ) -> tuple[Reading, str, Collection[int], Collection[int]]:
        for attempt in search.attempts(words):
            exact = {
                product
                for code in search.exact_codes(attempt)
                for product in self.by_code(code, barcode=False)
            }
            found = self._indexed(attempt) if ready else self._scanned(attempt)
            if exact or found:
                typed_as = attempt.reading
                if exact and typed_as == "as_typed":
                    typed_as = "exact_code"
                return typed_as, attempt.text, exact, exact.union(found) if exact else found
            if not query.readings:
                break
        return "as_typed", words, (), ()

    def _indexed(self, attempt: search.Attempt) -> list[int]:
        expression = search.match_expression(attempt)
        found = self._connection.execute(
            "SELECT rowid FROM search WHERE search MATCH ?", (expression,)
        )
        return [row[0] for row in found]

    def _scanned(self, attempt: search.Attempt) -> list[int]:
        rows = self._connection.execute(
            "SELECT id, name, article, brand, other_codes, barcodes, rest FROM products"
        )
        return [row[0] for row in rows if search.matches(attempt, product_tokens(*row[1:]))]

    def _index_ready(self) -> bool:
        row = self._connection.execute("SELECT 1 FROM meta WHERE name = 'stage:index'").fetchone()
        return row is not None

    def _in_group(self, group: int) -> list[int]:
        found: list[int] = []
        for one in sorted(self._below(group)):
            rows = self._connection.execute("SELECT id FROM products WHERE group_id = ?", (one,))
            found.extend(row[0] for row in rows)
        return found

    def _kept(self, candidates: Iterable[int], query: CatalogueQuery) -> list[int]:
        groups = self._group_vector()
        kept = [one for one in candidates if groups[one] != NO_ROW]
        if query.scope_group is not None:
            below = self._below(query.scope_group)
            kept = [one for one in kept if groups[one] in below]
        if query.only is not None:
            only = query.only
            kept = [one for one in kept if one in only]
        if query.in_stock_warehouses is not None:
            vectors = [self._stock_vector(one) for one in query.in_stock_warehouses]
            kept = [one for one in kept if any(vector[one] > 0 for vector in vectors)]
        return kept

    def _sorted(
        self, ids: list[int], query: CatalogueQuery, prices: ContractPrices | None
    ) -> list[int]:
        key, descending = query.sort
        rank = self._rank("article" if key == "article" else "name")
        last = len(rank)
        ids.sort(key=lambda one: rank[one] if one < last else last)
        if key == "price" and prices is not None:
            groups = self._group_vector()
            priced = {one: prices.price(one, groups[one]) for one in ids}
            return _by_value(ids, priced, descending=descending)
        if key == "unit":
            units = dict(self._connection.execute("SELECT id, unit FROM products"))
            ids.sort(key=lambda one: search.sort_key(units.get(one, "")), reverse=descending)
            return ids
        if key.startswith("stock:"):
            vector = self._stock_vector(int(key.removeprefix("stock:")))
            here = {one: vector[one] if vector[one] > NO_ROW + 1 else None for one in ids}
            return _by_value(ids, here, descending=descending)
        if key == "free":
            vectors = [self._stock_vector(one) for one in self._counted(query)]
            free = {one: sum(max(vector[one], 0) for vector in vectors) for one in ids}
            return _by_value(ids, free, descending=descending)
        return ids[::-1] if descending else ids

    def _long_list(
        self, candidates: Collection[int], query: CatalogueQuery, prices: ContractPrices | None
    ) -> array[int]:
        import numpy as np

        key, descending = query.sort
        name = "article" if key == "article" else "name"
        order = self._order(name)
        rank = np.frombuffer(self._rank(name), dtype=np.int32)
        groups = self._group_vector().numbers(len(rank))
        chosen = groups != NO_ROW
        if candidates is not self._orders.get("name"):
            chosen &= _mask(candidates, len(rank))
        if query.only is not None:
            chosen &= _mask(query.only, len(rank))
        if query.scope_group is not None:
            chosen &= np.isin(groups, np.fromiter(self._below(query.scope_group), dtype=np.int64))
        if query.in_stock_warehouses is not None:
            available = np.zeros(len(rank), dtype=bool)
            for warehouse in query.in_stock_warehouses:
                available |= self._stock_vector(warehouse).numbers(len(rank)) > 0
            chosen &= available
        by_name = np.frombuffer(order, dtype=np.int32)
        ids = by_name[chosen[by_name]]
        if key == "price" and prices is not None:
            ids = _ordered(ids, prices.vector(groups)[ids], descending=descending)
        elif key == "free":
            free = np.zeros(len(rank), dtype=np.int64)
            for warehouse in self._counted(query):
                free += np.maximum(self._stock_vector(warehouse).numbers(len(rank)), 0)
            ids = _ordered(ids, free[ids], descending=descending)
        elif descending:
            ids = ids[::-1]
        return array("i", ids.astype(np.int32).tobytes())

    def _order(self, key: str) -> array[int]:
        known = self._orders.get(key)
        if known is None:
            known = array("i")
            row = self._connection.execute(
                "SELECT data FROM segments WHERE kind = ? AND key = ? AND part = 0",
                (ORDER, SORT_KEYS[key]),
            ).fetchone()
            if row is not None:
                known.frombytes(row[0])
            self._orders[key] = known
        return known

    def _rank(self, key: str) -> array[int]:
        known = self._ranks.get(key)
        if known is None:
            order = self._order(key)
            known = array("i", [len(order)]) * (max(order, default=-1) + 1)
            for place, product in enumerate(order):
                known[product] = place
            self._ranks[key] = known
        return known

    def _group_vector(self) -> Vector:
        if self._groups is None:
            self._groups = Vector(GROUP, 0)
            self._groups.load(self._connection)
        return self._groups

    def _stock_vector(self, warehouse: int) -> Vector:
        known = self._stock.get(warehouse)
        if known is None:
            known = self._stock[warehouse] = Vector(STOCK, warehouse)
            known.load(self._connection)
        return known

    def _counted(self, query: CatalogueQuery) -> list[int]:
        if query.in_stock_warehouses is not None:
            return list(query.in_stock_warehouses)
        found = self._connection.execute(
            "SELECT DISTINCT key FROM segments WHERE kind = ?", (STOCK,)
        )
        return [row[0] for row in found]

    def _below(self, group: int) -> set[int]:
        if self._tree is None:
            self._tree = GroupTree(
                dict(self._connection.execute("SELECT id, parent FROM groups").fetchall())
            )
        return self._tree.below(group)


def product_tokens(
    name: str, article: str, brand: str, other_codes: str, barcodes: str, rest: str
) -> list[str]:
    """Return the tokens of a product from the columns of its row (the last three are JSON)."""
    return search.indexed_tokens(
        (name, *json.loads(rest)["synonyms"]),
        (article, brand, *json.loads(other_codes), *json.loads(barcodes)),
    )


def _keeps_all(query: CatalogueQuery) -> bool:
    return query.scope_group is None and query.in_stock_warehouses is None and query.only is None


def _mask(ids: Collection[int], length: int) -> NDArray[np.bool_]:
    import numpy as np

    mask = np.zeros(length, dtype=bool)
    given = np.fromiter(ids, dtype=np.int64, count=len(ids))
    mask[given[(given >= 0) & (given < length)]] = True
    return mask


def _by_value(
    ids: list[int], values: dict[int, int | None] | dict[int, int], *, descending: bool
) -> list[int]:
    """Return ids by value, equal ones as they stand; those without a value last, either way."""

    def place(one: int) -> tuple[bool, int]:
        value = values[one]
        if value is None:
            return (True, 0)
        return (False, -value if descending else value)

    return sorted(ids, key=place)


def _ordered(
    ids: NDArray[np.int32], values: NDArray[np.int64], *, descending: bool
) -> NDArray[np.int32]:
    import numpy as np

    known = values > NO_ROW + 1
    keys = np.where(known, -values if descending else values, np.iinfo(np.int64).max)
    return ids[np.argsort(keys, kind="stable")]
