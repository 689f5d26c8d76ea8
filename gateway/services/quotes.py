"""Checking a cart before it is ordered. Holds nothing; the answer is kept for the record."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from contract.pricing import decimal_from_e4, decimal_from_milli, e4_from_decimal, totals
from contract.pricing import milli_from_decimal as milli
from contract.quotes import Quote, QuotedLine, QuotedPart, SimilarOrder
from gateway.services.assess import AssessedLine, WantedLine, assess_lines
from gateway.services.failures import Failure
from gateway.services.limits import limit_left, minimum_of, order_problems, pay_to_release
from gateway.services.order_settings import OrderSettings, read_settings
from gateway.services.order_states import DEAD
from gateway.services.parts import PlannedPart, plan_parts
from gateway.services.terms import Terms, load_terms
from gateway.store.tables import orders as tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from contract.quotes import QuoteLine, QuoteRequest

_ALIKE_PERCENT = 80


def make_quote(
    connection: Connection, dealer_id: int, request: QuoteRequest, now: dt.datetime
) -> Quote:
    """Answer a cart with today's prices, stock, parts and problems, and store the answer.

    Raises Failure("not_found") for a contract that is not the dealer's and
    Failure("bad_request") where two lines have one number.
    """
    settings = read_settings(connection)
    terms = load_terms(connection, dealer_id, request.contract)
    lines = assess_lines(connection, terms, wanted_lines(request.lines), settings)
    parts = plan_parts(terms, lines, now, settings)
    sums = totals(line.amounts for line in lines)
    left = limit_left(terms.contract)
    release = pay_to_release(terms.contract, sums.payable_e4)
    quote = Quote(
        quote=secrets.token_hex(16),
        as_of=now,
        currency=terms.contract.currency,
        lines=[_line(line) for line in lines],
        problems=order_problems(terms, parts, sums.payable_e4, now, settings),
        parts=[_part(part) for part in parts],
        total=decimal_from_e4(sums.payable_e4),
        vat=decimal_from_e4(sums.vat_e4),
        minimum=minimum_of(terms, parts),
        limit_after=None if left is None else decimal_from_e4(left - sums.payable_e4),
        pay_to_release=None if release is None else decimal_from_e4(release),
        reserved_until=(
            None if all(line.waits for line in lines) else reserved_until(terms, now, settings)
        ),
        similar=_similar(connection, terms, lines, now - settings.similar_within),
        valid_until=now + settings.quote_valid,
    )
    connection.execute(
        insert(tables.quotes).values(
            id=quote.quote,
            dealer_id=dealer_id,
            made_at=now,
            valid_until=quote.valid_until,
            body=quote.model_dump(mode="json"),
        )
    )
    return quote


def wanted_lines(lines: Sequence[QuoteLine]) -> list[WantedLine]:
    """Return the lines in the gateway's units."""
    if len({line.n for line in lines}) != len(lines):
        raise Failure("bad_request", "two lines have the same number")
    return [
        WantedLine(
            n=line.n,
            product=line.product,
            variant=line.variant or "",
            warehouse=line.warehouse,
            quantity_milli=milli(line.quantity),
            seen_e4=None if line.seen_price is None else e4_from_decimal(line.seen_price),
            backorder_on=None if line.backorder is None else line.backorder.expected_on,
        )
        for line in lines
    ]


def reserved_until(terms: Terms, now: dt.datetime, settings: OrderSettings) -> dt.datetime | None:
    """Return until when the supplier keeps goods ordered now, or None where he has not said."""
    days = terms.contract.reservation_days
    if days is None:
        return None
    return settings.end_of_day(settings.local_date(now) + dt.timedelta(days=days))


def _line(line: AssessedLine) -> QuotedLine:
    return QuotedLine(
        n=line.wanted.n,
        price=None if line.price_e4 is None else decimal_from_e4(line.price_e4),
        free=None if line.free_milli is None else decimal_from_milli(line.free_milli),
        sum=decimal_from_e4(line.amounts.sum_e4),
        vat=decimal_from_e4(line.amounts.vat_e4),
        problems=line.problems,
    )


def _part(part: PlannedPart) -> QuotedPart:
    return QuotedPart(
        warehouse=part.warehouse.guid,
        organisation=part.organisation,
        vat=part.vat,
        lines=[line.wanted.n for line in part.lines],
        weight_g=part.weight_g,
        volume_cm3=part.volume_cm3,
        sum=decimal_from_e4(part.amounts.payable_e4),
        ship_on=part.ship_on,
    )


def _similar(
    connection: Connection, terms: Terms, lines: Sequence[AssessedLine], since: dt.datetime
) -> list[SimilarOrder]:
    """Return the dealer's late orders that have most of the same goods in the same quantity."""
    orders, placed = tables.orders, tables.order_lines
    mine = {
        (line.product.id, line.wanted.quantity_milli) for line in lines if line.product is not None
    }
    if not mine:
        return []
    recent = connection.execute(
        select(orders.c.id, orders.c.key, orders.c.number, orders.c.placed_at, orders.c.placed_by)
        .where(
            orders.c.dealer_id == terms.dealer_id,
            orders.c.contract_id == terms.contract.id,
            orders.c.placed_at >= since,
            orders.c.key.is_not(None),
            orders.c.state.not_in(DEAD),
        )
        .order_by(orders.c.placed_at.desc())
        .limit(20)
    ).all()
    found = []
    for order in recent:
        count = connection.execute(
            select(func.count()).select_from(placed).where(placed.c.order_id == order.id)
        ).scalar_one()
        if min(count, len(mine)) * 100 < max(count, len(mine)) * _ALIKE_PERCENT:
            continue
        theirs = {
            (row.product_id, row.quantity_milli)
            for row in connection.execute(
                select(placed.c.product_id, placed.c.quantity_milli).where(
                    placed.c.order_id == order.id
                )
            )
        }
        if len(mine & theirs) * 100 >= max(len(mine), len(theirs)) * _ALIKE_PERCENT:
            found.append(
                SimilarOrder(
                    key=uuid.UUID(order.key),
                    number=order.number,
                    placed_at=order.placed_at,
                    placed_by=order.placed_by,
                )
            )
    return found
