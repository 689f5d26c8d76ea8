"""Which ways to get the goods a cart has, and when they would arrive.

Days come from the warehouses' cutoff, shipping days and delivery days. Of the carriers nothing is
asked here: they are offered as the supplier lists them, cost and day by the carrier's word.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from contract.delivery import DeliveryOption, DeliveryOptions, OptionsRequest
from gateway.services.order_settings import read_settings
from gateway.services.parts import ship_on
from gateway.services.terms import load_terms
from gateway.store.tables import dealers

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_BY_HAND = ("carrier", "dropship", "other")


def delivery_options(
    connection: Connection, dealer_id: int, request: OptionsRequest, now: dt.datetime
) -> DeliveryOptions:
    """Return the supplier's delivery methods with what they mean for this cart.

    Days are None where a warehouse of the cart has not told its own; the latest warehouse counts.
    A supplier who lists no method still has pickup and free text. Raises Failure("not_found") for
    a contract that is not the dealer's.
    """
    settings = read_settings(connection)
    terms = load_terms(connection, dealer_id, request.contract)
    named = {line.warehouse for line in request.lines}
    places = [row for guid, row in terms.warehouses.items() if guid in named]
    leaves = [ship_on(place, now, settings) for place in places]
    ready = _latest(leaves)
    arrives = _latest([_plus(day, place) for day, place in zip(leaves, places, strict=True)])
    methods = connection.execute(
        select(dealers.delivery_methods).order_by(
            dealers.delivery_methods.c.position, dealers.delivery_methods.c.code
        )
    ).all()
    if methods:
        offered = [(row.code, str(row.body.get("kind", "other"))) for row in methods]
    else:
        offered = [("pickup", "pickup"), ("other", "other")]
    return DeliveryOptions(
        as_of=now, methods=[_option(code, kind, ready, arrives) for code, kind in offered]
    )


def _option(code: str, kind: str, ready: dt.date | None, arrives: dt.date | None) -> DeliveryOption:
    if kind == "pickup":
        return DeliveryOption(
            code=code, available=True, from_on=ready, to_on=ready, cost_kind="free"
        )
    if kind in _BY_HAND:
        return DeliveryOption(code=code, available=True, from_on=ready, cost_kind="carrier")
    return DeliveryOption(
        code=code, available=True, from_on=arrives, to_on=arrives, cost_kind="estimate"
    )


def _plus(day: dt.date | None, place: Row[Any]) -> dt.date | None:
    if day is None or place.delivery_days is None:
        return None
    return day + dt.timedelta(days=place.delivery_days)


def _latest(days: list[dt.date | None]) -> dt.date | None:
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
