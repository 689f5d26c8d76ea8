"""The first page of the whole list, read without reading the list: as fast at a million products.

The window shows it while the rest of the program is still being loaded. Standard library only.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.errors import StorageFailed
from app.storage.cache.first_rows import MOST, state_of
from app.storage.cache.layout import ORDER, PRICE, SORT_KEYS, STOCK
from app.storage.cache.reader import CacheReader
from app.storage.cache.vector import FewValues
from app.storage.cache.vectors import ContractPrices, WarehouseStock, price_terms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.domain.product import ProductRow, Sort
    from app.domain.stock import StockCell
    from app.storage.cache.first_rows import FirstRows


class FirstLook(NamedTuple):
    """A few rows with everything that is painted of them; `profile` as the gateway sent it."""

    profile: Mapping[str, Any]
    rows: list[ProductRow]
    contracts: dict[str, ContractPrices]
    warehouses: dict[str, WarehouseStock]
    ages: dict[str, str]

    def prices(self, contract: str) -> ContractPrices | None:
        """Return the prices under a contract."""
        return self.contracts.get(contract)

    def stock_cell(self, warehouse: str, product: int) -> StockCell | None:
        """Return what is known of a product at a warehouse (by guid)."""
        stock = self.warehouses.get(warehouse)
        return None if stock is None else stock.cell(product)


def first_look(
    path: Path, sort: Sort, count: int, kept: FirstRows | None = None
) -> FirstLook | None:
    """Read the first `count` rows of the whole list.

    An order that the file does not keep begins with the `kept` rows; None when they are not those
    of the file's present state. Raises StorageFailed when the file is missing or damaged.
    """
    if sort.key not in SORT_KEYS and (kept is None or count > MOST):
        return None
    with _Reader(path) as reader:
        profile = reader.profile()
        return None if profile is None else reader.look(profile, sort, count, kept)


class _Reader(CacheReader):
    def look(
        self, profile: Mapping[str, Any], sort: Sort, count: int, kept: FirstRows | None
    ) -> FirstLook | None:
        """Read the rows and what the profile's contracts and warehouses have of them."""
        try:
            if sort.key in SORT_KEYS:
                ids = self._first_ids(sort, count)
            else:
                ids = [] if kept is None else list(kept.ids[:count])
            prices = self._prices(profile, ids)
            if sort.key not in SORT_KEYS and not self._is_true(kept, prices):
                return None
            rows = self.rows(ids)
            return FirstLook(profile, rows, prices, self._stocks(profile, ids), self.ages())
        except sqlite3.Error as error:
            raise self.failed(error) from error
        except (ArithmeticError, KeyError, TypeError, ValueError) as error:
            message = "the kept profile is damaged"
            raise StorageFailed(message) from error

    def _is_true(self, kept: FirstRows | None, prices: Mapping[str, ContractPrices]) -> bool:
        """Say whether the kept rows are the first ones of the file's present state."""
        if kept is None:
            return False
        return state_of(self, kept.sort, prices.get(kept.contract)) == kept.state

    def _first_ids(self, sort: Sort, count: int) -> list[int]:
        place = (ORDER, SORT_KEYS[sort.key])
        start = -4 * count if sort.descending else 1
        row = self._one(
            f"SELECT substr(data, {start}, {4 * count}) FROM segments"  # noqa: S608 - numbers alone
            " WHERE kind = ? AND key = ? AND part = 0",
            place,
        )
        ids = [] if row is None else memoryview(row[0]).cast("i").tolist()
        return ids[::-1] if sort.descending else ids

    def _prices(self, profile: Mapping[str, Any], ids: list[int]) -> dict[str, ContractPrices]:
        groups = self.group_tree()
        values: dict[int, FewValues] = {}

        def of(price_type: int) -> FewValues:
            if price_type not in values:
                values[price_type] = FewValues(PRICE, price_type, self._connection, ids)
            return values[price_type]

        found = {}
        for contract in profile["contracts"]:
            terms = price_terms(profile, contract["id"])
            own = None if terms.own_price_type is None else of(terms.own_price_type)
            found[contract["id"]] = ContractPrices(terms, of(terms.price_type), own, groups)
        return found

    def _stocks(self, profile: Mapping[str, Any], ids: list[int]) -> dict[str, WarehouseStock]:
        found = {}
        for warehouse in profile["warehouses"]:
            number = warehouse["id"]
            free = FewValues(STOCK, number, self._connection, ids)
            stock = WarehouseStock(number, free, counted=warehouse.get("counted", True))
            stock.look(self._connection, ids)
            found[warehouse["guid"]] = stock
        return found
