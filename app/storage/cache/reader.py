"""What the window reads from a cache file: one `CacheReader` for each thread that reads.

Standard library only until a whole list has to be filtered or sorted. Every method is one short
read; nothing here waits for the network or for the writer.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.product import (
    CatalogueQuery,
    FacetCounts,
    Group,
    Product,
    ProductRow,
    PropertyValue,
    QueryResult,
    Unit,
)
from app.storage.cache import guids
from app.storage.cache.blocks import read_rows
from app.storage.cache.layout import PRICE, PRODUCT, SORT_KEYS, STOCK
from app.storage.cache.papers import PapersReader
from app.storage.cache.shelf import Shelf, stamp_of
from app.storage.cache.vectors import (
    ContractPrices,
    GroupTree,
    WarehouseStock,
    price_terms,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from app.storage.cache.facets import Facets
    from app.storage.cache.query import Catalogue
    from app.storage.cache.vector import Vector

T = TypeVar("T")

_ROW = (
    "guid", "variant", "group", "article", "name", "brand", "unit", "pack_milli", "pack_name",
    "vat_rate", "orderable", "why_not", "discontinued", "properties",
)  # fmt: skip


class CacheReader(PapersReader):
    """The read side of one cache file; not shared between threads, its `shelf` is.

    Raises StorageFailed when the file is missing or damaged. A reader goes on with its file until
    it is closed, also while a newer generation is being built beside it.
    """

    def __init__(self, path: Path, shelf: Shelf | None = None) -> None:
        super().__init__(path)
        self._shelf = shelf or Shelf()
        self._heavy: tuple[Catalogue, Facets] | None = None
        self._version = -1
        self._groups: list[Group] | None = None
        self._row_properties: list[tuple[int, str, str]] | None = None

    def groups(self) -> list[Group]:
        """Return the groups in the supplier's order, parents before children, with counts."""
        self._refresh()
        if self._groups is None:
            self._groups = self._read_groups()
        return self._groups

    def query(self, query: CatalogueQuery, prices: ContractPrices | None = None) -> QueryResult:
        """Return the ids that answer a query, in its order, with the exact count.

        `prices` are needed for the order by price and ignored otherwise.
        """
        self._refresh()
        try:
            if _is_whole_list(query):
                return self._whole_list(query)
            return self._catalogue.query(query, prices)
        except sqlite3.Error as error:
            raise self.failed(error) from error

    def get_ready(self) -> None:
        """Read what the first search needs, while nobody waits for it."""
        self._asked(lambda: self._catalogue.get_ready())

    def order_ahead(self, prices: ContractPrices, *, descending: bool) -> None:
        """Make the order by these prices, so that the first query that needs it has it."""
        self._asked(lambda: self._catalogue.order_ahead(prices, descending=descending))

    def facets(
        self, query: CatalogueQuery, prices: ContractPrices | None = None
    ) -> tuple[FacetCounts, ...]:
        """Return the facets of a query's result with live counts, in the supplier's order.

        Warehouses and brands come first. `prices` are needed for bounds of price.
        """
        self._refresh()
        return self._asked(lambda: self._facets.count(query, prices))

    def rows(self, ids: Iterable[int]) -> list[ProductRow]:
        """Return the prepared rows of these products in this order; unknown ids are left out."""
        self._refresh()
        wanted = list(ids)
        found = self._goods(wanted, _ROW)
        return [self._row(one, found[one]) for one in wanted if one in found]

    def product(self, product: int) -> Product | None:
        """Return the whole card of a product."""
        self._refresh()
        rest = self._goods((product,)).get(product)
        if rest is None:
            return None
        return Product(
            row=self._row(product, rest),
            units=tuple(Unit(*one) for one in rest["units"]),
            barcodes=tuple(rest["barcodes"]),
            other_codes=tuple(rest["other_codes"]),
            synonyms=tuple(rest["synonyms"]),
            weight_g=rest["weight_g"],
            volume_cm3=rest["volume_cm3"],
            properties=self._card_properties(rest["properties"]),
            images=tuple(rest["images"]),
            analogues=tuple(rest["analogues"]),
            replaced_by=rest["replaced_by"],
            created_on=rest["created_on"],
            note=rest["note"],
        )

    def first_images(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the hash of each product's first picture, '' where there is none."""
        rows = self._goods(ids, ("images",))
        return {one: row["images"][0] if row["images"] else "" for one, row in rows.items()}

    def by_guid(self, guid: str, variant: str | None = None) -> int | None:
        """Return the id of a product named as 1C names it."""
        try:
            return guids.find(self._connection, guid, variant)
        except sqlite3.Error as error:
            raise self.failed(error) from error

    def by_guids(
        self, names: Iterable[tuple[str, str | None]]
    ) -> dict[tuple[str, str | None], int]:
        """Return the ids of the products that are known of these (guid, variant) names."""
        found = {}
        for guid, variant in names:
            product = self.by_guid(guid, variant)
            if product is not None:
                found[guid, variant] = product
        return found

    def find_code(self, text: str) -> list[int]:
        """Return the products whose article, other code or barcode this is, without punctuation."""
        return self._by_code(text, barcode=False)

    def by_barcode(self, text: str) -> list[int]:
        """Return the products that carry this barcode."""
        return self._by_code(text, barcode=True)

    def price_vector(self, price_type: int) -> Vector:
        """Return the prices of a price type in ten-thousandths."""
        return self._vector(PRICE, price_type)

    def stock_vector(self, warehouse: int, *, counted: bool) -> WarehouseStock:
        """Return the stock of a warehouse; `counted` is the warehouse's own flag."""
        stock = WarehouseStock(warehouse, self._vector(STOCK, warehouse), counted=counted)
        self.patch([stock])
        return stock

    def contract_prices(self, profile: Mapping[str, Any], contract: str) -> ContractPrices:
        """Return the prices under a contract of the profile (KeyError if it is not there)."""
        terms = price_terms(profile, contract)
        own = None if terms.own_price_type is None else self.price_vector(terms.own_price_type)
        return ContractPrices(terms, self.price_vector(terms.price_type), own, self.group_tree())

    def patch(
        self, vectors: Iterable[Vector | WarehouseStock], products: Iterable[int] | None = None
    ) -> None:
        """Read again what changed; `products` need not be named."""
        del products
        try:
            with self._shelf.lock:
                for vector in vectors:
                    vector.load(self._connection)
        except sqlite3.Error as error:
            raise self.failed(error) from error

    def group_tree(self) -> GroupTree:
        """Return which group lies in which."""
        return GroupTree(dict(self._all("SELECT id, parent FROM groups")))

    @property
    def _catalogue(self) -> Catalogue:
        return self._machinery()[0]

    @property
    def _facets(self) -> Facets:
        return self._machinery()[1]

    def _machinery(self) -> tuple[Catalogue, Facets]:
        """Return what needs numpy: it is imported when something has to be filtered or sorted."""
        if self._heavy is None:
            from app.storage.cache.facets import Facets
            from app.storage.cache.query import Catalogue

            catalogue = Catalogue(self._connection, self._shelf)
            self._heavy = (catalogue, Facets(self._connection, self._shelf, catalogue))
        return self._heavy

    def _whole_list(self, query: CatalogueQuery) -> QueryResult:
        with self._shelf.lock:
            stamp = stamp_of(self._connection)
            _, order = self._shelf.order(self._connection, stamp, query.sort.key)
        ids = order[::-1] if query.sort.descending else order
        return QueryResult(ids, len(ids), index_ready=self.meta("stage:index") is not None)

    def _by_code(self, text: str, *, barcode: bool) -> list[int]:
        return self._asked(lambda: self._catalogue.by_code(text, barcode=barcode))

    def _asked(self, question: Callable[[], T]) -> T:
        try:
            return question()
        except sqlite3.Error as error:
            raise self.failed(error) from error

    def _vector(self, kind: str, key: int) -> Vector:
        try:
            with self._shelf.lock:
                return self._shelf.vector(self._connection, stamp_of(self._connection), kind, key)
        except sqlite3.Error as error:
            raise self.failed(error) from error

    def _read_groups(self) -> list[Group]:
        told = json.loads(self.meta("group_counts") or "{}")
        counts = {int(group): int(count) for group, count in told.items()}
        found = self._all("SELECT id, guid, parent, name, position FROM groups")
        tree = GroupTree({row[0]: row[2] for row in found})
        known = {row[0] for row in found}
        children: dict[int | None, list[tuple[Any, ...]]] = {}
        for row in found:
            children.setdefault(row[2] if row[2] in known else None, []).append(row)
        ordered: list[Group] = []
        waiting: list[tuple[Any, ...]] = _by_position(children.get(None, []))
        while waiting:
            row = waiting.pop()
            total = sum(counts.get(one, 0) for one in tree.below(row[0]))
            parent = row[2] if row[2] in known else None
            ordered.append(
                Group(row[0], row[1], parent, row[3], row[4], counts.get(row[0], 0), total)
            )
            waiting.extend(_by_position(children.get(row[0], [])))
        return ordered

    def _goods(
        self, ids: Iterable[int], names: tuple[str, ...] = PRODUCT
    ) -> dict[int, dict[str, Any]]:
        try:
            return read_rows(self._connection, ids, names)
        except sqlite3.Error as error:
            raise self.failed(error) from error

    def _row(self, product: int, row: Mapping[str, Any]) -> ProductRow:
        return _product_row(product, row, self._properties_of_rows())

    def _properties_of_rows(self) -> list[tuple[int, str, str]]:
        if self._row_properties is None:
            self._row_properties = [
                (row[0], row[1], row[2])
                for row in self._all(
                    "SELECT id, name, unit FROM properties WHERE row_order IS NOT NULL"
                    " ORDER BY row_order, id"
                )
            ]
        return self._row_properties

    def _card_properties(self, values: Mapping[str, Any]) -> tuple[PropertyValue, ...]:
        known = self._all(
            "SELECT id, name, unit FROM properties ORDER BY card_order IS NULL, card_order, id"
        )
        return tuple(
            PropertyValue(one, name, unit, values[str(one)])
            for one, name, unit in known
            if str(one) in values
        )

    def _refresh(self) -> None:
        version = int((self._one("PRAGMA data_version") or (0,))[0])
        if version != self._version:
            self._version = version
            self._groups = None
            self._row_properties = None


def _product_row(
    product: int, row: Mapping[str, Any], properties: Sequence[tuple[int, str, str]]
) -> ProductRow:
    """Return a product as the table shows it; `properties` are those of its second line."""
    second = [row["brand"]] if row["brand"] else []
    values = row["properties"]
    if values:
        for one, name, unit in properties:
            text = _value_text(name, unit, values.get(str(one)))
            if text:
                second.append(text)
    return ProductRow(
        product, row["guid"], row["variant"], row["group"], row["article"], row["name"],
        tuple(second), row["brand"], row["unit"], row["pack_milli"], row["pack_name"],
        row["vat_rate"], row["orderable"], row["why_not"], row["discontinued"],
    )  # fmt: skip


def _is_whole_list(query: CatalogueQuery) -> bool:
    return query == CatalogueQuery(sort=query.sort, readings=query.readings) and (
        query.sort.key in SORT_KEYS
    )


def _by_position(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return groups of one parent last first: they are taken from the end."""
    from app.storage.cache.search import sort_key

    return sorted(rows, key=lambda row: (row[4], sort_key(row[3]), row[0]), reverse=True)


def _value_text(name: str, unit: str, value: Any) -> str:
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return name
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return f"{value} {unit}" if unit else str(value)
