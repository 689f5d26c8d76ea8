"""The order of what a query keeps: by a stored order of the whole list, or by values."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

import numpy as np

from app.storage.cache import search
from app.storage.cache.layout import GROUP, NO_ROW, NO_VALUE, STOCK, UNIT_CODE
from app.storage.cache.shelf import kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from app.domain.product import CatalogueQuery
    from app.storage.cache.postings import Mask
    from app.storage.cache.state import State
    from app.storage.cache.vectors import ContractPrices

    Ids = NDArray[np.int32]
    Order = array[int]
    Values = NDArray[np.int64]

_PART_OF_ALL = 5  # of fewer products the places are sorted; else the whole order is sifted
_STOCK_OF = "stock:"


class Sorting:
    """Puts the products of a mask into the order that a query asks for."""

    def __init__(self, state: State) -> None:
        self._state = state

    def ordered(
        self, mask: Mask | None, query: CatalogueQuery, prices: ContractPrices | None
    ) -> Order:
        """Return the ids of a mask, all of them for None, in the order of the query.

        The order of the whole list is the one that is kept: it is not to be changed.
        """
        key, descending = query.sort
        name = "article" if key == "article" else "name"
        stamp, order = self._state.shelf.order(self._state.connection, self._state.stamp, name)
        if key == "price" and prices is not None:
            made_of, make = self._price_order(order, stamp, prices, descending=descending)
            with prices.making:
                whole = kept(prices.derived, ("order", descending), made_of, make)
            return _sifted_order(whole, mask)
        if key in ("free", "unit") or key.startswith(_STOCK_OF):
            return _sifted_order(self._by_stored_value(order, query), mask)
        chosen = self._sifted(mask, order, stamp, name)
        return chosen[::-1] if descending else chosen

    def _sifted(self, mask: Mask | None, order: Order, stamp: int, name: str) -> Order:
        """Return the products of a mask in an order of the whole list."""
        if mask is None:
            return order
        ids = ids_of(order)
        count = int(np.count_nonzero(mask))
        if count >= len(ids) and bool(mask.take(ids, mode="clip").all()):
            return order
        if count * _PART_OF_ALL > len(ids):
            return order_of(sifted(ids, mask))
        # The order holds every product that is there: a place for each id of the mask.
        ranks = self._state.shelf.kept(
            ("ranks", name), stamp, lambda: _ranks(ids, self._state.length)
        )
        places = np.sort(ranks.take(np.flatnonzero(mask & self._state.there)))
        return order_of(ids.take(places))

    def _by_stored_value(self, order: Order, query: CatalogueQuery) -> Order:
        # The whole list is sorted, and once until the file changes: the next letter only sifts it.
        made_of = (query.sort, query.in_stock_warehouses, self._state.stamp)
        ids = ids_of(order)

        def make() -> Order:
            values = self._values(query).take(ids, mode="clip")
            return order_of(_by_value(ids, values, descending=query.sort.descending))

        return self._state.shelf.kept("order by value", made_of, make)

    def price_order(
        self, prices: ContractPrices, *, descending: bool
    ) -> tuple[object, Callable[[], Order]]:
        """Return what the order by these prices is made of, and the making of it.

        The order may be made without the shelf's lock; it is then kept as made of that.
        """
        stamp, order = self._state.shelf.order(self._state.connection, self._state.stamp, "name")
        return self._price_order(order, stamp, prices, descending=descending)

    def _price_order(
        self, order: Order, stamp: int, prices: ContractPrices, *, descending: bool
    ) -> tuple[object, Callable[[], Order]]:
        values = self._state.prices(prices)
        groups = self._state.vector(GROUP, 0)
        ids = ids_of(order)

        def make() -> Order:
            return order_of(_by_value(ids, values().take(ids, mode="clip"), descending=descending))

        return (stamp, groups.version, prices.version), make

    def _values(self, query: CatalogueQuery) -> Values:
        """Return what is sorted by; NO_ROW where nothing is known."""
        key = query.sort.key
        if key == "unit":
            known = self._state.codes(UNIT_CODE)
            titles = [texts[0] if texts else "" for texts in known.texts]
            places = sorted(range(len(titles)), key=lambda code: search.sort_key(titles[code]))
            ranks = np.full(known.size, NO_ROW, dtype=np.int64)
            for rank, code in enumerate(places):
                if titles[code]:
                    ranks[code] = rank
            return ranks[known.numbers(self._state.length)]
        if key.startswith(_STOCK_OF):
            warehouse = int(key.removeprefix(_STOCK_OF))
            values = self._state.vector(STOCK, warehouse).numbers(self._state.length)
            return np.where(values == NO_ROW, 0, values) if self._counted(warehouse) else values
        asked = query.in_stock_warehouses
        total = np.zeros(self._state.length, dtype=np.int64)
        for warehouse in self._stored_warehouses() if asked is None else asked:
            self._state.vector(STOCK, warehouse).add_positive(total)
        return total

    def _stored_warehouses(self) -> list[int]:
        found = self._state.connection.execute(
            "SELECT DISTINCT key FROM segments WHERE kind = ?", (STOCK,)
        )
        return [row[0] for row in found]

    def _counted(self, warehouse: int) -> bool:
        row = self._state.connection.execute("SELECT json FROM profile").fetchone()
        told = [] if row is None else json.loads(row[0])["warehouses"]
        return any(one["id"] == warehouse and one.get("counted", True) for one in told)


def ids_of(order: Order) -> Ids:
    """Return the ids of an order as numpy sees them."""
    return np.frombuffer(order, dtype=np.int32)


def place_in(order: Order, product: int) -> int | None:
    """Return the place of a product in an order, None if it is not there."""
    found = np.flatnonzero(ids_of(order) == product)
    return int(found[0]) if len(found) else None


def order_of(ids: Ids) -> Order:
    """Return ids as an order of their own."""
    order = array("i")
    order.frombytes(np.ascontiguousarray(ids).data.cast("B"))
    return order


def sifted(values: Ids, mask: Mask) -> Ids:
    """Return the ids that a mask has, in their order.

    Places found first and taken then: choosing by a mask directly takes four times as long.
    """
    return values.take(np.flatnonzero(mask.take(values, mode="clip")), mode="clip")


def _sifted_order(order: Order, mask: Mask | None) -> Order:
    return order if mask is None else order_of(sifted(ids_of(order), mask))


def _ranks(order: Ids, length: int) -> Ids:
    ranks = np.zeros(max(length, int(order.max(initial=-1)) + 1), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


def _by_value(ids: Ids, values: Values, *, descending: bool) -> Ids:
    """Return ids by value, equal ones as they stand; those without a value last, either way."""
    known = values > NO_VALUE
    whole = bool(known.all())
    bits = max(len(ids).bit_length(), 1)
    keys = -values if descending else values
    limit = 1 << (62 - bits)
    if not known.any():
        return ids
    looked = keys if whole else keys[known]
    if int(looked.max()) >= limit or int(looked.min()) <= -limit:
        keys = np.where(known, keys, np.iinfo(np.int64).max)
        return ids[np.argsort(keys, kind="stable")]
    # Value and place in one number: sorting numbers is several times faster than sorting places.
    both = (keys if whole else np.where(known, keys, limit)) << bits
    both |= np.arange(len(ids))
    both.sort()
    both &= (1 << bits) - 1
    return ids.take(both, mode="clip")
