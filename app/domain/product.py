"""Goods: the prepared row of the table, the whole card, groups, and a query of the catalogue.

Everything here is plain data: the table paints `ProductRow` without asking for more.
"""

from __future__ import annotations

from array import array
from typing import Literal, NamedTuple

SortKey = str
"""name, article, unit, price, free (all asked warehouses together) or stock:<warehouse id>."""

Reading = Literal[
    "as_typed", "exact_code", "fragment", "other_layout", "look_alike", "spelling", "typo"
]
"""How the words had to be read: `fragment` is a part of a code, `spelling` the Ukrainian or
Russian twin of the same words, `typo` one wrong, missing, extra or swapped letter."""

BRAND, WAREHOUSE, PROPERTY = "brand", "warehouse", "property:"
"""Keys of facets; a property's key is PROPERTY and its id."""


class ProductRow(NamedTuple):
    """One prepared row of the catalogue table.

    `second_line` holds the brand and the values of the properties that the supplier wants in the
    row, in his order; the delegate joins them. `pack_milli` in thousandths of the base unit, None
    when unknown; `vat_rate` in percent, None for goods without VAT.
    """

    id: int
    guid: str
    variant: str | None
    group_id: int
    article: str
    name: str
    second_line: tuple[str, ...]
    brand: str
    unit: str
    pack_milli: int | None
    pack_name: str
    vat_rate: int | None
    orderable: bool
    why_not: str
    discontinued: bool


class Unit(NamedTuple):
    """A unit of measure: one of it is `factor_milli` thousandths of the base unit."""

    name: str
    factor_milli: int
    decimals: int


class PropertyValue(NamedTuple):
    """A property of the card in the supplier's order; `value` is text, number or yes/no."""

    id: int
    name: str
    unit: str
    value: str | int | float | bool | None


class Product(NamedTuple):
    """The whole card: the row and what only the card shows.

    `analogues` and `replaced_by` are product ids; `images` are hashes; weights in grams, volumes
    in cubic centimetres, None when unknown.
    """

    row: ProductRow
    units: tuple[Unit, ...] = ()
    barcodes: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    weight_g: int | None = None
    volume_cm3: int | None = None
    properties: tuple[PropertyValue, ...] = ()
    images: tuple[str, ...] = ()
    analogues: tuple[int, ...] = ()
    replaced_by: int | None = None
    created_on: str | None = None
    note: str = ""


class Group(NamedTuple):
    """A group of goods; `own_count` is its own products, `count_below` with those of subgroups."""

    id: int
    guid: str
    parent: int | None
    name: str
    order: int
    own_count: int
    count_below: int


class Sort(NamedTuple):
    """The order of a result; `price` needs the contract's prices, `free` sums the warehouses.

    Goods without a price, or of unknown stock, come last in either direction.
    """

    key: SortKey = "name"
    descending: bool = False


class CatalogueQuery(NamedTuple):
    """What the user asks of the catalogue.

    `scope_group` None is the whole catalogue. `in_stock_warehouses` keeps products that have
    something free at any of them; None does not look at stock. `only` keeps the given product
    ids: favourites, an import. `readings` False searches exactly as typed. `facets` are pairs of a
    facet's key and the chosen values (as in FacetCounts): OR inside, AND between; values of
    `warehouse` are ids as text. `price_e4` bounds the price under the contract, both included,
    None is open; `new_since` (ISO date) keeps what was created on that day or later.
    """

    scope_group: int | None = None
    words: str = ""
    in_stock_warehouses: tuple[int, ...] | None = None
    sort: Sort = Sort()
    only: frozenset[int] | None = None
    readings: bool = True
    facets: tuple[tuple[str, frozenset[str]], ...] = ()
    price_e4: tuple[int | None, int | None] | None = None
    new_since: str | None = None


class FacetValue(NamedTuple):
    """A value that can be chosen: `value` goes into the query, `title` is shown, `found` counts.

    Yes and no are the values "true" and "false".
    """

    value: str
    title: str
    found: int


class FacetCounts(NamedTuple):
    """A facet of a result: how many products each value would leave.

    Counted over the whole result; what is chosen in a facet does not restrict its own counts.
    `title` and `unit` are the supplier's (empty for brand and warehouse). `exact` False: the index
    is still being built and the counts lag behind.
    """

    key: str
    title: str
    unit: str
    values: tuple[FacetValue, ...]
    exact: bool = True


class QueryResult:
    """Product ids in order, the exact count, and how the words had to be read to find them.

    `ids` is an array of int32 and is never changed after.
    `typed` is the text as it was read. `index_ready` False: words were looked up by reading
    through the goods, because the index is still being built.
    """

    __slots__ = ("count", "ids", "index_ready", "reading", "typed")

    def __init__(
        self,
        ids: array[int],
        count: int,
        reading: Reading = "as_typed",
        typed: str = "",
        index_ready: bool = True,  # noqa: FBT001, FBT002 - a field of the answer
    ) -> None:
        self.ids = ids
        self.count = count
        self.reading: Reading = reading
        self.typed = typed
        self.index_ready = index_ready
