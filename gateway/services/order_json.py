"""An order as the wire tells it: the same shape in answers and in the orders feed."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select

from contract.delivery import ToldDelivery
from contract.orders import OnecDocument, Order, OrderEvent, OrderLine, OrderPart
from contract.pricing import decimal_from_e4, decimal_from_milli
from gateway.services.order_states import MAY_CANCEL
from gateway.store.tables import catalogue, dealers
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    from decimal import Decimal

    from sqlalchemy import Connection


def order_json(connection: Connection, order_id: int) -> dict[str, Any]:
    """Return the order as JSON values, valid as contract.orders.Order."""
    return order_model(connection, order_id).model_dump(mode="json")


def order_model(connection: Connection, order_id: int) -> Order:
    """Return the order with its lines, parts and history."""
    orders, counterparties, contracts = tables.orders, dealers.counterparties, dealers.contracts
    order = connection.execute(
        select(
            orders,
            counterparties.c.guid.label("counterparty_guid"),
            contracts.c.guid.label("contract_guid"),
        )
        .join(counterparties, counterparties.c.id == orders.c.counterparty_id)
        .join(contracts, contracts.c.id == orders.c.contract_id)
        .where(orders.c.id == order_id)
    ).one()
    lines = _lines(connection, order_id)
    numbers: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        numbers[line.part_id].append(line.n)
    return Order(
        id=order.id,
        key=None if order.key is None else uuid.UUID(order.key),
        number=order.number,
        title=order.title,
        placed_at=order.placed_at,
        placed_by=order.placed_by,
        counterparty=order.counterparty_guid,
        contract=order.contract_guid,
        currency=order.currency,
        total=decimal_from_e4(order.total_e4),
        vat=decimal_from_e4(order.vat_e4),
        state=order.state,
        state_text=order.state_text,
        state_at=order.state_at,
        payment=order.payment,
        pay_by=order.pay_by,
        may_cancel=order.state in MAY_CANCEL and order.state != "cancel_requested",
        delivery=None if order.delivery is None else ToldDelivery.model_validate(order.delivery),
        comment=order.comment,
        lines=[_line(line) for line in lines],
        parts=_parts(connection, order_id, numbers),
        events=_events(connection, order_id),
    )


def _lines(connection: Connection, order_id: int) -> list[Row[Any]]:
    lines, products, warehouses = tables.order_lines, catalogue.products, catalogue.warehouses
    return list(
        connection.execute(
            select(
                lines,
                products.c.guid.label("product_guid"),
                products.c.variant.label("product_variant"),
                warehouses.c.guid.label("warehouse_guid"),
            )
            .join(products, products.c.id == lines.c.product_id)
            .join(warehouses, warehouses.c.id == lines.c.warehouse_id)
            .where(lines.c.order_id == order_id)
            .order_by(lines.c.n)
        ).all()
    )


def _line(line: Row[Any]) -> OrderLine:
    return OrderLine(
        n=line.n,
        product=line.product_guid,
        variant=line.product_variant or None,
        article=line.article,
        name=line.name,
        unit=line.unit,
        quantity=decimal_from_milli(line.quantity_milli),
        price=decimal_from_e4(line.price_e4),
        sum=decimal_from_e4(line.sum_e4),
        vat=decimal_from_e4(line.vat_e4),
        warehouse=line.warehouse_guid,
        quantity_now=_quantity(line.quantity_now_milli),
        price_now=_money(line.price_now_e4),
        shipped=_quantity(line.shipped_milli),
        reason=line.reason,
    )


def _parts(connection: Connection, order_id: int, numbers: dict[int, list[int]]) -> list[OrderPart]:
    parts, warehouses, holds = tables.order_parts, catalogue.warehouses, tables.holds
    held = set(
        connection.execute(
            select(holds.c.part_id)
            .where(holds.c.order_id == order_id, holds.c.ended_at.is_(None))
            .distinct()
        ).scalars()
    )
    papers: dict[int | None, list[int]] = defaultdict(list)
    for row in connection.execute(
        select(tables.documents.c.id, tables.documents.c.part_id)
        .where(tables.documents.c.order_id == order_id)
        .order_by(tables.documents.c.id)
    ):
        papers[row.part_id].append(row.id)
    rows = connection.execute(
        select(parts, warehouses.c.guid.label("warehouse_guid"))
        .join(warehouses, warehouses.c.id == parts.c.warehouse_id)
        .where(parts.c.order_id == order_id)
        .order_by(parts.c.id)
    ).all()
    return [
        OrderPart(
            number=part.number,
            warehouse=part.warehouse_guid,
            organisation=part.organisation_guid,
            vat=part.vat,
            lines=numbers[part.id],
            sum=decimal_from_e4(part.sum_e4),
            onec=_onec(part),
            state=part.state,
            held=part.id in held,
            reserved_until=part.reserved_until,
            ship_on=part.ship_on,
            waybills=part.waybills,
            documents=papers[part.id],
        )
        for part in rows
    ]


def _onec(part: Row[Any]) -> OnecDocument | None:
    if part.onec_number is None:
        return None
    return OnecDocument(
        number=part.onec_number,
        date=part.onec_date or "",
        posted=part.onec_posted,
        sum=_money(part.onec_sum_e4),
    )


def _events(connection: Connection, order_id: int) -> list[OrderEvent]:
    events = tables.order_events
    rows = connection.execute(
        select(events).where(events.c.order_id == order_id).order_by(events.c.at, events.c.id)
    ).all()
    return [
        OrderEvent(
            at=row.at,
            kind=row.kind,
            text=row.text,
            by=row.by,
            document=row.document_id,
            expected_on=row.expected_on,
        )
        for row in rows
    ]


def _money(value_e4: int | None) -> Decimal | None:
    return None if value_e4 is None else decimal_from_e4(value_e4)


def _quantity(value_milli: int | None) -> Decimal | None:
    return None if value_milli is None else decimal_from_milli(value_milli)
