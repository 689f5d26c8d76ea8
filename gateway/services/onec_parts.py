"""One part of an order with everything that its 1C document says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select

from gateway.store.tables import catalogue, dealers
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from contract.pricing import Vat


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
