"""Writing an order that nothing stands against: parts, lines, holds, limit, invoices, history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert

from contract.pricing import totals
from gateway.services.holds import Taking, take_stock
from gateway.services.invoices import InvoiceDrawer, make_invoice
from gateway.services.limits import hold_limit
from gateway.services.numbers import digits_for, take_numbers
from gateway.services.parts import PlannedPart, account_for, plan_parts
from gateway.services.quotes import reserved_until
from gateway.store.sequence import next_seq
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from contract.orders import NewOrder, NewOrderLine
    from gateway.services.assess import AssessedLine
    from gateway.services.order_settings import OrderSettings
    from gateway.services.terms import Terms


@dataclass(frozen=True, slots=True)
class Placement:
    """An order with everything that was read to accept it."""

    order: NewOrder
    key: str
    placed_by: str
    terms: Terms
    lines: list[AssessedLine]
    settings: OrderSettings
    now: dt.datetime


def write_order(connection: Connection, placement: Placement, draw: InvoiceDrawer) -> int:
    """Write the order and return its id; NotTaken when a line's stock is gone."""
    order, terms, now = placement.order, placement.terms, placement.now
    held = take_stock(connection, [_taking(line) for line in placement.lines])
    sums = totals(line.amounts for line in placement.lines)
    limit_e4 = hold_limit(connection, terms.contract, terms.dealer_id, sums.payable_e4)
    plans = plan_parts(terms, placement.lines, now, placement.settings)
    owners = [
        account_for(connection, terms.contract.guid, plan.organisation, plan.warehouse)
        for plan in plans
    ]
    numbers = [
        take_numbers(connection, digits_for(owner.dialect if owner else None), 1)[0]
        for owner in owners
    ]
    until = reserved_until(terms, now, placement.settings)
    prepaid = terms.contract.kind == "prepayment"
    order_id = int(
        connection.execute(
            insert(tables.orders)
            .values(
                dealer_id=terms.dealer_id,
                key=placement.key,
                number=numbers[0],
                title=order.title,
                placed_at=now,
                placed_by=placement.placed_by,
                counterparty_id=terms.counterparty.id,
                contract_id=terms.contract.id,
                currency=terms.contract.currency,
                total_e4=sums.payable_e4,
                vat_e4=sums.vat_e4,
                limit_held_e4=limit_e4,
                state="accepted",
                state_at=now,
                # A deferral runs from shipping, which only 1C knows: nothing is due before.
                payment="due" if prepaid else "none",
                pay_by=placement.settings.local_date(until) if prepaid and until else None,
                delivery=order.delivery.model_dump(mode="json"),
                comment=order.comment,
                customer_number=order.customer_number,
                seq=next_seq(connection),
            )
            .returning(tables.orders.c.id)
        ).scalar_one()
    )
    connection.execute(
        insert(tables.order_events).values(
            order_id=order_id, at=now, kind="accepted", text=numbers[0], by=placement.placed_by
        )
    )
    wanted = {line.n: line for line in order.lines}
    for plan, owner, number in zip(plans, owners, numbers, strict=True):
        part_id = int(
            connection.execute(
                insert(tables.order_parts)
                .values(
                    order_id=order_id,
                    number=number,
                    account_id=None if owner is None else owner.id,
                    warehouse_id=plan.warehouse.id,
                    organisation_guid=plan.organisation,
                    vat=plan.vat,
                    sum_e4=plan.amounts.payable_e4,
                    state="accepted",
                    ship_on=plan.ship_on,
                    reserved_until=None if all(one.waits for one in plan.lines) else until,
                )
                .returning(tables.order_parts.c.id)
            ).scalar_one()
        )
        _write_lines(connection, order_id, part_id, plan, wanted, held)
        make_invoice(connection, part_id, draw, placement.settings, now)
    return order_id


def _taking(line: AssessedLine) -> Taking:
    if line.product is None or line.warehouse is None:
        message = f"line {line.wanted.n} was accepted without goods"
        raise ValueError(message)
    return Taking(
        n=line.wanted.n,
        product_id=line.product.id,
        warehouse_id=line.warehouse.id,
        quantity_milli=line.wanted.quantity_milli,
        counted=line.warehouse.counted,
        waits=line.waits,
    )


def _write_lines(
    connection: Connection,
    order_id: int,
    part_id: int,
    plan: PlannedPart,
    wanted: dict[int, NewOrderLine],
    held: dict[int, int],
) -> None:
    lines, holds = [], []
    for line in plan.lines:
        taking, product = _taking(line), line.product
        if product is None or line.price_e4 is None:
            message = f"line {line.wanted.n} was accepted without a price"
            raise ValueError(message)
        lines.append(
            {
                "order_id": order_id,
                "n": taking.n,
                "part_id": part_id,
                "product_id": taking.product_id,
                "article": product.article,
                "name": product.name,
                "unit": product.unit,
                "quantity_milli": taking.quantity_milli,
                "price_e4": line.price_e4,
                "vat_rate": product.vat_rate,
                "sum_e4": line.amounts.sum_e4,
                "vat_e4": line.amounts.vat_e4,
                "warehouse_id": taking.warehouse_id,
                "backorder_on": line.wanted.backorder_on,
                "comment": wanted[taking.n].comment,
            }
        )
        if held[taking.n]:
            holds.append(
                {
                    "order_id": order_id,
                    "n": taking.n,
                    "part_id": part_id,
                    "product_id": taking.product_id,
                    "warehouse_id": taking.warehouse_id,
                    "quantity_milli": held[taking.n],
                }
            )
    connection.execute(insert(tables.order_lines), lines)
    if holds:
        connection.execute(insert(tables.holds), holds)
