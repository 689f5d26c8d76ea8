"""Prices, stock and units of offers: compared by reading, only what changed is written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, select, update

from gateway.onec.apply_catalogue import NO_CURRENCY, apply_price_types, apply_warehouses
from gateway.onec.exchange import READ, Exchange, chunks, upsert
from gateway.services.holds import settle_holds
from gateway.services.order_settings import read_settings
from gateway.services.records import PriceTypeRecord, WarehouseRecord
from gateway.store.engine import reading
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue
from gateway.store.tables.orders import holds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Row

    from gateway.services.records import PriceRecord, StockRecord


class OfferWriter:
    """Applies prices and stock of one exchange; goods were applied before."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._price_types = self._read_price_types()
        self._warehouses = self._read_warehouses()
        self.known = KnownProducts(exchange)
        with reading(exchange.engine) as connection:
            self._today = read_settings(connection).local_date(exchange.began_at)

    def apply_prices(self, records: Sequence[PriceRecord]) -> None:
        """Apply a batch of prices; rows of unknown goods are told and skipped."""
        self._make_price_types(records)
        for some in chunks(records, READ):
            self._prices(some)

    def apply_stock(self, records: Sequence[StockRecord]) -> None:
        """Apply a batch of stock and end the holds that it settles."""
        self._make_warehouses(records)
        for some in chunks(records, READ):
            self._stock(some)

    def _prices(self, records: Sequence[PriceRecord]) -> None:
        exchange, table = self._exchange, catalogue.prices
        with reading(exchange.engine) as connection:
            ids = self.known.ids(connection, {record.product for record in records})
            wanted: dict[tuple[int, int], tuple[int | None, bool]] = {}
            for record in records:
                product = self.known.one(ids, record.product, record.variant)
                price_type = self._price_types.get(record.price_type)
                if product is None or price_type is None:
                    continue
                price = record.price_e4
                if record.currency is not None and record.currency != price_type.currency:
                    if price is not None:
                        exchange.remark(
                            "price_currency",
                            f"товар {record.product}: ціна в {record.currency},"
                            f" а тип цін у {price_type.currency}; ціна невідома",
                        )
                    price = None
                if price_type.currency == NO_CURRENCY:
                    price = None
                wanted[(price_type.id, product)] = (price or None, record.deleted)
            current = {
                (row.price_type_id, row.product_id): row
                for row in connection.execute(
                    select(table).where(table.c.product_id.in_({key[1] for key in wanted}))
                )
            }
        changed, unmarked = _compared(
            exchange, wanted, current, lambda row: (row.price_e4, row.deleted)
        )
        for keys in chunks(changed, exchange.size):
            self._write_prices(wanted, keys)
        for keys in chunks(unmarked, exchange.size):
            with exchange.writing(len(keys)) as connection:
                connection.execute(
                    update(table).where(
                        table.c.price_type_id == bindparam("b_other"),
                        table.c.product_id == bindparam("b_product"),
                    ),
                    [
                        {"b_other": key[0], "b_product": key[1], "named_at": exchange.began_at}
                        for key in keys
                    ],
                )
        exchange.changed += len(changed)
        exchange.marked += len(unmarked)

    def _write_prices(
        self,
        wanted: dict[tuple[int, int], tuple[int | None, bool]],
        keys: Sequence[tuple[int, int]],
    ) -> None:
        exchange = self._exchange
        with exchange.writing(len(keys)) as connection:
            seq = next_seq(connection, n=len(keys))
            upsert(
                connection,
                catalogue.prices,
                ("price_type_id", "product_id"),
                [
                    {
                        "price_type_id": key[0],
                        "product_id": key[1],
                        "price_e4": wanted[key][0],
                        "deleted": wanted[key][1],
                        "named_at": exchange.began_at,
                        "seq": seq + at,
                    }
                    for at, key in enumerate(keys)
                ],
            )

    def _stock(self, records: Sequence[StockRecord]) -> None:
        exchange, table = self._exchange, catalogue.stock
        with reading(exchange.engine) as connection:
            ids = self.known.ids(connection, {record.product for record in records})
            wanted: dict[tuple[int, int], StockRecord] = {}
            for record in records:
                product = self.known.one(ids, record.product, record.variant)
                warehouse = self._warehouses.get(record.warehouse or self._total_warehouse())
                if product is not None and warehouse is not None:
                    wanted[(product, warehouse)] = record
            products = sorted({key[0] for key in wanted})
            current = {
                (row.product_id, row.warehouse_id): row
                for row in connection.execute(select(table).where(table.c.product_id.in_(products)))
            }
            held = {
                (row.product_id, row.warehouse_id)
                for row in connection.execute(
                    select(holds.c.product_id, holds.c.warehouse_id).where(
                        holds.c.ended_at.is_(None), holds.c.product_id.in_(products)
                    )
                )
            } & set(wanted)
        told = {key: _told(record, current.get(key), self._today) for key, record in wanted.items()}
        changed, unmarked = _compared(exchange, told, current, _stored)
        touched = sorted(set(unmarked) | (held - set(changed)))
        for keys in chunks(changed, exchange.size):
            self._write_stock(told, keys, (), held & set(keys))
        for keys in chunks(touched, exchange.size):
            self._write_stock(told, (), keys, held & set(keys))
        exchange.changed += len(changed)
        exchange.marked += len(touched)

    def _write_stock(
        self,
        told: dict[tuple[int, int], tuple[Any, ...]],
        changed: Sequence[tuple[int, int]],
        touched: Sequence[tuple[int, int]],
        held: set[tuple[int, int]],
    ) -> None:
        exchange, table = self._exchange, catalogue.stock
        with exchange.writing(len(changed) + len(touched)) as connection:
            if changed:
                seq = next_seq(connection, n=len(changed))
                upsert(
                    connection,
                    table,
                    ("product_id", "warehouse_id"),
                    [
                        {
                            "product_id": key[0],
                            "warehouse_id": key[1],
                            "onec_free_milli": told[key][0],
                            "expected_on": told[key][1],
                            "expected_milli": told[key][2],
                            "expected_note": told[key][3],
                            "deleted": False,
                            "exchange_began_at": exchange.began_at,
                            "named_at": exchange.began_at,
                            "seq": seq + at,
                        }
                        for at, key in enumerate(changed)
                    ],
                )
            if touched:
                connection.execute(
                    update(table).where(
                        table.c.product_id == bindparam("b_product"),
                        table.c.warehouse_id == bindparam("b_other"),
                    ),
                    [
                        {
                            "b_product": key[0],
                            "b_other": key[1],
                            "named_at": exchange.began_at,
                            "exchange_began_at": exchange.began_at,
                        }
                        for key in touched
                    ],
                )
            if held:
                now = dt.datetime.now(tz=dt.UTC)
                settle_holds(connection, exchange.began_at, held, now)

    def _make_price_types(self, records: Sequence[PriceRecord]) -> None:
        """A price type that only prices name is made, and the administrator is told."""
        unknown = {
            record.price_type: record
            for record in records
            if record.price_type not in self._price_types and not record.deleted
        }
        if unknown:
            for guid in unknown:
                self._exchange.remark(
                    "price_type_unknown", f"тип цін {guid} названо лише в цінах, перевірте його"
                )
            apply_price_types(
                self._exchange,
                [PriceTypeRecord(guid, currency=one.currency) for guid, one in unknown.items()],
            )
            self._price_types = self._read_price_types()

    def _make_warehouses(self, records: Sequence[StockRecord]) -> None:
        total = self._total_warehouse()
        if not total and any(not record.warehouse for record in records):
            self._exchange.remark(
                "no_warehouse",
                "кількість прийшла без складу, а обліковий запис не каже, який це склад",
            )
        unknown = {record.warehouse or total for record in records} - set(self._warehouses) - {""}
        known = self._foreign if self._exchange.account_id is not None else set()
        made = sorted(unknown - known)
        for guid in sorted(unknown & known):
            self._exchange.remark(
                "foreign_warehouse", f"склад {guid} належить іншому обліковому запису 1С"
            )
        if made:
            for guid in made:
                self._exchange.remark(
                    "warehouse_unknown", f"склад {guid} названо лише в залишках, назвіть його"
                )
            apply_warehouses(self._exchange, [WarehouseRecord(guid) for guid in made])
            self._warehouses = self._read_warehouses()

    def _total_warehouse(self) -> str:
        exchange = self._exchange
        return exchange.settings.quantity_is_warehouse or exchange.warehouse_guid or ""

    def _read_price_types(self) -> dict[str, Row[Any]]:
        with reading(self._exchange.engine) as connection:
            return {row.guid: row for row in connection.execute(select(catalogue.price_types))}

    def _read_warehouses(self) -> dict[str, int]:
        """Return ids of the warehouses that this exchange may change."""
        own = self._exchange.account_id
        table = catalogue.warehouses
        with reading(self._exchange.engine) as connection:
            rows = connection.execute(select(table.c.guid, table.c.id, table.c.account_id)).all()
        mine = [row for row in rows if own is None or row.account_id in (None, own)]
        self._foreign = {row.guid for row in rows} - {row.guid for row in mine}
        return {row.guid: row.id for row in mine}


class KnownProducts:
    """Ids of products by 1C's names; an unknown one is told in the exchange log."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.variants_of: set[str] = set()
        """Guids of products whose variants got a price or stock."""

    def ids(self, connection: Connection, guids: set[str]) -> dict[tuple[str, str], int]:
        """Return the ids of the products and variants of these guids."""
        table = catalogue.products
        return {
            (row.guid, row.variant): row.id
            for row in connection.execute(
                select(table.c.id, table.c.guid, table.c.variant).where(table.c.guid.in_(guids))
            )
        }

    def one(self, ids: dict[tuple[str, str], int], guid: str, variant: str | None) -> int | None:
        """Return the id of one of them, None for an unknown product."""
        found = ids.get((guid, variant or ""))
        if found is None:
            name = f"{guid}#{variant}" if variant else guid
            self._exchange.remark("product_unknown", f"ціна чи залишок невідомого товару {name}")
        elif variant:
            self.variants_of.add(guid)
        return found


def _compared(
    exchange: Exchange,
    wanted: dict[tuple[int, int], Any],
    current: dict[tuple[int, int], Any],
    stored: Callable[[Any], Any],
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the keys that changed and those that only need their mark renewed, both sorted."""
    changed, unmarked = [], []
    for key in sorted(wanted):
        row = current.get(key)
        if row is None or stored(row) != wanted[key]:
            changed.append(key)
            exchange.marked += exchange.needs_mark(None if row is None else row.named_at)
        elif exchange.needs_mark(row.named_at):
            unmarked.append(key)
    return changed, unmarked


def _told(record: StockRecord, row: Row[Any] | None, today: dt.date) -> tuple[Any, ...]:
    """Return what the row becomes: doors bring free stock or arrivals, and keep the other.

    An arrival of a day that has passed is none.
    """
    free = record.free_milli
    arrival = (record.expected_on, record.expected_milli, record.expected_note)
    if row is not None and not row.deleted:
        if free is None:
            free = row.onec_free_milli
        if arrival == (None, None, ""):
            arrival = (row.expected_on, row.expected_milli, row.expected_note)
    if arrival[0] is not None and arrival[0] < today:
        arrival = (None, None, "")
    return (free, *arrival, False)


def _stored(row: Row[Any]) -> tuple[Any, ...]:
    return (
        row.onec_free_milli,
        row.expected_on,
        row.expected_milli,
        row.expected_note,
        row.deleted,
    )
