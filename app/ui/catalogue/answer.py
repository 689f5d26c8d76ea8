"""The answer to a question for a list: its ids, and the rows that are on the screen first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.ui.catalogue.blocks import BLOCK, FIRST_ROWS

if TYPE_CHECKING:
    from app.domain.product import CatalogueQuery, ProductRow, QueryResult
    from app.storage.cache.reader import CacheReader
    from app.storage.cache.vectors import ContractPrices


class Place(NamedTuple):
    """Where the user is in a list: at a product, None for none, with so many rows above it."""

    product: int | None
    below_top: int


class Answer(NamedTuple):
    """A result with the rows that are shown first, FIRST_ROWS of them from `first` on or all.

    `place` None: the user asked for another list. Else he is to stay with the product he was at,
    and `row` is where it is now, None when it is gone.
    """

    result: QueryResult
    first: int
    rows: list[ProductRow]
    place: Place | None = None
    row: int | None = None


def read_answer(
    reader: CacheReader,
    query: CatalogueQuery,
    prices: ContractPrices | None,
    place: Place | None,
) -> Answer:
    """Answer a question for a user at a place; called in a lane."""
    result = reader.query(query, prices)
    product = None if place is None else place.product
    row = None if product is None else place_of(product, result)
    top = 0 if place is None or row is None else max(row - place.below_top, 0)
    # At its end a list goes on above the user's place, not below it.
    last = max(-(-(result.count - FIRST_ROWS) // BLOCK), 0)
    first = min(top // BLOCK, last) * BLOCK
    rows = reader.rows(result.ids[first : first + FIRST_ROWS])
    return Answer(result, first, rows, place, row)


def place_of(product: int, result: QueryResult) -> int | None:
    """Return the row of a product in a result, or None."""
    # Here, as the first list of a start is asked for without a place.
    from app.storage.cache.sorting import place_in

    return place_in(result.ids, product)
