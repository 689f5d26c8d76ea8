"""Groups, properties, units, price types and warehouses: the small tables of the catalogue."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from gateway.onec.exchange import Exchange, chunks, upsert
from gateway.onec.renewal import renew_groups, touch_profiles
from gateway.store.engine import reading
from gateway.store.meta import read_json, write_text
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import RowMapping, Table

    from gateway.services.records import (
        GroupRecord,
        PriceTypeRecord,
        PropertyRecord,
        UnitRecord,
        WarehouseRecord,
    )

UNITS = "units"
NO_CURRENCY = "XXX"
"""ISO 4217's word for "no currency": prices of such a type are unknown."""
DEEPEST = 64


def known_units(exchange: Exchange) -> dict[str, str]:
    """Return names of units by code, as 1C's units files told them."""
    with reading(exchange.engine) as connection:
        return {str(code): str(name) for code, name in read_json(connection, UNITS).items()}


def apply_units(exchange: Exchange, records: Sequence[UnitRecord]) -> None:
    """Keep the names of units, for files that tell only a code."""
    if not records:
        return
    with exchange.writing(1) as connection:
        units = read_json(connection, UNITS)
        units.update({record.code.strip(): record.name for record in records})
        write_text(connection, UNITS, json.dumps(units, ensure_ascii=False))


def apply_groups(exchange: Exchange, records: Sequence[GroupRecord]) -> None:
    """Apply groups in any order; a parent that would close a circle is refused and told."""
    wanted = {record.guid: record for record in records}
    if not wanted:
        return
    current = _by_guid(exchange, catalogue.groups)
    _insert_groups(exchange, [one for one in wanted.values() if one.guid not in current])
    current = _by_guid(exchange, catalogue.groups)
    parents: dict[int, int | None] = {row["id"]: row["parent_id"] for row in current.values()}
    changed: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    unmarked: list[int] = []
    for record in wanted.values():
        row = current[record.guid]
        parent = _parent_of(exchange, record, row["id"], current, parents)
        parents[row["id"]] = parent
        values = {
            "name": record.name,
            "parent_id": parent,
            "position": record.position,
            "deleted": record.deleted,
            "account_id": row["account_id"] or exchange.account_id,
        }
        if any(row[name] != value for name, value in values.items()):
            new = {"b_id": row["id"], "named_at": exchange.began_at, **values}
            if row["parent_id"] != parent or row["deleted"] != record.deleted:
                moved.append(new)
            else:
                changed.append(new)
        elif exchange.needs_mark(row["named_at"]):
            unmarked.append(row["id"])
    _mark(exchange, catalogue.groups, unmarked)
    _update(exchange, catalogue.groups, changed)
    _update(exchange, catalogue.groups, moved, also="moved_seq")
    renew_groups(exchange, [row["b_id"] for row in moved])


def _insert_groups(exchange: Exchange, records: Sequence[GroupRecord]) -> None:
    for some in chunks(records, 200):
        with exchange.writing(len(some)) as connection:
            seq = next_seq(connection, n=len(some))
            connection.execute(
                insert(catalogue.groups),
                [
                    {
                        "guid": record.guid,
                        "name": record.name,
                        "position": record.position,
                        "deleted": record.deleted,
                        "account_id": exchange.account_id,
                        "named_at": exchange.began_at,
                        "seq": seq + at,
                    }
                    for at, record in enumerate(some)
                ],
            )
        exchange.changed += len(some)


def _parent_of(
    exchange: Exchange,
    record: GroupRecord,
    own: int,
    current: Mapping[str, RowMapping],
    parents: Mapping[int, int | None],
) -> int | None:
    if record.parent is None:
        return None
    above = current.get(record.parent)
    if above is None:
        exchange.remark("group_parent_unknown", f"група «{record.name}»: батьківська невідома")
        return None
    step: int | None = above["id"]
    for _ in range(DEEPEST):
        if step is None:
            return int(above["id"])
        if step == own:
            break
        step = parents.get(step)
    exchange.remark("group_circle", f"група «{record.name}»: батьківська група в ній самій")
    return None


def apply_properties(exchange: Exchange, records: Sequence[PropertyRecord]) -> None:
    """Apply properties and the words of their dictionaries."""
    wanted = {record.guid: record for record in records}
    if not wanted:
        return
    current = _by_guid(exchange, catalogue.properties)
    changed: list[dict[str, Any]] = []
    added: list[dict[str, Any]] = []
    for record in wanted.values():
        row = current.get(record.guid)
        values: dict[str, Any] = {
            "name": record.name,
            "type": record.type,
            "deleted": record.deleted,
        }
        if exchange.account_id is None:
            values |= {
                "unit": record.unit,
                "row_order": record.row_order,
                "card_order": record.card_order,
                "facet_order": record.facet_order,
                "is_tag": record.is_tag,
            }
        if row is None:
            added.append({"guid": record.guid, "account_id": exchange.account_id, **values})
        elif any(row[name] != value for name, value in values.items()):
            changed.append({"b_id": row["id"], "named_at": exchange.began_at, **values})
    _insert(exchange, catalogue.properties, added, named=True)
    _update(exchange, catalogue.properties, changed)
    _apply_words(exchange, wanted)


def _apply_words(exchange: Exchange, wanted: Mapping[str, PropertyRecord]) -> None:
    table = catalogue.property_values
    with_words = [record for record in wanted.values() if record.values]
    ids = {guid: row["id"] for guid, row in _by_guid(exchange, catalogue.properties).items()}
    for record in with_words:
        own = ids[record.guid]
        with reading(exchange.engine) as connection:
            known = {
                row.guid: row.value
                for row in connection.execute(
                    select(table.c.guid, table.c.value).where(table.c.property_id == own)
                )
            }
        rows = [
            {"property_id": own, "guid": guid, "value": value}
            for guid, value in record.values.items()
            if known.get(guid) != value
        ]
        for some in chunks(rows, 500):
            with exchange.writing(len(some)) as connection:
                upsert(connection, table, ("property_id", "guid"), list(some))


def apply_price_types(exchange: Exchange, records: Sequence[PriceTypeRecord]) -> None:
    """Apply price types; what a record does not tell is kept."""
    wanted = {record.guid: record for record in records}
    current = _by_guid(exchange, catalogue.price_types)
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for record in wanted.values():
        told = {
            "name": record.name,
            "currency": record.currency,
            "vat_included": record.vat_included,
            "scale": record.scale,
        }
        values: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
        values["deleted"] = record.deleted
        row = current.get(record.guid)
        if row is not None:
            values["account_id"] = row["account_id"] or exchange.account_id
            if any(row[name] != value for name, value in values.items()):
                changed.append({"b_id": row["id"], **_filled(row, values, told)})
            continue
        for name, text in (("currency", "валюти"), ("vat_included", "правила ПДВ")):
            if values.get(name) is None:
                title = record.name or record.guid
                exchange.remark("price_type_partly", f"тип цін «{title}» прийшов без {text}")
        added.append(
            {
                "guid": record.guid,
                "name": record.name or record.guid,
                "currency": record.currency or NO_CURRENCY,
                "vat_included": record.vat_included is not False,
                "scale": 2 if record.scale is None else record.scale,
                "deleted": record.deleted,
                "account_id": exchange.account_id,
            }
        )
    _insert(exchange, catalogue.price_types, added)
    _update(exchange, catalogue.price_types, changed)
    if added or changed:
        touch_profiles(exchange)


def apply_warehouses(exchange: Exchange, records: Sequence[WarehouseRecord]) -> None:
    """Apply warehouses; one that another account brought is left alone and told."""
    wanted = {record.guid: record for record in records}
    current = _by_guid(exchange, catalogue.warehouses)
    columns = [
        "name",
        "short",
        "city",
        "address",
        "lat",
        "lon",
        "position",
        "kind",
        "counted",
        "delivery_days",
        "cutoff",
        "ship_weekdays",
        "pickup_hours",
        "low_stock_milli",
    ]
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for record in wanted.values():
        told = {name: getattr(record, name) for name in columns}
        row = current.get(record.guid)
        if row is None:
            filled = {name: value for name, value in told.items() if value is not None}
            added.append(
                {
                    **_EMPTY_WAREHOUSE,
                    **filled,
                    "guid": record.guid,
                    "name": record.name or record.guid,
                    "deleted": record.deleted,
                    "account_id": exchange.account_id,
                }
            )
            continue
        if exchange.account_id is not None and row["account_id"] not in (
            None,
            exchange.account_id,
        ):
            exchange.remark(
                "foreign_warehouse", f"склад «{row['name']}» належить іншому обліковому запису 1С"
            )
            continue
        told |= {"deleted": record.deleted, "account_id": row["account_id"] or exchange.account_id}
        if any(value is not None and row[name] != value for name, value in told.items()):
            changed.append({"b_id": row["id"], **_filled(row, told, told)})
    _insert(exchange, catalogue.warehouses, added)
    _update(exchange, catalogue.warehouses, changed)
    if added or changed:
        touch_profiles(exchange)


_EMPTY_WAREHOUSE: Mapping[str, Any] = {
    "short": "",
    "city": "",
    "address": "",
    "lat": None,
    "lon": None,
    "position": 0,
    "kind": "own",
    "counted": True,
    "delivery_days": None,
    "cutoff": "",
    "ship_weekdays": [],
    "pickup_hours": "",
    "low_stock_milli": None,
}


def _filled(row: RowMapping, values: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    """Return every column of `names` and `values`, as told or as it stands."""
    every = dict.fromkeys((*names, *values))
    return {name: row[name] if values.get(name) is None else values[name] for name in every}


def _by_guid(exchange: Exchange, table: Table) -> dict[str, RowMapping]:
    with reading(exchange.engine) as connection:
        return {row["guid"]: row for row in connection.execute(select(table)).mappings()}


def _insert(
    exchange: Exchange, table: Table, rows: list[dict[str, Any]], *, named: bool = False
) -> None:
    for some in chunks(rows, 200):
        with exchange.writing(len(some)) as connection:
            seq = next_seq(connection, n=len(some))
            extra = {"named_at": exchange.began_at} if named else {}
            connection.execute(
                insert(table), [{**row, **extra, "seq": seq + at} for at, row in enumerate(some)]
            )
        exchange.changed += len(some)


def _update(
    exchange: Exchange, table: Table, rows: list[dict[str, Any]], also: str | None = None
) -> None:
    # `also` names another column that takes the row's new number.
    for some in chunks(rows, 200):
        with exchange.writing(len(some)) as connection:
            seq = next_seq(connection, n=len(some))
            connection.execute(
                update(table).where(table.c.id == bindparam("b_id")),
                [
                    {**row, "seq": seq + at} | ({} if also is None else {also: seq + at})
                    for at, row in enumerate(some)
                ],
            )
        exchange.changed += len(some)


def _mark(exchange: Exchange, table: Table, ids: list[int]) -> None:
    for some in chunks(ids, 500):
        with exchange.writing(len(some)) as connection:
            connection.execute(
                update(table).where(table.c.id.in_(some)).values(named_at=exchange.began_at)
            )
    exchange.marked += len(ids)
