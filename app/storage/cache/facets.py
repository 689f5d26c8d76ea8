"""Facets of a result: which values the products have, and how many have each."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.product import (
    BRAND,
    PROPERTY,
    WAREHOUSE,
    CatalogueQuery,
    FacetCounts,
    FacetValue,
)
from app.storage.cache import search

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable


class FacetTitle(NamedTuple):
    """A facet that can be offered."""

    key: str
    title: str
    unit: str


def facet_titles(connection: sqlite3.Connection) -> list[FacetTitle]:
    """Return the facets in the supplier's order."""
    found = connection.execute(
        "SELECT id, name, unit FROM properties WHERE facet_order IS NOT NULL"
        " ORDER BY facet_order, id"
    )
    return [
        FacetTitle(WAREHOUSE, "", ""),
        FacetTitle(BRAND, "", ""),
        *(FacetTitle(f"{PROPERTY}{row[0]}", row[1], row[2]) for row in found),
    ]


def warehouse_names(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the names of the profile's warehouses by id as text, in its order."""
    row = connection.execute("SELECT json FROM profile").fetchone()
    if row is None:
        return {}
    return {str(one["id"]): str(one["name"]) for one in json.loads(row[0])["warehouses"]}


def values_of(value: Any) -> tuple[str, ...]:
    """Return the facet values of a property's value."""
    if value is None or value == "":
        return ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, list):
        return tuple(dict.fromkeys(str(one) for one in value if one != ""))
    return (str(value),)


def by_title(counts: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    """Return values in the order of their titles: numbers by size, then the alphabet."""
    return tuple(sorted(counts, key=lambda one: (search.sort_key(one.title), one.value)))


def without(query: CatalogueQuery, key: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the chosen facets but this one."""
    return tuple(one for one in query.facets if one[0] != key)


class FacetRows:
    """Facet values read from the rows: as exact as slow; the twin of the stored code vectors."""

    def __init__(self, connection: sqlite3.Connection, free: Callable[[int, int], int]) -> None:
        self._connection = connection
        self._free = free
        self._warehouses = warehouse_names(connection)

    def of(self, product: int, key: str) -> tuple[str, ...]:
        """Return the values of a product in a facet."""
        if key == WAREHOUSE:
            return tuple(one for one in self._warehouses if self._free(int(one), product) > 0)
        row = self._connection.execute(
            "SELECT brand, properties FROM products WHERE id = ?", (product,)
        ).fetchone()
        if row is None:
            return ()
        if key == BRAND:
            return values_of(row[0])
        return values_of(json.loads(row[1]).get(key.removeprefix(PROPERTY)))

    def count(self, title: FacetTitle, products: Iterable[int]) -> FacetCounts:
        """Return how many of these products have each value."""
        counts: Counter[str] = Counter()
        for product in products:
            counts.update(self.of(product, title.key))
        if title.key == WAREHOUSE:
            values = tuple(
                FacetValue(one, name, counts[one]) for one, name in self._warehouses.items()
            )
        else:
            values = by_title(FacetValue(one, one, count) for one, count in counts.items())
        return FacetCounts(*title, values)
