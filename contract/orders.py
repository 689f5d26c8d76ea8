"""Ordering exactly once: POST /orders and what becomes of an order."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from contract.base import (
    Answer,
    Currency,
    Guid,
    Line,
    Money,
    OrderKey,
    Quantity,
    Request,
    Text,
    Time,
)
from contract.delivery import Delivery, ToldDelivery
from contract.documents import Document
from contract.errors import Problem
from contract.quotes import MAX_LINES, Backorder, LineNumber

OrderState = Literal[
    "accepted",
    "handed_over",
    "checking",
    "confirmed",
    "partly_shipped",
    "shipped",
    "in_transit",
    "received",
    "cancel_requested",
    "cancelled_by_dealer",
    "cancelled_by_supplier",
    "refused",
]
PaymentState = Literal["none", "due", "partly", "paid", "overdue"]


class NewOrderLine(Request):
    """A line as the user confirmed it; named by guid, with a snapshot for people."""

    n: LineNumber
    product: Guid
    variant: Guid | None = None
    article: Line = ""
    name: Line
    unit: Line
    quantity: Annotated[Quantity, Field(gt=0)]
    price: Annotated[Money, Field(ge=0)]
    seen_price: Money
    seen_at: Time
    accepted_at: Time | None = None
    warehouse: Guid
    backorder: Backorder | None = None
    comment: Line = ""


class NewOrder(Request):
    """Body of POST /orders; `Idempotency-Key` is in the header."""

    quote: Line | None = None
    contract: Guid
    counterparty: Guid
    title: Line = ""
    lines: Annotated[list[NewOrderLine], Field(min_length=1, max_length=MAX_LINES)]
    total: Money
    delivery: Delivery
    comment: Text = ""
    customer_number: Line = ""
    documents_wanted: list[Literal["invoice"]] = []
    email_copy_to: Line = ""


class OrderLine(Answer):
    """A line of an order: as ordered, and as 1C has it now."""

    n: int
    product: Guid
    variant: Guid | None = None
    article: Line = ""
    name: Line
    unit: Line
    quantity: Quantity
    price: Money
    sum: Money
    vat: Money
    warehouse: Guid
    quantity_now: Quantity | None = None
    price_now: Money | None = None
    shipped: Quantity | None = None
    reason: Line = ""


class OnecDocument(Answer):
    """The 1C document of a part; `date` is 1C's own, without offset."""

    number: Line
    date: Line
    posted: bool
    sum: Money | None = None


class OrderPart(Answer):
    """One 1C document of an order."""

    number: Line
    warehouse: Guid
    organisation: Guid
    vat: Line
    lines: list[int]
    sum: Money
    onec: OnecDocument | None = None
    state: OrderState
    held: bool
    reserved_until: Time | None = None
    ship_on: dt.date | None = None
    waybills: list[Line] = []
    documents: list[int] = []


class OrderEvent(Answer):
    """A dated fact of the order's history."""

    at: Time
    kind: Line
    text: Text = ""
    by: Line = ""
    document: int | None = None
    expected_on: dt.date | None = None


class Order(Answer):
    """An order as the gateway knows it; also a row of the orders feed."""

    id: int
    key: OrderKey | None
    number: Line
    title: Line = ""
    placed_at: Time
    placed_by: Line = ""
    counterparty: Guid
    contract: Guid
    currency: Currency
    total: Money
    vat: Money
    state: OrderState
    state_text: Line = ""
    state_at: Time
    payment: PaymentState = "none"
    pay_by: dt.date | None = None
    may_cancel: bool = False
    cancel_until: Time | None = None
    delivery: ToldDelivery | None = None
    comment: Text = ""
    lines: Annotated[list[OrderLine], Field(max_length=MAX_LINES)]
    parts: list[OrderPart]
    events: list[OrderEvent] = []


class OrderAnswer(Answer):
    """Answer of POST /orders and GET /orders/{key}: what the status names is set.

    `documents` are the order's papers as the documents feed tells them, so that an invoice drawn
    with the order can be fetched at once.
    """

    status: Literal["order", "rejected", "void"]
    order: Order | None = None
    documents: list[Document] = []
    problems: list[Problem] = []
    end: bool = True
