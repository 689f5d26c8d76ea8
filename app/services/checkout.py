"""From a cart to a frozen order: the check, its differences, and the placing."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.errors import Alternative, Problem, Severity
from app.domain.money import e4_from_wire, e4_to_wire
from app.domain.quantity import milli_from_wire, milli_to_wire
from app.domain.verification import PartPreview, SimilarOrder, Verification, VerifiedLine
from app.storage.journal import outbox as rows
from app.storage.journal.outbox import OutboxEntry
from contract.delivery import Delivery
from contract.orders import NewOrder, NewOrderLine
from contract.pricing import decimal_from_e4
from contract.quotes import Backorder, QuoteLine, QuoteRequest

if TYPE_CHECKING:
    from app.domain.cart import Appraisal, Draft, DraftLine, LineId
    from app.domain.delivery import DeliveryChoice
    from app.domain.terms import Contract
    from app.services.ports import Ordering
    from app.storage.journal.store import Journal
    from contract.errors import Problem as WireProblem
    from contract.quotes import Quote


class Checkout:
    """Checks carts and freezes orders."""

    def __init__(self, journal: Journal, ordering: Ordering) -> None:
        self._journal = journal
        self._ordering = ordering

    def verify(
        self, draft: Draft, contract: Contract, shown: Mapping[LineId, int | None]
    ) -> Verification:
        """Ask the gateway what the cart is now; `shown` are the prices on the user's screen."""
        request = QuoteRequest(
            contract=contract.id,
            lines=[
                QuoteLine(
                    n=n,
                    product=line.product,
                    variant=line.variant,
                    warehouse=line.warehouse,
                    quantity=Decimal(milli_to_wire(line.quantity_milli)),
                    seen_price=_money(shown.get(line.id)),
                    backorder=_backorder(line),
                )
                for n, line in enumerate(draft.lines, start=1)
            ],
        )
        return _verification(draft, contract, shown, self._ordering.quote(request))

    def local(
        self, draft: Draft, contract: Contract, appraisal: Appraisal, now: dt.datetime
    ) -> Verification:
        """Say what the cart is by the cache alone, for an order that waits for the connection.

        It has no quote, so it is checked with the gateway before it is sent.
        """
        appraised = {line.line.id: line for line in appraisal.lines}
        lines = [appraised[line.id] for line in draft.lines]
        return Verification(
            quote="",
            contract=contract.id,
            currency=contract.currency,
            as_of=now,
            lines=tuple(
                VerifiedLine(
                    n=n,
                    line=line.line,
                    shown_price_e4=line.facts.price_e4,
                    price_e4=line.facts.price_e4,
                    free_milli=line.facts.free_milli,
                    sum_e4=line.amounts.sum_e4 if line.amounts else 0,
                    vat_e4=line.amounts.vat_e4 if line.amounts else 0,
                    problems=(),
                )
                for n, line in enumerate(lines, start=1)
            ),
            problems=(),
            parts=tuple(
                PartPreview(
                    warehouse=group.warehouse,
                    organisation=contract.organisation,
                    vat=contract.vat,
                    lines=tuple(range(1, len(group.lines) + 1)),
                    weight_g=group.weight_g,
                    sum_e4=group.totals.payable_e4,
                    ship_on=None,
                )
                for group in appraisal.groups
            ),
            total_e4=appraisal.totals.payable_e4,
            vat_e4=appraisal.totals.vat_e4,
            minimum_need_e4=None,
            minimum_have_e4=None,
            limit_after_e4=None,
            pay_to_release_e4=None,
            reserved_until=None,
            similar=(),
            valid_until=now + dt.timedelta(days=1),
        )

    def freeze(
        self,
        draft: Draft,
        verification: Verification,
        contract: Contract,
        delivery: DeliveryChoice,
        *,
        comment: str = "",
        customer_number: str = "",
        email_copy_to: str = "",
        accepted_at: dt.datetime | None = None,
        replaces: str | None = None,
    ) -> OutboxEntry:
        """Build the order's body, once and for ever, under a new key."""
        now = dt.datetime.now(tz=dt.UTC)
        order = NewOrder(
            quote=verification.quote or None,
            contract=contract.id,
            counterparty=contract.counterparty,
            title=draft.name,
            lines=[_new_line(line, now, accepted_at) for line in verification.lines],
            total=decimal_from_e4(verification.total_e4),
            delivery=Delivery.model_validate(delivery.to_wire()),
            comment=comment,
            customer_number=customer_number,
            documents_wanted=["invoice"],
            email_copy_to=email_copy_to,
        )
        return OutboxEntry(
            key=str(uuid.uuid4()),
            counterparty=contract.counterparty,
            contract=contract.id,
            title=draft.name,
            body=order.model_dump_json().encode(),
            currency=contract.currency,
            total_e4=verification.total_e4,
            lines=len(order.lines),
            state="queued",
            queued_at=now.isoformat(timespec="milliseconds"),
            attempts=0,
            next_at=None,
            error="",
            answer=None,
            number="",
            replaces=replaces,
        )

    def place(self, entry: OutboxEntry, draft: Draft) -> None:
        """Write the frozen order down and empty the draft, in one durable transaction."""
        rows.place(self._journal, entry, draft)


def _money(price_e4: int | None) -> Decimal | None:
    return None if price_e4 is None else Decimal(e4_to_wire(price_e4))


def _backorder(line: DraftLine) -> Backorder | None:
    if line.backorder_on is None:
        return None
    return Backorder(expected_on=dt.date.fromisoformat(line.backorder_on))


def _new_line(
    line: VerifiedLine, now: dt.datetime, accepted_at: dt.datetime | None
) -> NewOrderLine:
    if line.price_e4 is None:
        message = f"line {line.n} has no price and cannot be ordered"
        raise ValueError(message)
    price = decimal_from_e4(line.price_e4)
    shown = line.shown_price_e4 if line.shown_price_e4 is not None else line.price_e4
    return NewOrderLine(
        n=line.n,
        product=line.line.product,
        variant=line.line.variant,
        article=line.line.article,
        name=line.line.name,
        unit=line.line.unit,
        quantity=Decimal(milli_to_wire(line.line.quantity_milli)),
        price=price,
        seen_price=decimal_from_e4(shown),
        seen_at=now,
        accepted_at=accepted_at if shown != line.price_e4 else None,
        warehouse=line.line.warehouse,
        backorder=_backorder(line.line),
        comment=line.line.comment,
    )


def _verification(
    draft: Draft, contract: Contract, shown: Mapping[LineId, int | None], quote: Quote
) -> Verification:
    lines: dict[int, DraftLine] = dict(enumerate(draft.lines, start=1))
    return Verification(
        quote=quote.quote,
        contract=contract.id,
        currency=quote.currency,
        as_of=quote.as_of,
        lines=tuple(
            VerifiedLine(
                n=item.n,
                line=lines[item.n],
                shown_price_e4=shown.get(lines[item.n].id),
                price_e4=_e4(item.price),
                free_milli=_milli(item.free),
                sum_e4=_e4(item.sum) or 0,
                vat_e4=_e4(item.vat) or 0,
                problems=tuple(map(_problem, item.problems)),
            )
            for item in quote.lines
        ),
        problems=tuple(map(_problem, quote.problems)),
        parts=tuple(
            PartPreview(
                warehouse=part.warehouse,
                organisation=part.organisation,
                vat=part.vat,
                lines=tuple(part.lines),
                weight_g=part.weight_g,
                sum_e4=_e4(part.sum) or 0,
                ship_on=part.ship_on,
            )
            for part in quote.parts
        ),
        total_e4=_e4(quote.total) or 0,
        vat_e4=_e4(quote.vat) or 0,
        minimum_need_e4=_e4(quote.minimum.need) if quote.minimum else None,
        minimum_have_e4=_e4(quote.minimum.have) if quote.minimum else None,
        limit_after_e4=_e4(quote.limit_after),
        pay_to_release_e4=_e4(quote.pay_to_release),
        reserved_until=quote.reserved_until,
        similar=tuple(
            SimilarOrder(str(item.key), item.number, item.placed_at, item.placed_by)
            for item in quote.similar
        ),
        valid_until=quote.valid_until,
    )


def _e4(value: Decimal | None) -> int | None:
    return e4_from_wire(None if value is None else str(value))


def _milli(value: Decimal | None) -> int | None:
    return milli_from_wire(None if value is None else str(value))


def _problem(problem: WireProblem) -> Problem:
    return Problem(
        n=problem.n,
        code=problem.code,
        severity=Severity(problem.severity),
        price_now_e4=_e4(problem.price_now),
        free_now_milli=_milli(problem.free_now),
        pack_milli=_milli(problem.pack),
        minimum_e4=_e4(problem.minimum),
        limit_left_e4=_e4(problem.limit_left),
        since=problem.since,
        alternatives=tuple(
            Alternative(item.warehouse, _milli(item.free)) for item in problem.alternatives
        ),
        replaced_by=problem.replaced_by,
    )
