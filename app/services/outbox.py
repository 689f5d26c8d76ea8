"""Sends queued orders exactly once: the same bytes under the same key until the fate is known.

The three steps of a round run where they belong: `take` and `settle` in the journal lane, `send`
in a network lane. Nothing here waits or sleeps.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import (
    AccessWithdrawn,
    AppError,
    Offline,
    ProtocolBroken,
    Rejected,
    SignInNeeded,
)
from app.domain.order import NOT_SENT, STALE_AFTER_S, OutboxState
from app.storage.journal import outbox as rows
from contract.orders import NewOrder, OrderAnswer
from contract.quotes import QuoteLine, QuoteRequest

if TYPE_CHECKING:
    from app.domain.cart import Draft
    from app.services.ports import Ordering
    from app.storage.journal.outbox import OutboxEntry
    from app.storage.journal.store import Journal

_BLOCKING_CODES = {"client_too_old"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round told about an order; `answer` is the gateway's JSON."""

    key: str
    state: OutboxState
    error: str = ""
    answer: str | None = None
    number: str = ""


class Outbox:
    """Orders on their way."""

    def __init__(self, journal: Journal, ordering: Ordering) -> None:
        self._journal = journal
        self._ordering = ordering

    def recover(self) -> int:
        """At start: what a crash left in sending is unknown. Return how many."""
        return rows.recover(self._journal)

    def wake(self) -> None:
        """The connection is back: every waiting order is due now."""
        rows.wake(self._journal)

    def open_entries(self) -> list[OutboxEntry]:
        """Return the orders whose fate is open, oldest first."""
        return rows.open_entries(self._journal)

    def draft_of(self, key: str) -> Draft | None:
        """Return the cart an order was made from."""
        return rows.draft_of(self._journal, key)

    def not_given_back(self) -> list[OutboxEntry]:
        """Return refused and withdrawn orders whose cart is still to be given back."""
        return rows.not_given_back(self._journal)

    def give_back(self, key: str, counterparty: str, draft: Draft) -> None:
        """Write the cart of a refused order as a draft again."""
        rows.give_back(self._journal, counterparty, key, draft)

    def take(self, now: dt.datetime) -> OutboxEntry | None:
        """Mark the next due order as being sent and return it, or None."""
        return rows.take_due(self._journal, now)

    def send(self, entry: OutboxEntry, now: dt.datetime) -> Outcome:
        """Ask or send; every outcome but a definite one is unknown and will be repeated."""
        queued_at = dt.datetime.fromisoformat(entry.queued_at)
        never_sent = entry.attempts == 0 or entry.error == NOT_SENT
        try:
            unchecked = NewOrder.model_validate_json(entry.body).quote is None
            if unchecked or (now - queued_at).total_seconds() > STALE_AFTER_S:
                known = self._ordering.order(entry.key)
                if known is not None:
                    return _of_answer(entry.key, known)
                if not self._still_as_seen(entry):
                    return Outcome(entry.key, "needs_review", error="changed_since")
            never_sent = False
            return _of_answer(entry.key, self._ordering.place(entry.key, entry.body))
        except Rejected as error:
            problems = [{"n": p.n, "code": p.code} for p in error.problems]
            return Outcome(entry.key, "rejected", answer=json.dumps({"problems": problems}))
        except SignInNeeded as error:
            return Outcome(entry.key, "blocked", error=error.code)
        except AccessWithdrawn:
            return Outcome(entry.key, "blocked", error="access_withdrawn")
        except ProtocolBroken as error:
            if error.code == "key_void":
                return Outcome(entry.key, "withdrawn", error=error.code)
            if error.code == "key_reused":
                return Outcome(entry.key, "rejected", error=error.code)
            if error.code in _BLOCKING_CODES:
                return Outcome(entry.key, "blocked", error=error.code)
            return Outcome(entry.key, "unknown", error=error.code or "unreadable")
        except Offline as error:
            reason = NOT_SENT if never_sent else error.detail or "offline"
            return Outcome(entry.key, "unknown", error=reason)
        except AppError as error:
            # Whatever else keeps us from the answer: the order's fate is open until it is known.
            return Outcome(entry.key, "unknown", error=type(error).__name__)

    def settle(self, outcome: Outcome) -> OutboxEntry:
        """Write the outcome down and return the order as it is now."""
        return rows.record(
            self._journal,
            outcome.key,
            outcome.state,
            error=outcome.error,
            answer=outcome.answer,
            number=outcome.number,
        )

    def unblock(self) -> None:
        """Signed in again: blocked orders go on."""
        for entry in rows.open_entries(self._journal):
            if entry.state == "blocked":
                rows.record(self._journal, entry.key, "sending")
        rows.recover(self._journal)

    def reconcile(self, known: Mapping[str, str]) -> list[OutboxEntry]:
        """Accept open orders that the orders feed already shows; `known` maps key to number.

        This is why nothing depends on one answer arriving.
        """
        accepted = []
        for entry in rows.open_entries(self._journal):
            number = known.get(entry.key)
            if number is not None and entry.state != "queued":
                accepted.append(rows.record(self._journal, entry.key, "accepted", number=number))
        return accepted

    def to_withdraw(self) -> list[OutboxEntry]:
        """Return the orders that were not sent because something changed: their carts go back."""
        return [one for one in rows.open_entries(self._journal) if one.state == "needs_review"]

    def withdraw(self, entry: OutboxEntry) -> Outcome:
        """Take an order back: only the gateway may say that a sent key will never be an order.

        Without its answer the order stays as it is.
        """
        if entry.state == "queued" and entry.attempts == 0:
            return Outcome(entry.key, "withdrawn")
        try:
            return _of_answer(entry.key, self._ordering.void(entry.key))
        except AppError as error:
            return Outcome(entry.key, entry.state, error=type(error).__name__)

    def _still_as_seen(self, entry: OutboxEntry) -> bool:
        order = NewOrder.model_validate_json(entry.body)
        quote = self._ordering.quote(
            QuoteRequest(
                contract=order.contract,
                lines=[
                    QuoteLine(
                        n=line.n,
                        product=line.product,
                        variant=line.variant,
                        warehouse=line.warehouse,
                        quantity=line.quantity,
                        seen_price=line.price,
                        backorder=line.backorder,
                    )
                    for line in order.lines
                ],
            )
        )
        problems = [*quote.problems, *(p for line in quote.lines for p in line.problems)]
        return quote.total == order.total and not problems


def _of_answer(key: str, answer: OrderAnswer) -> Outcome:
    text = answer.model_dump_json()
    if answer.status == "void":
        return Outcome(key, "withdrawn", answer=text)
    if answer.status == "rejected":
        return Outcome(key, "rejected", answer=text)
    number = answer.order.number if answer.order else ""
    return Outcome(key, "accepted", answer=text, number=number)
