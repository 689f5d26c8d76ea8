"""Who buys and on which terms: records that only `load`, files and OData bring."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from gateway.onec.exchange import Exchange, upsert
from gateway.services.failures import Failure
from gateway.services.limits import settle_limits
from gateway.services.order_settings import INVOICES
from gateway.store.meta import read_text, write_text
from gateway.store.sequence import next_seq
from gateway.store.tables import catalogue, dealers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gateway.services.records import (
        ContractRecord,
        CounterpartyRecord,
        DealerRecord,
        DebtRecord,
        DeliveryMethodRecord,
        LoadFile,
        ManagerRecord,
        OrganisationRecord,
    )

SUPPLIER = "supplier"
EXPECTED = "expected_every_s"


def apply_terms(exchange: Exchange, load: LoadFile) -> None:
    """Apply everything of a load that is no goods; Failure bad_request names a dead reference.

    One transaction: terms that refer to each other are never half there.
    """
    with exchange.writing(1) as connection:
        _apply_facts(connection, load)
        _apply_plain(connection, dealers.organisations, load.organisations)
        _apply_plain(connection, dealers.managers, load.managers)
        _apply_dealers(connection, load.dealers)
        _apply_counterparties(connection, load.counterparties)
        _apply_contracts(connection, load.contracts)
        _apply_debts(connection, load.debts)
        _apply_methods(connection, load.delivery_methods)
        connection.execute(update(dealers.dealers).values(profile_seq=next_seq(connection)))


def _apply_facts(connection: Connection, load: LoadFile) -> None:
    if load.supplier is not None:
        body = dataclasses.asdict(load.supplier)
        write_text(connection, SUPPLIER, json.dumps(body, ensure_ascii=False))
    if load.expected_every_s:
        known = json.loads(read_text(connection, EXPECTED) or "{}")
        write_text(connection, EXPECTED, json.dumps({**known, **load.expected_every_s}))
    if load.invoices is not None:
        write_text(connection, INVOICES, load.invoices)


def _apply_plain(
    connection: Connection,
    table: Table,
    records: Sequence[OrganisationRecord] | Sequence[ManagerRecord],
) -> None:
    rows = {record.guid: dataclasses.asdict(record) for record in records}
    upsert(connection, table, ("guid",), list(rows.values()))


def _apply_dealers(connection: Connection, records: Sequence[DealerRecord]) -> None:
    table = dealers.dealers
    for record in records:
        upsert(
            connection,
            table,
            ("guid",),
            [
                {
                    "guid": record.guid,
                    "name": record.name,
                    "manager_guid": record.manager,
                    "default_contract": record.default_contract,
                    "blocked": record.blocked,
                    "blocked_reason": record.blocked_reason,
                }
            ],
        )
        own = connection.execute(select(table.c.id).where(table.c.guid == record.guid)).scalar_one()
        groups = _ids(connection, catalogue.groups, record.groups, f"dealers: {record.name}")
        _grant(connection, dealers.dealer_groups, "group_id", own, groups)
        if record.warehouses is None:
            _grant(connection, dealers.dealer_warehouses, "warehouse_id", own, [])
        else:
            places = _ids(
                connection, catalogue.warehouses, record.warehouses, f"dealers: {record.name}"
            )
            _grant(connection, dealers.dealer_warehouses, "warehouse_id", own, places)


def _grant(
    connection: Connection, table: Table, column: str, dealer_id: int, wanted: Sequence[int]
) -> None:
    own = table.c.dealer_id == dealer_id
    known = set(connection.execute(select(table.c[column]).where(own)).scalars())
    gone = known - set(wanted)
    if gone:
        connection.execute(delete(table).where(own, table.c[column].in_(gone)))
    added = sorted(set(wanted) - known)
    if added:
        seq = next_seq(connection)
        connection.execute(
            insert(table),
            [{"dealer_id": dealer_id, column: one, "granted_seq": seq} for one in added],
        )


def _apply_counterparties(connection: Connection, records: Sequence[CounterpartyRecord]) -> None:
    for record in records:
        values = dataclasses.asdict(record)
        dealer = values.pop("dealer")
        if dealer is not None:
            where = f"counterparties: {record.name}"
            values["dealer_id"] = _ids(connection, dealers.dealers, [dealer], where)[0]
        upsert(connection, dealers.counterparties, ("guid",), [values])


def _apply_contracts(connection: Connection, records: Sequence[ContractRecord]) -> None:
    for record in records:
        where = f"contracts: {record.name}"
        values = dataclasses.asdict(record)
        owner, price_type = values.pop("counterparty"), values.pop("price_type")
        own_type = values.pop("own_price_type")
        values |= {
            "organisation_guid": values.pop("organisation"),
            "default_warehouse_guid": values.pop("default_warehouse"),
            "manager_guid": values.pop("manager"),
            "counterparty_id": _ids(connection, dealers.counterparties, [owner], where)[0],
            "price_type_id": _ids(connection, catalogue.price_types, [price_type], where)[0],
            "own_price_type_id": None
            if own_type is None
            else _ids(connection, catalogue.price_types, [own_type], where)[0],
        }
        upsert(connection, dealers.contracts, ("guid",), [values])


def _apply_debts(connection: Connection, records: Sequence[DebtRecord]) -> None:
    table = dealers.contracts
    for record in records:
        own = _ids(connection, table, [record.contract], "debts")[0]
        connection.execute(
            update(table)
            .where(table.c.id == own)
            .values(
                limit_e4=record.limit_e4,
                debt_e4=record.debt_e4,
                overdue_e4=record.overdue_e4,
                advance_e4=record.advance_e4,
                money_as_of=record.as_of,
            )
        )
        settle_limits(connection, own)


def _apply_methods(connection: Connection, records: Sequence[DeliveryMethodRecord]) -> None:
    rows = [{"code": one.code, "body": one.body, "position": one.position} for one in records]
    upsert(connection, dealers.delivery_methods, ("code",), rows)


def _ids(connection: Connection, table: Table, guids: Iterable[str], where: str) -> list[int]:
    """Return ids in the order of the guids; an unknown guid is the caller's mistake."""
    wanted = list(guids)
    found: Mapping[str, Any] = {
        row.guid: row.id
        for row in connection.execute(
            select(table.c.guid, table.c.id).where(table.c.guid.in_(wanted))
        )
    }
    for guid in wanted:
        if guid not in found:
            raise Failure("bad_request", f"{where}: no {table.name} with guid {guid}")
    return [found[guid] for guid in wanted]
