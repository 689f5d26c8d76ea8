"""Where the rows of each kind of the feed come from, in SQL that every database understands.

Rows come as the driver's own tuples and leave as columns: no object is made for a row of the
catalogue. Numbers from our own tables are written into the text; nothing a client sent is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, select

from gateway.store.tables.orders import holds, orders

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from gateway.services.permitted import Sight

Pack = Literal["plain", "json", "bool", "same"]
"""How values become JSON: by their type, as the JSON texts they are, as true or false; of `same`
the SQL is the JSON text of every row's value."""
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What a page of a source depends on besides its rows."""

    connection: Connection
    sight: Sight
    price_type: int = 0
    stock_cap_milli: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the wire: its SQL and how its values become JSON."""

    name: str
    sql: str
    pack: Pack = "plain"


def _everything(context: Context) -> str:
    del context
    return "1 = 1"


def _nothing(context: Context, groups: Iterable[int], warehouses: Iterable[int]) -> str:
    del context, groups, warehouses
    return "1 = 0"


def _none(context: Context) -> Sequence[Column] | None:
    del context
    return None


@dataclass(frozen=True, slots=True)
class Source:
    """One kind: tables, key, columns and the conditions that make its rows a dealer's.

    `scope` holds for every row that this dealer may ever hear of; `visible` for those he sees
    now, rows in scope and not visible are told as gone. `touched` picks rows whose visibility may
    have changed without a change of their own. `sees` refines `visible` where SQL can't tell.
    `finish` turns the columns by SQL into those of the wire. `whole` gives the columns of the wire
    where the database can make all of them by itself, the keys first; else None.
    """

    tables: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    visible: Callable[[Context], str]
    scope: Callable[[Context], str] = _everything
    touched: Callable[[Context, Iterable[int], Iterable[int]], str] = _nothing
    sees: Callable[[Context, Row], bool] | None = None
    finish: Callable[[Context, dict[str, Sequence[Any]]], dict[str, str]] | None = None
    whole: Callable[[Context], Sequence[Column] | None] = _none
    by_groups: bool = False
    by_warehouses: bool = False


def _all_of(columns: Sequence[Column]) -> Callable[[Context], Sequence[Column]]:
    def whole(context: Context) -> Sequence[Column]:
        del context
        return columns

    return whole


def ids(numbers: Iterable[int]) -> str:
    """Return an SQL list of our own row numbers; an empty one holds nothing."""
    return "(" + (",".join(str(int(one)) for one in sorted(numbers)) or "NULL") + ")"


def pack(values: Sequence[Any], how: Pack) -> str:
    """Return a column as a JSON array."""
    if how == "json":
        return "[" + ",".join(values) + "]"
    if how == "bool":
        return "[" + ",".join(map(_BOOLS.__getitem__, values)) + "]"
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


_BOOLS = {0: "false", 1: "true"}

# The plus keeps planners from going by the index of groups or warehouses and sorting everything
# for every page: pages go by the key, so that a whole copy is one walk.
_VISIBLE_PRODUCT = "NOT p.deleted AND NOT p.has_variants AND +p.group_id IN "


def _product_visible(context: Context) -> str:
    return _VISIBLE_PRODUCT + ids(context.sight.groups)


def _goods_visible(context: Context) -> str:
    return f"NOT r.deleted AND {_product_visible(context)}"


def _product_touched(context: Context, groups: Iterable[int], warehouses: Iterable[int]) -> str:
    del context, warehouses
    return f"+p.group_id IN {ids(groups)}"


_PRODUCT_COLUMNS = (
    Column("id", "p.id"),
    Column("guid", "p.guid"),
    Column("variant", "CASE WHEN p.variant = '' THEN NULL ELSE p.variant END"),
    Column("group", "p.group_id"),
    Column("article", "p.article"),
    Column("other_codes", "CAST(p.other_codes AS TEXT)", "json"),
    Column("name", "p.name"),
    Column("synonyms", "CAST(p.synonyms AS TEXT)", "json"),
    Column("brand", "p.brand"),
    Column("unit", "p.unit"),
    Column("units", "CAST(p.units AS TEXT)", "json"),
    Column("pack_milli", "p.pack_milli"),
    Column("pack_name", "p.pack_name"),
    Column("weight_g", "p.weight_g"),
    Column("volume_cm3", "p.volume_cm3"),
    Column("barcodes", "CAST(p.barcodes AS TEXT)", "json"),
    Column("vat_rate", "p.vat_rate"),
    Column("properties", "CAST(p.properties AS TEXT)", "json"),
    Column("images", "CAST(p.images AS TEXT)", "json"),
    Column("analogues", "CAST(p.analogues AS TEXT)", "json"),
    Column("replaced_by", "p.replaced_by"),
    Column("discontinued", "p.discontinued", "bool"),
    Column("created_on", "CAST(p.created_on AS TEXT)"),
    Column("note", "p.note"),
    Column("orderable", "(p.why_not = '' AND NOT p.discontinued)", "bool"),
    Column("why_not", "p.why_not"),
)

PRODUCTS = Source(
    tables="products p",
    keys=("p.id",),
    columns=_PRODUCT_COLUMNS,
    whole=_all_of(_PRODUCT_COLUMNS),
    visible=_product_visible,
    touched=_product_touched,
    by_groups=True,
)


def _price_scope(context: Context) -> str:
    return f"p.id = r.product_id AND r.price_type_id = {int(context.price_type)}"


_PRICE_COLUMNS = (Column("ids", "r.product_id"), Column("prices_e4", "r.price_e4"))

PRICES = Source(
    tables="prices r CROSS JOIN products p",
    keys=("r.product_id",),
    columns=_PRICE_COLUMNS,
    whole=_all_of(_PRICE_COLUMNS),
    visible=_goods_visible,
    scope=_price_scope,
    touched=_product_touched,
    by_groups=True,
)


def _stock_scope(context: Context) -> str:
    del context
    return "p.id = r.product_id"


def _stock_visible(context: Context) -> str:
    return f"{_goods_visible(context)} AND +r.warehouse_id IN {ids(context.sight.warehouses)}"


def _stock_touched(context: Context, groups: Iterable[int], warehouses: Iterable[int]) -> str:
    del context
    return f"(+p.group_id IN {ids(groups)} OR +r.warehouse_id IN {ids(warehouses)})"


_STOCK_KEYS = (Column("ids", "r.product_id"), Column("warehouses", "r.warehouse_id"))
_FREE = (
    "CASE WHEN r.onec_free_milli IS NULL THEN NULL"
    " WHEN r.onec_free_milli > r.held_milli THEN r.onec_free_milli - r.held_milli"
    " ELSE 0 END"
)
_EXPECTED = (
    Column("expected_on", "CAST(r.expected_on AS TEXT)"),
    Column("expected_milli", "r.expected_milli"),
    Column("expected_note", "r.expected_note"),
)


def _stock_whole(context: Context) -> Sequence[Column] | None:
    """Return the columns of a dealer who holds nothing; what he holds is added row by row."""
    if _held_by(context):
        return None
    cap = context.stock_cap_milli
    free, at_least = Column("free_milli", _FREE), Column("at_least", "false", "same")
    if cap is not None:
        above = f"{_FREE} > {int(cap)}"
        free = Column("free_milli", f"CASE WHEN {above} THEN {int(cap)} ELSE {_FREE} END")
        at_least = Column("at_least", f"({above})", "bool")
    held = Column("reserved_mine_milli", "0", "same")
    return (*_STOCK_KEYS, free, at_least, held, *_EXPECTED)


def _stock_columns(context: Context, columns: dict[str, Sequence[Any]]) -> dict[str, str]:
    """Cap what the supplier hides, add what the dealer himself holds."""
    packed = {name: pack(values, "plain") for name, values in columns.items()}
    free, cap = columns["free_milli"], context.stock_cap_milli
    above = [cap is not None and value is not None and value > cap for value in free]
    if any(above):
        capped = [cap if over else value for value, over in zip(free, above, strict=True)]
        packed["free_milli"] = pack(capped, "plain")
    packed["at_least"] = pack(above, "bool")
    mine = _held_by(context)
    pairs = zip(columns["ids"], columns["warehouses"], strict=True)
    packed["reserved_mine_milli"] = pack([mine.get(pair, 0) for pair in pairs], "plain")
    return packed


def _held_by(context: Context) -> dict[tuple[int, int], int]:
    rows = context.connection.execute(
        select(holds.c.product_id, holds.c.warehouse_id, func.sum(holds.c.quantity_milli))
        .join(orders, orders.c.id == holds.c.order_id)
        .where(orders.c.dealer_id == context.sight.dealer_id, holds.c.ended_at.is_(None))
        .group_by(holds.c.product_id, holds.c.warehouse_id)
    ).all()
    return {(row[0], row[1]): int(row[2]) for row in rows}


STOCK = Source(
    tables="stock r CROSS JOIN products p",
    keys=("r.product_id", "r.warehouse_id"),
    columns=(*_STOCK_KEYS, Column("free_milli", _FREE), *_EXPECTED),
    whole=_stock_whole,
    visible=_stock_visible,
    scope=_stock_scope,
    touched=_stock_touched,
    finish=_stock_columns,
    by_groups=True,
    by_warehouses=True,
)


def _group_visible(context: Context) -> str:
    return f"r.id IN {ids(context.sight.groups)}"


def _group_touched(context: Context, groups: Iterable[int], warehouses: Iterable[int]) -> str:
    del context, warehouses
    return f"r.id IN {ids(groups)}"


def _group_columns(context: Context, columns: dict[str, Sequence[Any]]) -> dict[str, str]:
    """Hide parents that the dealer may not see: his groups look like roots to him."""
    packed = {name: pack(values, "plain") for name, values in columns.items()}
    seen = context.sight.groups
    packed["parent"] = pack([one if one in seen else None for one in columns["parent"]], "plain")
    return packed


GROUPS = Source(
    tables="groups r",
    keys=("r.id",),
    columns=(
        Column("id", "r.id"),
        Column("guid", "r.guid"),
        Column("parent", "r.parent_id"),
        Column("name", "r.name"),
        Column("order", "r.position"),
    ),
    visible=_group_visible,
    touched=_group_touched,
    finish=_group_columns,
    by_groups=True,
)

_GROUP_IDS = 4


def _property_visible(context: Context) -> str:
    del context
    return "NOT r.deleted"


def _property_touched(context: Context, groups: Iterable[int], warehouses: Iterable[int]) -> str:
    del context, groups, warehouses
    return "1 = 1"


def _property_seen(context: Context, row: Row) -> bool:
    of_groups = json.loads(row[_GROUP_IDS])
    return not of_groups or not context.sight.groups.isdisjoint(of_groups)


def _property_columns(context: Context, columns: dict[str, Sequence[Any]]) -> dict[str, str]:
    packed = {name: pack(values, "plain") for name, values in columns.items()}
    seen = context.sight.groups
    lists = [[one for one in json.loads(text) if one in seen] for text in columns["group_ids"]]
    packed["group_ids"] = pack(lists, "plain")
    packed["is_tag"] = pack(columns["is_tag"], "bool")
    return packed


PROPERTIES = Source(
    tables="properties r",
    keys=("r.id",),
    columns=(
        Column("id", "r.id"),
        Column("name", "r.name"),
        Column("unit", "r.unit"),
        Column("type", "r.type"),
        Column("group_ids", "CAST(r.group_ids AS TEXT)"),
        Column("row_order", "r.row_order"),
        Column("card_order", "r.card_order"),
        Column("facet_order", "r.facet_order"),
        Column("is_tag", "r.is_tag"),
    ),
    visible=_property_visible,
    touched=_property_touched,
    sees=_property_seen,
    finish=_property_columns,
    by_groups=True,
)
