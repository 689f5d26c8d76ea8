"""A gateway's database with the invented catalogue and one dealer who may see all of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from gateway.services.accounts import Caller
from gateway.store.engine import open_engine, writing
from gateway.store.migrations import upgrade
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue, dealers
from gateway.store.tables.base import sequences
from tools.bench import _catalogue_data as goods

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Table

DEALER = Caller(
    user_id=1,
    dealer_id=1,
    session_id=1,
    device_id="bench",
    name="Олена",
    login="olena",
    rights=frozenset({"order", "see_prices", "see_finance", "print"}),
)
CHUNK = 8_192


def filled_gateway(folder: Path, products: int) -> Engine:
    """Return the engine of a gateway with that many products, filled once for a folder."""
    engine = open_engine(folder)
    finished = folder / f"filled-{products}"
    if not finished.exists():
        upgrade(engine)
        with writing(engine) as connection:
            _terms(connection)
            _goods(connection, products)
        finished.touch()
    return engine


def _terms(connection: Connection) -> None:
    profile = goods.wire_profile()
    groups = goods.group_page()["columns"]
    rows = zip(groups["id"], groups["guid"], groups["parent"], groups["name"], strict=True)
    _add(
        connection,
        catalogue.groups,
        [
            {"id": one, "guid": guid, "parent_id": parent, "name": name, "position": one}
            for one, guid, parent, name in rows
        ],
    )
    _add(connection, catalogue.price_types, profile["price_types"])
    _add(
        connection,
        catalogue.warehouses,
        [
            {name: one[name] for name in ("id", "guid", "name", "short", "city")}
            for one in profile["warehouses"]
        ],
    )
    _add(connection, dealers.organisations, [{"id": 1, "guid": "org", "name": "Постачальник"}])
    _add(connection, dealers.dealers, [{"id": 1, "guid": "d-1", "name": "Дилер"}])
    counterparty = {"id": 1, "guid": "cp", "dealer_id": 1, "name": "ТОВ Дилер"}
    _add(connection, dealers.counterparties, [counterparty])
    names = ("number", "name", "short", "kind", "deferral_days", "currency", "vat")
    _add(
        connection,
        dealers.contracts,
        [
            {
                "id": one["price_type"],
                "guid": one["id"],
                "counterparty_id": 1,
                "price_type_id": one["price_type"],
                "organisation_guid": one["organisation"],
                "default_warehouse_guid": one["default_warehouse"],
                **{name: one[name] for name in names},
            }
            for one in profile["contracts"]
        ],
    )
    _add(
        connection,
        dealers.dealer_groups,
        [
            {"dealer_id": 1, "group_id": one, "granted_seq": next_seq(connection)}
            for one in range(1, goods.ROOTS + 1)
        ],
    )


def _add(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    known = {column.name for column in table.c}
    for row in rows:
        values = {name: value for name, value in row.items() if name in known}
        if "seq" in known:
            values["seq"] = next_seq(connection)
        connection.execute(insert(table).values(**values))


def _goods(connection: Connection, products: int) -> None:
    seq = next_seq(connection)
    for start in range(1, products + 1, CHUNK):
        numbers = range(start, min(start + CHUNK, products + 1))
        _many(connection, "products", _PRODUCT, _product_rows(numbers, seq + start))
    seq += products
    for price_type in range(1, goods.PRICE_TYPES + 1):
        for start in range(1, products + 1, CHUNK):
            numbers = range(start, min(start + CHUNK, products + 1))
            rows = (
                (price_type, one, goods.price_e4(one, price_type), seq + one) for one in numbers
            )
            _many(connection, "prices", _PRICE, rows)
        seq += products
    places = range(1, len(goods.WAREHOUSES) + 1)
    for start in range(1, products + 1, CHUNK):
        numbers = range(start, min(start + CHUNK, products + 1))
        held = (
            (one, warehouse, free, 0, seq + one)
            for one in numbers
            for warehouse in places
            if (free := goods.free_milli(one, warehouse)) is not None
        )
        _many(connection, "stock", _STOCK, held)
    connection.execute(
        update(sequences).where(sequences.c.name == "changes").values(value=seq + products)
    )


_PRODUCT = (
    "id", "guid", "group_id", "article", "name", "brand", "unit", "units", "pack_milli",
    "pack_name", "weight_g", "barcodes", "vat_rate", "created_on", "seq",
)  # fmt: skip
_PRICE = ("price_type_id", "product_id", "price_e4", "seq")
_STOCK = ("product_id", "warehouse_id", "onec_free_milli", "held_milli", "seq")


def _product_rows(numbers: range, seq: int) -> Iterator[tuple[Any, ...]]:
    columns = goods.product_columns(numbers)
    lists = {
        name: [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in columns[name]]
        for name in ("units", "barcodes")
    }
    taken = {
        **columns,
        **lists,
        "group_id": columns["group"],
        "seq": range(seq, seq + len(numbers)),
    }
    return zip(*(taken[name] for name in _PRODUCT), strict=True)


def _many(
    connection: Connection, table: str, names: Iterable[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    columns = tuple(names)
    marks = ", ".join("?" * len(columns))
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", list(rows)
    )
