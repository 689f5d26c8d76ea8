"""The queue of parts for the doors to 1C: what waits, what was given, what 1C has taken.

A part is `waiting`, `given` by the last query of an exchange, `done` when 1C said it has it, or
`stuck` when it cannot make a valid document or was refused alone twice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, insert, select, update

from gateway.services.cancelling import refresh_order
from gateway.services.order_states import DEAD, advance
from gateway.services.parts import account_for
from gateway.store.tables import catalogue, dealers, exchange
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from contract.pricing import Vat

MOST_PARTS = 50
_REFUSALS_TO_STICK = 2


@dataclass(frozen=True, slots=True)
class PartCounterparty:
    """The customer; `name` exactly as in 1C, a wrong one makes 1C create another customer."""

    guid: str
    name: str
    full_name: str
    edrpou: str
    ipn: str
    address: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line of a part; `vat_rate` in percent, None for goods without VAT."""

    n: int
    product: str
    variant: str | None
    article: str
    name: str
    unit: str
    unit_code: str
    quantity_milli: int
    price_e4: int
    sum_e4: int
    vat_rate: int | None
    vat_e4: int
    backorder_on: dt.date | None
    comment: str


@dataclass(frozen=True, slots=True)
class PartForOnec:
    """Everything a dialect needs to write one part as a 1C document."""

    id: int
    number: str
    order_number: str
    placed_at: dt.datetime
    placed_by: str
    counterparty: PartCounterparty
    organisation_guid: str
    organisation_name: str
    contract_guid: str
    contract_number: str
    contract_name: str
    contract_date: dt.date | None
    price_type: str
    warehouse_guid: str
    warehouse_name: str
    warehouse_address: str
    currency: str
    vat: Vat
    sum_e4: int
    vat_e4: int
    delivery: dict[str, Any] | None
    comment: str
    customer_number: str
    ship_on: dt.date | None
    cancel_requested: bool
    lines: list[PartLine] = field(default_factory=list)


def waiting_parts(
    connection: Connection, account_id: int, limit: int, now: dt.datetime
) -> list[PartForOnec]:
    """Return the account's waiting parts, oldest first, at most `limit` (and never over 50).

    Parts that no account took yet are bound first. Parts that cannot make a valid document are set
    aside as stuck with a line in the exchange log, and others come in their place.
    """
    bind_parts(connection)
    parts = tables.order_parts
    ids = connection.execute(
        select(parts.c.id)
        .where(
            parts.c.account_id == account_id,
            parts.c.queue == "waiting",
            parts.c.state.not_in(DEAD),
        )
        .order_by(parts.c.id)
    ).scalars()
    most = max(1, min(limit, MOST_PARTS))
    found: list[PartForOnec] = []
    for part_id in list(ids):
        part = part_for_onec(connection, part_id)
        wrong = what_is_wrong(part)
        if wrong:
            _stick(connection, account_id, part.id, part.number, "part_invalid", wrong, now)
            continue
        found.append(part)
        if len(found) == most:
            break
    return found


def has_waiting(connection: Connection, account_id: int) -> bool:
    """Tell whether a query of the account would get something; only reads."""
    parts = tables.order_parts
    bound = connection.execute(
        select(parts.c.id)
        .where(
            parts.c.account_id == account_id,
            parts.c.queue == "waiting",
            parts.c.state.not_in(DEAD),
        )
        .limit(1)
    ).first()
    return bound is not None or account_id in _owners(connection).values()


def bind_parts(connection: Connection) -> int:
    """Bind parts that no account took yet to the accounts that now suit; returns how many."""
    owners = _owners(connection)
    parts = tables.order_parts
    for part_id, account_id in owners.items():
        connection.execute(update(parts).where(parts.c.id == part_id).values(account_id=account_id))
    return len(owners)


def _owners(connection: Connection) -> dict[int, int]:
    """Return which account would take each part that none has yet; the rest is left out."""
    parts, orders = tables.order_parts, tables.orders
    lost = connection.execute(
        select(parts, dealers.contracts.c.guid.label("contract_guid"))
        .join(orders, orders.c.id == parts.c.order_id)
        .join(dealers.contracts, dealers.contracts.c.id == orders.c.contract_id)
        .where(
            parts.c.account_id.is_(None),
            parts.c.queue == "waiting",
            parts.c.state.not_in(DEAD),
        )
        .order_by(parts.c.id)
    ).all()
    found: dict[int, int] = {}
    for part in lost:
        warehouse = connection.execute(
            select(catalogue.warehouses).where(catalogue.warehouses.c.id == part.warehouse_id)
        ).one()
        owner = account_for(connection, part.contract_guid, part.organisation_guid, warehouse)
        if owner is not None:
            found[part.id] = owner.id
    return found


def mark_given(connection: Connection, part_ids: Sequence[int]) -> None:
    """Note what the answer to a query carries; from now on 1C may know these parts."""
    parts = tables.order_parts
    connection.execute(
        update(parts)
        .where(parts.c.id.in_(part_ids), parts.c.queue == "waiting")
        .values(queue="given")
    )


def confirm_given(connection: Connection, part_ids: Sequence[int], now: dt.datetime) -> int:
    """Hand over what 1C said it has loaded; returns how many parts were new to it."""
    parts = tables.order_parts
    rows = connection.execute(
        select(parts).where(parts.c.id.in_(part_ids), parts.c.queue == "given").order_by(parts.c.id)
    ).all()
    for part in rows:
        state = advance(part.state, "handed_over")
        connection.execute(
            update(parts)
            .where(parts.c.id == part.id)
            .values(queue="done", handed_over_at=now, refusals=0, state=state)
        )
        connection.execute(
            insert(tables.order_events).values(
                order_id=part.order_id, at=now, kind="handed_over", text=part.number
            )
        )
    for order_id in sorted({part.order_id for part in rows}):
        refresh_order(connection, order_id, now)
    return len(rows)


def not_confirmed(connection: Connection, part_ids: Sequence[int], now: dt.datetime) -> int:
    """Put given parts back that 1C did not confirm; returns how many the next query may give.

    Half as many as were given, down to one; a part refused alone twice is stuck.
    """
    parts = tables.order_parts
    rows = connection.execute(
        select(parts).where(parts.c.id.in_(part_ids), parts.c.queue == "given").order_by(parts.c.id)
    ).all()
    for part in rows:
        connection.execute(
            update(parts)
            .where(parts.c.id == part.id)
            .values(queue="waiting", refusals=part.refusals + (len(rows) == 1))
        )
    if len(rows) == 1 and rows[0].refusals + 1 >= _REFUSALS_TO_STICK:
        part = rows[0]
        text = "1C refused the order alone, twice"
        _stick(connection, part.account_id, part.id, part.number, "part_refused", text, now)
    return max(1, len(rows) // 2) if rows else MOST_PARTS


def try_again(connection: Connection, part_id: int) -> None:
    """Put a stuck part back in the queue, after the administrator has mended its cause."""
    parts = tables.order_parts
    connection.execute(
        update(parts)
        .where(parts.c.id == part_id, parts.c.queue == "stuck")
        .values(queue="waiting", refusals=0)
    )


def what_is_wrong(part: PartForOnec) -> str:
    """Return why a part cannot make a valid 1C document, or '' when it can."""
    if not part.lines:
        return "the order has no lines"
    if not part.counterparty.name.strip():
        return "the customer has no name"
    if not part.currency:
        return "the contract has no currency"
    for line in part.lines:
        if not line.unit:
            return f"line {line.n}: the goods have no unit"
        if line.quantity_milli <= 0 or line.price_e4 <= 0:
            return f"line {line.n}: no quantity or no price"
        if part.vat != "none" and line.vat_rate is None:
            return f"line {line.n}: no VAT rate in a document with VAT"
    added = sum(line.sum_e4 + (line.vat_e4 if part.vat == "on_top" else 0) for line in part.lines)
    if added != part.sum_e4:
        return "the lines do not add up to the total"
    return ""


def part_for_onec(connection: Connection, part_id: int) -> PartForOnec:
    """Return a part with all that its 1C document says."""
    part = _read_part(connection, part_id)
    lines = _read_lines(connection, part_id)
    return PartForOnec(
        id=part.id,
        number=part.number,
        order_number=part.order_number,
        placed_at=part.placed_at,
        placed_by=part.placed_by,
        counterparty=PartCounterparty(
            guid=part.counterparty_guid,
            name=part.counterparty_name,
            full_name=part.full_name,
            edrpou=part.edrpou,
            ipn=part.ipn,
            address=part.counterparty_address,
            phone=part.phone,
            email=part.email,
        ),
        organisation_guid=part.organisation_guid,
        organisation_name=part.organisation_name or "",
        contract_guid=part.contract_guid,
        contract_number=part.contract_number,
        contract_name=part.contract_name,
        contract_date=part.contract_date,
        price_type=part.price_type_name,
        warehouse_guid=part.warehouse_guid,
        warehouse_name=part.warehouse_name,
        warehouse_address=part.warehouse_address,
        currency=part.currency,
        vat=part.vat,
        sum_e4=part.sum_e4,
        vat_e4=sum(line.vat_e4 for line in lines),
        delivery=part.delivery,
        comment=part.comment,
        customer_number=part.customer_number,
        ship_on=part.ship_on,
        cancel_requested=part.state == "cancel_requested",
        lines=lines,
    )


def _read_part(connection: Connection, part_id: int) -> Row[Any]:
    parts, orders = tables.order_parts, tables.orders
    contracts, counterparties = dealers.contracts, dealers.counterparties
    warehouses, price_types = catalogue.warehouses, catalogue.price_types
    return connection.execute(
        select(
            parts,
            orders.c.number.label("order_number"),
            orders.c.placed_at,
            orders.c.placed_by,
            orders.c.currency,
            orders.c.delivery,
            orders.c.comment,
            orders.c.customer_number,
            counterparties.c.guid.label("counterparty_guid"),
            counterparties.c.name.label("counterparty_name"),
            counterparties.c.full_name,
            counterparties.c.edrpou,
            counterparties.c.ipn,
            counterparties.c.address.label("counterparty_address"),
            counterparties.c.phone,
            counterparties.c.email,
            contracts.c.guid.label("contract_guid"),
            contracts.c.number.label("contract_number"),
            contracts.c.name.label("contract_name"),
            contracts.c.date.label("contract_date"),
            price_types.c.name.label("price_type_name"),
            warehouses.c.guid.label("warehouse_guid"),
            warehouses.c.name.label("warehouse_name"),
            warehouses.c.address.label("warehouse_address"),
            dealers.organisations.c.name.label("organisation_name"),
        )
        .join(orders, orders.c.id == parts.c.order_id)
        .join(counterparties, counterparties.c.id == orders.c.counterparty_id)
        .join(contracts, contracts.c.id == orders.c.contract_id)
        .join(price_types, price_types.c.id == contracts.c.price_type_id)
        .join(warehouses, warehouses.c.id == parts.c.warehouse_id)
        .outerjoin(dealers.organisations, dealers.organisations.c.guid == parts.c.organisation_guid)
        .where(parts.c.id == part_id)
    ).one()


def _read_lines(connection: Connection, part_id: int) -> list[PartLine]:
    lines, products = tables.order_lines, catalogue.products
    rows = connection.execute(
        select(lines, products.c.guid, products.c.variant, products.c.unit_code)
        .join(products, products.c.id == lines.c.product_id)
        .where(lines.c.part_id == part_id)
        .order_by(lines.c.n)
    )
    return [
        PartLine(
            n=row.n,
            product=row.guid,
            variant=row.variant or None,
            article=row.article,
            name=row.name,
            unit=row.unit,
            unit_code=row.unit_code,
            quantity_milli=row.quantity_milli,
            price_e4=row.price_e4,
            sum_e4=row.sum_e4,
            vat_rate=row.vat_rate,
            vat_e4=row.vat_e4,
            backorder_on=row.backorder_on,
            comment=row.comment,
        )
        for row in rows
    ]


def _stick(
    connection: Connection,
    account_id: int | None,
    part_id: int,
    number: str,
    code: str,
    text: str,
    now: dt.datetime,
) -> None:
    parts = tables.order_parts
    connection.execute(update(parts).where(parts.c.id == part_id).values(queue="stuck"))
    connection.execute(
        insert(exchange.exchange_log).values(
            at=now, account_id=account_id, level="error", code=code, text=f"{number}: {text}"
        )
    )
