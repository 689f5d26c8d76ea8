"""Invoices and other papers: rows of the documents feed; bytes by GET /documents/{id}/pdf."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from contract.base import Answer, Guid, Line, Money, OrderKey, Time

DocumentKind = Literal[
    "invoice",
    "confirmation",
    "delivery_note",
    "tax_invoice",
    "return",
    "payment",
    "reconciliation",
    "contract",
    "price_list",
    "waybill",
    "carrier_label",
    "certificate",
]


class Document(Answer):
    """A paper; `sha256` and `size` are set once it is ready. `part` is the part's number."""

    id: int
    kind: DocumentKind
    number: Line
    date: dt.date
    counterparty: Guid
    contract: Guid | None = None
    order: OrderKey | None = None
    part: Line | None = None
    product_ids: list[int] = []
    sum: Money | None = None
    currency: Line | None = None
    pay_by: dt.date | None = None
    state: Literal["pending", "ready", "replaced", "withdrawn"]
    replaces: int | None = None
    replaced_by: int | None = None
    sha256: Line | None = None
    size: int | None = None
    pages: int | None = None
    source: Literal["onec", "gateway"]
    received_at: Time
