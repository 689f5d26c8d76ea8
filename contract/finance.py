"""Money between dealer and supplier: rows of the ledger feed."""

from __future__ import annotations

import datetime as dt

from contract.base import Answer, Currency, Guid, Line, Money, OrderKey


class LedgerEntry(Answer):
    """One movement; the client adds up."""

    id: int
    contract: Guid
    counterparty: Guid
    currency: Currency
    date: dt.date
    kind: Line
    title: Line
    debit: Money
    credit: Money
    document: int | None = None
    order: OrderKey | None = None
    due_on: dt.date | None = None
    open_sum: Money | None = None
