"""What narrows the list beside words and group: chosen values, bounds of price, novelty."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.product import WAREHOUSE

if TYPE_CHECKING:
    from app.domain.product import CatalogueQuery

PRICE, NEW = "price", "new"
NEW_DAYS = 30
"""Goods created within these days are novelties."""

Chosen = tuple[tuple[str, str], ...]
"""Values with their titles, in the order they were chosen."""
PriceBounds = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Filters:
    """The state of the facet bar. Titles are kept, so that a chip needs no answer to be named."""

    chosen: tuple[tuple[str, Chosen], ...] = ()
    price_e4: PriceBounds | None = None
    new: bool = False

    @property
    def active(self) -> list[str]:
        """Keys of what narrows the list."""
        keys = [key for key, _values in self.chosen]
        if self.price_e4 is not None:
            keys.append(PRICE)
        if self.new:
            keys.append(NEW)
        return keys

    def values(self, key: str) -> Chosen:
        """The values chosen in a facet."""
        return next((values for known, values in self.chosen if known == key), ())

    def with_values(self, key: str, values: Chosen) -> Filters:
        """Return filters with other values in a facet; none takes the facet out."""
        rest = tuple(one for one in self.chosen if one[0] != key)
        if not values:
            return replace(self, chosen=rest)
        if len(rest) == len(self.chosen):
            return replace(self, chosen=(*rest, (key, values)))
        return replace(
            self,
            chosen=tuple((known, values if known == key else old) for known, old in self.chosen),
        )

    def without(self, key: str) -> Filters:
        """Return filters without one of the active keys."""
        if key == PRICE:
            return replace(self, price_e4=None)
        if key == NEW:
            return replace(self, new=False)
        return self.with_values(key, ())

    def warehouses(self) -> frozenset[str]:
        """Ids (as text) of the warehouses that goods are wanted at."""
        return frozenset(value for value, _title in self.values(WAREHOUSE))

    def narrow(self, query: CatalogueQuery, today: dt.date) -> CatalogueQuery:
        """Return the query with these filters."""
        since = today - dt.timedelta(days=NEW_DAYS)
        return query._replace(
            facets=tuple(
                (key, frozenset(value for value, _title in values)) for key, values in self.chosen
            ),
            price_e4=self.price_e4,
            new_since=since.isoformat() if self.new else None,
        )
