"""An accepted order, and what 1C, the dealer and the administrator may say of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from contract.orders import Order
from gateway.services.cancelling import cancel_order
from gateway.services.handover import (
    mark_given,
    waiting_parts,
)
from gateway.services.holds import settle_holds
from gateway.services.order_json import order_json
from gateway.services.records import OrderReplyRecord, ReplyLine
from gateway.services.replies import apply_reply
from gateway.store.engine import reading, writing

if TYPE_CHECKING:
    from tests.gateway.orders.supplier import Supplier

KEY = "11111111-1111-4111-8111-111111111111"
NUMBER = "100000001"
PDF = b"%PDF-1.7\nfrom 1C\n%%EOF\n"


@dataclass(frozen=True)
class Rules:
    reserves_when: str = "posted"


SAID = OrderReplyRecord(
    number=NUMBER, onec_number="РН-17", onec_date="2026-11-24T12:00:00", posted=False
)


def reply(supplier: Supplier, rules: Rules = Rules(), **said: Any) -> str:
    supplier.now += dt.timedelta(minutes=1)
    with writing(supplier.engine) as connection:
        return apply_reply(connection, replace(SAID, **said), rules, supplier.now, 1)


def order(supplier: Supplier) -> Order:
    with reading(supplier.engine) as connection:
        told = order_json(connection, 1)
    return Order.model_validate(told)


def kinds(supplier: Supplier) -> list[tuple[str, str]]:
    return [(event.kind, event.text) for event in order(supplier).events]


def drills(quantity: int, price_e4: int = 1_000_000) -> list[ReplyLine]:
    return [ReplyLine("p-1", None, quantity * 1000, price_e4, None)]


def give(supplier: Supplier) -> list[int]:
    with writing(supplier.engine) as connection:
        ids = [part.id for part in waiting_parts(connection, 1, 50, supplier.now)]
        mark_given(connection, ids)
    return ids


def settle(supplier: Supplier, began: dt.datetime) -> int:
    with writing(supplier.engine) as connection:
        return settle_holds(connection, began, {(1, 1), (3, 1)}, supplier.now)


def cancel(supplier: Supplier) -> Order:
    with writing(supplier.engine) as connection:
        told = cancel_order(connection, 1, KEY, "Олена", supplier.now).order
    assert told is not None
    return told
