"""Checking a cart before it is ordered: POST /quotes. Holds nothing."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from contract.base import Answer, Guid, Line, Money, OrderKey, Quantity, Request, Time
from contract.errors import Problem

MAX_LINES = 5_000
LineNumber = Annotated[int, Field(ge=1, le=MAX_LINES)]


class Backorder(Request):
    """The user agreed to wait for goods that come to the warehouse on this date."""

    expected_on: dt.date


class QuoteLine(Request):
    """One line as the user sees it."""

    n: LineNumber
    product: Guid
    variant: Guid | None = None
    warehouse: Guid
    quantity: Annotated[Quantity, Field(gt=0)]
    seen_price: Money | None = None
    backorder: Backorder | None = None


class QuoteRequest(Request):
    """Body of POST /quotes."""

    contract: Guid
    lines: Annotated[list[QuoteLine], Field(min_length=1, max_length=MAX_LINES)]


class QuotedLine(Answer):
    """What the line is now: price None = unknown, free None = not counted."""

    n: int
    price: Money | None
    free: Quantity | None
    sum: Money
    vat: Money
    problems: list[Problem] = []


class QuotedPart(Answer):
    """A document that 1C would make: one warehouse, organisation and kind of VAT."""

    warehouse: Guid
    organisation: Guid
    vat: Line
    lines: list[int]
    weight_g: int | None
    volume_cm3: int | None
    sum: Money
    ship_on: dt.date | None


class Minimum(Answer):
    """The contract's smallest order and how much of it the cart is."""

    need: Money
    have: Money
    scope: Literal["order", "warehouse"]


class SimilarOrder(Answer):
    """An alike order placed lately from another machine."""

    key: OrderKey
    number: Line
    placed_at: Time
    placed_by: Line


class Quote(Answer):
    """Answer of POST /quotes."""

    quote: Line
    as_of: Time
    currency: Line
    lines: list[QuotedLine]
    problems: list[Problem] = []
    parts: list[QuotedPart]
    total: Money
    vat: Money
    minimum: Minimum | None = None
    limit_after: Money | None = None
    pay_to_release: Money | None = None
    reserved_until: Time | None = None
    similar: list[SimilarOrder] = []
    valid_until: Time
    end: bool = True
