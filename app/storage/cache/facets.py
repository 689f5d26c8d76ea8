"""Facets of a result: which values the products have, and how many have each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from app.domain.product import (
    BRAND,
    PROPERTY,
    WAREHOUSE,
    CatalogueQuery,
    FacetCounts,
    FacetValue,
)
from app.storage.cache import search
from app.storage.cache.query import Catalogue, code_key

if TYPE_CHECKING:
    import sqlite3

    from app.storage.cache.postings import Mask
    from app.storage.cache.shelf import Shelf
    from app.storage.cache.vectors import ContractPrices


class FacetTitle(NamedTuple):
    """A facet that can be offered."""

    key: str
    title: str
    unit: str


class Facets:
    """Counts the facets of results; used like `Catalogue`."""

    def __init__(self, connection: sqlite3.Connection, shelf: Shelf, catalogue: Catalogue) -> None:
        self._connection = connection
        self._shelf = shelf
        self._catalogue = catalogue

    def count(
        self, query: CatalogueQuery, prices: ContractPrices | None
    ) -> tuple[FacetCounts, ...]:
        """Return the facets of a query's result in the supplier's order."""
        catalogue = self._catalogue
        with catalogue.state():
            found, ready = catalogue.find(query)
            base = catalogue.mask(query, prices, found, facets=False)
            base = catalogue.there if base is None else base & catalogue.there
            chosen = {key: catalogue.facet(key, values) for key, values in query.facets}
            whole = _Result(_all(base, list(chosen.values())))
            counted = []
            for title in self._titles():
                result = whole
                if title.key in chosen:
                    others = [mask for key, mask in chosen.items() if key != title.key]
                    result = _Result(_all(base, others))
                values = self._values(title.key, result)
                if values:
                    counted.append(FacetCounts(*title, values, exact=ready))
            return tuple(counted)

    def _titles(self) -> list[FacetTitle]:
        found = self._connection.execute(
            "SELECT id, name, unit FROM properties WHERE facet_order IS NOT NULL"
            " ORDER BY facet_order, id"
        )
        return [
            FacetTitle(WAREHOUSE, "", ""),
            FacetTitle(BRAND, "", ""),
            *(FacetTitle(f"{PROPERTY}{row[0]}", row[1], row[2]) for row in found),
        ]

    def _values(self, key: str, result: _Result) -> tuple[FacetValue, ...]:
        if key == WAREHOUSE:
            return tuple(
                FacetValue(
                    str(warehouse),
                    name,
                    int(np.count_nonzero(result.mask & self._catalogue.available((warehouse,)))),
                )
                for warehouse, name in self._warehouses()
            )
        codes = self._catalogue.codes(code_key(key))
        numbers = codes.numbers(self._catalogue.length)
        counts = np.bincount(result.of(numbers), minlength=codes.size)
        # A list of values has a code of its own: each of them is counted.
        totals: dict[str, int] = {}
        for code in np.flatnonzero(counts).tolist():
            for text in codes.texts[code]:
                totals[text] = totals.get(text, 0) + int(counts[code])
        places: dict[str, int] = self._shelf.kept(
            ("facet order", key), codes.size, lambda: _in_order(codes.texts)
        )
        return tuple(
            FacetValue(text, text, totals[text]) for text in sorted(totals, key=places.__getitem__)
        )

    def _warehouses(self) -> list[tuple[int, str]]:
        row = self._connection.execute("SELECT json FROM profile").fetchone()
        told = [] if row is None else json.loads(row[0])["warehouses"]
        return [(int(one["id"]), str(one["name"])) for one in told]


class _Result:
    """The products of a result, ready to be counted by codes."""

    def __init__(self, mask: Mask) -> None:
        self.mask = mask
        count = int(np.count_nonzero(mask))
        self._places = None if count == len(mask) else np.flatnonzero(mask)

    def of(self, numbers: Any) -> Any:
        """Return the codes of the products."""
        return numbers if self._places is None else numbers.take(self._places, mode="clip")


def _all(base: Mask, masks: list[Mask]) -> Mask:
    for mask in masks:
        base = base & mask
    return base


def _in_order(texts: list[tuple[str, ...]]) -> dict[str, int]:
    """Return the place of each value: numbers by size, then the alphabet."""
    distinct = {one for some in texts for one in some}
    ordered = sorted(distinct, key=lambda one: (search.sort_key(one), one))
    return {one: place for place, one in enumerate(ordered)}
