"""Puts the rows of checked pages into the tables, kind by kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.storage.cache import index
from app.storage.cache.layout import GROUP, NO_ROW, NO_VALUE, PRICE, STOCK
from app.storage.cache.pages import MAX_GROUP_DEPTH, Page, broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection

    from app.storage.cache.segments import SegmentWriter
    from app.storage.cache.writer import Changed
    from contract.feed import FeedKind

_TABLES = ("groups", "properties", "products", "orders", "documents", "ledger", "news")
_PLACES = {
    "groups": ("id", "guid", "parent", "name", "position"),
    "properties": (
        "id", "name", "unit", "type", "group_ids", "row_order", "card_order", "facet_order",
        "is_tag",
    ),
    "products": (
        "id", "guid", "variant", "group_id", "article", "name", "brand", "unit", "pack_milli",
        "pack_name", "weight_g", "volume_cm3", "vat_rate", "orderable", "why_not", "discontinued",
        "properties", "units", "barcodes", "other_codes", "rest",
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


_MANY = 200

# One encoder for all rows: making one for each took a third of the time.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_UPSERT = {table: _upsert(table) for table in _TABLES}
_EXTRA = (
    "INSERT INTO stock_extra (warehouse, product, at_least, reserved_mine_milli, expected_on,"
    " expected_milli, expected_note) VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (warehouse, product) DO UPDATE SET at_least = excluded.at_least,"
    " reserved_mine_milli = excluded.reserved_mine_milli, expected_on = excluded.expected_on,"
    " expected_milli = excluded.expected_milli, expected_note = excluded.expected_note"
)


class RowWriter:
    """Writes rows within the writer's transaction and remembers what has to follow them."""

    def __init__(self, connection: Connection, segments: SegmentWriter) -> None:
        self._connection = connection
        self._segments = segments
        self._changed: Changed | None = None
        self._touched: set[int] = set()
        self._groups_changed = False

    def begin(self, changed: Changed) -> None:
        """Start to collect into `changed`."""
        self._changed = changed
        self._touched = set()
        self._groups_changed = False

    def apply(self, page: Page, *, sweeping: bool) -> None:
        """Write the rows of a page and take away those it calls gone."""
        if page.kind == "prices":
            self._prices(page)
        elif page.kind == "stock":
            self._stock(page)
        else:
            self._table(page)
        if sweeping:
            self._mark(page)

    def finish(self, *, list_ready: bool) -> None:
        """Bring orders and words up to the rows; refuses groups that do not make a tree."""
        if self._groups_changed:
            self._check_tree()
        if not self._touched:
            return
        if list_ready:
            index.place_in_orders(self._connection, self._touched)
        self._index_touched()

    def sweep(self, kind: FeedKind, key: int) -> None:
        """Remove the rows of a kind that were not met since it was restarted."""
        if kind == "prices":
            seen = self._seen(kind, key)
            unmet = [one for one in self._segments.rows(PRICE, key) if one not in seen]
            self._segments.put(PRICE, key, dict.fromkeys(unmet, NO_ROW))
            self._note_prices(key, unmet)
        elif kind == "stock":
            for warehouse in self._segments.keys(STOCK):
                seen = self._seen(kind, warehouse)
                rows = self._segments.rows(STOCK, warehouse)
                self._stock_gone([(one, warehouse) for one in rows if one not in seen])
        else:
            seen = self._seen(kind, 0)
            found = self._connection.exec_driver_sql(f"SELECT id FROM {kind}")  # noqa: S608 - a FeedKind
            self._remove(kind, [row[0] for row in found if row[0] not in seen])
        self._connection.exec_driver_sql(
            "DELETE FROM seen WHERE kind = ? AND (key = ? OR kind = 'stock')", (kind, key)
        )

    def count(self, kind: FeedKind, key: int) -> int:
        """Return how many rows of a kind are stored."""
        if kind == "prices":
            return sum(1 for _ in self._segments.rows(PRICE, key))
        if kind == "stock":
            return sum(
                sum(1 for _ in self._segments.rows(STOCK, warehouse))
                for warehouse in self._segments.keys(STOCK)
            )
        found = self._connection.exec_driver_sql(f"SELECT count(*) FROM {kind}")  # noqa: S608 - a FeedKind
        return int(found.scalar_one())

    def _table(self, page: Page) -> None:
        rows = [_SHAPES[page.kind](row) for row in page.rows]
        if page.kind == "products":
            self._products(rows)
        elif page.kind == "groups":
            self._groups_changed = True
        if rows:
            self._connection.exec_driver_sql(_UPSERT[page.kind], rows)
            self._note(page.kind, [row[0] for row in rows])
        here = {row[0] for row in rows}
        self._remove(page.kind, [one for one in page.gone if one not in here])

    def _products(self, rows: list[tuple[Any, ...]]) -> None:
        ids = [row[0] for row in rows]
        self._touched.update(ids)
        self._segments.put(GROUP, 0, {row[0]: row[3] for row in rows})
        if ids:
            self._connection.exec_driver_sql(
                "DELETE FROM codes WHERE product = ?", [(one,) for one in ids]
            )
        index.replace_codes(
            self._connection,
            ((row[0], [row[4], *json.loads(row[19])], json.loads(row[18])) for row in rows),
        )

    def _remove(self, kind: FeedKind, ids: list[int]) -> None:
        if not ids:
            return
        marks = [(one,) for one in ids]
        if kind == "groups":
            # A withdrawn group takes its goods along; a moved product comes with its new group
            # in the pages of goods, which are applied after those of groups.
            found: list[int] = []
            for one in ids:
                rows = self._connection.exec_driver_sql(
                    "SELECT id FROM products WHERE group_id = ?", (one,)
                )
                found.extend(row[0] for row in rows)
            self._remove("products", found)
            self._groups_changed = True
        if kind == "products":
            self._touched.update(ids)
            self._segments.put(GROUP, 0, dict.fromkeys(ids, NO_ROW))
            self._connection.exec_driver_sql("DELETE FROM codes WHERE product = ?", marks)
        self._connection.exec_driver_sql(f"DELETE FROM {kind} WHERE id = ?", marks)  # noqa: S608 - a FeedKind
        self._note(kind, ids)

    def _prices(self, page: Page) -> None:
        values = dict.fromkeys(page.gone, NO_ROW)
        for product, price_e4 in page.rows:
            values[product] = NO_VALUE if price_e4 is None else price_e4
        self._segments.put(PRICE, page.key, values)
        self._note_prices(page.key, values)

    def _stock(self, page: Page) -> None:
        here = {row[:2] for row in page.rows}
        self._stock_gone([one for one in page.gone if one not in here])
        values: dict[int, dict[int, int]] = {}
        extras = []
        plain = []
        for product, warehouse, free_milli, *extra in page.rows:
            free = NO_VALUE if free_milli is None else free_milli
            values.setdefault(warehouse, {})[product] = free
            at_least, reserved, expected_on, expected_milli, note = extra
            if at_least or reserved or expected_on or expected_milli is not None or note:
                extras.append(
                    (warehouse, product, int(at_least), reserved, expected_on, expected_milli, note)
                )
            else:
                plain.append((warehouse, product))
        for warehouse, frees in values.items():
            self._segments.put(STOCK, warehouse, frees)
            self._note_stock(warehouse, frees)
        if extras:
            self._connection.exec_driver_sql(_EXTRA, extras)
        self._forget_extras(plain)

    def _stock_gone(self, pairs: list[tuple[int, int]]) -> None:
        for product, warehouse in pairs:
            self._segments.put(STOCK, warehouse, {product: NO_ROW})
            self._note_stock(warehouse, (product,))
        self._forget_extras([(warehouse, product) for product, warehouse in pairs])

    def _forget_extras(self, places: list[tuple[int, int]]) -> None:
        if len(places) > _MANY:
            # Few rows have something extra: looking for them costs less than deleting blindly.
            known = {
                (warehouse, row[0])
                for warehouse in {place[0] for place in places}
                for row in self._connection.exec_driver_sql(
                    "SELECT product FROM stock_extra WHERE warehouse = ?", (warehouse,)
                )
            }
            places = [place for place in places if place in known]
        if places:
            self._connection.exec_driver_sql(
                "DELETE FROM stock_extra WHERE warehouse = ? AND product = ?", places
            )

    def _mark(self, page: Page) -> None:
        by_warehouse = page.kind == "stock"
        seen = [(str(page.kind), row[1] if by_warehouse else page.key, row[0]) for row in page.rows]
        if seen:
            self._connection.exec_driver_sql(
                "INSERT OR IGNORE INTO seen (kind, key, id) VALUES (?, ?, ?)", seen
            )

    def _seen(self, kind: FeedKind, key: int) -> set[int]:
        found = self._connection.exec_driver_sql(
            "SELECT id FROM seen WHERE kind = ? AND key = ?", (kind, key)
        )
        return {row[0] for row in found}

    def _index_touched(self) -> None:
        found = self._connection.exec_driver_sql(
            "SELECT name, value FROM meta WHERE name IN ('stage:index', 'index_after')"
        ).fetchall()
        facts = {row[0]: row[1] for row in found}
        if "stage:index" not in facts and "index_after" not in facts:
            return
        last = int(facts.get("index_after", "-1"))
        everything = "stage:index" in facts
        index.index_words(
            self._connection,
            sorted(one for one in self._touched if everything or one <= last),
        )

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

    def _note_prices(self, price_type: int, ids: Iterable[int]) -> None:
        if self._changed is not None:
            _add(self._changed.prices, price_type, ids)

    def _note_stock(self, warehouse: int, ids: Iterable[int]) -> None:
        if self._changed is not None:
            _add(self._changed.stock, warehouse, ids)


def _add(changed: dict[Any, set[int]], key: object, ids: Iterable[int]) -> None:
    changed.setdefault(key, set()).update(ids)


def _json(value: Any) -> str:
    if not value:
        return "[]" if isinstance(value, list) else "{}"
    return _ENCODER.encode(value)


def _property(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*row[:4], _json(row[4]), *row[5:8], int(row[8]))


def _product(row: tuple[Any, ...]) -> tuple[Any, ...]:
    (
        product, guid, variant, group, article, other_codes, name, synonyms, brand, unit, units,
        pack_milli, pack_name, weight_g, volume_cm3, barcodes, vat_rate, properties, images,
        analogues, replaced_by, discontinued, created_on, note, orderable, why_not,
    ) = row  # fmt: skip
    rest = {
        "synonyms": synonyms,
        "images": images,
        "analogues": analogues,
        "replaced_by": replaced_by,
        "created_on": created_on,
        "note": note,
    }
    return (
        product, guid, variant, group, article, name, brand, unit, pack_milli, pack_name, weight_g,
        volume_cm3, vat_rate, int(orderable), why_not, int(discontinued), _json(properties),
        _json(units), _json(barcodes), _json(other_codes), _json(rest),
    )  # fmt: skip


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
    "products": _product,
    "orders": _order,
    "documents": _document,
    "ledger": _entry,
    "news": _news,
}
