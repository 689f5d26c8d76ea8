"""Puts the rows of checked pages into the tables, kind by kind."""

from __future__ import annotations

import json
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np

from app.domain.stock import StockExtra
from app.storage.cache.goods import GoodsWriter
from app.storage.cache.layout import (
    GROUP,
    NO_ROW,
    NO_VALUE,
    PRICE,
    SEGMENT_MASK,
    SEGMENT_SHIFT,
    STOCK,
)
from app.storage.cache.pages import MAX_GROUP_DEPTH, Page, broken
from app.storage.cache.segments import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection

    from app.storage.cache.segments import Ids, SegmentWriter
    from app.storage.cache.writer import Changed
    from contract.feed import FeedKind

_TABLES = ("groups", "properties", "orders", "documents", "ledger", "news")
_PLACES = {
    "groups": ("id", "guid", "parent", "name", "position"),
    "properties": (
        "id", "name", "unit", "type", "group_ids", "row_order", "card_order", "facet_order",
        "is_tag",
    ),
    "orders": ("id", "key", "number", "placed_at", "state", "json"),
    "documents": ("id", "order_key", "kind", "state", "date", "json"),
    "ledger": ("id", "contract", "date", "json"),
    "news": ("id", "at", "json"),
}  # fmt: skip


def _upsert(table: str) -> str:
    columns = _PLACES[table]
    kept = ", ".join(f"{one} = excluded.{one}" for one in columns[1:])
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names above
        f" ON CONFLICT (id) DO UPDATE SET {kept}"
    )


MANY = 1_000
"""More changed keys than this are told as None: everything."""

# One encoder for all rows: making one for each took a third of the time.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_UPSERT = {table: _upsert(table) for table in _TABLES}


class RowWriter:
    """Writes rows within the writer's transaction and remembers what has to follow them."""

    def __init__(self, connection: Connection, segments: SegmentWriter) -> None:
        self._connection = connection
        self._segments = segments
        self._changed: Changed | None = None
        self._groups_changed = False
        self.goods = GoodsWriter(connection, segments)

    def begin(self, changed: Changed) -> None:
        """Start to collect into `changed`."""
        self._changed = changed
        self._groups_changed = False
        self.goods.begin()

    def apply(self, page: Page, *, sweeping: bool) -> None:
        """Write the rows of a page and take away those it calls gone."""
        if page.kind == "prices":
            self._prices(page)
        elif page.kind == "stock":
            self._stock(page)
        elif page.kind == "products":
            self._products(page)
        else:
            self._table(page)
        if sweeping:
            self._mark(page)

    def finish(self, *, list_ready: bool, whole: bool) -> None:
        """Bring orders and index up to the rows; refuses groups that do not make a tree.

        `whole`: the products of the first sync are all here.
        """
        if self._groups_changed:
            self._check_tree()
        self.goods.finish(list_ready=list_ready, whole=whole)

    def sweep(self, kind: FeedKind, key: int) -> None:
        """Remove the rows of a kind that were not met since it was restarted."""
        if kind == "prices":
            stored = self._segments.rows(PRICE, key)
            unmet = np.setdiff1d(stored, self._seen(kind, key))
            self._segments.put(PRICE, key, unmet, NO_ROW)
            self._note_prices(key, unmet)
        elif kind == "stock":
            for warehouse in self._segments.keys(STOCK):
                stored = self._segments.rows(STOCK, warehouse)
                self._stock_gone(warehouse, np.setdiff1d(stored, self._seen(kind, warehouse)))
        else:
            seen = set(self._seen(kind, 0).tolist())
            self._remove(kind, [one for one in self._stored(kind) if one not in seen])
        self._connection.exec_driver_sql(
            "DELETE FROM seen WHERE kind = ? AND (key = ? OR kind = 'stock')", (kind, key)
        )

    def count(self, kind: FeedKind, key: int) -> int:
        """Return how many rows of a kind are stored."""
        if kind == "prices":
            return self._segments.count(PRICE, key)
        if kind == "stock":
            return sum(self._segments.count(STOCK, one) for one in self._segments.keys(STOCK))
        if kind == "products":
            return self._segments.count(GROUP, 0)
        found = self._connection.exec_driver_sql(f"SELECT count(*) FROM {kind}")  # noqa: S608 - a FeedKind
        return int(found.scalar_one())

    def _products(self, page: Page) -> None:
        if page.count:
            ids = np.asarray(page.columns["id"], dtype=np.int64)
            self.goods.store(page, ids)
            self._note("products", ids)
        here = set(page.columns["id"]) if page.gone else set()
        self._remove("products", [one for one in page.gone if one not in here])

    def _table(self, page: Page) -> None:
        rows = [_SHAPES[page.kind](row) for row in page.rows]
        if page.kind == "groups":
            self._groups_changed = True
        if page.kind == "properties":
            self.goods.facets_changed()
        if rows:
            self._connection.exec_driver_sql(_UPSERT[page.kind], rows)
            self._note(page.kind, [row[0] for row in rows])
        here = {row[0] for row in rows}
        self._remove(page.kind, [one for one in page.gone if one not in here])

    def _remove(self, kind: FeedKind, ids: list[int]) -> None:
        if not ids:
            return
        if kind == "groups":
            # A withdrawn group takes its goods along; a moved product comes with its new group
            # in the pages of goods, which are applied after those of groups.
            goods = self._segments.rows(GROUP, 0)
            lost = np.isin(self._segments.get(GROUP, 0, goods), np.array(ids, dtype=np.int64))
            self._remove("products", goods[lost].tolist())
            self._groups_changed = True
        if kind == "properties":
            self.goods.facets_changed()
        if kind == "products":
            self.goods.remove(np.array(ids, dtype=np.int64))
        else:
            self._connection.exec_driver_sql(
                f"DELETE FROM {kind} WHERE id = ?",  # noqa: S608 - a FeedKind
                [(one,) for one in ids],
            )
        self._note(kind, ids)

    def _stored(self, kind: FeedKind) -> list[int]:
        if kind == "products":
            return list(self._segments.rows(GROUP, 0).tolist())
        found = self._connection.exec_driver_sql(f"SELECT id FROM {kind}")  # noqa: S608 - a FeedKind
        return [row[0] for row in found]

    def _prices(self, page: Page) -> None:
        ids = np.asarray(page.columns["ids"], dtype=np.int64)
        if page.gone:
            gone = np.setdiff1d(np.array(page.gone, dtype=np.int64), ids)
            self._segments.put(PRICE, page.key, gone, NO_ROW)
            self._note_prices(page.key, gone)
        self._segments.put(PRICE, page.key, ids, _amounts(page.columns["prices_e4"]))
        self._note_prices(page.key, ids)

    def _stock(self, page: Page) -> None:
        columns = page.columns
        if page.gone:
            here = {row[:2] for row in page.rows}
            gone: dict[int, list[int]] = {}
            for product, warehouse in page.gone:
                if (product, warehouse) not in here:
                    gone.setdefault(warehouse, []).append(product)
            for warehouse, products in gone.items():
                self._stock_gone(warehouse, np.array(products, dtype=np.int64))
        if not page.count:
            return
        ids = np.asarray(columns["ids"], dtype=np.int64)
        warehouses = np.asarray(columns["warehouses"], dtype=np.int64)
        free = _amounts(columns["free_milli"])
        for warehouse in np.unique(warehouses).tolist():
            chosen = warehouses == warehouse
            self._segments.put(STOCK, warehouse, ids[chosen], free[chosen])
            self._drop_extras(warehouse, ids[chosen])
            self._note_stock(warehouse, ids[chosen])
        self._put_extras(page)

    def _stock_gone(self, warehouse: int, products: Ids) -> None:
        self._segments.put(STOCK, warehouse, products, NO_ROW)
        self._drop_extras(warehouse, products)
        self._note_stock(warehouse, products)

    def _put_extras(self, page: Page) -> None:
        names = (
            "at_least",
            "reserved_mine_milli",
            "expected_on",
            "expected_milli",
            "expected_note",
        )
        columns = [page.columns[name] for name in names]
        if not any(map(any, (*columns[:3], columns[4]))) and columns[3].count(None) == page.count:
            return
        there = [
            bool(at_least or reserved or day or note or expected is not None)
            for at_least, reserved, day, expected, note in zip(*columns, strict=True)
        ]
        if not any(there):
            return
        places = [np.asarray(page.columns[name]).tolist() for name in ("ids", "warehouses")]
        columns = [*places, *columns]
        for product, warehouse, *extra in zip(*(compress(c, there) for c in columns), strict=True):
            part, place = product >> SEGMENT_SHIFT, product & SEGMENT_MASK
            self._segments.extras(warehouse, part).put(place, StockExtra(*extra))

    def _drop_extras(self, warehouse: int, products: Ids) -> None:
        """Forget the extras of these products: those that have some are put in again."""
        for part, chosen in parts_of(products):
            extras = self._segments.extras(warehouse, part)
            extras.drop(products[chosen] & SEGMENT_MASK)

    def _mark(self, page: Page) -> None:
        columns = [np.asarray(one).tolist() for one in list(page.columns.values())[:2]]
        keys = columns[1] if page.kind == "stock" else [page.key] * page.count
        seen = [(page.kind, key, one) for one, key in zip(columns[0], keys, strict=True)]
        if seen:
            self._connection.exec_driver_sql(
                "INSERT OR IGNORE INTO seen (kind, key, id) VALUES (?, ?, ?)", seen
            )

    def _seen(self, kind: FeedKind, key: int) -> Ids:
        found = self._connection.exec_driver_sql(
            "SELECT id FROM seen WHERE kind = ? AND key = ?", (kind, key)
        )
        return np.array([row[0] for row in found], dtype=np.int64)

    def _check_tree(self) -> None:
        found = self._connection.exec_driver_sql("SELECT id, parent FROM groups").fetchall()
        parents = {row[0]: row[1] for row in found}
        for group in parents:
            at: int | None = group
            depth = 0
            while at is not None:
                depth += 1
                if depth > MAX_GROUP_DEPTH:
                    raise broken("groups", f"group {group} lies too deep or in itself")
                at = parents.get(at)

    def _note(self, kind: str, ids: Iterable[int]) -> None:
        if self._changed is not None:
            _add(self._changed.kinds, kind, ids)

    def _note_prices(self, price_type: int, ids: Ids) -> None:
        if self._changed is not None and len(ids):
            _add(self._changed.prices, price_type, ids)

    def _note_stock(self, warehouse: int, ids: Ids) -> None:
        if self._changed is not None and len(ids):
            _add(self._changed.stock, warehouse, ids)


def _add(changed: dict[Any, set[int] | None], key: object, ids: Iterable[int]) -> None:
    known = changed.setdefault(key, set())
    if known is None:
        return
    more = ids.tolist() if isinstance(ids, np.ndarray) else list(ids)
    if len(known) + len(more) > MANY:
        changed[key] = None
    else:
        known.update(more)


def _amounts(column: Any) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return amounts as numbers; null is NO_VALUE."""
    if isinstance(column, np.ndarray):
        return column
    if None in column:
        column = [NO_VALUE if one is None else one for one in column]
    return np.array(column, dtype=np.int64)


def _json(value: Any) -> str:
    if not value:
        return "[]" if isinstance(value, list) else "{}"
    return _ENCODER.encode(value)


def _property(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*row[:4], _json(row[4]), *row[5:8], int(row[8]))


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    order = row[1]
    return (row[0], order["key"], order["number"], order["placed_at"], order["state"], _json(order))


def _document(row: tuple[Any, ...]) -> tuple[Any, ...]:
    paper = row[1]
    return (
        row[0], paper["order"], paper["kind"], paper["state"], paper["date"], _json(paper),
    )  # fmt: skip


def _entry(row: tuple[Any, ...]) -> tuple[Any, ...]:
    entry = row[1]
    return (row[0], entry["contract"], entry["date"], _json(entry))


def _news(row: tuple[Any, ...]) -> tuple[Any, ...]:
    names = ("id", "at", "until", "title", "text", "link", "importance")
    return (row[0], row[1], _json(dict(zip(names, row, strict=True))))


_SHAPES: dict[str, Callable[[tuple[Any, ...]], tuple[Any, ...]]] = {
    "groups": lambda row: row,
    "properties": _property,
    "orders": _order,
    "documents": _document,
    "ledger": _entry,
    "news": _news,
}
